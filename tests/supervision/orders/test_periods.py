from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.legal_time import add_months
from supervision.orders.order_state import VersionKind
from supervision.orders.periods import Period, PeriodRefused, check_period, latest_end

COUNTY = "149901"
TERM_END = date(2028, 12, 31)
TODAY = date(2026, 11, 23)
BEFORE = Period(date(2026, 9, 1), date(2026, 11, 30))

days = st.dates(date(2026, 1, 1), date(2028, 6, 1))


def check(kind: VersionKind, period: Period, before: Period | None = None, today: date = TODAY) -> None:
    check_period(kind, period, before=before, term_ends_on=TERM_END, division=COUNTY, today=today)


@pytest.mark.parametrize(
    ("starts_on", "last"),
    [
        (date(2026, 11, 23), date(2027, 2, 22)),
        (date(2026, 11, 30), date(2027, 2, 27)),
        (date(2027, 1, 31), date(2027, 4, 29)),
        (date(2026, 12, 1), date(2027, 2, 28)),
    ],
)
def test_three_months_end_on_the_day_before_the_corresponding_day(starts_on: date, last: date) -> None:
    assert latest_end(VersionKind.INITIAL, starts_on, TERM_END, COUNTY) == last
    check(VersionKind.INITIAL, Period(starts_on, last))
    with pytest.raises(PeriodRefused, match="第二十九条"):
        check(VersionKind.INITIAL, Period(starts_on, last + timedelta(days=1)))


def test_an_order_cannot_outlast_the_term() -> None:
    assert latest_end(VersionKind.INITIAL, date(2028, 12, 1), TERM_END, COUNTY) == TERM_END
    with pytest.raises(PeriodRefused):
        check(VersionKind.INITIAL, Period(date(2028, 12, 1), TERM_END + timedelta(days=1)))


@given(days)
def test_no_order_is_ever_longer_than_three_calendar_months(starts_on: date) -> None:
    last = latest_end(VersionKind.INITIAL, starts_on, TERM_END, COUNTY)
    assert starts_on < last < add_months(starts_on, 3)
    assert (last - starts_on).days + 1 <= 92


def test_an_order_starts_today_or_later_and_runs_forward() -> None:
    for period in (Period(TODAY - timedelta(days=1), TODAY), Period(TODAY, TODAY - timedelta(days=1))):
        with pytest.raises(PeriodRefused):
            check(VersionKind.INITIAL, period)


def test_an_extension_follows_the_term_before_it() -> None:
    check(VersionKind.EXTENSION, Period(date(2026, 12, 1), date(2027, 2, 28)), BEFORE)
    for period in (
        Period(date(2026, 12, 2), date(2027, 2, 28)),
        Period(date(2026, 12, 1), date(2027, 3, 1)),
        Period(date(2026, 11, 1), date(2026, 11, 30)),
    ):
        with pytest.raises(PeriodRefused):
            check(VersionKind.EXTENSION, period, BEFORE)


def test_a_late_extension_begins_today_at_the_earliest() -> None:
    late = date(2026, 12, 10)
    check(VersionKind.EXTENSION, Period(late, date(2027, 3, 9)), BEFORE, late)
    with pytest.raises(PeriodRefused):
        check(VersionKind.EXTENSION, Period(date(2026, 12, 5), date(2027, 3, 4)), BEFORE, late)


def test_a_variation_keeps_the_term() -> None:
    check(VersionKind.VARIATION, BEFORE, BEFORE)
    with pytest.raises(PeriodRefused):
        check(VersionKind.VARIATION, Period(BEFORE.starts_on, BEFORE.ends_on - timedelta(days=1)), BEFORE)
