"""Trackers and the service as the broker sees them: plain MQTT 3.1.1 clients."""

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.reasoncodes import ReasonCode

from devices.broker.address import BrokerAddress

PATIENCE_SECONDS = 10.0


class Talker:
    """One connection; messages that arrive are kept as (topic, payload) and acknowledged unless told otherwise."""

    def __init__(
        self, address: BrokerAddress, *, client_id: str, clean: bool = True, acknowledges: bool = True
    ) -> None:
        self._address = address
        self._connected, self._subscribed, self.disconnected = threading.Event(), threading.Event(), threading.Event()
        self.received: list[tuple[str, bytes]] = []
        self.refusal: str | None = None
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2,
            client_id=client_id,
            clean_session=clean,
            protocol=mqtt.MQTTv311,
            transport=address.transport,
            manual_ack=not acknowledges,
            reconnect_on_failure=False,
        )
        self._client.username_pw_set(address.username, address.password)
        if (context := address.tls_context()) is not None:
            self._client.tls_set_context(context)
        self._client.on_connect = self._on_connect
        self._client.on_disconnect = lambda *_: self.disconnected.set()
        self._client.on_subscribe = lambda *_: self._subscribed.set()
        self._client.on_message = lambda _client, _data, message: self.received.append(
            (message.topic, bytes(message.payload))
        )

    def _on_connect(
        self, _client: mqtt.Client, _data: object, _flags: object, reason: ReasonCode, _properties: object
    ) -> None:
        self.refusal = str(reason) if reason.is_failure else None
        self._connected.set()

    def __enter__(self) -> Self:
        self._client.connect(self._address.host, self._address.port)
        self._client.loop_start()
        assert self._connected.wait(PATIENCE_SECONDS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.disconnect()
        self._client.loop_stop()
        # Without this cycle the client is finalised before its sockets, and closes them itself.
        self._client.on_connect = self._client.on_disconnect = None
        self._client.on_subscribe = self._client.on_message = None

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Publish with QoS 1 and wait for the acknowledgement."""
        self._client.publish(topic, payload, qos=1, retain=retain).wait_for_publish(PATIENCE_SECONDS)

    def publish_without_waiting(self, topic: str, payload: bytes) -> None:
        self._client.publish(topic, payload, qos=1)

    def subscribe(self, topic: str) -> None:
        self._subscribed.clear()
        self._client.subscribe(topic, qos=1)
        assert self._subscribed.wait(PATIENCE_SECONDS)

    def payloads(self, count: int) -> list[bytes]:
        """The first payloads that arrived, after waiting until there are `count`."""
        come_true(lambda: len(self.received) >= count)
        return [payload for _, payload in self.received]


def come_true(condition: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> bool:
    """Whether the condition holds within the time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
