"""The table of rental homes from its handing in to its undoing, against the real database."""

from collections.abc import Callable, Mapping
from uuid import UUID

import pytest

from supervision.audit import Act, verify_chain
from supervision.documents import DocumentType
from supervision.errors import StorageUnavailable
from supervision.residence.addresses.dwellings import DwellingFacts, change_dwelling, load_dwelling
from supervision.residence.addresses.hazards import StepDraft, enter_step, load_open_hazards
from supervision.residence.addresses.landlords import enter_landlord, open_landlord, premises_of
from supervision.residence.addresses.words import HazardStepKind, Ownership
from supervision.residence.codes import BuildingUse, HazardKind, LettingUse
from supervision.residence.parties.details import Party
from supervision.residence.parties.store import find_parties
from supervision.residence.parties.words import PartyKind
from supervision.residence.sheets.home_table import HomeTable
from supervision.residence.sheets.jobs import hand_in, open_import, open_verdicts, undo_import
from supervision.residence.sheets.words import ImportKind
from supervision.residence.sheets.worker import work_off
from supervision.settings import Register
from supervision.sheet_cells import Cell
from supervision.sheets.store import ImportLine
from supervision.sheets.words import ImportState, ImportVerdict
from supervision.sheets.worker import Sheet, SheetRow
from supervision.storage.database import fetch
from tests.cast import NORTH_VILLAGE, SOUTH, Cast
from tests.makers import Member, make_divisions
from tests.makers_residence import Building, id_number, make_household
from tests.makers_residence_imports import confirm_as_checked

NEW, CHANGED, UNCHANGED = ImportVerdict.NEW, ImportVerdict.CHANGED, ImportVerdict.UNCHANGED
DUPLICATE, OUTSIDE, INVALID = ImportVerdict.DUPLICATE, ImportVerdict.OUTSIDE, ImportVerdict.INVALID
ELSEWHERE = f"{SOUTH}005"
TITLES = (
    "房屋编号", "行政区划", "街路巷", "门牌号", "楼栋", "单元", "房号", "建筑用途", "房屋面积", "房间数", "出租用途",
    "产权性质", "隐患类型", "房主证件类型", "房主证件号码", "房主姓名", "房主联系方式", "房主住址", "经度", "纬度",
    "可住人数",
)  # fmt: skip


def row(number: int, **told: Cell) -> SheetRow:
    cells: dict[str, Cell] = {
        "房屋编号": f"F-{number}",
        "行政区划": NORTH_VILLAGE,
        "街路巷": "青禾街",
        "门牌号": "12号",
        "楼栋": "5号楼",
        "单元": "1单元",
        "房号": f"{number}01",
        "建筑用途": "住宅",
        "房屋面积": 40.5,
        "房间数": 2,
        "出租用途": "住房",
        "隐患类型": "无",
        "房主证件类型": "居民身份证",
        "房主证件号码": id_number(order=501),
        "房主姓名": "孙建业",
        "房主联系方式": "13900001111",
        "可住人数": 8,
    }
    return SheetRow(number, cells | told, {})


def sheet(*rows: SheetRow) -> Callable[[bytes], Sheet]:
    return lambda _: Sheet(TITLES, rows)


async def checked(cast: Cast, *rows: SheetRow) -> UUID:
    job_id = await hand_in(cast.petra.officer, ImportKind.HOMES, "出租房.xlsx", b"upload")
    await work_off(job_id, sheet(*rows))
    return job_id


async def written(cast: Cast, second: Member, *rows: SheetRow) -> UUID:
    job_id = await checked(cast, *rows)
    await confirm_as_checked(second.officer, job_id)
    await work_off(job_id, sheet())
    return job_id


async def undone(cast: Cast, job_id: UUID) -> int:
    await undo_import(cast.petra.officer, job_id)
    await work_off(job_id, sheet())
    job = await open_import(cast.petra.officer, job_id)
    assert job.state is ImportState.UNDONE
    return job.kept_rows


async def lines_of(cast: Cast, job_id: UUID) -> list[ImportLine]:
    _, lines = await open_verdicts(cast.petra.officer, job_id, 0)
    return sorted(lines, key=lambda line: line.row_number)


async def verdicts_of(cast: Cast, job_id: UUID) -> Mapping[int, tuple[ImportVerdict, str | None]]:
    return {line.row_number: (line.verdict, line.field) for line in await lines_of(cast, job_id)}


async def count(table: str) -> int:
    (row,) = await fetch(f"SELECT count(*) AS rows FROM {table}")  # noqa: S608
    return int(row["rows"])


