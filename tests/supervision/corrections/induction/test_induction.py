"""The group, the plan, needs, the exit ban, and papers that come and go."""

import asyncio
from datetime import date, timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.corrections.file_state import EndCause, FileEnded, FileState
from supervision.corrections.files import create_person_file
from supervision.corrections.induction.exit_bans import ExitBanRefused, next_step, record_exit_ban
from supervision.corrections.induction.group import GroupMember, GroupRefused, check_group, set_group
from supervision.corrections.induction.movements import Paper, ReceiptRecorded, record_movement, record_receipt
from supervision.corrections.induction.needs import NeedAnswered, answer_need, refer_need
from supervision.corrections.induction.opening import Induction, open_induction
from supervision.corrections.induction.plan import Plan, PlanChangedMeanwhile, save_plan
from supervision.corrections.induction.queues import InductionQueue, count_induction, list_induction
from supervision.corrections.induction.words import (
    Direction,
    ExitBanStep,
    MemberKind,
    NeedKind,
    NeedState,
    OrganKind,
)
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.reporting import ProgrammeRefused, begin_programme, declare, report_in
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.documents import DocumentType, Sex, check_character
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day, now
from supervision.paging import PAGE_SIZE
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_ends import make_end
from tests.makers_files import dump_of, make_content, make_id_number, make_person_file

WOMAN = GroupMember(MemberKind.VILLAGE, "周桂兰", is_woman=True)
MAN = GroupMember(MemberKind.VOLUNTEER, "何平", is_woman=False)
PLAN = Plan("有固定住处。", "认罪。", "母亲同住。", "每月谈话。", "学电焊。")
TODAY = date(2026, 11, 26)
WOMEN = find_correction_rule(CorrectionRuleName.WOMEN_IN_GROUP_LEAST, TODAY)
MEMBERS = st.builds(GroupMember, st.sampled_from(MemberKind), st.just("某人"), st.booleans(), st.booleans())


def today() -> date:
    return legal_day(now())


async def opened(cast: Cast, file_id: UUID) -> Induction:
    return await open_induction(cast.olga.officer, file_id, "supervision")


