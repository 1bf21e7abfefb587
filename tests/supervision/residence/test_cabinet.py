"""The cabinet: counters through digests, floors, marks; duties; and two addresses made one and two again."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.audit import Act, verify_chain
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import legal_day, now
from supervision.officers import Role
from supervision.residence.addresses.changing import AddressFacts, change_address
from supervision.residence.addresses.drawers import DutyDraft, DutyTaken, create_drawer, give_duty, load_drawers
from supervision.residence.addresses.duplicates import find_duplicates
from supervision.residence.addresses.duties import HandOver, hand_over, load_candidates, load_duty_board
from supervision.residence.addresses.dwellings import create_dwelling, load_dwelling
from supervision.residence.addresses.hazards import HazardDraft, record_hazard
from supervision.residence.addresses.import_rows import AddressVerdict
from supervision.residence.addresses.importing import import_addresses
from supervision.residence.addresses.standard import AddressDraft, create_address
from supervision.residence.addresses.words import AddressKind, DutyPart
from supervision.residence.cabinet.building import load_building, load_cabinet, load_folders
from supervision.residence.cabinet.marks import HomeCounts, Mark, marks_of
from supervision.residence.cabinet.merging import list_merges, merge_addresses
from supervision.residence.cabinet.unmerging import MergeNotUndone, undo_merge
from supervision.residence.codes import HazardKind
from supervision.residence.households.opening import open_household_file
from supervision.residence.households.registering import NewResident, StayDraft
from supervision.residence.quality.premises_map import load_premises_points
from supervision.residence.quality.rating import Colour
from supervision.settings import Register
from supervision.storage.database import fetch
from tests.cast import NORTH, NORTH_VILLAGE, Cast
from tests.makers import RESIDENCE, Member, make_officer
from tests.makers_residence import (
    FACTS,
    Building,
    id_number,
    make_household,
    make_new,
    make_person,
    put_on_duty,
)

COUNTS = st.builds(HomeCounts, *[st.integers(0, 9)] * 4)
TABLES = (
    "standard_address", "drawer", "dwelling", "household", "resident", "stay", "occupancy", "organisation",
)  # fmt: skip


@settings(deadline=None)
@given(COUNTS, st.one_of(st.none(), st.integers(0, 9)))
def test_a_home_shows_two_marks_at_most_and_the_gravest_first(counts: HomeCounts, capacity: int | None) -> None:
    marks = marks_of(counts, capacity)
    assert len(marks) <= 2
    assert list(marks) == sorted(marks, key=list(Mark).index)
    assert (Mark.HAZARD in marks) == (counts.open_hazards > 0)


def ending_soon(number: int) -> NewResident:
    new, today = make_new(make_person(number=id_number(order=number))), legal_day(now())
    stay = StayDraft(new.stay.lodging, new.stay.reason, new.stay.began_on, today + timedelta(days=30))
    return NewResident(new.person, stay, new.role)


async def test_a_home_counts_who_lives_there_who_is_to_be_verified_and_whose_stay_ends(
    cast: Cast, building: Building
) -> None:
    petra, home = cast.petra.officer, building.dwellings["101"]
    later = make_new(make_person(number=id_number(order=13)))
    _, residents = await make_household(petra, home, ending_soon(11), later)
    await fetch(
        "UPDATE resident SET verified_on = $2 WHERE id = $1", residents[0], legal_day(now()) - timedelta(days=90)
    )
    await fetch(
        "UPDATE resident SET verified_on = $2 WHERE id = $1", residents[1], legal_day(now()) - timedelta(days=89)
    )
    await record_hazard(petra, home, HazardDraft(HazardKind.FIRE, "电线老化。"))
    found = await load_building(petra, building.drawer)
    second, first = found.floors
    assert [floor.number for floor in found.floors] == [2, 1]
    assert first.homes[0].counts == HomeCounts(living=2, unverified=1, ending=1, open_hazards=1)
    assert first.homes[0].marks == (Mark.HAZARD, Mark.ENDING)
    assert second.homes[0].is_vacant
    (front,) = await load_cabinet(petra, NORTH_VILLAGE)
    assert front.counts == HomeCounts(living=2, unverified=1)


async def test_a_drawer_shows_its_files_without_a_name_and_only_within_reach(cast: Cast, building: Building) -> None:
    household, _ = await make_household(cast.petra.officer, building.dwellings["201"])
    (folder,) = await load_folders(cast.petra.officer, building.drawer)
    assert (folder.household.id, folder.counts.living) == (household, 1)
    assert await load_folders(cast.petra.officer, building.drawer, building.dwellings["101"]) == ()
    for stranger in (cast.pavel.officer, cast.paul.officer):
        with pytest.raises(NotFound):
            await load_building(stranger, building.drawer)
        with pytest.raises(NotFound):
            await load_folders(stranger, building.drawer)


async def test_a_street_of_houses_is_one_drawer_without_those_that_are_drawers_themselves(
    cast: Cast, building: Building
) -> None:
    petra = cast.petra.officer
    street_drawer = await create_drawer(petra, building.street)
    house = await create_address(petra, AddressDraft(AddressKind.BUILDING, "8号", parent_id=building.street, ordinal=8))
    await create_dwelling(petra, house, FACTS)
    found = await load_building(petra, street_drawer)
    assert [(floor.number, floor.name, [home.plate for home in floor.homes]) for floor in found.floors] == [
        (None, "", ["8号"])
    ]


async def test_a_room_without_a_record_is_shown_and_rooms_of_two_units_stand_unit_by_unit(
    cast: Cast, building: Building
) -> None:
    petra = cast.petra.officer
    for ordinal, unit in enumerate(("1单元", "2单元"), start=1):
        unit_id = await create_address(
            petra, AddressDraft(AddressKind.UNIT, unit, parent_id=building.building, ordinal=ordinal)
        )
        for room in ("502", "501"):
            draft = AddressDraft(AddressKind.ROOM, room, parent_id=unit_id, ordinal=int(room), floor=5)
            await create_address(petra, draft)
    fifth = (await load_building(petra, building.drawer)).floors[0]
    assert [home.plate for home in fifth.homes] == ["1单元501", "1单元502", "2单元501", "2单元502"]
    assert all(home.dwelling is None for home in fifth.homes)


async def test_the_map_shows_premises_and_never_more_than_their_state(cast: Cast, building: Building) -> None:
    petra, home = cast.petra.officer, building.dwellings["101"]
    await make_household(petra, home, *[make_new(make_person(number=id_number(order=11 + n))) for n in range(7)])
    (point,) = await load_premises_points(petra, NORTH_VILLAGE)
    assert (point.colour, point.living, point.over_capacity, point.hazards) == (Colour.RED, 7, 1, 0)
    await record_hazard(petra, home, HazardDraft(HazardKind.FIRE, "电线老化。"))
    assert [one.hazards for one in await load_premises_points(petra, NORTH_VILLAGE)] == [1]
    assert await load_premises_points(cast.pavel.officer, NORTH_VILLAGE) == ()


async def other_assistant(cast: Cast) -> Member:
    return await make_officer(
        "pam", "Pam Assistant", Role.POLICE_ASSISTANT, NORTH, cast.north_station, register=RESIDENCE,
        granted_by=cast.rita.id,
    )  # fmt: skip


async def test_drawers_are_handed_over_in_one_act_and_seen_by_the_other_only(cast: Cast, building: Building) -> None:
    petra, today = cast.petra.officer, legal_day(now())
    pam = await other_assistant(cast)
    await put_on_duty(petra, building.drawer, cast.paul.id, since=today - timedelta(days=9))
    (line,) = await load_duty_board(petra, NORTH_VILLAGE)
    assert line.is_uncovered
    assert {one.name for one in await load_candidates(petra, NORTH_VILLAGE) if one.part is DutyPart.ASSISTANT} == {
        "Paul Assistant", "Pam Assistant",
    }  # fmt: skip
    handed = HandOver(DutyPart.ASSISTANT, cast.paul.id, pam.id, (building.drawer,), today)
    await hand_over(petra, handed)
    assert await load_drawers(cast.paul.officer, Act.DRAWER_LIST) == ()
    assert [drawer.id for drawer in await load_drawers(pam.officer, Act.DRAWER_LIST)] == [building.drawer]
    with pytest.raises(DutyTaken):
        await hand_over(petra, handed)


async def test_one_drawer_that_is_somebody_elses_stops_the_whole_hand_over(cast: Cast, building: Building) -> None:
    petra, today = cast.petra.officer, legal_day(now())
    pam = await other_assistant(cast)
    second = await create_address(petra, AddressDraft(AddressKind.BUILDING, "4号楼", parent_id=building.street))
    other_drawer = await create_drawer(petra, second)
    await put_on_duty(petra, building.drawer, cast.paul.id)
    handed = HandOver(DutyPart.ASSISTANT, cast.paul.id, pam.id, (building.drawer, other_drawer), today)
    with pytest.raises(DutyTaken):
        await hand_over(petra, handed)
    assert [drawer.id for drawer in await load_drawers(cast.paul.officer, Act.DRAWER_LIST)] == [building.drawer]


async def test_a_cover_sees_the_drawer_while_the_holder_is_away(cast: Cast, building: Building) -> None:
    petra, today = cast.petra.officer, legal_day(now())
    pam = await other_assistant(cast)
    duty = await put_on_duty(petra, building.drawer, cast.paul.id)
    await give_duty(petra, building.drawer, DutyDraft(pam.id, DutyPart.ASSISTANT, today, today, duty))
    assert len(await load_drawers(pam.officer, Act.DRAWER_LIST)) == 1
    (line,) = await load_duty_board(petra, NORTH_VILLAGE)
    assert [cover.officer_name for cover in line.covers] == ["Pam Assistant"]


# ------------------------------------------------------------------------------------------------------------- merging


async def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row about places and what lives there, but revisions, seals, and what a merge says of itself."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for table in TABLES:
        columns = await fetch(
            """SELECT column_name FROM information_schema.columns WHERE table_name = $1
               AND column_name NOT IN ('revision', 'place_sealed', 'dwelling_sealed') ORDER BY column_name""",
            table,
        )  # fmt: skip
        names = ", ".join(row["column_name"] for row in columns)
        some = "WHERE residents > 0" if table == "occupancy" else ""
        rows = await fetch(f"SELECT {names} FROM {table} {some}")  # noqa: S608 - names of our own tables
        found[table] = sorted((tuple(row.values()) for row in rows), key=repr)
    return found


async def duplicate_of(cast: Cast, building: Building) -> tuple[UUID, dict[str, UUID]]:
    """03栋 beside 3号楼: room 101 in both, 301 in it alone, each with a home and a household; its own drawer."""
    petra = cast.petra.officer
    other = await create_address(petra, AddressDraft(AddressKind.BUILDING, "03栋", parent_id=building.street))
    await create_drawer(petra, other)
    homes = {}
    for room in ("0101", "301"):
        draft = AddressDraft(AddressKind.ROOM, room, parent_id=other, ordinal=int(room), floor=int(room[-3]))
        homes[room] = await create_dwelling(petra, await create_address(petra, draft), FACTS)
        person = make_person(number=id_number(order=200 + int(room[-3])), phone=f"1380000{room[-4:].zfill(4)}")
        await make_household(petra, homes[room], make_new(person))
    return other, homes


async def test_two_of_one_place_are_found_whatever_the_plate_says(cast: Cast, building: Building) -> None:
    other, _ = await duplicate_of(cast, building)
    (pair,) = await find_duplicates(cast.petra.officer)
    assert {pair.kept.address.id, pair.merged.address.id} == {building.building, other}
    assert [(side.below, side.dwellings) for side in (pair.kept, pair.merged)] == [(2, 2), (2, 2)]
    assert await find_duplicates(cast.pavel.officer) == ()


async def test_a_merge_takes_rooms_homes_and_household_files_along(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    other, homes = await duplicate_of(cast, building)
    household, _ = await make_household(petra, building.dwellings["101"])
    await merge_addresses(petra, other, building.building)
    found = await load_building(petra, building.drawer)
    assert [(floor.number, [home.plate for home in floor.homes]) for floor in found.floors] == [
        (3, ["301"]), (2, ["201"]), (1, ["101"]),
    ]  # fmt: skip
    assert [home.counts.living for floor in found.floors for home in floor.homes] == [1, 0, 2]
    folders = await load_folders(petra, building.drawer)
    assert {folder.dwelling.address for folder in folders} == {"幸福路3号楼301", "幸福路3号楼101"}
    assert household in {folder.household.id for folder in folders}
    moved = await open_household_file(petra, folders[-1].household.id, "visit")
    assert (moved.address, moved.dwelling.id) == ("幸福路3号楼301", homes["301"])
    assert [front.drawer.id for front in await load_cabinet(petra, NORTH_VILLAGE)] == [building.drawer]
    assert (await verify_chain(Register.RESIDENCE)).is_whole


async def test_undoing_a_merge_puts_every_row_back(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    other, homes = await duplicate_of(cast, building)
    await make_household(petra, building.dwellings["101"])
    before = await everything()
    merge_id = await merge_addresses(petra, other, building.building)
    assert await everything() != before
    await undo_merge(petra, merge_id)
    assert await everything() == before
    (folder,) = [
        one
        for one in await load_folders(petra, (await drawer_of(homes["301"], cast)))
        if one.dwelling.id == homes["301"]
    ]
    assert (await open_household_file(petra, folder.household.id, "visit")).address == "幸福路03栋301"
    with pytest.raises(MergeNotUndone):
        await undo_merge(petra, merge_id)
    assert [merge.undone_at is None for merge in await list_merges(petra)] == [False]


async def drawer_of(dwelling_id: UUID, cast: Cast) -> UUID:
    return (await load_dwelling(cast.petra.officer, Act.DWELLING_OPEN, dwelling_id)).drawer_id


async def test_a_merge_is_not_undone_over_a_later_change(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    other, _ = await duplicate_of(cast, building)
    merge_id = await merge_addresses(petra, other, building.building)
    await change_address(petra, building.building, 1, AddressFacts("33号楼"))
    with pytest.raises(MergeNotUndone):
        await undo_merge(petra, merge_id)


async def test_a_drawer_goes_along_where_the_kept_address_stands_in_none(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    bare = await create_address(petra, AddressDraft(AddressKind.BUILDING, "03栋", parent_id=building.street))
    before = await everything()
    merge_id = await merge_addresses(petra, building.building, bare)
    (front,) = await load_cabinet(petra, NORTH_VILLAGE)
    assert (front.drawer.id, front.drawer.name) == (building.drawer, "幸福路03栋")
    await undo_merge(petra, merge_id)
    assert await everything() == before


async def test_only_addresses_of_one_kind_under_one_parent_are_merged(cast: Cast, building: Building) -> None:
    for merged in (building.building, building.street, building.rooms["101"]):
        with pytest.raises(InputInvalid):
            await merge_addresses(cast.petra.officer, merged, building.building)


async def test_a_table_that_goes_on_using_the_merged_name_brings_nothing_new(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    other, _ = await duplicate_of(cast, building)
    await merge_addresses(petra, other, building.building)
    row = {"division": NORTH_VILLAGE, "street": "幸福路", "building": "03栋", "room": "301"}
    assert [one.verdict for one in (await import_addresses(petra, [row])).verdicts] == [AddressVerdict.KNOWN]
