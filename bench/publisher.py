"""A lean MQTT 3.1.1 load: many trackers' connections in one process, QoS 1, one fix a message.

Run as `python -m bench.publisher PLAN.json`: it connects, prints `ready`, waits for a line, publishes everything with a
window of messages in flight on each connection, and prints how long that took. Frames are encoded before that.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from devices.mqtt_frames import connect_frame, publish_frame

WINDOW = 64
"""Messages in flight on one connection: a tracker with a backlog sends like this."""

_PUBACK_BYTES = 4


@dataclass(frozen=True)
class Part:
    """What one tracker publishes."""

    username: str
    password: str
    topic: str
    payloads: list[bytes]


class Connection:
    """One tracker's connection and its prepared frames."""

    def __init__(self, part: Part) -> None:
        self._part = part
        ids = ((index % 65_535) + 1 for index in range(len(part.payloads)))
        self._frames = [publish_frame(part.topic, payload, i) for payload, i in zip(part.payloads, ids, strict=False)]

    async def open(self, host: str, port: int) -> None:
        """Connect and sign in; ConnectionError when refused."""
        self._reader, self._writer = await asyncio.open_connection(host, port)
        self._writer.write(
            connect_frame(
                f"load-{self._part.username}",
                self._part.username,
                self._part.password,
                keepalive_seconds=60,
                is_clean=True,
            )
        )
        answer = await self._reader.readexactly(4)
        if answer[3]:
            message = f"the broker refused {self._part.username}: {answer[3]}"
            raise ConnectionError(message)

    async def publish_all(self, per_second: float | None = None) -> None:
        """Send every frame, never more than the window ahead of the acknowledgements."""
        sent = acknowledged = 0
        began = time.monotonic()
        rest = b""
        while acknowledged < len(self._frames):
            most = min(len(self._frames), acknowledged + WINDOW)
            if per_second is not None:
                most = min(most, 1 + int((time.monotonic() - began) * per_second))
            if sent < most:
                self._writer.write(b"".join(self._frames[sent:most]))
                sent = most
            elif sent == acknowledged:
                await asyncio.sleep(0.002)
                continue
            rest += await self._reader.read(65_536)
            acknowledged += len(rest) // _PUBACK_BYTES
            rest = rest[len(rest) - len(rest) % _PUBACK_BYTES :]

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


async def run(plan: dict[str, object]) -> None:
    """Publish a plan: host, port, rate (messages a second in all, or null) and parts."""
    parts = [
        Part(p["username"], p["password"], p["topic"], [payload.encode() for payload in p["payloads"]])
        for p in plan["parts"]  # type: ignore[attr-defined]
    ]
    connections = [Connection(part) for part in parts]
    for connection in connections:
        await connection.open(str(plan["host"]), int(str(plan["port"])))
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    rate = plan.get("rate")
    each = None if rate is None else float(str(rate)) / len(connections)
    began = time.time()
    await asyncio.gather(*(connection.publish_all(each) for connection in connections))
    print(json.dumps({"began_at": began, "seconds": time.time() - began}), flush=True)
    for connection in connections:
        connection.close()


if __name__ == "__main__":
    asyncio.run(run(json.loads(Path(sys.argv[1]).read_text())))
