"""When an order lets positions in, over every way in which it can end."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.corrections.file_state import Absence, AbsenceKind
from supervision.legal_time import day_end
from supervision.orders.liveness import (
    ApprovedPeriod,
    AssignmentTime,
    FileTime,
    LiveSpan,
    OrderTime,
    Stop,
    StopCause,
    find_stop,
    live_spans,
    live_until,
)

START = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
EXPIRY = datetime(2026, 5, 31, 16, tzinfo=UTC)
TERM_END = date(2027, 1, 31)
INSTANT = timedelta(microseconds=1)

ORDER = OrderTime((ApprovedPeriod(START, EXPIRY),))
FILE = FileTime(TERM_END)
WORN = AssignmentTime(START)

moments = st.integers(-60 * 86_400, 450 * 86_400).map(lambda seconds: START + timedelta(seconds=seconds))
perhaps = st.none() | moments


def test_an_order_lets_nothing_in_before_its_start_nor_from_its_last_moment_on() -> None:
    (span,) = live_spans(ORDER, FILE, WORN)
    assert span == LiveSpan(START, EXPIRY)
    assert [span.holds_at(at) for at in (START - INSTANT, START, EXPIRY - INSTANT, EXPIRY)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("order", "file", "assignment", "at", "cause"),
    [
        (ORDER, FILE, WORN, EXPIRY, StopCause.EXPIRED),
        (ORDER, FileTime(date(2026, 4, 1)), WORN, day_end(date(2026, 4, 1)), StopCause.TERM_ENDED),
        (
            OrderTime(ORDER.periods, START + timedelta(days=3), StopCause.NO_LONGER_NEEDED), FILE, WORN,
            START + timedelta(days=3), StopCause.NO_LONGER_NEEDED,
        ),
        (
            ORDER, FileTime(TERM_END, START + timedelta(days=4), StopCause.RELEASED), WORN,
            START + timedelta(days=4), StopCause.RELEASED,
        ),
        (
            ORDER, FileTime(TERM_END, absences=(Absence(AbsenceKind.CUSTODY, START + timedelta(days=5)),)), WORN,
            START + timedelta(days=5), StopCause.CUSTODY,
        ),
        (
            ORDER, FileTime(TERM_END, absences=(Absence(AbsenceKind.TRANSFERRED, START + timedelta(days=6)),)), WORN,
            START + timedelta(days=6), StopCause.TRANSFERRED,
        ),
        (
            ORDER, FILE, AssignmentTime(START, START + timedelta(days=7)),
            START + timedelta(days=7), StopCause.TRACKER_REMOVED,
        ),
    ],
)  # fmt: skip
def test_each_cause_stops_the_order_at_its_own_moment(
    order: OrderTime, file: FileTime, assignment: AssignmentTime, at: datetime, cause: StopCause
) -> None:
    assert find_stop(order, file, assignment) == Stop(at, cause)
    (span,) = live_spans(order, file, assignment)
    assert span.until_at == at


def test_custody_ends_an_order_for_good_even_when_it_is_over() -> None:
    custody = Absence(AbsenceKind.CUSTODY, START + timedelta(days=1), START + timedelta(days=2))
    assert live_until(ORDER, FileTime(TERM_END, absences=(custody,))) == custody.began_at


def test_custody_that_was_over_before_the_start_does_not_matter() -> None:
    custody = Absence(AbsenceKind.CUSTODY, START - timedelta(days=9), START - timedelta(days=2))
    assert live_until(ORDER, FileTime(TERM_END, absences=(custody,))) == EXPIRY


def test_a_second_custody_does_not_bring_an_order_back_to_life() -> None:
    first = Absence(AbsenceKind.CUSTODY, START + timedelta(days=1), START + timedelta(days=2))
    second = Absence(AbsenceKind.CUSTODY, START + timedelta(days=20))
    assert live_until(ORDER, FileTime(TERM_END, absences=(first, second))) == first.began_at


def test_an_extension_approved_in_time_continues_without_a_gap() -> None:
    longer = ApprovedPeriod(EXPIRY - timedelta(days=3), EXPIRY + timedelta(days=60))
    assert live_spans(OrderTime((*ORDER.periods, longer)), FILE, WORN) == (LiveSpan(START, longer.until_at),)


def test_between_expiry_and_a_late_approval_nothing_comes_in() -> None:
    late = ApprovedPeriod(EXPIRY + timedelta(days=2), EXPIRY + timedelta(days=60))
    spans = live_spans(OrderTime((*ORDER.periods, late)), FILE, WORN)
    assert spans == (LiveSpan(START, EXPIRY), LiveSpan(late.from_at, late.until_at))
    assert not any(span.holds_at(EXPIRY + timedelta(days=1)) for span in spans)


def test_a_replaced_tracker_is_live_only_while_it_was_worn() -> None:
    changed = START + timedelta(days=10)
    assert live_spans(ORDER, FILE, AssignmentTime(START, changed)) == (LiveSpan(START, changed),)
    assert live_spans(ORDER, FILE, AssignmentTime(changed)) == (LiveSpan(changed, EXPIRY),)


def test_an_order_that_never_started_lets_nothing_in() -> None:
    assert live_spans(OrderTime(()), FILE, WORN) == ()
    with pytest.raises(ValueError, match="not started"):
        find_stop(OrderTime(()), FILE)


@given(perhaps, perhaps, perhaps, perhaps, st.dates(date(2026, 1, 1), date(2027, 6, 1)), moments)
def test_the_order_is_live_exactly_up_to_the_earliest_of_all_ends(
    ended_at: datetime | None,
    file_ended_at: datetime | None,
    custody_at: datetime | None,
    removed_at: datetime | None,
    term_ends_on: date,
    at: datetime,
) -> None:
    absences = () if custody_at is None else (Absence(AbsenceKind.CUSTODY, custody_at),)
    order = OrderTime(ORDER.periods, ended_at)
    file = FileTime(term_ends_on, file_ended_at, absences=absences)
    worn = AssignmentTime(START, removed_at)
    given_ends = [end for end in (ended_at, file_ended_at, removed_at, custody_at) if end is not None]
    earliest = min([EXPIRY, day_end(term_ends_on), *given_ends])
    live = any(span.holds_at(at) for span in live_spans(order, file, worn))
    assert live is (START <= at < earliest)
    assert live_until(order, file, worn) == earliest or earliest < START
