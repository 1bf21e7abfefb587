"""What registers do with tables that are handed in: columns, verdicts, steps; each register has tables of its own."""
