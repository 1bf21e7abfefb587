"""How periods of law are counted: against the plainest arithmetic there is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.legal_rules import Unit
from supervision.legal_time import add_months
from supervision.periods import LegalCalendar, count_period, describe_period

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
NUMBERS = st.integers(1, 40)
CALENDARS = st.builds(
    LegalCalendar, st.frozensets(DAYS, max_size=60), st.frozensets(DAYS.filter(lambda d: d.weekday() > 4), max_size=20)
)
FRIDAY = date(2026, 11, 20)
PLAIN = LegalCalendar()


def test_the_first_day_is_not_counted_and_a_sunday_moves_to_monday() -> None:
    period = count_period(FRIDAY, 2, Unit.DAYS, PLAIN)
    assert (period.last_counted, period.due_on) == (date(2026, 11, 22), date(2026, 11, 23))
    assert "顺延至2026年11月23日（周一）" in describe_period(period)


def test_three_days_after_a_friday_end_on_monday_and_three_working_days_on_wednesday() -> None:
    assert count_period(FRIDAY, 3, Unit.DAYS, PLAIN).due_on == date(2026, 11, 23)
    assert count_period(FRIDAY, 3, Unit.WORKING_DAYS, PLAIN).due_on == date(2026, 11, 25)


def test_a_long_holiday_is_passed_over_and_a_worked_sunday_is_not() -> None:
    holiday = LegalCalendar(
        frozenset(date(2026, 10, day) for day in range(1, 8)), frozenset({date(2026, 9, 27), date(2026, 10, 10)})
    )
    assert count_period(date(2026, 9, 30), 3, Unit.DAYS, holiday).due_on == date(2026, 10, 8)
    assert count_period(date(2026, 9, 30), 3, Unit.WORKING_DAYS, holiday).due_on == date(2026, 10, 10)
    assert count_period(date(2026, 9, 24), 3, Unit.DAYS, holiday).due_on == date(2026, 9, 27)


def test_months_end_on_the_day_of_the_same_number_or_the_last_of_a_shorter_month() -> None:
    assert count_period(date(2026, 8, 31), 6, Unit.MONTHS, PLAIN).last_counted == date(2027, 2, 28)


def test_what_is_no_period_is_refused() -> None:
    with pytest.raises(ValueError, match="persons"):
        count_period(FRIDAY, 3, Unit.PERSONS, PLAIN)


@given(event_on=DAYS, number=NUMBERS, calendar=CALENDARS)
def test_a_period_ends_on_a_working_day_and_nothing_but_days_off_lies_between(
    event_on: date, number: int, calendar: LegalCalendar
) -> None:
    for unit in (Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS):
        period = count_period(event_on, number, unit, calendar)
        assert event_on < period.last_counted <= period.due_on
        assert calendar.is_working_day(period.due_on)
        passed = (period.due_on - period.last_counted).days
        assert not any(calendar.is_working_day(period.last_counted + timedelta(days=n)) for n in range(passed))
        assert period.is_over(period.due_on + timedelta(days=1))
        assert not period.is_over(period.due_on)


@given(event_on=DAYS, number=NUMBERS, calendar=CALENDARS)
def test_as_many_days_are_counted_as_the_law_says(event_on: date, number: int, calendar: LegalCalendar) -> None:
    assert (count_period(event_on, number, Unit.DAYS, calendar).last_counted - event_on).days == number
    assert count_period(event_on, number, Unit.MONTHS, calendar).last_counted == add_months(event_on, number)
    worked = count_period(event_on, number, Unit.WORKING_DAYS, calendar)
    span = (worked.last_counted - event_on).days
    assert worked.last_counted == worked.due_on
    assert sum(calendar.is_working_day(event_on + timedelta(days=n)) for n in range(1, span + 1)) == number


@given(event_on=DAYS, number=NUMBERS, calendar=CALENDARS)
def test_whoever_begins_later_is_never_due_earlier(event_on: date, number: int, calendar: LegalCalendar) -> None:
    for unit in (Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS):
        first, next_day = (count_period(event_on + timedelta(days=n), number, unit, calendar) for n in (0, 1))
        assert first.due_on <= next_day.due_on
