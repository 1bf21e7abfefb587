"""Leave from the asking to the return, against the real database."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from supervision.approvals.authorities import revoke_authority
from supervision.approvals.words import Decider, DelegatedAct, NotDelegated, OwnRequest, StepKind
from supervision.corrections.applications.asking import ask_again, make_application, withdraw_application
from supervision.corrections.applications.content import Destination
from supervision.corrections.applications.deciding import (
    ApplicationChanged,
    Approval,
    DecisionRefused,
    approve_application,
    forward_application,
    refuse_application,
    send_back,
)
from supervision.corrections.applications.ending import cancel_application, shorten_application, sign_off
from supervision.corrections.applications.listing import (
    ApplicationShow,
    count_applications,
    list_applications,
    open_application,
)
from supervision.corrections.applications.planning import ApplicationRefused, NotLeaving, plan_application
from supervision.corrections.applications.store import ApplicationDecided, granted_leave, load_suspensions_for_system
from supervision.corrections.applications.telling import ToldAlready, put_down_telling
from supervision.corrections.applications.words import ApplicationState, ApplicationStepRefused, Recipient
from supervision.corrections.opening import readings_of
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import day_end, day_start, moved_clock, now
from tests.cast import NORTH, Cast
from tests.makers_applications import (
    approve,
    day,
    leave_draft,
    make_delegation,
    make_leave,
    make_nora,
    refuse,
    seen,
    today,
)
from tests.makers_files import dump_of, make_custody, make_person_file


def number(name: CorrectionRuleName) -> int:
    return find_correction_rule(name, today(), NORTH).number


async def test_rule_12_leave_goes_to_the_one_who_may_decide_by_days_and_sum(cast: Cast) -> None:
    await make_delegation(cast)
    file_id = await make_person_file(cast.olga.officer)
    short, longer = number(CorrectionRuleName.LEAVE_OFFICE_MOST), number(CorrectionRuleName.LEAVE_COUNTY_MOST)

    async def decider_of(first: int, days: int) -> Decider:
        return (await seen(cast.olga, await make_leave(cast.olga, file_id, first, days))).decider

    assert await decider_of(5, short) is Decider.OFFICE
    assert await decider_of(20, short + 1) is Decider.COUNTY
    assert await decider_of(60, longer + 1) is Decider.CITY
    by_sum = await make_person_file(cast.olga.officer)
    first = await make_leave(cast.olga, by_sum, 5, longer)
    await approve(cast.agnes, first)
    second = await make_leave(cast.olga, by_sum, 5 + longer, 1)
    assert (await seen(cast.olga, second)).decider is Decider.CITY
    window = number(CorrectionRuleName.LEAVE_SUM_WINDOW)
    later = await make_leave(cast.olga, by_sum, 5 + longer + 31 * window, 1)
    assert (await seen(cast.olga, later)).decider is Decider.OFFICE


async def test_an_office_decides_nothing_without_a_delegation_in_force(cast: Cast) -> None:
    nora, file_id = await make_nora(cast), await make_person_file(cast.olga.officer)
    before = await make_leave(cast.olga, file_id)
    assert (await seen(cast.olga, before)).decider is Decider.COUNTY
    with pytest.raises(NotPermitted):
        await approve(nora, before)
    delegation = await make_delegation(cast)
    after = await make_leave(cast.olga, file_id, 20)
    await revoke_authority(cast.agnes.officer, delegation)
    with pytest.raises(NotDelegated):
        await approve(nora, after)
    await approve(cast.agnes, after)
    assert (await seen(cast.agnes, after)).state is ApplicationState.APPROVED


async def test_a_delegation_that_lists_another_act_does_not_let_an_office_decide(cast: Cast) -> None:
    await make_delegation(cast, acts=(DelegatedAct.SIGN_OFF_LEAVE,))
    file_id = await make_person_file(cast.olga.officer)
    assert (await seen(cast.olga, await make_leave(cast.olga, file_id))).decider is Decider.COUNTY


async def test_whoever_asked_or_forwarded_decides_nothing_of_it(cast: Cast) -> None:
    await make_delegation(cast)
    file_id = await make_person_file(cast.olga.officer)
    own = await make_leave(cast.olga, file_id)
    with pytest.raises(OwnRequest):
        await approve(cast.olga, own)
    with pytest.raises(OwnRequest):
        await refuse(cast.olga, own, "不同意。")
    with pytest.raises(OwnRequest):
        await send_back(cast.olga.officer, own, 1, "请补材料。")
    entered_by_county = await make_leave(cast.agnes, file_id, 20, 10)
    with pytest.raises(OwnRequest):
        await approve(cast.agnes, entered_by_county)


async def test_leave_for_the_city_passes_the_county_with_its_opinion_and_the_prosecutor_is_told(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    leave = await make_leave(cast.olga, file_id, 5, number(CorrectionRuleName.LEAVE_COUNTY_MOST) + 1)
    assert (await seen(cast.olga, leave)).waits_at is Decider.COUNTY
    with pytest.raises(DecisionRefused):
        await approve(cast.agnes, leave)
    with pytest.raises(DecisionRefused):
        await refuse(cast.agnes, leave, "不同意。")
    await forward_application(cast.agnes.officer, leave, 1, "情况属实，建议批准。")
    assert (await count_applications(cast.agnes.officer))[ApplicationShow.TO_DECIDE] == 0
    assert (await count_applications(cast.carl.officer))[ApplicationShow.TO_DECIDE] == 1
    await approve(cast.carl, leave)
    opened = await open_application(cast.hua.officer, leave, "inspection")
    assert [(step.step, step.taken_by_name, step.office_name) for step in opened.steps] == [
        (StepKind.ASKED, "Olga North", "北岭司法所"),
        (StepKind.FORWARDED, "Agnes Agency", "临溪县司法局"),
        (StepKind.APPROVED, "Carl City", "青屏市司法局"),
    ]
    assert [notice.recipient for notice in opened.notices] == [Recipient.PROSECUTOR]
    await put_down_telling(cast.agnes.officer, leave, Recipient.PROSECUTOR, today())
    with pytest.raises(ToldAlready):
        await put_down_telling(cast.agnes.officer, leave, Recipient.PROSECUTOR, today())
    assert (await count_applications(cast.agnes.officer))[ApplicationShow.TO_TELL] == 0


async def test_what_an_office_decides_is_filed_with_the_county(cast: Cast) -> None:
    await make_delegation(cast)
    nora, file_id = await make_nora(cast), await make_person_file(cast.olga.officer)
    leave = await make_leave(cast.olga, file_id)
    await approve(nora, leave)
    shown = await list_applications(cast.agnes.officer, ApplicationShow.TO_TELL)
    assert [one.application.id for one in shown.items] == [leave]
    opened = await open_application(cast.agnes.officer, leave, "supervision")
    assert [notice.recipient for notice in opened.notices] == [Recipient.COUNTY]
    assert opened.steps[-1].document == "临矫委〔2026〕1号"
    with pytest.raises(NotPermitted):
        await put_down_telling(nora.officer, leave, Recipient.COUNTY, today())


async def test_rule_13_a_refusal_needs_a_written_reason(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    leave = await make_leave(cast.olga, file_id)
    for empty in ("", "  "):
        with pytest.raises(InputInvalid) as refusal:
            await refuse(cast.agnes, leave, empty)
        assert refusal.value.field == "reason"
    assert (await seen(cast.olga, leave)).state is ApplicationState.ASKED
    await refuse(cast.agnes, leave, "所附证明与申请不符。")
    steps = (await open_application(cast.olga.officer, leave, "supervision")).steps
    assert (steps[-1].step, steps[-1].note) == (StepKind.REFUSED, "所附证明与申请不符。")


async def test_what_is_sent_back_is_mended_and_asked_again_and_decided_as_it_then_stands(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    leave = await make_leave(cast.olga, file_id, 5, 10)
    await send_back(cast.agnes.officer, leave, 1, "请写明住宿地址。")
    with pytest.raises(ApplicationStepRefused):
        await approve(cast.agnes, leave)
    mended = leave_draft(5, 12, destinations=(Destination("省城人民医院旁旅馆", "140902001"),))
    await ask_again(cast.olga.officer, leave, mended)
    with pytest.raises(ApplicationChanged):
        await approve_application(cast.agnes.officer, leave, 1, Approval())
    await approve(cast.agnes, leave)
    assert (await seen(cast.olga, leave)).days == 12


async def test_two_who_decide_at_once_one_wins_and_the_other_is_told_who_and_when(cast: Cast) -> None:
    await make_delegation(cast)
    nora, file_id = await make_nora(cast), await make_person_file(cast.olga.officer)
    leave = await make_leave(cast.olga, file_id)
    outcomes = await asyncio.gather(
        approve_application(nora.officer, leave, 1, Approval()),
        refuse_application(cast.agnes.officer, leave, 1, "不同意。"),
        return_exceptions=True,
    )
    (lost,) = [outcome for outcome in outcomes if outcome is not None]
    assert isinstance(lost, ApplicationDecided)
    stands = await seen(cast.olga, leave)
    assert (lost.decided_by, lost.decided_at) == (stands.decided_by_name, stands.decided_at)


async def test_leave_is_asked_ahead_or_with_a_reason_why_not(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    ahead = number(CorrectionRuleName.LEAVE_ASKED_BEFORE)
    with pytest.raises(InputInvalid) as refusal:
        await make_leave(cast.olga, file_id, ahead - 1)
    assert refusal.value.field == "late_reason"
    await make_leave(cast.olga, file_id, ahead - 1, 1, late_reason="母亲突发疾病。")
    await make_leave(cast.olga, file_id, ahead, 1)
    with pytest.raises(InputInvalid) as refusal:
        await make_leave(cast.olga, file_id, -1, late_reason="补办。")
    assert refusal.value.field == "from_on"


async def test_rule_16_a_trip_within_the_same_place_needs_no_leave_and_one_that_cannot_be_placed_is_asked(
    cast: Cast,
) -> None:
    file_id = await make_person_file(cast.olga.officer)
    with pytest.raises(NotLeaving):
        await make_leave(cast.olga, file_id, destinations=(Destination("南浦镇", "149901002"),))
    for nowhere in (Destination("老家"), Destination("老家", "999999"), Destination("老家", "149999")):
        with pytest.raises(InputInvalid) as refusal:
            await make_leave(cast.olga, file_id, destinations=(nowhere,), says_leaving=True)
        assert refusal.value.field == "destinations"
    somewhere = (Destination("老家", place="外省某县"),)
    with pytest.raises(InputInvalid) as refusal:
        await make_leave(cast.olga, file_id, destinations=somewhere)
    assert refusal.value.field == "destinations"
    unlisted = await make_leave(cast.olga, file_id, destinations=somewhere, says_leaving=True)
    listed = await make_leave(cast.olga, file_id, 20)
    said = [
        (await open_application(cast.olga.officer, each, "supervision")).content.destinations[0].in_words
        for each in (unlisted, listed)
    ]
    assert said == ["老家（外省某县）", "省城人民医院（山西省云安市平川区河口镇 140902001）"]


async def test_leave_that_overlaps_or_outlasts_the_term_or_is_for_nobody_here_is_refused(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_leave(cast.olga, file_id, 5, 3)
    with pytest.raises(ApplicationRefused):
        await plan_application(cast.olga.officer, file_id, leave_draft(7, 3))
    with pytest.raises(InputInvalid):
        await make_leave(cast.olga, file_id, 10, 3_000)
    await make_custody(cast.olga.officer, file_id, now())
    with pytest.raises(ApplicationRefused):
        await make_leave(cast.olga, file_id, 20)


async def suspended(file_id: UUID) -> tuple[tuple[object, object], ...]:
    (found,) = (await load_suspensions_for_system([file_id])).values()
    return tuple((one.from_at, one.until_at) for one in found)


async def test_rule_15_a_suspension_begins_with_the_leave_and_ends_with_it_whatever_happens(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    leave = await make_leave(cast.olga, file_id, 5, 3)
    assert await suspended(file_id) == ()
    await approve(cast.agnes, leave)
    assert await suspended(file_id) == ((day_start(day(5)), day_end(day(7))),)
    at = day_start(day(6)) + timedelta(hours=9)
    with moved_clock(lambda: at):
        await shorten_application(cast.agnes.officer, leave, day(0), "提前办完。")
    assert await suspended(file_id) == ((day_start(day(5)), day_end(day(6))),)


async def test_a_leave_that_is_approved_on_its_day_suspends_nothing_before_its_approval(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    leave = await make_leave(cast.olga, file_id, 0, 2, late_reason="急诊。")
    await approve(cast.agnes, leave)
    ((begins_at, _),) = await suspended(file_id)
    decided_at = (await seen(cast.agnes, leave)).decided_at
    assert decided_at is not None
    assert begins_at == decided_at + timedelta(minutes=3)


async def test_signing_off_ends_the_leave_and_overdue_ones_are_a_queue(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    leave = await make_leave(cast.olga, file_id, 5, 3)
    await approve(cast.agnes, leave)
    on_the_way = day_start(day(6)) + timedelta(hours=12)
    with moved_clock(lambda: on_the_way):
        running = await count_applications(cast.olga.officer)
        assert (running[ApplicationShow.RUNNING], running[ApplicationShow.SIGN_OFF]) == (1, 0)
        with pytest.raises(NotDelegated):
            await sign_off(cast.olga.officer, leave, on_the_way)
    home_by_now = day_start(day(8)) + timedelta(hours=23)
    with moved_clock(lambda: home_by_now):
        counts = await count_applications(cast.olga.officer)
        assert (counts[ApplicationShow.SIGN_OFF], counts[ApplicationShow.OVERDUE]) == (1, 0)
    too_late = day_start(day(9))
    with moved_clock(lambda: too_late):
        counts = await count_applications(cast.olga.officer)
        assert (counts[ApplicationShow.SIGN_OFF], counts[ApplicationShow.OVERDUE]) == (1, 1)
        overdue = await list_applications(cast.olga.officer, ApplicationShow.OVERDUE)
        assert [one.application.id for one in overdue.items] == [leave]
        with pytest.raises(InputInvalid):
            await sign_off(cast.agnes.officer, leave, too_late + timedelta(hours=1))
        await sign_off(cast.agnes.officer, leave, on_the_way, "已返回。")
        assert (await count_applications(cast.olga.officer))[ApplicationShow.SIGN_OFF] == 0
        with pytest.raises(ApplicationStepRefused):
            await sign_off(cast.agnes.officer, leave, on_the_way)
    assert await suspended(file_id) == ((day_start(day(5)), day_end(day(7))),)
    (used,) = await granted_leave(file_id)
    assert len(used) == 2


async def test_cancelled_leave_suspends_nothing_and_counts_for_nothing(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    leave = await make_leave(cast.olga, file_id, 5, 3)
    await approve(cast.agnes, leave)
    await cancel_application(cast.agnes.officer, leave, "手术改期。")
    assert await suspended(file_id) == ()
    assert await granted_leave(file_id) == ()
    await make_leave(cast.olga, file_id, 5, 3)


async def test_what_nobody_decided_is_withdrawn(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    leave = await make_leave(cast.olga, file_id)
    await withdraw_application(cast.olga.officer, leave, "不去了。")
    with pytest.raises(ApplicationStepRefused):
        await approve(cast.agnes, leave)


async def test_a_sum_that_grew_meanwhile_takes_the_decision_from_the_lower_level(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    most = number(CorrectionRuleName.LEAVE_COUNTY_MOST)
    first, second = await make_leave(cast.olga, file_id, 5, most), await make_leave(cast.olga, file_id, 5 + most, 3)
    await approve(cast.agnes, first)
    with pytest.raises(DecisionRefused):
        await approve(cast.agnes, second)
    await forward_application(cast.agnes.officer, second, 1, "累计超过规定，报市局决定。")
    await approve(cast.carl, second)


async def test_an_application_elsewhere_does_not_exist_and_its_opening_is_a_reading_of_the_file(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    leave = await make_leave(cast.olga, file_id)
    for stranger in (cast.oscar, cast.hugo):
        with pytest.raises(NotFound):
            await open_application(stranger.officer, leave, "supervision")
        shown = await list_applications(stranger.officer, ApplicationShow.WAITING)
        assert shown.items == ()
    with pytest.raises(InputInvalid):
        await open_application(cast.hua.officer, leave, None)
    await open_application(cast.hua.officer, leave, "inspection")
    newest = (await readings_of(cast.olga.officer, file_id, "supervision")).items[0]
    assert (newest.officer_name, newest.act, newest.purpose) == ("Hua Head", "application:open", "inspection")


async def test_nothing_of_what_an_application_says_stands_in_clear(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer, name="孙归鸿")
    leave = await make_leave(
        cast.olga, file_id, reason="肝病复查。", destinations=(Destination("仁爱医院三号楼", "140902001"),)
    )
    await refuse(cast.agnes, leave, "证明材料系伪造。")
    dump = await dump_of("application", "approval_step", "application_notice", "audit_entry")
    for said in ("孙归鸿", "肝病", "仁爱医院", "伪造"):
        assert said not in dump


async def test_a_draft_for_a_file_beyond_reach_is_not_planned(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    with pytest.raises(NotFound):
        await plan_application(cast.oscar.officer, file_id, leave_draft())
    with pytest.raises(NotPermitted):
        await make_application(cast.hua.officer, file_id, leave_draft())
