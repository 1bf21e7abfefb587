"""Positioning orders, check-in requests, zones, hours and tracker assignments."""
