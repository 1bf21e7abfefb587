"""How soon a real exit is known, and how often a wearer at home is accused: our rule beside those of the peers.

A required circle of 100 m lies around each confirmed stay. *False exits*: alarms from five minutes after the wearer
came to five minutes before they left, once per excursion (a fix inside the circle ends it), over the hours between
consecutive fixes of that time, a gap for at most one hour; stays with fewer than three fixes do not count.
*Departures*: within an hour after leaving a fix lies beyond three radii and its accuracy; the rule starts afresh as the
wearer leaves, and no alarm within the hour is a miss.

`TRACKS` names a folder with `fixes.csv.gz` and `stays.csv`; without it tracks are made up.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Protocol
from uuid import UUID

from bench.report import report
from bench.tracks import Stay, made_up_stays, read_stays
from supervision.monitoring.judgement import begin, judge
from supervision.monitoring.outcomes import AlertKind, Step
from supervision.monitoring.rules import Rules
from supervision.orders.zones import Circle, Place, Zone, ZoneKind
from supervision.position import Fix, Point

RADIUS_M = 100.0
EDGE = timedelta(minutes=5)
LONGEST_GAP = timedelta(hours=1)
LEAST_FIXES = 3
CONFIRMED_AFTER = timedelta(seconds=120)
_ID = UUID(int=1)


class ExitRule(Protocol):
    """Something that sees the fixes of one wearer in order."""

    def alarms_at(self, fix: Fix) -> bool:
        """Whether this fix raises the alarm (or would, if it had not been raised)."""


class Ours:
    """The judge as the product runs it."""

    def __init__(self, zone: Zone, at: datetime) -> None:
        self.rules = Rules(_ID, at, None, (zone,))
        self.state = begin(at)

    def alarms_at(self, fix: Fix) -> bool:
        """Whether the judge raises the alert of the zone on this fix."""
        if not self.state.precedes(fix):
            return False
        self.state, _, changes = judge(self.state, fix, self.rules)
        return any(c.step is Step.RAISED and c.kind is AlertKind.LEFT_REQUIRED_ZONE for c in changes)


@dataclass
class PointInCircle:
    """The reported point decides, whatever its accuracy."""

    zone: Zone
    at: datetime

    def alarms_at(self, fix: Fix) -> bool:
        """Whether the point is outside."""
        return (self.zone.place(fix).margin_m or 0.0) > 0


@dataclass
class CircleOutside:
    """The whole accuracy circle must be outside."""

    zone: Zone
    at: datetime

    def alarms_at(self, fix: Fix) -> bool:
        """Whether the circle is outside."""
        return self.zone.place(fix).place is Place.OUTSIDE


@dataclass
class CircleOutsideTwice:
    """The whole accuracy circle outside, and a second such fix 120 s later or more; a point inside starts anew."""

    zone: Zone
    at: datetime
    since: datetime | None = None

    def alarms_at(self, fix: Fix) -> bool:
        """Whether this fix confirms an earlier one."""
        placed = self.zone.place(fix)
        if (placed.margin_m or 0.0) <= 0:
            self.since = None
        elif placed.place is Place.OUTSIDE:
            self.since = self.since or fix.fixed_at
            return fix.fixed_at - self.since >= CONFIRMED_AFTER
        return False


RULES: dict[str, Callable[[Zone, datetime], ExitRule]] = {
    "point-in-circle": PointInCircle,
    "circle-outside": CircleOutside,
    "circle-outside-twice": CircleOutsideTwice,
    "ours": Ours,
}


@dataclass
class Score:
    """What one rule did on all stays; delays in seconds."""

    false_exits: int = 0
    hours: float = 0.0
    departures: int = 0
    delays: list[float] = field(default_factory=list)
    delays_after_first: list[float] = field(default_factory=list)


def score(stays: Sequence[Stay], rule: Callable[[Zone, datetime], ExitRule]) -> Score:
    """Let a rule see every stay and every departure."""
    total = Score()
    for stay in stays:
        if len(stay.during) >= LEAST_FIXES:
            zone = Zone(_ID, ZoneKind.REQUIRED, Circle(stay.center, RADIUS_M))
            _score_stay(total, stay, zone, rule(zone, stay.entered_at))
            _score_departure(total, stay, zone, rule(zone, stay.left_at))
    return total


def _score_stay(total: Score, stay: Stay, zone: Zone, rule: ExitRule) -> None:
    start, end = stay.entered_at + EDGE, stay.left_at - EDGE
    is_armed = True
    for fix in stay.during:
        if _margin_m(zone, fix) <= 0:
            is_armed = True
        if rule.alarms_at(fix) and is_armed:
            is_armed = False
            total.false_exits += start <= fix.fixed_at <= end
    counted = [fix.fixed_at for fix in stay.during if start <= fix.fixed_at <= end]
    gaps = (min(later - at, LONGEST_GAP) for at, later in pairwise(counted))
    total.hours += sum(gaps, timedelta()) / timedelta(hours=1)


def _score_departure(total: Score, stay: Stay, zone: Zone, rule: ExitRule) -> None:
    if not any(_margin_m(zone, fix) > 2 * RADIUS_M + (fix.accuracy_m or 0.0) for fix in stay.after):
        return
    total.departures += 1
    first_at = next(fix.fixed_at for fix in stay.after if zone.place(fix).place is Place.OUTSIDE)
    known_at = next((fix.fixed_at for fix in stay.after if rule.alarms_at(fix)), None)
    if known_at is not None:
        total.delays.append((known_at - stay.left_at).total_seconds())
        total.delays_after_first.append((known_at - first_at).total_seconds())


def _margin_m(zone: Zone, fix: Fix) -> float:
    margin_m = zone.place(fix).margin_m
    return 0.0 if margin_m is None else margin_m


def _say(stays: Sequence[Stay], score: Score, rule: str | None = None) -> None:
    at: dict[str, str | float] = {"stays": len(stays), "hours": round(score.hours, 1), "departures": score.departures}
    if rule is not None:
        at["rule"] = rule
    missed = score.departures - len(score.delays)
    report("false_exits_per_hour", score.false_exits / score.hours if score.hours else None, "1/h", None, **at)
    report("exit_delay_p50_s", _median(score.delays), "s", None, **at)
    report("exit_delay_after_first_outside_p50_s", _median(score.delays_after_first), "s", None, **at)
    report("exits_missed_percent", 100 * missed / score.departures if score.departures else None, "%", None, **at)


def _median(values: Sequence[float]) -> float | None:
    return median(values) if values else None


def _say_speed(stays: Sequence[Stay]) -> None:
    """How long one fix takes the judge, with one circle for a zone."""
    stay = max(stays, key=lambda stay: len(stay.during))
    rule = Ours(
        Zone(_ID, ZoneKind.REQUIRED, Circle(Point(stay.center.lat, stay.center.lon), RADIUS_M)), stay.entered_at
    )
    started = perf_counter()
    for fix in stay.during:
        rule.alarms_at(fix)
    report("judge_fix_us", (perf_counter() - started) / len(stay.during) * 1e6, "µs", fixes=len(stay.during))


def main() -> None:
    """Score every rule; the headline (ours) comes last, without a rule's name."""
    folder = os.environ.get("TRACKS")
    stays = read_stays(Path(folder)) if folder else made_up_stays()
    _say_speed(stays)
    ours = Score()
    for name, rule in RULES.items():
        ours = score(stays, rule)
        _say(stays, ours, name)
    _say(stays, ours)
