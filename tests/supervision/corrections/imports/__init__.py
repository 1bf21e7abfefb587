"""Tables of supervisees: handed in, compared with the files, confirmed by another, undone."""