async def everything() -> dict[str, int]:
    """How many rows there are of whatever an import of homes makes."""
    tables = ("standard_address", "drawer", "dwelling", "party", "party_term", "hazard", "hazard_step")
    return {table: await count(table) for table in tables} | {
        "party keys": len(await fetch("SELECT id FROM vault_key WHERE kind = 'party'"))
    }


async def the_dwelling(code: str) -> UUID:
    (found,) = await fetch(
        "SELECT d.id FROM dwelling AS d JOIN standard_address AS a ON a.id = d.address WHERE a.code = $1", code
    )
    dwelling_id: UUID = found["id"]
    return dwelling_id


async def test_every_row_has_a_verdict_and_nothing_is_written_before_a_second_person_says_so(
    cast: Cast, building: Building, second: Member
) -> None:
    await make_divisions({ELSEWHERE: "柳湾村"})
    await fetch("UPDATE standard_address SET code = 'F-101' WHERE id = $1", building.rooms["101"])
    before = await everything()
    job_id = await checked(
        cast,
        row(2),
        row(3, 房屋编号="F-2"),
        row(4, 房号="201"),  # the room of row 2
        row(5, 行政区划=ELSEWHERE),
        row(6, 行政区划="149901001999"),
        row(7, 建筑用途="城堡"),
        row(8, 房屋面积="很大"),
        row(9, 房屋面积=-3),
        row(10, 房间数=1.5),
        row(11, 房主证件号码="149902199003070118"),
        row(12, 房主姓名="孙建军"),
        row(13, 房主联系方式=""),
        row(14, 隐患类型="地震"),
        row(15, 房号=""),
        row(16, 房屋编号="F-101"),
        row(17, 街路巷="", 行政区划="", 门牌号="", 楼栋="", 单元="", 房号=""),
        row(18, 经度=112.85),
        row(19, 房屋编号="F-101", 街路巷="", 行政区划="", 门牌号="", 楼栋="", 单元="", 房号=""),
        row(20, 房屋面积="nan"),
    )
    assert await verdicts_of(cast, job_id) == {
        2: (NEW, None),
        3: (DUPLICATE, "home_code"),
        4: (DUPLICATE, "home_code"),
        5: (OUTSIDE, "division"),
        6: (INVALID, "division"),
        7: (INVALID, "building_use"),
        8: (INVALID, "area_m2"),
        9: (INVALID, "area_m2"),
        10: (INVALID, "rooms"),
        11: (INVALID, "landlord_document_number"),
        12: (INVALID, "landlord_name"),
        13: (INVALID, "landlord_phone"),
        14: (INVALID, "hazards"),
        15: (INVALID, "room"),
        16: (INVALID, "home_code"),
        17: (OUTSIDE, "home_code"),
        18: (INVALID, "lat"),
        19: (CHANGED, None),
        20: (INVALID, "area_m2"),
    }
    assert all(line.reason for line in await lines_of(cast, job_id) if line.field)
    assert await everything() == before
    await confirm_as_checked(second.officer, job_id)
    await work_off(job_id, sheet())
    assert await count("dwelling") == before["dwelling"] + 1
    assert (await verify_chain(Register.RESIDENCE)).is_whole


async def test_a_home_is_recorded_with_its_address_its_drawer_its_landlord_and_its_hazards(
    cast: Cast, second: Member
) -> None:
    await written(
        cast, second, row(2, 隐患类型="火灾、治安", 产权性质="集体", 房主住址="青屏市石坝县", 经度=112.85, 纬度=35.49)
    )
    petra = cast.petra.officer
    dwelling = await load_dwelling(petra, Act.DWELLING_OPEN, await the_dwelling("F-2"))
    assert dwelling.address == "青禾街12号5号楼1单元201"
    assert dwelling.division == NORTH_VILLAGE
    assert dwelling.facts == DwellingFacts(
        BuildingUse.RESIDENTIAL, Ownership.COLLECTIVE, LettingUse.DWELLING, area_m2=40.5, rooms=2
    )
    assert dwelling.capacity == 4
    (drawer,) = await fetch("SELECT name FROM drawer WHERE id = $1", dwelling.drawer_id)
    assert drawer["name"] == "青禾街12号5号楼"
    (point,) = await fetch("SELECT lat, lon, floor FROM standard_address WHERE id = $1", dwelling.address_id)
    assert (point["lat"], point["lon"], point["floor"]) == (35.49, 112.85, 2)
    _, landlord = await open_landlord(petra, dwelling.id, "visit")
    assert landlord == Party(
        PartyKind.LANDLORD, "孙建业", "13900001111", DocumentType.ID_CARD, id_number(order=501), "青屏市石坝县"
    )
    assert {hazard.kind for hazard in await load_open_hazards(petra)} == {HazardKind.FIRE, HazardKind.SECURITY}
    assert [one.name for one in await find_parties(petra, "sunjianye")] == ["孙*"]


