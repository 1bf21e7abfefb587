"""What an outcome means for the person: rules that no storage is needed for."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from supervision.corrections.contacts.words import (
    BEFORE_ITS_TIME,
    OUTCOME_HINTS,
    OUTCOME_NAMES,
    Outcome,
    counted_from,
    counts_against,
    may_be_said,
)

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 26)
OURS = {Outcome.SENT_HOME_SERVICE, Outcome.CANCELLED, Outcome.RESCHEDULED}


def test_a_failure_of_the_service_counts_against_nobody() -> None:
    assert not any(counts_against(outcome) for outcome in OURS)


def test_what_is_excused_or_still_open_counts_against_nobody() -> None:
    assert {outcome for outcome in Outcome if counts_against(outcome)} == {
        Outcome.FAILED,
        Outcome.SENT_HOME_BEHAVIOUR,
        Outcome.UNACCEPTABLE_ABSENCE,
    }


def test_every_outcome_has_its_name_and_one_line_of_hint() -> None:
    assert set(OUTCOME_NAMES) == set(OUTCOME_HINTS) == set(Outcome)


@given(st.timedeltas(timedelta(minutes=1), timedelta(days=400)))
def test_before_an_appointment_only_what_is_told_ahead_can_be_said(ahead: timedelta) -> None:
    assert may_be_said(planned_from=NOW + ahead, due_on=None, now=NOW) == BEFORE_ITS_TIME


@given(st.integers(0, 400))
def test_nobody_is_absent_before_the_last_day_of_a_duty_is_over(days: int) -> None:
    offered = may_be_said(planned_from=None, due_on=TODAY + timedelta(days=days), now=NOW)
    assert not {Outcome.UNACCEPTABLE_ABSENCE, Outcome.REASONS_AWAITED} & set(offered)
    assert Outcome.COMPLIED in offered
    assert set(may_be_said(planned_from=None, due_on=TODAY - timedelta(days=days + 1), now=NOW)) == set(Outcome)


@given(st.sampled_from(Outcome), st.dates(), st.dates())
def test_the_next_period_runs_from_the_day_it_was_done_else_from_its_last_day(
    outcome: Outcome, happened_on: date, due_on: date
) -> None:
    found = counted_from(outcome, happened_on, due_on)
    if outcome is Outcome.RESCHEDULED:
        assert found is None
    elif outcome in {Outcome.COMPLIED, Outcome.SENT_HOME_SERVICE}:
        assert found == happened_on
    else:
        assert found == due_on
