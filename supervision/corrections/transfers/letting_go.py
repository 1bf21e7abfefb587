"""What the old agency had asked of a person or for them falls with the handover: the new one asks anew.

Both tables are of rooms above this one, so their rows are closed here and read there.
"""

from uuid import UUID

from supervision.audit import Change
from supervision.officers import Officer
from supervision.storage.database import fetch
from supervision.vault import DataKey, Place, seal_text
from supervision.wording import Wording

HANDED_OVER = Wording(
    "执行地已变更，档案已移交；由新执行地重新呈报。",
    "The place of execution changed and the file was handed over; the new agency asks anew.",
)


async def withdraw_check_ins(change: Change, officer: Officer, file_id: UUID) -> None:
    """Withdraw the requests for a position whose window has not closed; the caller's change holds the file locked."""
    rows = await fetch(
        """UPDATE check_in_request SET withdrawn_at = $2, withdrawn_by = $3
           WHERE file = $1 AND answered_at IS NULL AND withdrawn_at IS NULL AND closes_at > $2 RETURNING id""",
        file_id, change.at, officer.id,
    )  # fmt: skip
    change.note(check_ins_withdrawn=len(rows))


async def return_release_request(change: Change, officer: Officer, file_id: UUID, key: DataKey) -> None:
    """Return the request for a certificate that stands, if one does; the caller's change holds the file locked."""
    rows = await fetch("SELECT id FROM release_request WHERE file = $1 AND returned_at IS NULL", file_id)
    for row in rows:
        reason = seal_text(key, str(HANDED_OVER), Place("release_request", "return_sealed", row["id"]))
        await change.connection.execute(
            "UPDATE release_request SET returned_at = $2, returned_by = $3, return_sealed = $4 WHERE id = $1",
            row["id"], change.at, officer.id, reason,
        )  # fmt: skip
    change.note(release_requests_returned=len(rows))
