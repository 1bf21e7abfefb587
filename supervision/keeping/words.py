"""The closed lists of destroying in any register. Pure."""

from enum import StrEnum


class DestructionState(StrEnum):
    """Where a proposal to destroy stands; one that was returned may be made again."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    DESTROYED = "destroyed"
