"""Listening to the database's notifications, and knowing when one may have been missed.

A dead connection says nothing by itself, so this client asks for a sign of life twice a second. What was notified
while the stream was lost is lost: whoever listens reads anew after `StreamRestored`.
"""

import asyncio
import contextlib
import logging
import random
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeAlias

import asyncpg

from supervision.errors import SupervisionError
from supervision.legal_time import now
from supervision.storage.failures import connection_failures, storage_failures

_log = logging.getLogger(__name__)

_HEARTBEAT_SECONDS = 0.5
_ANSWER_SECONDS = 1.5
_CONNECT_SECONDS = 5.0
_FIRST_PAUSE_SECONDS = 0.1
_LONGEST_PAUSE_SECONDS = 5.0
_QUEUE_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Notified:
    """A notification that was committed on a channel."""

    channel: str
    payload: str


@dataclass(frozen=True, slots=True)
class StreamLost:
    """The connection is gone; what is notified from `since` on may be missed."""

    since: datetime


@dataclass(frozen=True, slots=True)
class StreamRestored:
    """Listening again: what was stored before this moment must be read, what comes after it is notified."""


Event: TypeAlias = Notified | StreamLost | StreamRestored


class Listener:
    """LISTEN on a connection of its own, again and again until closed; iterate over it for its events."""

    def __init__(self, url: str, channels: Iterable[str]) -> None:
        self._url = url
        self._channels = tuple(channels)
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        self._first_attempt = asyncio.Event()

    async def __aenter__(self) -> Self:
        """Begin; when this returns, either the stream is up or `StreamLost` is its first event."""
        self._task = asyncio.create_task(self._listen_for_ever(), name="listener")
        await self._first_attempt.wait()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Event:
        """The next event; giving up waiting for it loses none."""
        return await self._events.get()

    async def _listen_for_ever(self) -> None:
        is_up, pause_seconds = True, _FIRST_PAUSE_SECONDS
        while True:
            try:
                async with self._listening() as connection:
                    if not is_up:
                        self._tell(StreamRestored())
                    is_up, pause_seconds = True, _FIRST_PAUSE_SECONDS
                    self._first_attempt.set()
                    await _until_dead(connection)
                    reason = "ended by the server"
            except (SupervisionError, asyncpg.PostgresError) as error:
                reason = type(error).__name__
            if is_up:
                is_up = False
                _log.warning("The stream of notifications is lost (%s).", reason)
                self._tell(StreamLost(now()))
            self._first_attempt.set()
            await asyncio.sleep(pause_seconds * random.uniform(0.5, 1.0))  # noqa: S311 - spreads those who reconnect
            pause_seconds = min(2 * pause_seconds, _LONGEST_PAUSE_SECONDS)

    @contextlib.asynccontextmanager
    async def _listening(self) -> AsyncIterator[Any]:
        with connection_failures():
            connection = await asyncpg.connect(
                self._url,
                timeout=_CONNECT_SECONDS,
                command_timeout=_ANSWER_SECONDS,
                server_settings={"application_name": "listener"},
            )
        try:
            with storage_failures():
                for channel in self._channels:
                    await connection.add_listener(channel, self._on_notification)
                yield connection
        finally:
            connection.terminate()

    def _on_notification(self, _connection: object, _pid: int, channel: str, payload: str) -> None:
        self._tell(Notified(channel, payload))

    def _tell(self, event: Event) -> None:
        """Queue an event; whoever falls too far behind is told to read anew instead of being fed for ever."""
        if self._events.qsize() >= _QUEUE_LIMIT:
            while not self._events.empty():
                self._events.get_nowait()
            self._events.put_nowait(StreamLost(now()))
            self._events.put_nowait(StreamRestored())
        self._events.put_nowait(event)


async def _until_dead(connection: Any) -> None:  # noqa: ANN401 - asyncpg publishes no types
    """Return, or raise `StorageUnavailable`, as soon as the connection is known to be dead."""
    ended = asyncio.Event()
    connection.add_termination_listener(lambda _connection: ended.set())
    while not ended.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), _HEARTBEAT_SECONDS)
        if not ended.is_set():
            with storage_failures():
                await connection.execute("SELECT 1")
