"""What the pages of the residence register are given."""
