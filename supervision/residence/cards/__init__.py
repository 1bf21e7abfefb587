"""Household cards: one living card a household, with a face that says nothing of who lives there."""
