"""In which order one walks past the homes of a drawer: house by house, unit by unit, floor by floor."""

from supervision.residence.addresses.drawers import create_drawer
from supervision.residence.addresses.dwellings import create_dwelling, dwellings_in
from supervision.residence.addresses.importing import import_addresses
from supervision.storage.database import fetch
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_residence import FACTS


async def doors(cast: Cast, drawer: str, *homes: tuple[str, ...]) -> list[str]:
    """The homes (street, building, unit, room) as the drawer of that address gives them."""
    officer, columns = cast.petra.officer, ("street", "building", "unit", "room")
    rows = [dict(zip(columns, home, strict=False)) | {"division": NORTH_VILLAGE} for home in homes]
    await import_addresses(officer, rows)
    ids = {row["full_name"]: row["id"] for row in await fetch("SELECT id, full_name FROM standard_address")}
    drawer_id = await create_drawer(officer, ids[drawer])
    for home in homes:
        await create_dwelling(officer, ids["".join(home)], FACTS)
    return [dwelling.address.removeprefix(drawer) for dwelling in await dwellings_in(drawer_id)]


async def test_in_a_house_one_goes_up_unit_by_unit(cast: Cast) -> None:
    homes = [("幸福路", "3号楼", unit, room) for room in ("102", "101", "201") for unit in ("2单元", "1单元")]
    assert await doors(cast, "幸福路3号楼", *homes) == [
        "1单元101", "1单元102", "1单元201", "2单元101", "2单元102", "2单元201",
    ]  # fmt: skip


async def test_in_a_street_one_goes_from_house_to_house(cast: Cast) -> None:
    homes = [("柳巷", "12号院"), ("柳巷", "5号院", "", "102"), ("柳巷", "5号院", "", "101"), ("柳巷", "3号院")]
    assert await doors(cast, "柳巷", *homes) == ["3号院", "5号院101", "5号院102", "12号院"]
