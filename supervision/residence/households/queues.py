"""What is due in this part of the register: for each queue how many wait and the first of them, each by one query.

The first come from an index in the order in which they are due, and counting has a bound: a county's officer waits no
longer than a community's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar
from uuid import UUID

from supervision.audit import Act
from supervision.officers import Officer, reach
from supervision.paging import MOST_COUNTED, PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.residence.addresses.dwellings import dwellings_by_id
from supervision.residence.changes import RESIDENCE, residence_change
from supervision.residence.households.files import OCCUPANCY
from supervision.residence.households.masked import MaskedResident, mask_residents
from supervision.residence.households.move_rows import SELECT_MOVES, Move, moves_from
from supervision.residence.households.store import RESIDENT_COLUMNS, resident_of
from supervision.residence.households.within import met_on, within
from supervision.residence.households.words import AskedBy
from supervision.residence.reach import reach_of
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.storage.database import Record, fetch
from supervision.vault import Place, service_key, unseal_json

MOST_LINES = 10
"""How many lines of a queue stand on *today's work*; the rest is behind `全部`."""

ENDING_WITHIN = timedelta(days=30)

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Queue(Generic[Line]):
    """How many wait, up to one more than `MOST_COUNTED`, and the first of them, the most urgent before the others."""

    total: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class OverOccupied:
    """Premises in which more people live than the local rule allows."""

    dwelling_id: UUID
    address: str
    residents: int
    capacity: int


@dataclass(frozen=True, slots=True)
class AmendmentWaiting:
    """An amendment that another officer, an assistant or the resident asked for."""

    amendment_id: UUID
    resident: MaskedResident
    asked_by: AskedBy
    requested_by_name: str
    requested_at: datetime


async def stays_ending(officer: Officer, today: date, most: int = MOST_LINES) -> Queue[MaskedResident]:
    """Residents whose stay is to end within 30 days, or should have ended by now; the earliest first."""
    values: list[object] = [today + ENDING_WITHIN, most]
    condition = within(await reach_of(officer, Act.RESIDENT_LIST), "s", values)
    return await _residents(
        f"""SELECT s.resident AS id, s.expected_until AS due FROM stay AS s
            WHERE s.ended_on IS NULL AND s.expected_until <= $1 AND {condition}""",  # noqa: S608 - values are bound
        values,
    )


async def not_verified(officer: Officer, today: date, most: int = MOST_LINES) -> Queue[MaskedResident]:
    """Residents whom nobody has met for as long as the rule says, the longest first."""
    values: list[object] = [unverified_since(officer, today), most]
    condition = within(await reach_of(officer, Act.RESIDENT_LIST), "r", values)
    return await _residents(
        f"""SELECT r.id, {met_on("r")} AS due FROM resident AS r
            WHERE r.state = 'living' AND {met_on("r")} <= $1 AND {condition}""",  # noqa: S608 - values are bound
        values,
    )


def unverified_since(officer: Officer, today: date) -> date:
    """The day on or before which somebody was met last, if they are to be met again, by the rule where one works."""
    return to_verify_if_met_by(today, officer.office_division)


def to_verify_if_met_by(today: date, division: str) -> date:
    """Whoever was met last on this day or before is to be met again, by the rule of a division."""
    return today - timedelta(days=find_residence_rule(ResidenceRuleName.VERIFICATION_DUE, today, division).number)


async def over_occupied(officer: Officer, most: int = MOST_LINES) -> Queue[OverOccupied]:
    """Premises in which more people live than may, those with the most too many first."""
    values: list[object] = [most]
    condition = within(await reach_of(officer, Act.DWELLING_LIST), "o", values)
    over = f"FROM occupancy AS o WHERE o.residents > o.capacity AND {condition}"
    rows = await fetch(
        f"""SELECT o.dwelling_digest, o.dwelling_sealed, o.residents, o.capacity,
                (SELECT count(*) FROM (SELECT {over} LIMIT {MOST_COUNTED + 1}) AS counted) AS total
            {over} ORDER BY o.residents - o.capacity DESC, o.dwelling_digest LIMIT $1""",  # noqa: S608 - values are bound
        *values,
    )
    key = await service_key(RESIDENCE)
    ids = [
        unseal_json(key, row["dwelling_sealed"], Place(OCCUPANCY, "dwelling_sealed", row["dwelling_digest"]), UUID)
        for row in rows
    ]
    dwellings = await dwellings_by_id(ids)
    lines = tuple(
        OverOccupied(dwelling_id, dwellings[dwelling_id].address, row["residents"], row["capacity"])
        for dwelling_id, row in zip(ids, rows, strict=True)
    )
    return Queue(_total(rows), lines)


