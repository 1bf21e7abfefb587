"""Settling differences: what was done, and why; deciding whom a row is about; taking either back.

Nothing here changes a file: what has to be corrected there is corrected by the ordinary acts.
"""

from uuid import UUID, uuid4

from supervision.audit import Act, Change, audited_change
from supervision.corrections.opening import SUBJECT_KIND as FILE_KIND
from supervision.corrections.reconciliation.comparing import compare
from supervision.corrections.reconciliation.showing import Item, load_item, who_asks
from supervision.corrections.reconciliation.store import (
    STEP_TABLE,
    Reconciliation,
    about,
    check_open,
    load_reconciliation,
)
from supervision.corrections.reconciliation.words import (
    NO_DIFFERENCE,
    NOT_SETTLED,
    NOTHING_POSSIBLE,
    SETTLED_ALREADY,
    ItemStep,
    ReconciliationRefused,
    Result,
    Settlement,
)
from supervision.errors import InputInvalid
from supervision.officers import Officer
from supervision.storage.database import fetch, fetch_one
from supervision.texts import needed_text
from supervision.vault import Place, load_key, seal_text
from supervision.wording import Wording

_MOST_TEXT = 1_000

CHOICE_WRONG = Wording("请从列出的档案中选择。", "Choose one of the files that are listed.")


async def settle_difference(officer: Officer, item_id: UUID, result: Result, settlement: Settlement, note: str) -> None:
    """Put down what was done about the difference that was shown. ReconciliationRefused where it is another by now."""
    note = needed_text(note, "note", _MOST_TEXT)
    subject = await load_item(officer, Act.RECONCILIATION_SETTLE, item_id)
    async with audited_change(officer.actor, Act.RECONCILIATION_SETTLE, about(subject.reconciliation_id)) as change:
        item, found = await _lock(officer, subject)
        if item.result is not result or result in {Result.AGREES, Result.POSSIBLE}:
            raise ReconciliationRefused(NO_DIFFERENCE)
        if await _last_step(item) is ItemStep.SETTLED:
            raise ReconciliationRefused(SETTLED_ALREADY)
        await _append(change, officer, item, found, ItemStep.SETTLED, note, settlement)


async def reopen_difference(officer: Officer, item_id: UUID, note: str) -> None:
    """Open a settled difference again, or ask again whom a decided row is about. ReconciliationRefused."""
    note = needed_text(note, "note", _MOST_TEXT)
    subject = await load_item(officer, Act.RECONCILIATION_SETTLE, item_id)
    async with audited_change(officer.actor, Act.RECONCILIATION_SETTLE, about(subject.reconciliation_id)) as change:
        item, found = await _lock(officer, subject)
        if await _last_step(item) is ItemStep.SETTLED:
            await _append(change, officer, item, found, ItemStep.REOPENED, note)
            return
        if not item.is_decided:
            raise ReconciliationRefused(NOT_SETTLED)
        check_open(found)
        await _append(change, officer, item, found, ItemStep.REOPENED, note, about_result=Result.POSSIBLE)
        await fetch(
            """UPDATE reconciliation_item SET decided_file = NULL, ruled_out = ARRAY(
                   SELECT other FROM unnest(ruled_out) AS other
                   WHERE NOT EXISTS (SELECT FROM files_within($2) AS f WHERE f.id = other)
               ) WHERE id = $1""",
            item_id, who_asks(officer),
        )  # fmt: skip
        await compare(change, found)


async def decide_person(officer: Officer, item_id: UUID, file_id: UUID | None, note: str) -> None:
    """Say whose file a row is about, or None: nobody's of those that are shown. ReconciliationRefused, InputInvalid.

    Of candidates who are closed to the officer nothing is said: to whoever may know them the row stays to be decided.
    """
    note = needed_text(note, "note", _MOST_TEXT)
    subject = await load_item(officer, Act.RECONCILIATION_SETTLE, item_id)
    async with audited_change(officer.actor, Act.RECONCILIATION_SETTLE, about(subject.reconciliation_id)) as change:
        item, found = await _lock(officer, subject)
        check_open(found)
        if item.result is not Result.POSSIBLE:
            raise ReconciliationRefused(NOTHING_POSSIBLE)
        if file_id is not None and file_id not in item.candidates:
            raise InputInvalid(CHOICE_WRONG, field="person")
        step = ItemStep.ANOTHER_PERSON if file_id is None else ItemStep.SAME_PERSON
        await _append(change, officer, item, found, step, note)
        await fetch(
            "UPDATE reconciliation_item SET decided_file = $2, ruled_out = ruled_out || $3::uuid[] WHERE id = $1",
            item_id, file_id, [] if file_id else list(item.candidates),
        )  # fmt: skip
        change.is_also_about(FILE_KIND, [file_id] if file_id else [], item=str(item_id))
        await compare(change, found)


async def _lock(officer: Officer, subject: Item) -> tuple[Item, Reconciliation]:
    """The item and its reconciliation, which is locked first: comparing holds that and then changes every item."""
    found = await load_reconciliation(officer, Act.RECONCILIATION_SETTLE, subject.reconciliation_id, lock=True)
    return await load_item(officer, Act.RECONCILIATION_SETTLE, subject.id, lock=True), found


async def _last_step(item: Item) -> ItemStep | None:
    row = await fetch_one(
        "SELECT step FROM reconciliation_step WHERE item = $1 AND result = $2 ORDER BY number DESC LIMIT 1",
        item.id, item.result,
    )  # fmt: skip
    return ItemStep(row["step"]) if row else None


async def _append(
    change: Change,
    officer: Officer,
    item: Item,
    found: Reconciliation,
    step: ItemStep,
    note: str,
    settlement: Settlement | None = None,
    *,
    about_result: Result | None = None,
) -> None:
    step_id, key = uuid4(), await load_key(found.vault_key)
    result = about_result or item.result
    await change.connection.execute(
        """INSERT INTO reconciliation_step (id, item, number, result, step, settlement, note_sealed, taken_at, taken_by,
                                            is_unseen)
           SELECT $1, $2, 1 + (SELECT count(*) FROM reconciliation_step WHERE item = $2), $3, $4, $5, $6, $7, $8,
                  i.result <> $9 FROM reconciliation_item AS i WHERE i.id = $2""",
        step_id, item.id, result, step, settlement, seal_text(key, note, Place(STEP_TABLE, "note_sealed", step_id)),
        change.at, officer.id, item.result,
    )  # fmt: skip
    change.note(item=item.id, result=result, step=step, settlement=settlement)
    change.is_also_about(FILE_KIND, [item.file_id] if item.file_id else [], item=str(item.id))
