"""A variation or an extension can be given up while nobody decides on it; the version in force goes on."""

import msgspec
import pytest

from supervision.errors import NotFound, NotPermitted
from supervision.orders.approval import open_for_approval, return_order
from supervision.orders.drafting import draft_next, draft_order, withdraw_version
from supervision.orders.listing import list_orders
from supervision.orders.opening import open_order
from supervision.orders.order_state import OrderState, OrderStepRefused, VersionKind, VersionState
from supervision.orders.proposing import propose_order
from tests.cast import Cast
from tests.makers import acts_of
from tests.makers_files import make_person_file
from tests.makers_orders import OrderInForce, make_order_in_force, make_terms, make_zone


async def draft_variation(cast: Cast, order: OrderInForce) -> None:
    varied = msgspec.structs.replace(order.terms, zones=(make_zone(radius_m=500.0),))
    await draft_next(cast.olga.officer, order.order_id, VersionKind.VARIATION, varied)


async def test_a_draft_is_given_up_and_another_may_follow(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    await draft_variation(cast, order)
    await withdraw_version(cast.olga.officer, order.order_id)
    first, second = (
        one.version for one in (await open_order(cast.olga.officer, order.order_id, "supervision")).versions
    )
    assert (first.state, second.state) == (VersionState.APPROVED, VersionState.WITHDRAWN)
    (listed,) = (await list_orders(cast.olga.officer)).items
    assert (listed.version, listed.state) == (1, OrderState.IN_FORCE)
    await draft_variation(cast, order)
    assert ("order:withdraw", "done") in await acts_of(cast.olga.id)


async def test_what_was_returned_is_given_up_and_what_waits_is_not(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    await draft_variation(cast, order)
    await propose_order(cast.olga.officer, order.order_id)
    with pytest.raises(OrderStepRefused):
        await withdraw_version(cast.olga.officer, order.order_id)
    await open_for_approval(cast.hua.officer, order.order_id)
    await return_order(cast.hua.officer, order.order_id, "不需要扩大。")
    await withdraw_version(cast.agnes.officer, order.order_id)
    with pytest.raises(OrderStepRefused):
        await withdraw_version(cast.agnes.officer, order.order_id)


async def test_the_first_version_ends_with_its_order_and_is_not_given_up(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    order_id = await draft_order(cast.olga.officer, file_id, await make_terms(cast.olga, file_id))
    with pytest.raises(OrderStepRefused):
        await withdraw_version(cast.olga.officer, order_id)


async def test_only_who_drafts_gives_up(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    await draft_variation(cast, order)
    with pytest.raises(NotPermitted):
        await withdraw_version(cast.hua.officer, order.order_id)
    with pytest.raises(NotFound):
        await withdraw_version(cast.oscar.officer, order.order_id)
