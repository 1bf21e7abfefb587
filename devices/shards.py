"""Shards of ingest: each is one MQTT session with secrets of its own, sealed in the database and never logged."""

import secrets
from datetime import timedelta

import msgspec

from devices.broker.accounts import SERVICE_CLIENT_PREFIX, hash_password, service_username
from supervision import legal_time
from supervision.settings import Register
from supervision.storage.database import fetch, fetch_one
from supervision.storage.engine import Connection
from supervision.vault import Place, seal_json, service_key, unseal_json

_ALIVE_FOR = timedelta(seconds=20)
_SECRET_BYTES = 16  # 128 bits: a tracker that guessed the client id could take the session over and erase its queue


class ShardSession(msgspec.Struct, frozen=True):
    """As whom a shard's worker connects; the client id owns the queue of what is not stored yet."""

    client_id: str
    username: str
    password: str
    canary_password: str
    """For the doctor, who publishes as the shard's canary."""

    def __repr__(self) -> str:
        return f"ShardSession({self.username})"


def _place(number: int) -> Place:
    return Place("shard", "session_sealed", str(number))


async def ensure_shard(number: int, register: Register = Register.CORRECTIONS) -> ShardSession:
    """The session of a shard, made with fresh secrets where there is none."""
    key = await service_key(register)
    fresh = ShardSession(
        f"{SERVICE_CLIENT_PREFIX}{number}-{secrets.token_hex(_SECRET_BYTES)}",
        service_username(number),
        secrets.token_urlsafe(_SECRET_BYTES),
        secrets.token_urlsafe(_SECRET_BYTES),
    )
    await fetch(
        "INSERT INTO shard (number, epoch, session_sealed) VALUES ($1, 0, $2) ON CONFLICT (number) DO NOTHING",
        number, seal_json(key, fresh, _place(number)),
    )  # fmt: skip
    rows = await fetch("SELECT session_sealed FROM shard WHERE number = $1", number)
    return unseal_json(key, rows[0]["session_sealed"], _place(number), ShardSession)


def session_account(session: ShardSession) -> tuple[str, str]:
    """(username, password hash) of a shard's session, for the broker."""
    return session.username, hash_password(session.password)


async def note_alive(connection: Connection, number: int) -> None:
    """Say, inside the worker's own transaction, that the shard's messages are being stored."""
    await connection.execute("UPDATE shard SET seen_at = $2 WHERE number = $1", number, legal_time.now())


async def is_ingesting(number: int = 0) -> bool:
    """Whether the shard's worker has said so in the last 20 seconds; it does every five."""
    row = await fetch_one("SELECT seen_at FROM shard WHERE number = $1", number)
    return row is not None and row["seen_at"] is not None and legal_time.now() - row["seen_at"] < _ALIVE_FOR
