"""What stands open about a person: the same facts on the file and in the caseload."""

from datetime import timedelta

import pytest

from supervision.corrections.applications.listing import ApplicationShow, list_applications
from supervision.corrections.concerns import CaseConcern, open_matters_of
from supervision.corrections.contacts.caseload import CaseloadFilter, open_caseload
from supervision.corrections.contacts.entering import Logged
from supervision.corrections.contacts.keeping import add_contact
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.induction.group import GroupMember, set_group
from supervision.corrections.induction.words import MemberKind
from supervision.corrections.overview import open_overview
from supervision.corrections.searching.acting import end_search, open_search
from supervision.corrections.searching.words import SearchEnd
from supervision.corrections.supervision_class import SupervisionClass
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import now
from tests.cast import NORTH, Cast
from tests.makers_applications import approve, make_leave, today
from tests.makers_files import make_person_file, make_term_confirmed
from tests.makers_transfers import ask
from tests.supervision.corrections.contacts.scenes import on_day, plan_night


async def concerns_of(cast: Cast, *, is_wrong: bool = False) -> tuple[CaseConcern, ...]:
    """What the caseload says of the one person in it; nothing where the filter leaves nobody."""
    lines = (await open_caseload(cast.agnes.officer, CaseloadFilter(is_wrong=is_wrong))).page.items
    return lines[0].concerns if lines else ()


async def test_a_search_an_overdue_report_and_what_is_under_way_stand_on_the_file_and_in_the_caseload(
    cast: Cast,
) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_term_confirmed(cast.agnes.officer, file_id)
    assert await open_matters_of(file_id, NORTH, now()) == {}
    assert await concerns_of(cast) == (CaseConcern.NO_CONTACT_YET,)
    assert await concerns_of(cast, is_wrong=True) == ()
    search_id = await open_search(cast.olga.officer, file_id, now() - timedelta(days=2), "两日未接电话。")
    leave_id, transfer_id = await make_leave(cast.olga, file_id), await ask(cast, file_id)
    matters = await open_matters_of(file_id, NORTH, now())
    assert {concern: matter.id for concern, matter in matters.items()} == {
        CaseConcern.SEARCHED_FOR: search_id,
        CaseConcern.APPLICATION_OPEN: leave_id,
        CaseConcern.TRANSFER_OPEN: transfer_id,
    }
    assert matters[CaseConcern.SEARCHED_FOR].on == today() - timedelta(days=2)
    assert set(await concerns_of(cast, is_wrong=True)) == {*matters, CaseConcern.NO_CONTACT_YET}
    await end_search(cast.olga.officer, search_id, SearchEnd.FOUND, "在亲戚家。")
    assert await concerns_of(cast, is_wrong=True) == ()
    await plan_night()
    with on_day(today() + timedelta(days=40)):
        matters = await open_matters_of(file_id, NORTH, now())
        assert matters[CaseConcern.OVERDUE].times >= 1
        assert CaseConcern.OVERDUE in await concerns_of(cast, is_wrong=True)


async def test_a_last_day_that_nobody_confirmed_and_leave_that_nobody_signed_off_are_named(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    assert CaseConcern.TERM_UNCONFIRMED in await concerns_of(cast, is_wrong=True)
    leave_id = await make_leave(cast.olga, file_id, 0, 3, late_reason="家人急病。")
    await approve(cast.agnes, leave_id)
    for days, is_overdue in ((2, False), (3, False), (4, True)):  # its last day, the day for signing off, the day after
        with on_day(today() + timedelta(days=days)):
            matter = (await open_matters_of(file_id, NORTH, now())).get(CaseConcern.LEAVE_OVERDUE)
            assert (matter and matter.id) == (leave_id if is_overdue else None)
            assert (CaseConcern.LEAVE_OVERDUE in await concerns_of(cast, is_wrong=True)) is is_overdue
            listed = (await list_applications(cast.agnes.officer, ApplicationShow.OVERDUE)).items
            assert bool(listed) is is_overdue


async def test_an_overview_says_class_contacts_group_and_what_runs(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    opened, _ = await open_overview(olga, file_id, "supervision")
    assert (opened.supervision_class, opened.last, opened.next) == (SupervisionClass.ORDINARY, None, None)
    assert (opened.group, opened.applications) == ((), ())
    member = GroupMember(MemberKind.VILLAGE, "周桂兰", is_woman=True)
    await set_group(olga, file_id, [member])
    await add_contact(olga, file_id, ContactKind.TALK, Logged(Outcome.COMPLIED, happened_at=now()))
    await plan_night()
    leave_id = await make_leave(cast.olga, file_id)
    opened, matters = await open_overview(olga, file_id, "supervision")
    assert opened.last is not None
    assert opened.last.kind is ContactKind.TALK
    assert opened.next is not None
    assert opened.next.outcome is None
    assert opened.group == (member,)
    assert [one.id for one in opened.applications] == [leave_id]
    assert CaseConcern.APPLICATION_OPEN in matters
    with pytest.raises(NotFound):
        await open_overview(cast.oscar.officer, file_id, "supervision")
    with pytest.raises(InputInvalid):
        await open_overview(olga, file_id, None)
