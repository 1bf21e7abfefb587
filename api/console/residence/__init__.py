"""The pages of the residence register."""
