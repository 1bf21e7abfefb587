"""Limits on access reach assessments: those on the assessment itself, and those on a file of the same person."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from supervision.audit import Act, audited_change
from supervision.corrections.access_rule import LimitKind
from supervision.corrections.assessed import take_over_limits
from supervision.corrections.assessments.access import asking_of_assessments
from supervision.corrections.assessments.carrying_over import carry_over
from supervision.corrections.assessments.limits import (
    confirm_assessment_limit,
    count_assessment_limits_to_decide,
    decline_assessment_limit,
    end_assessment_limit,
    list_waiting_assessment_limits,
    open_assessment_limits,
    set_assessment_limit,
)
from supervision.corrections.assessments.listing import (
    AssessmentShow,
    count_assessments,
    find_assessments,
    list_assessments,
)
from supervision.corrections.assessments.opening import open_assessment
from supervision.corrections.assessments.receiving import NOT_YOURS, receive_assessment
from supervision.corrections.assessments.words import AskingOrgan, AssessmentPurpose, AssessmentRefused
from supervision.corrections.file_state import EndCause
from supervision.corrections.files import change_person_file
from supervision.corrections.limits.glass import break_glass
from supervision.corrections.limits.setting import confirm_limit, end_limit, open_limits
from supervision.corrections.limits.store import LimitState
from supervision.corrections.limits.terms import AccessLimitRefused
from supervision.corrections.listing import list_supervisees
from supervision.corrections.opening import about_file
from supervision.corrections.responsible.assigning import set_responsible
from supervision.corrections.responsible.store import responsible_of
from supervision.corrections.store import load_file
from supervision.errors import NotFound, NotPermitted
from supervision.legal_time import moved_clock, now
from supervision.officers import Role
from supervision.storage.database import fetch
from tests.cast import COUNTY, Cast
from tests.locks import queued
from tests.makers import Member, make_officer
from tests.makers_assessments import make_assigned, make_awaited, make_new, make_received
from tests.makers_ends import make_end
from tests.makers_files import dump_of, make_content, make_id_number, make_person_file
from tests.makers_limits import REASON, limit_draft, make_limit
from tests.makers_orders import unused_code

READING = AssessmentPurpose.ASSESSING
EXCLUSION, RESTRICTION = LimitKind.EXCLUSION, LimitKind.RESTRICTION


async def limit_assessment(cast: Cast, assessment_id: UUID, kind: LimitKind, *members: Member) -> UUID:
    """A limit that stands: Agnes set it, and Hua confirmed it."""
    draft = limit_draft(kind, *(member.id for member in members))
    limit_id = await set_assessment_limit(cast.agnes.officer, assessment_id, draft)
    await confirm_assessment_limit(cast.hua.officer, limit_id)
    return limit_id


async def sees_nothing(member: Member, assessment_id: UUID, number: str) -> None:
    with pytest.raises(NotFound):
        await open_assessment(member.officer, assessment_id, READING)
    assert await find_assessments(member.officer, number) == ()
    assert (await list_assessments(member.officer, AssessmentShow.AT_WORK)).items == ()
    assert set((await count_assessments(member.officer)).values()) == {0}


async def test_whom_an_exclusion_names_finds_no_assessment_in_any_list_count_or_search(cast: Cast) -> None:
    number = make_id_number()
    assessment_id = await make_assigned(cast, number=number)
    limit_id = await limit_assessment(cast, assessment_id, EXCLUSION, cast.olga)
    await sees_nothing(cast.olga, assessment_id, number)
    assert (await open_assessment(cast.agnes.officer, assessment_id, READING)).assessment.id == assessment_id
    await end_assessment_limit(cast.hua.officer, limit_id, "已核实不是亲属。")
    assert (await open_assessment(cast.olga.officer, assessment_id, READING)).assessment.id == assessment_id


async def test_a_limit_on_an_assessment_takes_two_officers_and_ends_with_its_last_day(cast: Cast) -> None:
    assessment_id = await make_assigned(cast)
    limit_id = await set_assessment_limit(cast.agnes.officer, assessment_id, limit_draft(EXCLUSION, cast.olga.id))
    assert (await open_assessment(cast.olga.officer, assessment_id, READING)).assessment.id == assessment_id
    assert await count_assessment_limits_to_decide(cast.hua.officer) == 1
    assert [each.limit_id for each in await list_waiting_assessment_limits(cast.hua.officer)] == [limit_id]
    with pytest.raises(NotPermitted):
        await confirm_assessment_limit(cast.agnes.officer, limit_id)
    await confirm_assessment_limit(cast.hua.officer, limit_id)
    assert await count_assessment_limits_to_decide(cast.hua.officer) == 0
    with pytest.raises(AccessLimitRefused):
        await decline_assessment_limit(cast.hua.officer, limit_id, "重复。")
    later = now() + timedelta(days=31)
    with moved_clock(lambda: later):
        assert (await open_assessment(cast.olga.officer, assessment_id, READING)).assessment.id == assessment_id


async def test_a_restriction_lets_only_the_named_in_and_the_head_of_the_county(cast: Cast) -> None:
    number = make_id_number()
    assessment_id = await make_assigned(cast, number=number)
    alma = await make_officer("alma", "Alma Agency", Role.COUNTY_AGENCY, COUNTY, cast.county_office)
    await limit_assessment(cast, assessment_id, RESTRICTION, alma)
    await sees_nothing(cast.olga, assessment_id, number)
    for officer in (alma.officer, cast.hua.officer):
        assert (await open_assessment(officer, assessment_id, READING)).assessment.id == assessment_id
    (row,) = await fetch("SELECT number FROM assessment")
    for known in (number, row["number"]):
        with pytest.raises(NotFound):  # nothing about an assessment cannot wait for the head
            await break_glass(cast.olga.officer, known, "夜间急需。", unused_code(cast.olga))


async def test_whom_a_limit_on_the_file_shuts_out_finds_no_assessment_of_that_person_before_or_after(
    cast: Cast,
) -> None:
    number = make_id_number()
    file_id = await make_person_file(cast.olga.officer, document_number=number)
    limit_id = await make_limit(cast, file_id, EXCLUSION, cast.olga)
    assessment_id = await make_assigned(cast, number=number)
    other = await make_received(cast)
    await sees_nothing(cast.olga, assessment_id, number)
    assert {each.assessment.id for each in (await list_assessments(cast.agnes.officer)).items} == {assessment_id, other}
    await end_limit(cast.hua.officer, limit_id, "已核实不是亲属。")
    assert (await open_assessment(cast.olga.officer, assessment_id, READING)).assessment.id == assessment_id


async def test_a_restriction_on_a_file_elsewhere_closes_no_assessment_of_another_county(cast: Cast) -> None:
    number = make_id_number()
    assessment_id = await make_assigned(cast, number=number)
    await make_limit(cast, await make_person_file(cast.olga.officer, document_number=number), RESTRICTION, cast.carl)
    await sees_nothing(cast.olga, assessment_id, number)
    await fetch("UPDATE person_file SET division = '149902001'")
    assert (await open_assessment(cast.olga.officer, assessment_id, READING)).assessment.id == assessment_id


async def test_a_limit_holds_for_every_assessment_of_the_person(cast: Cast) -> None:
    number = make_id_number()
    await limit_assessment(cast, await make_received(cast, number=number), EXCLUSION, cast.olga)
    assessment_id = await make_assigned(cast, number=number, organ=AskingOrgan.POLICE)
    await sees_nothing(cast.olga, assessment_id, number)


async def test_a_limit_moves_onto_the_file_in_the_moment_in_which_there_is_one(cast: Cast) -> None:
    number = make_id_number()
    assessment_id = await make_awaited(cast, number=number)
    limit_id = await limit_assessment(cast, assessment_id, EXCLUSION, cast.olga)
    file_id = await make_person_file(cast.agnes.officer, cast.north_office, document_number=number)
    with pytest.raises(NotFound):
        await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)
    assert (await list_supervisees(cast.olga.officer, number)).items == ()
    (limit,) = await open_limits(cast.hua.officer, file_id, "supervision")
    assert (limit.limit_id, limit.state, limit.reason) == (limit_id, LimitState.STANDING, REASON)
    assert await open_assessment_limits(cast.hua.officer, assessment_id, READING) == ()
    await sees_nothing(cast.olga, assessment_id, number)
    assert str(file_id) not in await dump_of("assessment", "assessment_limit")


@pytest.mark.parametrize("is_closed", [False, True], ids=["it is open", "it is closed"])
async def test_what_is_confirmed_while_the_county_has_a_file_stands_on_it_at_once(
    cast: Cast, *, is_closed: bool
) -> None:
    number = make_id_number()
    file_id = await make_person_file(cast.agnes.officer, cast.north_office, document_number=number)
    if is_closed:
        await make_end(cast, file_id, EndCause.DEATH)
    assessment_id = await make_received(cast, number=number)
    limit_id = await set_assessment_limit(cast.agnes.officer, assessment_id, limit_draft(EXCLUSION, cast.olga.id))
    assert await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)
    await confirm_assessment_limit(cast.hua.officer, limit_id)
    with pytest.raises(NotFound):
        await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)
    (limit,) = await open_limits(cast.hua.officer, file_id, "supervision")
    assert (limit.limit_id, limit.state, limit.decided_by_name) == (limit_id, LimitState.STANDING, "Hua Head")
    assert await open_assessment_limits(cast.hua.officer, assessment_id, READING) == ()
    await sees_nothing(cast.olga, assessment_id, number)


async def test_of_two_files_a_limit_goes_to_the_open_one_and_a_declined_one_to_none(cast: Cast) -> None:
    number = make_id_number()
    before = await make_person_file(cast.agnes.officer, cast.north_office, document_number=number)
    await make_end(cast, before, EndCause.DEATH)
    file_id = await make_person_file(cast.agnes.officer, cast.north_office, document_number=number)
    assessment_id = await make_received(cast, number=number)
    declined = await set_assessment_limit(cast.agnes.officer, assessment_id, limit_draft(EXCLUSION, cast.olga.id))
    await decline_assessment_limit(cast.hua.officer, declined, "误设。")
    limit_id = await limit_assessment(cast, assessment_id, EXCLUSION, cast.olga)
    assert [row["id"] for row in await fetch("SELECT id FROM access_limit WHERE file = $1", file_id)] == [limit_id]
    assert [each.limit_id for each in await open_assessment_limits(cast.hua.officer, assessment_id, READING)] == [
        declined
    ]


async def test_what_waits_while_there_is_a_file_is_carried_over_with_the_assessment(cast: Cast) -> None:
    number = make_id_number()
    assessment_id = await make_awaited(cast, number=number)
    ended = await limit_assessment(cast, assessment_id, EXCLUSION, cast.carl)
    await end_assessment_limit(cast.hua.officer, ended, "误设。")
    file_id = await make_person_file(cast.agnes.officer, cast.north_office, document_number=number)
    await set_responsible(cast.agnes.officer, file_id, cast.olga.officer.id)
    waiting = await set_assessment_limit(cast.agnes.officer, assessment_id, limit_draft(EXCLUSION, cast.olga.id))
    await carry_over(cast.agnes.officer, assessment_id)
    await confirm_limit(cast.hua.officer, waiting)
    with pytest.raises(NotFound):
        await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)
    (left,) = await open_assessment_limits(cast.hua.officer, assessment_id, READING)
    assert (left.limit_id, left.state) == (ended, LimitState.ENDED)
    assert all(one.until_on is not None for one in await responsible_of(file_id))


async def test_a_limit_moves_onto_the_file_whose_document_number_is_corrected_to_that_of_the_assessment(
    cast: Cast,
) -> None:
    number = make_id_number()
    limit_id = await limit_assessment(cast, await make_received(cast, number=number), EXCLUSION, cast.olga)
    file_id = await make_person_file(cast.agnes.officer, cast.north_office)
    assert await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)
    await change_person_file(cast.agnes.officer, file_id, 1, make_content(document_number=number))
    with pytest.raises(NotFound):
        await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, file_id)
    (limit,) = await open_limits(cast.hua.officer, file_id, "supervision")
    assert (limit.limit_id, limit.state) == (limit_id, LimitState.STANDING)


async def move(cast: Cast, file_id: UUID, number: str, has_moved: asyncio.Event, may_go_on: asyncio.Event) -> None:
    """A change of a file that takes limits over, and stops before its commit until it may go on."""
    async with audited_change(cast.agnes.officer.actor, Act.PERSON_FILE_CHANGE, about_file(file_id)) as change:
        await take_over_limits(change, {file_id: number})
        has_moved.set()
        await may_go_on.wait()


async def test_a_decision_on_a_limit_that_moves_in_the_same_moment_is_refused_and_not_recorded(cast: Cast) -> None:
    number, has_moved, may_go_on = make_id_number(), asyncio.Event(), asyncio.Event()
    first, second = [await make_received(cast, number=number, organ=organ) for organ in list(AskingOrgan)[:2]]
    standing = await limit_assessment(cast, first, EXCLUSION, cast.carl)
    waiting = await set_assessment_limit(cast.agnes.officer, second, limit_draft(EXCLUSION, cast.olga.id))
    file_id = await make_person_file(cast.agnes.officer, cast.north_office)
    moving = asyncio.create_task(move(cast, file_id, number, has_moved, may_go_on))
    await has_moved.wait()
    ending = asyncio.create_task(end_assessment_limit(cast.hua.officer, standing, "误设。"))
    confirming = asyncio.create_task(confirm_assessment_limit(cast.hua.officer, waiting))
    await queued(2)
    may_go_on.set()
    await moving
    for act in (ending, confirming):
        with pytest.raises(AccessLimitRefused):
            await act
    states = {each.limit_id: each.state for each in await open_limits(cast.hua.officer, file_id, "supervision")}
    assert states == {waiting: LimitState.WAITING, standing: LimitState.STANDING}
    done = "SELECT subject_id FROM audit_entry WHERE act = $1 AND result = 'done'"
    assert [row["subject_id"] for row in await fetch(done, Act.ACCESS_LIMIT_DECIDE)] == [str(standing)]
    assert await fetch(done, Act.ACCESS_LIMIT_END) == []


async def test_whoever_is_shut_out_is_not_told_that_a_request_is_under_way(cast: Cast) -> None:
    number = make_id_number()
    await limit_assessment(cast, await make_received(cast, number=number), EXCLUSION, cast.agnes)
    with pytest.raises(AssessmentRefused) as refused:
        await receive_assessment(cast.agnes.officer, make_new(number=number))
    assert refused.value.args == (NOT_YOURS,)


async def test_to_a_city_that_decides_on_limits_no_assessment_exists(cast: Cast) -> None:
    assessment_id = await make_received(cast)
    limit_id = await set_assessment_limit(cast.agnes.officer, assessment_id, limit_draft(EXCLUSION, cast.olga.id))
    assert await list_waiting_assessment_limits(cast.carl.officer) == ()
    assert await count_assessment_limits_to_decide(cast.carl.officer) == 0
    with pytest.raises(NotFound):
        await confirm_assessment_limit(cast.carl.officer, limit_id)


async def test_a_question_without_what_shuts_somebody_out_finds_nothing(cast: Cast) -> None:
    await make_received(cast)
    asked = await asking_of_assessments(cast.agnes.officer, Act.ASSESSMENT_LIST)
    query = "SELECT count(*) FROM assessments_within($1::jsonb - $2)"
    assert [row["count"] for name in ("none", "shut") for row in await fetch(query, asked, name)] == [1, 0]
