"""Moves as they are stored, and the residents whom they are about, who may live beyond the reader's reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from supervision.audit import Act
from supervision.errors import NotFound
from supervision.officers import Officer, division_names, officer_may
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.masked import MaskedResident, mask_residents
from supervision.residence.households.store import (
    HOUSEHOLD_COLUMNS,
    RESIDENT_COLUMNS,
    StoredHousehold,
    StoredResident,
    household_of,
    resident_of,
)
from supervision.residence.households.words import HouseholdKind, MemberRole, MoveSide, MoveState
from supervision.residence.reach import reach_of
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, load_keys, unseal_json, unseal_text

MOVE = "resident_move"

SELECT_MOVES = """
SELECT m.id, m.resident, m.asked_side, m.asking_division, m.deciding_division, m.moves_on, m.target_sealed, m.state,
       m.asked_at, m.asked_by, asker.name AS asked_by_name, m.decided_at, coalesce(decider.name, '') AS decided_by_name,
       m.answer_sealed,
       CASE m.asked_side WHEN 'old' THEN m.asking_division ELSE m.deciding_division END AS old_division,
       CASE m.asked_side WHEN 'old' THEN m.deciding_division ELSE m.asking_division END AS new_division
FROM resident_move AS m JOIN officer AS asker ON asker.id = m.asked_by
LEFT JOIN officer AS decider ON decider.id = m.decided_by
"""
"""The query of moves, up to its conditions."""
_RESIDENTS = f"SELECT {RESIDENT_COLUMNS} FROM resident AS r"  # noqa: S608 - made of constants
_HOUSEHOLDS = f"SELECT {HOUSEHOLD_COLUMNS} FROM household AS h"  # noqa: S608 - made of constants


class MoveTarget(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where a move leads, as far as its asker knew; sealed under the resident's key."""

    note: str = ""
    dwelling_id: UUID | None = None
    household_id: UUID | None = None
    kind: HouseholdKind = HouseholdKind.FAMILY
    role: MemberRole | None = None
    lodging: LodgingKind = LodgingKind.OTHER
    reason: ArrivalReason = ArrivalReason.OTHER
    expected_until: date | None = None
    proved_from: date | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A move with the masked resident; `note` is what was said of the new address, `answer` why it was refused."""

    id: UUID
    resident: MaskedResident
    asked_side: MoveSide
    old_division: str
    old_place: str
    new_division: str
    new_place: str
    moves_on: date
    note: str
    state: MoveState
    asked_at: datetime
    asked_by: UUID
    asked_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    answer: str
    deciding_division: str


async def load_move(officer: Officer, move_id: UUID) -> Move:
    """One move, for whoever asked for it or may decide at either end; NotFound for anybody else."""
    row = await fetch_one(f"{SELECT_MOVES} WHERE m.id = $1", move_id)
    if row is None or not _concerns(officer, row):
        raise NotFound(NOT_HERE)
    return (await moves_from([row]))[0]


async def load_moves(officer: Officer, cursor: str | None = None) -> Page[Move]:
    """The moves that begin or end where the officer decides, or that they asked for; newest first, fifty a page."""
    after = read_cursor(cursor)
    patterns = (await reach_of(officer, Act.MOVE_ASK)).patterns
    rows = await fetch(
        f"""{SELECT_MOVES} WHERE (m.asked_by = $1 OR m.asking_division LIKE ANY($2) OR m.deciding_division LIKE ANY($2))
            AND ($3::timestamptz IS NULL OR (m.asked_at, m.id) < ($3, $4::uuid))
            ORDER BY m.asked_at DESC, m.id DESC LIMIT {PAGE_SIZE + 1}""",
        officer.id, patterns, after and after.at, after and after.row_id,
    )  # fmt: skip
    shown, following = split_page(rows, lambda row: Cursor(row["asked_at"], row["id"]))
    return Page(tuple(await moves_from(shown)), following)


async def moves_of(resident_id: UUID) -> list[Move]:
    """The moves of a resident whom the caller has opened, the newest first."""
    return await moves_from(await fetch(f"{SELECT_MOVES} WHERE m.resident = $1 ORDER BY m.asked_at DESC", resident_id))


async def moves_from(rows: Sequence[Record]) -> list[Move]:
    """Moves from the rows of their query; of a resident whose key was destroyed no note is left."""
    found = await fetch(f"{_RESIDENTS} WHERE r.id = ANY($1)", list({row["resident"] for row in rows}))
    stored = [resident_of(row) for row in found]
    masked = {resident.id: resident for resident in await mask_residents(stored)}
    keys = await load_keys(resident.vault_key for resident in stored)
    key_of = {resident.id: keys.get(resident.vault_key) for resident in stored}
    names = await division_names({row[column] for row in rows for column in ("old_division", "new_division")})
    return [_move(row, masked[row["resident"]], key_of[row["resident"]], names) for row in rows]


async def find_resident(resident_id: UUID, *, lock: bool = False) -> StoredResident:
    """A resident beyond the reader's reach, of whom a move is asked or decided; NotFound when there is none."""
    row = await fetch_one(f"{_RESIDENTS} WHERE r.id = $1 {'FOR NO KEY UPDATE' if lock else ''}", resident_id)
    if row is None:
        raise NotFound(NOT_HERE)
    return resident_of(row)


async def find_household_file(household_id: UUID, *, lock: bool = False) -> StoredHousehold:
    """The household file at the other end of a move that is decided; NotFound when there is none."""
    row = await fetch_one(f"{_HOUSEHOLDS} WHERE h.id = $1 {'FOR NO KEY UPDATE' if lock else ''}", household_id)
    if row is None:
        raise NotFound(NOT_HERE)
    return household_of(row)


def _concerns(officer: Officer, row: Record) -> bool:
    return row["asked_by"] == officer.id or any(
        officer_may(officer, Act.MOVE_DECIDE, row[column]) for column in ("asking_division", "deciding_division")
    )


def _move(row: Record, resident: MaskedResident, key: DataKey | None, names: Mapping[str, str]) -> Move:
    note = answer = ""
    if key is not None:
        note = unseal_json(key, row["target_sealed"], Place(MOVE, "target_sealed", row["id"]), MoveTarget).note
        sealed = row["answer_sealed"]
        answer = unseal_text(key, sealed, Place(MOVE, "answer_sealed", row["id"])) if sealed else ""
    return Move(
        id=row["id"],
        resident=resident,
        asked_side=MoveSide(row["asked_side"]),
        old_division=row["old_division"],
        old_place=names[row["old_division"]],
        new_division=row["new_division"],
        new_place=names[row["new_division"]],
        moves_on=row["moves_on"],
        note=note,
        state=MoveState(row["state"]),
        asked_at=row["asked_at"],
        asked_by=row["asked_by"],
        asked_by_name=row["asked_by_name"],
        decided_at=row["decided_at"],
        decided_by_name=row["decided_by_name"],
        answer=answer,
        deciding_division=row["deciding_division"],
    )
