"""The pool of the service, and statements that are not Piccolo's."""

import asyncio
from collections.abc import Mapping

from supervision.errors import SettingsWrong
from supervision.storage.engine import DB, Connection, Record, current_connection
from supervision.storage.failures import connection_failures, storage_failures

__all__ = ["Connection", "Record", "close_pool", "fetch", "fetch_one", "open_pool"]

OLDEST_SERVER = 150_000
"""PostgreSQL 15, as `server_version_num` counts."""

_CONNECT_SECONDS = 10.0
_CLOSE_SECONDS = 10.0
_COMMAND_SECONDS = 40.0  # a little more than the server's own limit: for a server that no longer answers at all
_STATEMENTS_KEPT = 500  # the driver's 100 are fewer than the pages ask: each would be planned anew again and again
_LONGEST_KEPT = 64 * 1024  # the driver's 15 kB leave out the dozen questions of a page: planned anew each time, 15 ms
_SERVICE_SETTINGS: Mapping[str, str] = {
    "application_name": "supervision",
    "statement_timeout": "30s",
    "lock_timeout": "10s",
    # A worker that froze inside a transaction holds its shard's row until this passes.
    "idle_in_transaction_session_timeout": "10s",
    "timezone": "UTC",
    "jit": "off",  # nothing here runs long enough to be worth compiling, and the estimates of long statements say so
}


async def open_pool(
    url: str, *, min_size: int = 2, max_size: int = 10, server_settings: Mapping[str, str] | None = None
) -> None:
    """Open the process's pool on the running event loop; `SettingsWrong` when the server is too old or refuses us."""
    if DB.pool is not None:
        raise RuntimeError("The pool is already open.")
    DB.config = {
        "dsn": url,
        "timeout": _CONNECT_SECONDS,
        "command_timeout": _COMMAND_SECONDS,
        "statement_cache_size": _STATEMENTS_KEPT,
        "max_cached_statement_lifetime": 0,
        "max_cacheable_statement_size": _LONGEST_KEPT,
        "server_settings": {**_SERVICE_SETTINGS, **(server_settings or {})},
    }
    try:
        with connection_failures():
            await DB.start_connection_pool(min_size=min_size, max_size=max_size, reset=_leave_as_it_is)
        async with DB.pooled_connection() as connection:
            await check_server(connection)
    except BaseException:
        await close_pool()
        raise


async def _leave_as_it_is(_connection: Connection) -> None:
    """Nothing of ours outlives its transaction, and the driver rolls back what broke off: there is nothing to reset.

    Asking the server to do so would cost a page two more journeys.
    """


async def close_pool() -> None:
    """Close the pool, waiting ten seconds for what is under way; nothing happens when none is open."""
    pool, DB.pool, DB.config = DB.pool, None, {}
    if pool is not None:
        try:
            await asyncio.wait_for(pool.close(), _CLOSE_SECONDS)
        except TimeoutError:
            pool.terminate()


async def check_server(connection: Connection) -> None:
    """`SettingsWrong` unless the server is PostgreSQL 15 or later and the database is in UTF-8."""
    row = await connection.fetchrow(
        "SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding"
    )
    if row is None or row["version"] < OLDEST_SERVER:
        message = "The database server must be PostgreSQL 15 or later."
        raise SettingsWrong(message)
    if row["encoding"] != "UTF8":
        message = f"The database must be encoded in UTF8, not {row['encoding']}."
        raise SettingsWrong(message)


async def fetch(sql: str, *arguments: object) -> list[Record]:
    """All rows of a statement with positional arguments ($1 and so on), in the task's transaction if one is open."""
    with storage_failures():
        connection = current_connection()
        if connection is not None:
            return await connection.fetch(sql, *arguments)
        async with DB.pooled_connection() as pooled:
            return await pooled.fetch(sql, *arguments)


async def fetch_one(sql: str, *arguments: object) -> Record | None:
    """The first row of a statement, if any; otherwise as `fetch`."""
    rows = await fetch(sql, *arguments)
    return rows[0] if rows else None
