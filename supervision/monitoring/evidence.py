"""What an alert rests on, laid out for whoever decides on it: the rule of its moment, and the fixes around it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from supervision.monitoring.alerts import OpenedAlert
from supervision.monitoring.compliance import ConditionSpans, judge_track
from supervision.monitoring.judging import rules_of
from supervision.monitoring.outcomes import Assessment, FixKey
from supervision.monitoring.tracks import load_evidence_fixes
from supervision.officers.officer import Officer
from supervision.orders.admissions import VersionInForce, WornTracker, load_worn_for_system
from supervision.orders.zones import Zone
from supervision.position import Fix
from supervision.storage.database import fetch_one

AROUND = timedelta(minutes=15)
"""How much of the time before and after the alert is shown beside it."""


@dataclass(frozen=True, slots=True)
class JudgedFix:
    """A fix, and where it lay with regard to the alert's condition (None: there was none to judge it by)."""

    fix: Fix
    assessment: Assessment | None
    is_evidence: bool


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The evidence of an alert; `zones` are those in force when it occurred, the broken condition first."""

    condition: Zone | None
    order_version: int
    zones: tuple[Zone, ...]
    fixes: tuple[JudgedFix, ...]
    strips: tuple[ConditionSpans, ...]
    from_at: datetime
    until_at: datetime


async def lay_out_evidence(officer: Officer, opened: OpenedAlert) -> LaidOut:
    """The evidence of an alert that the officer has opened, judged again fix by fix by the rules of their time."""
    alert, keys = opened.alert, [FixKey(*key) for key in opened.evidence.fixes]
    moments = [key.fixed_at for key in keys] or [alert.occurred_at, alert.lasted_until or alert.occurred_at]
    from_at, until_at = min(*moments, alert.occurred_at) - AROUND, max(*moments, alert.occurred_at) + AROUND
    fixes = await load_evidence_fixes(officer, alert.assignment_id, from_at, until_at)
    (worn,) = await load_worn_for_system([alert.assignment_id]) or (None,)
    version = _version_at(worn, alert.occurred_at)
    zones = _broken_first(version.zones if version else (), alert.condition_id)
    about = zones[0].condition_id if zones else None
    assessments, strips = judge_track(rules_of(worn) if worn else (), fixes, from_at, until_at)
    by_key = {FixKey(one.fixed_at, one.seq): one for one in assessments if one.condition_id == about}
    judged = tuple(
        JudgedFix(fix, by_key.get(key), key in keys)
        for key, fix in ((FixKey(fix.fixed_at, fix.seq), fix) for fix in fixes)
    )
    strips = tuple(sorted(strips, key=lambda strip: strip.zone.condition_id != about))
    condition = zones[0] if zones and zones[0].condition_id == alert.condition_id else None
    number = await _version_number(version.version_id if version else alert.order_version_id)
    return LaidOut(condition, number, zones, judged, strips, from_at, until_at)


def _version_at(worn: WornTracker | None, at: datetime) -> VersionInForce | None:
    """The version whose conditions were judged at `at`; the first one before it took effect."""
    versions = worn.versions if worn else ()
    return next((one for one in reversed(versions) if one.valid_from <= at), versions[0] if versions else None)


def _broken_first(zones: tuple[Zone, ...], condition_id: UUID | None) -> tuple[Zone, ...]:
    return tuple(sorted(zones, key=lambda zone: zone.condition_id != condition_id))


async def _version_number(version_id: UUID | None) -> int:
    row = await fetch_one("SELECT version FROM order_version WHERE id = $1", version_id)
    return int(row["version"]) if row is not None else 1
