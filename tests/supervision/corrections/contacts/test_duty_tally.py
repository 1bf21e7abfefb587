"""How contacts are counted by duty: every one once, and the service's failures never against the person."""

from datetime import date, datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from supervision.corrections.contacts.duty_tally import DUE, CountedContact, Keeping, keeping_of, tally
from supervision.corrections.contacts.words import PLANNABLE, ContactKind, Outcome, counts_against
from supervision.legal_time import LEGAL_ZONE

TODAY = date(2026, 11, 26)
RULES = (None, "report-every-strict", "report-every-ordinary")


def counted(
    outcome: Outcome | None = None,
    days_ago: int = 1,
    kind: ContactKind = ContactKind.REPORT,
    rule: str | None = "report-every-strict",
) -> CountedContact:
    on = TODAY - timedelta(days=days_ago)
    at = datetime(on.year, on.month, on.day, 9, tzinfo=LEGAL_ZONE)
    return CountedContact(uuid4(), kind, rule, on if rule else None, on, at, at, outcome)


contacts = st.lists(
    st.builds(
        counted,
        st.one_of(st.none(), st.sampled_from(Outcome)),
        st.integers(-40, 400),
        st.sampled_from(PLANNABLE),
        st.sampled_from(RULES),
    )
)


@given(contacts)
def test_every_contact_stands_behind_exactly_one_number(made: list[CountedContact]) -> None:
    duties = tally(made, TODAY)
    assert sorted(one.contact.id for duty in duties for one in duty.behind(None)) == sorted(one.id for one in made)
    for duty in duties:
        numbers = {keeping: duty.number(keeping) for keeping in Keeping}
        assert sum(numbers.values()) == len(duty.contacts)
        assert duty.due == len(duty.contacts) - numbers[Keeping.RESCHEDULED] - numbers[Keeping.AHEAD]
        assert duty.due == sum(numbers[keeping] for keeping in DUE)
        assert len({(one.contact.kind, one.contact.rule) for one in duty.contacts}) == 1


@given(contacts)
def test_only_what_may_be_held_against_somebody_is_not_kept(made: list[CountedContact]) -> None:
    for one in made:
        is_against = one.outcome is not None and counts_against(one.outcome)
        assert (keeping_of(one, TODAY) is Keeping.NOT_KEPT) is is_against


def test_what_waits_is_ahead_until_its_last_day_has_passed() -> None:
    assert [keeping_of(counted(days_ago=days), TODAY) for days in (1, 0, -1)] == [
        Keeping.UNSAID,
        Keeping.AHEAD,
        Keeping.AHEAD,
    ]


def test_rules_come_first_row_by_row_and_the_arithmetic_adds_up_in_words() -> None:
    made = [
        counted(Outcome.COMPLIED, kind=ContactKind.TALK, rule=None),
        counted(Outcome.COMPLIED, 30),
        counted(Outcome.SENT_HOME_SERVICE, 23),
        counted(Outcome.UNACCEPTABLE_ABSENCE, 16),
        counted(Outcome.RESCHEDULED, 9),
        counted(None, -3),
        counted(Outcome.COMPLIED, 60, rule="report-every-ordinary"),
    ]
    assert [(duty.kind, duty.rule) for duty in tally(made, TODAY)] == [
        (ContactKind.REPORT, "report-every-ordinary"),
        (ContactKind.REPORT, "report-every-strict"),
        (ContactKind.TALK, None),
    ]
    assert [str(step) for step in tally(made, TODAY)[1].steps] == [
        "共 5 次 － 改期另计 1 次 － 尚未到期 1 次 ＝ 应当 3 次。",
        "应当 3 次 ＝ 已完成 1 ＋ 工作方原因 1 ＋ 有正当理由 0 ＋ 待说明理由 0 ＋ 未做到 1 ＋ 到期尚无结果 0。",
    ]
