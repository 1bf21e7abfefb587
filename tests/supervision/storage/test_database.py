"""The pool, plain statements, and failures in our words."""

import asyncpg
import pytest
from piccolo.columns import Integer
from piccolo.table import Table

from supervision.errors import SettingsWrong, StorageUnavailable
from supervision.storage.database import close_pool, fetch, fetch_one, open_pool
from supervision.storage.engine import DB
from supervision.storage.transaction import one_transaction
from supervision.storage.urls import DatabaseUrls
from tests.database import DatabaseServer


class NumberRow(Table, tablename="number", db=DB):
    value = Integer(default=None, null=False)


@pytest.fixture
async def numbers(bare_database: DatabaseUrls) -> DatabaseUrls:
    """A database with one small table that the service may use."""
    owner = await asyncpg.connect(bare_database.owner)
    await owner.execute("CREATE TABLE number (id serial PRIMARY KEY, value int NOT NULL)")
    await owner.execute("GRANT ALL ON number TO supervision_service; GRANT ALL ON number_id_seq TO supervision_service")
    await owner.close()
    return bare_database


@pytest.mark.usefixtures("numbers")
async def test_statements_bind_their_arguments() -> None:
    await fetch("INSERT INTO number (value) VALUES ($1), ($2)", 4, 5)
    assert [row["value"] for row in await fetch("SELECT value FROM number WHERE value > $1", 4)] == [5]
    assert await fetch_one("SELECT value FROM number WHERE value = $1", 6) is None


@pytest.mark.usefixtures("numbers")
async def test_piccolo_and_plain_statements_share_the_open_transaction() -> None:
    async with one_transaction() as connection:
        await NumberRow.insert(NumberRow(value=7)).run()
        assert await connection.fetchval("SELECT value FROM number") == 7
        assert (await fetch("SELECT value FROM number"))[0]["value"] == 7


@pytest.mark.usefixtures("bare_database")
async def test_a_session_of_the_service_cannot_hang_for_ever() -> None:
    for setting in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
        row = await fetch_one("SELECT current_setting($1) AS value", setting)
        assert row is not None
        assert row["value"].endswith("s")


@pytest.mark.usefixtures("bare_database")
async def test_a_lost_connection_is_storage_unavailable_and_the_next_statement_works() -> None:
    async def lose_the_connection() -> None:
        async with one_transaction() as connection:
            await connection.fetchval("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(StorageUnavailable):
        await lose_the_connection()
    assert [row["one"] for row in await fetch("SELECT 1 AS one")] == [1]


@pytest.mark.usefixtures("bare_database")
async def test_piccolo_s_queries_fail_in_our_words_too() -> None:
    async def exceed_the_time_limit() -> None:
        async with one_transaction() as connection:
            await connection.execute("SET LOCAL statement_timeout = '20ms'")
            await NumberRow.raw("SELECT pg_sleep(5)").run()

    with pytest.raises(StorageUnavailable):
        await exceed_the_time_limit()


@pytest.mark.usefixtures("bare_database")
async def test_a_wrong_statement_keeps_its_own_error() -> None:
    with pytest.raises(asyncpg.UndefinedTableError):
        await fetch("SELECT * FROM absent")


async def test_without_an_open_pool_nothing_connects_anywhere() -> None:
    with pytest.raises(StorageUnavailable):
        await fetch("SELECT 1")
    with pytest.raises(StorageUnavailable):
        await NumberRow.select().run()


async def test_a_server_that_is_not_there_is_storage_unavailable() -> None:
    with pytest.raises(StorageUnavailable):
        await open_pool("postgresql://nobody:none@127.0.0.1:1/none")
    await close_pool()
    assert DB.pool is None


async def test_a_refused_password_is_a_wrong_setting(database_server: DatabaseServer) -> None:
    url = database_server.postgres.urls.service
    password = url.split(":")[2].split("@")[0]
    with pytest.raises(SettingsWrong, match="SUPERVISION_DATABASE_URL"):
        await open_pool(url.replace(password, "guessed"))
    assert DB.pool is None


@pytest.mark.usefixtures("bare_database")
async def test_what_a_transaction_set_does_not_reach_whoever_has_the_connection_next() -> None:
    plain = (await fetch("SELECT current_setting('plan_cache_mode') AS mode"))[0]["mode"]
    async with one_transaction() as connection:
        await connection.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        inside = await connection.fetchval("SELECT pg_backend_pid()")
    after = (await fetch("SELECT current_setting('plan_cache_mode') AS mode, pg_backend_pid() AS pid"))[0]
    assert (after["pid"], after["mode"]) == (inside, plain)
