"""The homes' table."""
