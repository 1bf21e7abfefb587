"""Asking a phone for one position, against the real database."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

import pytest

from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import LEGAL_ZONE, day_start, legal_day, moved_clock, now
from supervision.orders.check_in_asking import (
    CheckInClosed,
    ask_check_in,
    ask_series,
    withdraw_check_in,
    withdraw_series,
)
from supervision.orders.check_in_caps import CheckInRefused
from supervision.orders.check_in_series import SeriesTimes
from supervision.orders.check_ins import CheckInState, answer_place, list_check_ins, list_series, open_check_in
from supervision.orders.checks import OrderRefused
from supervision.position import Fix, pack_fix
from supervision.storage.database import fetch, fetch_one
from supervision.vault import load_key, seal
from tests.cast import Cast
from tests.makers_files import dump_of, make_custody, make_person_file
from tests.makers_orders import make_tracker

PHONE = make_tracker("P-1", is_dedicated=False)


SOON = day_start(legal_day(now()) + timedelta(days=2))


def soon(hour: int, minute: int = 0) -> datetime:
    """A time of legal time on a day that has not come yet."""
    return SOON + timedelta(hours=hour, minutes=minute)


async def ask(cast: Cast, file_id: UUID, opens_at: datetime) -> UUID:
    return await ask_check_in(cast.olga.officer, file_id, PHONE, "核实是否在家", opens_at)


async def states(cast: Cast) -> list[CheckInState]:
    return [one.state for one in (await list_check_ins(cast.olga.officer)).items]


async def test_a_request_for_now_opens_now_for_a_quarter_of_an_hour(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    noon = soon(12)
    with moved_clock(lambda: noon):
        await ask_check_in(cast.olga.officer, file_id, PHONE, "核实是否在家")
        (request,) = (await list_check_ins(cast.agnes.officer)).items
    assert (request.opens_at, request.closes_at) == (noon, noon + timedelta(minutes=15))
    assert (request.state, request.reason, request.asked_by_name) == (CheckInState.OPEN, "核实是否在家", "Olga North")
    assert request.person.name == "张*"
    assert "核实" not in await dump_of("check_in_request", "audit_entry")


async def test_the_caps_hold_over_what_was_asked_before(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    for hour in (8, 11, 14):
        await ask(cast, file_id, soon(hour))
    for opens_at in (soon(17), soon(8, 30), soon(23)):
        with pytest.raises(CheckInRefused):
            await ask(cast, file_id, opens_at)
    other = await make_person_file(cast.olga.officer)
    phone = make_tracker("P-2", is_dedicated=False)
    assert await ask_check_in(cast.olga.officer, other, phone, "核实", soon(17))


async def test_a_request_withdrawn_before_it_opened_does_not_count(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    first = await ask(cast, file_id, soon(8))
    await withdraw_check_in(cast.agnes.officer, first)
    assert await ask(cast, file_id, soon(8, 30))
    assert await states(cast) == [CheckInState.WAITING, CheckInState.WITHDRAWN]


async def test_a_request_withdrawn_after_it_opened_counts(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    first = await ask(cast, file_id, soon(8))
    with moved_clock(lambda: soon(8, 5)):
        await withdraw_check_in(cast.olga.officer, first)
        with pytest.raises(CheckInRefused):
            await ask(cast, file_id, soon(9))


async def test_what_is_withdrawn_answered_or_over_cannot_be_withdrawn(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    request_id = await ask(cast, file_id, soon(8))
    with moved_clock(lambda: soon(8, 15)):
        with pytest.raises(CheckInClosed):
            await withdraw_check_in(cast.olga.officer, request_id)
        assert await states(cast) == [CheckInState.UNANSWERED]
    await withdraw_check_in(cast.olga.officer, request_id)
    with pytest.raises(CheckInClosed):
        await withdraw_check_in(cast.olga.officer, request_id)
    for member in (cast.oscar, cast.sam):
        with pytest.raises(NotFound):
            await withdraw_check_in(member.officer, request_id)
    with pytest.raises(NotFound):
        await withdraw_check_in(cast.olga.officer, uuid4())


async def test_only_a_paired_phone_that_is_asked_for_nobody_else_is_asked(cast: Cast) -> None:
    file_id, other = await make_person_file(cast.olga.officer), await make_person_file(cast.olga.officer)
    for phone in (make_tracker("T-1"), make_tracker("P-1", is_dedicated=False, is_paired=False)):
        with pytest.raises(CheckInRefused):
            await ask_check_in(cast.olga.officer, file_id, phone, "核实", soon(8))
    await ask(cast, file_id, soon(8))
    with pytest.raises(CheckInRefused):
        await ask(cast, other, soon(12))


async def test_nobody_is_asked_in_custody_without_a_reason_or_by_those_who_only_read(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    with pytest.raises(InputInvalid):
        await ask_check_in(cast.olga.officer, file_id, PHONE, " ", soon(8))
    with pytest.raises(NotPermitted):
        await ask_check_in(cast.carl.officer, file_id, PHONE, "核实", soon(8))
    with pytest.raises(NotFound):
        await ask_check_in(cast.oscar.officer, file_id, PHONE, "核实", soon(8))
    await make_custody(cast.olga.officer, file_id, now())
    with pytest.raises(OrderRefused):
        await ask(cast, file_id, soon(8))


async def test_nobody_is_asked_after_the_end_of_their_term(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    row = await fetch_one("SELECT term_ends_on FROM person_file WHERE id = $1", file_id)
    assert row is not None
    with pytest.raises(CheckInRefused):
        await ask(cast, file_id, day_start(row["term_ends_on"]) + timedelta(days=1, hours=9))


async def test_the_answer_is_read_for_a_purpose_by_those_within_reach(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    request_id = await ask(cast, file_id, soon(8))
    assert (await open_check_in(cast.olga.officer, request_id, "supervision")).fix is None
    fix = Fix(soon(8, 3), 7, soon(8, 3), 35.49, 112.85, 12.0)
    row = await fetch_one("SELECT vault_key FROM person_file WHERE id = $1", file_id)
    assert row is not None
    sealed = seal(await load_key(row["vault_key"]), pack_fix(fix), answer_place(request_id))
    await fetch(
        "UPDATE check_in_request SET answered_at = $2, position_sealed = $3 WHERE id = $1",
        request_id,
        soon(8, 3),
        sealed,
    )
    opened = await open_check_in(cast.hua.officer, request_id, "inspection")
    assert (opened.fix, opened.check_in.state) == (fix, CheckInState.ANSWERED)
    with pytest.raises(CheckInClosed):
        await withdraw_check_in(cast.olga.officer, request_id)
    with pytest.raises(InputInvalid):
        await open_check_in(cast.hua.officer, request_id, None)
    with pytest.raises(NotFound):
        await open_check_in(cast.oscar.officer, request_id, "supervision")


async def test_a_list_shows_only_requests_within_reach_and_of_one_person_where_asked(cast: Cast) -> None:
    north, south = await make_person_file(cast.olga.officer), await make_person_file(cast.oscar.officer)
    first = await ask(cast, north, soon(8))
    phone = make_tracker("P-2", is_dedicated=False)
    second = await ask_check_in(cast.oscar.officer, south, phone, "核实", soon(9))
    found = {
        member.username: [one.request_id for one in (await list_check_ins(member.officer)).items]
        for member in (cast.olga, cast.oscar, cast.agnes)
    }
    assert found == {"olga": [first], "oscar": [second], "agnes": [second, first]}
    assert [one.request_id for one in (await list_check_ins(cast.agnes.officer, file_id=north)).items] == [first]


WEEK = SeriesTimes(SOON.date(), SOON.date() + timedelta(days=6), frozenset(range(1, 8)), (time(9), time(15)))


async def arrange(cast: Cast, file_id: UUID, times: SeriesTimes = WEEK) -> UUID:
    return await ask_series(cast.olga.officer, file_id, PHONE, "核实居住情况", times)


async def test_a_series_asks_for_one_position_at_each_of_its_times(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    requests = await list_series(cast.agnes.officer, await arrange(cast, file_id))
    expected = [soon(day * 24 + hour) for day in range(7) for hour in (9, 15)]
    assert [request.opens_at for request in requests] == expected
    assert {(request.reason, request.state) for request in requests} == {("核实居住情况", CheckInState.WAITING)}
    assert "核实" not in await dump_of("check_in_request", "audit_entry")


async def test_of_a_series_to_come_the_next_request_alone_is_listed(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await arrange(cast, file_id)
    with moved_clock(lambda: soon(24 + 10)):
        listed = (await list_check_ins(cast.olga.officer)).items
    assert [one.opens_at for one in listed] == [soon(24 + 15), soon(24 + 9), soon(15), soon(9)]


async def test_a_series_that_meets_a_cap_names_the_day_and_asks_for_nothing(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await ask(cast, file_id, soon(2 * 24 + 14))
    named = soon(2 * 24 + 15).astimezone(LEGAL_ZONE)
    with pytest.raises(CheckInRefused, match=f"{named.month}月{named.day}日15:00"):
        await arrange(cast, file_id)
    assert len((await list_check_ins(cast.olga.officer)).items) == 1


async def test_withdrawing_a_series_leaves_what_was_answered_or_ran_out(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    series = await arrange(cast, file_id)
    with moved_clock(lambda: soon(24 + 12)):
        await withdraw_series(cast.agnes.officer, series)
        with pytest.raises(CheckInClosed):
            await withdraw_series(cast.agnes.officer, series)
        states = Counter(request.state for request in await list_series(cast.olga.officer, series))
    assert states == {CheckInState.UNANSWERED: 3, CheckInState.WITHDRAWN: 11}
    assert await arrange(cast, file_id, replace(WEEK, first_on=SOON.date() + timedelta(days=2)))


async def test_a_series_ends_with_the_term_at_the_latest(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    rows = await fetch("SELECT term_ends_on FROM person_file WHERE id = $1", file_id)
    over = replace(WEEK, last_on=rows[0]["term_ends_on"] + timedelta(days=1))
    with pytest.raises(CheckInRefused, match="期满"):
        await arrange(cast, file_id, over)


async def test_another_township_s_series_does_not_exist(cast: Cast) -> None:
    series = await arrange(cast, await make_person_file(cast.olga.officer))
    with pytest.raises(NotFound):
        await list_series(cast.oscar.officer, series)
    with pytest.raises(NotFound):
        await withdraw_series(cast.oscar.officer, series)
