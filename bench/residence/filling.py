"""Fills a register with residents by COPY: the rows that the product would have written, in minutes instead of days.

Indexes and foreign keys are set aside meanwhile and made anew at the end, as a restore does it.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg

from bench.district.district import PEOPLE, District
from bench.report import report
from bench.residence.rows import COLUMNS
from supervision.storage.urls import DatabaseUrls

SEED = "district"
WORKERS = 2
URL_VARIABLE = "BENCH_DATABASE_URL"
"""How a worker is told where the database is; a command line could be read by anybody."""

_FILLED = (*COLUMNS, "resident_term", "duplicate_key")


@dataclass(frozen=True, slots=True)
class Filled:
    """Who was registered: the ids of those whom the district's questions are about, by their index."""

    district: District
    indexed: Mapping[int, UUID]


def district_of(residents: int) -> District:
    """The invented district: at its real size, or, for a quick look, a part of it."""
    return District(SEED, min(PEOPLE, residents // 2))


async def fill(home: Path, urls: DatabaseUrls, residents: int) -> Filled:
    """Register so many residents in two counties, with two processes at work."""
    set_aside = await _set_indexes_aside(urls.owner)
    reports = [home / f"filled-{worker}.json" for worker in range(WORKERS)]
    workers = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bench.residence.worker",
            str(home),
            str(residents),
            str(worker),
            env=os.environ | {URL_VARIABLE: urls.owner},
        )
        for worker in range(WORKERS)
    ]
    if any([await worker.wait() for worker in workers]):
        raise RuntimeError("a worker could not fill the register")
    began = time.monotonic()
    await _put_indexes_back(urls.owner, set_aside)
    seconds = time.monotonic() - began
    report("index_rebuild_seconds_per_million", seconds / residents * 1_000_000, "s", None, size=residents)
    indexed = {
        int(index): UUID(resident_id)
        for report in reports
        for index, resident_id in json.loads(report.read_text()).items()
    }
    return Filled(district_of(residents), indexed)


async def _set_indexes_aside(url: str) -> list[str]:
    """Drop what slows COPY down; gives the statements that make it anew, keys before what refers to them."""
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch(
            """SELECT conrelid::regclass::text AS "table", conname AS name, contype::text AS kind,
                   pg_get_constraintdef(oid) AS definition
               FROM pg_constraint WHERE conrelid::regclass::text = ANY($1) AND contype IN ('f', 'p', 'u')
               ORDER BY contype""",
            list(_FILLED),
        )
        referring = [row for row in rows if row["kind"] == "f"]
        bare = [row for row in rows if row["table"] in {"resident_term", "duplicate_key"} and row["kind"] == "p"]
        indexes = await connection.fetch(
            """SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
               WHERE indrelid::regclass::text = ANY($1) AND NOT EXISTS (
                   SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))""",
            list(_FILLED),
        )
        for row in (*referring, *bare):
            await connection.execute(f"ALTER TABLE {row['table']} DROP CONSTRAINT {row['name']}")
        for row in indexes:
            await connection.execute(f"DROP INDEX {row['name']}")
    finally:
        await connection.close()
    keys = [f"ALTER TABLE {row['table']} ADD CONSTRAINT {row['name']} {row['definition']}" for row in bare]
    rest = [f"ALTER TABLE {row['table']} ADD CONSTRAINT {row['name']} {row['definition']}" for row in referring]
    return [*keys, *(row["definition"] for row in indexes), *rest]


async def _put_indexes_back(url: str, statements: list[str]) -> None:
    connection = await asyncpg.connect(url, command_timeout=None)
    try:
        await connection.execute("SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2")
        for statement in statements:
            await connection.execute(statement)
        for table in _FILLED:
            await connection.execute(f"VACUUM (ANALYZE) {table}")
    finally:
        await connection.close()
