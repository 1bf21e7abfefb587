"""What an officer has looked at, and what happened since: as the audit knows it, nothing is kept for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from supervision import legal_time
from supervision.audit import Act
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.corrections.opening import SUBJECT_KIND
from supervision.officers import Officer
from supervision.settings import Register
from supervision.storage.database import fetch

SEEN_FOR = timedelta(days=7)
MOST_SEEN = 25
ONE_LOOK = timedelta(minutes=30)
"""Openings nearer to each other than this are one look."""

_LAST_LOOK = """
SELECT max(at) AS at FROM audit_entry
WHERE register = $1 AND subject_kind = $2 AND subject_id = $3 AND actor_id = $4 AND act = $5 AND result = 'done'
  AND at < $6
"""
_SINCE = """
SELECT act, count(*) AS times, max(at) AS last_at,
       (array_agg(actor_name ORDER BY at DESC))[1] AS last_by
FROM audit_entry
WHERE register = $1 AND subject_kind = $2 AND subject_id = $3 AND actor_id <> $4 AND result = 'done' AND at > $5
  AND split_part(act, ':', 2) NOT IN ('open', 'list', 'search')
GROUP BY act ORDER BY max(at) DESC
"""
_SEEN = """
SELECT subject_id, max(at) AS seen_at FROM audit_entry
WHERE register = $1 AND actor_id = $2 AND act = $3 AND subject_kind = $4 AND result = 'done' AND at > $5
GROUP BY subject_id ORDER BY max(at) DESC LIMIT $6
"""


@dataclass(frozen=True, slots=True)
class Since:
    """What others did with a file since an officer's last look: an act, how often, and by whom and when last."""

    act: str
    times: int
    last_at: datetime
    last_by: str


@dataclass(frozen=True, slots=True)
class LastLook:
    """When an officer looked at a file before this time, and what happened since."""

    looked_at: datetime
    since: tuple[Since, ...]


@dataclass(frozen=True, slots=True)
class SeenPerson:
    """Somebody whose file the officer opened lately, masked."""

    person: SupervisedPerson
    seen_at: datetime


async def last_look(officer: Officer, file_id: UUID) -> LastLook | None:
    """What others did since the officer's look before this one, at a file that they have opened; None at the first."""
    subject = Register.CORRECTIONS, SUBJECT_KIND, str(file_id), str(officer.id)
    rows = await fetch(_LAST_LOOK, *subject, Act.PERSON_FILE_OPEN, legal_time.now() - ONE_LOOK)
    looked_at = rows[0]["at"]
    if looked_at is None:
        return None
    since = await fetch(_SINCE, *subject, looked_at)
    return LastLook(looked_at, tuple(Since(row["act"], row["times"], row["last_at"], row["last_by"]) for row in since))


async def seen_lately(officer: Officer) -> tuple[SeenPerson, ...]:
    """Those whose files the officer opened within seven days and may still know, the last first, each once."""
    rows = await fetch(
        _SEEN, Register.CORRECTIONS, str(officer.id), Act.PERSON_FILE_OPEN, SUBJECT_KIND,
        legal_time.now() - SEEN_FOR, MOST_SEEN,
    )  # fmt: skip
    people = await load_supervised_people(officer, [UUID(row["subject_id"]) for row in rows])
    return tuple(
        SeenPerson(people[UUID(row["subject_id"])], row["seen_at"]) for row in rows if UUID(row["subject_id"]) in people
    )
