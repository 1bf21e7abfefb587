"""The migrations of the devices floor."""
