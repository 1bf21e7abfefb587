"""What an officer opened lately, as the audit knows it: nothing is kept for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from supervision import legal_time
from supervision.officers import Officer
from supervision.residence.changes import RESIDENCE
from supervision.storage.database import fetch

SEEN_FOR = timedelta(days=7)
MOST_SEEN = 20


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
