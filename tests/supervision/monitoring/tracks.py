"""Makers of fixes and rules around one invented home, for tests of the judge."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from supervision.monitoring.judgement import JudgementState, begin, fold
from supervision.monitoring.outcomes import AlertChange, AlertKind, Assessment, Step
from supervision.monitoring.rules import Rules
from supervision.orders.zones import Circle, Zone, ZoneKind
from supervision.position import Fix, Point

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 10:00 of legal time."""
ASSIGNMENT = UUID(int=100)
HOME_ID, SCHOOL_ID = UUID(int=1), UUID(int=2)
HOME = Point(35.49, 112.85)
METRE_OF_LATITUDE = 1 / 110_946

AT_HOME = Zone(HOME_ID, ZoneKind.REQUIRED, Circle(HOME, 100), name="家")
SCHOOL = Zone(
    SCHOOL_ID,
    ZoneKind.FORBIDDEN,
    Circle(Point(HOME.lat + 2_000 * METRE_OF_LATITUDE, HOME.lon), 150),
    is_protected=True,
)


def at(seconds: float) -> datetime:
    """So many seconds after the start."""
    return START + timedelta(seconds=seconds)


def fix(seconds: float, north_m: float | None = 0.0, accuracy_m: float | None = 12.0, **more: Any) -> Fix:
    """A fix so many metres north of home (None: without a location)."""
    lat = None if north_m is None else HOME.lat + north_m * METRE_OF_LATITUDE
    more = {"seq": round(seconds), "received_at": at(seconds + 2), **more}
    return Fix(fixed_at=at(seconds), lat=lat, lon=lat and HOME.lon, accuracy_m=accuracy_m, **more)


def rules(*zones: Zone, **more: Any) -> Rules:
    """Rules in force since the start, for home alone if nothing else is said."""
    more = {"live_from": START, "live_until": None, "silent_after_seconds": 10**7, **more}
    return Rules(assignment_id=ASSIGNMENT, zones=zones or (AT_HOME,), **more)


def judged(
    fixes: Iterable[Fix], under: Rules | None = None, until: datetime | None = None
) -> tuple[JudgementState, tuple[Assessment, ...], tuple[AlertChange, ...]]:
    """What the judge makes of a whole track under one set of rules."""
    in_force = under or rules()
    return fold(begin(in_force.live_from), fixes, lambda moment: in_force if in_force.live_at(moment) else None, until)


def alerts(fixes: Iterable[Fix], under: Rules | None = None, until: datetime | None = None) -> list[AlertChange]:
    """The alerts raised on a track."""
    return [change for change in judged(fixes, under, until)[2] if change.step is Step.RAISED]


def kinds(fixes: Iterable[Fix], under: Rules | None = None, until: datetime | None = None) -> list[AlertKind]:
    """The kinds of the alerts raised on a track."""
    return [alert.kind for alert in alerts(fixes, under, until)]
