"""What an officer opened lately, as the audit knows it: nothing is kept for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from supervision import legal_time
from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.changes import RESIDENCE
from supervision.residence.purposes import ResidencePurpose
from supervision.storage.database import fetch, fetch_one

SEEN_FOR = timedelta(days=7)
MOST_SEEN = 20
PURPOSE_HOLDS_FOR = timedelta(minutes=30)
"""How long a search goes on for the purpose that was given once."""


@dataclass(frozen=True, slots=True)
class SeenRecord:
    """A household file or a resident that the officer opened, and when last."""

    kind: str
    id: UUID
    seen_at: datetime


async def seen_lately(officer: Officer, most: int = MOST_SEEN) -> tuple[SeenRecord, ...]:
    """The records that this officer opened within seven days, each once, the last first; ids, nobody's data."""
    rows = await fetch(
        """SELECT subject_kind, subject_id, max(at) AS seen_at FROM audit_entry
           WHERE register = $1 AND actor_id = $2 AND act IN ('household:open', 'resident:open') AND result = 'done'
               AND at > $3
           GROUP BY subject_kind, subject_id ORDER BY max(at) DESC LIMIT $4""",
        RESIDENCE, str(officer.id), legal_time.now() - SEEN_FOR, most,
    )  # fmt: skip
    return tuple(SeenRecord(row["subject_kind"], UUID(row["subject_id"]), row["seen_at"]) for row in rows)


async def last_search_purpose(officer: Officer) -> ResidencePurpose | None:
    """For what the officer searched last within half an hour, so that a page need not ask each time anew."""
    row = await fetch_one(
        """SELECT purpose FROM audit_entry
           WHERE register = $1 AND actor_id = $2 AND act = $3 AND result = 'done' AND at > $4
           ORDER BY at DESC LIMIT 1""",
        RESIDENCE, str(officer.id), Act.RESIDENT_SEARCH, legal_time.now() - PURPOSE_HOLDS_FOR,
    )  # fmt: skip
    return ResidencePurpose(row["purpose"]) if row else None
