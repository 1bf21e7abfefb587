"""The one transaction: whole or not at all, whatever fails."""

import asyncio

import asyncpg
import pytest

from supervision.errors import RuleRefused, StorageUnavailable
from supervision.storage.database import fetch
from supervision.storage.engine import DB
from supervision.storage.transaction import one_transaction
from supervision.storage.urls import DatabaseUrls


@pytest.fixture
async def promises(bare_database: DatabaseUrls) -> DatabaseUrls:
    """A table whose constraint is only checked by COMMIT."""
    owner = await asyncpg.connect(bare_database.owner)
    await owner.execute("CREATE TABLE promise (number int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
    await owner.execute("GRANT ALL ON promise TO supervision_service")
    await owner.close()
    return bare_database


async def promise_and_refuse() -> None:
    async with one_transaction() as connection:
        await connection.execute("INSERT INTO promise VALUES (1)")
        raise RuleRefused


async def count_promises() -> int:
    return int((await fetch("SELECT count(*) AS number FROM promise"))[0]["number"])


@pytest.mark.usefixtures("promises")
async def test_what_was_done_is_kept_at_the_end() -> None:
    async with one_transaction() as connection:
        await connection.execute("INSERT INTO promise VALUES (1)")
    assert await count_promises() == 1


@pytest.mark.usefixtures("promises")
async def test_a_refusal_inside_undoes_everything_and_is_passed_on() -> None:
    with pytest.raises(RuleRefused):
        await promise_and_refuse()
    assert await count_promises() == 0


@pytest.mark.usefixtures("promises")
async def test_a_failed_commit_leaves_nothing_behind_and_the_next_transaction_is_one() -> None:
    for _ in range(20):  # more often than the pool has connections: none may leak
        with pytest.raises(asyncpg.UniqueViolationError):
            async with one_transaction() as connection:
                await connection.execute("INSERT INTO promise VALUES (1), (1)")
    with pytest.raises(RuleRefused):
        await promise_and_refuse()
    assert await count_promises() == 0
    assert not DB.transaction_exists()


async def test_a_connection_that_dies_before_commit_is_given_up_and_nothing_is_kept(promises: DatabaseUrls) -> None:
    killer = await asyncpg.connect(promises.service)

    async def promise_and_die() -> None:
        async with one_transaction() as connection:
            await connection.execute("INSERT INTO promise VALUES (1)")
            pid = await connection.fetchval("SELECT pg_backend_pid()")
            await killer.execute("SELECT pg_terminate_backend($1)", pid)

    for _ in range(10):
        with pytest.raises(StorageUnavailable):
            await promise_and_die()
    await killer.close()
    assert await count_promises() == 0


@pytest.mark.usefixtures("promises")
async def test_a_cancelled_transaction_undoes_itself_and_gives_its_connection_back() -> None:
    inside = asyncio.Event()

    async def never_ending() -> None:
        async with one_transaction() as connection:
            await connection.execute("INSERT INTO promise VALUES (1)")
            inside.set()
            await asyncio.sleep(60)

    for _ in range(10):
        inside.clear()
        task = asyncio.create_task(never_ending())
        await inside.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert await count_promises() == 0


@pytest.mark.usefixtures("promises")
async def test_transactions_are_not_nested() -> None:
    with pytest.raises(RuntimeError, match="already open"):
        async with one_transaction(), one_transaction():
            pass


@pytest.mark.usefixtures("promises")
async def test_a_deadlock_is_storage_unavailable_for_one_and_success_for_the_other() -> None:
    await fetch("INSERT INTO promise VALUES (1), (2)")
    both_inside = asyncio.Barrier(2)

    async def lock(first: int, second: int) -> None:
        async with one_transaction() as connection:
            await connection.execute("SELECT FROM promise WHERE number = $1 FOR UPDATE", first)
            await both_inside.wait()
            await connection.execute("SELECT FROM promise WHERE number = $1 FOR UPDATE", second)

    outcomes = await asyncio.gather(lock(1, 2), lock(2, 1), return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "StorageUnavailable"]


async def test_a_serialization_failure_is_storage_unavailable(promises: DatabaseUrls) -> None:
    other = await asyncpg.connect(promises.service)
    await other.execute("INSERT INTO promise VALUES (1)")

    async def come_second() -> None:
        async with one_transaction() as connection:
            await connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            await connection.fetch("SELECT * FROM promise")
            await other.execute("UPDATE promise SET number = 3")
            await connection.execute("UPDATE promise SET number = 4")

    with pytest.raises(StorageUnavailable):
        await come_second()
    await other.close()
