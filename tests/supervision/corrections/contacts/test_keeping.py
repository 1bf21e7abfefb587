"""Contacts planned, put down, corrected and rescheduled, against the real database."""

import asyncio
from datetime import timedelta

import pytest

from supervision.corrections.contacts.entering import (
    ContactChangedMeanwhile,
    ContactMoved,
    Logged,
    NotSupervised,
    reasons_due,
)
from supervision.corrections.contacts.keeping import add_contact, log_outcome, plan_contact, record_reasons
from supervision.corrections.contacts.timeline import TimelineFilter, open_contact, open_timeline
from supervision.corrections.contacts.words import AGAINST, ContactKind, Outcome
from supervision.corrections.file_state import EndCause, FileEnded
from supervision.corrections.purposes import Purpose
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import legal_day, now
from supervision.storage.database import fetch
from tests.cast import NORTH, Cast
from tests.makers_ends import make_end
from tests.makers_files import dump_of, make_custody, make_person_file
from tests.supervision.corrections.contacts.scenes import (
    contacts_of,
    log,
    on_day,
    plan_night,
    tomorrow,
    waiting,
)

TODAY = legal_day(now())
IN_TWO_DAYS = TODAY + timedelta(days=2)
TALK, REPORT = ContactKind.TALK, ContactKind.REPORT


