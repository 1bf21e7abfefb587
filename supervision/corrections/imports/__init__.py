"""Tables of supervisees: compared with the files, confirmed by a second officer, undone for a day."""