@given(st.lists(MEMBERS, min_size=1, max_size=6), st.sampled_from(Sex), st.booleans())
def test_a_group_is_allowed_when_the_law_has_what_it_asks_for(
    members: list[GroupMember],
    sex: Sex,
    is_minor: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    has_woman = sex is not Sex.FEMALE or any(member.is_woman for member in members)
    knows = not is_minor or any(member.knows_minors for member in members)
    if has_woman and knows:
        check_group(members, sex, WOMEN, is_minor=is_minor)
    else:
        with pytest.raises(GroupRefused):
            check_group(members, sex, WOMEN, is_minor=is_minor)


async def test_a_group_is_set_as_a_whole_and_who_left_stays_to_be_seen(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await set_group(cast.olga.officer, file_id, [WOMAN, MAN])
    other = msgspec.structs.replace(MAN, name="郑伟")
    await set_group(cast.olga.officer, file_id, [WOMAN, other])
    members = (await opened(cast, file_id)).members
    assert [(kept.member.name, kept.until_on) for kept in members] == [
        ("周桂兰", None), ("郑伟", None), ("何平", today()),
    ]  # fmt: skip
    assert "周桂兰" not in await dump_of("group_member")


async def test_two_who_change_the_plan_at_once_do_not_overwrite_each_other(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    saved = await asyncio.gather(
        *(save_plan(officer.officer, file_id, 0, PLAN) for officer in (cast.olga, cast.agnes)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in saved) == ["PlanChangedMeanwhile", "int"]
    assert await save_plan(cast.olga.officer, file_id, 1, PLAN) == 2
    with pytest.raises(PlanChangedMeanwhile):
        await save_plan(cast.agnes.officer, file_id, 1, PLAN)


async def test_a_need_is_answered_once_and_stays_open_until_then(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    need_id = await refer_need(cast.olga.officer, file_id, NeedKind.WORK, "学电焊。", "县人社局", today())
    with pytest.raises(InputInvalid):
        await answer_need(cast.olga.officer, file_id, need_id, NeedState.REFERRED, "仍在办理。")
    await answer_need(cast.olga.officer, file_id, need_id, NeedState.MET, "已安排培训。")
    with pytest.raises(NeedAnswered):
        await answer_need(cast.agnes.officer, file_id, need_id, NeedState.NOT_MET, "没有名额。")
    (need,) = (await opened(cast, file_id)).needs
    assert (need.state, need.answer) == (NeedState.MET, "已安排培训。")
    with pytest.raises(InputInvalid):
        await refer_need(cast.olga.officer, file_id, NeedKind.AID, "救助。", "民政所", today() - timedelta(days=1))


@given(st.integers(0, 4), st.booleans())
def test_nobody_is_let_go_before_the_correction_has_ended(
    done: int,
    has_ended: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    following = next_step(list(ExitBanStep)[:done], has_ended=has_ended)
    if not has_ended:
        assert following in {ExitBanStep.FILED, ExitBanStep.CONFIRMED, None}
    elif done < 4:
        assert following is list(ExitBanStep)[done]


async def test_the_exit_ban_goes_step_by_step_and_is_lifted_after_the_end(cast: Cast) -> None:
    file_id, olga = await make_person_file(cast.olga.officer), cast.olga.officer
    with pytest.raises(ExitBanRefused, match="已报备"):
        await record_exit_ban(olga, file_id, ExitBanStep.CONFIRMED, today(), "县公安局")
    await record_exit_ban(olga, file_id, ExitBanStep.FILED, today(), "县公安局，3号")
    await record_exit_ban(olga, file_id, ExitBanStep.CONFIRMED, today(), "回执4号")
    with pytest.raises(ExitBanRefused):
        await record_exit_ban(olga, file_id, ExitBanStep.LIFTING_FILED, today(), "县公安局")
    await make_end(cast, file_id, EndCause.DEATH)
    assert (await count_induction(olga))[InductionQueue.EXIT_BAN] == 1
    await record_exit_ban(olga, file_id, ExitBanStep.LIFTING_FILED, today(), "县公安局，9号")
    await record_exit_ban(olga, file_id, ExitBanStep.LIFTED, today(), "回执9号")
    assert (await count_induction(olga))[InductionQueue.EXIT_BAN] == 0


async def test_a_paper_that_was_sent_waits_for_its_receipt(cast: Cast) -> None:
    file_id, olga = await make_person_file(cast.olga.officer), cast.olga.officer
    sent_on = today() - timedelta(days=2)
    paper = Paper("解除通知书", "县人民检察院", "5号")
    movement_id = await record_movement(olga, file_id, Direction.SENT, OrganKind.PROCURATORATE, paper, sent_on)
    assert (await count_induction(olga))[InductionQueue.NO_RECEIPT] == 1
    with pytest.raises(InputInvalid):
        await record_receipt(olga, file_id, movement_id, sent_on - timedelta(days=1))
    await record_receipt(olga, file_id, movement_id, today())
    with pytest.raises(ReceiptRecorded):
        await record_receipt(cast.agnes.officer, file_id, movement_id, today())
    assert (await count_induction(olga))[InductionQueue.NO_RECEIPT] == 0
    (movement,) = (await opened(cast, file_id)).movements
    assert (movement.paper, movement.receipt_on) == (paper, today())
    assert "解除通知书" not in await dump_of("paper_movement")


async def test_what_is_undone_is_listed_within_reach_alone(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    counts = await count_induction(cast.olga.officer)
    assert (counts[InductionQueue.NO_GROUP], counts[InductionQueue.NO_PLAN]) == (1, 1)
    (waiting,) = (await list_induction(cast.olga.officer, InductionQueue.NO_GROUP)).items
    assert waiting.person.file_id == file_id
    assert not (await list_induction(cast.oscar.officer, InductionQueue.NO_GROUP)).items
    assert await count_induction(cast.sam.officer) == {}


async def test_a_queue_goes_on_page_by_page_until_everybody_counted_was_shown(cast: Cast) -> None:
    files = {await make_person_file(cast.olga.officer) for _ in range(PAGE_SIZE + 2)}
    first = await list_induction(cast.olga.officer, InductionQueue.NO_PLAN)
    second = await list_induction(cast.olga.officer, InductionQueue.NO_PLAN, first.next)
    assert (len(first.items), len(second.items), second.next) == (PAGE_SIZE, 2, None)
    assert {one.person.file_id for one in (*first.items, *second.items)} == files
    assert (await count_induction(cast.olga.officer))[InductionQueue.NO_PLAN] == len(files)


async def test_nothing_begins_on_a_file_that_has_ended(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_end(cast, file_id, EndCause.DEATH)
    with pytest.raises(FileEnded):
        await set_group(cast.olga.officer, file_id, [WOMAN])
    with pytest.raises(FileEnded):
        await save_plan(cast.olga.officer, file_id, 0, PLAN)


async def test_nobody_enters_the_programme_without_a_group_as_the_law_asks_and_a_plan(cast: Cast) -> None:
    olga, woman = cast.olga.officer, make_id_number()[:16] + "2"
    number = woman + check_character(woman)
    file_id = await create_person_file(olga, cast.north_office, make_content(document_number=number), LifeStep.RECEIVE)
    await report_in(olga, file_id, now(), DocumentType.ID_CARD)
    await declare(olga, file_id, now(), ["李四"])
    with pytest.raises(GroupRefused):
        await begin_programme(olga, file_id, now())
    await set_group(olga, file_id, [WOMAN, MAN])
    with pytest.raises(ProgrammeRefused):
        await begin_programme(olga, file_id, now())
    await save_plan(olga, file_id, 0, PLAN)
    await fetch("UPDATE group_member SET until_on = $1 WHERE is_woman", today())
    with pytest.raises(GroupRefused):
        await begin_programme(olga, file_id, now())
    await set_group(olga, file_id, [WOMAN])
    assert await begin_programme(olga, file_id, now()) is FileState.IN_PROGRAMME
