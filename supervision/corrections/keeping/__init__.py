"""Person files past their period, and how two officers destroy them."""