async def test_a_landlord_of_many_homes_is_one_party_whoever_entered_them(
    cast: Cast, building: Building, second: Member
) -> None:
    entered = Party(PartyKind.LANDLORD, "孙建业", "13900001111")
    party_id = await enter_landlord(cast.petra.officer, building.dwellings["101"], entered)
    await written(cast, second, row(2), row(3), row(4, 房主姓名="韩旭", 房主证件号码=id_number(order=77)))
    assert await count("party") == 2
    assert len(await premises_of(party_id)) == 3
    _, landlord = await open_landlord(cast.petra.officer, building.dwellings["101"], "visit")
    assert landlord.document_number == id_number(order=501)  # the table told more of whom we knew


async def test_a_party_whom_another_station_entered_is_not_met(cast: Cast, second: Member) -> None:
    await make_divisions({ELSEWHERE: "柳湾村"})
    job_id = await hand_in(cast.pavel.officer, ImportKind.HOMES, "出租房.xlsx", b"upload")
    await work_off(job_id, sheet(row(2, 行政区划=ELSEWHERE)))
    assert (await open_import(cast.pavel.officer, job_id)).counts == {NEW: 1}
    await fetch("UPDATE import_job SET state = 'writing', confirmed_by = $2, confirmed_at = now() WHERE id = $1",
                job_id, cast.petra.id)  # fmt: skip
    await work_off(job_id, sheet())
    await written(cast, second, row(3))
    assert await count("party") == 2


async def test_an_address_under_another_spelling_is_the_same_home(
    cast: Cast, building: Building, second: Member
) -> None:
    before = await everything()
    job_id = await written(
        cast, second, row(2, 街路巷="幸福路", 门牌号="", 楼栋="３栋", 单元="", 房号="101室", 房间数="")
    )
    assert await verdicts_of(cast, job_id) == {2: (CHANGED, None)}
    after = await everything()
    assert (after["standard_address"], after["dwelling"]) == (before["standard_address"], before["dwelling"])
    dwelling = await load_dwelling(cast.petra.officer, Act.DWELLING_OPEN, building.dwellings["101"])
    assert (dwelling.facts.area_m2, dwelling.facts.rooms) == (40.5, 3)  # an empty cell takes nothing away
    assert await the_dwelling("F-2") == building.dwellings["101"]


async def test_a_point_of_the_districts_own_table_stays(cast: Cast, building: Building, second: Member) -> None:
    await fetch(
        "UPDATE standard_address SET code = 'F-2', lat = 35.1, lon = 112.1 WHERE id = $1", building.rooms["101"]
    )
    by_code = dict.fromkeys(("行政区划", "街路巷", "门牌号", "楼栋", "单元", "房号"), "")
    await written(cast, second, row(2, **by_code, 经度=112.9, 纬度=35.9))
    (point,) = await fetch("SELECT lat, lon FROM standard_address WHERE code = 'F-2'")
    assert (point["lat"], point["lon"]) == (35.1, 112.1)


async def test_importing_again_is_a_comparison(cast: Cast, second: Member) -> None:
    await written(cast, second, row(2, 隐患类型="火灾"), row(3), row(4), row(5))
    again = await checked(
        cast, row(2, 隐患类型="火灾"), row(3, 房屋面积=41), row(4, 隐患类型="治安"), row(5, 房主联系方式="13922223333")
    )
    assert await verdicts_of(cast, again) == {
        2: (UNCHANGED, None), 3: (CHANGED, None), 4: (CHANGED, None), 5: (INVALID, "landlord_name"),
    }  # fmt: skip
    told_anew = [row(number, 房主联系方式="13922223333") for number in (2, 3, 4, 5)]
    await written(cast, second, *told_anew)
    _, landlord = await open_landlord(cast.petra.officer, await the_dwelling("F-5"), "visit")
    assert landlord.phone == "13922223333"
    assert await count("party") == 1


@pytest.mark.usefixtures("building")
async def test_undoing_leaves_nothing_behind(cast: Cast, second: Member) -> None:
    before = await everything()
    job_id = await written(
        cast, second, row(2, 隐患类型="火灾"), row(3), row(4, 街路巷="幸福路", 门牌号="", 楼栋="3号楼")
    )
    assert (await everything())["dwelling"] == before["dwelling"] + 3
    assert await undone(cast, job_id) == 0
    assert await everything() == before


