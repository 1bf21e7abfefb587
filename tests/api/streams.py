"""A client of the alert stream that understands what server-sent events are."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Self

import httpx


@dataclass(frozen=True, slots=True)
class Message:
    """One event, or one comment."""

    event: str | None
    id: str | None
    data: Any
    comment: str | None


class Listening:
    """An open stream; what arrives is kept until somebody asks."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self.comments: list[str] = []
        self.is_over = asyncio.Event()
        self._greeted = asyncio.Event()
        self._events: asyncio.Queue[Message] = asyncio.Queue()
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        lines: list[str] = []
        with contextlib.suppress(httpx.HTTPError):
            async for line in self.response.aiter_lines():
                if line:
                    lines.append(line)
                    continue
                message, lines = _message(lines), []
                if message.comment is not None:
                    self.comments.append(message.comment)
                    self._greeted.set()
                if message.event is not None:
                    self._events.put_nowait(message)
        self.is_over.set()

    async def next(self, seconds: float = 5.0) -> Message:
        """The next event."""
        return await asyncio.wait_for(self._events.get(), seconds)

    async def silence(self, seconds: float) -> bool:
        """Whether nothing arrives for so long."""
        await asyncio.sleep(seconds)
        return self._events.empty()

    async def end(self, seconds: float = 5.0) -> None:
        """Wait until the server has closed the stream."""
        await asyncio.wait_for(self.is_over.wait(), seconds)

    async def __aenter__(self) -> Self:
        await asyncio.wait_for(self._greeted.wait(), 5)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._reading.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reading


@contextlib.asynccontextmanager
async def listening(client: httpx.AsyncClient, **headers: str) -> AsyncIterator[Listening]:
    """The alert stream, once the server has said that it listens."""
    async with client.stream("GET", "/api/v1/alerts/stream", headers=headers, timeout=60) as response:
        assert response.status_code == 200, await response.aread()
        assert response.headers["content-type"].startswith("text/event-stream")
        async with Listening(response) as stream:
            yield stream


def _message(lines: list[str]) -> Message:
    fields = {name: value.removeprefix(" ") for name, _, value in (line.partition(":") for line in lines)}
    data = fields.get("data")
    return Message(fields.get("event"), fields.get("id"), data and json.loads(data), fields.get(""))
