"""What a home shows on its front: three counters and at most two marks, in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from supervision.wording import Wording

MOST_MARKS = 2
"""More than two marks on a home are noise; the gravest go before."""


class Mark(StrEnum):
    """What is due at premises, the gravest first; a mark is about premises and their record, never about a person."""

    HAZARD = "hazard"
    OVER_CAPACITY = "over-capacity"
    ENDING = "ending"
    UNVERIFIED = "unverified"


MARK_NAMES: Mapping[Mark, Wording] = {
    Mark.HAZARD: Wording("隐患", "hazard"),
    Mark.OVER_CAPACITY: Wording("超员", "over capacity"),
    Mark.ENDING: Wording("到期", "ending"),
    Mark.UNVERIFIED: Wording("待核", "to verify"),
}


@dataclass(frozen=True, slots=True)
class HomeCounts:
    """Of premises: how many live there, how many of them have not been verified in time, how many stays end soon."""

    living: int = 0
    unverified: int = 0
    ending: int = 0
    open_hazards: int = 0


NOBODY = HomeCounts()
"""The counts of premises where nobody is registered and nothing is wrong."""


def marks_of(counts: HomeCounts, capacity: int | None) -> tuple[Mark, ...]:
    """The marks of premises, the gravest first, two at most."""
    found = (
        (Mark.HAZARD, counts.open_hazards > 0),
        (Mark.OVER_CAPACITY, capacity is not None and counts.living > capacity),
        (Mark.ENDING, counts.ending > 0),
        (Mark.UNVERIFIED, counts.unverified > 0),
    )
    return tuple(mark for mark, holds in found if holds)[:MOST_MARKS]
