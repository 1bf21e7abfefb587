"""What the command `supervision` does, one module for each kind of work; `api.cli` only reads the command line."""
