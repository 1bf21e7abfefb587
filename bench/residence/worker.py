"""One of the processes that fill a register: every second community of both counties."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg

from bench.residence.crowd import CROWD_COUNTY, communities_of, crowd_homes, district_homes, pool_of_names
from bench.residence.filling import SEED, URL_VARIABLE, WORKERS, district_of
from bench.residence.rows import COLUMNS, Rows
from supervision.residence.changes import RESIDENCE
from supervision.settings import load_settings
from supervision.storage.database import close_pool, open_pool
from supervision.vault import DataKey, open_vault, service_key, use_vault


async def work(home: Path, url: str, residents: int, worker: int) -> None:
    """Fill this worker's communities, and write down who of the district got which id."""
    settings = load_settings({"SUPERVISION_HOME": str(home)})
    await open_pool(url, max_size=2)
    use_vault(await open_vault(settings))
    key = await service_key(RESIDENCE)
    indexed: dict[int, str] = {}
    connection = await asyncpg.connect(url, command_timeout=None)
    try:
        async for rows in _communities(residents, worker, key):
            await _copy(connection, rows)
            indexed.update({index: str(resident_id) for index, resident_id in rows.indexed.items()})
    finally:
        await connection.close()
        await close_pool()
    (home / f"filled-{worker}.json").write_text(json.dumps(indexed))


async def _communities(residents: int, worker: int, key: DataKey) -> AsyncIterator[Rows]:
    district = district_of(residents)
    for number, (community, homes) in enumerate(sorted(district_homes(district).items())):
        if number % WORKERS == worker:
            rows = Rows(community, key)
            rows.add(homes)
            yield rows
    names, places = pool_of_names(SEED), communities_of(CROWD_COUNTY)
    left = residents - district.people_count
    for number, community in enumerate(places):
        if number % WORKERS == worker:
            rows = Rows(community, key)
            rows.add(
                crowd_homes(SEED, number, left * (number + 1) // len(places) - left * number // len(places), names)
            )
            yield rows


async def _copy(connection: asyncpg.Connection, rows: Rows) -> None:
    async with connection.transaction():
        for table, columns in COLUMNS.items():
            await connection.copy_records_to_table(table, records=rows.tables[table], columns=columns.split())
        for table, packed in (("resident_term", rows.terms), ("duplicate_key", rows.keys)):
            await connection.copy_to_table(table, source=_parts(bytes(packed)), format="binary")


async def _parts(packed: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(packed), 1 << 20):
        yield packed[start : start + (1 << 20)]


if __name__ == "__main__":
    asyncio.run(work(Path(sys.argv[1]), os.environ[URL_VARIABLE], int(sys.argv[2]), int(sys.argv[3])))
