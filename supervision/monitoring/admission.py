"""The two lawful ways in for a fix, and no third. Pure.

A dedicated device is admitted by a live positioning order with an assignment (Community Correction Law 29); a phone by
an open check-in request, for one point (ibid. 26). Anything else is refused: counted, and nothing of it stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from supervision.orders.admissions import Admission, OpenCheckIn, WornTracker
from supervision.position import Fix

MOST_AHEAD = timedelta(seconds=120)
"""How far a tracker's clock may run ahead of ours before its fix counts as future-dated."""

MOST_AGE = timedelta(days=90)
"""How late a fix may arrive at all."""


class FixOutcome(StrEnum):
    """What can become of one fix; each outcome has its own counter."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    CHECK_IN_ANSWERED = "check-in-answered"
    FUTURE = "future-dated"
    TOO_OLD = "too-old"
    NO_LIVE_ORDER = "no-live-order"
    NO_OPEN_REQUEST = "no-open-request"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One fix as it arrived from one tracker."""

    tracker_id: str
    is_dedicated: bool
    fix: Fix


Entry = WornTracker | OpenCheckIn | FixOutcome


def admit(arrival: Arrival, admissions: Sequence[Admission], now: datetime) -> Entry:
    """By which order or request a fix may come in, or why it may not.

    Both the fix's own time and the present must lie in a live span: ingest stops in the moment an order ends,
    for buffered fixes too.
    """
    fixed_at = arrival.fix.fixed_at
    if fixed_at > now + MOST_AHEAD:
        return FixOutcome.FUTURE
    if arrival.is_dedicated:
        return _by_order(fixed_at, admissions, now)
    return _by_request(arrival.fix, admissions, now)


def _by_order(fixed_at: datetime, admissions: Sequence[Admission], now: datetime) -> Entry:
    refusal = FixOutcome.NO_LIVE_ORDER
    for admission in admissions:
        if isinstance(admission, WornTracker) and admission.is_live_at(now):
            if fixed_at > now - MOST_AGE and admission.is_live_at(min(fixed_at, now)):
                return admission
            refusal = FixOutcome.TOO_OLD
    return refusal


def _by_request(fix: Fix, admissions: Sequence[Admission], now: datetime) -> Entry:
    for admission in admissions:
        if isinstance(admission, OpenCheckIn) and admission.window.holds_at(now):
            if fix.lat is not None and admission.window.holds_at(min(fix.fixed_at, now)):
                return admission
            return FixOutcome.NO_OPEN_REQUEST
    return FixOutcome.NO_OPEN_REQUEST
