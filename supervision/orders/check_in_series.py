"""The times of a series of check-ins: days of the week and times of day, for some weeks at most. Pure.

A series is one written act with an end of its own: nobody is asked week after week because nobody stopped it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product

from supervision.errors import InputInvalid
from supervision.legal_rules import RuleName, find_rule
from supervision.legal_time import LEGAL_ZONE, legal_day
from supervision.orders.check_in_caps import CheckInRefused
from supervision.wording import Wording, in_language

NO_WEEKDAYS = Wording("请选择星期几核查。", "Choose the days of the week.")
NO_TIMES = Wording("请填写核查的时间。", "Enter the time of day.")
ENDS_EARLY = Wording("结束日期不能早于开始日期，也不能早于今天。", "The last day lies before the first, or has passed.")
NOTHING_LEFT = Wording(
    "所选日期里没有一次核查，请改日期或星期。", "No check-in falls on these days: change days or weekdays."
)

_WEEK = frozenset(range(1, 8))


@dataclass(frozen=True, slots=True)
class SeriesTimes:
    """From `first_on` to `last_on`, both counted, on `weekdays` (1 Monday to 7 Sunday), at `times` of legal time."""

    first_on: date
    last_on: date
    weekdays: frozenset[int]
    times: tuple[time, ...]


def check_series(series: SeriesTimes, division: str, *, now: datetime) -> tuple[datetime, ...]:
    """When the windows open, in order, those that have passed left out.

    InputInvalid names what is missing; CheckInRefused where the series is longer than the rule lets it be.
    """
    if not series.weekdays or not series.weekdays <= _WEEK:
        raise InputInvalid(NO_WEEKDAYS, field="weekdays")
    if not series.times:
        raise InputInvalid(NO_TIMES, field="times")
    first_on = max(series.first_on, legal_day(now))
    if series.last_on < first_on:
        raise InputInvalid(ENDS_EARLY, field="last_on")
    most = find_rule(RuleName.CHECK_IN_SERIES_MOST, legal_day(now), division)
    if series.last_on - first_on >= timedelta(days=most.number):
        raise CheckInRefused(
            Wording(
                f"定期核查一次至多安排 {most.number} 天，到期需要再安排的重新提出（{most.source}）。",
                f"A series lasts {most.number} days at most; to go on, ask again ({most.source.english}).",
            )
        )
    openings = tuple(opens_at for opens_at in _openings(series, first_on) if opens_at >= now)
    if not openings:
        raise InputInvalid(NOTHING_LEFT, field="weekdays")
    return openings


def _openings(series: SeriesTimes, first_on: date) -> Iterator[datetime]:
    days = (first_on + timedelta(days=n) for n in range((series.last_on - first_on).days + 1))
    of_week = (day for day in days if day.isoweekday() in series.weekdays)
    for day, clock in product(of_week, sorted(set(series.times))):
        yield datetime.combine(day, clock, tzinfo=LEGAL_ZONE)


@contextmanager
def naming_day(opens_at: datetime) -> Iterator[None]:
    """A cap that refuses one window of many says which."""
    try:
        yield
    except CheckInRefused as refused:
        said, at = refused.args[0], opens_at.astimezone(LEGAL_ZONE)
        chinese = f"{at.month}月{at.day}日{at:%H:%M}：{said}"
        raise CheckInRefused(Wording(chinese, f"{at:%Y-%m-%d %H:%M}: {in_language(said, 'en')}")) from refused
