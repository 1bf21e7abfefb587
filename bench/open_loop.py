"""Many officers acting at random moments, each about every ten seconds, whether or not the last answer has come."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from random import Random
from typing import TypeVar

Desk = TypeVar("Desk")
Act = Callable[[Desk, str, Random], Awaitable[None]]

KINDS = ("queue", "search", "open", "write")
SHARES = (50, 25, 15, 10)
OFFICERS = 200
ACTS_EVERY_SECONDS = 10.0
WARM_SECONDS = 15


async def milliseconds_of(
    desks: Sequence[Desk], act: Act[Desk], seconds: float, groups_of: Callable[[Desk, str], Sequence[str]]
) -> Mapping[str, list[float]]:
    """How long each act took from its arrival to its last byte, by the groups it counts in; after some warming up."""
    took: dict[str, list[float]] = defaultdict(list)
    await _act(desks, act, WARM_SECONDS, Random("warming"), lambda _desk, _kind: (), took)
    await _act(desks, act, seconds, Random("load"), groups_of, took)
    return took


def p95(took: Sequence[float]) -> float | None:
    """The 95th of a hundred; None where nothing was measured."""
    return sorted(took)[int(len(took) * 0.95)] if took else None


async def _act(
    desks: Sequence[Desk],
    act: Act[Desk],
    seconds: float,
    chance: Random,
    groups_of: Callable[[Desk, str], Sequence[str]],
    took: dict[str, list[float]],
) -> None:
    """Open-loop: arrivals are drawn beforehand, an answer that is late delays nobody else's question."""

    async def timed(desk: Desk, kind: str, due: float) -> None:
        await act(desk, kind, chance)
        milliseconds = (time.monotonic() - due) * 1000
        for group in groups_of(desk, kind):
            took[group].append(milliseconds)

    arrivals = sorted(
        (chance.uniform(0, seconds), number, chance.choices(KINDS, SHARES)[0])
        for number in range(len(desks))
        for _ in range(max(1, round(seconds / ACTS_EVERY_SECONDS)))
    )
    began = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for moment, number, kind in arrivals:
            await asyncio.sleep(max(0.0, began + moment - time.monotonic()))
            group.create_task(timed(desks[number], kind, began + moment))
