"""The lease of a shard: whoever holds its lock in the database, and only they, may work for it.

The lock lives as long as its connection, and the server ends a connection that is silent for five seconds. So a holder
that freezes loses the lock by itself, and one that wakes late finds, inside its next transaction, that the epoch has
moved on.
"""

import asyncio
import contextlib
import time
from typing import Any

import asyncpg

from supervision.errors import NotFound, SupervisionError
from supervision.storage.engine import Connection
from supervision.storage.failures import connection_failures, storage_failures

STALL_SECONDS = 5.0
"""After how much silence the server takes the lock away."""

_LOCK_CLASS = 0x5355_5348
_HEARTBEAT_SECONDS = 1.0
_CONNECT_SECONDS = 5.0
_COMMAND_SECONDS = 15.0  # raising the epoch waits for a frozen holder's transaction to be ended by the server
_CONNECTION_ENDED = (TimeoutError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


class LeaseLost(SupervisionError):
    """Another worker holds the shard, or may: nothing of this batch may be stored."""

    code = "lease-lost"


class Lease:
    """A shard's lock, held; `lost` is set as soon as it no longer surely is."""

    def __init__(self, shard: int, epoch: int, connection: Any, stall_seconds: float) -> None:  # noqa: ANN401 - asyncpg publishes no types
        self.shard = shard
        self.epoch = epoch
        self.lost = asyncio.Event()
        self._connection = connection
        self._stall_seconds = stall_seconds
        connection.add_termination_listener(lambda _connection: self.lost.set())
        self._heart = asyncio.create_task(self._beat(), name=f"lease of shard {shard}")

    async def release(self) -> None:
        """Give the shard up; another worker may take it at once."""
        self._heart.cancel()
        with contextlib.suppress(asyncio.CancelledError, *_CONNECTION_ENDED):
            await self._heart
        self.lost.set()
        with contextlib.suppress(*_CONNECTION_ENDED):
            await self._connection.execute("SELECT pg_advisory_unlock_all()", timeout=_HEARTBEAT_SECONDS)
        self._connection.terminate()

    async def _beat(self) -> None:
        with contextlib.suppress(*_CONNECTION_ENDED):
            while not self.lost.is_set():
                before = time.monotonic()
                await asyncio.sleep(min(_HEARTBEAT_SECONDS, self._stall_seconds / 4))
                await self._connection.execute("SELECT 1", timeout=self._stall_seconds / 2)
                if time.monotonic() - before >= self._stall_seconds:  # we were frozen, and answered just in time
                    break
        self.lost.set()
        self._connection.terminate()


async def take(url: str, shard: int, *, stall_seconds: float = STALL_SECONDS) -> Lease | None:
    """Take a shard's lock and raise its epoch; nothing when another worker holds it.

    `NotFound` when the table `shard` has no such number; `StorageUnavailable` when the database is gone.
    """
    with connection_failures():
        connection = await asyncpg.connect(
            url,
            timeout=_CONNECT_SECONDS,
            command_timeout=_COMMAND_SECONDS,
            server_settings={
                "idle_session_timeout": f"{stall_seconds * 1000:.0f}",
                "application_name": f"shard {shard}",
            },
        )
    lease: Lease | None = None
    try:
        with storage_failures():
            if await connection.fetchval("SELECT pg_try_advisory_lock($1, $2)", _LOCK_CLASS, shard):
                epoch = await connection.fetchval(
                    "UPDATE shard SET epoch = epoch + 1 WHERE number = $1 RETURNING epoch", shard
                )
                if epoch is None:
                    message = f"There is no shard {shard}."
                    raise NotFound(message)
                lease = Lease(shard, epoch, connection, stall_seconds)
    finally:
        if lease is None:
            connection.terminate()
    return lease


async def check_epoch(connection: Connection, shard: int, epoch: int) -> None:
    """`LeaseLost` unless `epoch` is still the shard's, which then stays so until this transaction ends."""
    current = await connection.fetchval("SELECT epoch FROM shard WHERE number = $1 FOR SHARE", shard)
    if current != epoch:
        message = f"Shard {shard} is in epoch {current}, no longer in {epoch}."
        raise LeaseLost(message)
