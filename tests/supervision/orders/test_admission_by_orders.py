"""What officers do to orders and files decides, to the moment, what ingest lets in, with nobody telling ingest."""

from datetime import timedelta

import msgspec
import pytest

from supervision.corrections.content import FileContent
from supervision.corrections.file_state import EndCause
from supervision.corrections.files import change_person_file
from supervision.corrections.opening import open_person_file
from supervision.legal_time import day_end, moved_clock, now
from supervision.orders.admissions import WornTracker, load_admissions_for_system
from supervision.orders.ending import end_order
from supervision.orders.liveness import LiveSpan, StopCause
from supervision.orders.order_state import VersionKind
from tests.cast import Cast
from tests.makers_ends import make_end
from tests.makers_files import make_custody, make_person_file
from tests.makers_orders import (
    OrderInForce,
    make_approved_order,
    make_next_version,
    make_order_in_force,
    make_terms,
    make_zone,
    serve,
)
from tests.makers_transfers import make_transferred

INSTANT = timedelta.resolution


async def worn(order: OrderInForce) -> WornTracker:
    (admission,) = (await load_admissions_for_system([order.tracker_id]))[order.tracker_id]
    assert isinstance(admission, WornTracker)
    return admission


async def spans(order: OrderInForce) -> tuple[LiveSpan, ...]:
    return (await worn(order)).spans


async def test_an_order_lets_in_from_its_start_to_the_end_of_its_last_day(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    assert await spans(order) == (LiveSpan(order.started_at, day_end(order.terms.ends_on)),)


async def test_an_approved_order_that_has_not_started_lets_nothing_in(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_approved_order(cast.olga, cast.hua, file_id, await make_terms(cast.olga, file_id))
    assert await load_admissions_for_system(["T-1"]) == {}


@pytest.mark.parametrize("what", ["end", "release", "custody", "transfer"])
async def test_whatever_ends_an_order_closes_its_span_at_that_very_moment(cast: Cast, what: str) -> None:
    order = await make_order_in_force(cast)
    at = now()
    match what:
        case "end":
            at = await end_order(cast.agnes.officer, order.order_id, StopCause.NO_LONGER_NEEDED, "表现稳定。")
        case "release":
            await make_end(cast, order.file_id, EndCause.PARDON, at)
        case "custody":
            await make_custody(cast.olga.officer, order.file_id, at)
        case _:
            at = await make_transferred(cast, order.file_id)
    (span,) = await spans(order)
    assert span.until_at == at
    assert (span.holds_at(at - INSTANT), span.holds_at(at)) == (True, False)


async def test_a_shorter_term_shortens_the_order_with_it(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    file = await open_person_file(cast.olga.officer, order.file_id, "supervision")
    shorter = msgspec.structs.replace(file.judgment, term_years=0, term_months=2)
    content = FileContent(file.category, file.identity, file.telephones, file.home, shorter, file.term_starts_on)
    await change_person_file(cast.olga.officer, order.file_id, file.revision, content)
    term_ends_on = (await open_person_file(cast.olga.officer, order.file_id, "supervision")).term_ends_on
    assert term_ends_on < order.terms.ends_on
    assert await spans(order) == (LiveSpan(order.started_at, day_end(term_ends_on)),)


async def test_a_variation_is_judged_from_the_moment_of_its_notice_and_the_old_zones_until_then(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    varied = msgspec.structs.replace(order.terms, zones=(make_zone(name="村里"),))
    await make_next_version(cast, order, VersionKind.VARIATION, varied)
    assert [[zone.name for zone in version.zones] for version in (await worn(order)).versions] == [["住处"]]
    await serve(cast.olga, order.order_id, order.file_id)
    first, second = (await worn(order)).versions
    assert ([zone.name for zone in second.zones], second.valid_until) == (["村里"], None)
    assert first.valid_until == second.valid_from
    assert len(await spans(order)) == 1


async def test_a_late_extension_opens_a_second_span_and_leaves_the_gap_closed(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    expiry = day_end(order.terms.ends_on)
    late = expiry + timedelta(days=2, hours=9)
    with moved_clock(lambda: late):
        extension = msgspec.structs.replace(
            order.terms, starts_on=late.date(), ends_on=late.date() + timedelta(days=20), assessment="仍有必要。"
        )
        await make_next_version(cast, order, VersionKind.EXTENSION, extension)
    assert await spans(order) == (LiveSpan(order.started_at, expiry), LiveSpan(late, day_end(extension.ends_on)))
