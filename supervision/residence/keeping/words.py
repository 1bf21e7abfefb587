"""The closed lists of keeping and destroying. Pure."""

from enum import StrEnum


class KeptKind(StrEnum):
    """What is destroyed as a whole, with the key that sealed it."""

    RESIDENT = "resident"
    HOUSEHOLD = "household"
