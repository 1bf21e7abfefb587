"""Contacts: what office and supervisee have with each other."""