async def test_undoing_keeps_and_counts_what_was_touched_since(cast: Cast, second: Member) -> None:
    petra = cast.petra.officer
    job_id = await written(cast, second, row(2, 隐患类型="火灾"), row(3), row(4), row(5))
    (hazard,) = await load_open_hazards(petra)
    await enter_step(petra, hazard.id, StepDraft(HazardStepKind.RESOLVED, "已清理。"))
    facts = DwellingFacts(BuildingUse.RESIDENTIAL, Ownership.PRIVATE, LettingUse.DWELLING, area_m2=50.0, rooms=2)
    await change_dwelling(petra, await the_dwelling("F-3"), 1, facts)
    await make_household(petra, await the_dwelling("F-4"))
    kept = {await the_dwelling(f"F-{number}") for number in (2, 3, 4)}
    assert await undone(cast, job_id) == 3
    assert {found["id"] for found in await fetch("SELECT id FROM dwelling")} == kept
    assert await count("party") == 1
    assert await fetch("SELECT id FROM standard_address WHERE name = '501'") == []


async def test_undoing_a_change_puts_back_what_was_recorded_before(
    cast: Cast, building: Building, second: Member
) -> None:
    petra, home = cast.petra.officer, building.dwellings["101"]
    entered = Party(PartyKind.LANDLORD, "韩旭", "13811112222")
    party_id = await enter_landlord(petra, home, entered)
    facts = (await load_dwelling(petra, Act.DWELLING_OPEN, home)).facts
    job_id = await written(
        cast,
        second,
        row(2, 街路巷="幸福路", 门牌号="", 楼栋="3号楼", 单元="", 房号="101", 隐患类型="火灾", 经度=1, 纬度=2),
    )
    assert await premises_of(party_id) == []
    assert await undone(cast, job_id) == 0
    assert (await load_dwelling(petra, Act.DWELLING_OPEN, home)).facts == facts
    _, landlord = await open_landlord(petra, home, "visit")
    assert landlord == entered
    assert await load_open_hazards(petra) == ()
    (address,) = await fetch("SELECT code, lat, lon FROM standard_address WHERE id = $1", building.rooms["101"])
    assert (address["code"], address["lat"], address["lon"]) == (None, None, None)
    assert await count("party") == 1
    assert await fetch("SELECT id FROM party WHERE released_at IS NOT NULL") == []


async def test_undoing_puts_back_what_was_known_of_a_landlord(cast: Cast, second: Member) -> None:
    await written(cast, second, row(2))
    job_id = await written(cast, second, row(2, 房主联系方式="13922223333"))
    assert await undone(cast, job_id) == 0
    _, landlord = await open_landlord(cast.petra.officer, await the_dwelling("F-2"), "visit")
    assert landlord.phone == "13900001111"
    assert len(await find_parties(cast.petra.officer, "13900001111")) == 1


async def test_a_worker_killed_between_two_chunks_goes_on_behind_the_first(
    cast: Cast, second: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HomeTable, "chunk_rows", 1)
    job_id = await checked(cast, *(row(number, 楼栋=f"{number}号楼") for number in range(2, 6)))
    await confirm_as_checked(second.officer, job_id)
    original, done = HomeTable.write, 0

    async def dies(self: HomeTable, *arguments: object) -> object:
        nonlocal done
        if done == 2:
            raise ConnectionResetError
        done += 1
        return await original(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(HomeTable, "write", dies)
    with pytest.raises(StorageUnavailable):
        await work_off(job_id, sheet())
    assert (await count("dwelling"), await count("party")) == (2, 1)
    monkeypatch.setattr(HomeTable, "write", original)
    await work_off(job_id, sheet())
    await work_off(job_id, sheet())
    assert (await count("dwelling"), await count("party"), await count("drawer")) == (4, 1, 4)
    assert await undone(cast, job_id) == 0
    assert set((await everything()).values()) == {0}


async def test_a_home_recorded_since_the_check_is_left_out(cast: Cast, second: Member) -> None:
    job_id = await checked(cast, row(2), row(3))
    await written(cast, second, row(2))
    await confirm_as_checked(second.officer, job_id)
    await work_off(job_id, sheet())
    assert (await open_import(cast.petra.officer, job_id)).counts == {DUPLICATE: 1, NEW: 1}


async def test_a_column_that_nobody_knows_is_named(cast: Cast) -> None:
    job = await open_import(cast.petra.officer, await checked(cast, row(2)))
    assert job.counts == {NEW: 1}
    assert job.left_out_sealed is not None
