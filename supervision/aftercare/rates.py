"""The rates of after-care: of everybody who was released, how many came home, are helped, are placed. Pure.

Nobody is left out of a denominator: not who was not found, declined, moved away or died.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Rate(StrEnum):
    """What is counted among everybody."""

    LINKED = "linked"
    """衔接: came home, met or by themselves, or was handed over."""
    HELPED = "helped"
    """帮教: somebody helps, or helped."""
    PLACED = "placed"
    """安置: is placed, or was."""


@dataclass(frozen=True, slots=True)
class Counted:
    """All that the rates know of one person, and no more."""

    is_linked: bool
    is_helped: bool
    is_placed: bool


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def per_hundred(self) -> float | None:
        """The rate; None where there is nobody to take it of."""
        return self.count * 100 / self.of if self.of else None


def shares(everybody: Iterable[Counted]) -> dict[Rate, Share]:
    """The three rates, each over everybody."""
    people = list(everybody)
    return {
        Rate.LINKED: Share(sum(one.is_linked for one in people), len(people)),
        Rate.HELPED: Share(sum(one.is_helped for one in people), len(people)),
        Rate.PLACED: Share(sum(one.is_placed for one in people), len(people)),
    }
