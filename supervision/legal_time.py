"""The clock and the calendar of the law: aware times, days of legal time, periods in months and days."""

import calendar
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LEGAL_ZONE = ZoneInfo("Asia/Shanghai")
"""Legal time is Beijing time everywhere; it has no daylight saving."""


def _system_clock() -> datetime:
    return datetime.now(UTC)


_clock: Callable[[], datetime] = _system_clock


def now() -> datetime:
    """The present moment, aware, in UTC: the only clock of the product."""
    return _clock()


@contextmanager
def moved_clock(clock: Callable[[], datetime]) -> Iterator[None]:
    """Let `now()` come from `clock` inside the block, to rehearse what a later day brings."""
    global _clock  # noqa: PLW0603 - one process has one clock; this is the single place that moves it
    before = _clock
    _clock = clock
    try:
        yield
    finally:
        _clock = before


def legal_day(at: datetime) -> date:
    """The calendar day of legal time in which `at` falls."""
    return at.astimezone(LEGAL_ZONE).date()


def day_start(day: date) -> datetime:
    """Midnight of legal time at which `day` begins."""
    return datetime.combine(day, time.min, tzinfo=LEGAL_ZONE)


def day_end(day: date) -> datetime:
    """Midnight of legal time at which `day` ends (the first moment that is no longer `day`)."""
    return day_start(day + timedelta(days=1))


def add_months(day: date, months: int) -> date:
    """The same day `months` later; the last day of a shorter month where that day is missing."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
