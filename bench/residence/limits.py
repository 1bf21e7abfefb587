"""The raw limits beside the figures: what the database alone needs for the heart of each act."""

import time
from collections.abc import Awaitable, Callable
from random import Random
from uuid import UUID

from supervision.storage.database import fetch, fetch_one

_TIMES = 200


async def bare_limits(chance: Random) -> dict[str, float]:
    """The 95th of a hundred, in milliseconds: a look-up by digest, a page of a list, a row with its key, an append."""
    rows = await fetch(
        "SELECT term_digest, division, resident FROM resident_term WHERE resident >= $1 ORDER BY resident LIMIT $2",
        UUID(int=chance.getrandbits(128)), _TIMES,
    )  # fmt: skip

    async def search(place: int) -> None:
        row = rows[place % len(rows)]
        await fetch(
            "SELECT resident FROM resident_term WHERE term_digest = $1 AND division = $2 LIMIT 51",
            row["term_digest"], row["division"],
        )  # fmt: skip

    async def queue(place: int) -> None:
        await fetch(
            """SELECT id, person_sealed FROM resident WHERE division = $1 AND state = 'living'
               ORDER BY registered_at DESC LIMIT 51""",
            rows[place % len(rows)]["division"],
        )

    async def opening(place: int) -> None:
        await fetch_one(
            """SELECT person_sealed, wrapped_sealed FROM resident JOIN vault_key ON vault_key.id = resident.vault_key
               WHERE resident.id = $1""",
            rows[place % len(rows)]["resident"],
        )

    async def write(place: int) -> None:
        await fetch("UPDATE resident SET revision = revision WHERE id = $1", rows[place % len(rows)]["resident"])

    acts = {"search": search, "queue": queue, "open": opening, "write": write}
    return {kind: await _p95(work) for kind, work in acts.items()}


async def _p95(work: Callable[[int], Awaitable[None]]) -> float:
    took = []
    for place in range(_TIMES):
        began = time.monotonic()
        await work(place)
        took.append((time.monotonic() - began) * 1000)
    return sorted(took)[int(_TIMES * 0.95)]
