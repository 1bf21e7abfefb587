"""Standard addresses, dwellings, and the drawers in which household files stand: nothing here is about a person."""
