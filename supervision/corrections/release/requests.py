"""Certificates that are asked for, in clear, and what was left undone before the end."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision.corrections.file_state import EndCause
from supervision.corrections.release.store import tasks_of
from supervision.corrections.release.words import ReleaseTask
from supervision.corrections.store import StoredFile
from supervision.storage.database import Record, fetch
from supervision.vault import DataKey, Place, load_key, unseal_text

REQUEST = "release_request"


@dataclass(frozen=True, slots=True)
class CertificateRequest:
    """A certificate that somebody asked for, and, once it was returned, by whom and why."""

    request_id: UUID
    cause: EndCause
    ended_at: datetime | None
    note: str
    why_undone: str
    paper_id: UUID | None
    asked_at: datetime
    asked_by: UUID
    asked_by_name: str
    returned_at: datetime | None
    returned_by_name: str
    return_reason: str


async def latest_request(file: StoredFile) -> CertificateRequest | None:
    """The request of a file that the caller has loaded: the one that stands, or else the last that was returned."""
    rows = await fetch(
        """SELECT r.*, o.name AS asked_name, coalesce(b.name, '') AS returned_name FROM release_request AS r
           JOIN officer AS o ON o.id = r.asked_by LEFT JOIN officer AS b ON b.id = r.returned_by
           WHERE r.file = $1 ORDER BY r.returned_at IS NOT NULL, r.asked_at DESC, r.id LIMIT 1""",
        file.id,
    )
    return _request(await load_key(file.vault_key), rows[0]) if rows else None


async def standing_request(file: StoredFile) -> CertificateRequest | None:
    """The request that waits for its certificate; None where there is none, or it was returned."""
    latest = await latest_request(file)
    return latest if latest is not None and latest.returned_at is None else None


async def undone_tasks(file: StoredFile) -> tuple[ReleaseTask, ...]:
    """What has not been done before the end, of a file that the caller has loaded."""
    done = {task.kind for task in await tasks_of(file)}
    return tuple(task for task in ReleaseTask if task not in done)


def _request(key: DataKey, row: Record) -> CertificateRequest:
    def text(column: str) -> str:
        return unseal_text(key, row[column], Place(REQUEST, column, row["id"])) if row[column] is not None else ""

    return CertificateRequest(
        row["id"],
        EndCause(row["cause"]),
        row["ended_at"],
        text("note_sealed"),
        text("undone_sealed"),
        row["paper"],
        row["asked_at"],
        row["asked_by"],
        row["asked_name"],
        row["returned_at"],
        row["returned_name"],
        text("return_sealed"),
    )
