"""What a region's own law says in a rule's place: proposed by one administrator, confirmed by another, and kept."""
