"""Where a permit stands after any acts, and when half a year of residence is full."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.legal_time import add_months
from supervision.periods import LegalCalendar
from supervision.residence.permits.eligibility import StayDays, find_eligibility
from supervision.residence.permits.standing import (
    PermitAct,
    PermitStanding,
    PermitStepRefused,
    PermitYears,
    endorsement_due,
    fold,
    next_standing,
)
from supervision.residence.permits.words import PermitState, PermitStep

YEARS, PLAIN = PermitYears(12, 1), LegalCalendar()
MONDAY = date(2026, 1, 5)
S = PermitStep


def act_on(standing: PermitStanding | None, step: PermitStep, on: date) -> PermitStanding:
    due = endorsement_due(standing, step, on, YEARS, PLAIN) if step in {S.ISSUE, S.ENDORSE} else None
    return next_standing(standing, PermitAct(step, on, due), YEARS)


def issued(on: date = MONDAY) -> PermitStanding:
    standing: PermitStanding | None = None
    for step in (S.APPLY, S.ACCEPT, S.ISSUE):
        standing = act_on(standing, step, on)
    assert standing is not None
    return standing


def test_a_permit_is_endorsed_within_the_last_month_of_its_year_and_not_before() -> None:
    standing = issued()
    assert (standing.full_on, standing.due_on) == (date(2027, 1, 5), date(2027, 1, 4))
    assert standing.endorse_from(YEARS) == date(2026, 12, 5)
    with pytest.raises(PermitStepRefused, match="签注时间"):
        act_on(standing, S.ENDORSE, date(2026, 12, 4))
    endorsed = act_on(standing, S.ENDORSE, date(2026, 12, 5))
    assert (endorsed.full_on, endorsed.years_from) == (date(2028, 1, 5), MONDAY)


def test_a_last_day_that_is_off_moves_to_the_next_working_day() -> None:
    standing = issued(date(2026, 1, 11))  # full on 11 January 2027; the tenth is a Sunday
    assert standing.due_on == date(2027, 1, 11)
    assert not standing.is_lapsed(date(2027, 1, 11))
    assert standing.is_lapsed(date(2027, 1, 12))


def test_after_a_lapse_the_years_count_anew_from_the_later_endorsement() -> None:
    standing, late = issued(), date(2027, 3, 1)
    suspended = act_on(standing, S.SUSPEND, date(2027, 1, 5))
    assert suspended.state is PermitState.SUSPENDED
    for before in (standing, suspended):  # whether or not anybody put the lapse down
        restored = act_on(before, S.ENDORSE, late)
        assert (restored.state, restored.years_from, restored.full_on) == (PermitState.VALID, late, date(2028, 3, 1))
        assert restored.due_on == date(2028, 2, 29)


def test_what_did_not_lapse_is_not_suspended() -> None:
    with pytest.raises(PermitStepRefused, match="不能中止"):
        act_on(issued(), S.SUSPEND, date(2027, 1, 4))


def test_missing_papers_are_told_once() -> None:
    told = act_on(act_on(None, S.APPLY, MONDAY), S.TELL_MISSING, MONDAY)
    with pytest.raises(PermitStepRefused, match="一次性"):
        act_on(told, S.TELL_MISSING, MONDAY)
    assert act_on(told, S.ACCEPT, MONDAY).state is PermitState.ACCEPTED


STEPS = st.lists(st.tuples(st.sampled_from(PermitStep), st.integers(0, 500)), max_size=25)


@given(STEPS)
def test_no_order_of_acts_leads_where_the_law_does_not(steps: list[tuple[PermitStep, int]]) -> None:
    standing: PermitStanding | None = None
    done: list[PermitAct] = []
    day = MONDAY
    for step, days in steps:
        day += timedelta(days=days)
        due = endorsement_due(standing, step, day, YEARS, PLAIN) if step in {S.ISSUE, S.ENDORSE} else None
        act = PermitAct(step, day, due)
        try:
            after = next_standing(standing, act, YEARS)
        except PermitStepRefused:
            continue
        if standing is not None:
            assert standing.state not in {PermitState.REFUSED, PermitState.CANCELLED}
            assert step is not S.APPLY
        if step is S.ENDORSE and standing is not None:
            opens = standing.endorse_from(YEARS)
            assert opens is not None
            assert opens <= day
        standing = after
        done.append(act)
    assert fold(done, YEARS) == standing
    assert sum(act.step is S.TELL_MISSING for act in done) <= 1
    if standing is not None and standing.state is PermitState.VALID:
        assert standing.years_from is not None
        assert standing.full_on == add_months(standing.years_from, 12 * (standing.years + 1))
        assert standing.due_on is not None
        assert PLAIN.is_working_day(standing.due_on)
        assert standing.due_on >= standing.full_on - timedelta(days=1)
        assert S.ISSUE in {act.step for act in done}


def stay(
    began: date, ended: date | None = None, proved: date | None = None, registered: date | None = None
) -> StayDays:
    return StayDays(began, ended, proved, registered or began)


def test_residence_counts_from_what_is_proved_and_in_zhejiang_from_registration() -> None:
    stays = [stay(date(2026, 1, 1), proved=date(2026, 2, 1), registered=date(2026, 3, 1))]
    today = date(2026, 8, 15)
    here, zhejiang = find_eligibility(stays, "149901", today), find_eligibility(stays, "330106", today)
    assert (here.counted_from, here.ripe_on, here.is_ripe(today)) == (date(2026, 2, 1), date(2026, 8, 1), True)
    assert (zhejiang.counted_from, zhejiang.is_ripe(today)) == (date(2026, 3, 1), False)
    assert "2026-08-01" in here.arithmetic
    unproved = find_eligibility([stay(date(2026, 1, 1))], "149901", today)
    assert (unproved.ripe_on, unproved.is_ripe(today)) == (None, False)
    assert find_eligibility([stay(date(2026, 1, 1))], "149901", today, date(2026, 1, 10)).is_ripe(today)


def test_a_gap_between_stays_begins_the_count_anew_and_a_move_does_not() -> None:
    first = stay(date(2025, 1, 1), date(2026, 3, 31), proved=date(2025, 1, 1))
    moved = [first, stay(date(2026, 4, 1), proved=date(2026, 4, 1))]
    back = [first, stay(date(2026, 4, 3), proved=date(2026, 4, 3))]
    today = date(2026, 6, 1)
    assert find_eligibility(moved, "149901", today).counted_from == date(2025, 1, 1)
    assert find_eligibility(back, "149901", today).counted_from == date(2026, 4, 3)
    assert find_eligibility([first], "149901", today).counted_from is None
