"""Standard addresses: entered once, changed with what stands below, imported whole, listed within reach."""

from collections.abc import Mapping

import pytest

from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.residence.addresses.changing import (
    AddressChangedMeanwhile,
    AddressFacts,
    change_address,
    fill_points,
)
from supervision.residence.addresses.drawers import load_drawer
from supervision.residence.addresses.import_rows import AddressVerdict
from supervision.residence.addresses.importing import check_address_rows, import_addresses
from supervision.residence.addresses.listing import (
    AddressFilter,
    list_addresses,
    load_children,
    load_communities,
    load_streets,
)
from supervision.residence.addresses.standard import (
    AddressDraft,
    AddressExists,
    StandardAddress,
    addresses_by_id,
    create_address,
    load_address,
)
from supervision.residence.addresses.words import AddressKind
from supervision.storage.database import fetch
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_residence import Building, put_on_duty

NEW, CHANGED, KNOWN = AddressVerdict.NEW, AddressVerdict.CHANGED, AddressVerdict.KNOWN


def row(building: str = "", room: str = "", **more: str) -> Mapping[str, str]:
    return {"division": NORTH_VILLAGE, "street": "石桥街", "building": building, "room": room, **more}


async def one(address_id: object) -> StandardAddress:
    (found,) = (await addresses_by_id([address_id])).values()  # type: ignore[list-item]
    return found


async def test_a_name_is_stored_half_width_and_without_spaces(cast: Cast, building: Building) -> None:
    draft = AddressDraft(AddressKind.BUILDING, " ４ 号楼", parent_id=building.street)
    assert (await one(await create_address(cast.petra.officer, draft))).full_name == "幸福路4号楼"
    with pytest.raises(AddressExists):
        await create_address(cast.petra.officer, draft)


async def test_what_stands_below_follows_a_new_name(cast: Cast, building: Building) -> None:
    officer = cast.petra.officer
    assert await change_address(officer, building.building, 1, AddressFacts("5号楼", ordinal=5)) == 2
    assert (await one(building.rooms["101"])).full_name == "幸福路5号楼101"
    assert (await load_drawer(officer, Act.DRAWER_LIST, building.drawer)).name == "幸福路5号楼"
    with pytest.raises(AddressChangedMeanwhile):
        await change_address(officer, building.building, 1, AddressFacts("6号楼"))


async def test_a_floor_belongs_to_a_room_and_half_a_point_to_nothing(cast: Cast, building: Building) -> None:
    for facts in (
        AddressFacts("3号楼", floor=2),
        AddressFacts("3号楼", lat=35.0),
        AddressFacts("3号楼", lat=95.0, lon=1.0),
    ):
        with pytest.raises(InputInvalid):
            await change_address(cast.petra.officer, building.building, 1, facts)


async def test_rooms_take_the_point_of_their_building_until_they_have_their_own(cast: Cast, building: Building) -> None:
    officer = cast.petra.officer
    assert await fill_points(officer, NORTH_VILLAGE) == 2
    room = await one(building.rooms["101"])
    assert (room.lat, room.lon) == (35.49, 112.85)
    await change_address(officer, room.id, room.revision, AddressFacts("101", 1, 1, lat=35.5, lon=112.9))
    top = await one(building.building)
    await change_address(officer, top.id, top.revision, AddressFacts("3号楼", 3, lat=35.6, lon=112.8))
    points = [(one.lat, one.lon) for one in await load_children(officer, building.building)]
    assert points == [(35.5, 112.9), (35.6, 112.8)]


