"""Sample audits: drawn by a seed anybody can draw again, re-visited by others, and what assistants are assessed by."""

import json

import pytest

from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import legal_day, now
from supervision.officers import GrantDraft, Role, give_grant, load_session
from supervision.residence.quality.rating import Colour
from supervision.residence.quality.sample_rows import (
    SampleItem,
    list_assistants,
    list_samples,
    open_assistant,
    open_sample,
)
from supervision.residence.quality.samples import (
    Found,
    NothingToDraw,
    OwnDrawer,
    VisitedAlready,
    draw_sample,
    record_visit,
)
from supervision.residence.quality.sampling import Findings, draw
from supervision.storage.database import fetch
from tests.cast import NORTH, NORTH_VILLAGE, Cast
from tests.makers_keeping import make_second
from tests.makers_residence import Building, id_number, make_household, make_new, make_person, put_on_duty


async def one_household(cast: Cast, building: Building, people: int = 2) -> None:
    newcomers = [make_new(make_person(f"韩{order}", id_number(order=order))) for order in range(11, 11 + 2 * people, 2)]
    await make_household(cast.petra.officer, building.dwellings["101"], *newcomers)


async def drawn_item(cast: Cast, building: Building) -> SampleItem:
    await one_household(cast, building)
    sample = await draw_sample(cast.petra.officer, NORTH_VILLAGE)
    (item,) = (await open_sample(cast.petra.officer, sample))[1]
    return item


async def test_a_sample_can_be_drawn_again_from_its_seed(cast: Cast, building: Building) -> None:
    await one_household(cast, building)
    sample, items = await open_sample(cast.petra.officer, await draw_sample(cast.petra.officer, NORTH_VILLAGE))
    files = [row["id"] for row in await fetch("SELECT id FROM household")]
    assert [item.household.id for item in items] == draw(sample.seed, files, sample.drawn)
    assert (sample.colour, sample.households, sample.drawn, sample.visited) == (Colour.RED, 1, 1, 0)
    assert (sample.rates.collection, items[0].findings, items[0].expected) == (None, None, 2)
    assert items[0].household.head == "韩*"


async def test_nothing_is_drawn_from_nothing_or_from_a_township(cast: Cast, building: Building) -> None:
    assert building.drawer
    with pytest.raises(NothingToDraw):
        await draw_sample(cast.petra.officer, NORTH_VILLAGE)
    with pytest.raises(InputInvalid):
        await draw_sample(cast.petra.officer, NORTH)
    with pytest.raises(NotFound):
        await draw_sample(cast.pavel.officer, NORTH_VILLAGE)
    with pytest.raises(NotFound):
        await draw_sample(cast.paul.officer, NORTH_VILLAGE)


async def test_what_a_re_visit_found_gives_the_rates_of_its_sample(cast: Cast, building: Building) -> None:
    item = await drawn_item(cast, building)
    await record_visit(cast.petra.officer, item.id, Found(missed=1, stale=1, wrong=0))
    sample, (visited,) = await open_sample(cast.petra.officer, item.sample_id)
    assert visited.findings == Findings(actual=2, missed=1, stale=1, wrong=0)
    assert visited.visited_by_name == "Petra Police"
    assert [f"{float(rate or 0):.3f}" for rate in (sample.rates.collection, sample.rates.stale)] == ["0.500", "0.333"]


async def test_whoever_entered_a_re_visit_corrects_it_and_what_stood_there_stays_in_the_audit(
    cast: Cast, building: Building
) -> None:
    item = await drawn_item(cast, building)
    await record_visit(cast.petra.officer, item.id, Found(missed=0, stale=0, wrong=0))
    with pytest.raises(VisitedAlready):
        await record_visit((await make_second(cast)).officer, item.id, Found(1, 0, 0))
    await record_visit(cast.petra.officer, item.id, Found(missed=1, stale=0, wrong=1))
    _, (visited,) = await open_sample(cast.petra.officer, item.sample_id)
    assert visited.findings is not None
    assert (visited.findings.missed, visited.findings.wrong) == (1, 1)
    rows = await fetch(
        "SELECT detail_json FROM audit_entry WHERE act = 'sample:record' AND result = 'done' ORDER BY position"
    )
    assert [json.loads(row["detail_json"]).get("instead_of") for row in rows] == [None, [0, 0, 0]]


@pytest.mark.parametrize("found", [Found(-1, 0, 0), Found(0, 3, 0), Found(0, 1, 2), Found(1001, 0, 0)])
async def test_numbers_that_cannot_be_are_refused(cast: Cast, building: Building, found: Found) -> None:
    item = await drawn_item(cast, building)
    with pytest.raises(InputInvalid):
        await record_visit(cast.petra.officer, item.id, found)


async def test_an_assistant_never_re_visits_the_own_drawer_even_as_an_officer(cast: Cast, building: Building) -> None:
    item = await drawn_item(cast, building)
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    with pytest.raises(NotFound):
        await record_visit(cast.paul.officer, item.id, Found(0, 0, 0))
    grant = GrantDraft(Role.COMMUNITY_POLICE, NORTH, legal_day(now()))
    await give_grant(cast.rita.officer, cast.paul.id, grant)
    session = await load_session(cast.paul.token)
    with pytest.raises(OwnDrawer):
        await record_visit(session.officer, item.id, Found(0, 0, 0))


async def test_assistants_are_assessed_by_re_visits_of_the_drawers_they_had(cast: Cast, building: Building) -> None:
    today = legal_day(now())
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    item = await drawn_item(cast, building)
    (paul,) = await list_assistants(cast.petra.officer, today)
    assert (paul.name, paul.drawers, paul.item_ids, paul.rates.collection) == ("Paul Assistant", 1, (), None)
    await record_visit(cast.petra.officer, item.id, Found(missed=0, stale=0, wrong=1))
    paul, items = await open_assistant(cast.petra.officer, cast.paul.id, today)
    assert (paul.rates.found, [one.id for one in items]) == (Findings(2, 0, 0, 1), [item.id])
    assert await list_assistants(cast.pavel.officer, today) == ()
    with pytest.raises(NotFound):
        await open_assistant(cast.pavel.officer, cast.paul.id, today)


async def test_elsewhere_there_is_no_such_sample(cast: Cast, building: Building) -> None:
    item = await drawn_item(cast, building)
    assert len((await list_samples(cast.petra.officer)).items) == 1
    assert (await list_samples(cast.pavel.officer)).items == ()
    with pytest.raises(NotFound):
        await open_sample(cast.pavel.officer, item.sample_id)
    with pytest.raises(NotFound):
        await record_visit(cast.pavel.officer, item.id, Found(0, 0, 0))
