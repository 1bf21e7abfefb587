"""How often a contact is owed, by class and category, whatever the calendar: rules that no storage is needed for."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from supervision.corrections.category import Category
from supervision.corrections.contacts.duties import DUTY_KINDS, Duty, duties_of, next_due
from supervision.corrections.contacts.words import ContactKind
from supervision.corrections.supervision_class import SupervisionClass
from supervision.periods import LegalCalendar

DIVISION = "149901001"
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
WEEKS_OFF = st.sets(st.dates(date(2024, 1, 1), date(2031, 12, 31)), max_size=30).map(
    lambda days: LegalCalendar(frozenset(days))
)
NO_TERM = date(2100, 1, 1)


def duty(kind: ContactKind, supervision_class: SupervisionClass, on: date = date(2026, 1, 1)) -> Duty:
    duties = duties_of(Category.MEDICAL_PAROLE, supervision_class, on, DIVISION)
    return next(each for each in duties if each.kind is kind)


@given(DAYS, st.sampled_from([ContactKind.REPORT, ContactKind.VISIT]), WEEKS_OFF)
def test_the_closer_the_class_the_sooner_the_next_is_due(day: date, kind: ContactKind, calendar: LegalCalendar) -> None:
    strict, ordinary, lenient = (
        duty(kind, each).next_after(day, calendar).due_on
        for each in (SupervisionClass.STRICT, SupervisionClass.ORDINARY, SupervisionClass.LENIENT)
    )
    assert day < strict <= ordinary <= lenient


@given(DAYS, st.integers(0, 800), st.sampled_from(DUTY_KINDS), st.sampled_from(SupervisionClass), WEEKS_OFF)
def test_nobody_is_overdue_with_what_is_planned_today(
    counted_from: date, days: int, kind: ContactKind, supervision_class: SupervisionClass, calendar: LegalCalendar
) -> None:
    today = counted_from + timedelta(days=days)
    period = next_due(duty(kind, supervision_class), counted_from, calendar, today=today, term_ends_on=NO_TERM)
    assert period is not None
    assert not period.is_over(today)
    assert calendar.is_working_day(period.due_on)
    assert period.event_on in {counted_from, today}


@given(DAYS, st.integers(0, 120), st.sampled_from(DUTY_KINDS), WEEKS_OFF)
def test_nothing_is_planned_beyond_the_term(
    today: date, days_left: int, kind: ContactKind, calendar: LegalCalendar
) -> None:
    ends_on = today + timedelta(days=days_left)
    period = next_due(duty(kind, SupervisionClass.ORDINARY), today, calendar, today=today, term_ends_on=ends_on)
    due_on = duty(kind, SupervisionClass.ORDINARY).next_after(today, calendar).due_on
    assert (period is None) == (due_on > ends_on)


@given(st.sampled_from(Category), st.sampled_from(SupervisionClass), DAYS)
def test_only_who_serves_outside_prison_owes_medical_reports(
    category: Category, supervision_class: SupervisionClass, on: date
) -> None:
    kinds = {each.kind for each in duties_of(category, supervision_class, on, DIVISION)}
    medical = {ContactKind.MEDICAL_REPORT, ContactKind.MEDICAL_EXAMINATION}
    assert kinds & medical == (medical if category is Category.MEDICAL_PAROLE else set())
    assert kinds - medical == {ContactKind.REPORT, ContactKind.VISIT}
