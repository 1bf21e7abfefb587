"""Listening to notifications through every loss of the connection."""

import asyncio
import os
import signal
import time
from pathlib import Path

import asyncpg
import pytest

from supervision.errors import RuleRefused
from supervision.storage.database import fetch
from supervision.storage.embedded import EmbeddedPostgres
from supervision.storage.listener import Event, Listener, Notified, StreamLost, StreamRestored
from supervision.storage.transaction import one_transaction
from supervision.storage.urls import DatabaseUrls
from tests.supervision.storage.keeping import kill_server


async def next_event(listener: Listener, seconds: float = 10.0) -> Event:
    return await asyncio.wait_for(anext(listener), seconds)


async def backend_of_listener() -> int:
    rows = await fetch(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'listener'"
    )
    return int(rows[0]["pid"])


async def notify_and_refuse() -> None:
    async with one_transaction() as connection:
        await connection.execute("SELECT pg_notify('alerts', 'undone')")
        raise RuleRefused


async def test_what_was_committed_is_heard_and_what_was_undone_is_not(bare_database: DatabaseUrls) -> None:
    async with Listener(bare_database.service, ["alerts", "orders"]) as listener:
        with pytest.raises(RuleRefused):
            await notify_and_refuse()
        async with one_transaction() as connection:
            await connection.execute("SELECT pg_notify('orders', '7')")
        assert await next_event(listener) == Notified("orders", "7")


async def test_a_terminated_connection_is_noticed_and_replaced(bare_database: DatabaseUrls) -> None:
    async with Listener(bare_database.service, ["alerts"]) as listener:
        began_at = time.monotonic()
        await fetch("SELECT pg_terminate_backend($1)", await backend_of_listener())
        assert isinstance(await next_event(listener), StreamLost)
        assert time.monotonic() - began_at < 2
        assert await next_event(listener) == StreamRestored()
        await fetch("SELECT pg_notify('alerts', 'after')")
        assert await next_event(listener) == Notified("alerts", "after")


async def test_a_server_that_is_killed_and_started_again_is_noticed_and_found_again(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path, extra_settings={"fsync": "off", "shared_buffers": "16MB"}) as postgres:
        watch = asyncio.create_task(postgres.watch())
        async with Listener(postgres.urls.service, ["alerts"]) as listener:
            await asyncio.to_thread(kill_server, tmp_path)
            assert isinstance(await next_event(listener, 2), StreamLost)
            assert await next_event(listener) == StreamRestored()
            speaker = await asyncpg.connect(postgres.urls.service)
            await speaker.execute("SELECT pg_notify('alerts', 'again')")
            await speaker.close()
            assert await next_event(listener) == Notified("alerts", "again")
        watch.cancel()
        await asyncio.gather(watch, return_exceptions=True)


async def test_a_connection_that_only_hangs_is_noticed_too(bare_database: DatabaseUrls) -> None:
    """A stopped server process answers nothing and closes nothing, like a cut cable."""
    async with Listener(bare_database.service, ["alerts"]) as listener:
        backend = await backend_of_listener()
        os.kill(backend, signal.SIGSTOP)
        try:
            assert isinstance(await next_event(listener, 6), StreamLost)
            assert await next_event(listener) == StreamRestored()
        finally:
            os.kill(backend, signal.SIGCONT)


async def test_a_server_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    postgres = EmbeddedPostgres(tmp_path, extra_settings={"fsync": "off", "shared_buffers": "16MB"})
    postgres.start()
    urls = postgres.urls
    postgres.stop()
    async with Listener(urls.service, ["alerts"]) as listener:
        assert isinstance(await next_event(listener), StreamLost)
        with postgres:
            assert await next_event(listener) == StreamRestored()


async def test_who_does_not_listen_fast_enough_is_told_to_read_anew(bare_database: DatabaseUrls) -> None:
    async with Listener(bare_database.service, ["alerts"]) as listener:
        await fetch("SELECT pg_notify('alerts', number::text) FROM generate_series(1, 10001) AS number")
        await fetch("SELECT pg_notify('alerts', 'last')")
        events: list[Event] = []
        while not events or events[-1] != Notified("alerts", "last"):
            events.append(await next_event(listener))
        assert isinstance(events[0], StreamLost)
        assert events[1] == StreamRestored()
        assert len(events) < 100
