"""The times of a series of check-ins."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.errors import InputInvalid
from supervision.legal_rules import RuleName, find_rule
from supervision.legal_time import LEGAL_ZONE, legal_day
from supervision.orders.check_in_caps import CheckInRefused
from supervision.orders.check_in_series import SeriesTimes, check_series

TEN = datetime(2026, 11, 23, 10, tzinfo=LEGAL_ZONE)  # a Monday
TODAY = TEN.date()
MOST = find_rule(RuleName.CHECK_IN_SERIES_MOST, TODAY).number
PLAIN = SeriesTimes(TODAY, TODAY + timedelta(days=13), frozenset({1, 4}), (time(15), time(9)))

days = st.dates(date(2026, 10, 1), date(2026, 12, 31))
series = st.builds(
    SeriesTimes,
    days,
    days,
    st.frozensets(st.integers(1, 7), min_size=1),
    st.lists(st.times(), min_size=1, max_size=4).map(tuple),
)


def test_windows_open_in_order_and_what_has_passed_of_today_is_left_out() -> None:
    opens = [f"{at:%m-%d %H}" for at in check_series(PLAIN, "", now=TEN)]
    assert opens == ["11-23 15", "11-26 09", "11-26 15", "11-30 09", "11-30 15", "12-03 09", "12-03 15"]


def test_a_series_lasts_as_long_as_the_rule_lets_it_and_not_a_day_longer() -> None:
    longest = replace(PLAIN, last_on=TODAY + timedelta(days=MOST - 1))
    assert check_series(longest, "", now=TEN)
    with pytest.raises(CheckInRefused, match=f"{MOST} 天"):
        check_series(replace(longest, last_on=longest.last_on + timedelta(days=1)), "", now=TEN)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(PLAIN, weekdays=frozenset()), "weekdays"),
        (replace(PLAIN, weekdays=frozenset({8})), "weekdays"),
        (replace(PLAIN, times=()), "times"),
        (replace(PLAIN, last_on=TODAY - timedelta(days=1)), "last_on"),
        (replace(PLAIN, last_on=TODAY, weekdays=frozenset({2})), "weekdays"),
    ],
)
def test_what_is_missing_is_named(wrong: SeriesTimes, field: str) -> None:
    with pytest.raises(InputInvalid) as refused:
        check_series(wrong, "", now=TEN)
    assert refused.value.field == field


@given(series)
def test_every_window_lies_on_a_chosen_day_at_a_chosen_time_and_ahead(times: SeriesTimes) -> None:
    try:
        openings = check_series(times, "", now=TEN)
    except (InputInvalid, CheckInRefused):
        return
    assert list(openings) == sorted(set(openings))
    for opens_at in openings:
        assert opens_at >= TEN
        assert times.first_on <= legal_day(opens_at) <= times.last_on
        assert opens_at.isoweekday() in times.weekdays
        assert opens_at.time() in times.times
