"""A prison's list is verified, people are met or come by themselves, and are asked; nothing is asked of them."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from supervision import legal_time
from supervision.aftercare.aids import AidAnswered, answer_aid, ask_aid
from supervision.aftercare.entering import (
    AftercareChangedMeanwhile,
    AftercareFileExists,
    change_person,
    enter_released,
)
from supervision.aftercare.helpers import EndedAlready, add_helper, end_helper
from supervision.aftercare.opening import aftercare_readings, open_aftercare_file
from supervision.aftercare.placements import PlacementDraft, end_placement, place
from supervision.aftercare.progress import ask, close, note_not_returned, receive, verify
from supervision.aftercare.rules import AFTERCARE_RULES, RULES_IN_FORCE
from supervision.aftercare.tables import AftercareFileRow
from supervision.aftercare.visits import record_visit
from supervision.aftercare.words import (
    AftercareOver,
    AftercareState,
    AftercareStepRefused,
    Agreement,
    AidKind,
    AidState,
    Arrival,
    CloseReason,
    HelperKind,
    HelpNotAgreed,
    NoPlacement,
    PlacementKind,
    StepKind,
    VisitOutcome,
)
from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import add_months, legal_day, now
from supervision.officers.aftercare_acts import AFTERCARE_ACTS
from supervision.officers.retention_acts import DECIDE_DESTRUCTIONS, PROPOSE_DESTRUCTIONS
from tests.cast import Cast
from tests.makers_aftercare import (
    KIN,
    make_arrived,
    make_awaited,
    make_base,
    make_entry,
    make_helped,
    make_released,
    make_taken_over,
)

NOTHING_OWED = re.compile(r"duty|order|report|sanction|warn|admon|class|danger|risk|position|track|zone|curfew|score")


def test_there_is_no_act_by_which_anything_is_asked_of_the_person() -> None:
    acts = {act for act in Act if act.startswith("aftercare")}
    of_the_archive = {act for act in PROPOSE_DESTRUCTIONS | DECIDE_DESTRUCTIONS if act.startswith("aftercare")}
    assert acts == AFTERCARE_ACTS | of_the_archive
    assert [act for act in acts if NOTHING_OWED.search(act)] == []


def test_no_column_has_a_place_for_a_duty_a_class_or_a_correction() -> None:
    columns = {column._meta.name for column in AftercareFileRow._meta.columns}  # noqa: SLF001 - Piccolo's own names
    assert [name for name in columns if NOTHING_OWED.search(name) or "person_file" in name or "offence" in name] == []


async def test_somebody_on_a_list_is_verified_met_and_asked(cast: Cast) -> None:
    olga, today = cast.olga.officer, legal_day(now())
    file_id = await make_entry(olga)
    opened = await open_aftercare_file(olga, file_id, "help")
    assert (opened.file.state, opened.file.agreement) == (AftercareState.TO_VERIFY, Agreement.NOT_ASKED)
    assert opened.file.window_ends_on == add_months(opened.file.released_on, 60)
    assert opened.person.needs.prison == "青屏监狱"
    await verify(olga, file_id, is_found=True, note="村委会和母亲都证实。")
    await receive(olga, file_id, Arrival.BY_THEMSELVES, today)
    await ask(olga, file_id, Agreement.AGREED)
    opened = await open_aftercare_file(olga, file_id, "help")
    assert (opened.file.state, opened.file.arrival) == (AftercareState.ARRIVED, Arrival.BY_THEMSELVES)
    assert [step.kind for step in opened.steps] == [StepKind.AGREED, StepKind.ARRIVED, StepKind.CONFIRMED]
    assert opened.steps[-1].note == "村委会和母亲都证实。"


async def test_who_was_not_found_or_did_not_return_may_still_turn_up(cast: Cast) -> None:
    olga, today = cast.olga.officer, legal_day(now())
    unknown, late = await make_entry(olga), await make_awaited(olga)
    await verify(olga, unknown, is_found=False)
    await note_not_returned(olga, late)
    for file_id in (unknown, late):
        await receive(olga, file_id, Arrival.BY_THEMSELVES, today)
        assert (await open_aftercare_file(olga, file_id, "help")).file.state is AftercareState.ARRIVED


async def test_nobody_arrives_before_the_release_or_tomorrow(cast: Cast) -> None:
    olga, today = cast.olga.officer, legal_day(now())
    file_id = await make_awaited(olga)
    for day in (today + timedelta(days=1), today - timedelta(days=11)):
        with pytest.raises(InputInvalid):
            await receive(olga, file_id, Arrival.PRISON, day)
    with pytest.raises(InputInvalid):
        await receive(olga, file_id, Arrival.HANDED_OVER, today)


async def test_of_two_who_verify_at_once_one_is_first_and_the_other_learns_who(cast: Cast) -> None:
    file_id = await make_entry(cast.olga.officer)
    outcomes = await asyncio.gather(
        verify(cast.olga.officer, file_id, is_found=True),
        verify(cast.agnes.officer, file_id, is_found=True),
        return_exceptions=True,
    )
    (refused,) = [one for one in outcomes if one is not None]
    assert isinstance(refused, AftercareStepRefused)
    first = cast.olga if outcomes[0] is None else cast.agnes
    assert refused.taken_by == first.officer.name
    assert refused.taken_at is not None


@pytest.mark.parametrize("agreement", [None, Agreement.DECLINED])
async def test_help_waits_for_a_yes_and_a_no_has_no_consequence(cast: Cast, agreement: Agreement | None) -> None:
    olga = cast.olga.officer
    file_id = await make_arrived(olga, agreement)
    before = await open_aftercare_file(olga, file_id, "help")
    for helping in (
        add_helper(olga, file_id, HelperKind.KIN, KIN),
        place(olga, file_id, PlacementDraft(PlacementKind.EMPLOYED)),
        ask_aid(olga, file_id, AidKind.TRAINING, "电焊班"),
        record_visit(olga, file_id, VisitOutcome.MET),
    ):
        with pytest.raises(HelpNotAgreed):
            await helping
    assert await open_aftercare_file(olga, file_id, "help") == before
    assert before.file.state is AftercareState.ARRIVED
    await ask(olga, file_id, Agreement.AGREED)
    await add_helper(olga, file_id, HelperKind.KIN, KIN)


async def test_one_is_helped_by_several_each_from_a_day_to_a_day(cast: Cast) -> None:
    olga = cast.olga.officer
    file_id = await make_helped(olga)
    second = await add_helper(olga, file_id, HelperKind.VOLUNTEER, KIN)
    await end_helper(olga, file_id, second)
    with pytest.raises(EndedAlready):
        await end_helper(olga, file_id, second)
    helpers = (await open_aftercare_file(olga, file_id, "help")).helpers
    assert [(one.kind, one.until_on is None) for one in helpers] == [
        (HelperKind.KIN, True),
        (HelperKind.VOLUNTEER, False),
    ]


async def test_a_placement_ends_the_one_before_and_none_says_why(cast: Cast) -> None:
    olga = cast.olga.officer
    file_id = await make_arrived(olga)
    with pytest.raises(InputInvalid):
        await place(olga, file_id, PlacementDraft(PlacementKind.NONE))
    with pytest.raises(InputInvalid):
        await place(olga, file_id, PlacementDraft(PlacementKind.BASE))
    await place(olga, file_id, PlacementDraft(PlacementKind.NONE, reason=NoPlacement.SEEKING))
    placement = await place(olga, file_id, PlacementDraft(PlacementKind.EMPLOYED, details="北岭机械厂，焊工"))
    found = (await open_aftercare_file(olga, file_id, "help")).placements
    assert [(one.kind, one.until_on is None) for one in found] == [
        (PlacementKind.EMPLOYED, True),
        (PlacementKind.NONE, False),
    ]
    await end_placement(olga, file_id, placement)


async def test_what_was_asked_for_is_answered_once(cast: Cast) -> None:
    olga = cast.olga.officer
    file_id = await make_arrived(olga)
    aid_id = await ask_aid(olga, file_id, AidKind.SOCIAL_ASSISTANCE, "临时救助", "县民政局")
    await answer_aid(olga, file_id, aid_id, AidState.GIVEN, "发放两个月")
    with pytest.raises(AidAnswered):
        await answer_aid(olga, file_id, aid_id, AidState.NOT_GIVEN)
    (aid,) = (await open_aftercare_file(olga, file_id, "help")).aids
    assert (aid.state, aid.details.answer) == (AidState.GIVEN, "发放两个月")


async def test_the_next_visit_is_as_agreed_or_none(cast: Cast) -> None:
    olga, today = cast.olga.officer, legal_day(now())
    file_id = await make_arrived(olga)
    with pytest.raises(InputInvalid):
        await record_visit(olga, file_id, VisitOutcome.MET, next_on=today)
    await record_visit(olga, file_id, VisitOutcome.MET, next_on=today + timedelta(days=30))
    assert (await open_aftercare_file(olga, file_id, "help")).file.next_visit_on == today + timedelta(days=30)
    await record_visit(olga, file_id, VisitOutcome.NOT_WANTED)
    assert (await open_aftercare_file(olga, file_id, "help")).file.next_visit_on is None


async def test_a_county_helps_a_person_in_one_file(cast: Cast) -> None:
    released = make_released()
    assert cast.olga.officer.office_id is not None
    await enter_released(cast.olga.officer, cast.olga.officer.office_id, released)
    with pytest.raises(AftercareFileExists):
        await enter_released(cast.agnes.officer, cast.south_office, released)


async def test_two_editors_do_not_overwrite_each_other(cast: Cast) -> None:
    olga = cast.olga.officer
    file_id = await make_entry(olga)
    changed = make_released(name="程立夏", wanted="想开小吃店").person
    assert await change_person(olga, file_id, 1, changed) == 2
    with pytest.raises(AftercareChangedMeanwhile):
        await change_person(cast.agnes.officer, file_id, 1, changed)
    assert (await open_aftercare_file(olga, file_id, "help")).person.needs.wanted == "想开小吃店"


async def test_after_the_window_nothing_changes_and_the_row_of_the_table_says_when(cast: Cast) -> None:
    shorter = replace(AFTERCARE_RULES[0], number=24)
    token = RULES_IN_FORCE.set((shorter,))
    try:
        file_id = await make_taken_over(cast.olga.officer)
    finally:
        RULES_IN_FORCE.reset(token)
    opened = await open_aftercare_file(cast.olga.officer, file_id, "help")
    assert opened.file.window_ends_on == add_months(opened.file.released_on, 24)
    later = legal_time.day_end(opened.file.window_ends_on)
    with legal_time.moved_clock(lambda: later), pytest.raises(AftercareOver):
        await ask(cast.olga.officer, file_id, Agreement.DECLINED)


async def test_a_closed_file_is_closed(cast: Cast) -> None:
    olga = cast.olga.officer
    file_id = await make_helped(olga)
    await close(olga, file_id, CloseReason.MOVED)
    with pytest.raises(AftercareOver):
        await add_helper(olga, file_id, HelperKind.KIN, KIN)
    with pytest.raises(AftercareStepRefused):
        await close(olga, file_id, CloseReason.MOVED)


async def test_opening_needs_a_purpose_of_its_own_list_and_is_on_record(cast: Cast) -> None:
    file_id = await make_entry(cast.olga.officer)
    for purpose in (None, "supervision", "alert"):
        with pytest.raises(InputInvalid):
            await open_aftercare_file(cast.olga.officer, file_id, purpose)
    await open_aftercare_file(cast.olga.officer, file_id, "link-up")
    readings = (await aftercare_readings(cast.olga.officer, file_id, "inspection")).items
    assert ("aftercare:open", "link-up") in [(one.act, one.purpose) for one in readings]


async def test_elsewhere_nothing_is_there_and_the_head_has_figures_only(cast: Cast) -> None:
    file_id = await make_entry(cast.olga.officer)
    for stranger in (cast.oscar, cast.hua, cast.carl, cast.hugo, cast.petra):
        with pytest.raises(NotFound):
            await open_aftercare_file(stranger.officer, file_id, "help")
        with pytest.raises(NotFound):
            await verify(stranger.officer, file_id, is_found=True)


async def test_the_last_place_of_a_base_is_taken_once(cast: Cast) -> None:
    olga, agnes = cast.olga.officer, cast.agnes.officer
    base = await make_base(olga, places=1)
    one, other = await make_arrived(olga), await make_arrived(olga)
    outcomes = await asyncio.gather(
        place(olga, one, PlacementDraft(PlacementKind.BASE, base)),
        place(agnes, other, PlacementDraft(PlacementKind.BASE, base)),
        return_exceptions=True,
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["BaseFull", "UUID"]
