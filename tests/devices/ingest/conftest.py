"""A database, a vault, a Mosquitto and an ingest worker for each test."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from devices.accounts import broker_accounts
from devices.broker import service_address
from devices.broker.mosquitto import MosquittoBroker
from devices.housekeeping import make_partitions_ahead
from devices.ingest import IngestWorker
from devices.shards import ShardSession, ensure_shard
from supervision.settings import Settings
from supervision.storage.urls import DatabaseUrls
from supervision.vault import open_vault, use_vault
from tests.devices.broker.talking import Talker
from tests.devices.broker.town import a_mosquitto, settings_in
from tests.devices.ingest.wearers import Wearer


async def send(tracker: Talker, topic: str, payload: bytes, *, retain: bool = False) -> None:
    """Publish without holding up the event loop, on which ingest runs too."""
    await asyncio.to_thread(tracker.publish, topic, payload, retain=retain)


@dataclass
class Line:
    """The whole line from a tracker to the tables."""

    settings: Settings
    urls: DatabaseUrls
    broker: MosquittoBroker
    session: ShardSession

    async def know(self) -> None:
        """Let the broker know every tracker paired so far."""
        await self.broker.publish_accounts(await broker_accounts([self.session]))

    def tracker(self, wearer: Wearer) -> Talker:
        return self.tracker_as(wearer.tracker_id, wearer.password)

    def tracker_as(self, username: str, password: str) -> Talker:
        address = self.broker.tracker_address().signed_in_as(username, password)
        return Talker(address, client_id=f"client-of-{username}")

    def worker(self) -> IngestWorker:
        return IngestWorker(self.urls.service, 0, self.session, lambda: service_address(self.settings, 0))

    @asynccontextmanager
    async def working(self) -> AsyncIterator[IngestWorker]:
        worker = self.worker()
        running = asyncio.create_task(worker.run())
        try:
            await asyncio.wait_for(worker.ready.wait(), 15)
            yield worker
        finally:
            worker.stop()
            await running


@pytest.fixture
async def line(database: DatabaseUrls, tmp_path: Path) -> AsyncIterator[Line]:
    settings = settings_in(tmp_path / "home")
    use_vault(await open_vault(settings))
    await make_partitions_ahead()
    session = await ensure_shard(0)
    broker = a_mosquitto(settings)
    await broker.start(await broker_accounts([session]))
    try:
        yield Line(settings, database, broker, session)
    finally:
        await broker.stop()
        use_vault(None)
