"""Dropping rows that are past their retention: one way for every table whose rows go by their own age."""

from dataclasses import dataclass
from datetime import datetime

from supervision.actor import Actor
from supervision.audit.acts import Act
from supervision.audit.changes import Subject, audited_change
from supervision.retention import kept_since
from supervision.settings import Register
from supervision.storage.database import fetch

RETENTION = Actor.system("retention")
"""Who ends what is past its retention."""

_AT_A_TIME = 5_000


@dataclass(frozen=True, slots=True)
class ExpiringRows:
    """A table whose rows are dropped once their period is over, as the rule of retention named `kind` says."""

    kind: str
    event: str
    """The moment from which the period runs, as SQL."""
    key: str = "id"
    unless: str = "false"
    """What keeps a row all the same, as SQL."""
    register: str = "$2::text"
    """The register of a row, as SQL, where several registers have rows in the table; $2 is the one asked for."""

    @property
    def due(self) -> str:
        """The condition of a row that is past its period, as SQL: its event before $1, its register $2."""
        return f"{self.event} < $1 AND NOT ({self.unless}) AND {self.register} = $2::text"


async def drop_expired(expiring: ExpiringRows, now: datetime, register: Register) -> int:
    """Drop a register's rows of one table that are past their period, thousands at a time, each time with an entry.

    Gives their number; a second call finds nothing left.
    """
    kind, key, before = expiring.kind, expiring.key, kept_since(expiring.kind, now)
    due = f"SELECT {key} FROM {kind} WHERE {expiring.due}"  # noqa: S608 - names and conditions are our own constants
    dropped = 0
    while await fetch(f"{due} LIMIT 1", before, register):
        subject = Subject("retention-rule", kind)
        async with audited_change(RETENTION, Act.RETENTION_APPLY, subject, register=register) as change:
            rows = await fetch(
                f"DELETE FROM {kind} WHERE {key} IN ({due} LIMIT $3) RETURNING {key}",  # noqa: S608 - likewise
                before, register, _AT_A_TIME,
            )  # fmt: skip
            change.note(rows=len(rows), before=before)
        dropped += len(rows)
    return dropped
