"""Piccolo's engine, made to fail in our words, and the connection that a task's statements use."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import Any, Protocol, TypeAlias

from piccolo.engine.postgres import PostgresEngine
from piccolo.querystring import QueryString

from supervision.errors import StorageUnavailable
from supervision.storage.failures import connection_failures, storage_failures

ACQUIRE_SECONDS = 10.0
"""How long a statement waits for a free connection of the pool."""

Record: TypeAlias = Mapping[str, Any]
"""A row, by column name."""


class Connection(Protocol):
    """What we use of a connection of asyncpg, whose own types are not published."""

    async def execute(self, query: str, *arguments: object) -> str:
        """Run a statement; the answer is its command tag."""

    async def executemany(self, command: str, arguments: Sequence[Sequence[object]]) -> None:
        """Run a statement once for each tuple of arguments."""

    async def fetch(self, query: str, *arguments: object) -> list[Record]:
        """All rows."""

    async def fetchrow(self, query: str, *arguments: object) -> Record | None:
        """The first row, if any."""

    async def fetchval(self, query: str, *arguments: object) -> Any:  # noqa: ANN401 - a column may hold any type
        """The first column of the first row."""

    async def copy_records_to_table(
        self, table_name: str, *, records: Iterable[Sequence[object]], columns: Sequence[str]
    ) -> str:
        """COPY rows into a table."""


class PooledConnection(Connection, Protocol):
    """A connection on which a transaction may be opened, which is this room's business alone."""

    def transaction(self) -> AbstractAsyncContextManager[object]:
        """BEGIN, and COMMIT or ROLLBACK at the end of the block."""


class SupervisionEngine(PostgresEngine):
    """Piccolo's engine without a connection at import time, and with our errors."""

    async def check_version(self) -> None:
        """Nothing: Piccolo would connect while a module is being imported. The version is checked at opening."""

    async def get_new_connection(self) -> Any:  # noqa: ANN401 - as in Piccolo
        """Connect outside the pool, which only an open database can do."""
        if not self.config:
            message = "The database is not open."
            raise StorageUnavailable(message)
        with connection_failures():
            return await super().get_new_connection()

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> Any:  # noqa: ANN401, FBT001, FBT002 - as in Piccolo
        """Run a query of Piccolo's."""
        with storage_failures():
            return await super().run_querystring(querystring, in_pool)

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> Any:  # noqa: ANN401, FBT001, FBT002 - as in Piccolo
        """Run a definition of Piccolo's."""
        with storage_failures():
            return await super().run_ddl(ddl, in_pool)

    async def _run_in_pool(self, query: str, args: Sequence[Any] | None = None) -> Any:  # noqa: ANN401 - as in Piccolo
        async with self.pooled_connection() as connection:
            return await connection.fetch(query, *(args or ()))

    @asynccontextmanager
    async def pooled_connection(self) -> AsyncIterator[PooledConnection]:
        """A connection of the pool for the length of the block; `StorageUnavailable` when none is to be had."""
        if self.pool is None:
            message = "The database is not open."
            raise StorageUnavailable(message)
        with connection_failures():
            connection = await self.pool.acquire(timeout=ACQUIRE_SECONDS)
        try:
            yield connection
        finally:
            await self.pool.release(connection)


DB = SupervisionEngine(config={}, extensions=())
"""The one engine of a process; `piccolo_conf.py` shows it to Piccolo."""


@contextmanager
def bound_to(connection: Connection) -> Iterator[None]:
    """Let every statement of this task, Piccolo's included, use `connection` inside the block."""
    carrier = DB.transaction(allow_nested=False)
    carrier.connection = connection
    DB.current_transaction.set(carrier)
    try:
        yield
    finally:
        DB.current_transaction.set(None)


def current_connection() -> Connection | None:
    """The connection to which this task's statements are bound, if any."""
    carrier = DB.current_transaction.get()
    connection: Connection | None = None if carrier is None else carrier.connection
    return connection
