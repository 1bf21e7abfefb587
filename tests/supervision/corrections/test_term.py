from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from supervision.corrections.category import Category
from supervision.corrections.term import TermInvalid, TermLength, work_out_term
from supervision.legal_rules import RuleName

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
lengths = st.builds(TermLength, st.integers(0, 10), st.integers(0, 40), st.integers(0, 400)).filter(
    lambda length: length != TermLength()
)


@pytest.mark.parametrize(
    ("starts_on", "length", "credited", "last_day"),
    [
        (date(2026, 1, 15), TermLength(1, 6), 0, date(2027, 7, 14)),
        (date(2026, 1, 15), TermLength(0, 3), 10, date(2026, 4, 4)),
        (date(2026, 1, 1), TermLength(1), 0, date(2026, 12, 31)),
        (date(2024, 2, 29), TermLength(1), 0, date(2025, 2, 27)),
        (date(2015, 8, 30), TermLength(0, 6), 0, date(2016, 2, 28)),
        (date(2026, 8, 31), TermLength(0, 6), 0, date(2027, 2, 27)),
        (date(2026, 6, 30), TermLength(0, 1), 0, date(2026, 7, 30)),
        (date(2026, 1, 30), TermLength(0, 1), 0, date(2026, 2, 27)),
        (date(2026, 1, 1), TermLength(0, 0, 15), 0, date(2026, 1, 15)),
    ],
)
def test_the_last_day_is_the_one_before_the_corresponding_day(
    starts_on: date, length: TermLength, credited: int, last_day: date
) -> None:
    term = work_out_term(Category.PAROLE, starts_on, length, credited)
    assert term.last_day == last_day
    assert str(last_day) in term.steps[-1]


def test_the_term_ends_at_midnight_of_legal_time_after_the_last_day() -> None:
    term = work_out_term(Category.PAROLE, date(2026, 1, 15), TermLength(1))
    assert term.ends_at == datetime(2027, 1, 14, 16, tzinfo=UTC)


def test_every_step_is_shown_in_both_languages() -> None:
    term = work_out_term(Category.CONTROL, date(2026, 1, 15), TermLength(1, 2, 3), 4)
    assert [step.english.split(":")[0] for step in term.steps] == [
        "First day", "plus 1 years", "plus 2 months", "plus 3 days", "the term lasts to the day before",
        "less 4 days credited", "Last day", "checked",
    ]  # fmt: skip
    assert len(term.steps) == len(set(term.steps))


@given(days, lengths, st.integers(0, 60))
def test_a_credited_day_shortens_the_term_by_exactly_one_day(
    starts_on: date, length: TermLength, credited: int
) -> None:
    whole = work_out_term(Category.MEDICAL_PAROLE, starts_on, length)
    assume(whole.last_day - timedelta(days=credited) >= starts_on)
    shortened = work_out_term(Category.MEDICAL_PAROLE, starts_on, length, credited)
    assert whole.last_day - shortened.last_day == timedelta(days=credited)


@given(days, lengths)
def test_a_term_is_never_shorter_than_its_days_and_a_longer_one_never_ends_earlier(
    starts_on: date, length: TermLength
) -> None:
    term = work_out_term(Category.PAROLE, starts_on, length)
    assert (term.last_day - starts_on).days + 1 >= length.days
    longer = work_out_term(Category.PAROLE, starts_on, TermLength(length.years, length.months, length.days + 1))
    assert longer.last_day == term.last_day + timedelta(days=1)


@given(days, st.integers(1, 30))
def test_twelve_months_differ_from_a_year_by_the_ends_of_february_at_most(starts_on: date, years: int) -> None:
    by_years = work_out_term(Category.PAROLE, starts_on, TermLength(years=years)).last_day
    by_months = work_out_term(Category.PAROLE, starts_on, TermLength(months=12 * years)).last_day
    assert abs((by_years - by_months).days) <= 1
    assert by_years == by_months or starts_on.month == 2


@pytest.mark.parametrize(
    ("category", "length"),
    [
        (Category.CONTROL, TermLength(0, 2, 27)),
        (Category.CONTROL, TermLength(3, 0, 1)),
        (Category.SUSPENDED_SENTENCE, TermLength(0, 1)),
        (Category.SUSPENDED_SENTENCE, TermLength(5, 0, 1)),
        (Category.SUSPENDED_SENTENCE, TermLength(0, 61)),
    ],
)
def test_a_term_outside_the_laws_bounds_is_refused_with_its_source(category: Category, length: TermLength) -> None:
    with pytest.raises(TermInvalid, match="刑法第"):
        work_out_term(category, date(2026, 3, 1), length)


@pytest.mark.parametrize(
    ("category", "length"),
    [
        (Category.CONTROL, TermLength(0, 3)),
        (Category.CONTROL, TermLength(2)),
        (Category.CONTROL, TermLength(3)),
        (Category.SUSPENDED_SENTENCE, TermLength(0, 2)),
        (Category.SUSPENDED_SENTENCE, TermLength(5)),
        (Category.SUSPENDED_SENTENCE, TermLength(0, 60)),
        (Category.PAROLE, TermLength(12, 6)),
        (Category.PAROLE, TermLength(0, 0, 5)),
    ],
)
def test_a_term_at_its_bounds_is_accepted_and_shows_the_rule(category: Category, length: TermLength) -> None:
    term = work_out_term(category, date(2026, 3, 1), length)
    bounded = category in {Category.CONTROL, Category.SUSPENDED_SENTENCE}
    assert any("核对" in step for step in term.steps) is bounded
    assert {rule.name for rule in term.rules} <= set(RuleName)


@pytest.mark.parametrize(
    ("length", "credited"),
    [(TermLength(), 0), (TermLength(-1), 0), (TermLength(0, 1), -1), (TermLength(41), 0), (TermLength(0, 0, 10), 10)],
)
def test_no_term_comes_out_of_nothing_or_of_less_than_nothing(length: TermLength, credited: int) -> None:
    with pytest.raises(TermInvalid):
        work_out_term(Category.PAROLE, date(2026, 3, 1), length, credited)
