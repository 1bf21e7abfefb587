"""What is asked for on a file and decided by somebody else: leave, trips, barred places, contacts, class, interval."""
