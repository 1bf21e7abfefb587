"""The whole district from two workbooks: how long until its homes and residents are written, sealed and audited.

The real worker does it, as a process of its own, from two officers' handing in and confirming; what was written is
counted and opened afterwards, and one row too few or too many ends the benchmark.
"""

import asyncio
import os
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from uuid import UUID

import asyncpg

from bench.district.columns import DWELLINGS
from bench.district.district import District
from bench.district.people import Person
from bench.district.places import DISTRICT
from bench.report import report
from bench.residence.crowd import communities_of
from bench.residence.filling import SEED
from bench.residence.register import opened_register
from supervision.audit import verify_chain
from supervision.officers import Officer, Role
from supervision.residence.changes import RESIDENCE
from supervision.residence.households.store import RESIDENT_COLUMNS, open_people, resident_of
from supervision.residence.sheets.jobs import confirm_import, hand_in, open_import
from supervision.residence.sheets.words import ImportKind
from supervision.settings import Register, Settings
from supervision.sheets.words import ImportState, ImportVerdict
from supervision.storage.database import fetch
from supervision.storage.postmaster import find_postmaster
from supervision.storage.server_folders import ServerFolders
from tests.makers import make_divisions, make_office, make_officer

_LOOKS_EVERY_SECONDS = 0.2
_PATIENCE_SECONDS = 300.0
_OPENED = 2_000

_STORED = (
    "standard_address", "drawer", "dwelling", "party", "party_term", "hazard", "hazard_step", "household", "resident",
    "resident_version", "stay", "membership", "resident_term", "duplicate_key", "occupancy", "card", "vault_key",
)  # fmt: skip


async def measure_import(folder: Path, people: int) -> None:
    """Import a district of so many people with its homes, and report."""
    district = District(SEED, people)
    residents, homes = await asyncio.to_thread(district.write_workbooks, folder)
    async with opened_register(folder) as (settings, urls), _worker(settings):
        giver, second = await _two_officers()
        began, cpu_before = time.monotonic(), _cpu_seconds(settings.home)
        at_homes = await _import(giver, second, ImportKind.HOMES, homes)
        homes_seconds = time.monotonic() - began
        at_residents = await _import(giver, second, ImportKind.RESIDENTS, residents)
        seconds, cpu_seconds = time.monotonic() - began, _cpu_seconds(settings.home) - cpu_before
        rows = await _check(district, at_homes, at_residents)
        size: Mapping[str, int] = {"size": district.people_count, "homes": district.homes_count, "rows_stored": rows}
        report("import_homes_seconds", homes_seconds, "s", **size)
        report("import_cpu_seconds", cpu_seconds, "s", **size)
        report("import_seconds", seconds, "s", await _bare_seconds(urls.owner), **size)


