"""The residents' table from its handing in to its undoing, against the real database."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

import pytest

from supervision.audit import verify_chain
from supervision.errors import NotFound, StorageUnavailable
from supervision.legal_time import legal_day, moved_clock, now
from supervision.residence.households.opening import open_household_file, open_resident
from supervision.residence.households.registering import end_stay, register_resident
from supervision.residence.households.words import MemberRole, StayEnd
from supervision.residence.search.finding import search
from supervision.residence.sheets.jobs import (
    drop_import,
    hand_in,
    open_import,
    open_verdicts,
    undo_import,
)
from supervision.residence.sheets.residents import ResidentTable
from supervision.residence.sheets.words import ImportKind
from supervision.residence.sheets.worker import work_off
from supervision.settings import Register
from supervision.sheet_cells import Cell
from supervision.sheets.jobs import NothingToWrite, OwnImport, UndoTooLate
from supervision.sheets.store import ImportStatePassed, job_key
from supervision.sheets.words import ImportState, ImportVerdict
from supervision.sheets.worker import Sheet, SheetRow
from supervision.storage.database import fetch, fetch_one
from tests.cast import Cast
from tests.makers import Member
from tests.makers_residence import Building, id_number, make_household, make_new
from tests.makers_residence_imports import confirm_as_checked

TITLES = (
    "证件类型", "证件号码", "姓名", "联系方式", "文化程度", "房屋编号", "流入原因", "住所类型", "登记日期", "户编号",
    "与户主关系",
)  # fmt: skip


def row(number: int, **told: Cell) -> SheetRow:
    cells: dict[str, Cell] = {
        "证件类型": "居民身份证",
        "证件号码": id_number(order=100 + number),
        "姓名": "周晓岚",
        "联系方式": f"1380000{number:04}",
        "文化程度": "大学本科",
        "房屋编号": "F-101",
        "流入原因": "务工",
        "住所类型": "租赁",
        "登记日期": "2026-03-01",
        "户编号": f"H{number}",
        "与户主关系": "户主",
    }
    return SheetRow(number, cells | told, {})


def sheet(*rows: SheetRow, titles: tuple[str, ...] = TITLES) -> Callable[[bytes], Sheet]:
    return lambda _: Sheet(titles, rows)


@pytest.fixture(autouse=True)
async def coded(building: Building) -> Building:
    """The building, its rooms known by the district's codes."""
    for room, address in building.rooms.items():
        await fetch("UPDATE standard_address SET code = $2 WHERE id = $1", address, f"F-{room}")
    return building


async def checked(cast: Cast, *rows: SheetRow) -> UUID:
    job_id = await hand_in(cast.petra.officer, ImportKind.RESIDENTS, "名单.xlsx", b"upload")
    await work_off(job_id, sheet(*rows))
    return job_id


async def written(cast: Cast, second: Member, *rows: SheetRow) -> UUID:
    job_id = await checked(cast, *rows)
    await confirm_as_checked(second.officer, job_id)
    await work_off(job_id, sheet())
    return job_id


async def counts_of(cast: Cast, job_id: UUID) -> Mapping[ImportVerdict, int]:
    return (await open_import(cast.petra.officer, job_id)).counts


async def test_every_row_has_a_verdict_and_nothing_is_written_before_a_second_person_says_so(
    cast: Cast, coded: Building, second: Member
) -> None:
    await make_household(cast.petra.officer, coded.dwellings["201"])  # who is registered in 201 as id_number()
    job_id = await checked(
        cast,
        row(2),
        row(3, 证件号码=id_number(order=102)),  # the same as row 2's
        row(4, 证件号码="149902199003070118"),
        row(5, 房屋编号="F-999"),
        row(6, 证件号码=id_number()),
        row(7, 登记日期="不详"),
    )
    job, lines = await open_verdicts(cast.petra.officer, job_id, 0)
    assert job.state is ImportState.CHECKED
    assert {line.row_number: (line.verdict, line.field) for line in lines} == {
        2: (ImportVerdict.NEW, None),
        3: (ImportVerdict.DUPLICATE, "document_number"),
        4: (ImportVerdict.INVALID, "document_number"),
        5: (ImportVerdict.OUTSIDE, "home_code"),
        6: (ImportVerdict.DUPLICATE, "document_number"),
        7: (ImportVerdict.INVALID, "began_on"),
    }
    assert {line.who for line in lines} == {"周*"}
    assert len(await fetch("SELECT id FROM resident")) == 1
    with pytest.raises(OwnImport):
        await confirm_as_checked(cast.petra.officer, job_id)
    await confirm_as_checked(second.officer, job_id)
    await work_off(job_id, sheet())
    assert len(await fetch("SELECT id FROM resident")) == 2
    assert (await verify_chain(Register.RESIDENCE)).is_whole


