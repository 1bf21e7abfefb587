"""After-care (安置帮教): people who were released and are helped, if they agree; a register of its own, without duties."""
