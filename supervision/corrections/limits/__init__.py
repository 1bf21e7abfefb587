"""Who may not see a file within their reach: exclusions, restrictions, the minors' compartment, and broken glass."""
