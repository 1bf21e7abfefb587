"""What an officer has looked at, and what others did since, against the real database."""

from datetime import timedelta

from supervision.audit import Act
from supervision.corrections.looking import last_look, seen_lately
from supervision.corrections.opening import open_person_file, readings_of
from supervision.corrections.purposes import Purpose
from supervision.legal_time import moved_clock, now
from supervision.orders.ending import end_order
from supervision.orders.liveness import StopCause
from tests.cast import Cast
from tests.makers_files import make_person_file, make_record
from tests.makers_orders import make_order_in_force


async def test_a_file_says_what_others_did_since_one_looked_last_and_not_who_read_it(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await open_person_file(cast.olga.officer, file_id, Purpose.SUPERVISION)
    assert await last_look(cast.olga.officer, file_id) is None
    first = now()
    with moved_clock(lambda: first + timedelta(hours=1)):
        await make_record(cast.agnes.officer, file_id)
        await open_person_file(cast.agnes.officer, file_id, Purpose.SUPERVISION)
    with moved_clock(lambda: first + timedelta(hours=2)):
        await open_person_file(cast.olga.officer, file_id, Purpose.SUPERVISION)
        look = await last_look(cast.olga.officer, file_id)
        assert look is not None
        assert {(each.act, each.times, each.last_by) for each in look.since} == {
            (Act.ATTACHMENT_ADD, 1, "Agnes Agency"),
            (Act.FILE_RECORD_ADD, 1, "Agnes Agency"),
        }
        theirs = await last_look(cast.agnes.officer, file_id)
        assert theirs is not None
        assert theirs.since == ()


async def test_lately_seen_are_the_files_that_one_opened_oneself_the_last_first(cast: Cast) -> None:
    first, second = await make_person_file(cast.olga.officer), await make_person_file(cast.olga.officer)
    for file_id in (first, second, first):
        await open_person_file(cast.olga.officer, file_id, Purpose.SUPERVISION)
    assert [seen.person.file_id for seen in await seen_lately(cast.olga.officer)] == [first, second]
    assert await seen_lately(cast.agnes.officer) == ()
    a_week_later = now() + timedelta(days=8)
    with moved_clock(lambda: a_week_later):
        assert await seen_lately(cast.olga.officer) == ()


async def test_what_others_did_with_an_order_stands_among_what_happened_to_the_file(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await open_person_file(cast.carl.officer, file_id, Purpose.SUPERVISION)
    first = now()
    with moved_clock(lambda: first + timedelta(hours=1)):
        order = await make_order_in_force(cast, file_id=file_id)
        await end_order(cast.hua.officer, order.order_id, StopCause.NO_LONGER_NEEDED, "依据已消失。")
    with moved_clock(lambda: first + timedelta(hours=2)):
        look = await last_look(cast.carl.officer, file_id)
        assert look is not None
        done = {each.act: each.times for each in look.since}
        steps = (Act.ORDER_DRAFT, Act.ORDER_PROPOSE, Act.ORDER_APPROVE, Act.ORDER_SERVE_NOTICE, Act.TRACKER_ASSIGN)
        assert {done[act] for act in (*steps, Act.ORDER_START, Act.ORDER_END)} == {1}
        read = [reading.act for reading in (await readings_of(cast.carl.officer, file_id, Purpose.SUPERVISION)).items]
        assert {*steps, Act.ORDER_START, Act.ORDER_END} <= set(read)
