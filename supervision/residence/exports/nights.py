"""What the night does about exports: the lists of those whose time is over go, and old rows by their retention."""

from datetime import datetime

from supervision.audit import Act, Subject
from supervision.audit.expiry import RETENTION, ExpiringRows
from supervision.residence.changes import residence_change
from supervision.residence.exports.store import TABLE
from supervision.storage.database import fetch

EXPIRING_EXPORTS = ExpiringRows(TABLE, "requested_at")
"""Exports as a record: who took out how much of what, and why."""


async def end_lapsed_exports(now: datetime) -> int:
    """End every export whose time is over: its frozen list goes, and its password; gives their number."""
    over = "state IN ('waiting', 'approved', 'ready') AND expires_at <= $1"
    if not await fetch(f"SELECT FROM register_export WHERE {over} LIMIT 1", now):
        return 0
    async with residence_change(RETENTION, Act.RETENTION_APPLY, Subject("retention-rule", TABLE)) as change:
        rows = await fetch(
            f"""UPDATE register_export SET state = 'lapsed', subjects_sealed = NULL, password_sealed = NULL
                WHERE {over} RETURNING id""",  # noqa: S608 - a constant
            now,
        )
        change.note(lapsed=len(rows))
    return len(rows)
