"""The stream of alerts: server-sent events for one officer, resumed after the last alert that the client saw."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable
from uuid import UUID

from api.v1.alert_hub import AlertEvent, AlertHub, Inbox, load_events
from supervision.audit import Act
from supervision.corrections.access import asker_of
from supervision.corrections.access_rule import is_open_to
from supervision.errors import InputInvalid, NotSignedIn, StorageUnavailable
from supervision.monitoring.alert_stream import load_alert_ids_after_for_system
from supervision.officers import Officer, load_session, officer_may
from supervision.wording import Wording

KEEP_ALIVE_SECONDS = 15.0
"""How often a comment is sent, and the session looked at."""

LAST_ID_WRONG = Wording("Last-Event-ID 不是预警编号。", "Last-Event-ID is not the id of an alert.")

_GREETING = b"retry: 2000\n: listening\n\n"
_KEEP_ALIVE = b": keep-alive\n\n"
_REMEMBERED = 1_000
_BATCH = 50


def read_last_event_id(text: str | None) -> UUID | None:
    """The alert after which to resume; InputInvalid for what is no id of ours."""
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as error:
        raise InputInvalid(LAST_ID_WRONG, field="Last-Event-ID") from error


class AlertStream:
    """What one client is sent: alerts inside the officer's reach, each newest state once, until the session ends."""

    def __init__(self, hub: AlertHub, inbox: Inbox, officer: Officer, token: str, last_id: UUID | None) -> None:
        self._hub = hub
        self._inbox = inbox
        self._officer = officer
        self._token = token
        self._last_id = last_id
        self._sent: OrderedDict[UUID, bytes] = OrderedDict()

    async def messages(self) -> AsyncIterator[bytes]:
        """Greeting, what was missed, and then whatever changes; a comment at least every quarter of a minute."""
        try:
            yield _GREETING
            async for message in self._missed():
                yield message
            clock = asyncio.get_running_loop().time
            comment_at = clock() + KEEP_ALIVE_SECONDS
            while True:
                await self._inbox.wait(comment_at - clock())
                is_due = clock() >= comment_at
                if (is_due or self._inbox.must_recheck) and not await self._look_again():
                    return
                for message in self._fresh(self._inbox.take()):
                    yield message
                if self._inbox.is_closed:
                    return
                if is_due:
                    comment_at = clock() + KEEP_ALIVE_SECONDS
                    yield _KEEP_ALIVE
        finally:
            self._hub.close_inbox(self._inbox)

    async def _missed(self) -> AsyncIterator[bytes]:
        if self._last_id is None:
            return
        alert_ids = await load_alert_ids_after_for_system(self._last_id)
        for start in range(0, len(alert_ids), _BATCH):
            for message in self._fresh(await load_events(alert_ids[start : start + _BATCH])):
                yield message

    def _fresh(self, events: Iterable[AlertEvent]) -> Iterable[bytes]:
        """The messages that this officer may see and this client has not been sent."""
        asker = asker_of(self._officer, Act.ALERT_LIST)
        for event in events:
            alert_id = event.alert.id
            if self._sent.get(alert_id) == event.message:
                continue
            if not officer_may(self._officer, Act.ALERT_LIST, event.alert.division):
                continue
            if not is_open_to(event.access, asker):
                continue
            self._sent[alert_id] = event.message
            self._sent.move_to_end(alert_id)
            if len(self._sent) > _REMEMBERED:
                self._sent.popitem(last=False)
            yield event.message

    async def _look_again(self) -> bool:
        """Whether the session still lives; its officer's grants may have changed.

        While the database is away nothing is learnt and nothing can be sent; the hub ends streams if that lasts.
        """
        self._inbox.must_recheck = False
        try:
            session = await load_session(self._token, counts_as_use=False)
        except NotSignedIn:
            return False
        except StorageUnavailable:
            return True
        self._officer = session.officer
        return True
