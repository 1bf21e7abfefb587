"""Guardians of minors: who they are, from when to when, whether one is missing, and whether one was there."""
