"""Monthly reconciliation (查清底数): lists of courts, prisons, police and the province against a county's own files."""
