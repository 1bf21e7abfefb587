"""A request that never ends takes no memory: whoever sends it has not signed in."""

import asyncio
from urllib.parse import urlsplit

from tests.api.conftest import Service

CHUNK, MOST_CHUNKS = b"x" * 16_384, 64


async def test_a_header_without_an_end_is_refused_long_before_a_megabyte(service: Service) -> None:
    address = urlsplit(service.url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: ")
    answer, sent = asyncio.create_task(reader.read(1_024)), 0
    while not answer.done() and sent < MOST_CHUNKS:
        writer.write(CHUNK)
        await writer.drain()
        await asyncio.sleep(0.01)
        sent += 1
    assert (await asyncio.wait_for(answer, 5)).startswith(b"HTTP/1.1 400 ")
    assert sent < MOST_CHUNKS
    writer.close()
