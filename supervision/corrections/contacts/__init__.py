"""Contacts: everything that an office and a supervisee have with each other, planned, kept and followed up."""
