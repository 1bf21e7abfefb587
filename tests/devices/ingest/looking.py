"""What ingest left in the tables."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from supervision.storage.database import fetch


async def count_of(table: str, condition: str = "true") -> int:
    rows = await fetch(f"SELECT count(*) AS many FROM {table} WHERE {condition}")  # noqa: S608 - tests name the tables
    return int(rows[0]["many"])


async def outcomes() -> dict[str, int]:
    """How often each outcome was counted, over all accounts."""
    rows = await fetch("SELECT outcome, sum(count)::int AS many FROM intake_count GROUP BY outcome")
    return {row["outcome"]: row["many"] for row in rows}


async def come_true(condition: Callable[[], Awaitable[bool]], seconds: float = 15.0) -> bool:
    """Whether the condition holds within the time."""
    deadline = time.monotonic() + seconds
    while not await condition():
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(0.05)
    return True


async def reached(outcome: str, many: int = 1) -> bool:
    """Whether an outcome was counted that often within the time."""

    async def enough() -> bool:
        return (await outcomes()).get(outcome, 0) >= many

    return await come_true(enough)
