"""What the residence register offers under `/api/v1`."""