async def moves_to_accept(officer: Officer, most: int = MOST_LINES) -> Queue[Move]:
    """Moves that the other side asked for and that this officer may accept or refuse, the earliest first."""
    patterns = [f"{prefix}%" for prefix in reach(officer, Act.MOVE_DECIDE)]
    rows = await fetch(
        f"""{SELECT_MOVES.replace("SELECT", "SELECT count(*) OVER () AS total,", 1)}
            WHERE m.state = 'asked' AND m.deciding_division LIKE ANY($1) AND m.asked_by <> $2
            ORDER BY m.asked_at, m.id LIMIT $3""",
        patterns, officer.id, most,
    )  # fmt: skip
    return Queue(_total(rows), tuple(await moves_from(rows)))


async def amendments_to_decide(officer: Officer, most: int = MOST_LINES) -> Queue[AmendmentWaiting]:
    """Amendments that somebody else asked for, the earliest first."""
    rows = await _amendments(officer, most, None)
    return Queue(_total(rows), await _waiting(rows))


async def list_amendments(officer: Officer, cursor: str | None = None) -> tuple[int, Page[AmendmentWaiting]]:
    """How many amendments wait for this officer, and fifty of them, the earliest first; the look is recorded."""
    async with residence_change(officer.actor, Act.RESIDENT_LIST) as change:
        rows = await _amendments(officer, PAGE_SIZE + 1, read_cursor(cursor))
        shown, following = split_page(rows, lambda row: Cursor(row["requested_at"], row["amendment_id"]))
        change.note(shown=len(shown))
        return _total(rows), Page(await _waiting(shown), following)


async def _amendments(officer: Officer, most: int, after: Cursor | None) -> Sequence[Record]:
    values: list[object] = [officer.id, most, after and after.at, after and after.row_id]
    condition = within(await reach_of(officer, Act.AMENDMENT_DECIDE), "r", values)
    return await fetch(
        f"""SELECT * FROM (
                SELECT {RESIDENT_COLUMNS}, a.id AS amendment_id, a.asked_by, a.requested_at,
                    coalesce(o.name, '') AS requested_by_name, count(*) OVER () AS total
                FROM amendment AS a JOIN resident AS r ON r.id = a.resident
                    LEFT JOIN officer AS o ON o.id = a.requested_by
                WHERE a.state = 'requested' AND a.requested_by IS DISTINCT FROM $1 AND {condition}) AS every
            WHERE $3::timestamptz IS NULL OR (requested_at, amendment_id) > ($3, $4::uuid)
            ORDER BY requested_at, amendment_id LIMIT $2""",  # noqa: S608 - values are bound
        *values,
    )


async def _waiting(rows: Sequence[Record]) -> tuple[AmendmentWaiting, ...]:
    masked = await mask_residents([resident_of(row) for row in rows])
    return tuple(
        AmendmentWaiting(
            row["amendment_id"], resident, AskedBy(row["asked_by"]), row["requested_by_name"], row["requested_at"]
        )
        for row, resident in zip(rows, masked, strict=True)
    )


async def _residents(found: str, values: Sequence[object]) -> Queue[MaskedResident]:
    """The residents whose ids and due days a query finds, the first lines read and the rest counted."""
    rows = await fetch(
        f"""WITH first AS MATERIALIZED (SELECT id, due FROM ({found}) AS every ORDER BY due, id LIMIT $2)
            SELECT {RESIDENT_COLUMNS},
                (SELECT count(*) FROM (SELECT FROM ({found}) AS every LIMIT {MOST_COUNTED + 1}) AS counted) AS total
            FROM first JOIN resident AS r ON r.id = first.id ORDER BY first.due, first.id""",  # noqa: S608 - bound
        *values,
    )
    return Queue(_total(rows), tuple(await mask_residents([resident_of(row) for row in rows])))


def _total(rows: Sequence[Record]) -> int:
    return int(rows[0]["total"]) if rows else 0
