"""Which tracker an officer may put to use, and what is said of it."""

import pytest

from devices.dialects import Dialect
from devices.registry import pair_tracker, register_tracker
from devices.tracker_facts import load_tracker_facts
from supervision.audit import Act
from supervision.errors import NotFound
from tests.cast import COUNTY, NORTH, OTHER_COUNTY, Cast


async def _registered(cast: Cast, division: str, *, is_dedicated: bool = True) -> str:
    return await register_tracker(
        cast.sam.officer, f"SN-{division}", "model", Dialect.OWNTRACKS, division, is_dedicated=is_dedicated
    )


async def test_the_facts_are_those_of_the_registry(cast: Cast) -> None:
    tracker_id = await _registered(cast, COUNTY, is_dedicated=False)
    facts = await load_tracker_facts(cast.agnes.officer, tracker_id, Act.TRACKER_ASSIGN)
    assert (facts.is_dedicated, facts.is_paired, facts.division, facts.model_name) == (False, False, COUNTY, "model")
    await pair_tracker(cast.sam.officer, tracker_id)
    assert (await load_tracker_facts(cast.agnes.officer, tracker_id, Act.TRACKER_ASSIGN)).is_paired


async def test_a_township_uses_what_its_county_keeps_and_nobody_elsewhere_does(cast: Cast) -> None:
    of_county, of_north = await _registered(cast, COUNTY), await _registered(cast, NORTH)
    for tracker_id in (of_county, of_north):
        assert (await load_tracker_facts(cast.olga.officer, tracker_id, Act.CHECK_IN_ASK)).tracker_id == tracker_id
    with pytest.raises(NotFound):
        await load_tracker_facts(cast.oscar.officer, of_north, Act.CHECK_IN_ASK)
    elsewhere = await _registered(cast, OTHER_COUNTY)
    for officer in (cast.olga.officer, cast.agnes.officer):
        with pytest.raises(NotFound):
            await load_tracker_facts(officer, elsewhere, Act.CHECK_IN_ASK)


async def test_without_the_act_there_is_no_tracker(cast: Cast) -> None:
    tracker_id = await _registered(cast, COUNTY)
    with pytest.raises(NotFound):
        await load_tracker_facts(cast.olga.officer, tracker_id, Act.TRACKER_ASSIGN)
    with pytest.raises(NotFound):
        await load_tracker_facts(cast.agnes.officer, "trk-none", Act.TRACKER_ASSIGN)
