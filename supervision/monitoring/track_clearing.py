"""Deleting what destroyed keys leave behind: positions, judgement and evidence that nothing can open any more.

What has been done is read from the tables alone, so a night that was interrupted, or undone by restoring a backup, is
done again by the next one.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from supervision.audit import Act, Subject, audited_change
from supervision.audit.expiry import RETENTION
from supervision.legal_time import day_end, day_start, legal_day
from supervision.monitoring.admission import MOST_AGE
from supervision.orders.track_destruction import KIND
from supervision.storage.database import fetch
from supervision.storage.partitions import drop_position_partition, position_days

_ASSIGNMENTS_AT_A_TIME = 50
_ROWS_AT_A_TIME = 20_000

_UNCLEARED = """
SELECT worn.id, worn.assigned_at
FROM tracker_assignment AS worn JOIN positioning_order AS placed ON placed.id = worn.order_id
JOIN vault_key ON vault_key.id = placed.vault_key
WHERE worn.track_cleared_at IS NULL AND vault_key.destroyed_at IS NOT NULL ORDER BY worn.assigned_at, worn.id LIMIT $1
"""
_DELETE_POSITIONS = """
WITH due AS (
    SELECT assignment_id, fixed_at, seq FROM position
    WHERE assignment_id = ANY($1::uuid[]) AND fixed_at >= $2 AND fixed_at < $3 LIMIT $4
), gone AS (
    DELETE FROM position USING due
    WHERE position.assignment_id = due.assignment_id AND position.fixed_at = due.fixed_at AND position.seq = due.seq
      AND position.fixed_at >= $2 AND position.fixed_at < $3
    RETURNING 1
)
SELECT count(*) AS gone FROM gone
"""
_DELETE_CHECKPOINTS = """
WITH gone AS (
    DELETE FROM judgement_checkpoint WHERE id IN (
        SELECT id FROM judgement_checkpoint WHERE assignment = ANY($1::uuid[]) LIMIT $2
    ) RETURNING 1
)
SELECT count(*) AS gone FROM gone
"""


async def clear_destroyed_tracks() -> int:
    """Delete the rows of every track whose key is destroyed, a day of fifty wearers at a time; how many positions."""
    days, deleted = await position_days(), 0
    while rows := await fetch(_UNCLEARED, _ASSIGNMENTS_AT_A_TIME):
        assignments, first_day = [row["id"] for row in rows], legal_day(rows[0]["assigned_at"])
        await fetch("DELETE FROM last_position WHERE assignment = ANY($1::uuid[])", assignments)
        while await _count(_DELETE_CHECKPOINTS, assignments, _ROWS_AT_A_TIME):
            pass
        positions = sum([await _delete_positions(assignments, day) for day in days if day >= first_day])
        await _note_cleared(assignments, positions)
        deleted += positions
    return deleted


async def drop_spent_partitions(now: datetime) -> int:
    """Drop the days on which nothing is kept and into which no fix can come any more; gives their number."""
    dropped, open_from = 0, first_open_day(now)
    for day in await position_days():
        if day < open_from and not await _is_in_use(day):
            dropped += await drop_position_partition(day)
    return dropped


def first_open_day(now: datetime) -> date:
    """The oldest day of which a fix may still come in, and a day more."""
    return legal_day(now) - MOST_AGE - timedelta(days=1)


async def _delete_positions(assignments: Sequence[UUID], day: date) -> int:
    deleted = 0
    while gone := await _count(_DELETE_POSITIONS, assignments, day_start(day), day_end(day), _ROWS_AT_A_TIME):
        deleted += gone
    return deleted


async def _note_cleared(assignments: Sequence[UUID], positions: int) -> None:
    """Say that the track is gone, and take the evidence out of alerts, which stay as long as their file."""
    async with audited_change(RETENTION, Act.RETENTION_APPLY, Subject("retention-rule", KIND)) as change:
        await fetch(
            "UPDATE tracker_assignment SET track_cleared_at = $2 WHERE id = ANY($1::uuid[])", assignments, change.at
        )
        await fetch("UPDATE alert SET evidence_sealed = '' WHERE assignment = ANY($1::uuid[])", assignments)
        change.note(assignments=assignments, positions=positions)


async def _is_in_use(day: date) -> bool:
    rows = await fetch(
        "SELECT EXISTS (SELECT FROM position WHERE fixed_at >= $1 AND fixed_at < $2) AS found",
        day_start(day), day_end(day),
    )  # fmt: skip
    return bool(rows[0]["found"])


async def _count(sql: str, *arguments: object) -> int:
    return int((await fetch(sql, *arguments))[0]["gone"])
