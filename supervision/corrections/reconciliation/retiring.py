"""Lists past their keeping: the key of the reconciliation is destroyed, and with it every row and note."""

from datetime import datetime

from supervision.audit import Act, audited_change
from supervision.audit.expiry import RETENTION
from supervision.corrections.reconciliation.store import LIST_TABLE, SUBJECT_KIND, about
from supervision.retention import kept_since
from supervision.storage.database import fetch
from supervision.vault import destroy_key, list_destruction

_REASON = "retention"
_DUE = """
SELECT r.id, r.vault_key FROM reconciliation AS r JOIN vault_key AS k ON k.id = r.vault_key
WHERE r.begun_at < $1 AND k.destroyed_at IS NULL ORDER BY r.begun_at LIMIT 100
"""


async def destroy_due_lists(now: datetime) -> int:
    """Destroy what the lists of every reconciliation past their period held; gives how many reconciliations that were.

    The reconciliation and its count sheets stay: numbers, and no person.
    """
    before, destroyed = kept_since(LIST_TABLE, now), 0
    while rows := await fetch(_DUE, before):
        for row in rows:
            async with audited_change(RETENTION, Act.RETENTION_APPLY, about(row["id"])) as change:
                await fetch(
                    """DELETE FROM reconciliation_step WHERE item IN (
                           SELECT id FROM reconciliation_item WHERE reconciliation = $1
                       )""",
                    row["id"],
                )
                await fetch("DELETE FROM reconciliation_item WHERE reconciliation = $1", row["id"])
                await fetch("DELETE FROM reconciliation_list WHERE reconciliation = $1", row["id"])
                destruction = await destroy_key(row["vault_key"], _REASON, SUBJECT_KIND, str(row["id"]))
                change.note(rule=LIST_TABLE, before=before)
            await list_destruction(destruction)
            destroyed += 1
    return destroyed
