"""Offices, officers, jurisdictions, roles, permissions and sign-in."""
