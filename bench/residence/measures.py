"""The measurement from the empty folder to the last line of the report."""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import asyncpg

from bench.district.queries import QueryKind
from bench.open_loop import KINDS, OFFICERS, milliseconds_of, p95
from bench.report import report
from bench.residence.acting import PURPOSE, Desk, act, whom_they_know
from bench.residence.cards import print_cards_of
from bench.residence.exporting import measure_export
from bench.residence.filling import Filled, fill
from bench.residence.limits import bare_limits
from bench.residence.officers import Seat, seat_officers
from bench.residence.register import opened_register
from bench.service import client_of, running_api
from supervision.actor import Actor
from supervision.residence.households.renewing import renew_search
from supervision.residence.search.comparing import compare_new_residents
from supervision.storage.database import fetch
from supervision.storage.urls import DatabaseUrls

MOST_FIRST = 5
_KNOWN_EACH = 12


async def measure(folder: Path, residents: int, seconds: int) -> None:
    """Fill, search, compare, and act under load; every figure with its limit beside it."""
    async with opened_register(folder) as (settings, urls):
        asker, seats = await seat_officers()
        began = time.monotonic()
        filled = await fill(settings.home, urls, residents)
        report("filling_seconds", time.monotonic() - began, "s", size=residents)
        await _duplicates(filled, residents)
        async with running_api(settings) as (url, api_pid):
            await measure_export(url, api_pid, asker, next(seat for seat in seats if seat.prefix == asker.prefix))
            await _recall(url, asker, filled, residents)
            await _load(url, seats, residents, seconds)
        await _renewal(urls, residents)


async def _renewal(urls: DatabaseUrls, residents: int) -> None:
    """How long it takes to make every search digest anew from the sealed records, none of them being there."""
    owner = await asyncpg.connect(urls.owner)
    await owner.execute("TRUNCATE resident_term, duplicate_key, uncompared_resident, party_term")
    await owner.close()
    began = time.monotonic()
    done = await renew_search(Actor.system("bench"), lambda _done: None)
    seconds = (time.monotonic() - began) / sum(one.renewed for one in done) * 1_000_000
    report("digest_rebuild_seconds_per_million", seconds, "s", None, size=residents)


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
    async with client_of(url, asker.member) as client:
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
    desks = [Desk(seat, client_of(url, seat.member), await whom_they_know(seat, _KNOWN_EACH, chance)) for seat in seats]
    try:
        took = await milliseconds_of(desks, act, seconds, _groups_of)
    finally:
        for desk in desks:
            await desk.client.aclose()
    for kind in KINDS:
        _report(kind, "whole-county", took.get(f"{kind} county", []), None, residents)
    for kind in KINDS:
        _report(kind, None, took.get(kind, []), limits.get(kind), residents)


def _groups_of(desk: Desk, kind: str) -> Sequence[str]:
    return (kind, f"{kind} county") if desk.seat.reaches_the_crowd else (kind,)


def _report(kind: str, rule: str | None, took: Sequence[float], limit: float | None, residents: int) -> None:
    at: Mapping[str, str | float] = {"size": residents, "officers": OFFICERS, "acts": len(took)}
    report(f"{kind}_p95_ms", p95(took), "ms", limit, **at, **({"rule": rule} if rule else {}))
