"""The monthly rotation: a new wrapping key, survivors wrapped by it, and the old key destroyed after backups' life.

It may be killed at any point and run again: every row says which month wraps it, the new month's key is on disk
before anything is wrapped by it, and a month is noted as retired only once nothing living is wrapped by it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from supervision import legal_time
from supervision.errors import KeyDestroyed, SealBroken
from supervision.settings import Register
from supervision.storage.database import fetch
from supervision.storage.engine import current_connection
from supervision.vault.current import current_vault
from supervision.vault.destruction import BACKUP_LIFE_DAYS, destroy_with_descendants
from supervision.vault.key_folder import KeyFolder, month_of
from supervision.vault.keys import load_records, record_of, unwrapper_of
from supervision.vault.wrapping import KeyRecord, wrap

_BATCH = 250  # about 20 ms of computing, so that a service that rotates goes on answering
_BEFORE_ALL = UUID(int=0)


@dataclass(frozen=True, slots=True)
class RotationReport:
    """What one rotation did, and what keeps it from being complete."""

    register: Register
    month: str
    rewrapped_keys: int
    remaining_keys: int
    """Living keys still wrapped by an older month: held by a transaction, or unreadable."""
    retired_months: tuple[str, ...]
    destroyed_months: tuple[str, ...]
    late_certificates: int
    """Certificates whose day has come while their monthly key still exists: rotation was run too late."""


async def rotate_keys(register: Register, now: datetime) -> RotationReport:
    """Bring every living key of the register under the month of `now`, and end monthly keys whose time is over.

    Runs outside of any transaction: each batch commits by itself. Run it every night; most nights it does nothing.
    """
    if current_connection() is not None:
        raise RuntimeError("rotate_keys() commits batch by batch: it cannot run inside a transaction.")
    folder = current_vault().folder(register)
    newest, _ = folder.current_month
    folder.add_month(max(month_of(now), newest), now)
    current, _ = folder.current_month
    rewrapped = remaining = 0
    retired, destroyed = [], []
    for month in folder.living_months[:-1]:
        rewrapped += await _rewrap_month(folder, month)
        left = await _count_living(folder, month)
        remaining += left
        if left:
            continue
        if folder.months[month].retired_at is None:
            folder.retire_month(month, now)
            retired.append(month)
        # Older months go first, so that a missing month means that all before it are gone as well.
        if not remaining and _backups_have_ended(folder, month, now):
            folder.destroy_month(month, now)
            destroyed.append(month)
    return RotationReport(
        register, current, rewrapped, remaining, tuple(retired), tuple(destroyed), await _count_late(folder, now)
    )


def _backups_have_ended(folder: KeyFolder, month: str, now: datetime) -> bool:
    retired_at = folder.months[month].retired_at
    return retired_at is not None and now - retired_at >= timedelta(days=BACKUP_LIFE_DAYS)


async def _rewrap_month(folder: KeyFolder, month: str) -> int:
    """Re-wrap what `month` wraps, in passes until one changes nothing; rows that others hold are left to the next."""
    rewrapped = 0
    while changed := await _rewrap_pass(folder, month):
        rewrapped += changed
    return rewrapped


async def _rewrap_pass(folder: KeyFolder, month: str) -> int:
    changed, after = 0, _BEFORE_ALL
    while True:
        rows = await fetch(
            """SELECT * FROM vault_key
               WHERE register = $1 AND wrapped_by = $2 AND wrapped_sealed IS NOT NULL AND id > $3
               ORDER BY id LIMIT $4""",
            folder.register, month, after, _BATCH,
        )  # fmt: skip
        if not rows:
            return changed
        batch = [record_of(row) for row in rows]
        changed += await _rewrap_batch(folder, month, batch)
        after = batch[-1].id


async def _rewrap_batch(folder: KeyFolder, month: str, batch: list[KeyRecord]) -> int:
    new_month, new_key = folder.current_month
    records = await load_records({record.parent for record in batch if record.parent})
    unwrapper = unwrapper_of(current_vault(), {**records, **{record.id: record for record in batch}})
    key_ids, wrapped = [], []
    for record in batch:
        try:
            key, parent = unwrapper.open(record), unwrapper.parent_of(record)
        except KeyDestroyed:  # made under a parent that was destroyed in the same moment: nothing opens it any more
            await destroy_with_descendants([record.id], legal_time.now())
        except SealBroken:  # stays under its month, which therefore stays too, and is reported as remaining
            continue
        else:
            key_ids.append(key.id)
            wrapped.append(wrap(key, new_key, parent))
    # Rows that a destruction holds at this moment are passed over: never waiting, the rotation cannot deadlock.
    rows = await fetch(
        """WITH made AS (SELECT * FROM unnest($1::uuid[], $2::bytea[]) AS made (id, wrapped)),
                free AS (
                    SELECT id FROM vault_key
                    WHERE id = ANY($1) AND wrapped_by = $3 AND wrapped_sealed IS NOT NULL
                    FOR UPDATE SKIP LOCKED
                )
           UPDATE vault_key SET wrapped_sealed = made.wrapped, wrapped_by = $4
           FROM made JOIN free USING (id) WHERE vault_key.id = made.id
           RETURNING vault_key.id""",
        key_ids, wrapped, month, new_month,
    )  # fmt: skip
    return len(rows)


async def _count_living(folder: KeyFolder, month: str) -> int:
    rows = await fetch(
        "SELECT count(*) AS n FROM vault_key WHERE register = $1 AND wrapped_by = $2 AND wrapped_sealed IS NOT NULL",
        folder.register, month,
    )  # fmt: skip
    return int(rows[0]["n"])


async def _count_late(folder: KeyFolder, now: datetime) -> int:
    rows = await fetch(
        """SELECT count(*) AS n FROM destruction JOIN vault_key ON vault_key.id = destruction.key_id
           WHERE destruction.register = $1 AND gone_from_backups_on <= $2 AND wrapped_by = ANY($3)""",
        folder.register, legal_time.legal_day(now), folder.living_months,
    )  # fmt: skip
    return int(rows[0]["n"])
