"""What makes evidence weaker, as flags on fixes, as reason codes on alerts, and as a factor of certainty. Pure."""

from enum import IntEnum
from math import exp, log


class Doubt(IntEnum):
    """A reason to trust a fix less; none of them silences it."""

    COARSE = 1
    WIFI = 2
    CELL = 4
    REPEATED = 8
    FROZEN = 16
    IMPOSSIBLE_SPEED = 32
    UNREPORTED_ACCURACY = 64


_FACTORS = {
    Doubt.COARSE: 0.9,
    Doubt.WIFI: 0.95,
    Doubt.CELL: 0.8,
    Doubt.REPEATED: 0.95,
    Doubt.FROZEN: 0.5,
    Doubt.IMPOSSIBLE_SPEED: 0.5,
    Doubt.UNREPORTED_ACCURACY: 0.8,
}
_CODES = {doubt: doubt.name.lower().replace("_", "-") for doubt in _FACTORS}


def certainty_of(points: float, doubts: int) -> float:
    """Certainty from 0 to 1 of an alert confirmed with so many points: 0.94 for just enough, 0.99 for two clear fixes.

    A measure to put alerts in order, not a probability found by experiment: each doubt multiplies it by a fixed factor.
    """
    certainty = 1.0 - exp(-points * log(10.0) / 2.0)
    for doubt, factor in _FACTORS.items():
        if doubts & doubt:
            certainty *= factor
    return round(certainty, 3)


def reasons_of(doubts: int) -> tuple[str, ...]:
    """The codes of the doubts, in a fixed order."""
    return tuple(code for doubt, code in _CODES.items() if doubts & doubt)
