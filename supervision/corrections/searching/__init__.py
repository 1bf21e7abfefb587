"""Searches for somebody out of contact (查找): opened at once, each step put down, police and prosecutor told."""
