"""The list of orders and who is under a live one, against the real database."""

from datetime import timedelta

import pytest

from supervision.audit import Act, audited_change
from supervision.corrections.opening import readings_of
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import day_end, moved_clock
from supervision.orders.drafting import draft_order
from supervision.orders.ending import end_order
from supervision.orders.listing import OrderShow, list_orders, load_live_orders
from supervision.orders.liveness import StopCause
from supervision.orders.opening import open_order
from supervision.orders.order_state import OrderState, VersionKind
from supervision.orders.proposing import propose_order
from supervision.vault import destroy_key, forget
from tests.cast import Cast
from tests.makers import MAKER, acts_of
from tests.makers_files import make_person_file
from tests.makers_orders import make_order_in_force, make_terms


async def test_each_show_lists_its_own_orders_masked_and_newest_first(cast: Cast) -> None:
    running = await make_order_in_force(cast)
    ended = await make_order_in_force(cast)
    await end_order(cast.agnes.officer, ended.order_id, StopCause.NO_LONGER_NEEDED, "不再需要。")
    file_id = await make_person_file(cast.olga.officer, name="孙归鸿")
    waiting = await draft_order(cast.olga.officer, file_id, await make_terms(cast.olga, file_id))
    await propose_order(cast.olga.officer, waiting)
    for show, expected in [
        (OrderShow.ALL, [waiting, ended.order_id, running.order_id]),
        (OrderShow.WAITING, [waiting]),
        (OrderShow.RUNNING, [running.order_id]),
        (OrderShow.ENDING, []),
        (OrderShow.ENDED, [ended.order_id]),
    ]:
        assert [order.order_id for order in (await list_orders(cast.hua.officer, show)).items] == expected
    (shown,) = (await list_orders(cast.hua.officer, OrderShow.WAITING)).items
    assert (shown.person.name, shown.waiting_kind, shown.proposed_by_name) == ("孙*", VersionKind.INITIAL, "Olga North")
    (own,) = (await list_orders(cast.olga.officer, file_id=file_id)).items
    assert (own.order_id, own.state, own.version) == (waiting, OrderState.PROPOSED, 1)


async def test_an_order_is_listed_as_ending_and_then_as_ended_with_nobody_doing_anything(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    expiry = day_end(order.terms.ends_on)
    for at, show in [
        (expiry - timedelta(days=14), OrderShow.ENDING),
        (expiry - timedelta(seconds=1), OrderShow.ENDING),
        (expiry, OrderShow.ENDED),
    ]:
        with moved_clock(lambda at=at: at):  # type: ignore[misc] # bound at once
            (shown,) = (await list_orders(cast.hua.officer, show)).items
            assert shown.state is (OrderState.ENDED if at >= expiry else OrderState.IN_FORCE)
            assert shown.stop is not None
            assert shown.stop.at == expiry


async def test_live_orders_are_those_that_let_positions_in_now(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    other = await make_person_file(cast.olga.officer)
    live = await load_live_orders(cast.agnes.officer, [order.file_id, other])
    assert {file_id: (one.order_id, one.until) for file_id, one in live.items()} == {
        order.file_id: (order.order_id, day_end(order.terms.ends_on))
    }
    assert await load_live_orders(cast.agnes.officer) == live
    assert await load_live_orders(cast.oscar.officer) == {}
    with moved_clock(lambda: day_end(order.terms.ends_on)):
        assert await load_live_orders(cast.agnes.officer) == {}


async def test_orders_elsewhere_are_neither_listed_nor_opened(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    assert (await list_orders(cast.oscar.officer)).items == ()
    for member in (cast.oscar, cast.hugo, cast.sam):
        with pytest.raises(NotFound):
            await open_order(member.officer, order.order_id, "supervision")
    with pytest.raises(NotPermitted):
        await list_orders(cast.sam.officer)


async def test_opening_an_order_needs_a_purpose_and_counts_as_a_reading_of_the_file(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    with pytest.raises(InputInvalid):
        await open_order(cast.carl.officer, order.order_id, "curiosity")
    await open_order(cast.carl.officer, order.order_id, "inspection")
    newest = (await readings_of(cast.olga.officer, order.file_id, "supervision")).items[0]
    assert (newest.officer_name, newest.act, newest.purpose) == ("Carl City", "order:open", "inspection")
    assert await acts_of(cast.carl.id) == [("order:open", "done")]


async def test_the_paper_stays_readable_when_the_tracks_key_is_destroyed(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    await end_order(cast.agnes.officer, order.order_id, StopCause.NO_LONGER_NEEDED, "表现稳定。")
    before = await open_order(cast.olga.officer, order.order_id, "supervision")
    async with audited_change(MAKER, Act.ORDER_END):
        await destroy_key(before.order.vault_key, "retention", "order", str(order.order_id))
    forget(before.order.vault_key)
    after = await open_order(cast.olga.officer, order.order_id, "complaint")
    assert after == before
    assert after.versions[0].paper is not None
    assert after.end_note == "表现稳定。"


async def test_a_list_of_orders_goes_on_where_the_page_before_ended(cast: Cast) -> None:
    made = []
    for _ in range(52):
        file_id = await make_person_file(cast.olga.officer)
        made.append(await draft_order(cast.olga.officer, file_id, await make_terms(cast.olga, file_id, grounds=())))
    first = await list_orders(cast.olga.officer)
    rest = await list_orders(cast.olga.officer, cursor=first.next)
    assert [order.order_id for order in (*first.items, *rest.items)] == made[::-1]
    assert (len(first.items), rest.next) == (50, None)
