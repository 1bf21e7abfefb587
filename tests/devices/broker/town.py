"""A broker with three accounts, on a free port and in a home of its own."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom

from devices.broker import BrokerAccount, BrokerRole, hash_password
from devices.broker.kind import Broker
from devices.broker.look_only_broker import LookOnlyBroker
from devices.broker.mosquitto import MosquittoBroker, find_mosquitto
from supervision.settings import Settings, load_settings
from tests.devices.broker.talking import Talker

PASSWORDS = {"0": "f" * 32, "trk-anna": "a" * 32, "trk-boris": "b" * 32}
SERVICE_CLIENT_ID = "supervision-0-5f0c2a77d1e84b3a9c60a4f1b2c3d4e5"


def account(username: str) -> BrokerAccount:
    role = BrokerRole.SERVICE if username == "0" else BrokerRole.TRACKER
    return BrokerAccount(username, hash_password(PASSWORDS[username]), role)


_CHANCE = SystemRandom()
ACCOUNTS = [account(username) for username in PASSWORDS]


def free_port() -> int:
    """A port that nobody listens on, outside of the range from which the system gives ports to others."""
    while True:
        port = _CHANCE.randrange(12_000, 32_000)
        with socket.socket() as trial, suppress(OSError):
            trial.bind(("127.0.0.1", port))
            return port


def settings_in(home: Path, **more: str) -> Settings:
    return load_settings({"SUPERVISION_HOME": str(home), "SUPERVISION_MQTT_PORT": str(free_port()), **more})


@dataclass
class Town:
    """The broker and who talks to it."""

    settings: Settings
    broker: Broker

    def tracker(self, username: str, client_id: str = "", **more: bool) -> Talker:
        address = self.broker.tracker_address().signed_in_as(username, PASSWORDS[username])
        return Talker(address, client_id=client_id or f"phone-of-{username}", **more)

    def service(self, **more: bool) -> Talker:
        address = self.broker.service_address(0).signed_in_as("0", PASSWORDS["0"])
        return Talker(address, client_id=SERVICE_CLIENT_ID, clean=False, **more)

    def open_session(self) -> None:
        """Have the broker queue for the service from now on."""
        with self.service() as service:
            service.subscribe("trackers/0/#")


def a_mosquitto(settings: Settings) -> MosquittoBroker:
    program = find_mosquitto()
    assert program is not None, "mosquitto is neither installed nor unpacked under .engines"
    return MosquittoBroker(settings, program)


@asynccontextmanager
async def mosquitto_town(settings: Settings) -> AsyncIterator[Town]:
    broker = a_mosquitto(settings)
    await broker.start(ACCOUNTS)
    try:
        yield Town(settings, broker)
    finally:
        await broker.stop()


@asynccontextmanager
async def look_only_town(settings: Settings) -> AsyncIterator[Town]:
    broker = LookOnlyBroker(settings)
    await broker.start(ACCOUNTS)
    try:
        yield Town(settings, broker)
    finally:
        await broker.stop()
