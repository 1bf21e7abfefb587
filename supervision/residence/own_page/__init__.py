"""A resident's own page: by a personal code handed over in person, one's own record and nobody else's."""
