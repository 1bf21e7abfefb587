"""What an approval suspends of an order's conditions, for those who judge positions: when, and what of them. Pure."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Suspension:
    """From its first moment up to, but not including, its last: leave suspends where one must be.

    Where one must not be stays forbidden, but for the conditions that the approval opens by name.
    """

    from_at: datetime
    until_at: datetime
    is_leave: bool
    opened_conditions: frozenset[UUID] = frozenset()
