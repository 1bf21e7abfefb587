"""Changes of place in lists, masked, for both counties; and one of them in clear."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from supervision import legal_time
from supervision.audit import Act, audited_change
from supervision.corrections.access import asking, within_reach
from supervision.corrections.identity import Identity
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import read_purpose
from supervision.corrections.transfers.steps import OPEN_STATES, Side, TransferState, next_steps
from supervision.corrections.transfers.store import (
    SELECT_TRANSFERS,
    StoredTransfer,
    TakenStep,
    Wish,
    divisions_of,
    find_due,
    load_transfer,
    steps_of,
    transfer_of,
)
from supervision.legal_rules import LegalRule
from supervision.legal_time import legal_day
from supervision.masking import mask_name
from supervision.officers import Officer, check_officer_may, officer_may
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.periods import CountedPeriod
from supervision.storage.database import Record, fetch
from supervision.storage.questions import Question
from supervision.vault import DataKey, Place, load_key, load_keys, unseal_json


class TransferShow(StrEnum):
    """Which changes a list shows."""

    OPEN = "open"
    OVERDUE = "overdue"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class TransferSummary:
    """A change in a list, the person masked."""

    transfer: StoredTransfer
    name: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class OpenedTransfer:
    """A change in clear, with what the officer may do next and by when what follows is due."""

    transfer: StoredTransfer
    name: str
    wish: Wish
    steps: tuple[TakenStep, ...]
    due: tuple[CountedPeriod, LegalRule] | None
    next_steps: tuple[TransferState, ...]


_REACH = f"({within_reach('t.from_division', 1)} OR {within_reach('t.to_division', 1)})"
_PAGE = f"""
WITH listed AS ({SELECT_TRANSFERS} WHERE {_REACH}
    AND CASE $2::varchar WHEN 'all' THEN true WHEN 'overdue' THEN t.due_on < $3 ELSE t.state = ANY($4) END
    AND ($5::timestamptz IS NULL OR (t.asked_at, t.id) < ($5, $6::uuid))
    AND ($7::uuid[] IS NULL OR t.id = ANY($7)))
SELECT listed.*, p.identity_sealed FROM listed JOIN person_file AS p ON p.id = listed.file_id
ORDER BY asked_at DESC, id DESC LIMIT $8
"""  # noqa: S608 - made of constants
_COUNT = f"""
SELECT count(*) FILTER (WHERE t.state = ANY($2)) AS open, count(*) FILTER (WHERE t.due_on < $3) AS overdue
FROM transfer AS t JOIN files_open_to($1) AS f ON f.id = t.file WHERE {_REACH}
"""  # noqa: S608 - made of constants
_SIDE_ACTS = {
    Side.OLD: (Act.TRANSFER_CARRY, Act.TRANSFER_DECIDE),
    Side.NEW: (Act.TRANSFER_ANSWER,),
    Side.SUPERIOR: (Act.TRANSFER_SETTLE,),
}


async def list_transfers(
    officer: Officer,
    show: TransferShow = TransferShow.OPEN,
    cursor: str | None = None,
    among: Collection[UUID] | None = None,
) -> Page[TransferSummary]:
    """The changes that concern the officer's counties, newest first; looking is an audited act.

    `among` are ids that another room gives.
    """
    check_officer_may(officer, Act.TRANSFER_LIST, None)
    after = read_cursor(cursor)
    async with audited_change(officer.actor, Act.TRANSFER_LIST) as change:
        today = legal_day(change.at)
        rows = await fetch(
            _PAGE, asking(officer, Act.TRANSFER_LIST), show, today, sorted(OPEN_STATES), after and after.at,
            after and after.row_id, None if among is None else list(among), PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["asked_at"], row["id"]))
        keys = await load_keys(row["vault_key"] for row in shown)
        change.note(shown=len(shown))
    return Page(tuple(_summary(row, keys.get(row["vault_key"]), today) for row in shown), following)


def count_transfers(officer: Officer) -> Question[tuple[int, int]]:
    """How many changes are open, and how many of them overdue, within reach."""
    asked = asking(officer, Act.TRANSFER_LIST), sorted(OPEN_STATES), legal_day(legal_time.now())
    return Question(_COUNT, asked, lambda row: (int(row["open"]), int(row["overdue"])))


async def open_transfer(officer: Officer, transfer_id: UUID, purpose: str | None) -> OpenedTransfer:
    """One change in clear; the opening is recorded with its purpose among the readings of the file."""
    reason = read_purpose(purpose)
    subject = await load_transfer(officer, Act.TRANSFER_OPEN, transfer_id)
    async with audited_change(officer.actor, Act.TRANSFER_OPEN, about_file(subject.file_id), purpose=reason) as change:
        transfer = await load_transfer(officer, Act.TRANSFER_OPEN, transfer_id)
        change.note(transfer=transfer_id)
        key = await load_key(transfer.vault_key)
        steps = await steps_of(transfer, key)
        rows = await fetch("SELECT identity_sealed FROM person_file WHERE id = $1", transfer.file_id)
        return OpenedTransfer(
            transfer=transfer,
            name=_name(transfer.file_id, rows[0]["identity_sealed"], key),
            wish=transfer.wish(key),
            steps=steps,
            due=await find_due(transfer.state, steps[-1].happened_on, transfer.from_division),
            next_steps=_may_take(officer, transfer),
        )


def _may_take(officer: Officer, transfer: StoredTransfer) -> tuple[TransferState, ...]:
    sides = [
        side
        for side, acts in _SIDE_ACTS.items()
        if all(any(officer_may(officer, act, division) for act in acts) for division in divisions_of(transfer, side))
    ]
    return tuple(step for side in sides for step in next_steps(transfer.state, side))


def _summary(row: Record, key: DataKey | None, today: date) -> TransferSummary:
    transfer = transfer_of(row)
    name = "" if key is None else mask_name(_name(transfer.file_id, row["identity_sealed"], key))
    return TransferSummary(transfer, name, transfer.due_on is not None and transfer.due_on < today)


def _name(file_id: UUID, sealed: bytes, key: DataKey) -> str:
    return unseal_json(key, sealed, Place("person_file", "identity_sealed", file_id), Identity).name
