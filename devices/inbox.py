"""The MQTT inbox of one shard: a persistent session whose messages are acknowledged only when told so.

Back-pressure is the broker's in-flight window: what is not acknowledged is not followed by more, so memory here
is bounded by what the broker is allowed to have under way.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Sequence
from itertools import cycle

import structlog

from devices import mqtt_frames
from devices.broker.address import BrokerAddress
from devices.mqtt_frames import CONNACK, PUBLISH, SUBACK, FrameBroken, FrameReader, Message

log = structlog.get_logger(__name__)

KEEPALIVE_SECONDS = 20
_ANSWER_SECONDS = 10.0
_ACCEPTED = 0
_REFUSED_SUBSCRIPTION = 0x80


class Inbox(asyncio.Protocol):
    """The session of one shard: messages wait here until stored, then are acknowledged.

    It never reconnects on its own: only the holder of the shard's lease may connect, so a new inbox is made then.
    """

    def __init__(self, address: BrokerAddress, client_id: str, shard: int) -> None:
        self._address = address
        self._client_id = client_id  # a secret: it owns the queue
        self._shard = shard
        self._waiting: deque[Message] = deque()
        self._arrived = asyncio.Event()
        self._reader = FrameReader()
        self._packet_ids = cycle(range(1, 0x1_0000))
        self._accepted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._transport: asyncio.Transport | None = None
        self._keeping_alive: asyncio.Task[None] | None = None
        self._heard_since_ping = True
        self.disconnected = asyncio.Event()
        self.subscribed = asyncio.Event()

    async def connect(self) -> None:
        """Open the session and subscribe; ConnectionError or OSError while the broker does not take us."""
        loop, address = asyncio.get_running_loop(), self._address
        if address.transport == "unix":
            await loop.create_unix_connection(lambda: self, address.host)
        else:
            tls = address.tls_context()
            await loop.create_connection(lambda: self, address.host, address.port, ssl=tls)
        self._send(
            mqtt_frames.connect_frame(
                self._client_id,
                address.username or "",
                address.password or "",
                keepalive_seconds=KEEPALIVE_SECONDS,
                is_clean=False,
            )
        )
        await asyncio.wait_for(asyncio.shield(self._accepted), _ANSWER_SECONDS)
        self._keeping_alive = asyncio.create_task(self._keep_alive(), name=f"keepalive of shard {self._shard}")
        self.subscribe()

    def subscribe(self) -> None:
        """Subscribe (again) to the shard's topics; the broker then sends what it retains for them."""
        self._send(mqtt_frames.subscribe_frame(f"trackers/{self._shard}/#", next(self._packet_ids)))

    async def take(self, most: int, wait_seconds: float) -> list[Message]:
        """Up to `most` messages, in the order received; empty when none came in time."""
        if not self._waiting:
            self._arrived.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), wait_seconds)
        return [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]

    def acknowledge(self, messages: Sequence[Message]) -> None:
        """Tell the broker that these are stored, in the order in which it sent them."""
        self._send(mqtt_frames.acknowledgements(message.packet_id for message in messages if message.packet_id))

    def publish(self, topic: str, payload: bytes, *, is_retained: bool = False) -> None:
        """Send a message of the service, such as a command to a tracker."""
        self._send(mqtt_frames.publish_frame(topic, payload, next(self._packet_ids), is_retained=is_retained))

    @property
    def waiting(self) -> int:
        """How many messages wait to be stored."""
        return len(self._waiting)

    async def close(self) -> None:
        """End the connection; the session and what is not acknowledged stay with the broker."""
        if self._keeping_alive is not None:
            self._keeping_alive.cancel()
        if self._transport is None:
            return
        self._send(mqtt_frames.DISCONNECT)
        self._transport.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.disconnected.wait(), _ANSWER_SECONDS)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the loop: the bytes' way is open."""
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Called by the loop: take packets in; anything that is not MQTT ends the connection."""
        self._heard_since_ping = True
        try:
            for kind, body in self._reader.read(data):
                self._receive(kind, body)
        except FrameBroken as error:
            log.error("broker-speaks-no-mqtt", shard=self._shard, reason=str(error))  # noqa: TRY400 - the reason says it
            self._abort()
        if self._waiting:
            self._arrived.set()

    def _receive(self, kind: int, body: Message | bytes) -> None:
        if isinstance(body, Message):
            if kind == PUBLISH:
                self._waiting.append(body)
        elif kind == CONNACK and not self._accepted.done():
            if body[-1:] == bytes([_ACCEPTED]):
                self._accepted.set_result(None)
            else:
                self._accepted.set_exception(ConnectionRefusedError(f"the broker refused the session: {body.hex()}"))
        elif kind == SUBACK:
            if body[-1] == _REFUSED_SUBSCRIPTION:
                log.error("broker-refused-subscription", shard=self._shard)
                self._abort()
            else:
                self.subscribed.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the loop: what was delivered can no longer be acknowledged; the broker sends it again."""
        if not self._accepted.done():
            self._accepted.set_exception(exc or ConnectionResetError("the broker hung up"))
            self._accepted.exception()  # seen, even where nobody waits for it any more
        self._transport = None
        self.disconnected.set()
        self._arrived.set()

    async def _keep_alive(self) -> None:
        """Say at times that we are there, and hang up on a broker from which nothing comes any more."""
        while True:
            await asyncio.sleep(KEEPALIVE_SECONDS / 2)
            if not self._heard_since_ping:
                log.warning("broker-fell-silent", shard=self._shard)
                self._abort()
                return
            self._heard_since_ping = False
            self._send(mqtt_frames.PINGREQ)

    def _send(self, frame: bytes) -> None:
        if frame and self._transport is not None:
            self._transport.write(frame)

    def _abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()