@asynccontextmanager
async def _worker(settings: Settings) -> AsyncIterator[None]:
    """The worker of imports, as `supervision run` starts it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "api.cli", "imports", env=os.environ | {"SUPERVISION_HOME": str(settings.home)}
    )
    try:
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _two_officers() -> tuple[Officer, Officer]:
    """Who hands in and who confirms, with the whole district in reach."""
    codes = {DISTRICT[:2]: "省", DISTRICT[:4]: "市", DISTRICT: "区"}
    codes |= {code[:9]: "街道" for code in communities_of(DISTRICT)}
    codes |= dict.fromkeys(communities_of(DISTRICT), "社区")
    await make_divisions({code: f"{name}{code}" for code, name in codes.items()})
    office = await make_office("分局", DISTRICT, register=Register.RESIDENCE)
    one, other = [
        await make_officer(name, name, Role.COMMUNITY_POLICE, DISTRICT, office, register=Register.RESIDENCE)
        for name in ("giver", "second")
    ]
    return one.officer, other.officer


async def _import(giver: Officer, second: Officer, kind: ImportKind, path: Path) -> Mapping[ImportVerdict, int]:
    """Hand a workbook in as one officer, confirm it as another at once; gives the rows by verdict."""
    job_id = await hand_in(giver, kind, path.name, await asyncio.to_thread(path.read_bytes))
    await _reached(giver, job_id, ImportState.CHECKED)
    await confirm_import(second, job_id, (await open_import(second, job_id)).checked_at)
    await _reached(giver, job_id, ImportState.WRITTEN)
    return (await open_import(giver, job_id)).counts


async def _reached(officer: Officer, job_id: UUID, state: ImportState) -> None:
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while (job := await open_import(officer, job_id)).state is not state:
            if job.state is ImportState.REFUSED:
                raise RuntimeError("the workbook was refused")
            await asyncio.sleep(_LOOKS_EVERY_SECONDS)


async def _check(
    district: District, at_homes: Mapping[ImportVerdict, int], at_residents: Mapping[ImportVerdict, int]
) -> int:
    """RuntimeError unless everything was written once and can be opened; gives how many rows were stored in all."""
    people = list(district.people())
    documents = Counter(person.document_number for person in people)
    landlord = {column.title: column.value for column in DWELLINGS}["房主证件号码"]
    stored = {table: await _count(table) for table in _STORED}
    wanted = {
        "dwelling": district.homes_count,
        "party": len({landlord(home) for home in district.homes()}),
        "drawer": len({home.building_address for home in district.homes()}),
        **dict.fromkeys(("resident", "resident_version", "stay", "membership"), len(documents)),
    }
    wrong: dict[str, object] = {
        table: (stored[table], count) for table, count in wanted.items() if stored[table] != count
    }
    if dict(at_homes) != {ImportVerdict.NEW: district.homes_count}:
        wrong["homes by verdict"] = dict(at_homes)
    twice = len(people) - len(documents)
    expected = {ImportVerdict.NEW: len(documents)} | ({ImportVerdict.DUPLICATE: twice} if twice else {})
    if dict(at_residents) != expected:
        wrong["residents by verdict"] = dict(at_residents)
    if not (await verify_chain(RESIDENCE)).is_whole:
        wrong["audit"] = "the chain is broken"
    wrong |= await _misread({person.document_number: person for person in reversed(people)})
    if wrong:
        raise RuntimeError(f"the import lost or invented something: {wrong}")
    return sum(stored.values())


async def _misread(by_document: Mapping[str, Person]) -> dict[str, int]:
    """How many of a sample do not open as the person whom the table told of."""
    rows = await fetch(f"SELECT {RESIDENT_COLUMNS} FROM resident AS r ORDER BY r.id LIMIT $1", _OPENED)  # noqa: S608 - a constant
    opened = (await open_people([resident_of(row) for row in rows])).values()
    right = sum(
        one.name == by_document[one.document_number].name.whole and one.phone == by_document[one.document_number].phone
        for one in opened
    )
    return {} if right == len(rows) else {"opened": right, "of": len(rows)}


async def _count(table: str) -> int:
    (row,) = await fetch(f"SELECT count(*) AS rows FROM {table}")  # noqa: S608 - our own names
    return int(row["rows"])


async def _bare_seconds(url: str) -> float:
    """What the database alone needs to write the same rows, without indexes and references."""
    connection = await asyncpg.connect(url)
    try:
        began = time.monotonic()
        for table in _STORED:
            await connection.execute(f"CREATE TABLE bare_{table} AS TABLE {table}")
        return time.monotonic() - began
    finally:
        await connection.close()


def _cpu_seconds(home: Path) -> float:
    """What this process, the worker and the database have used so far, with those that they have ended."""
    roots = {os.getpid(), find_postmaster(ServerFolders(home).data)}
    used: dict[int, float] = {}
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended since
            pid, _, fields = stat.read_text().partition(" (")
            _, parent, *rest = fields.rpartition(") ")[2].split()
            parents[int(pid)], used[int(pid)] = int(parent), sum(map(int, rest[9:13])) / os.sysconf("SC_CLK_TCK")
    return sum(seconds for pid, seconds in used.items() if roots & _line_of(pid, parents))


def _line_of(pid: int, parents: Mapping[int, int]) -> set[int]:
    """A process with those above it."""
    line = {pid}
    while (pid := parents.get(pid, 0)) and pid not in line:
        line.add(pid)
    return line
