"""The measurement from the empty folder to the last line of the report."""

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import httpx

from bench.corrections.filling import CONTACTS_EACH, KnownFile, Seat, fill
from bench.open_loop import KINDS, OFFICERS, milliseconds_of, p95
from bench.report import report
from bench.residence.register import opened_register
from bench.service import check, client_of, running_api
from supervision.legal_time import now
from supervision.storage.database import fetch

_PURPOSE = {"purpose": "supervision"}
_TIMES = 200


@dataclass(frozen=True, slots=True)
class Desk:
    """An officer's connection and the files that they work with."""

    client: httpx.AsyncClient
    known: Sequence[KnownFile]


async def measure(folder: Path, files: int, seconds: int) -> None:
    """Fill, then act under load; every figure with its limit beside it."""
    async with opened_register(folder) as (settings, urls):
        began = time.monotonic()
        seats = await fill(files, urls.owner)
        report("corrections_filling_seconds", time.monotonic() - began, "s", size=files)
        limits = await _bare_limits([known for seat in seats for known in seat.known])
        async with running_api(settings) as (url, _pid):
            await _load(url, seats, files, seconds, limits)


async def _load(url: str, seats: Sequence[Seat], files: int, seconds: int, limits: Mapping[str, float]) -> None:
    desks = [Desk(client_of(url, seat.member), seat.known) for seat in seats]
    try:
        took = await milliseconds_of(desks, _act, seconds, lambda _desk, kind: (kind,))
    finally:
        for desk in desks:
            await desk.client.aclose()
    for kind in KINDS:
        times = took.get(kind, [])
        report(
            f"corrections_{kind}_p95_ms", p95(times), "ms", limits.get(kind),
            size=files, contacts=files * CONTACTS_EACH, officers=OFFICERS, acts=len(times),
        )  # fmt: skip


async def _act(desk: Desk, kind: str, chance: Random) -> None:
    await _ACTS[kind](desk, chance)


async def _todays_work(desk: Desk, _chance: Random) -> None:
    check(await desk.client.get("/console/", headers={"accept": "text/html"}))


async def _search(desk: Desk, chance: Random) -> None:
    check(await desk.client.get("/api/v1/supervisees", params={"query": chance.choice(desk.known).query}))


async def _open(desk: Desk, chance: Random) -> None:
    path = f"/api/v1/supervisees/{chance.choice(desk.known).file_id}"
    check(await desk.client.get(chance.choice((path, f"{path}/contacts")), params=_PURPOSE))


async def _write(desk: Desk, chance: Random) -> None:
    body = {"kind": "call", "happened_at": now().isoformat(), "outcome": "complied", "text": "在家，情况正常。"}
    path = f"/api/v1/supervisees/{chance.choice(desk.known).file_id}/contacts"
    check(await desk.client.post(path, json=body))


_ACTS: Mapping[str, Callable[[Desk, Random], Awaitable[None]]] = {
    "queue": _todays_work,
    "search": _search,
    "open": _open,
    "write": _write,
}


async def _bare_limits(known: Sequence[KnownFile]) -> Mapping[str, float]:
    """What the database alone needs for the heart of each act, the 95th of a hundred in milliseconds."""
    statements = {
        "queue": "SELECT id FROM contact WHERE file = $1 AND outcome IS NULL ORDER BY planned_on LIMIT 11",
        "search": """SELECT file FROM search_term
                     WHERE term_digest IN (SELECT term_digest FROM search_term WHERE file = $1)""",
        "open": """SELECT identity_sealed, wrapped_sealed FROM person_file JOIN vault_key ON vault_key.id = vault_key
                   WHERE person_file.id = $1""",
        "write": "UPDATE person_file SET revision = revision WHERE id = $1",
    }
    limits = {}
    for kind, statement in statements.items():
        took = []
        for place in range(_TIMES):
            began = time.monotonic()
            await fetch(statement, known[place % len(known)].file_id)
            took.append((time.monotonic() - began) * 1000)
        limits[kind] = p95(took) or 0.0
    return limits
