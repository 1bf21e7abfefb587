"""Verifying the chain: all of it, or its end."""

import asyncpg
import pytest

from supervision.actor import Actor
from supervision.audit import Act, ChainReport, audited_change, verify_chain
from supervision.storage.database import fetch
from supervision.vault import Vault
from tests.database import DatabaseServer
from tests.makers import CORRECTIONS

ENTRIES = 12


@pytest.fixture
async def chain(vault: Vault) -> None:
    assert vault
    for number in range(ENTRIES):
        async with audited_change(Actor.system("tests"), Act.SERVICE_CHECK) as change:
            change.note(number=number)


async def break_with(server: DatabaseServer, statement: str) -> None:
    (row,) = await fetch("SELECT current_database() AS name")
    connection = await asyncpg.connect(server.superuser_url_of(row["name"]))
    try:
        async with connection.transaction():
            await connection.execute("SET LOCAL session_replication_role = replica")
            await connection.execute(statement)
    finally:
        await connection.close()


@pytest.mark.usefixtures("chain")
async def test_a_whole_chain_is_whole_from_any_place() -> None:
    assert await verify_chain(CORRECTIONS) == ChainReport(ENTRIES, None, None)
    assert await verify_chain(CORRECTIONS, last=5) == ChainReport(5, None, None)
    assert await verify_chain(CORRECTIONS, last=500) == ChainReport(ENTRIES, None, None)


@pytest.mark.usefixtures("vault")
async def test_an_empty_chain_is_whole() -> None:
    assert await verify_chain(CORRECTIONS) == await verify_chain(CORRECTIONS, last=5) == ChainReport(0, None, None)


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE audit_entry SET result = 'refused' WHERE position = 10", ChainReport(9, 10, "altered")),
        ("DELETE FROM audit_entry WHERE position = 10", ChainReport(9, 10, "missing")),
        (
            "UPDATE audit_entry SET previous_mac = '\\x00' WHERE position = 10",
            ChainReport(9, 10, "does not follow the entry before"),
        ),
    ],
)
async def test_the_first_broken_entry_is_named(
    database_server: DatabaseServer, statement: str, found: ChainReport
) -> None:
    await break_with(database_server, statement)
    assert await verify_chain(CORRECTIONS) == found
    last = await verify_chain(CORRECTIONS, last=5)
    assert (last.broken_position, last.reason) == (10, found.reason)
    assert (await verify_chain(CORRECTIONS, last=1)).is_whole


@pytest.mark.usefixtures("chain")
async def test_an_act_upon_many_records_has_an_entry_for_each_or_none_at_all() -> None:
    async def check(*, breaks_off: bool) -> None:
        async with audited_change(Actor.system("tests"), Act.SERVICE_CHECK) as change:
            change.is_also_about("thing", range(3), why="a test")
            change.is_also_about("other", ["a"])
            if breaks_off:
                raise RuntimeError

    with pytest.raises(RuntimeError):
        await check(breaks_off=True)
    assert await verify_chain(CORRECTIONS) == ChainReport(ENTRIES, None, None)
    await check(breaks_off=False)
    rows = await fetch(
        "SELECT subject_kind, subject_id, detail_json FROM audit_entry ORDER BY position OFFSET $1", ENTRIES
    )
    assert [tuple(row) for row in rows] == [
        ("register", "all", "{}"),
        *(("thing", str(number), '{"why":"a test"}') for number in range(3)),
        ("other", "a", "{}"),
    ]
    assert await verify_chain(CORRECTIONS) == ChainReport(ENTRIES + 5, None, None)
