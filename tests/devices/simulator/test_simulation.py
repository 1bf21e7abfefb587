"""Simulated trackers at a real broker."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from devices.simulator.simulation import Scene, Simulation
from devices.simulator.trackers import SimulatedTracker
from supervision.legal_time import now
from tests.devices.broker.town import PASSWORDS, Town, mosquitto_town, settings_in
from tests.devices.simulator.makers import account, reporter


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with mosquitto_town(settings_in(tmp_path / "home")) as town:
        yield town


def annas_tracker(town: Town, password: str = PASSWORDS["trk-anna"]) -> SimulatedTracker:
    address = town.broker.tracker_address().signed_in_as("trk-anna", password)
    tracker = SimulatedTracker(account(address=address), reporter(), now())
    tracker.due_at = now()
    return tracker


async def test_reports_reach_the_service_and_scenes_are_played_at_their_time(town: Town) -> None:
    town.open_session()
    tracker, ending, played = annas_tracker(town), asyncio.Event(), asyncio.Event()
    scenes = iter([Scene(now() + timedelta(seconds=0.3), played.set), Scene(now() + timedelta(hours=1), ending.set)])
    running = asyncio.create_task(Simulation([tracker], scenes).run(ending))
    async with asyncio.timeout(20):
        await played.wait()
        with town.service() as service:
            (first,) = await asyncio.to_thread(service.payloads, 1)
    assert b'"seq":1' in first
    assert not ending.is_set()
    ending.set()
    await running


async def test_a_refused_tracker_tries_again_and_neither_stops_nor_floods(town: Town) -> None:
    tracker, ending = annas_tracker(town, "x" * 32), asyncio.Event()
    running = asyncio.create_task(Simulation([tracker], iter(())).run(ending))
    with capture_logs() as logged:
        await asyncio.sleep(2.5)
    assert not running.done()
    assert {line["event"] for line in logged} == {"tracker-refused"}
    assert 1 <= len(logged) <= 3
    ending.set()
    await running
