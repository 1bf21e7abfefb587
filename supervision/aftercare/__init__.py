"""After-care (安置帮教): whoever was released is helped, if they agree; a register of its own, without duties."""