async def test_an_appointment_is_kept_sealed_and_opened_for_a_purpose(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    contact_id = await plan_contact(cast.olga.officer, file_id, TALK, tomorrow())
    with on_day(IN_TWO_DAYS):
        await log_outcome(cast.olga.officer, contact_id, 0, Logged(Outcome.COMPLIED, "谈了找工作的事。", "推荐岗位"))
    found = await open_contact(cast.olga.officer, contact_id, Purpose.SUPERVISION)
    (step,) = found.opened.steps
    assert (found.opened.content.text, found.opened.content.place) == ("带身份证", "二楼")
    assert (step.detail.text, step.detail.next_step, step.taken_by_name) == (
        "谈了找工作的事。",
        "推荐岗位",
        "Olga North",
    )
    dumped = await dump_of("contact", "contact_step", "audit_entry")
    assert not any(text in dumped for text in ("带身份证", "二楼", "谈了找工作", "推荐岗位"))
    with pytest.raises(InputInvalid):
        await open_contact(cast.olga.officer, contact_id, None)


async def test_a_duty_of_the_kind_takes_the_appointment_and_what_was_done_without_one(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await plan_night()
    duty = await waiting(file_id)
    assert await plan_contact(cast.olga.officer, file_id, REPORT, tomorrow()) == duty.id
    with on_day(IN_TWO_DAYS) as at:
        logged = Logged(Outcome.COMPLIED, happened_at=at)
        assert await add_contact(cast.olga.officer, file_id, REPORT, logged) == duty.id
        assert await add_contact(cast.olga.officer, file_id, ContactKind.CALL, logged) != duty.id


async def test_an_absence_from_something_else_leaves_a_duty_as_it_was(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await plan_night()
    duty = await waiting(file_id)
    missed = await add_contact(
        cast.olga.officer, file_id, REPORT, Logged(Outcome.UNACCEPTABLE_ABSENCE, "无故不来。", happened_at=now())
    )
    assert missed != duty.id
    assert (await waiting(file_id)).id == duty.id


async def test_before_its_time_an_appointment_is_only_moved_excused_or_cancelled(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    contact_id = await plan_contact(cast.olga.officer, file_id, TALK, tomorrow())
    for outcome in set(Outcome) - {Outcome.RESCHEDULED, Outcome.ACCEPTABLE_ABSENCE, Outcome.CANCELLED}:
        with pytest.raises(InputInvalid):
            await log_outcome(cast.olga.officer, contact_id, 0, Logged(outcome, "事实"))
    await log_outcome(cast.olga.officer, contact_id, 0, Logged(Outcome.ACCEPTABLE_ABSENCE, "预约了手术。"))


async def test_what_is_rescheduled_goes_on_in_the_one_that_follows(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await plan_night()
    duty = await waiting(file_id)
    assert duty.due_on is not None
    later = tomorrow(days=(duty.due_on - TODAY).days + 3)
    following = await log(cast.olga.officer, duty, Outcome.RESCHEDULED, moved_to=later)
    moved = await waiting(file_id)
    assert (moved.id, moved.follows, moved.rule) == (following, duty.id, duty.rule)
    assert moved.due_on == legal_day(later.planned_from)
    with pytest.raises(ContactMoved):
        await log_outcome(cast.olga.officer, duty.id, 1, Logged(Outcome.COMPLIED))
    opened = await open_contact(cast.olga.officer, duty.id, Purpose.SUPERVISION)
    assert opened.moved_to == following


async def test_a_correction_says_why_and_what_went_before_stays(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    contact_id = await add_contact(cast.olga.officer, file_id, TALK, Logged(Outcome.COMPLIED, happened_at=now()))
    with pytest.raises(InputInvalid):
        await log_outcome(cast.olga.officer, contact_id, 1, Logged(Outcome.SENT_HOME_SERVICE))
    await log_outcome(cast.olga.officer, contact_id, 1, Logged(Outcome.SENT_HOME_SERVICE, "停电，谈话没有进行。"))
    steps = (await open_contact(cast.olga.officer, contact_id, Purpose.SUPERVISION)).opened.steps
    assert [step.outcome for step in steps] == [Outcome.COMPLIED, Outcome.SENT_HOME_SERVICE]


async def test_an_absence_waits_for_reasons_until_the_day_of_the_rule_and_an_officer_decides(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    contact_id = await add_contact(cast.olga.officer, file_id, TALK, Logged(Outcome.REASONS_AWAITED, happened_at=now()))
    (contact,) = [each for each in await contacts_of(file_id) if each.id == contact_id]
    assert contact.reasons_due_on == (await reasons_due(TODAY, NORTH)).due_on
    await record_reasons(cast.olga.officer, contact_id, 1, "孩子发烧，有病历。")
    await log_outcome(cast.olga.officer, contact_id, 2, Logged(Outcome.ACCEPTABLE_ABSENCE, "病历属实。"))
    steps = (await open_contact(cast.olga.officer, contact_id, Purpose.SUPERVISION)).opened.steps
    assert [step.detail.reasons for step in steps] == ["", "孩子发烧，有病历。", ""]
    with pytest.raises(InputInvalid):
        await record_reasons(cast.olga.officer, contact_id, 3, "又来说明。")


async def test_what_is_held_against_somebody_needs_its_facts(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    for outcome in AGAINST:
        with pytest.raises(InputInvalid):
            await add_contact(cast.olga.officer, file_id, TALK, Logged(outcome, happened_at=now()))
    assert await contacts_of(file_id) == []


async def test_of_two_officers_at_once_one_wins_and_the_other_is_told_who_and_when(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    contact_id = await plan_contact(cast.olga.officer, file_id, TALK, tomorrow())
    outcomes = await asyncio.gather(
        log_outcome(cast.olga.officer, contact_id, 0, Logged(Outcome.CANCELLED)),
        log_outcome(cast.agnes.officer, contact_id, 0, Logged(Outcome.CANCELLED)),
        return_exceptions=True,
    )
    (refused,) = [each for each in outcomes if isinstance(each, ContactChangedMeanwhile)]
    rows = await fetch("SELECT taken_at FROM contact_step WHERE contact = $1", contact_id)
    assert [row["taken_at"] for row in rows] == [refused.changed_at]
    assert refused.changed_by in {"Olga North", "Agnes Agency"}


async def test_nothing_is_planned_for_who_is_not_under_supervision_then(cast: Cast) -> None:
    in_custody, over = await make_person_file(cast.olga.officer), await make_person_file(cast.olga.officer)
    await make_custody(cast.olga.officer, in_custody, now())
    await fetch("UPDATE person_file SET term_ends_on = $2 WHERE id = $1", over, TODAY)
    for file_id in (in_custody, over):
        with pytest.raises(NotSupervised):
            await plan_contact(cast.olga.officer, file_id, TALK, tomorrow())
    await make_end(cast, over, EndCause.DEATH)
    with pytest.raises(FileEnded):
        await add_contact(cast.olga.officer, over, TALK, Logged(Outcome.COMPLIED, happened_at=now()))


async def test_contacts_are_kept_by_who_keeps_files_and_elsewhere_there_are_none(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    with pytest.raises(NotPermitted):
        await plan_contact(cast.hua.officer, file_id, TALK, tomorrow())
    with pytest.raises(NotFound):
        await open_timeline(cast.oscar.officer, file_id, Purpose.SUPERVISION, TimelineFilter())


async def test_a_timeline_is_narrowed_by_kind_outcome_days_and_what_a_rule_planned(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await plan_night()
    talk = await add_contact(cast.olga.officer, file_id, TALK, Logged(Outcome.COMPLIED, happened_at=now()))

    async def shown(**wanted: object) -> list[object]:
        page = await open_timeline(
            cast.olga.officer,
            file_id,
            Purpose.SUPERVISION,
            TimelineFilter(**wanted),  # type: ignore[arg-type]
        )
        return [each.contact.id for each in page.items]

    everything = await shown()
    assert len(everything) == 3
    assert await shown(kind=TALK) == await shown(outcome=Outcome.COMPLIED) == await shown(hides_system=True) == [talk]
    assert await shown(until_on=TODAY) == [talk]
    assert set(await shown(is_open=True)) == set(everything) - {talk} == set(await shown(from_on=TODAY + timedelta(1)))
