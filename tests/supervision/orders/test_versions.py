"""Variations and extensions: each a version of its own with an approval of its own."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from supervision.errors import InputInvalid
from supervision.legal_time import add_months, day_end, day_start, moved_clock
from supervision.orders.approval import approve_order, open_for_approval, return_order
from supervision.orders.checks import OrderRefused
from supervision.orders.drafting import draft_next
from supervision.orders.ending import end_order
from supervision.orders.liveness import StopCause
from supervision.orders.opening import OrderInFull, open_order
from supervision.orders.order_state import OrderState, OrderStepRefused, VersionKind, VersionState
from supervision.orders.periods import PeriodRefused
from supervision.orders.proposing import propose_order
from supervision.orders.terms import Terms
from supervision.orders.wearing import TrackerRefused, assign_tracker
from tests.cast import Cast
from tests.makers_files import make_person_file
from tests.makers_orders import (
    OrderInForce,
    make_approved_order,
    make_next_version,
    make_order_in_force,
    make_terms,
    make_tracker,
    make_zone,
    serve,
)


def longer(terms: Terms, **parts: Any) -> Terms:
    """An extension of three months, with its assessment."""
    starts_on = terms.ends_on + timedelta(days=1)
    ends_on = add_months(starts_on, 3) - timedelta(days=1)
    extension = msgspec.structs.replace(terms, starts_on=starts_on, ends_on=ends_on, assessment="仍有必要。")
    return msgspec.structs.replace(extension, **parts)


async def opened(cast: Cast, order: OrderInForce) -> OrderInFull:
    return await open_order(cast.olga.officer, order.order_id, "supervision")


async def test_a_variation_is_judged_only_once_its_notice_was_served(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    varied = msgspec.structs.replace(order.terms, zones=(make_zone(radius_m=500.0, name="村里"),))
    await make_next_version(cast, order, VersionKind.VARIATION, varied)
    before, after = (one.version for one in (await opened(cast, order)).versions)
    assert (before.valid_until, after.valid_from, after.state) == (None, None, VersionState.APPROVED)
    await serve(cast.olga, order.order_id, order.file_id)
    before, after = (one.version for one in (await opened(cast, order)).versions)
    assert before.valid_until == after.valid_from is not None
    stop = (await opened(cast, order)).stop
    assert stop is not None
    assert stop.at == day_end(order.terms.ends_on)


async def test_the_head_sees_what_a_variation_would_change(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    varied = msgspec.structs.replace(order.terms, tracker_model="腕带二型")
    await draft_next(cast.olga.officer, order.order_id, VersionKind.VARIATION, varied)
    await propose_order(cast.olga.officer, order.order_id)
    shown = await open_for_approval(cast.hua.officer, order.order_id)
    assert shown.in_force is not None
    assert (shown.in_force.tracker_model, shown.paper.tracker_model) == ("腕带一型", "腕带二型")
    assert (await opened(cast, order)).state is OrderState.IN_FORCE


async def test_another_model_is_worn_only_once_its_variation_was_served(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    varied = msgspec.structs.replace(order.terms, tracker_model="腕带二型")
    await make_next_version(cast, order, VersionKind.VARIATION, varied)
    newer = make_tracker("T-NEW", model_name="腕带二型")
    with pytest.raises(TrackerRefused):
        await assign_tracker(cast.agnes.officer, order.order_id, newer)
    await serve(cast.olga, order.order_id, order.file_id)
    assert await assign_tracker(cast.agnes.officer, order.order_id, newer)


async def test_a_returned_variation_leaves_the_order_as_it_is(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    varied = msgspec.structs.replace(order.terms, zones=())
    await draft_next(cast.olga.officer, order.order_id, VersionKind.VARIATION, varied)
    await propose_order(cast.olga.officer, order.order_id)
    await return_order(cast.hua.officer, order.order_id, "保留住处。")
    found = await opened(cast, order)
    assert found.state is OrderState.IN_FORCE
    assert [one.version.state for one in found.versions] == [VersionState.APPROVED, VersionState.RETURNED]
    assert found.versions[0].version.valid_until is None


async def test_a_variation_that_changes_nothing_or_the_term_is_refused(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    with pytest.raises(OrderRefused):
        await draft_next(cast.olga.officer, order.order_id, VersionKind.VARIATION, order.terms)
    shorter = msgspec.structs.replace(order.terms, zones=(), ends_on=order.terms.ends_on - timedelta(days=1))
    with pytest.raises(PeriodRefused):
        await draft_next(cast.olga.officer, order.order_id, VersionKind.VARIATION, shorter)


async def test_one_version_waits_at_a_time_and_an_unserved_variation_comes_first(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    varied = msgspec.structs.replace(order.terms, zones=())
    await draft_next(cast.olga.officer, order.order_id, VersionKind.VARIATION, varied)
    with pytest.raises(OrderRefused):
        await draft_next(cast.olga.officer, order.order_id, VersionKind.EXTENSION, longer(order.terms))
    order = await make_order_in_force(cast)
    await make_next_version(cast, order, VersionKind.VARIATION, msgspec.structs.replace(order.terms, zones=()))
    with pytest.raises(OrderRefused):
        await draft_next(cast.olga.officer, order.order_id, VersionKind.EXTENSION, longer(order.terms, zones=()))


async def test_an_extension_approved_in_time_prolongs_the_order_without_a_gap(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    extension = longer(order.terms)
    await make_next_version(cast, order, VersionKind.EXTENSION, extension)
    found = await opened(cast, order)
    assert found.stop is not None
    assert found.stop.at == day_end(extension.ends_on) == found.order.ends_at
    before, after = (one.version for one in found.versions)
    assert before.valid_until == after.valid_from == after.decided_at


async def test_an_extension_needs_an_assessment_changes_nothing_else_and_lasts_three_months_at_most(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    extension = longer(order.terms)
    with pytest.raises(InputInvalid):
        await draft_next(cast.olga.officer, order.order_id, VersionKind.EXTENSION, longer(order.terms, assessment=" "))
    for parts in ({"zones": ()}, {"tracker_model": "腕带二型"}):
        with pytest.raises(OrderRefused):
            await draft_next(cast.olga.officer, order.order_id, VersionKind.EXTENSION, longer(order.terms, **parts))
    too_long = longer(order.terms, ends_on=extension.ends_on + timedelta(days=1))
    with pytest.raises(PeriodRefused):
        await draft_next(cast.olga.officer, order.order_id, VersionKind.EXTENSION, too_long)


async def test_an_extension_approved_late_leaves_the_days_between_uncovered(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    expiry, late = day_end(order.terms.ends_on), order.terms.ends_on + timedelta(days=3)
    approved_at = day_start(late) + timedelta(hours=9)
    with moved_clock(lambda: approved_at):
        extension = longer(order.terms, starts_on=late, ends_on=late + timedelta(days=30))
        await draft_next(cast.olga.officer, order.order_id, VersionKind.EXTENSION, extension)
        await propose_order(cast.olga.officer, order.order_id)
        shown = await open_for_approval(cast.hua.officer, order.order_id)
        await approve_order(cast.hua.officer, order.order_id, shown.digest, cast.hua.code(approved_at))
        found = await opened(cast, order)
        assert found.state is OrderState.IN_FORCE
        assert found.versions[1].version.valid_from == approved_at > expiry
        assert found.stop is not None
        assert found.stop.at == day_end(extension.ends_on)


async def test_an_order_that_stopped_for_another_reason_is_neither_varied_nor_extended(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    await end_order(cast.agnes.officer, order.order_id, StopCause.NO_LONGER_NEEDED, "不再需要。")
    with pytest.raises(OrderStepRefused):
        await draft_next(cast.olga.officer, order.order_id, VersionKind.EXTENSION, longer(order.terms))


async def test_an_expired_order_is_not_varied(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    varied = msgspec.structs.replace(order.terms, zones=())
    with moved_clock(lambda: day_end(order.terms.ends_on)), pytest.raises(OrderRefused):
        await draft_next(cast.olga.officer, order.order_id, VersionKind.VARIATION, varied)


async def test_an_end_withdraws_the_version_that_waits(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    await draft_next(cast.olga.officer, order.order_id, VersionKind.EXTENSION, longer(order.terms))
    await propose_order(cast.olga.officer, order.order_id)
    await end_order(cast.agnes.officer, order.order_id, StopCause.NO_LONGER_NEEDED, "不再需要。")
    states = [one.version.state for one in (await opened(cast, order)).versions]
    assert states == [VersionState.APPROVED, VersionState.WITHDRAWN]


async def test_only_an_order_in_force_gets_a_next_version(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    terms = await make_terms(cast.olga, file_id)
    order_id = await make_approved_order(cast.olga, cast.hua, file_id, terms)
    with pytest.raises(OrderStepRefused):
        await draft_next(cast.olga.officer, order_id, VersionKind.EXTENSION, longer(terms))
