"""One tracker's MQTT connection, served by the process's event loop: no thread of its own."""

import asyncio
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import paho.mqtt.client as mqtt
import structlog
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.reasoncodes import ReasonCode

from devices.simulator.trackers import Message, SimulatedAccount

if TYPE_CHECKING:
    from paho.mqtt.client import SocketLike  # which exists for type checkers only

log = structlog.get_logger(__name__)

_KEEPALIVE_SECONDS = 60
_CONNECT_SECONDS = 3.0
_MOST_WAITING = 40
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 1.0, 30.0


class Connection:
    """Connects when asked to keep going, again and again with growing pauses; what waits meanwhile is bounded."""

    def __init__(self, account: SimulatedAccount) -> None:
        self._account = account
        self._loop = asyncio.get_running_loop()
        self._next_try_at, self._pause_seconds = 0.0, _FIRST_PAUSE_SECONDS
        self._client = self._make_client()

    def _make_client(self) -> mqtt.Client:
        address = self._account.address
        client = mqtt.Client(
            CallbackAPIVersion.VERSION2,
            client_id=f"simulated-{self._account.tracker_id}",
            protocol=mqtt.MQTTv311,
            reconnect_on_failure=False,
            transport=address.transport,
        )
        client.username_pw_set(address.username, address.password)
        if (context := address.tls_context()) is not None:
            client.tls_set_context(context)
        client.connect_timeout = _CONNECT_SECONDS
        client.max_queued_messages_set(_MOST_WAITING)
        client.suppress_exceptions = True
        client.on_connect = self._on_connect
        client.on_socket_open = self._on_socket_open
        client.on_socket_close = self._on_socket_close
        client.on_socket_register_write = self._on_something_to_write
        client.on_socket_unregister_write = self._on_nothing_to_write
        return client

    def _on_socket_open(self, client: mqtt.Client, _data: object, opened: "SocketLike") -> None:
        self._loop.add_reader(opened, client.loop_read)

    def _on_socket_close(self, _client: mqtt.Client, _data: object, closed: "SocketLike") -> None:
        self._loop.remove_reader(closed)

    def _on_something_to_write(self, client: mqtt.Client, _data: object, full: "SocketLike") -> None:
        self._loop.add_writer(full, client.loop_write)

    def _on_nothing_to_write(self, _client: mqtt.Client, _data: object, empty: "SocketLike") -> None:
        self._loop.remove_writer(empty)

    def _on_connect(
        self, _client: mqtt.Client, _data: object, _flags: object, reason: ReasonCode, _properties: object
    ) -> None:
        if reason.is_failure:
            log.warning("tracker-refused", tracker=self._account.tracker_id, reason=str(reason))
        else:
            self._pause_seconds = _FIRST_PAUSE_SECONDS

    def keep_going(self) -> None:
        """Send pings, and connect where there is no connection; to be called every second or so."""
        if self._client.loop_misc() is mqtt.MQTT_ERR_SUCCESS or time.monotonic() < self._next_try_at:
            return
        self._next_try_at = time.monotonic() + self._pause_seconds
        self._pause_seconds = min(2 * self._pause_seconds, _LONGEST_PAUSE_SECONDS)
        address = self._account.address
        try:
            self._client.connect(address.host, address.port, _KEEPALIVE_SECONDS)
        except OSError as error:
            log.warning("tracker-cannot-connect", tracker=self._account.tracker_id, reason=type(error).__name__)

    def publish(self, messages: Sequence[Message]) -> None:
        """Publish with QoS 1, now or once there is a connection; beyond the bound the newest are dropped."""
        for message in messages:
            self._client.publish(message.topic, message.payload, qos=1)

    def close(self) -> None:
        """Say goodbye."""
        self._client.disconnect()
        self._client.loop_write()
