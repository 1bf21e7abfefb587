"""Canaries: messages of nobody's, with which the doctor sees whether the way from broker to alert stream is open.

A canary carries no position and is worn by nobody, so it needs no order. Nothing of it is stored but a count; its nonce
is announced where alerts are, inside the transaction that counts it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from supervision.storage.engine import Connection

_MARK = "canary:"


@dataclass(frozen=True, slots=True)
class Canary:
    """A canary that ingest has read, and when."""

    nonce: str
    received_at: datetime


async def announce_canaries(connection: Connection, canaries: Iterable[Canary]) -> None:
    """Notify `alerts` of each canary, once the caller's transaction is durable."""
    for canary in canaries:
        text = f"{_MARK}{canary.nonce}:{canary.received_at.isoformat()}"
        await connection.execute("SELECT pg_notify('alerts', $1)", text)


def heard_canary(payload: str) -> Canary | None:
    """The canary that a notification of `alerts` announces; None where it names an alert."""
    if not payload.startswith(_MARK):
        return None
    nonce, _, received_at = payload.removeprefix(_MARK).partition(":")
    return Canary(nonce, datetime.fromisoformat(received_at))