async def test_a_table_is_imported_with_the_parents_that_no_row_names(cast: Cast, building: Building) -> None:
    rows = [
        row("8号楼", "601", code="C-601", lat="35.48", lon="112.84"),
        row("8号楼", "602"),
        row("9号楼"),
        row("8号楼", "601"),
    ]
    checked = await check_address_rows(cast.petra.officer, rows)
    assert [one.verdict for one in checked.verdicts] == [NEW, NEW, NEW, KNOWN]
    assert not await fetch("SELECT id FROM standard_address WHERE name = '石桥街'")
    found = await import_addresses(cast.petra.officer, rows)
    assert (found.added, [one.verdict for one in found.verdicts]) == (5, [NEW, NEW, NEW, KNOWN])
    room = (await list_addresses(cast.petra.officer, AddressFilter(query="C-601"))).items[0]
    assert (room.full_name, room.floor, room.lat, room.division) == (
        "石桥街8号楼601",
        6,
        35.48,
        building_division(building),
    )


def building_division(_building: Building) -> str:
    return NORTH_VILLAGE


async def test_the_same_table_again_changes_nothing_and_a_fuller_one_says_more(cast: Cast) -> None:
    officer, rows = cast.petra.officer, [row("8号楼", "601"), row("8号楼", "602")]
    await import_addresses(officer, rows)
    again = await import_addresses(officer, rows)
    assert (again.added, [one.verdict for one in again.verdicts]) == (0, [KNOWN, KNOWN])
    fuller = await import_addresses(officer, [row("8号楼", "601", code="X-1"), row("8号楼", lat="35.4", lon="112.8")])
    assert [one.verdict for one in fuller.verdicts] == [CHANGED, CHANGED]
    (room,) = (await list_addresses(officer, AddressFilter(query="X-1"))).items
    assert room.revision == 2


async def test_every_row_that_cannot_be_used_says_why(cast: Cast) -> None:
    rows = [
        row("8号楼", "601", division="149901002001"), row("8号楼", "601", division="1499"), row("", "601"),
        {**row("8号楼"), "street": ""}, row("8号楼", "601", lat="35.4"), row("8号楼", "601", lat="很北", lon="112"),
        row("8号楼", "601", floor="高层"), row("甲" * 61), row("8号楼", "2026-03-01"),
    ]  # fmt: skip
    found = await check_address_rows(cast.petra.officer, rows)
    assert [one.field for one in found.verdicts] == [
        "division", "division", "building", "street", "lat", "lat", "floor", "building", "room",
    ]  # fmt: skip
    assert all(one.reason for one in found.verdicts)
    assert found.count(AddressVerdict.INVALID) == len(rows)


async def test_nobody_imports_into_another_town(cast: Cast) -> None:
    found = await import_addresses(cast.pavel.officer, [row("8号楼", "601")])
    assert [one.verdict for one in found.verdicts] == [AddressVerdict.OUTSIDE]
    assert not await fetch("SELECT id FROM standard_address")
    with pytest.raises(NotPermitted):
        await import_addresses(cast.paul.officer, [row("8号楼", "601")])


async def test_addresses_are_listed_within_reach_and_nowhere_else(cast: Cast, building: Building) -> None:
    petra, pavel = cast.petra.officer, cast.pavel.officer
    assert [one.id for one in await load_streets(petra, NORTH_VILLAGE)] == [building.street]
    assert await load_streets(pavel, NORTH_VILLAGE) == ()
    assert (await list_addresses(pavel)).items == ()
    with pytest.raises(NotFound):
        await load_address(pavel, Act.ADDRESS_LIST, building.street)


async def test_an_assistant_chooses_among_the_communities_of_the_own_drawers(cast: Cast, building: Building) -> None:
    assert await load_communities(cast.paul.officer) == ()
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    (community,) = await load_communities(cast.paul.officer)
    assert (community.division, community.drawers, community.dwellings) == (NORTH_VILLAGE, 1, 2)


async def test_twenty_thousand_rows_are_a_few_statements(cast: Cast) -> None:
    rows = [
        row(f"{house}号楼", f"{floor}{door:02}")
        for house in range(1, 101)
        for floor in range(1, 21)
        for door in range(1, 11)
    ]
    found = await import_addresses(cast.petra.officer, rows)
    assert found.added == len(rows) + 101
    (count,) = await fetch("SELECT count(*) AS entries FROM audit_entry WHERE act = 'address:import'")
    assert count["entries"] == 1
