"""Finding residents through digests only, and the possible duplicates among them."""
