from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.legal_rules import Confidence
from supervision.legal_time import LEGAL_ZONE
from supervision.orders.check_in_caps import CheckInRefused, check_caps, default_window_minutes, find_caps
from supervision.orders.check_ins import CheckInState, find_state

COUNTY = "149901"
NOON = datetime(2026, 11, 23, 12, tzinfo=LEGAL_ZONE)
NOW = datetime(2026, 11, 20, tzinfo=UTC)


def allowed(opens_at: datetime, others: list[datetime] | None = None, window: int = 15) -> bool:
    try:
        return check_caps(opens_at, window, others or [], COUNTY, now=NOW) == opens_at + timedelta(minutes=window)
    except CheckInRefused:
        return False


def test_a_window_is_fifteen_minutes_unless_said_otherwise() -> None:
    assert default_window_minutes(NOON, COUNTY) == 15


def test_the_caps_say_that_they_are_ours() -> None:
    assert {rule.confidence for rule in find_caps(NOON, COUNTY)} == {Confidence.OURS}


@pytest.mark.parametrize(
    ("hour", "minute", "window"), [(5, 59, 15), (21, 46, 15), (22, 0, 15), (23, 30, 15), (0, 0, 15), (21, 1, 60)]
)
def test_no_moment_of_a_window_lies_in_the_night(hour: int, minute: int, window: int) -> None:
    assert not allowed(NOON.replace(hour=hour, minute=minute), window=window)


@pytest.mark.parametrize(("hour", "minute", "window"), [(6, 0, 15), (21, 45, 15), (21, 0, 60)])
def test_a_window_may_touch_the_night(hour: int, minute: int, window: int) -> None:
    assert allowed(NOON.replace(hour=hour, minute=minute), window=window)


def test_the_night_is_that_of_legal_time_whatever_zone_the_request_names() -> None:
    assert not allowed(NOON.replace(hour=22, minute=30).astimezone(UTC))
    assert allowed(NOON.astimezone(UTC))


def test_the_fourth_of_a_day_is_refused_and_the_next_day_counts_anew() -> None:
    others = [NOON.replace(hour=hour) for hour in (7, 10, 13)]
    assert not allowed(NOON.replace(hour=16), others)
    assert allowed(NOON.replace(hour=16), others[:2])
    assert allowed(NOON + timedelta(days=1), others)


def test_two_lie_two_hours_apart_in_either_order() -> None:
    assert allowed(NOON, [NOON - timedelta(hours=2)])
    assert not allowed(NOON, [NOON - timedelta(minutes=119)])
    assert not allowed(NOON, [NOON + timedelta(minutes=119)])


@pytest.mark.parametrize("window", [0, 4, 61, 1440])
def test_a_window_that_is_no_single_check_is_refused(window: int) -> None:
    assert not allowed(NOON, window=window)


def test_a_check_in_cannot_begin_in_the_past() -> None:
    with pytest.raises(CheckInRefused):
        check_caps(NOON, 15, [], COUNTY, now=NOON + timedelta(seconds=1))


@given(st.lists(st.integers(0, 7 * 24 * 60), max_size=60), st.integers(5, 60))
def test_whatever_is_asked_no_day_ever_has_more_than_three(minutes: list[int], window: int) -> None:
    start, granted = NOON.replace(hour=0), list[datetime]()
    for minute in minutes:
        if allowed(start + timedelta(minutes=minute), granted, window):
            granted.append(start + timedelta(minutes=minute))
    by_day = [sum(at.date() == day for at in granted) for day in {at.date() for at in granted}]
    assert max(by_day, default=0) <= 3
    gaps = [later - earlier for earlier, later in zip(sorted(granted), sorted(granted)[1:], strict=False)]
    assert all(gap >= timedelta(hours=2) for gap in gaps)


@pytest.mark.parametrize(
    ("answered", "withdrawn", "minutes", "state"),
    [
        (None, None, -1, CheckInState.WAITING),
        (None, None, 0, CheckInState.OPEN),
        (None, None, 15, CheckInState.UNANSWERED),
        (NOON, None, 15, CheckInState.ANSWERED),
        (None, NOON, 5, CheckInState.WITHDRAWN),
    ],
)
def test_a_request_waits_opens_and_runs_out(
    answered: datetime | None, withdrawn: datetime | None, minutes: int, state: CheckInState
) -> None:
    at = NOON + timedelta(minutes=minutes)
    assert find_state(NOON, NOON + timedelta(minutes=15), answered, withdrawn, at) is state
