"""The colour of a drawer, a community or premises, by what is due there, with its arithmetic. Pure.

A colour says how well the register is kept at a place (三色预警); there is no such thing as the colour of a person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from supervision.legal_rules import LegalRule
from supervision.residence.rules import ResidenceRuleName, find_residence_rule


class Colour(StrEnum):
    """How well the register is kept at a place."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class DueKind(StrEnum):
    """What may be due at a place."""

    UNVERIFIED = "unverified"
    """Residents whom nobody has met for as long as the rule of verification says."""
    PAST_END = "past-end"
    """Stays that should have ended and were neither prolonged nor ended."""
    MISMATCH = "mismatch"
    """Open tasks of visits: what was found at a door and does not match the register."""
    OVER_OCCUPIED = "over-occupied"
    """Premises in which more people live than the local rule allows."""
    UNATTENDED = "unattended"
    """Drawers that nobody has on duty today."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many are due, of how many there are."""

    due: int = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.due + other.due, self.of + other.of)

    def reaches(self, per_hundred: int) -> bool:
        """Whether something is due, and at least `per_hundred` of a hundred."""
        return self.due > 0 and self.due * 100 >= per_hundred * self.of


@dataclass(frozen=True, slots=True)
class Judged:
    """One count with the thresholds that were applied to it."""

    kind: DueKind
    share: Share
    amber: LegalRule
    red: LegalRule
    colour: Colour


@dataclass(frozen=True, slots=True)
class Rating:
    """A place's colour, which is the worst of its counts'."""

    colour: Colour
    judged: tuple[Judged, ...]

    def share(self, kind: DueKind) -> Share:
        """What is due of that kind."""
        return next(one.share for one in self.judged if one.kind is kind)


_N = ResidenceRuleName
THRESHOLDS: Mapping[DueKind, tuple[ResidenceRuleName, ResidenceRuleName]] = {
    DueKind.UNVERIFIED: (_N.UNVERIFIED_AMBER, _N.UNVERIFIED_RED),
    DueKind.PAST_END: (_N.PAST_END_AMBER, _N.PAST_END_RED),
    DueKind.MISMATCH: (_N.MISMATCH_AMBER, _N.MISMATCH_RED),
    DueKind.OVER_OCCUPIED: (_N.OVER_OCCUPIED_AMBER, _N.OVER_OCCUPIED_RED),
    DueKind.UNATTENDED: (_N.UNATTENDED_AMBER, _N.UNATTENDED_RED),
}
"""From which share on, of a hundred, a count is amber, and from which it is red."""

_ORDER = tuple(Colour)


def worst(colours: Iterable[Colour]) -> Colour:
    """The worst of some colours; green where there is none."""
    return max(colours, key=_ORDER.index, default=Colour.GREEN)


def rate(shares: Mapping[DueKind, Share], on: date, division: str, rules: Iterable[LegalRule] | None = None) -> Rating:
    """The rating of a place by the rows that hold there on that day; a kind that is not given has nothing due."""
    known = None if rules is None else tuple(rules)
    judged = tuple(_judge(kind, shares.get(kind, Share()), on, division, known) for kind in DueKind)
    return Rating(worst(one.colour for one in judged), judged)


def _judge(kind: DueKind, share: Share, on: date, division: str, rules: Iterable[LegalRule] | None) -> Judged:
    amber, red = (find_residence_rule(name, on, division, rules) for name in THRESHOLDS[kind])
    colour = Colour.RED if share.reaches(red.number) else Colour.AMBER if share.reaches(amber.number) else Colour.GREEN
    return Judged(kind, share, amber, red, colour)
