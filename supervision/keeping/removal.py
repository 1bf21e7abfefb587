"""Removing the rows of a destroyed record: whatever, by the rules of retention, is kept only as long as it."""

from collections.abc import Iterable, Sequence
from functools import cache
from uuid import UUID

from supervision.retention import RETENTION_RULES
from supervision.storage.database import fetch

# What a deletion itself takes along ('c' cascade) is only counted, what it lets go ('n' set null, 'd' default) stays.
_REFERENCES = """
SELECT child.relname::text AS table, a.attname::text AS column, c.confdeltype = 'c' AS goes_along
FROM pg_constraint AS c
JOIN pg_class AS child ON child.oid = c.conrelid
JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE c.contype = 'f' AND c.confrelid = to_regclass($1::text) AND c.confdeltype NOT IN ('n', 'd')
ORDER BY child.relname, a.attname"""


async def remove_rows(kind: str, record_id: UUID, kinds: Iterable[str] = ()) -> dict[str, int]:
    """Delete a record and what follows it, in the caller's transaction; gives how many rows of each table went.

    `kinds` are the tables whose followers go too, where one register destroys several; by default that of the record.
    A row that points at the record and does not follow it stands in the way, and the database refuses the whole.
    """
    removed: dict[str, int] = {}
    await _remove(kind, [record_id], following(*(kinds or (kind,))), removed)
    return removed


@cache
def following(*kinds: str) -> frozenset[str]:
    """The tables whose rows are kept only as long as a record of one of these."""
    return frozenset(rule.kind for rule in RETENTION_RULES if rule.follows in kinds)


async def _remove(table: str, ids: list[UUID], followers: frozenset[str], removed: dict[str, int]) -> None:
    for reference in await fetch(_REFERENCES, table):
        if reference["table"] not in followers:
            continue
        child, column = reference["table"], reference["column"]
        if reference["goes_along"]:
            _count(removed, child, await fetch(f"SELECT FROM {child} WHERE {column} = ANY($1)", ids))
            continue
        # Rows that point at each other in one table go in one statement.
        with_these = ids if child == table else []
        rows = await fetch(
            f"SELECT id FROM {child} WHERE {column} = ANY($1) AND id <> ALL($2)",  # noqa: S608 - likewise
            ids, with_these,
        )  # fmt: skip
        if rows:
            await _remove(child, [row["id"] for row in rows], followers, removed)
    rows = await fetch(f"DELETE FROM {table} WHERE id = ANY($1) RETURNING id", ids)  # noqa: S608 - likewise
    _count(removed, table, rows)


def _count(removed: dict[str, int], table: str, rows: Sequence[object]) -> None:
    if rows:
        removed[table] = removed.get(table, 0) + len(rows)
