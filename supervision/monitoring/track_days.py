"""One day of somebody's track: positions, the conditions of that day, how each stood, and the alerts."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from supervision import legal_time
from supervision.audit import Act
from supervision.corrections.purposes import Purpose
from supervision.corrections.store import load_file
from supervision.legal_time import day_end, day_start, legal_day
from supervision.monitoring.alerts import Alert, AlertFilter, load_alerts
from supervision.monitoring.compliance import SPEAKS_FOR, ConditionSpans, judge_track
from supervision.monitoring.judging import rules_of
from supervision.monitoring.tracks import open_track
from supervision.officers.officer import Officer
from supervision.orders.admissions import WornTracker, load_worn_of_files_for_system
from supervision.position import Fix
from supervision.storage.database import fetch

_MOST_ALERTS = 200

# One look into the index for each assignment, whatever the length of its track.
_LAST_BEFORE = """
SELECT last.fixed_at AS at FROM unnest($1::uuid[]) AS worn (id) CROSS JOIN LATERAL (
    SELECT fixed_at FROM position WHERE assignment_id = worn.id AND fixed_at < $2 ORDER BY fixed_at DESC LIMIT 1
) AS last
"""
_FIRST_FROM = """
SELECT next.fixed_at AS at FROM unnest($1::uuid[]) AS worn (id) CROSS JOIN LATERAL (
    SELECT fixed_at FROM position WHERE assignment_id = worn.id AND fixed_at >= $2 ORDER BY fixed_at LIMIT 1
) AS next
"""


@dataclass(frozen=True, slots=True)
class TrackDay:
    """A day of a track: the fixes with a location in order of time, and strips that end with the present."""

    day: date
    fixes: tuple[Fix, ...]
    strips: tuple[ConditionSpans, ...]
    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class TrackedDays:
    """Where a track can be looked for: the days of wearing, and the days with fixes around one day."""

    earliest: date
    latest: date
    around: tuple[date, ...]
    has_order: bool


async def open_track_day(officer: Officer, supervisee_id: UUID, day: date, purpose: Purpose) -> TrackDay:
    """One day of a track in clear; recorded with the purpose. NotFound outside the officer's reach."""
    from_at, until_at = day_start(day), day_end(day)
    track = await open_track(officer, supervisee_id, from_at - SPEAKS_FOR, until_at, purpose)
    fixes = sorted(track.fixes, key=lambda fix: (fix.fixed_at, fix.seq))
    rules = [each for one in await load_worn_of_files_for_system([supervisee_id]) for each in rules_of(one)]
    _, strips = judge_track(rules, fixes, from_at, min(until_at, legal_time.now()))
    wanted = AlertFilter(supervisee_id=supervisee_id, since=from_at, until=until_at)
    alerts = await load_alerts(officer, wanted, _MOST_ALERTS)
    of_day = tuple(fix for fix in fixes if fix.fixed_at >= from_at and fix.lat is not None)
    return TrackDay(day, of_day, strips, tuple(alerts))  # the fixes before spoke for the day's first minutes


async def find_tracked_days(officer: Officer, supervisee_id: UUID, day: date) -> TrackedDays:
    """The days on which a tracker was worn, and those with fixes that lie nearest to `day` on either side.

    No position is read for that; whoever asks has opened the file.
    """
    today = legal_day(legal_time.now())
    worn = await _worn_by(officer, supervisee_id)
    spans = [span for one in worn for span in one.spans]
    if not spans:
        return TrackedDays(today, today, (), has_order=False)
    earlier = await _nearest(worn, _LAST_BEFORE, day_start(day))
    later = await _nearest(worn, _FIRST_FROM, day_end(day))
    around = (*((earlier,) if earlier else ()), day, *((later,) if later else ()))
    earliest, latest = min(span.from_at for span in spans), max(span.until_at for span in spans)
    return TrackedDays(legal_day(earliest), min(today, legal_day(latest)), around, has_order=True)


async def _worn_by(officer: Officer, supervisee_id: UUID) -> list[WornTracker]:
    await load_file(officer, Act.TRACK_OPEN, supervisee_id)
    return await load_worn_of_files_for_system([supervisee_id])


async def _nearest(worn: list[WornTracker], sql: str, at: datetime) -> date | None:
    found = [row["at"] for row in await fetch(sql, [one.assignment_id for one in worn], at)]
    return legal_day(max(found) if sql is _LAST_BEFORE else min(found)) if found else None
