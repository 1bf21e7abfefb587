"""Ending records that have a key of their own and whose period is over: the key is destroyed, the row goes with it."""

from dataclasses import dataclass
from datetime import datetime

from supervision.audit.acts import Act
from supervision.audit.changes import Subject, audited_change
from supervision.audit.expiry import RETENTION
from supervision.retention import kept_since
from supervision.settings import Register
from supervision.storage.database import fetch
from supervision.vault import destroy_key, list_destruction

REASON = "retention"
_AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class ExpiringFiles:
    """A table whose rows are each sealed under a key of their own, and the moment from which their period runs."""

    kind: str
    event: str
    act: Act


async def destroy_expired(expiring: ExpiringFiles, now: datetime, register: Register) -> int:
    """Destroy every record of the table that is past its period, each with a certificate; gives their number."""
    before, destroyed = kept_since(expiring.kind, now), 0
    due = f"SELECT id FROM {expiring.kind} WHERE {expiring.event} < $1 ORDER BY id LIMIT $2"  # noqa: S608 - constants
    while rows := await fetch(due, before, _AT_A_TIME):
        for row in rows:
            subject = Subject(expiring.kind, str(row["id"]))
            async with audited_change(RETENTION, expiring.act, subject, register=register) as change:
                gone = f"DELETE FROM {expiring.kind} WHERE id = $1 RETURNING vault_key"  # noqa: S608 - likewise
                vault_key = await change.connection.fetchval(gone, row["id"])
                destruction = await destroy_key(vault_key, REASON, expiring.kind, str(row["id"]))
                change.note(rule=expiring.kind, before=before)
            await list_destruction(destruction)
            destroyed += 1
    return destroyed
