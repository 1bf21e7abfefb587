"""The hash chain: every entry carries a keyed MAC over itself and the entry before.

The MAC's key lies in the key folder, so whoever can write to the database alone cannot forge a chain that verifies.
"""

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from supervision.actor import Actor
from supervision.settings import Register
from supervision.storage.database import Record, fetch, fetch_one
from supervision.storage.transaction import Connection
from supervision.vault import chain_mac

CHAIN_START = b"\x00" * 32
"""What stands before the first entry."""

_PAGE = 2_000
_APPEND_LOCK = 0x5355_5041  # one writer at a time, for the moment between reading the head and committing


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a verification found: how many entries hold, and the first that does not."""

    verified_entries: int
    broken_position: int | None
    reason: str | None

    @property
    def is_whole(self) -> bool:
        """Whether every entry verified."""
        return self.broken_position is None


def _covered(position: int, fields: tuple[object, ...]) -> bytes:
    return json.dumps([position, *fields], ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be written of one act; `others` are its further subjects, each with its detail and its own entry."""

    register: Register
    at: datetime
    actor: Actor
    act: str
    subject: tuple[str, str]
    purpose: str | None
    result: str
    detail_json: str
    others: Sequence[tuple[tuple[str, str], str]] = ()


async def append_entries(connection: Connection, entries: Sequence[Entry]) -> list[int]:
    """Append entries at the end of their registers' chains, in their order, inside the caller's transaction.

    Gives the place of each in its chain.
    """
    await connection.execute("SELECT pg_advisory_xact_lock($1)", _APPEND_LOCK)
    ends = {register: await load_chain_end(register) for register in {entry.register for entry in entries}}
    rows, places = [], []
    for entry in entries:
        places.append(ends[entry.register][0] + 1)
        for (kind, subject_id), detail in ((entry.subject, entry.detail_json), *entry.others):
            position, previous = ends[entry.register]
            who = (entry.actor.kind, entry.actor.id, entry.actor.name)
            fields = (*who, entry.act, kind, subject_id, entry.purpose, entry.result, detail)
            covered = _covered(position + 1, (entry.at.timestamp(), *fields))
            mac = chain_mac(entry.register, previous + covered)
            rows.append((entry.register, position + 1, entry.at, *fields, previous, mac))
            ends[entry.register] = position + 1, mac
    await connection.executemany(
        """INSERT INTO audit_entry (register, position, at, actor_kind, actor_id, actor_name, act, subject_kind,
               subject_id, purpose, result, detail_json, previous_mac, mac)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)""",
        rows,
    )
    return places


async def verify_chain(register: Register, *, last: int | None = None) -> ChainReport:
    """Walk the chain, all of it or its `last` entries, and name the first entry that is missing, moved or altered."""
    start, previous = await _start(register, last)
    expected = start + 1
    async for row in _entries(register, start):
        position = row["position"]
        if position != expected:
            return ChainReport(expected - start - 1, expected, "missing")
        fields = (
            row["at"].timestamp(), row["actor_kind"], row["actor_id"], row["actor_name"], row["act"],
            row["subject_kind"], row["subject_id"], row["purpose"], row["result"], row["detail_json"],
        )  # fmt: skip
        if row["previous_mac"] != previous:
            return ChainReport(expected - start - 1, position, "does not follow the entry before")
        if row["mac"] != chain_mac(register, previous + _covered(position, fields)):
            return ChainReport(expected - start - 1, position, "altered")
        previous, expected = row["mac"], expected + 1
    return ChainReport(expected - start - 1, None, None)


async def load_chain_end(register: Register) -> tuple[int, bytes]:
    """Position and MAC of the last entry, to be noted where nobody who can write to the database reaches it."""
    row = await fetch_one(
        "SELECT position, mac FROM audit_entry WHERE register = $1 ORDER BY position DESC LIMIT 1", register
    )
    return (row["position"], row["mac"]) if row else (0, CHAIN_START)


async def _start(register: Register, last: int | None) -> tuple[int, bytes]:
    """The position after which to verify, and the MAC that the next entry must follow."""
    if last is not None:
        row = await fetch_one(
            """SELECT position, mac FROM audit_entry
               WHERE register = $1
                   AND position <= (SELECT max(position) FROM audit_entry WHERE register = $1) - $2::bigint
               ORDER BY position DESC LIMIT 1""",
            register, last,
        )  # fmt: skip
        if row is not None:
            return row["position"], row["mac"]
    return 0, CHAIN_START


async def _entries(register: Register, position: int) -> AsyncIterator[Record]:
    while True:
        page = await fetch(
            "SELECT * FROM audit_entry WHERE register = $1 AND position > $2 ORDER BY position LIMIT $3",
            register, position, _PAGE,
        )  # fmt: skip
        for row in page:
            yield row
        if len(page) < _PAGE:
            return
        position = page[-1]["position"]
