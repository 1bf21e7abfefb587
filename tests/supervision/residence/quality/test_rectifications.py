"""Rectifications: begun where something is due, owned, reported, and closed by somebody else."""

from datetime import timedelta
from uuid import UUID

import pytest

from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import legal_day, now
from supervision.officers import Role
from supervision.residence.addresses.words import DutyPart
from supervision.residence.quality.queues import rectifications_owned, rectifications_to_recheck
from supervision.residence.quality.rating import Colour, DueKind, Share
from supervision.residence.quality.rectification_rows import (
    RectificationShow,
    RectificationState,
    StepKind,
    count_rectifications,
    list_rectifications,
    open_places,
    open_rectification,
)
from supervision.residence.quality.rectifications import (
    NothingDue,
    RectificationBegun,
    RectificationDraft,
    RectificationMoved,
    SelfChecked,
    add_progress,
    begin_rectification,
    possible_owners,
    recheck_rectification,
)
from supervision.storage.database import fetch
from tests.cast import NORTH, NORTH_VILLAGE, Cast
from tests.makers import RESIDENCE, Member, make_officer
from tests.makers_residence import Building, put_on_duty

TASK = "抽屉无人值守，请指定协管员。"


@pytest.fixture
async def peter(cast: Cast) -> Member:
    """Another officer of North, who re-checks."""
    return await make_officer(
        "peter", "Peter North", Role.COMMUNITY_POLICE, NORTH, cast.north_station, register=RESIDENCE
    )


async def begun(cast: Cast, building: Building) -> UUID:
    draft = RectificationDraft(NORTH_VILLAGE, building.drawer, cast.petra.id, TASK)
    return await begin_rectification(cast.petra.officer, draft)


async def test_a_red_drawer_is_mended_in_seven_days_by_its_owner(cast: Cast, building: Building) -> None:
    rectification = (await open_rectification(cast.petra.officer, await begun(cast, building))).rectification
    assert (rectification.colour, rectification.task, rectification.state) == (
        Colour.RED,
        TASK,
        RectificationState.OPEN,
    )
    assert rectification.due_on == legal_day(now()) + timedelta(days=7)
    assert rectification.shares[DueKind.UNATTENDED] == Share(1, 1)
    assert (await rectifications_owned(cast.petra.officer)).total == 1
    assert await open_places(cast.petra.officer) == {(NORTH_VILLAGE, building.drawer): rectification.id}


async def test_what_is_to_be_done_is_not_readable_in_the_database(cast: Cast, building: Building) -> None:
    rectification = await begun(cast, building)
    await add_progress(cast.petra.officer, rectification, "已联系。")
    rows = [*await fetch("SELECT * FROM rectification"), *await fetch("SELECT * FROM rectification_step")]
    assert TASK not in str(rows)
    assert not any(TASK.encode() in value for row in rows for value in row.values() if isinstance(value, bytes))


async def test_nothing_is_begun_where_all_is_green(cast: Cast, building: Building) -> None:
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    with pytest.raises(NothingDue):
        await begun(cast, building)


async def test_a_place_has_one_open_rectification_and_its_community_one_of_its_own(
    cast: Cast, building: Building
) -> None:
    await begun(cast, building)
    with pytest.raises(RectificationBegun):
        await begun(cast, building)
    whole = RectificationDraft(NORTH_VILLAGE, None, cast.petra.id, TASK)
    await begin_rectification(cast.petra.officer, whole)
    with pytest.raises(RectificationBegun):
        await begin_rectification(cast.petra.officer, whole)


async def test_owners_are_those_on_duty_first_and_police_of_the_place(
    cast: Cast, building: Building, peter: Member
) -> None:
    with pytest.raises(InputInvalid):
        await begin_rectification(cast.petra.officer, RectificationDraft(NORTH_VILLAGE, None, cast.pavel.id, TASK))
    await put_on_duty(cast.petra.officer, building.drawer, peter.id, DutyPart.OFFICER)
    owners = await possible_owners(cast.petra.officer, NORTH_VILLAGE, building.drawer, legal_day(now()))
    assert [(one.id, one.is_on_duty) for one in owners] == [(peter.id, True), (cast.petra.id, False)]


async def test_another_officer_closes_it_or_opens_it_again_with_a_new_day(
    cast: Cast, building: Building, peter: Member
) -> None:
    rectification = await begun(cast, building)
    with pytest.raises(RectificationMoved):
        await recheck_rectification(peter.officer, rectification, "看过了。", has_passed=True)
    await add_progress(cast.petra.officer, rectification, "已联系。")
    await add_progress(cast.petra.officer, rectification, "已指定。", is_done=True)
    with pytest.raises(RectificationMoved):
        await add_progress(cast.petra.officer, rectification, "还有。")
    with pytest.raises(SelfChecked):
        await recheck_rectification(cast.petra.officer, rectification, "看过了。", has_passed=True)
    assert (await rectifications_to_recheck(cast.petra.officer)).total == 0
    assert [one.id for one in (await rectifications_to_recheck(peter.officer)).lines] == [rectification]
    await recheck_rectification(peter.officer, rectification, "还没有人。", has_passed=False)
    opened = await open_rectification(peter.officer, rectification)
    assert (opened.rectification.state, opened.rectification.reopened) == (RectificationState.OPEN, 1)
    await add_progress(cast.petra.officer, rectification, "这次有了。", is_done=True)
    await recheck_rectification(peter.officer, rectification, "属实。", has_passed=True)
    opened = await open_rectification(peter.officer, rectification)
    assert opened.rectification.state is RectificationState.CLOSED
    assert [step.kind for step in opened.steps] == [
        StepKind.PROGRESS, StepKind.REPORTED, StepKind.FAILED, StepKind.REPORTED, StepKind.PASSED,
    ]  # fmt: skip
    assert [(step.note, step.by_name) for step in opened.steps[-1:]] == [("属实。", "Peter North")]
    assert await count_rectifications(peter.officer) == {
        RectificationShow.OPEN: 0,
        RectificationShow.MINE: 0,
        RectificationShow.TO_RECHECK: 0,
        RectificationShow.CLOSED: 1,
    }


async def test_an_assistant_reports_in_the_drawers_on_duty_and_neither_begins_nor_checks(
    cast: Cast, building: Building
) -> None:
    rectification = await begun(cast, building)
    with pytest.raises(NotFound):
        await open_rectification(cast.paul.officer, rectification)
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    await add_progress(cast.paul.officer, rectification, "到岗了。", is_done=True)
    assert [one.id for one in (await list_rectifications(cast.paul.officer, RectificationShow.OPEN)).items] == [
        rectification
    ]
    with pytest.raises(NotPermitted):
        await recheck_rectification(cast.paul.officer, rectification, "好。", has_passed=True)
    with pytest.raises(NotPermitted):
        await begin_rectification(
            cast.paul.officer, RectificationDraft(NORTH_VILLAGE, building.drawer, cast.paul.id, TASK)
        )


async def test_elsewhere_there_is_no_such_rectification(cast: Cast, building: Building) -> None:
    rectification = await begun(cast, building)
    assert (await list_rectifications(cast.pavel.officer, RectificationShow.OPEN)).items == ()
    with pytest.raises(NotFound):
        await open_rectification(cast.pavel.officer, rectification)
    with pytest.raises(NotFound):
        await add_progress(cast.pavel.officer, rectification, "x")
