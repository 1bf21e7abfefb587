"""Settings, all from the environment, each documented in docs/operations.md."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar

from supervision.errors import SettingsWrong

Chosen = TypeVar("Chosen")


class Register(StrEnum):
    """A register is one controller's set of files, with keys, digests, audit chain and officers of its own."""

    CORRECTIONS = "corrections"
    RESIDENCE = "residence"


class SealSuite(StrEnum):
    """The algorithms for new seals; every envelope records its own."""

    AES = "aes"
    SM = "sm"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation may choose; everything has a default that works on one machine."""

    home: Path
    """`SUPERVISION_HOME`: the data folder."""
    key_dir: Path
    """`SUPERVISION_KEY_DIR`: the key folder, in no backup of the database."""
    registers: frozenset[Register]
    """`SUPERVISION_REGISTERS`: which registers this installation keeps."""
    http_port: int
    """`SUPERVISION_HTTP_PORT`."""
    mqtt_port: int
    """`SUPERVISION_MQTT_PORT`: the private broker's port."""
    database_url: str | None
    """`SUPERVISION_DATABASE_URL`: an outside PostgreSQL server instead of the embedded one."""
    mqtt_url: str | None
    """`SUPERVISION_MQTT_URL`: an outside broker instead of the private one."""
    listen: str
    """`SUPERVISION_LISTEN`: the address to listen on; beyond loopback only TLS is spoken."""
    public_url: str | None
    """`SUPERVISION_PUBLIC_URL`: the address under which officers and trackers reach the service."""
    tls_cert_file: Path | None
    """`SUPERVISION_TLS_CERT_FILE`."""
    tls_key_file: Path | None
    """`SUPERVISION_TLS_KEY_FILE`."""
    suite: SealSuite
    """`SUPERVISION_SUITE`: `aes` (AES-256-GCM, HMAC-SHA-256) or `sm` (SM4-GCM, HMAC-SM3)."""

    @property
    def follows_trackers(self) -> bool:
        """Whether there is anything to follow: orders, trackers and positions belong to `corrections` alone."""
        return Register.CORRECTIONS in self.registers

    @property
    def is_loopback(self) -> bool:
        """Whether the service listens on this machine only."""
        return self.listen == "localhost" or ip_address(self.listen).is_loopback

    @property
    def own_url(self) -> str:
        """The console's address without a path."""
        if self.public_url:
            return self.public_url
        scheme = "http" if self.is_loopback else "https"
        host = f"[{self.listen}]" if ":" in self.listen else self.listen
        return f"{scheme}://{host}:{self.http_port}"


_REGISTER_CHOICES = {
    "corrections": frozenset({Register.CORRECTIONS}),
    "residence": frozenset({Register.RESIDENCE}),
    "both": frozenset(Register),
}


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; `SettingsWrong` names the variable that cannot be used."""
    home = _path(environ, "SUPERVISION_HOME") or Path("var").absolute()
    certificate, key = _path(environ, "SUPERVISION_TLS_CERT_FILE"), _path(environ, "SUPERVISION_TLS_KEY_FILE")
    if (certificate is None) != (key is None):
        message = "SUPERVISION_TLS_CERT_FILE and SUPERVISION_TLS_KEY_FILE go together: set both or neither."
        raise SettingsWrong(message)
    return Settings(
        home=home,
        key_dir=_path(environ, "SUPERVISION_KEY_DIR") or home / "keys",
        registers=_choice(environ, "SUPERVISION_REGISTERS", _REGISTER_CHOICES, "both"),
        http_port=_port(environ, "SUPERVISION_HTTP_PORT", 8000),
        mqtt_port=_port(environ, "SUPERVISION_MQTT_PORT", 1883),
        database_url=environ.get("SUPERVISION_DATABASE_URL") or None,
        mqtt_url=environ.get("SUPERVISION_MQTT_URL") or None,
        listen=_address(environ, "SUPERVISION_LISTEN", "127.0.0.1"),
        public_url=(environ.get("SUPERVISION_PUBLIC_URL") or "").rstrip("/") or None,
        tls_cert_file=certificate,
        tls_key_file=key,
        suite=_choice(environ, "SUPERVISION_SUITE", {suite.value: suite for suite in SealSuite}, "aes"),
    )


def _path(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name)
    return Path(value).expanduser().absolute() if value else None


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name) or str(default)
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 65535:  # noqa: PLR2004 - the range of ports
        message = f"{name} must be a port number from 1 to 65535, not {value!r}."
        raise SettingsWrong(message)
    return int(value)


def _address(environ: Mapping[str, str], name: str, default: str) -> str:
    value = environ.get(name) or default
    if value != "localhost":
        try:
            ip_address(value)
        except ValueError:
            message = f"{name} must be an IP address to listen on (or localhost), not {value!r}."
            raise SettingsWrong(message) from None
    return value


def _choice(environ: Mapping[str, str], name: str, choices: Mapping[str, Chosen], default: str) -> Chosen:
    value = environ.get(name) or default
    if value not in choices:
        message = f"{name} must be one of {', '.join(choices)}, not {value!r}."
        raise SettingsWrong(message)
    return choices[value]
