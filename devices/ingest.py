"""The ingest worker of one shard: take a batch, decode, store, acknowledge; in that order, for ever.

It holds the shard's lease while it works, connects only as the holder, and stores each batch in a transaction that
checks the lease's epoch. A batch that could not be stored is tried again as it is; nothing of it is acknowledged.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import structlog

from devices.broker.address import BrokerAddress
from devices.decoding import DecodedBatch, KnownTracker, decode_batch
from devices.inbox import Inbox
from devices.mqtt_frames import Message
from devices.outcomes import UNKNOWN_ACCOUNT, Counts, MessageOutcome
from devices.registry import keep_heard, load_known_trackers_for_system
from devices.shards import ShardSession, note_alive
from supervision import legal_time
from supervision.errors import StorageUnavailable
from supervision.monitoring.intake import BatchReport, Heard, Intake
from supervision.storage import lease as leases
from supervision.storage.engine import Connection
from supervision.storage.lease import Lease, LeaseLost, check_epoch

log = structlog.get_logger(__name__)

MOST_A_BATCH = 4_000
RETRY_SECONDS = 0.5
TICK_SECONDS = 5.0
"""How often the clock strikes for curfews, ends of orders and silence."""
RESUBSCRIBE_SECONDS = 60.0
_WAIT_SECONDS = 0.5
_SUBSCRIBE_SECONDS = 10.0


@dataclass(slots=True)
class IngestStats:
    """What the worker has done since it started, for metrics and the doctor."""

    batches: int = 0
    messages: int = 0
    stored: int = 0
    last_stored_at: float = 0.0


class IngestWorker:
    """One shard's worker; `run()` works until `stop()`."""

    def __init__(
        self, database_url: str, shard: int, session: ShardSession, find_address: Callable[[], BrokerAddress]
    ) -> None:
        self._database_url = database_url
        self._shard = shard
        self._session = session
        self._find_address = find_address
        self._stopping = asyncio.Event()
        self._trackers: dict[str, KnownTracker] = {}
        self._trackers_stale = True
        self._heard: dict[str, Heard] = {}
        self.stats = IngestStats()
        self.ready = asyncio.Event()
        """Set once the broker keeps messages for the shard."""

    def stop(self) -> None:
        """Finish the batch under way and end."""
        self._stopping.set()

    def trackers_changed(self) -> None:
        """The registry has changed: read it again before the next batch."""
        self._trackers_stale = True

    async def run(self) -> None:
        """Wait for the lease, work while it holds, and begin anew when it is lost."""
        while not self._stopping.is_set():
            lease = await self._wait_for_lease()
            if lease is None:
                return
            log.info("shard-taken", shard=self._shard, epoch=lease.epoch)
            try:
                await self._work(lease)
            except LeaseLost:
                log.warning("lease-lost", shard=self._shard, epoch=lease.epoch)
            except (StorageUnavailable, OSError) as error:
                log.warning("ingest-interrupted", shard=self._shard, reason=type(error).__name__)
                await self._pause(RETRY_SECONDS)
            finally:
                await lease.release()

    async def _wait_for_lease(self) -> Lease | None:
        while not self._stopping.is_set():
            with contextlib.suppress(StorageUnavailable):
                lease = await leases.take(self._database_url, self._shard)
                if lease is not None:
                    return lease
            await self._pause(RETRY_SECONDS)
        return None

    async def _work(self, lease: Lease) -> None:
        intake = Intake(
            lambda connection: check_epoch(connection, lease.shard, lease.epoch),
            partial(self._say_alive, lease.shard),
        )
        address = self._find_address()
        if address.password is None:
            address = address.signed_in_as(self._session.username, self._session.password)
        inbox = Inbox(address, self._session.client_id, self._shard)
        await inbox.connect()
        await asyncio.wait_for(inbox.subscribed.wait(), _SUBSCRIBE_SECONDS)
        self.ready.set()
        next_tick = next_subscription = time.monotonic()
        try:
            while not self._stopping.is_set():
                if lease.lost.is_set():
                    raise LeaseLost(f"Shard {self._shard} is no longer surely ours.")
                if inbox.disconnected.is_set():
                    raise ConnectionError("the broker ended the session")
                messages = await inbox.take(MOST_A_BATCH, _WAIT_SECONDS)
                if messages:
                    await self._store(intake, inbox, lease, messages)
                if time.monotonic() >= next_tick:
                    await intake.tick(legal_time.now())
                    self._heard.clear()
                    next_tick = time.monotonic() + TICK_SECONDS
                if time.monotonic() >= next_subscription:
                    inbox.subscribe()  # retained messages come with a subscription: so they are seen, and cleared
                    next_subscription = time.monotonic() + RESUBSCRIBE_SECONDS
        finally:
            await inbox.close()

    async def _store(self, intake: Intake, inbox: Inbox, lease: Lease, messages: list[Message]) -> None:
        batch, report = await self._decode(messages), None
        while report is None:
            try:
                report = await intake.store(batch.arrivals, batch.counts, batch.canaries)
            except StorageUnavailable:
                log.warning("storage-unavailable", shard=self._shard, waiting=len(messages) + inbox.waiting)
                await self._pause(RETRY_SECONDS)
                if lease.lost.is_set() or self._stopping.is_set():
                    raise
            except (LeaseLost, asyncio.CancelledError):
                raise
            except Exception:  # one message that nobody foresaw must not stop the line for all others
                if len(messages) > 1:
                    half = len(messages) // 2
                    await self._store(intake, inbox, lease, messages[:half])
                    await self._store(intake, inbox, lease, messages[half:])
                    return
                log.exception("message-set-aside", shard=self._shard)
                account = next(iter(batch.counts), (UNKNOWN_ACCOUNT, ""))[0]
                batch = DecodedBatch(counts=Counts({(account, MessageOutcome.SET_ASIDE): 1}))
        inbox.acknowledge(messages)
        for topic in batch.retained_topics:
            inbox.publish(topic, b"", is_retained=True)
        self._note(messages, report)

    async def _decode(self, messages: list[Message]) -> DecodedBatch:
        if self._trackers_stale:
            self._trackers_stale = False
            try:
                self._trackers = await load_known_trackers_for_system()
            except StorageUnavailable:
                self._trackers_stale = True
                raise
        return decode_batch(messages, self._trackers, legal_time.now())

    async def _say_alive(self, shard: int, connection: Connection) -> None:
        await note_alive(connection, shard)
        await keep_heard(connection, self._heard)

    def _note(self, messages: list[Message], report: BatchReport) -> None:
        self._heard |= report.heard
        self.stats.batches += 1
        self.stats.messages += len(messages)
        self.stats.stored += report.stored
        self.stats.last_stored_at = time.monotonic()

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)
