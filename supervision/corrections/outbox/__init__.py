"""What exchange platforms are told of a correction: events in the order of the acts, each written with its act."""
