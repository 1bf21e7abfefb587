"""A canary's flight from a tracker's door to the channel of alerts, leg by leg, each with the time it took."""

import asyncio
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.reasoncodes import ReasonCode

from devices.broker import BrokerAddress, tracker_address
from devices.canary import canary_account, canary_topic, encode_canary
from supervision import legal_time
from supervision.monitoring.canaries import Canary, heard_canary
from supervision.settings import Settings
from supervision.storage.listener import Listener, Notified

FLIGHT_SECONDS = 10.0
"""What has not arrived by then is lost."""

_DOOR_SECONDS = 3.0
_KEEPALIVE_SECONDS = 20
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - looked up, not listened on


class Leg(StrEnum):
    """The parts of the way, in their order."""

    CONNECT = "connect"
    BROKER = "broker"
    INGEST = "ingest"
    DATABASE = "database"
    STREAM = "stream"


@dataclass(frozen=True, slots=True)
class LegReport:
    """How long a leg took; without a time the canary was lost on it, and `reason` is what the other side said."""

    leg: Leg
    seconds: float | None
    reason: str = ""


class _Refused(Exception):
    """The broker opened no session; the message is its reason."""


def door_for_trackers(settings: Settings) -> BrokerAddress:
    """Where a tracker would connect that stood on this machine.

    Under our own authority's certificate the private broker is found on the machine itself; under the operator's
    only the public name can be verified.
    """
    is_operators = settings.tls_cert_file is not None and not settings.is_loopback
    if settings.mqtt_url is not None or is_operators:
        return tracker_address(settings)
    return replace(tracker_address(settings), host=_ANYWHERE.get(settings.listen, settings.listen))


async def fly_canary(door: BrokerAddress, shard: int, password: str, database_url: str) -> list[LegReport]:
    """Publish a canary through `door` and hear of it on the channel of alerts, within ten seconds.

    The list ends with the leg on which it was lost, or with `DATABASE`: committed, and announced to all who listen.
    """
    nonce, deadline = secrets.token_hex(16), time.monotonic() + FLIGHT_SECONDS
    account = door.signed_in_as(canary_account(shard), password)
    async with Listener(database_url, ["alerts"]) as listener:
        reports, published_at = await asyncio.to_thread(_publish, account, canary_topic(shard), encode_canary(nonce))
        if published_at is None:
            return reports
        try:
            async with asyncio.timeout(deadline - time.monotonic()):
                canary = await _hear(listener, nonce)
        except TimeoutError:
            return [*reports, LegReport(Leg.INGEST, None)]
        heard_at = legal_time.now()
    return [
        *reports,
        LegReport(Leg.INGEST, (canary.received_at - published_at).total_seconds()),
        LegReport(Leg.DATABASE, (heard_at - canary.received_at).total_seconds()),
    ]


def refusal_at(address: BrokerAddress) -> str | None:
    """Why the broker opens no session for the address's account; None where it does."""
    try:
        with _session(address):
            return None
    except (_Refused, OSError) as error:
        return str(error) or type(error).__name__


async def _hear(listener: Listener, nonce: str) -> Canary:
    async for event in listener:
        if isinstance(event, Notified) and (canary := heard_canary(event.payload)) and canary.nonce == nonce:
            return canary
    raise AssertionError("a listener's events have no end")


def _publish(address: BrokerAddress, topic: str, payload: bytes) -> tuple[list[LegReport], datetime | None]:
    """The first two legs, and when it was published; None for a canary that the broker did not take."""
    began_at = time.monotonic()
    try:
        with _session(address) as client:
            connect = LegReport(Leg.CONNECT, time.monotonic() - began_at)
            published_at, began_at = legal_time.now(), time.monotonic()
            if _is_taken(client.publish(topic, payload, qos=1)):
                return [connect, LegReport(Leg.BROKER, time.monotonic() - began_at)], published_at
            return [connect, LegReport(Leg.BROKER, None)], None
    except (_Refused, OSError) as error:
        return [LegReport(Leg.CONNECT, None, str(error) or type(error).__name__)], None


def _is_taken(message: mqtt.MQTTMessageInfo) -> bool:
    try:
        message.wait_for_publish(_DOOR_SECONDS)
        return message.is_published()
    except RuntimeError:  # the connection was lost before it was sent
        return False


@contextmanager
def _session(address: BrokerAddress) -> Iterator[mqtt.Client]:
    """A session that nothing outlives; `_Refused` or OSError where there is none to be had."""
    answered = threading.Event()
    answers: list[ReasonCode] = []

    def note(_client: object, _data: object, _flags: object, reason: ReasonCode, _properties: object) -> None:
        answers.append(reason)
        answered.set()

    client = mqtt.Client(
        CallbackAPIVersion.VERSION2,
        client_id=f"doctor-{secrets.token_hex(8)}",
        protocol=mqtt.MQTTv311,
        transport=address.transport,
        reconnect_on_failure=False,
    )
    client.connect_timeout = _DOOR_SECONDS
    client.username_pw_set(address.username, address.password)
    if (context := address.tls_context()) is not None:
        client.tls_set_context(context)
    client.on_connect = note
    client.connect(address.host, address.port, _KEEPALIVE_SECONDS)
    client.loop_start()
    try:
        if not answered.wait(_DOOR_SECONDS):
            raise _Refused("no answer")
        if answers[0].is_failure:
            raise _Refused(str(answers[0]))
        yield client
    finally:
        client.disconnect()
        client.loop_stop()
        client.on_connect = None  # otherwise a cycle keeps its sockets until the collector comes
