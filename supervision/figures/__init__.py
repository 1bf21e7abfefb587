"""Figures of corrections for offices, counties and cities: each number is the length of a list that can be opened."""
