"""A subscriber that does nothing but acknowledge: the raw limit of the broker with a Python client."""

import asyncio
import json
import sys

from devices.mqtt_frames import FrameReader, Message, acknowledgements, connect_frame, subscribe_frame


async def run(path: str, username: str, password: str, wanted: int) -> None:
    """Read `wanted` messages from the shard's topics, acknowledging by the batch; say `ready` and `done`."""
    reader, writer = await asyncio.open_unix_connection(path)
    writer.write(connect_frame("raw-subscriber", username, password, keepalive_seconds=60, is_clean=True))
    await reader.readexactly(4)
    writer.write(subscribe_frame("trackers/0/#", 1))
    await reader.readexactly(5)
    print("ready", flush=True)
    frames, seen = FrameReader(), 0
    while seen < wanted:
        messages = [body for _, body in frames.read(await reader.read(262_144)) if isinstance(body, Message)]
        seen += len(messages)
        writer.write(acknowledgements(message.packet_id for message in messages))
    await writer.drain()
    print("done", flush=True)
    writer.close()


if __name__ == "__main__":
    asyncio.run(run(**json.loads(sys.argv[1])))
