"""How many fixes a second go from trackers to durable, judged, sealed rows; and how soon an alert is known.

Everything is real and on loopback: the private Mosquitto, the embedded PostgreSQL with its ordinary durability, one
ingest worker in a process of its own, wearers with sealed zones, one fix a message. Beside each speed stands the
raw limit: the same messages to a subscriber that only acknowledges, and COPY of the same rows. A run that loses a
fix fails.
"""

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import asyncpg

from api.v1.track_features import track_feature
from bench.report import report
from devices.accounts import broker_accounts
from devices.broker import Broker, start_broker
from devices.housekeeping import make_partitions_ahead
from devices.shards import ShardSession, ensure_shard
from supervision import legal_time
from supervision.audit import stored_batch
from supervision.monitoring.positions import insert_positions, position_sealer, unseal_packed
from supervision.monitoring.tracks import Track
from supervision.position import Fix
from supervision.settings import Settings, load_settings
from supervision.storage.database import close_pool, fetch, open_pool
from supervision.storage.embedded import EmbeddedPostgres
from supervision.storage.listener import Listener, Notified
from supervision.storage.migrate import migrate
from supervision.storage.urls import DatabaseUrls
from supervision.vault import load_key, open_vault, use_vault
from tests.devices.broker.town import free_port
from tests.devices.ingest.wearers import HOME, Wearer, a_wearer, metres_north
from tests.devices.ingest.wearers import report as wire_report

WEARERS = 200
FIXES_EACH = int(os.environ.get("FIXES_EACH", "1000"))
PACED_RATE = 5_000
PACED_SECONDS = 20
LEAVERS = 40
PATIENCE_SECONDS = 300.0
TRACK_FIXES = 43_200


@dataclass
class Bench:
    """What runs."""

    settings: Settings
    urls: DatabaseUrls
    broker: Broker
    session: ShardSession
    wearers: Sequence[Wearer]
    folder: Path


@asynccontextmanager
async def _running(folder: Path) -> AsyncIterator[Bench]:
    settings = load_settings({"SUPERVISION_HOME": str(folder / "home"), "SUPERVISION_MQTT_PORT": str(free_port())})
    settings.home.mkdir(mode=0o700)
    server = EmbeddedPostgres(settings.home)
    urls = server.start(as_keeper=True)
    try:
        await migrate(urls)
        await open_pool(urls.service)
        use_vault(await open_vault(settings))
        await make_partitions_ahead()
        session = await ensure_shard(0)
        wearers = [await a_wearer(f"bench{number:03d}") for number in range(WEARERS)]
        broker = await start_broker(settings, await broker_accounts([session]))
        try:
            yield Bench(settings, urls, broker, session, wearers, folder)
        finally:
            await broker.stop()
            await close_pool()
            use_vault(None)
    finally:
        server.stop()


@asynccontextmanager
async def _ingest(bench: Bench) -> AsyncIterator[None]:
    plan = {"home": str(bench.settings.home), "url": bench.urls.service, "port": bench.settings.mqtt_port}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.devices.ingest.worker_process", json.dumps(plan), stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await asyncio.sleep(3)
        yield
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def _publisher(bench: Bench, messages: dict[str, list[bytes]], rate: float | None) -> AsyncIterator[object]:
    address = bench.broker.tracker_address()
    parts = [
        {
            "username": wearer.tracker_id,
            "password": wearer.password,
            "topic": f"trackers/0/{wearer.tracker_id}/positions",
            "payloads": [payload.decode() for payload in messages[wearer.tracker_id]],
        }
        for wearer in bench.wearers
        if wearer.tracker_id in messages
    ]
    file = bench.folder / "plan.json"
    file.write_text(json.dumps({"host": address.host, "port": address.port, "rate": rate, "parts": parts}))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bench.publisher",
        str(file),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    if process.stdout is None or (await process.stdout.readline()) != b"ready\n":
        message = "the publisher did not come up"
        raise RuntimeError(message)
    yield process
    await process.wait()


def _messages(wearers: Sequence[Wearer], each: int, until: datetime, first_seq: int) -> dict[str, list[bytes]]:
    """At home, a fix a minute, ending at `until`."""
    return {
        wearer.tracker_id: [
            wire_report(first_seq + index, (until - timedelta(minutes=each - index), (index * 7) % 40))
            for index in range(each)
        ]
        for wearer in wearers
    }


async def _stored() -> int:
    return int((await fetch("SELECT count(*) AS many FROM position"))[0]["many"])


