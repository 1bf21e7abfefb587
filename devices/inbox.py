"""The MQTT inbox of one shard: a persistent session whose messages are acknowledged only when told so.

Back-pressure is the broker's in-flight window: what is not acknowledged is not followed by more, so memory here
is bounded by what the broker is allowed to have under way.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import paho.mqtt.client as mqtt
import structlog
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.reasoncodes import ReasonCode

from devices.broker.address import BrokerAddress

log = structlog.get_logger(__name__)

KEEPALIVE_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message as the broker delivered it; `connection` is the connection on which it may be acknowledged."""

    topic: str
    payload: bytes
    mid: int
    qos: int
    is_retained: bool
    connection: int


class Inbox:
    """The session of one shard: messages wait here until stored, then are acknowledged.

    Reconnecting on its own is off: only the holder of the shard's lease may connect, so `connect()` is called anew.
    """

    def __init__(self, address: BrokerAddress, client_id: str, shard: int) -> None:
        self._address = address
        self._client_id = client_id  # a secret: it owns the queue
        self._shard = shard
        self._waiting: deque[Delivery] = deque()
        self._arrived = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._connection = 0
        self._wake_is_due = False
        self.disconnected = asyncio.Event()
        self.subscribed = asyncio.Event()
        self._client = self._make_client()

    def _make_client(self) -> mqtt.Client:
        client = mqtt.Client(
            CallbackAPIVersion.VERSION2,
            client_id=self._client_id,
            clean_session=False,
            protocol=mqtt.MQTTv311,
            manual_ack=True,
            reconnect_on_failure=False,
            transport=self._address.transport,
        )
        client.username_pw_set(self._address.username, self._address.password)
        tls = self._address.tls_context()
        if tls is not None:
            client.tls_set_context(tls)
        client.suppress_exceptions = True  # an exception in a callback would end the network thread silently
        client.on_connect = self._on_connect
        client.on_message = self._on_message
        client.on_subscribe = lambda *_details: self._wake(self.subscribed.set)
        client.on_disconnect = self._on_disconnect
        return client

    async def connect(self) -> None:
        """Open the session and subscribe; OSError while the broker does not answer."""
        self.disconnected.clear()
        await asyncio.to_thread(self._client.connect, self._address.host, self._address.port, KEEPALIVE_SECONDS)
        self._client.loop_start()

    def _on_connect(
        self, _client: mqtt.Client, _userdata: object, _flags: object, reason: ReasonCode, _properties: object
    ) -> None:
        if reason.is_failure:
            log.error("broker-refused-session", shard=self._shard, reason=str(reason))
            return
        self.subscribe()

    def subscribe(self) -> None:
        """Subscribe (again) to the shard's topics; the broker then sends what it retains for them."""
        self._client.subscribe(f"trackers/{self._shard}/#", qos=1)

    def _on_message(self, _client: mqtt.Client, _userdata: object, message: mqtt.MQTTMessage) -> None:
        """On paho's thread: hand over, never work."""
        self._waiting.append(
            Delivery(message.topic, bytes(message.payload), message.mid, message.qos, message.retain, self._connection)
        )
        if not self._wake_is_due:
            self._wake_is_due = True
            self._wake(self._announce)

    def _announce(self) -> None:
        self._wake_is_due = False
        self._arrived.set()

    def _on_disconnect(self, *_details: object) -> None:
        self._connection += 1  # what was delivered before can no longer be acknowledged; the broker sends it again
        self._wake(self._set_disconnected)

    def _set_disconnected(self) -> None:
        self.disconnected.set()
        self._arrived.set()

    def _wake(self, callback: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has closed: nobody is left to wake
            self._loop.call_soon_threadsafe(callback)  # type: ignore[arg-type]

    async def take(self, most: int, wait_seconds: float) -> list[Delivery]:
        """Up to `most` messages, in the order received; empty when none came in time."""
        if not self._waiting:
            self._arrived.clear()
            if not self._waiting:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._arrived.wait(), wait_seconds)
        return [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]

    def acknowledge(self, deliveries: Sequence[Delivery]) -> None:
        """Tell the broker that these are stored; those of an earlier connection are left for redelivery."""
        connection = self._connection
        for delivery in deliveries:
            if delivery.qos and delivery.connection == connection:
                self._client.ack(delivery.mid, delivery.qos)

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Send a message of the service, such as a command to a tracker."""
        self._client.publish(topic, payload, qos=1, retain=retain)

    @property
    def waiting(self) -> int:
        """How many messages wait to be stored."""
        return len(self._waiting)

    async def close(self) -> None:
        """End the connection; the session stays with the broker."""
        await asyncio.to_thread(self._stop)

    def _stop(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()
        for callback in ("on_connect", "on_message", "on_subscribe", "on_disconnect"):
            setattr(self._client, callback, None)  # they hold this object, and it holds the client
