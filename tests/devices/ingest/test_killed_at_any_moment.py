"""Ten thousand fixes under way while the ingest process is killed ten times: none lost, none doubled."""

import asyncio
import json
import os
import random
import signal
import sys
from datetime import timedelta

from supervision.storage.database import fetch
from tests.devices.ingest.conftest import Line
from tests.devices.ingest.looking import come_true, count_of
from tests.devices.ingest.wearers import Wearer, a_wearer, ago, report

WEARERS, FIXES_EACH, KILLS = 20, 500, 10


async def _spawn(line: Line) -> asyncio.subprocess.Process:
    program = json.dumps({"home": str(line.settings.home), "url": line.urls.service, "port": line.settings.mqtt_port})
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.devices.ingest.worker_process", program)


def _publish_all(line: Line, wearer: Wearer) -> None:
    began_at = ago(FIXES_EACH)
    with line.tracker(wearer) as tracker:
        for seq in range(FIXES_EACH):
            at = began_at + timedelta(seconds=seq)
            tracker.publish_without_waiting(f"trackers/0/{wearer.tracker_id}/positions", report(seq, (at, seq % 30)))
        tracker.publish(f"trackers/0/{wearer.tracker_id}/positions", report(FIXES_EACH, (ago(0), 1)))


async def test_ten_kills_lose_no_fix_and_double_none(line: Line) -> None:
    wearers = [await a_wearer(f"w{number:02d}") for number in range(WEARERS)]
    await line.know()
    dice = random.Random(20261123)
    process = await _spawn(line)
    async with line.working() as first:  # makes the session with the broker before anything is published
        first.stop()
    publishing = asyncio.gather(*(asyncio.to_thread(_publish_all, line, wearer) for wearer in wearers))
    for _ in range(KILLS):
        await asyncio.sleep(dice.uniform(0.5, 2.0))
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()
        process = await _spawn(line)
    await publishing
    wanted = WEARERS * (FIXES_EACH + 1)

    async def all_there() -> bool:
        return await count_of("position") >= wanted

    try:
        assert await come_true(all_there, 90), f"{await count_of('position')} of {wanted}"
    finally:
        process.terminate()
        await process.wait()
    rows = await fetch(
        "SELECT assignment_id, count(*) AS many, count(DISTINCT seq) AS kinds FROM position GROUP BY assignment_id"
    )
    assert {(row["many"], row["kinds"]) for row in rows} == {(FIXES_EACH + 1, FIXES_EACH + 1)}
