"""From when until when an order lets positions in: the earliest of all that can end it, signed papers or not. Pure.

Used by ingest and by every screen alike. All spans hold from their first moment up to, but not including, their last.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from supervision.corrections.file_state import Absence
from supervision.legal_time import day_end
from supervision.orders.order_state import VersionKind


class StopCause(StrEnum):
    """Why no position is let in any longer."""

    EXPIRED = "expired"
    TERM_ENDED = "term-ended"
    RELEASED = "released"
    TERMINATED = "terminated"
    CUSTODY = "custody"
    TRANSFERRED = "transferred"
    NO_LONGER_NEEDED = "no-longer-needed"
    SET_ASIDE = "set-aside"
    TRACKER_REMOVED = "tracker-removed"


@dataclass(frozen=True, slots=True)
class ApprovedPeriod:
    """What one approval covers: the first from the order's start, an extension from its approval, to a day's end."""

    from_at: datetime
    until_at: datetime


def approved_periods(
    starts_at: datetime, approvals: Iterable[tuple[VersionKind, date, datetime]]
) -> tuple[ApprovedPeriod, ...]:
    """What each approval (kind, last day, from when it counts) covers.

    A variation changes conditions and gives no time of its own.
    """
    return tuple(
        ApprovedPeriod(starts_at if kind is VersionKind.INITIAL else valid_from, day_end(ends_on))
        for kind, ends_on, valid_from in approvals
        if kind is not VersionKind.VARIATION
    )


@dataclass(frozen=True, slots=True)
class OrderTime:
    """What an order says of its own time; `ended_at` with its cause once somebody ended it early."""

    periods: tuple[ApprovedPeriod, ...]
    ended_at: datetime | None = None
    end_cause: StopCause | None = None


@dataclass(frozen=True, slots=True)
class FileTime:
    """What the wearer's file says: the last day of the term, the end of the file, custody and transfer."""

    term_ends_on: date
    ended_at: datetime | None = None
    end_cause: StopCause | None = None
    absences: tuple[Absence, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignmentTime:
    """From when to when the tracker was worn."""

    assigned_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LiveSpan:
    """Positions with `from_at <= fixed_at < until_at` may come in."""

    from_at: datetime
    until_at: datetime

    def holds_at(self, at: datetime) -> bool:
        """Whether `at` lies in the span."""
        return self.from_at <= at < self.until_at


@dataclass(frozen=True, slots=True)
class Stop:
    """The moment from which nothing comes in, and why."""

    at: datetime
    cause: StopCause


def find_stop(order: OrderTime, file: FileTime, assignment: AssignmentTime | None = None) -> Stop:
    """The earliest end among all that can end an order; `live_until` with its reason.

    Custody or a transfer ends an order that was running when it began, for good: afterwards a new order is needed.
    ValueError for an order that was never approved and started.
    """
    if not order.periods:
        raise ValueError("an order that has not started has no end")
    start = order.periods[0].from_at
    stops = [
        Stop(order.periods[-1].until_at, StopCause.EXPIRED),
        *_given(order.ended_at, order.end_cause or StopCause.NO_LONGER_NEEDED),
        find_file_stop(file),
        *(
            Stop(max(absence.began_at, start), StopCause(absence.kind.value))
            for absence in file.absences
            if absence.ended_at is None or absence.ended_at > start
        ),
    ]
    if assignment is not None:
        stops += _given(assignment.ended_at, StopCause.TRACKER_REMOVED)
    return min(stops, key=lambda stop: stop.at)


def find_file_stop(file: FileTime) -> Stop:
    """From when on no order of this file can let anything in, started or not: the end of the term, or of the file."""
    stops = [
        Stop(day_end(file.term_ends_on), StopCause.TERM_ENDED),
        *_given(file.ended_at, file.end_cause or StopCause.TERMINATED),
    ]
    return min(stops, key=lambda stop: stop.at)


def live_until(order: OrderTime, file: FileTime, assignment: AssignmentTime | None = None) -> datetime:
    """The first moment at which the order no longer lets positions in."""
    return find_stop(order, file, assignment).at


def live_spans(order: OrderTime, file: FileTime, assignment: AssignmentTime) -> tuple[LiveSpan, ...]:
    """The spans in which this assignment's positions may come in, in order of time.

    Several only where an extension was approved after the term before had run out: the gap between stays closed.
    """
    if not order.periods:
        return ()
    until = live_until(order, file, assignment)
    spans = (
        LiveSpan(max(period.from_at, assignment.assigned_at), min(period.until_at, until))
        for period in _joined(order.periods)
    )
    return tuple(span for span in spans if span.from_at < span.until_at)


def _given(at: datetime | None, cause: StopCause) -> Iterable[Stop]:
    return () if at is None else (Stop(at, cause),)


def _joined(periods: Iterable[ApprovedPeriod]) -> list[ApprovedPeriod]:
    """Periods in order of time, those that touch or overlap made one."""
    joined: list[ApprovedPeriod] = []
    for period in sorted(periods, key=lambda p: p.from_at):
        if joined and period.from_at <= joined[-1].until_at:
            before = joined.pop()
            period = ApprovedPeriod(before.from_at, max(before.until_at, period.until_at))  # noqa: PLW2901 - grows while joined
        joined.append(period)
    return joined
