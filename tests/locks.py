"""Waiting in tests until acts wait for each other."""

import asyncio

import pytest

from supervision.storage.database import fetch


async def queued(number: int) -> None:
    """Wait until so many transactions wait for a lock."""
    waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    for _ in range(250):
        if len(await fetch(waiting)) >= number:
            return
        await asyncio.sleep(0.02)
    pytest.fail(f"{number} transactions were to wait for a lock")
