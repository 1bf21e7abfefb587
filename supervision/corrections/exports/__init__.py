"""Which correction files leave the register as a table: on what basis, on whose word, and never a minor's."""
