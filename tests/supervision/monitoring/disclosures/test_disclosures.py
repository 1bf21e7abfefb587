"""Positions leave as a pack that one officer asked for, another approved, and that holds no more than was asked."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import now
from supervision.monitoring.disclosures.acting import (
    DisclosureRefused,
    OwnDisclosure,
    Window,
    approve_disclosure,
    ask_disclosure,
    hand_over_disclosure,
    return_disclosure,
)
from supervision.monitoring.disclosures.listing import list_disclosures, read_disclosure
from supervision.monitoring.disclosures.pack import thinned
from supervision.monitoring.disclosures.store import DisclosureState, Organ
from supervision.officers import SecondFactorRefused
from supervision.position import Fix
from tests.api.disclosure_calls import ASKING, make_disclosure
from tests.cast import Cast
from tests.makers_files import dump_of, make_person_file
from tests.makers_orders import unused_code

START = datetime(2026, 11, 1, tzinfo=UTC)


def fix(minutes: int, *, is_located: bool = True) -> Fix:
    at = START + timedelta(minutes=minutes)
    return Fix(at, minutes, at, 35.49, 112.85, 12.0) if is_located else Fix(at, minutes, at)


@given(st.lists(st.integers(0, 3_000), unique=True, max_size=60), st.integers(1, 600))
def test_a_pack_holds_at_most_one_position_in_so_many_minutes_and_none_that_was_not_stored(
    minutes: list[int], every: int
) -> None:
    fixes = [fix(one, is_located=one % 5 != 0) for one in minutes]
    chosen = thinned(fixes, every)
    times = [one.fixed_at for one in chosen]
    assert set(times) <= {one.fixed_at for one in fixes if one.lat is not None}
    assert all(later - earlier >= timedelta(minutes=every) for earlier, later in pairwise(times))
    assert bool(chosen) == any(one.lat is not None for one in fixes)


async def test_who_asked_does_not_decide_and_nothing_is_taken_out_before_the_approval(cast: Cast) -> None:
    window = Window(now() - timedelta(days=1), now(), 10)
    file_id = await make_person_file(cast.olga.officer)
    own = await ask_disclosure(cast.agnes.officer, file_id, Organ.POLICE, ASKING, window)
    with pytest.raises(OwnDisclosure):
        await approve_disclosure(cast.agnes.officer, own, unused_code(cast.agnes))
    disclosure_id = await make_disclosure(cast, file_id)
    with pytest.raises(DisclosureRefused):
        await hand_over_disclosure(cast.agnes.officer, disclosure_id)
    with pytest.raises(NotPermitted):
        await approve_disclosure(cast.olga.officer, disclosure_id, unused_code(cast.olga))
    with pytest.raises(SecondFactorRefused):
        await approve_disclosure(cast.agnes.officer, disclosure_id, "000000")
    assert await approve_disclosure(cast.agnes.officer, disclosure_id, unused_code(cast.agnes)) == 0
    pack = await hand_over_disclosure(cast.agnes.officer, disclosure_id)
    assert (pack.asking, pack.positions) == (ASKING, ())
    opened = await read_disclosure(cast.olga.officer, disclosure_id, "supervision")
    assert opened.disclosure.state is DisclosureState.HANDED_OVER
    assert "韩某" not in await dump_of("disclosure")


async def test_of_two_decisions_at_once_one_counts(cast: Cast) -> None:
    disclosure_id = await make_disclosure(cast)
    outcomes = await asyncio.gather(
        *(return_disclosure(cast.agnes.officer, disclosure_id, "依据不足。") for _ in range(2)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["DisclosureRefused", "NoneType"]
    opened = await read_disclosure(cast.olga.officer, disclosure_id, "supervision")
    assert opened.returned_because == "依据不足。"


async def test_what_cannot_be_asked_for_names_the_field_and_lists_stay_within_reach(cast: Cast) -> None:
    file_id, olga = await make_person_file(cast.olga.officer), cast.olga.officer
    day = timedelta(days=1)
    for window, field in (
        (Window(now() - day, now() + day, 10), "until_at"),
        (Window(now(), now() - day, 10), "from_at"),
        (Window(now() - 200 * day, now(), 10), "from_at"),
        (Window(now() - day, now(), 0), "every_minutes"),
    ):
        with pytest.raises(InputInvalid) as refusal:
            await ask_disclosure(olga, file_id, Organ.COURT, ASKING, window)
        assert refusal.value.field == field
    with pytest.raises(NotFound):
        await ask_disclosure(cast.oscar.officer, file_id, Organ.COURT, ASKING, Window(now() - day, now(), 10))
    await make_disclosure(cast, file_id)
    assert len((await list_disclosures(olga)).items) == 1
    assert not (await list_disclosures(cast.oscar.officer)).items
