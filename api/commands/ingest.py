"""`supervision ingest`: the worker of one shard, with an ear for changes of orders and trackers."""

import asyncio
import contextlib
import signal

from api.commands.children import die_with_parent
from api.commands.opening import database, opened
from devices.broker import service_address
from devices.ingest import IngestWorker
from devices.shards import ensure_shard
from supervision.errors import SettingsWrong
from supervision.settings import Settings
from supervision.storage.listener import Listener, Notified, StreamRestored


async def ingest(settings: Settings, shard: int) -> None:
    """Store what the shard's trackers send until told to end; beside a running service, or on a machine of its own."""
    if not settings.follows_trackers:
        raise SettingsWrong("There is nothing to ingest: SUPERVISION_REGISTERS does not name corrections.")
    die_with_parent()
    async with database(settings) as urls, opened(settings, urls, most_connections=4):
        session = await ensure_shard(shard)
        worker = IngestWorker(urls.service, shard, session, lambda: service_address(settings, shard))
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, worker.stop)
        listening = asyncio.create_task(_follow_registry(urls.service, worker))
        try:
            await worker.run()
        finally:
            listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listening


async def _follow_registry(url: str, worker: IngestWorker) -> None:
    async with Listener(url, ["trackers"]) as changes:
        async for change in changes:
            if isinstance(change, Notified | StreamRestored):
                worker.trackers_changed()
