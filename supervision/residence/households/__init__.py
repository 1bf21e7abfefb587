"""Household files and the residents in them: one household one file, each resident under a key of their own."""
