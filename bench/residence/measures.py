"""The measurement from the empty folder to the last line of the report."""

import asyncio
import os
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import asyncpg
import httpx

from bench.district.queries import QueryKind
from bench.report import report
from bench.residence.acting import KINDS, PURPOSE, SHARES, Desk, act, whom_they_know
from bench.residence.cards import print_cards_of
from bench.residence.exporting import measure_export
from bench.residence.filling import Filled, fill
from bench.residence.limits import bare_limits
from bench.residence.officers import OFFICERS, Seat, seat_officers
from bench.residence.register import opened_register
from supervision.actor import Actor
from supervision.residence.households.renewing import renew_search
from supervision.residence.search.comparing import compare_new_residents
from supervision.settings import Settings
from supervision.storage.database import fetch
from supervision.storage.urls import DatabaseUrls

ACTS_EVERY_SECONDS = 10.0
MOST_FIRST = 5
_KNOWN_EACH = 12
_PATIENCE_SECONDS = 60.0
_WARM_SECONDS = 15


async def measure(folder: Path, residents: int, seconds: int) -> None:
    """Fill, search, compare, and act under load; every figure with its limit beside it."""
    async with opened_register(folder) as (settings, urls):
        asker, seats = await seat_officers()
        began = time.monotonic()
        filled = await fill(settings.home, urls, residents)
        report("filling_seconds", time.monotonic() - began, "s", size=residents)
        await _duplicates(filled, residents)
        async with _api(settings) as (url, api_pid):
            await measure_export(url, api_pid, asker, next(seat for seat in seats if seat.prefix == asker.prefix))
            await _recall(url, asker, filled, residents)
            await _load(url, seats, residents, seconds)
        await _renewal(urls, residents)


async def _renewal(urls: DatabaseUrls, residents: int) -> None:
    """How long it takes to make every search digest anew from the sealed records, none of them being there."""
    owner = await asyncpg.connect(urls.owner)
    await owner.execute("TRUNCATE resident_term, duplicate_key, uncompared_resident")
    await owner.close()
    began = time.monotonic()
    _, renewed = await renew_search(Actor.system("bench"))
    seconds = (time.monotonic() - began) / renewed * 1_000_000
    report("digest_rebuild_seconds_per_million", seconds, "s", None, size=residents)


@asynccontextmanager
async def _api(settings: Settings) -> AsyncIterator[tuple[str, int]]:
    """The API in a process of its own, as `supervision run` starts it: its address, and its id."""
    environment = {
        "SUPERVISION_HOME": str(settings.home),
        "SUPERVISION_HTTP_PORT": str(settings.http_port),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "api.cli", "api", env=os.environ | environment,
        stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{settings.http_port}"
    try:
        async with httpx.AsyncClient(trust_env=False) as client, asyncio.timeout(_PATIENCE_SECONDS):
            while not await _answers(client, url):
                if process.returncode is not None:
                    raise RuntimeError("the API did not come up")
                await asyncio.sleep(0.2)
        yield url, process.pid
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _answers(client: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await client.get(f"{url}/healthz")).is_success
    except httpx.TransportError:
        return False


def _client(url: str, seat: Seat) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=url,
        headers={"authorization": f"Bearer {seat.member.token}"},
        limits=httpx.Limits(keepalive_expiry=60),  # shorter than the server's, which would close while we ask
        timeout=30,
        trust_env=False,
    )


async def _duplicates(filled: Filled, residents: int) -> None:
    """How many of the planted pairs are found, and how many of those found were planted."""
    ids = list(filled.indexed.values())
    await fetch("INSERT INTO uncompared_resident SELECT unnest($1::uuid[])", ids)
    began = time.monotonic()
    await compare_new_residents()
    seconds = time.monotonic() - began
    rows = await fetch("SELECT one, other FROM duplicate_pair")
    found = {frozenset((row["one"], row["other"])) for row in rows}
    planted = {
        frozenset((filled.indexed[double.first], filled.indexed[double.second])) for double in filled.district.doubles()
    }
    met = len(found & planted)
    report("duplicate_precision", met / len(found) if found else 0.0, "share", size=residents, compared=len(ids))
    report("duplicate_recall", met / len(planted), "share", size=residents, planted=len(planted))
    report("duplicate_comparing_seconds", seconds, "s", size=residents, compared=len(ids))


