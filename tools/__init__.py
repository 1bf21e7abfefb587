"""Scripts that build and check the project; nothing of the product imports them."""
