"""What of the register leaves the house: asked for with a reason, allowed, fetched once as an encrypted archive."""
