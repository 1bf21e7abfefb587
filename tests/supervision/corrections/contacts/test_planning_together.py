"""Planning for many by one act, against the real database."""

import asyncio
from uuid import uuid4

import pytest

from supervision.corrections.contacts.entering import NotSupervised
from supervision.corrections.contacts.planning_together import PlannedTogether, plan_together
from supervision.corrections.contacts.queues import ContactShow, list_contacts
from supervision.corrections.contacts.store import appointed_on
from supervision.corrections.contacts.tables import ContactRow
from supervision.corrections.contacts.together import Together, record_together
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.file_state import EndCause
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import legal_day, now
from tests.cast import Cast
from tests.makers_ends import make_end
from tests.makers_files import make_person_file
from tests.supervision.corrections.contacts.scenes import contacts_of, plan_night, tomorrow, waiting

CLASS = ContactKind.EDUCATION


async def test_each_gets_an_appointment_of_their_own_and_stands_among_those_to_be_reminded(cast: Cast) -> None:
    first, second, third = [await make_person_file(cast.olga.officer) for _ in range(3)]
    act = PlannedTogether(uuid4(), CLASS, tomorrow(), frozenset({first, second}))
    contacts = await plan_together(cast.olga.officer, act)
    assert set(contacts) == {first, second}
    assert len(set(contacts.values())) == 2
    assert await contacts_of(third) == []
    lines = (await list_contacts(cast.olga.officer, ContactShow.TO_REMIND)).items
    assert {line.contact.id for line in lines} == set(contacts.values())


async def test_a_duty_that_waits_takes_the_appointment(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await plan_night()
    duty = await waiting(file_id)
    act = PlannedTogether(uuid4(), ContactKind.REPORT, tomorrow(), frozenset({file_id}))
    assert await plan_together(cast.olga.officer, act) == {file_id: duty.id}


async def test_sent_again_or_twice_at_once_it_plans_nothing_twice(cast: Cast) -> None:
    files = frozenset({await make_person_file(cast.olga.officer) for _ in range(2)})
    act = PlannedTogether(uuid4(), CLASS, tomorrow(), files)
    first, second = await asyncio.gather(plan_together(cast.olga.officer, act), plan_together(cast.agnes.officer, act))
    assert first == second == await plan_together(cast.olga.officer, act)
    assert [len(await contacts_of(file_id)) for file_id in files] == [1, 1]


async def test_one_out_of_reach_or_not_supervised_and_nothing_at_all_is_planned(cast: Cast) -> None:
    here, elsewhere = await make_person_file(cast.olga.officer), await make_person_file(cast.oscar.officer)
    act = PlannedTogether(uuid4(), CLASS, tomorrow(), frozenset({here, elsewhere}))
    with pytest.raises(NotFound):
        await plan_together(cast.olga.officer, act)
    await make_end(cast, elsewhere, EndCause.DEATH)
    with pytest.raises(NotSupervised):
        await plan_together(cast.agnes.officer, act)
    assert await contacts_of(here) == []


async def test_only_kinds_that_many_do_together_are_planned_for_somebody(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    with pytest.raises(InputInvalid):
        await plan_together(
            cast.olga.officer, PlannedTogether(uuid4(), ContactKind.VISIT, tomorrow(), frozenset({file_id}))
        )
    with pytest.raises(InputInvalid):
        await plan_together(cast.olga.officer, PlannedTogether(uuid4(), CLASS, tomorrow(), frozenset()))


async def test_what_was_planned_for_the_day_is_what_took_place_or_was_missed(cast: Cast) -> None:
    came, absent = [await make_person_file(cast.olga.officer) for _ in range(2)]
    act = PlannedTogether(uuid4(), CLASS, tomorrow(), frozenset({came, absent}))
    planned = await plan_together(cast.olga.officer, act)
    await ContactRow.update({ContactRow.planned_on: legal_day(now())}, force=True)
    assert set(await appointed_on([came, absent], CLASS, legal_day(now()))) == {came, absent}
    outcomes = {came: Outcome.COMPLIED, absent: Outcome.REASONS_AWAITED}
    written = await record_together(cast.olga.officer, Together(uuid4(), CLASS, now(), "集中学习", outcomes))
    assert written == planned
    assert await plan_together(cast.olga.officer, act) == planned  # sent again from a page that was left open
    assert [each.outcome for each in await contacts_of(absent) if each.id == planned[absent]] == [
        Outcome.REASONS_AWAITED
    ]
