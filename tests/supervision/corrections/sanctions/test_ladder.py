"""What applies by category: the counting of days, and the ladder with its thresholds."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.corrections.category import Category
from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.sanctions.counting import DaySpan, Lapse, count_days_out
from supervision.corrections.sanctions.ladder import LadderFacts, RecordFact, Rung, RungStatus, climb
from supervision.corrections.sanctions.rewards import RewardFacts, rewards_of
from supervision.corrections.sanctions.words import CATEGORIES_OF, REVOCATIONS, REWARDS, MeasureKind, Trigger

START = date(2026, 3, 1)
TODAY = date(2026, 9, 1)
_DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def lapse(days: int, *excuses: DaySpan) -> Lapse:
    """Out of supervision since the start, back after so many days."""
    return Lapse(uuid4(), START, START + timedelta(days=days), "王所长", excuses)


def spans() -> st.SearchStrategy[DaySpan]:
    return st.builds(lambda first, more: DaySpan(first, first + timedelta(days=more)), _DAYS, st.integers(0, 60))


def records() -> st.SearchStrategy[RecordFact]:
    kinds = st.frozensets(st.sampled_from(MeasureKind), max_size=2)
    return st.builds(RecordFact, st.uuids(), st.sampled_from(RecordKind), _DAYS, kinds)


def facts() -> st.SearchStrategy[LadderFacts]:
    """Any file that can be thought of."""
    lapses = st.builds(
        lambda began, length, excuses: Lapse(uuid4(), began, began + timedelta(days=length), "", tuple(excuses)),
        _DAYS, st.integers(0, 120), st.lists(spans(), max_size=3),
    )  # fmt: skip
    return st.builds(
        LadderFacts,
        category=st.sampled_from(Category),
        division=st.just("149901001"),
        today=_DAYS,
        records=st.lists(records(), max_size=8).map(tuple),
        lapses=st.lists(lapses, max_size=3).map(tuple),
        leave=st.lists(spans(), max_size=3).map(tuple),
        unrepentant_on=st.lists(_DAYS, max_size=2).map(tuple),
        standing=st.frozensets(st.sampled_from(MeasureKind), max_size=3),
    )


def rung(found: Iterable[Rung], kind: MeasureKind, trigger: Trigger) -> Rung:
    return next(one for one in found if (one.kind, one.trigger) == (kind, trigger))


def status(facts: LadderFacts, kind: MeasureKind, trigger: Trigger) -> RungStatus:
    return rung(climb(facts), kind, trigger).status


def on_file(category: Category = Category.SUSPENDED_SENTENCE, **parts: object) -> LadderFacts:
    return LadderFacts(category, "149901001", TODAY, **parts)  # type: ignore[arg-type]


def record(kind: RecordKind, day: date = START, used_for: frozenset[MeasureKind] = frozenset()) -> RecordFact:
    return RecordFact(uuid4(), kind, day, used_for)


@given(began=_DAYS, length=st.integers(0, 200), leave=st.lists(spans(), max_size=4), excuses=st.lists(spans()))
def test_leave_and_excuses_only_ever_lessen_the_days_and_no_day_comes_off_twice(
    began: date, length: int, leave: list[DaySpan], excuses: list[DaySpan]
) -> None:
    ended = began + timedelta(days=length)
    bare = count_days_out(Lapse(uuid4(), began, ended, ""), (), TODAY).days
    with_leave = count_days_out(Lapse(uuid4(), began, ended, ""), leave, TODAY).days
    out = count_days_out(Lapse(uuid4(), began, ended, "", tuple(excuses)), leave, TODAY)
    assert bare == length
    assert 0 <= out.days <= with_leave <= bare
    covered = {
        began + timedelta(days=place)
        for place in range(1, length + 1)
        if any(span.first <= began + timedelta(days=place) <= span.last for span in (*leave, *excuses))
    }
    assert out.days == length - len(covered)


def test_the_counting_says_every_step_and_leaves_the_first_day_out() -> None:
    days = DaySpan(date(2026, 3, 5), date(2026, 3, 7))
    out = count_days_out(lapse(19, DaySpan(date(2026, 3, 7), date(2026, 3, 8))), [days], TODAY)
    assert out.days == 15
    assert list(map(str, out.steps)) == [
        "王所长确认自2026-03-01起脱离监管，当日不计",
        "自次日至2026-03-20（恢复监管日）共19日",
        "减去经批准外出的3日",
        "减去认可正当理由的1日",
        "计15日",
    ]


def test_who_is_still_out_is_counted_to_today() -> None:
    assert count_days_out(Lapse(uuid4(), START, None, ""), (), START + timedelta(days=4)).days == 4
    assert count_days_out(Lapse(uuid4(), START, None, ""), (), START).days == 0


@given(facts())
def test_no_category_is_ever_offered_what_the_law_does_not_know_for_it(facts: LadderFacts) -> None:
    for one in climb(facts):
        assert (one.status is RungStatus.BLOCKED) == (facts.category not in CATEGORIES_OF[one.kind])
        assert one.steps
        assert one.source.english


@given(facts())
def test_public_surveillance_is_never_revoked_and_a_parolee_never_fined_by_the_police(facts: LadderFacts) -> None:
    offered = {one.kind for one in climb(facts) if one.status is not RungStatus.BLOCKED}
    if facts.category is Category.CONTROL:
        assert offered == {MeasureKind.ADMONITION, MeasureKind.WARNING, MeasureKind.POLICE_PENALTY}
    if facts.category is Category.PAROLE:
        assert MeasureKind.POLICE_PENALTY not in offered
    assert len(offered & REVOCATIONS) <= 1


@given(facts())
def test_no_count_alone_says_that_somebody_is_unrepentant(facts: LadderFacts) -> None:
    needs_finding = {Trigger.TWO_ADMONITIONS, Trigger.PENALTY_UNREPENTANT, Trigger.TWO_WARNINGS}
    latest = max(facts.unrepentant_on, default=date.min)
    for one in climb(facts):
        alone = (one.kind, one.trigger) == (MeasureKind.RE_IMPRISONMENT, Trigger.TWO_WARNINGS)
        if one.trigger in needs_finding and one.status is RungStatus.MET and not alone:
            counted = [record for record in facts.records if record.id in one.record_ids]
            assert max(record.happened_on for record in counted) <= latest


@given(facts())
def test_what_was_counted_for_a_measure_is_not_counted_for_another_of_its_kind(facts: LadderFacts) -> None:
    used = {record.id: record.used_for for record in facts.records}
    for one in climb(facts):
        if one.trigger is not Trigger.NO_EXAMINATION:
            assert not any(one.kind in used[record_id] for record_id in one.record_ids)


@pytest.mark.parametrize(
    ("days", "admonition", "warning", "revocation"),
    [(1, "met", "not-met", "not-met"), (10, "met", "not-met", "not-met"), (11, "not-met", "met", "not-met"),
     (31, "not-met", "met", "not-met"), (32, "not-met", "met", "met")],
)  # fmt: skip
def test_days_out_of_a_month_with_31_days(days: int, admonition: str, warning: str, revocation: str) -> None:
    found = climb(on_file(lapses=(lapse(days),)))
    kinds = (MeasureKind.ADMONITION, MeasureKind.WARNING, MeasureKind.REVOKE_SUSPENSION)
    assert [rung(found, kind, Trigger.DAYS_OUT).status for kind in kinds] == [admonition, warning, revocation]


def test_a_time_that_a_measure_rests_on_is_not_proposed_again_for_the_same_measure() -> None:
    one = lapse(12)
    before = on_file(lapses=(one,), lapse_used_for=frozenset({(one.id, MeasureKind.WARNING)}))
    assert status(before, MeasureKind.WARNING, Trigger.DAYS_OUT) is RungStatus.NOT_MET
    assert status(on_file(lapses=(one,)), MeasureKind.WARNING, Trigger.DAYS_OUT) is RungStatus.MET


def test_a_finding_counts_only_when_it_was_made_after_the_last_admonition() -> None:
    twice = (record(RecordKind.ADMONITION, START), record(RecordKind.ADMONITION, date(2026, 5, 1)))
    asked = (MeasureKind.WARNING, Trigger.TWO_ADMONITIONS)
    assert status(on_file(records=twice), *asked) is RungStatus.LACKS_FINDING
    assert status(on_file(records=twice, unrepentant_on=(date(2026, 4, 30),)), *asked) is RungStatus.LACKS_FINDING
    assert status(on_file(records=twice, unrepentant_on=(date(2026, 5, 1),)), *asked) is RungStatus.MET
    assert status(on_file(records=twice[:1], unrepentant_on=(TODAY,)), *asked) is RungStatus.NOT_MET


def test_two_warnings_alone_carry_re_imprisonment_and_nothing_else() -> None:
    twice = (record(RecordKind.WARNING), record(RecordKind.WARNING))
    for category, kind, expected in (
        (Category.MEDICAL_PAROLE, MeasureKind.RE_IMPRISONMENT, RungStatus.MET),
        (Category.SUSPENDED_SENTENCE, MeasureKind.REVOKE_SUSPENSION, RungStatus.LACKS_FINDING),
        (Category.PAROLE, MeasureKind.REVOKE_PAROLE, RungStatus.LACKS_FINDING),
    ):
        assert status(on_file(category, records=twice), kind, Trigger.TWO_WARNINGS) is expected


def test_an_arrest_is_asked_for_with_a_revocation_only() -> None:
    asked = (MeasureKind.ARREST, Trigger.DANGER)
    assert status(on_file(), *asked) is RungStatus.NOT_MET
    with_proposal = on_file(standing=frozenset({MeasureKind.REVOKE_SUSPENSION}))
    assert status(with_proposal, *asked) is RungStatus.TO_FIND


def test_how_much_a_breach_weighs_is_for_people_to_say() -> None:
    found = climb(on_file(records=(record(RecordKind.INJUNCTION_BREACH), record(RecordKind.SUPERVISION_BREACH))))
    weighed = [one for one in found if one.trigger in {Trigger.BREACH, Trigger.INJUNCTION_BREACH}]
    assert {one.status for one in weighed if one.record_ids} == {RungStatus.TO_FIND}


@given(since=_DAYS, today=_DAYS, category=st.sampled_from(Category))
def test_a_deed_may_be_praised_at_any_time_and_the_law_on_reductions_is_shown(
    since: date, today: date, category: Category
) -> None:
    found = rewards_of(RewardFacts(category, "149901001", since, today))
    assert {one.kind for one in found} == REWARDS
    assert rung(found, MeasureKind.PRAISE, Trigger.OUTSTANDING_DEED).status is RungStatus.TO_FIND
    limits = rung(found, MeasureKind.REDUCTION, Trigger.MERIT).steps
    assert any("三年以下" in step for step in limits) == (category is Category.SUSPENDED_SENTENCE)
