"""What is due in contacts: queues, calendar, caseload and reminders, against the real database."""

from datetime import timedelta

import pytest

from supervision.corrections.concerns import CaseConcern
from supervision.corrections.contacts.caseload import CaseloadFilter, open_caseload
from supervision.corrections.contacts.entering import Logged
from supervision.corrections.contacts.keeping import add_contact, plan_contact
from supervision.corrections.contacts.queues import ContactShow, count_contacts, list_contacts, open_month
from supervision.corrections.contacts.reminders import ReminderWay, record_reminder, reminder_text, reminders_of
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.errors import InputInvalid
from supervision.legal_time import add_months, legal_day, now
from tests.cast import Cast
from tests.makers_files import make_custody, make_person_file, make_term_confirmed
from tests.supervision.corrections.contacts.scenes import log, on_day, plan_night, tomorrow, waiting

TODAY = legal_day(now())
TALK = ContactKind.TALK
REVEALS = ("矫正", "司法", "报告", "走访", "监管", "correction", "justice", "report", "supervis")


async def counted(cast: Cast) -> dict[ContactShow, int]:
    """What is in each queue of Olga's, which must be what each list shows; Oscar has nothing."""
    counts = await count_contacts(cast.olga.officer)
    for show, count in counts.items():
        assert len((await list_contacts(cast.olga.officer, show)).items) == count, show
        assert (await list_contacts(cast.oscar.officer, show)).items == ()
    assert not any((await count_contacts(cast.oscar.officer)).values())
    return {show: count for show, count in counts.items() if count}


async def test_a_report_that_was_not_made_by_its_last_day_is_overdue(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_term_confirmed(cast.agnes.officer, file_id)
    await plan_night()
    due_on = (await waiting(file_id)).due_on
    assert due_on is not None
    with on_day(due_on):
        assert (await counted(cast))[ContactShow.TODAY] == 1
    with on_day(due_on + timedelta(days=1)):
        assert (await counted(cast))[ContactShow.OVERDUE] == 1
        (line,) = (await open_caseload(cast.olga.officer, CaseloadFilter(is_wrong=True))).page.items
        assert line.concerns == (CaseConcern.OVERDUE, CaseConcern.NO_CONTACT_YET)
        await log(cast.olga.officer, await waiting(file_id), Outcome.COMPLIED)
        assert ContactShow.OVERDUE not in await counted(cast)


async def test_an_appointment_goes_from_the_week_to_today_to_what_has_to_be_logged(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await plan_contact(cast.olga.officer, file_id, TALK, tomorrow(days=5))
    assert await counted(cast) == {ContactShow.WEEK: 1}
    with on_day(TODAY + timedelta(days=3)):
        assert await counted(cast) == {ContactShow.WEEK: 1, ContactShow.TO_REMIND: 1}
    with on_day(TODAY + timedelta(days=5), hour=8):
        assert await counted(cast) == {ContactShow.TODAY: 1, ContactShow.TO_REMIND: 1}
    with on_day(TODAY + timedelta(days=5), hour=11):
        assert await counted(cast) == {ContactShow.TO_LOG: 1}
    with on_day(TODAY + timedelta(days=9)):
        assert await counted(cast) == {ContactShow.TO_LOG: 1}


async def test_who_is_taken_into_custody_leaves_every_queue_at_once(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await plan_contact(cast.olga.officer, file_id, TALK, tomorrow())
    await make_custody(cast.olga.officer, file_id, now())
    assert await counted(cast) == {}
    assert (await open_caseload(cast.olga.officer, CaseloadFilter())).page.items == ()


async def test_an_absence_waits_in_its_queue_until_the_reasons_are_decided_on(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_term_confirmed(cast.agnes.officer, file_id)
    await add_contact(cast.olga.officer, file_id, TALK, Logged(Outcome.REASONS_AWAITED, happened_at=now()))
    assert await counted(cast) == {ContactShow.REASONS: 1}
    (line,) = (await open_caseload(cast.olga.officer, CaseloadFilter())).page.items
    assert line.concerns == ()
    with on_day(TODAY + timedelta(days=20)):
        (line,) = (await open_caseload(cast.olga.officer, CaseloadFilter())).page.items
        assert CaseConcern.REASONS_OVERDUE in line.concerns


async def test_the_caseload_shows_who_is_due_first_first_a_page_at_a_time(cast: Cast) -> None:
    files = [await make_person_file(cast.olga.officer) for _ in range(27)]
    for number, file_id in enumerate(files[:3]):
        await plan_contact(cast.olga.officer, file_id, TALK, tomorrow(days=3 - number))
    first = await open_caseload(cast.olga.officer, CaseloadFilter())
    rest = await open_caseload(cast.olga.officer, CaseloadFilter(), first.page.next)
    shown = [line.person.file_id for line in (*first.page.items, *rest.page.items)]
    assert shown[:3] == [files[2], files[1], files[0]]
    assert set(shown) == set(files)
    assert (first.total, rest.total, len(shown)) == (27, 27, 27)


async def test_a_month_shows_what_is_planned_in_it_but_nothing_that_was_moved_or_cancelled(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    kept = await plan_contact(cast.olga.officer, file_id, TALK, tomorrow())
    await plan_contact(cast.olga.officer, file_id, ContactKind.CALL, tomorrow(10))
    await log(cast.olga.officer, await waiting(file_id, ContactKind.CALL), Outcome.CANCELLED)
    first = (TODAY + timedelta(days=1)).replace(day=1)
    assert [line.contact.id for line in await open_month(cast.olga.officer, first) if not line.contact.rule] == [kept]
    following = await open_month(cast.olga.officer, add_months(first, 1))
    assert kept not in {line.contact.id for line in following}
    assert await open_month(cast.oscar.officer, first) == ()


async def test_a_reminder_that_reached_the_person_is_put_down_and_not_asked_for_again(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    contact_id = await plan_contact(cast.olga.officer, file_id, TALK, tomorrow())
    await record_reminder(cast.olga.officer, contact_id, ReminderWay.CALL, was_reached=False)
    assert ContactShow.TO_REMIND in await counted(cast)
    await record_reminder(cast.olga.officer, contact_id, ReminderWay.MESSAGE, was_reached=True)
    assert ContactShow.TO_REMIND not in await counted(cast)
    assert [each.way for each in await reminders_of(contact_id)] == [ReminderWay.MESSAGE, ReminderWay.CALL]
    await log(cast.olga.officer, await waiting(file_id, TALK), Outcome.CANCELLED)
    with pytest.raises(InputInvalid):
        await record_reminder(cast.olga.officer, contact_id, ReminderWay.CALL, was_reached=True)


def test_whoever_overhears_a_reminder_learns_nothing() -> None:
    for text in (reminder_text(TODAY, None), reminder_text(TODAY, tomorrow().planned_from)):
        assert not any(word in f"{text} {text.english}".lower() for word in REVEALS)
