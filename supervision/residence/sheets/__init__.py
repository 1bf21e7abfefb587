"""Tables that come in and go out: imports with a verdict a row, confirmed by a second person and undone for a day."""
