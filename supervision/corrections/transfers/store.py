"""Changes of place as stored, and whom they concern: the old county, the new one, and who is above both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, Change
from supervision.corrections.access import asking
from supervision.corrections.outbox.kinds import EventKind
from supervision.corrections.outbox.telling import Happened, tell
from supervision.corrections.rules import find_correction_rule
from supervision.corrections.store import StoredFile
from supervision.corrections.transfers.steps import DUE_AFTER, OPEN_STATES, Side, TransferState
from supervision.errors import NotFound
from supervision.legal_rules import LegalRule
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may, officer_may
from supervision.officers.holidays import legal_calendar
from supervision.officers.officer import NOT_HERE
from supervision.periods import CountedPeriod, count_period
from supervision.storage.database import Record, fetch, fetch_one
from supervision.storage.numbering import county_of
from supervision.vault import DataKey, Place, load_key, seal_json, seal_text, unseal_json, unseal_text

TABLE, STEP_TABLE = "transfer", "transfer_step"

SELECT_TRANSFERS = """
SELECT t.id, t.file AS file_id, t.from_division, t.to_division, t.to_office AS to_office_id, t.state, t.moves_on,
       t.due_on, t.wish_sealed, t.asked_at, t.asked_by, f.vault_key, f.number AS file_number
FROM transfer AS t JOIN files_open_to($1) AS f ON f.id = t.file
"""
"""Changes of files that are open to `asking` ($1); the reach is that of either county."""


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why somebody wants to move and whereto; why late, where it was asked for late."""

    reason: str
    address: str
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class StoredTransfer:
    """A change as it is stored."""

    id: UUID
    file_id: UUID
    file_number: str
    vault_key: UUID
    from_division: str
    to_division: str
    to_office_id: UUID | None
    state: TransferState
    moves_on: date
    due_on: date | None
    wish_sealed: bytes
    asked_at: datetime
    asked_by: UUID | None

    def wish(self, key: DataKey) -> Wish:
        """What was asked for, in clear."""
        return unseal_json(key, self.wish_sealed, Place(TABLE, "wish_sealed", self.id), Wish)


@dataclass(frozen=True, slots=True)
class TakenStep:
    """A step in clear."""

    step: TransferState
    happened_on: date
    note: str
    taken_at: datetime
    taken_by_name: str
    office_name: str


def transfer_of(row: Record) -> StoredTransfer:
    """A change from the columns of `SELECT_TRANSFERS`."""
    values = {name: row[name] for name in StoredTransfer.__dataclass_fields__}
    return StoredTransfer(**{**values, "state": TransferState(row["state"])})


async def load_transfer(
    officer: Officer, act: Act, transfer_id: UUID, side: Side | None = None, *, lock: bool = False
) -> StoredTransfer:
    """The change, if the officer may do `act` on that side of it; None: on either. NotFound elsewhere."""
    if lock:
        await fetch("SELECT FROM transfer WHERE id = $1 FOR NO KEY UPDATE", transfer_id)
    row = await fetch_one(f"{SELECT_TRANSFERS} WHERE t.id = $2", asking(officer, act), transfer_id)
    if row is None:
        raise NotFound(NOT_HERE)
    transfer = transfer_of(row)
    if side is None:
        if not officer_may(officer, act, transfer.from_division):
            check_officer_may(officer, act, transfer.to_division)
        return transfer
    for division in divisions_of(transfer, side):
        check_officer_may(officer, act, division)
    return transfer


async def steps_of(transfer: StoredTransfer, key: DataKey) -> tuple[TakenStep, ...]:
    """The steps of a change that the caller has loaded, the oldest first."""
    rows = await fetch(
        """SELECT s.id, s.step, s.happened_on, s.note_sealed, s.taken_at, coalesce(o.name, '') AS name,
                  coalesce(office.name, '') AS office_name
           FROM transfer_step AS s LEFT JOIN officer AS o ON o.id = s.taken_by LEFT JOIN office ON office.id = o.office
           WHERE s.transfer = $1 ORDER BY s.number""",
        transfer.id,
    )
    return tuple(
        TakenStep(
            TransferState(row["step"]),
            row["happened_on"],
            unseal_text(key, row["note_sealed"], Place(STEP_TABLE, "note_sealed", row["id"])),
            row["taken_at"],
            row["name"],
            row["office_name"],
        )
        for row in rows
    )


async def find_due(state: TransferState, happened_on: date, division: str) -> tuple[CountedPeriod, LegalRule] | None:
    """By when what follows a state is due, and by which rule; None where the law has no period."""
    if state not in DUE_AFTER:
        return None
    rule = find_correction_rule(DUE_AFTER[state], happened_on, division)
    return count_period(happened_on, rule.number, rule.unit, await legal_calendar()), rule


async def append_step(
    change: Change,
    officer: Officer,
    transfer: StoredTransfer,
    step: TransferState,
    happened_on: date,
    note: str,
    key: DataKey,
) -> None:
    """Append a step to a change that the caller holds locked, and put state and due day where it led."""
    due = await find_due(step, happened_on, transfer.from_division)
    step_id = uuid4()
    await change.connection.execute(
        """INSERT INTO transfer_step (id, transfer, number, step, happened_on, note_sealed, taken_at, taken_by)
           SELECT $1, $2, 1 + count(*), $3, $4, $5, $6, $7 FROM transfer_step WHERE transfer = $2""",
        step_id, transfer.id, step, happened_on, seal_text(key, note, Place(STEP_TABLE, "note_sealed", step_id)),
        change.at, officer.id,
    )  # fmt: skip
    await change.connection.execute(
        "UPDATE transfer SET state = $2, due_on = $3, closed_at = $4 WHERE id = $1",
        transfer.id, step, due and due[0].due_on, None if step in OPEN_STATES else change.at,
    )  # fmt: skip
    counties = [county_of(transfer.from_division)]
    if transfer.to_office_id is not None:
        counties.append(county_of(transfer.to_division))
    kind = EventKind(f"transfer-{step}")
    await tell(change, Happened(kind, transfer.file_id, happened_on, counties=counties))
    change.note(transfer=transfer.id, step=step)


async def lapse_transfer(change: Change, officer: Officer, file: StoredFile, note: str) -> None:
    """Let the change that is under way lapse, if one is, of a file that the caller holds locked and closes."""
    rows = await fetch(
        f"{SELECT_TRANSFERS} WHERE t.file = $2 AND t.closed_at IS NULL", asking(officer, Act.PERSON_FILE_END), file.id
    )
    for row in rows:
        key, today = await load_key(file.vault_key), legal_day(change.at)
        await append_step(change, officer, transfer_of(row), TransferState.LAPSED, today, note, key)


def seal_wish(key: DataKey, transfer_id: UUID, wish: Wish) -> bytes:
    """The wish as it is stored."""
    return seal_json(key, wish, Place(TABLE, "wish_sealed", transfer_id))


def divisions_of(transfer: StoredTransfer, side: Side) -> Sequence[str]:
    """Where an officer of that side has their reach; for a county outside this installation the old one records."""
    if side is Side.SUPERIOR:
        return (transfer.from_division, transfer.to_division)
    if side is Side.NEW and transfer.to_office_id is not None:
        return (transfer.to_division,)
    return (transfer.from_division,)
