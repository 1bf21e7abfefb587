"""Parties: those who let, manage or broker homes or employ people, each sealed under a key of its own."""
