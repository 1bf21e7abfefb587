"""One ear for the whole process: what the database notifies of alerts is handed to every open stream.

A stream takes from its inbox when it is ready. An inbox keeps only the newest word on an alert, so a slow reader costs
little; one that falls far behind is closed, and its client resumes from the last alert that it saw.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from weakref import WeakSet

import structlog
from prometheus_client import Counter, Gauge

from api.v1.alert_views import alert_message
from supervision.corrections.access import load_access_for_system
from supervision.corrections.access_rule import FileAccess
from supervision.errors import StorageUnavailable
from supervision.monitoring.alert_stream import load_alert_ids_since_for_system, load_alerts_for_system
from supervision.monitoring.alerts import Alert
from supervision.monitoring.canaries import heard_canary
from supervision.storage.listener import Event, Listener, Notified, StreamLost, StreamRestored

log = structlog.get_logger(__name__)

MOST_WAITING = 1_000
"""How many alerts wait in an inbox before its stream is closed."""

LONGEST_LOSS_SECONDS = 10.0
"""For how long streams stay open while nothing can be heard; then they end, so that every page says so."""

_CANARIES = Counter("supervision_canaries_heard", "Canaries of the doctor that reached the alert streams.")
_OPEN_STREAMS = Gauge("supervision_alert_streams", "Alert streams now open.")
_RETRY_SECONDS = 0.2
_LONGEST_TRANSACTION = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class AlertEvent:
    """An alert as it was when it last changed, and its message, encoded once for all streams."""

    alert: Alert
    message: bytes
    access: FileAccess
    """Whom the alert's file is open to, as of then."""


async def load_events(alert_ids: Sequence[UUID]) -> list[AlertEvent]:
    """These alerts as they are now, in their order."""
    alerts = await load_alerts_for_system(alert_ids)
    access = await load_access_for_system([alert.supervisee_id for alert in alerts])
    return [AlertEvent(alert, alert_message(alert), access[alert.supervisee_id]) for alert in alerts]


class Inbox:
    """What waits for one stream."""

    __slots__ = ("__weakref__", "_news", "_waiting", "is_closed", "must_recheck", "officer_id")

    def __init__(self, officer_id: UUID) -> None:
        self.officer_id = officer_id
        self.must_recheck = False
        self.is_closed = False
        self._waiting: dict[UUID, AlertEvent] = {}
        self._news = asyncio.Event()

    def put(self, event: AlertEvent) -> None:
        """Add an alert in the place of what was said of it before."""
        self._waiting.pop(event.alert.id, None)
        self._waiting[event.alert.id] = event
        if len(self._waiting) > MOST_WAITING:
            self.close()
        self._news.set()

    def recheck(self) -> None:
        """Have the stream ask whether its session still lives, and what it may reach."""
        self.must_recheck = True
        self._news.set()

    def close(self) -> None:
        """End the stream."""
        self.is_closed = True
        self._waiting.clear()
        self._news.set()

    async def wait(self, seconds: float) -> None:
        """Wait for news, no longer than that."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()
        self._news.clear()

    def take(self) -> list[AlertEvent]:
        """What waits, oldest change first; the inbox is empty then."""
        taken, self._waiting = list(self._waiting.values()), {}
        return taken


class AlertHub:
    """Follows the channels `alerts` and `officers`, and fills the inboxes."""

    def __init__(self) -> None:
        self._inboxes: WeakSet[Inbox] = WeakSet()
        self._changed: dict[UUID, None] = {}
        self._lost_since: datetime | None = None
        self._reread_since: datetime | None = None
        self._work = asyncio.Event()
        self._giving_up: asyncio.TimerHandle | None = None

    @contextlib.asynccontextmanager
    async def running(self, url: str) -> AsyncIterator[None]:
        """Listen for the length of the block; every stream ends with it."""
        async with Listener(url, ["alerts", "officers"]) as listener:
            tasks = [asyncio.create_task(self._follow(listener)), asyncio.create_task(self._deliver())]
            try:
                yield
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
                self._stop_giving_up()
                self._close_all()

    @property
    def open_streams(self) -> int:
        """How many inboxes there are."""
        return len(self._inboxes)

    def open_inbox(self, officer_id: UUID) -> Inbox:
        """An inbox that fills from now on; it is forgotten with whoever holds it, or by `close_inbox`."""
        inbox = Inbox(officer_id)
        self._inboxes.add(inbox)
        _OPEN_STREAMS.set(len(self._inboxes))
        return inbox

    def close_inbox(self, inbox: Inbox) -> None:
        """Forget an inbox."""
        self._inboxes.discard(inbox)
        _OPEN_STREAMS.set(len(self._inboxes))

    async def _follow(self, listener: Listener) -> None:
        async for event in listener:
            self._hear(event)

    def _hear(self, event: Event) -> None:
        match event:
            case Notified("alerts", payload) if heard_canary(payload) is not None:
                _CANARIES.inc()
            case Notified("alerts", payload):
                self._changed[UUID(payload)] = None
                self._work.set()
            case Notified("officers", payload):
                for inbox in self._inboxes:
                    if str(inbox.officer_id) == payload:
                        inbox.recheck()
            case StreamLost(since):
                self._lost_since = self._lost_since or since
                self._stop_giving_up()
                self._giving_up = asyncio.get_running_loop().call_later(LONGEST_LOSS_SECONDS, self._close_all)
            case StreamRestored():
                self._stop_giving_up()
                self._reread_since, self._lost_since = self._reread_since or self._lost_since, None
                self._work.set()
                for inbox in self._inboxes:
                    inbox.recheck()

    async def _deliver(self) -> None:
        while True:
            await self._work.wait()
            self._work.clear()
            changed, self._changed = self._changed, {}
            since, self._reread_since = self._reread_since, None
            try:
                await self._hand_out(list(changed), since)
            except StorageUnavailable:
                self._changed, self._reread_since = changed | self._changed, since or self._reread_since
                await asyncio.sleep(_RETRY_SECONDS)
                self._work.set()
            except Exception as error:  # noqa: BLE001 - whatever it is, officers must see that they are not told
                log.critical("alerts-not-delivered", error=type(error).__name__, alerts=[str(each) for each in changed])
                self._close_all()

    async def _hand_out(self, alert_ids: list[UUID], since: datetime | None) -> None:
        if since is not None:  # a transaction that was under way then dates its steps from its beginning
            missed = await load_alert_ids_since_for_system(since - _LONGEST_TRANSACTION)
            alert_ids = list(dict.fromkeys([*missed, *alert_ids]))
        for event in await load_events(alert_ids):
            for inbox in self._inboxes:
                inbox.put(event)

    def _stop_giving_up(self) -> None:
        if self._giving_up is not None:
            self._giving_up.cancel()
            self._giving_up = None

    def _close_all(self) -> None:
        for inbox in list(self._inboxes):
            inbox.close()
