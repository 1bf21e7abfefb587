"""The end of a correction."""
