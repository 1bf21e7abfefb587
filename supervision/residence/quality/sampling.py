"""How many household files a sample has, which they are, and the three rates that a re-visit gives. Pure."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from supervision.residence.quality.rating import Colour
from supervision.residence.rules import ResidenceRuleName, find_residence_rule


@dataclass(frozen=True, slots=True)
class Findings:
    """What a re-visit found: persons actually there, of them not registered, registered but gone, entered wrongly."""

    actual: int = 0
    missed: int = 0
    stale: int = 0
    wrong: int = 0

    def __add__(self, other: "Findings") -> "Findings":
        return Findings(
            self.actual + other.actual,
            self.missed + other.missed,
            self.stale + other.stale,
            self.wrong + other.wrong,
        )


@dataclass(frozen=True, slots=True)
class Rates:
    """The three rates of a sample, None where nobody could be counted; each keeps the numbers it was made of."""

    found: Findings

    @property
    def collection(self) -> Fraction | None:
        """采集率: one less the share of those who were missed."""
        return 1 - Fraction(self.found.missed, self.found.actual) if self.found.actual else None

    @property
    def stale(self) -> Fraction | None:
        """未注销率: entries of people who have gone, of all who were or should have been found."""
        whole = self.found.actual + self.found.stale
        return Fraction(self.found.stale, whole) if whole else None

    @property
    def accuracy(self) -> Fraction | None:
        """准确率: those who are there and registered rightly."""
        right = self.found.actual - self.found.missed - self.found.wrong
        return Fraction(right, self.found.actual) if self.found.actual else None


def find_sample_size(households: int, colour: Colour, on: date, division: str) -> int:
    """How many of a community's household files are re-visited; a community that is not green gets the denser share."""
    name = ResidenceRuleName.SAMPLE_SHARE if colour is Colour.GREEN else ResidenceRuleName.SAMPLE_SHARE_DENSE
    share = find_residence_rule(name, on, division).number
    least = find_residence_rule(ResidenceRuleName.SAMPLE_LEAST, on, division).number
    return min(households, max(least, -(-households * share // 100)))


def draw(seed: str, households: Iterable[UUID], size: int) -> list[UUID]:
    """The files that a seed draws, in the order drawn: whoever has the seed can draw them again."""
    return sorted(households, key=lambda one: hashlib.sha256(f"{seed}{one}".encode()).digest())[:size]
