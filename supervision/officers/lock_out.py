"""Lock-out: five wrong answers under one name close it for fifteen minutes, whether or not anyone bears the name."""

import math
from datetime import datetime, timedelta

from supervision.errors import SignInLocked
from supervision.officers.usernames import normalised_username
from supervision.settings import Register
from supervision.storage.database import Connection, fetch, fetch_one
from supervision.vault import current_vault, digest
from supervision.wording import Wording

FAILURES_ALLOWED = 5
"""The wrong answer that locks is the fifth."""

LOCK_SECONDS = 15 * 60
"""How long a lock lasts; a failure is forgotten after as long."""

LOCKED = Wording("连续失败次数过多，请稍后再试。", "Too many failures in a row; try again later.")

_LOCK = timedelta(seconds=LOCK_SECONDS)
_MINUTE = 60


def name_digest(username: str) -> bytes:
    """How a typed name is counted; a password typed in its place is not left behind in clear."""
    return digest(first_register(), "sign-in-name", normalised_username(username))


def first_register() -> Register:
    """The register to which what belongs to no officer is written: names that nobody bears."""
    return min(current_vault().folders)


async def check_not_locked(name: bytes, at: datetime) -> None:
    """SignInLocked while the name is locked."""
    row = await fetch_one(
        "SELECT locked_until FROM sign_in_guard WHERE name_digest = $1 AND locked_until > $2", name, at
    )
    if row is not None:
        raise locked(row["locked_until"], at)


async def count_failure(name: bytes, at: datetime) -> None:
    """Count one wrong answer, in a single statement, so that none is lost among many; SignInLocked by the fifth."""
    row = await fetch_one(
        """INSERT INTO sign_in_guard AS guard (name_digest, failures, last_failed_at) VALUES ($1, 1, $2)
           ON CONFLICT (name_digest) DO UPDATE SET
               last_failed_at = CASE WHEN guard.locked_until > $2 THEN guard.last_failed_at ELSE $2 END,
               failures = CASE WHEN guard.last_failed_at <= $3 THEN 1 ELSE guard.failures + 1 END,
               locked_until = CASE
                   WHEN guard.locked_until > $2 THEN guard.locked_until
                   WHEN guard.last_failed_at > $3 AND guard.failures + 1 >= $4 THEN $5
               END
           RETURNING locked_until""",
        name, at, at - _LOCK, FAILURES_ALLOWED, at + _LOCK,
    )  # fmt: skip
    await fetch("DELETE FROM sign_in_guard WHERE last_failed_at <= $1", at - _LOCK)
    if row is not None and row["locked_until"] is not None:
        raise locked(row["locked_until"], at)


async def clear_failures(connection: Connection, name: bytes, at: datetime) -> None:
    """Forget the failures once a right answer counts, in its transaction; SignInLocked when wrong ones came first."""
    await connection.execute(
        "DELETE FROM sign_in_guard WHERE name_digest = $1 AND (locked_until IS NULL OR locked_until <= $2)", name, at
    )
    locked_until = await connection.fetchval("SELECT locked_until FROM sign_in_guard WHERE name_digest = $1", name)
    if locked_until is not None:
        raise locked(locked_until, at)


def locked(until: datetime, at: datetime) -> SignInLocked:
    """The refusal, with the time left in whole minutes."""
    minutes = math.ceil((until - at).total_seconds() / _MINUTE)
    return SignInLocked(LOCKED, retry_after_seconds=minutes * _MINUTE)
