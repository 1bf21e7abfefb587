"""MQTT accounts of trackers and of the service, and the two files in which a Mosquitto broker reads them.

An account may use its own topics only. Every rule is a `pattern` on the account's name, never a `user` block: after a
reload Mosquitto forgets the blocks of restored sessions that have not connected yet, and drops, though it
acknowledges them, the messages that such a session should have queued (tried with 2.0.11; patterns survive).
"""

import base64
import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from supervision.errors import InputInvalid
from supervision.vault.key_files import write_whole

SERVICE_CLIENT_PREFIX = "supervision-"
"""How client ids of the service begin; 128 random bits follow."""

TOPIC_ROOT = "trackers"
"""First level of every topic; the shard's number and the tracker's id follow."""

ACCESS_RULES = f"""\
# Written by the service: changes are overwritten. %u is the name of the account that asks.
# A tracker publishes at and below its own base, and reads what is meant for it.
pattern write {TOPIC_ROOT}/+/%u/#
pattern read {TOPIC_ROOT}/+/%u/commands
pattern read {TOPIC_ROOT}/+/%u/cmd
# The account of a shard is named after the shard's number.
pattern readwrite {TOPIC_ROOT}/%u/#
"""

_ITERATIONS = 101
"""What mosquitto_passwd uses. Enough here, because no password is anybody's choice: each has at least 128 random bits
and cannot be guessed from its hash, however fast that is computed. At every reload the broker derives the password of
each connected client anew, which more iterations would make a long stop."""
_SALT_BYTES = 12
_PASSWORD_BYTES = 16
_HASH = re.compile(r"\$7\$(?P<iterations>\d{1,6})\$(?P<salt>[A-Za-z0-9+/]+=*)\$(?P<digest>[A-Za-z0-9+/]{86}==)")
_TRACKER_NAME = re.compile(r"(?=.*[a-z])[a-z0-9-]{4,40}")
_SHARD_NAME = re.compile(r"0|[1-9][0-9]{0,2}")
PROBE_NAME = "_probe"
"""The account with which the service sees whether its private broker answers; its topics exist for nobody."""


class BrokerRole(StrEnum):
    """What an account is for; its name has a form of its own, so that neither can pass for the other."""

    TRACKER = "tracker"
    SERVICE = "service"
    PROBE = "probe"


_NAMES = {
    BrokerRole.TRACKER: _TRACKER_NAME,
    BrokerRole.SERVICE: _SHARD_NAME,
    BrokerRole.PROBE: re.compile(PROBE_NAME),
}


@dataclass(frozen=True, slots=True)
class BrokerAccount:
    """One account of the broker; `InputInvalid` for a name that could reach beyond its own topics."""

    username: str
    password_hash: str
    role: BrokerRole

    def __post_init__(self) -> None:
        if not _NAMES[self.role].fullmatch(self.username):
            raise InputInvalid(f"{self.username!r} cannot be the name of a {self.role} account.", field="username")
        if not _HASH.fullmatch(self.password_hash):
            raise InputInvalid(f"The password hash of {self.username} is not in Mosquitto's form.", field="password")

    def __repr__(self) -> str:
        return f"BrokerAccount({self.username!r}, {self.role})"


@dataclass(frozen=True, slots=True)
class FileOwner:
    """The operating system's account that must be able to read a file."""

    uid: int
    gid: int


def service_username(shard: int) -> str:
    """The account of a shard: its number, so that one pattern grants it the shard's topics and no others."""
    return str(shard)


def make_password() -> str:
    """A fresh random password of 128 bits, of characters that no shell, URL or keyboard minds."""
    return secrets.token_hex(_PASSWORD_BYTES)


def hash_password(password: str) -> str:
    """The hash under which Mosquitto knows a password; meant for passwords of at least 128 random bits."""
    salt = secrets.token_bytes(_SALT_BYTES)
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, _ITERATIONS)
    return f"$7${_ITERATIONS}${base64.b64encode(salt).decode()}${base64.b64encode(digest).decode()}"


def password_fits(password: str, password_hash: str) -> bool:
    """Whether a password is the one that was hashed."""
    parts = _HASH.fullmatch(password_hash)
    if parts is None:
        return False
    salt, digest = base64.b64decode(parts["salt"]), base64.b64decode(parts["digest"])
    derived = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, int(parts["iterations"]))
    return hmac.compare_digest(derived, digest)


def write_account_files(folder: Path, accounts: Iterable[BrokerAccount], owner: FileOwner | None = None) -> None:
    """Put `passwords` and `acl` in place whole, readable by the broker's operating system account alone."""
    lines = "".join(f"{account.username}:{account.password_hash}\n" for account in accounts)
    for name, text in (("passwords", lines), ("acl", ACCESS_RULES)):
        write_for(folder / name, text.encode(), owner)


def write_for(path: Path, content: bytes, owner: FileOwner | None) -> None:
    """Put a file in place whole, mode 0600, and give it to `owner`, where that is not ourselves."""
    fresh = path.with_name(f"{path.name}.new")
    write_whole(fresh, content)
    if owner is not None:
        os.chown(fresh, owner.uid, owner.gid, follow_symlinks=False)
    fresh.replace(path)  # only now: a broker that starts in between must be able to read what it finds
