"""What somebody finds by a number that is printed on a paper, from every room of corrections."""
