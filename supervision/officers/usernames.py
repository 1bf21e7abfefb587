"""Usernames: one spelling each. Pure."""

import re

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


def normalised_username(text: str) -> str:
    """A username as it is stored and compared: without spaces around it, in small letters."""
    return text.strip().lower()


def is_username(text: str) -> bool:
    """Whether a normalised text can be a username: 3 to 40 letters, digits, dots, hyphens, underscores."""
    return _USERNAME.fullmatch(text) is not None
