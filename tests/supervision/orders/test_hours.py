from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.legal_time import LEGAL_ZONE
from supervision.orders.hours import HoursRefused, WeeklyHours, Window

EVERY_DAY = frozenset(range(1, 8))
NIGHTS = WeeklyHours((Window(EVERY_DAY, time(22), time(6)),))


def legal(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of legal time in November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, second, tzinfo=LEGAL_ZONE)


clock_times = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@st.composite
def some_hours(draw: st.DrawFn) -> WeeklyHours:
    start, end = draw(st.lists(clock_times, min_size=2, max_size=2, unique=True))
    rest = draw(st.lists(st.tuples(st.frozensets(st.integers(1, 7), min_size=1), clock_times, clock_times), max_size=3))
    first = Window(draw(st.frozensets(st.integers(1, 7), min_size=1)), start, end)
    return WeeklyHours((first, *(Window(days, a, b) for days, a, b in rest if a != b)))


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001


def applies_by_the_text(hours: WeeklyHours, at: datetime) -> bool:
    """The meaning of hours, spelled out: some window began today, or yesterday and runs past midnight."""
    local = at.astimezone(LEGAL_ZONE)
    for window in hours.windows:
        for days_ago in (0, 1):
            began_on = local.date() - timedelta(days=days_ago)
            start = datetime.combine(began_on, window.start, LEGAL_ZONE)
            end = datetime.combine(began_on + timedelta(days=window.end <= window.start), window.end, LEGAL_ZONE)
            if began_on.isoweekday() in window.weekdays and start <= local < end:
                return True
    return False


@given(some_hours(), moments)
def test_hours_apply_as_their_windows_read(hours: WeeklyHours, at: datetime) -> None:
    assert hours.applies_at(at) == applies_by_the_text(hours, at)


@given(some_hours(), moments)
def test_between_a_moment_and_its_next_boundary_nothing_changes(hours: WeeklyHours, at: datetime) -> None:
    boundary = hours.next_boundary(at)
    if boundary is None:
        assert all(hours.applies_at(at + timedelta(hours=hour)) for hour in range(7 * 24))
        return
    assert at < boundary <= at + timedelta(days=7)
    before = hours.applies_at(at)
    assert hours.applies_at(boundary - timedelta(milliseconds=1)) == before
    assert hours.applies_at(boundary) != before
    assert hours.applies_at(at + (boundary - at) / 2) == before


@given(some_hours())
def test_hours_survive_being_written_and_read(hours: WeeklyHours) -> None:
    assert WeeklyHours.from_dict(hours.as_dict()) == hours


@pytest.mark.parametrize(
    ("at", "applies"),
    [
        (legal(23, 21, 59, 59), False),
        (legal(23, 22), True),
        (legal(24, 0), True),
        (legal(24, 5, 59, 59), True),
        (legal(24, 6), False),
        (legal(22, 23), True),
    ],
)
def test_a_night_curfew_runs_over_midnight(*, at: datetime, applies: bool) -> None:
    assert NIGHTS.applies_at(at) is applies


def test_sunday_night_runs_into_monday() -> None:
    sundays = WeeklyHours((Window(frozenset({7}), time(22), time(6)),))
    assert sundays.applies_at(legal(23, 5))
    assert not sundays.applies_at(legal(24, 5))
    assert sundays.next_boundary(legal(22, 23)) == legal(23, 6)


def test_midnight_is_no_boundary_within_a_night() -> None:
    assert NIGHTS.next_boundary(legal(23, 22)) == legal(24, 6)


def test_whole_days_join_and_never_change() -> None:
    always = WeeklyHours((Window(EVERY_DAY, time(), time()),))
    assert always.applies_at(legal(23, 12))
    assert always.next_boundary(legal(23, 12)) is None


def test_hours_hold_in_legal_time_however_the_moment_is_written() -> None:
    assert NIGHTS.applies_at(datetime(2026, 11, 23, 14, 0, tzinfo=UTC))
    assert not NIGHTS.applies_at(datetime(2026, 11, 23, 13, 59, tzinfo=UTC))


@pytest.mark.parametrize(
    "plain",
    [
        {},
        {"windows": []},
        {"windows": [{"weekdays": [], "start": "22:00", "end": "06:00"}]},
        {"windows": [{"weekdays": [0], "start": "22:00", "end": "06:00"}]},
        {"windows": [{"weekdays": [1], "start": "22:00", "end": "22:00"}]},
        {"windows": [{"weekdays": [1], "start": "22:00:30", "end": "23:00"}]},
        {"windows": [{"weekdays": [1], "start": "late", "end": "06:00"}]},
        {"windows": [{"weekdays": [1], "start": "22:00"}]},
        {"windows": [{"weekdays": [1], "start": "22:00", "end": "06:00"}] * 51},
        {"windows": 7},
    ],
)
def test_hours_that_nobody_could_keep_are_refused(plain: dict[str, object]) -> None:
    with pytest.raises(HoursRefused):
        WeeklyHours.from_dict(plain)
