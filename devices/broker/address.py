"""Where a broker is reached, and how its address is written in `SUPERVISION_MQTT_URL`."""

import os
import socket
import ssl
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Literal, Self
from urllib.parse import unquote, urlsplit

from devices.broker.accounts import service_username
from devices.broker.mosquitto_conf import SOCKET_FILE
from supervision.errors import SettingsWrong
from supervision.settings import Settings

PORT_SETTING = "SUPERVISION_MQTT_PORT"
"""The variable that moves the private broker to another port."""

_DEFAULT_PORTS = {"mqtt": 1883, "mqtts": 8883}
_FORM = "SUPERVISION_MQTT_URL must read mqtt://user:password@host:1883 or mqtts://user:password@host:8883"
_LONGEST_SOCKET_PATH_BYTES = 107
_UNIX_PORT = 1  # paho insists on a positive one, and ignores it


@dataclass(frozen=True, slots=True)
class BrokerAddress:
    """How to connect to a broker: over TCP, TLS, or a Unix socket whose path is then `host`."""

    host: str
    port: int
    transport: Literal["tcp", "unix"] = "tcp"
    is_tls: bool = False
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    """Whom to trust beside the machine's own authorities."""

    def signed_in_as(self, username: str, password: str | None) -> Self:
        """The same broker, with the account to use there."""
        return replace(self, username=username, password=password)

    def tls_context(self) -> ssl.SSLContext | None:
        """What verifies the broker's certificate and host name; none where TLS is not spoken."""
        if not self.is_tls:
            return None
        context = ssl.create_default_context()
        if self.ca_file is not None:
            context.load_verify_locations(self.ca_file)
        return context

    def open(self, timeout_seconds: float) -> socket.socket:
        """A connected socket without delay; OSError where nobody answers or the certificate does not fit."""
        if self.transport == "unix":
            plain = socket.socket(socket.AF_UNIX)
            plain.settimeout(timeout_seconds)
            try:
                plain.connect(self.host)
            except OSError:
                plain.close()
                raise
            return plain
        plain = socket.create_connection((self.host, self.port), timeout_seconds)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        context = self.tls_context()
        return plain if context is None else context.wrap_socket(plain, server_hostname=self.host)


def parse_broker_url(url: str) -> BrokerAddress:
    """The address that an operator wrote; `SettingsWrong`, without repeating it, because it may hold a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SettingsWrong(f"{_FORM}; its port is not one.") from None
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise SettingsWrong(f"{_FORM}.")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise SettingsWrong(f"{_FORM}, with nothing after the port.")
    return BrokerAddress(
        parts.hostname,
        port or _DEFAULT_PORTS[parts.scheme],
        is_tls=parts.scheme == "mqtts",
        username=None if parts.username is None else unquote(parts.username),
        password=None if parts.password is None else unquote(parts.password),
    )


def broker_folder(settings: Settings) -> Path:
    """Where the private broker's files lie, and the account files for an outside one."""
    return settings.home / "broker"


def service_address(settings: Settings, shard: int) -> BrokerAddress:
    """Where the session of a shard connects, from whichever process; its password is the session's own.

    Mosquitto listens for the service on a Unix socket, the look-only broker on the trackers' port. An account in
    `SUPERVISION_MQTT_URL` comes before the shard's.
    """
    if settings.mqtt_url is not None:
        outside = parse_broker_url(settings.mqtt_url)
        return outside if outside.username else outside.signed_in_as(service_username(shard), None)
    is_mosquitto = (broker_folder(settings) / SOCKET_FILE).exists()
    private = socket_address(settings) if is_mosquitto else BrokerAddress(settings.listen, settings.mqtt_port)
    return private.signed_in_as(service_username(shard), None)


def socket_address(settings: Settings) -> BrokerAddress:
    """The private Mosquitto's door for the service."""
    return BrokerAddress(str(_reachable(broker_folder(settings) / SOCKET_FILE)), _UNIX_PORT, transport="unix")


def tracker_address(settings: Settings) -> BrokerAddress:
    """Where trackers connect, as a pairing document says it: the host of the public URL, where there is one.

    Where our own authority signed the broker's certificate, the address names its file.
    """
    if settings.mqtt_url is not None:
        return replace(parse_broker_url(settings.mqtt_url), username=None, password=None)
    host = urlsplit(settings.public_url).hostname if settings.public_url else None
    if host is None:
        host = socket.gethostname() if settings.listen in {"0.0.0.0", "::"} else settings.listen  # noqa: S104 - compared
    if settings.is_loopback:
        return BrokerAddress(host, settings.mqtt_port)
    ca_file = settings.home / "tls" / "ca.pem" if settings.tls_cert_file is None else None
    return BrokerAddress(host, settings.mqtt_port, is_tls=True, ca_file=ca_file)


@cache
def _folder_descriptor(folder: Path) -> int:
    return os.open(folder, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)


def _reachable(path: Path) -> Path:
    """A path that fits into a socket's address (107 bytes): through an open folder, where the real one is longer."""
    if len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH_BYTES:
        return path
    return Path(f"/proc/self/fd/{_folder_descriptor(path.parent)}") / path.name