async def test_a_household_of_several_rows_is_one_file(cast: Cast, second: Member) -> None:
    await written(
        cast, second, row(2, 户编号="H1"), row(3, 户编号="H1", 与户主关系="配偶", 姓名="陈立"), row(4, 户编号="H2")
    )
    households = await fetch("SELECT id FROM household ORDER BY number")
    assert len(households) == 2
    file = await open_household_file(cast.petra.officer, households[0]["id"], "visit")
    assert {(member.person.name if member.person else "", member.role) for member in file.members} == {
        ("周晓岚", MemberRole.HEAD),
        ("陈立", MemberRole.SPOUSE),
    }
    occupancy = await fetch_one("SELECT residents FROM occupancy")
    assert occupancy is not None
    assert occupancy["residents"] == 3


async def roles_of_households() -> list[set[str]]:
    rows = await fetch("SELECT household, role FROM membership WHERE ended_on IS NULL")
    households: dict[UUID, set[str]] = {}
    for one in rows:
        households.setdefault(one["household"], set()).add(one["role"])
    return sorted(households.values(), key=sorted)


async def test_a_second_head_is_refused_and_whoever_says_nothing_keeps_the_head_company(
    cast: Cast, second: Member
) -> None:
    job_id = await written(
        cast,
        second,
        row(2, 户编号="H1", 与户主关系=""),
        row(3, 户编号="H1"),
        row(4, 户编号="H1", 姓名="陈立"),
        row(5, 户编号="H2", 与户主关系=""),
        row(6, 户编号="H2", 与户主关系=""),
    )
    _, lines = await open_verdicts(cast.petra.officer, job_id, 0)
    assert [(line.row_number, line.field) for line in lines if line.verdict is ImportVerdict.INVALID] == [(4, "role")]
    assert await roles_of_households() == [{"companion", "head"}] * 2


async def test_a_new_member_joins_the_household_of_those_who_are_registered(cast: Cast, second: Member) -> None:
    await written(cast, second, row(2, 户编号="H1"))
    await written(cast, second, row(2, 户编号="H1"), row(3, 户编号="H1", 与户主关系=""))
    assert await roles_of_households() == [{"companion", "head"}]
    again = await checked(cast, row(2, 户编号="H1"), row(4, 户编号="H1"), row(5, 户编号="H1", 与户主关系="配偶"))
    assert await counts_of(cast, again) == {
        ImportVerdict.UNCHANGED: 1, ImportVerdict.INVALID: 1, ImportVerdict.NEW: 1,
    }  # fmt: skip


async def test_a_head_who_was_registered_since_the_check_stays_the_only_one(cast: Cast, second: Member) -> None:
    await written(cast, second, row(2, 户编号="H1", 与户主关系="配偶"))
    (household,) = await fetch("SELECT id FROM household")
    job_id = await checked(cast, row(2, 户编号="H1", 与户主关系="配偶"), row(3, 户编号="H1"))
    await register_resident(cast.petra.officer, household["id"], make_new(role=MemberRole.HEAD))
    await confirm_as_checked(second.officer, job_id)
    await work_off(job_id, sheet())
    assert await counts_of(cast, job_id) == {ImportVerdict.UNCHANGED: 1, ImportVerdict.INVALID: 1}
    assert len(await fetch("SELECT id FROM membership WHERE role = 'head'")) == 1


async def test_what_the_law_does_not_list_is_not_taken_over_and_it_is_said(cast: Cast, second: Member) -> None:
    job_id = await written(cast, second, row(2))
    (resident,) = await fetch("SELECT id FROM resident")
    assert (await open_resident(cast.petra.officer, resident["id"], "visit")).person.education == ""
    job = await open_import(cast.petra.officer, job_id)
    assert job.left_out(await job_key(job)) == ("文化程度",)


async def test_importing_again_is_a_comparison(cast: Cast, second: Member) -> None:
    await written(cast, second, row(2), row(3))
    again = await checked(cast, row(2), row(3, 联系方式="13911112222"))
    assert await counts_of(cast, again) == {ImportVerdict.UNCHANGED: 1, ImportVerdict.CHANGED: 1}
    await confirm_as_checked(second.officer, again)
    await work_off(again, sheet())
    versions = await fetch("SELECT revision FROM resident_version ORDER BY revision")
    assert [version["revision"] for version in versions] == [1, 1, 2]
    with pytest.raises(NothingToWrite):
        await confirm_as_checked(second.officer, await checked(cast, row(2), row(3, 联系方式="13911112222")))