async def _sustained(bench: Bench) -> None:
    wanted = WEARERS * FIXES_EACH
    before_the_paced = legal_time.now().replace(microsecond=0) - timedelta(hours=12)
    messages = _messages(bench.wearers, FIXES_EACH, before_the_paced, 1)
    before = await _stored()
    async with _ingest(bench), _publisher(bench, messages, None) as process:
        began = time.monotonic()
        process.stdin.write(b"go\n")  # type: ignore[attr-defined]
        while (stored := await _counted_stored()) < before + wanted:
            if time.monotonic() - began > PATIENCE_SECONDS:
                message = f"{before + wanted - stored} fixes were lost or are still under way"
                raise RuntimeError(message)
            await asyncio.sleep(0.1)
        seconds = time.monotonic() - began
    if await _stored() != before + wanted:
        message = "fixes were lost or doubled"
        raise RuntimeError(message)
    raw_broker = await _raw_broker(bench, messages)
    raw_copy = await _raw_copy(bench)
    at = {"fixes": wanted, "connections": WEARERS, "workers": 1}
    report("ingest_fixes_per_second", wanted / seconds, "1/s", min(raw_broker, raw_copy), **at)
    report("raw_broker_messages_per_second", raw_broker, "1/s", None, **at)
    report("raw_copy_rows_per_second", raw_copy, "1/s", None, **at)


async def _counted_stored() -> int:
    rows = await fetch("SELECT coalesce(sum(count), 0)::bigint AS many FROM intake_count WHERE outcome = 'stored'")
    return int(rows[0]["many"])


async def _raw_broker(bench: Bench, messages: dict[str, list[bytes]]) -> float:
    """The same messages through the same broker to a subscriber that only acknowledges."""
    address = bench.broker.service_address(0).signed_in_as(bench.session.username, bench.session.password)
    wanted = sum(map(len, messages.values()))
    plan = {"path": address.host, "username": address.username, "password": address.password, "wanted": wanted}
    subscriber = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.subscriber", json.dumps(plan), stdout=asyncio.subprocess.PIPE
    )
    if subscriber.stdout is None:
        message = "the subscriber has no output"
        raise RuntimeError(message)
    await subscriber.stdout.readline()
    async with _publisher(bench, messages, None) as process:
        began = time.monotonic()
        process.stdin.write(b"go\n")  # type: ignore[attr-defined]
        await asyncio.wait_for(subscriber.stdout.readline(), PATIENCE_SECONDS)
        seconds = time.monotonic() - began
    await subscriber.wait()
    return wanted / seconds


async def _raw_copy(bench: Bench) -> float:
    """COPY of rows like ours into a table like ours, committed a batch at a time."""
    connection = await asyncpg.connect(bench.urls.owner)
    await connection.execute("CREATE TABLE raw_copy (LIKE position INCLUDING ALL)")
    at = legal_time.now()
    rows = [(bench.wearers[0].assignment_id, at + timedelta(seconds=i), i, at, b"x" * 66) for i in range(100_000)]
    began = time.monotonic()
    for start in range(0, len(rows), 2_000):
        await connection.copy_records_to_table("raw_copy", records=rows[start : start + 2_000])
    seconds = time.monotonic() - began
    await connection.execute("DROP TABLE raw_copy")
    await connection.close()
    return len(rows) / seconds


async def _alerts_under_load(bench: Bench) -> None:
    """From a leaver's confirming publish to the notification of its alert, at a steady rate from everybody else."""
    staying, leaving = bench.wearers[LEAVERS:], bench.wearers[:LEAVERS]
    each = PACED_RATE * PACED_SECONDS // len(staying)
    messages = _messages(staying, each, legal_time.now().replace(microsecond=0), 1_000_000)
    latencies: list[float] = []
    async with (
        _ingest(bench),
        _publisher(bench, messages, PACED_RATE) as process,
        Listener(bench.urls.service, ["alerts"]) as notified,
    ):
        before = await _counted_stored()
        process.stdin.write(b"go\n")  # type: ignore[attr-defined]
        await _worked_off(before)
        await asyncio.sleep(2)
        for wearer in leaving:
            latencies.append(await _leave(bench, wearer, notified))
            await asyncio.sleep(0.2)
    latencies.sort()
    at = {"rate": PACED_RATE, "alerts": len(latencies)}
    report("alert_p95_ms", _percentile(latencies, 95), "ms", None, **at)
    report("alert_p99_ms", _percentile(latencies, 99), "ms", None, **at)
    report("alert_p50_ms", statistics.median(latencies), "ms", None, **at)