async def _recall(url: str, asker: Seat, filled: Filled, residents: int) -> None:
    """How often the person meant is among the first five, each question asked over HTTP."""
    asked = filled.district.queries()
    of_cards = [filled.indexed[query.wanted] for query in asked if query.kind is QueryKind.CARD_SERIAL]
    serials = await print_cards_of(asker.member.officer, of_cards)
    missed: dict[str, int] = defaultdict(int)
    async with _client(url, asker) as client:
        for query in asked:
            wanted = filled.indexed[query.wanted]
            text = serials[wanted] if query.kind is QueryKind.CARD_SERIAL else query.text
            answer = await client.get("/api/v1/residents", params={"query": text, "purpose": PURPOSE})
            first = [item["id"] for item in answer.raise_for_status().json()["items"][:MOST_FIRST]]
            if str(wanted) not in first:
                missed[query.kind.value] += 1
    for kind, count in missed.items():
        report("search_misses", count, "queries", size=residents, rule=kind)
    report("search_recall", 1 - sum(missed.values()) / len(asked), "share", size=residents, queries=len(asked))


async def _load(url: str, seats: Sequence[Seat], residents: int, seconds: int) -> None:
    """Everybody acts at random moments, the next whether or not the last was answered; then the report."""
    chance = Random("load")
    limits = await bare_limits(Random("limits"))
    desks = [Desk(seat, _client(url, seat), await whom_they_know(seat, _KNOWN_EACH, chance)) for seat in seats]
    took: dict[str, list[float]] = defaultdict(list)
    try:
        await _act(desks, _WARM_SECONDS, Random("warming"), defaultdict(list))
        await _act(desks, seconds, chance, took)
    finally:
        for desk in desks:
            await desk.client.aclose()
    for kind in KINDS:
        _report(kind, "whole-county", took[f"{kind} county"], None, residents)
    for kind in KINDS:
        _report(kind, None, took[kind], limits.get(kind), residents)


async def _act(desks: Sequence[Desk], seconds: float, chance: Random, took: dict[str, list[float]]) -> None:
    """Open-loop: arrivals are drawn beforehand, an answer that is late delays nobody else's question."""
    arrivals = sorted(
        (chance.uniform(0, seconds), number, chance.choices(KINDS, SHARES)[0])
        for number in range(len(desks))
        for _ in range(max(1, round(seconds / ACTS_EVERY_SECONDS)))
    )
    began = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for moment, number, kind in arrivals:
            await asyncio.sleep(max(0.0, began + moment - time.monotonic()))
            group.create_task(_timed(desks[number], kind, began + moment, chance, took))


async def _timed(desk: Desk, kind: str, due: float, chance: Random, took: dict[str, list[float]]) -> None:
    await act(desk, kind, chance)
    milliseconds = (time.monotonic() - due) * 1000
    took[kind].append(milliseconds)
    if desk.seat.reaches_the_crowd:
        took[f"{kind} county"].append(milliseconds)


def _report(kind: str, rule: str | None, took: Sequence[float], limit: float | None, residents: int) -> None:
    at: Mapping[str, str | float] = {"size": residents, "officers": OFFICERS, "acts": len(took)}
    report(f"{kind}_p95_ms", _p95(took), "ms", limit, **at, **({"rule": rule} if rule else {}))


def _p95(took: Sequence[float]) -> float | None:
    return sorted(took)[int(len(took) * 0.95)] if took else None
