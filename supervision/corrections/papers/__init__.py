"""Papers: official documents issued from a file, numbered, sealed as they were, voided but never overwritten."""