async def _worked_off(before: int) -> None:
    """Wait until new fixes come in: the broker first hands over again what was sent while nobody took it in."""
    began = time.monotonic()
    while await _counted_stored() == before:
        if time.monotonic() - began > PATIENCE_SECONDS:
            message = "what waited was not worked off"
            raise RuntimeError(message)
        await asyncio.sleep(0.1)


async def _leave(bench: Bench, wearer: Wearer, notified: Listener) -> float:
    address = bench.broker.tracker_address()
    now = legal_time.now().replace(microsecond=0)
    away = [(now - timedelta(seconds=200 - 40 * step), 500.0 + 100 * step) for step in range(6)]
    plan = {
        "host": address.host,
        "port": address.port,
        "rate": None,
        "parts": [
            {
                "username": wearer.tracker_id,
                "password": wearer.password,
                "topic": f"trackers/0/{wearer.tracker_id}/positions",
                "payloads": [wire_report(2_000_000, *away).decode()],
            }
        ],
    }
    file = bench.folder / f"leave-{wearer.tracker_id}.json"
    file.write_text(json.dumps(plan))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bench.publisher",
        str(file),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    if process.stdout is None or process.stdin is None:
        message = "the publisher has no pipes"
        raise RuntimeError(message)
    await process.stdout.readline()
    began = time.monotonic()
    process.stdin.write(b"go\n")
    while True:
        event = await asyncio.wait_for(anext(notified), PATIENCE_SECONDS)
        if isinstance(event, Notified) and await _is_exit_of(wearer, event.payload):
            seconds = time.monotonic() - began
            await process.wait()
            return seconds * 1000


async def _is_exit_of(wearer: Wearer, alert_id: str) -> bool:
    rows = await fetch("SELECT assignment, kind FROM alert WHERE id = $1::uuid", alert_id)
    return bool(rows) and rows[0]["assignment"] == wearer.assignment_id and rows[0]["kind"] == "left-required-zone"


async def _sizes_and_track(bench: Bench) -> None:
    rows = await fetch(
        """SELECT sum(pg_total_relation_size(inhrelid))::bigint AS bytes, (SELECT count(*) FROM position) AS fixes
           FROM pg_inherits WHERE inhparent = 'position'::regclass"""
    )
    report("bytes_per_fix_hot", rows[0]["bytes"] / rows[0]["fixes"], "byte", None, fixes=rows[0]["fixes"])
    await _track(bench)


async def _track(bench: Bench) -> None:
    """A month of one wearer, a fix a minute: from the stored bytes to the response."""
    wearer = bench.wearers[0]
    key = (await fetch("SELECT vault_key FROM positioning_order WHERE id = $1", wearer.order_id))[0]
    sealer = position_sealer(await load_key(key["vault_key"]))
    until = legal_time.now().replace(microsecond=0)
    began_at = until - timedelta(minutes=TRACK_FIXES)
    times = [began_at + timedelta(minutes=minute) for minute in range(TRACK_FIXES)]
    async with stored_batch() as connection:
        fixes = [
            (wearer.assignment_id, Fix(at, 5_000_000 + number, at, metres_north(number % 50), HOME.lon, 8.0))
            for number, at in enumerate(times)
        ]
        await insert_positions(connection, fixes, {wearer.assignment_id: sealer})
    stored = await fetch(
        """SELECT fixed_at, seq, sealed FROM position WHERE assignment_id = $1 AND seq >= 5000000
           ORDER BY fixed_at, seq""",
        wearer.assignment_id,
    )
    runs, body = [], b""
    for _ in range(5):
        began = time.perf_counter()
        opened = tuple(unseal_packed(wearer.assignment_id, sealer, stored))
        body = track_feature(Track(wearer.file_id, began_at, until, opened, ()))
        runs.append((time.perf_counter() - began) * 1000)
    report("track_30d_ms", statistics.median(runs), "ms", None, fixes=len(stored), response_bytes=len(body))


def _percentile(ordered: Sequence[float], percent: float) -> float:
    return ordered[min(len(ordered) - 1, round(len(ordered) * percent / 100))]


async def _all() -> None:
    with tempfile.TemporaryDirectory(prefix="supervision-bench-") as folder:
        async with _running(Path(folder)) as bench:
            await _sustained(bench)
            await _alerts_under_load(bench)
            await _sizes_and_track(bench)


def main() -> None:
    """Run it all; about a minute and a half."""
    asyncio.run(_all())
