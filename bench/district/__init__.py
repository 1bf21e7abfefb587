"""An invented city district at its real size: homes, those who came, doubles among them, and what officers look for."""
