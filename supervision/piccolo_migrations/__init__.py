"""The migrations of the domain."""