async def test_undoing_leaves_nothing_but_what_was_touched_since(cast: Cast, second: Member) -> None:
    job_id = await written(cast, second, row(2), row(3), row(4))
    touched = await fetch_one("SELECT id FROM resident LIMIT 1")
    assert touched is not None
    await end_stay(cast.petra.officer, touched["id"], legal_day(now()), StayEnd.LEFT_AREA)
    await undo_import(cast.petra.officer, job_id)
    await work_off(job_id, sheet())
    job = await open_import(cast.petra.officer, job_id)
    assert (job.state, job.kept_rows) == (ImportState.UNDONE, 1)
    assert [one["id"] for one in await fetch("SELECT id FROM resident")] == [touched["id"]]
    assert len(await fetch("SELECT id FROM household")) == 1
    for table in ("stay", "membership", "resident_version"):
        assert len(await fetch(f"SELECT id FROM {table}")) == 1  # noqa: S608
    assert await fetch("SELECT resident FROM resident_term") == []


async def test_undoing_a_change_puts_the_version_before_back(cast: Cast, second: Member) -> None:
    await written(cast, second, row(2))
    job_id = await written(cast, second, row(2, 联系方式="13911112222"))
    (resident,) = await fetch("SELECT id FROM resident")
    assert (await open_resident(cast.petra.officer, resident["id"], "visit")).person.phone == "13911112222"
    await undo_import(cast.petra.officer, job_id)
    await work_off(job_id, sheet())
    assert (await open_resident(cast.petra.officer, resident["id"], "visit")).person.phone == "13800000002"


async def test_after_a_day_nothing_is_undone(cast: Cast, second: Member) -> None:
    job_id = await written(cast, second, row(2))
    later = now() + timedelta(hours=25)
    with moved_clock(lambda: later), pytest.raises(UndoTooLate):
        await undo_import(cast.petra.officer, job_id)


async def test_a_worker_killed_between_two_chunks_goes_on_behind_the_first(
    cast: Cast, second: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ResidentTable, "chunk_rows", 2)
    job_id = await checked(cast, *(row(number) for number in range(2, 8)))
    await confirm_as_checked(second.officer, job_id)
    done = 0
    original = ResidentTable.write

    async def dies(self: ResidentTable, *arguments: object) -> object:
        nonlocal done
        if done == 1:
            raise ConnectionResetError
        done += 1
        return await original(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(ResidentTable, "write", dies)
    with pytest.raises(StorageUnavailable):
        await work_off(job_id, sheet())
    assert len(await fetch("SELECT id FROM resident")) == 2
    monkeypatch.setattr(ResidentTable, "write", original)
    await work_off(job_id, sheet())
    await work_off(job_id, sheet())
    assert len(await fetch("SELECT id FROM resident")) == 6
    assert (await open_import(cast.petra.officer, job_id)).state is ImportState.WRITTEN


async def test_whoever_was_registered_since_the_check_is_left_out(cast: Cast, coded: Building, second: Member) -> None:
    job_id = await checked(cast, row(2, 证件号码=id_number()), row(3))
    await make_household(cast.petra.officer, coded.dwellings["201"])
    await confirm_as_checked(second.officer, job_id)
    await work_off(job_id, sheet())
    assert await counts_of(cast, job_id) == {ImportVerdict.DUPLICATE: 1, ImportVerdict.NEW: 1}


async def test_an_import_is_seen_in_its_own_reach_and_can_be_dropped(cast: Cast, second: Member) -> None:
    job_id = await checked(cast, row(2))
    for stranger in (cast.pavel, cast.olga):
        with pytest.raises(NotFound):
            await open_import(stranger.officer, job_id)
    await drop_import(cast.petra.officer, job_id)
    with pytest.raises(ImportStatePassed):
        await confirm_as_checked(second.officer, job_id)
    assert await fetch("SELECT id FROM import_chunk") == []


async def test_an_imported_resident_is_found(cast: Cast, second: Member) -> None:
    await written(cast, second, row(2, 姓名="欧阳如玉"))
    found = await search(cast.petra.officer, "ouyang", "visit")
    assert len(found.residents) == 1
