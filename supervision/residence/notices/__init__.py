"""Stay notices (居住申报): whoever owes one gives it without an account, and an officer accepts or refuses it."""
