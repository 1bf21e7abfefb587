"""The stand-in broker's program: amqtt with our accounts. For a look only, it may lose messages.

Started by `LookOnlyBroker` as `python -m devices.broker.look_only PORT` in the broker's folder, whose `passwords` and
`acl` it reads again when they change. It listens on loopback only and writes refusals in Mosquitto's words.
"""

import asyncio
import re
import signal
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from amqtt.broker import Broker
from amqtt.contexts import Action
from amqtt.plugins.base import BaseAuthPlugin, BaseTopicPlugin
from amqtt.session import Session

from devices.broker.accounts import password_fits

_RULE = re.compile(r"pattern (?P<access>read|write|readwrite) (?P<topic>\S+)")


@dataclass(frozen=True, slots=True)
class AccessRule:
    """One line of the access rules."""

    reads: bool
    writes: bool
    pattern: str

    def covers(self, topic: str, username: str) -> bool:
        """Whether the rule speaks of this topic for this account; a subscription is covered as it is written."""
        wanted, given = self.pattern.replace("%u", username).split("/"), topic.split("/")
        if wanted[-1] == "#":
            wanted = wanted[:-1]
            given = given[: len(wanted)]
        return len(wanted) == len(given) and all(
            level in {"+", there} for level, there in zip(wanted, given, strict=True)
        )


@dataclass(frozen=True, slots=True)
class AccountFiles:
    """What the two files say."""

    password_hashes: dict[str, str]
    rules: tuple[AccessRule, ...]

    def may(self, username: str | None, topic: str, action: Action) -> bool:
        """Whether an account that still exists may do this."""
        if username not in self.password_hashes:
            return False
        is_write = action is Action.PUBLISH
        return any((rule.writes if is_write else rule.reads) and rule.covers(topic, username) for rule in self.rules)


def read_account_files() -> AccountFiles:
    """The files as they are now; read anew only when one of them was replaced."""
    states = [Path(name).stat() for name in ("passwords", "acl")]
    return _read(tuple((state.st_ino, state.st_mtime_ns) for state in states))


@cache
def _read(_states: tuple[tuple[int, int], ...]) -> AccountFiles:
    _read.cache_clear()
    pairs = (line.partition(":") for line in Path("passwords").read_text().splitlines())
    rules = (_RULE.fullmatch(line) for line in Path("acl").read_text().splitlines())
    return AccountFiles(
        {username: password_hash for username, _, password_hash in pairs},
        tuple(AccessRule("read" in rule["access"], "write" in rule["access"], rule["topic"]) for rule in rules if rule),
    )


class AccountsPlugin(BaseAuthPlugin):  # type: ignore[misc]  # amqtt has no types
    """Lets in who has an account."""

    async def authenticate(self, *, session: Session) -> bool:
        """Whether name and password are an account's."""
        known = read_account_files().password_hashes.get(session.username or "", "")
        fits = password_fits(session.password or "", known)
        if not fits:
            _say("Client <unknown> disconnected, not authorised.")
        return fits


class TopicsPlugin(BaseTopicPlugin):  # type: ignore[misc]  # amqtt has no types
    """Keeps each account to its topics."""

    async def topic_filtering(
        self, *, session: Session | None = None, topic: str | None = None, action: Action | None = None
    ) -> bool:
        """Whether the session's account may publish, subscribe to or receive this topic."""
        username = None if session is None else session.username
        allowed = topic is not None and action is not None and read_account_files().may(username, topic, action)
        if not allowed and action is Action.PUBLISH:
            _say(f"Denied PUBLISH from {username}")
        return allowed


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def serve(port: int) -> None:
    """Serve on loopback until told to end."""
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    listeners = {"default": {"type": "tcp", "bind": f"127.0.0.1:{port}"}}
    plugins: dict[str, object] = {f"devices.broker.look_only.{name}": {} for name in ("AccountsPlugin", "TopicsPlugin")}
    broker = Broker({"listeners": listeners, "plugins": plugins})
    await broker.start()
    await ended.wait()
    await broker.shutdown()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
