"""Local rows as they are stored, and the snapshot of those that stand, which an act is handed when it begins."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from supervision.errors import NotFound
from supervision.legal_rules import Confidence, Unit
from supervision.local_rules.book import LocalRow, RuleBook
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.settings import Register
from supervision.storage.database import Record, fetch


class RowState(StrEnum):
    """How far a local row has come."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class LocalRule:
    """A local row with who proposed, confirmed and revoked it."""

    id: UUID
    row: LocalRow
    state: RowState
    proposed_by: UUID
    proposed_by_name: str
    proposed_at: datetime
    confirmed_by_name: str
    confirmed_at: datetime | None
    revoked_by_name: str
    revoked_at: datetime | None


_ROW = """l.name, l.division, l.number, l.unit, l.fields, l.entry, l.source, l.confidence, l.valid_from, l.valid_until,
    l.revoked_at IS NOT NULL AS is_over"""
_SELECT = f"""
SELECT l.id, {_ROW}, l.proposed_by, l.proposed_at, l.confirmed_at, l.revoked_at, proposer.name AS proposed_by_name,
       coalesce(confirmer.name, '') AS confirmed_by_name, coalesce(revoker.name, '') AS revoked_by_name
FROM local_rule AS l JOIN officer AS proposer ON proposer.id = l.proposed_by
LEFT JOIN officer AS confirmer ON confirmer.id = l.confirmed_by
LEFT JOIN officer AS revoker ON revoker.id = l.revoked_by
"""  # noqa: S608 - made of constants


_CONFIRMED = "FROM local_rule AS l WHERE l.register = $1 AND l.confirmed_at IS NOT NULL"
_STANDING = f"{_CONFIRMED} AND l.revoked_at IS NULL"
_TO_HAND_OVER = f"{_CONFIRMED} AND (l.revoked_at IS NULL OR l.entry IS NOT NULL)"
"""Of entries those that were revoked as well: what was asked for by one is still called by its name."""


@dataclass(frozen=True, slots=True)
class _Table:
    """What a process has made of the rows: they never change, so the ids that stand say whether it is the same."""

    ids: tuple[UUID, ...]
    hand_over: Callable[[], None]


_tables: dict[Register, _Table] = {}


async def put_in_force(book: RuleBook) -> None:
    """Hand the act that begins now, in this task, the rows of the book's register that stand."""
    (stood,) = await fetch(f"SELECT array_agg(l.id ORDER BY l.id) AS ids {_STANDING}", book.register)
    table = _tables.get(book.register)
    if table is None or table.ids != tuple(stood["ids"] or ()):
        rows = await fetch(f"SELECT l.id, {_ROW} {_TO_HAND_OVER} ORDER BY l.id", book.register)
        standing = tuple(row["id"] for row in rows if not row["is_over"])
        table = _Table(standing, book.table_of([local_row_of(row) for row in rows]))
        _tables[book.register] = table
    table.hand_over()


async def load_local_rules(officer: Officer, cursor: str | None = None) -> Page[LocalRule]:
    """The local rows of the officer's register, whatever their state, newest first, fifty a page."""
    after = read_cursor(cursor)
    rows = await fetch(
        f"""{_SELECT} WHERE l.register = $1 AND ($2::timestamptz IS NULL OR (l.proposed_at, l.id) < ($2, $3::uuid))
            ORDER BY l.proposed_at DESC, l.id DESC LIMIT {PAGE_SIZE + 1}""",
        officer.register, after and after.at, after and after.row_id,
    )  # fmt: skip
    shown, following = split_page(rows, lambda row: Cursor(row["proposed_at"], row["id"]))
    return Page(tuple(_local_rule(row) for row in shown), following)


async def load_local_rule(officer: Officer, rule_id: UUID) -> LocalRule:
    """One local row of the officer's register; NotFound in another."""
    rows = await fetch(f"{_SELECT} WHERE l.id = $1 AND l.register = $2", rule_id, officer.register)
    if not rows:
        raise NotFound(NOT_HERE)
    return _local_rule(rows[0])


def local_row_of(row: Record) -> LocalRow:
    """What a stored row says."""
    return LocalRow(
        name=row["name"],
        division=row["division"],
        source=row["source"],
        confidence=Confidence(row["confidence"]),
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        number=row["number"],
        unit=None if row["unit"] is None else Unit(row["unit"]),
        fields=frozenset(row["fields"] or ()),
        entry=row["entry"],
        is_over=row["is_over"],
    )


def _local_rule(row: Record) -> LocalRule:
    state = RowState.PROPOSED if row["confirmed_at"] is None else RowState.CONFIRMED
    return LocalRule(
        id=row["id"],
        row=local_row_of(row),
        state=RowState.REVOKED if row["revoked_at"] is not None else state,
        proposed_by=row["proposed_by"],
        proposed_by_name=row["proposed_by_name"],
        proposed_at=row["proposed_at"],
        confirmed_by_name=row["confirmed_by_name"],
        confirmed_at=row["confirmed_at"],
        revoked_by_name=row["revoked_by_name"],
        revoked_at=row["revoked_at"],
    )
