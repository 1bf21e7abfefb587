"""Notice, tracker, start, hand-back and the early end, against the real database."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from supervision.corrections.absences import end_absence
from supervision.corrections.attachments import AttachmentKind
from supervision.corrections.file_state import EndCause
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import day_end, legal_day, moved_clock, now
from supervision.orders.checks import OrderRefused
from supervision.orders.ending import end_order
from supervision.orders.liveness import StopCause
from supervision.orders.notices import NoticeRefused, print_notice, serve_notice
from supervision.orders.opening import open_order
from supervision.orders.order_state import OrderState, OrderStepRefused
from supervision.orders.removal import list_removal_tasks
from supervision.orders.wearing import (
    HandBackRefused,
    StartRefused,
    TrackerRefused,
    assign_tracker,
    hand_back,
    start_order,
)
from tests.cast import Cast
from tests.makers_ends import make_end
from tests.makers_files import dump_of, make_attachment, make_custody, make_person_file
from tests.makers_orders import make_approved_order, make_order_in_force, make_terms, make_tracker, make_zone, serve
from tests.makers_transfers import make_transferred


async def make_approved(cast: Cast, **terms: Any) -> tuple[UUID, UUID]:
    file_id = await make_person_file(cast.olga.officer)
    made = await make_terms(cast.olga, file_id, **terms)
    return await make_approved_order(cast.olga, cast.hua, file_id, made), file_id


async def test_an_order_in_force_says_from_when_and_until_when(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    opened = await open_order(cast.olga.officer, order.order_id, "supervision")
    assert (opened.state, opened.order.starts_at) == (OrderState.IN_FORCE, order.started_at)
    assert opened.stop is not None
    assert (opened.stop.at, opened.stop.cause) == (day_end(order.terms.ends_on), StopCause.EXPIRED)
    assert [worn.tracker_id for worn in opened.worn] == [order.tracker_id]


async def test_the_notice_is_numbered_once_and_never_shows_where_a_protected_zone_lies(cast: Cast) -> None:
    refuge = make_zone(35.51, 112.87, 400.0, kind="forbidden", is_protected=True, name="王某住处")
    order_id, _ = await make_approved(cast, zones=(make_zone(name="住处"), refuge))
    first, again = await print_notice(cast.olga.officer, order_id), await print_notice(cast.agnes.officer, order_id)
    assert first.number == again.number == f"GZ-149901-{legal_day(now()).year}-0001"
    assert [zone["shape"] is None for zone in first.paper.zones] == [False, True]
    assert "王某" not in str(first.paper.zones)
    assert "112.87" not in str(first.paper.zones)
    assert first.approved_by_name == "Hua Head"


async def test_nothing_starts_before_the_notice_is_served_and_a_tracker_worn(cast: Cast) -> None:
    order_id, file_id = await make_approved(cast)
    with pytest.raises(StartRefused):
        await start_order(cast.olga.officer, order_id)
    with pytest.raises(NoticeRefused):
        await serve_notice(cast.olga.officer, order_id, now(), witnesses=("甲", "乙"))
    await serve(cast.olga, order_id, file_id)
    with pytest.raises(StartRefused):
        await start_order(cast.olga.officer, order_id)
    await assign_tracker(cast.agnes.officer, order_id, make_tracker())
    await start_order(cast.olga.officer, order_id)
    with pytest.raises(OrderStepRefused):
        await start_order(cast.olga.officer, order_id)


async def test_a_notice_is_served_with_a_signed_scan_of_the_same_file(cast: Cast) -> None:
    order_id, file_id = await make_approved(cast)
    await print_notice(cast.olga.officer, order_id)
    elsewhere = await make_attachment(cast.olga.officer, await make_person_file(cast.olga.officer))
    for scan_id in (None, elsewhere, uuid4()):
        with pytest.raises(InputInvalid) as refusal:
            await serve_notice(cast.olga.officer, order_id, now(), scan_id=scan_id)
        assert refusal.value.field == "scan"
    scan_id = await make_attachment(cast.olga.officer, file_id, AttachmentKind.NOTICE_SCAN)
    for served_at in (now() + timedelta(minutes=1), now() - timedelta(days=1)):
        with pytest.raises(NoticeRefused):
            await serve_notice(cast.olga.officer, order_id, served_at, scan_id=scan_id)
    await serve_notice(cast.olga.officer, order_id, now(), scan_id=scan_id)
    with pytest.raises(NoticeRefused):
        await serve_notice(cast.olga.officer, order_id, now(), scan_id=scan_id)


async def test_a_refusal_to_sign_needs_two_witnesses_whose_names_are_sealed(cast: Cast) -> None:
    order_id, _ = await make_approved(cast)
    await print_notice(cast.olga.officer, order_id)
    for witnesses in (("周见证", "周见证"), ("周见证", " ")):
        with pytest.raises(InputInvalid):
            await serve_notice(cast.olga.officer, order_id, now(), witnesses=witnesses)
    await serve_notice(cast.olga.officer, order_id, now(), witnesses=("周见证", "吴在场"))
    version = (await open_order(cast.hua.officer, order_id, "inspection")).versions[0]
    assert version.witnesses is not None
    assert (version.witnesses.first, version.witnesses.second) == ("周见证", "吴在场")
    assert "周见证" not in await dump_of("notice", "audit_entry")


@pytest.mark.parametrize(
    "flaw", [{"is_dedicated": False}, {"is_paired": False}, {"division": "149902"}, {"model_name": "另一型"}]
)
async def test_a_phone_or_a_tracker_that_was_not_approved_is_not_worn(cast: Cast, flaw: dict[str, Any]) -> None:
    order_id, _ = await make_approved(cast)
    with pytest.raises(TrackerRefused):
        await assign_tracker(cast.agnes.officer, order_id, make_tracker(**flaw))


async def test_trackers_are_given_out_by_the_countys_agency(cast: Cast) -> None:
    order_id, _ = await make_approved(cast)
    for member in (cast.olga, cast.hua, cast.carl):
        with pytest.raises(NotPermitted):
            await assign_tracker(member.officer, order_id, make_tracker())
    for member in (cast.oscar, cast.hugo):
        with pytest.raises(NotFound):
            await assign_tracker(member.officer, order_id, make_tracker())


async def test_a_tracker_is_worn_by_one_person_until_it_is_handed_back(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    order_id, _ = await make_approved(cast)
    with pytest.raises(TrackerRefused):
        await assign_tracker(cast.agnes.officer, order_id, make_tracker(order.tracker_id))
    await end_order(cast.agnes.officer, order.order_id, StopCause.NO_LONGER_NEEDED, "不再需要。")
    with pytest.raises(TrackerRefused):
        await assign_tracker(cast.agnes.officer, order_id, make_tracker(order.tracker_id))
    await hand_back(cast.olga.officer, order.assignment_id, now(), "完好")
    assert await assign_tracker(cast.agnes.officer, order_id, make_tracker(order.tracker_id))


async def test_a_replaced_tracker_is_over_at_once_and_has_to_be_fetched(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    await assign_tracker(cast.agnes.officer, order.order_id, make_tracker("T-NEW"))
    worn = (await open_order(cast.olga.officer, order.order_id, "supervision")).worn
    assert [(one.tracker_id, one.ended_at is None) for one in worn] == [("T-NEW", True), (order.tracker_id, False)]
    (task,) = await list_removal_tasks(cast.olga.officer)
    assert (task.tracker_id, task.cause) == (order.tracker_id, StopCause.TRACKER_REMOVED)
    await hand_back(cast.olga.officer, order.assignment_id, now())
    assert await list_removal_tasks(cast.olga.officer) == ()


async def test_an_order_does_not_start_before_or_after_its_approved_days(cast: Cast) -> None:
    tomorrow = legal_day(now()) + timedelta(days=1)
    order_id, file_id = await make_approved(cast, starts_on=tomorrow, ends_on=tomorrow + timedelta(days=9))
    await serve(cast.olga, order_id, file_id)
    await assign_tracker(cast.agnes.officer, order_id, make_tracker())
    with pytest.raises(StartRefused):
        await start_order(cast.olga.officer, order_id)
    over = day_end(tomorrow + timedelta(days=9))
    with moved_clock(lambda: over), pytest.raises(StartRefused):
        await start_order(cast.olga.officer, order_id)


async def test_nobody_in_custody_is_put_under_an_order(cast: Cast) -> None:
    order_id, file_id = await make_approved(cast)
    await serve(cast.olga, order_id, file_id)
    await assign_tracker(cast.agnes.officer, order_id, make_tracker())
    await make_custody(cast.olga.officer, file_id, now())
    with pytest.raises(OrderRefused):
        await start_order(cast.olga.officer, order_id)


async def test_an_early_end_stops_the_order_at_once_and_leaves_the_tracker_to_fetch(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    with pytest.raises(InputInvalid):
        await end_order(cast.agnes.officer, order.order_id, StopCause.EXPIRED, "x")
    with pytest.raises(NotPermitted):
        await end_order(cast.olga.officer, order.order_id, StopCause.NO_LONGER_NEEDED, "x")
    with pytest.raises(HandBackRefused):
        await hand_back(cast.olga.officer, order.assignment_id, now())
    ended_at = await end_order(cast.agnes.officer, order.order_id, StopCause.NO_LONGER_NEEDED, "表现稳定。")
    opened = await open_order(cast.olga.officer, order.order_id, "supervision")
    assert (opened.state, opened.end_note) == (OrderState.ENDED, "表现稳定。")
    assert opened.stop is not None
    assert (opened.stop.at, opened.stop.cause) == (ended_at, StopCause.NO_LONGER_NEEDED)
    (task,) = await list_removal_tasks(cast.hua.officer)
    assert (task.assignment_id, task.due_on) == (order.assignment_id, legal_day(ended_at) + timedelta(days=1))
    assert task.person.name == "张*"
    with pytest.raises(OrderStepRefused):
        await end_order(cast.agnes.officer, order.order_id, StopCause.SET_ASIDE, "x")


async def test_an_order_that_ran_out_needs_nobody_to_stop_and_is_put_down_with_the_hand_back(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    expiry = day_end(order.terms.ends_on)
    with moved_clock(lambda: expiry - timedelta(microseconds=1)):
        assert await list_removal_tasks(cast.olga.officer) == ()
    with moved_clock(lambda: expiry):
        assert (await open_order(cast.olga.officer, order.order_id, "supervision")).state is OrderState.ENDED
        (task,) = await list_removal_tasks(cast.olga.officer)
        assert (task.ended_at, task.cause) == (expiry, StopCause.EXPIRED)
        for received_at in (expiry + timedelta(seconds=1), order.started_at - timedelta(hours=1)):
            with pytest.raises(HandBackRefused):
                await hand_back(cast.olga.officer, order.assignment_id, received_at)
        await hand_back(cast.olga.officer, order.assignment_id, expiry)
        with pytest.raises(HandBackRefused):
            await hand_back(cast.olga.officer, order.assignment_id, expiry)
        opened = await open_order(cast.olga.officer, order.order_id, "supervision")
        assert (opened.order.state, opened.order.end_cause) == (OrderState.ENDED, StopCause.EXPIRED)
        assert opened.worn[0].ended_at == expiry


@pytest.mark.parametrize("what", ["release", "custody", "transfer"])
async def test_release_custody_and_transfer_end_the_order_in_that_moment(cast: Cast, what: str) -> None:
    order = await make_order_in_force(cast)
    at = now()
    match what:
        case "release":
            await make_end(cast, order.file_id, EndCause.PARDON, at)
            cause = StopCause.RELEASED
        case "custody":
            await make_custody(cast.olga.officer, order.file_id, at)
            await end_absence(cast.olga.officer, order.file_id, now())
            cause = StopCause.CUSTODY
        case _:
            at = await make_transferred(cast, order.file_id)
            cause = StopCause.TRANSFERRED
    opened = await open_order(cast.olga.officer, order.order_id, "supervision")
    assert opened.state is OrderState.ENDED
    assert opened.stop is not None
    assert (opened.stop.at, opened.stop.cause) == (at, cause)


async def test_removal_tasks_stay_within_reach(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    await end_order(cast.agnes.officer, order.order_id, StopCause.SET_ASIDE, "批准有误。")
    assert await list_removal_tasks(cast.oscar.officer) == ()
    with pytest.raises(NotFound):
        await hand_back(cast.oscar.officer, order.assignment_id, now())
    with pytest.raises(NotFound):
        await hand_back(cast.olga.officer, uuid4(), now())
    with pytest.raises(NotPermitted):
        await list_removal_tasks(cast.ada.officer)
