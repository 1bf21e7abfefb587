"""Positions at rest: sealed fixes in daily partitions, keyed by assignment, own time and message number."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from struct import Struct
from uuid import UUID

from supervision.monitoring.outcomes import FixKey
from supervision.position import Fix, epoch_ms, pack_fix, unpack_fix
from supervision.storage.database import Record, fetch
from supervision.storage.engine import Connection
from supervision.vault import DataKey, Sealer

_ROW = Struct(">16sqq")

_INSERT = """
INSERT INTO position (assignment_id, fixed_at, seq, received_at, sealed)
SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::int8[], $4::timestamptz[], $5::bytea[])
ON CONFLICT DO NOTHING RETURNING assignment_id, fixed_at, seq
"""

PositionKey = tuple[UUID, datetime, int]


def row_id(assignment_id: UUID, fixed_at: datetime, seq: int) -> bytes:
    """What binds a sealed position to its row."""
    return _ROW.pack(assignment_id.bytes, epoch_ms(fixed_at), seq)


def position_sealer(order_key: DataKey) -> Sealer:
    """What seals and opens the positions of one order."""
    return Sealer(order_key, "position", "sealed")


async def insert_positions(
    connection: Connection, fixes: Iterable[tuple[UUID, Fix]], sealers: Mapping[UUID, Sealer]
) -> set[PositionKey]:
    """Store fixes by (assignment, fixed_at, seq), sealed by the assignment's sealer; gives the keys that were new."""
    assignments: list[UUID] = []
    fixed: list[datetime] = []
    numbers: list[int] = []
    received: list[datetime] = []
    sealed: list[bytes] = []
    for assignment_id, fix in fixes:
        assignments.append(assignment_id)
        fixed.append(fix.fixed_at)
        numbers.append(fix.seq)
        received.append(fix.received_at)
        row = row_id(assignment_id, fix.fixed_at, fix.seq)
        sealed.append(sealers[assignment_id].seal(pack_fix(fix), row))
    rows = await connection.fetch(_INSERT, assignments, fixed, numbers, received, sealed)
    return {(row["assignment_id"], row["fixed_at"], row["seq"]) for row in rows}


_KEEP_LAST = """
INSERT INTO last_position AS kept (assignment, fixed_at, seq, received_at, position_sealed)
SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::int8[], $4::timestamptz[], $5::bytea[])
ON CONFLICT (assignment) DO UPDATE SET fixed_at = excluded.fixed_at, seq = excluded.seq,
    received_at = excluded.received_at, position_sealed = excluded.position_sealed
WHERE (kept.fixed_at, kept.seq) < (excluded.fixed_at, excluded.seq)
"""


async def keep_last_positions(
    connection: Connection, fixes: Mapping[UUID, Sequence[Fix]], sealers: Mapping[UUID, Sealer]
) -> None:
    """Keep each wearer's newest located fix at hand for the live map; an older one never replaces it."""
    rows = []
    for assignment_id in sorted(fixes):
        newest = next((fix for fix in reversed(fixes[assignment_id]) if fix.lat is not None), None)
        if newest is not None:
            row = row_id(assignment_id, newest.fixed_at, newest.seq)
            sealed = sealers[assignment_id].seal(pack_fix(newest), row)
            rows.append((assignment_id, newest.fixed_at, newest.seq, newest.received_at, sealed))
    if rows:
        await connection.execute(_KEEP_LAST, *(list(column) for column in zip(*rows, strict=True)))


async def load_fixes_for_system(
    assignment_id: UUID, sealer: Sealer, after: FixKey | None, until: datetime | None = None
) -> list[Fix]:
    """An assignment's fixes in time order, after a key and up to a time (both optional)."""
    rows = await fetch(
        """SELECT fixed_at, seq, sealed FROM position
           WHERE assignment_id = $1 AND fixed_at >= $2 AND (fixed_at, seq) > ($2, $3)
             AND fixed_at <= $4 ORDER BY fixed_at, seq""",
        assignment_id,
        after.fixed_at if after else _EVER,
        after.seq if after else -1,
        until or _NEVER,
    )
    return unseal_fixes(assignment_id, sealer, rows)


def unseal_packed(assignment_id: UUID, sealer: Sealer, rows: Sequence[Record]) -> list[bytes]:
    """Open rows of `fixed_at, seq, sealed` without reading them; SealBroken when one was altered or moved."""
    pack, head, unseal = _ROW.pack, assignment_id.bytes, sealer.unseal
    return [unseal(row["sealed"], pack(head, epoch_ms(row["fixed_at"]), row["seq"])) for row in rows]


def unseal_fixes(assignment_id: UUID, sealer: Sealer, rows: Sequence[Record]) -> list[Fix]:
    """Open rows of `fixed_at, seq, sealed`; SealBroken when one was altered or moved."""
    return [unpack_fix(packed) for packed in unseal_packed(assignment_id, sealer, rows)]


_EVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_NEVER = datetime.fromisoformat("9999-01-01T00:00:00+00:00")
