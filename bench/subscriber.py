"""A subscriber that does nothing but acknowledge: the raw limit of the broker with a Python client."""

import asyncio
import json
import sys

from bench.publisher import connect_frame

_SUBSCRIBE = b"\x82\x11\x00\x01\x00\x0ctrackers/0/#\x01"


async def run(path: str, username: str, password: str, wanted: int) -> None:
    """Read `wanted` messages from the shard's topics, acknowledging by the batch; say `ready` and `done`."""
    reader, writer = await asyncio.open_unix_connection(path)
    writer.write(connect_frame("raw-subscriber", username, password))
    await reader.readexactly(4)
    writer.write(_SUBSCRIBE)
    await reader.readexactly(5)
    print("ready", flush=True)
    buffer, seen = b"", 0
    while seen < wanted:
        buffer += await reader.read(262_144)
        acknowledgements, position = bytearray(), 0
        while (frame := _frame_at(buffer, position)) is not None:
            kind, body, end = frame
            if kind & 0xF0 == 0x30:  # noqa: PLR2004 - PUBLISH
                seen += 1
                topic_bytes = int.from_bytes(buffer[body : body + 2], "big")
                acknowledgements += b"\x40\x02" + buffer[body + 2 + topic_bytes : body + 4 + topic_bytes]
            position = end
        buffer = buffer[position:]
        writer.write(bytes(acknowledgements))
    await writer.drain()
    print("done", flush=True)
    writer.close()


def _frame_at(buffer: bytes, position: int) -> tuple[int, int, int] | None:
    """Kind, start of body and end of the frame at `position`; None while it is incomplete."""
    length, shift, index = 0, 0, position + 1
    while index < len(buffer):
        digit = buffer[index]
        length |= (digit & 0x7F) << shift
        index += 1
        if not digit & 0x80:
            end = index + length
            return (buffer[position], index, end) if end <= len(buffer) else None
        shift += 7
    return None


if __name__ == "__main__":
    asyncio.run(run(**json.loads(sys.argv[1])))
