"""What becomes of a change of place: carried on by the old agency, answered by the new, decided, settled above both."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from piccolo.columns import Column

from supervision.audit import Act, Change, audited_change
from supervision.corrections.file_state import AbsenceKind, FileState
from supervision.corrections.life_cycle import LifeStep, possible_steps
from supervision.corrections.opening import about_file
from supervision.corrections.papers.with_acts import issue_with_act
from supervision.corrections.responsible.ending import end_answering
from supervision.corrections.steps import take_step
from supervision.corrections.store import load_file, load_file_of_matter, save_changed_file
from supervision.corrections.tables import FileAbsenceRow
from supervision.corrections.transfers.inquiry_papers import paper_of_inquiry
from supervision.corrections.transfers.letting_go import return_release_request, withdraw_check_ins
from supervision.corrections.transfers.reply_papers import paper_of_reply
from supervision.corrections.transfers.steps import (
    ANSWERS,
    CARRIED,
    DECISIONS,
    NOT_NEXT,
    NOT_TO_HAND_OVER,
    SETTLEMENTS,
    Side,
    TransferState,
    TransferStepRefused,
    check_step,
)
from supervision.corrections.transfers.store import StoredTransfer, append_step, load_transfer, steps_of
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.storage.database import fetch, fetch_one
from supervision.texts import needed_text
from supervision.vault import DataKey, load_key
from supervision.wording import Wording

_MOST_NOTE = 1_000
_WITH_PAPERS = SETTLEMENTS | {TransferState.INQUIRED}

OWN_TRANSFER = Wording(
    "不能决定自己经办申请的执行地变更。", "Nobody decides on a change that they asked for themselves."
)
IN_FUTURE = Wording("日期不能晚于今天。", "The day cannot lie in the future.")
BEFORE_LAST = Wording("日期不能早于上一步。", "The day cannot lie before the step before it.")
WRONG_ACT = Wording("这一步不属于此项操作。", "This step belongs to another act.")


class OwnTransfer(RuleRefused):
    """Whoever asked does not decide."""

    code = "own-transfer"


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step, the day on which it happened, and what is said with it: organ, number, reason."""

    step: TransferState
    happened_on: date
    note: str


async def carry_transfer(officer: Officer, transfer_id: UUID, taken: NextStep) -> None:
    """A step of the old agency that decides nothing: the inquiry, the papers, telling the person, a withdrawal."""
    await _take(officer, Act.TRANSFER_CARRY, transfer_id, taken, Side.OLD, CARRIED)


async def answer_transfer(officer: Officer, transfer_id: UUID, taken: NextStep) -> None:
    """A step of the new agency; with its receipt the file is theirs, and an order that ran is over."""
    await _take(officer, Act.TRANSFER_ANSWER, transfer_id, taken, Side.NEW, ANSWERS)


async def decide_transfer(officer: Officer, transfer_id: UUID, taken: NextStep) -> None:
    """Approve or refuse, in writing; OwnTransfer for whoever asked."""
    await _take(officer, Act.TRANSFER_DECIDE, transfer_id, taken, Side.OLD, DECISIONS)


async def settle_transfer(officer: Officer, transfer_id: UUID, taken: NextStep) -> None:
    """The common superior's word in a dispute."""
    await _take(officer, Act.TRANSFER_SETTLE, transfer_id, taken, Side.SUPERIOR, SETTLEMENTS)


async def _take(
    officer: Officer, act: Act, transfer_id: UUID, taken: NextStep, side: Side, steps: Collection[TransferState]
) -> None:
    if taken.step not in steps:
        raise InputInvalid(WRONG_ACT, field="step")
    note = needed_text(taken.note, "note", _MOST_NOTE)
    subject = await load_transfer(officer, act, transfer_id, side)
    async with audited_change(officer.actor, act, about_file(subject.file_id)) as change:
        # the file first, as whoever closes it does: nobody waits for the other
        await fetch("SELECT FROM person_file WHERE id = $1 FOR NO KEY UPDATE", subject.file_id)
        transfer = await load_transfer(officer, act, transfer_id, side, lock=True)
        is_settling = transfer.state is TransferState.DISPUTED
        if is_settling != (side is Side.SUPERIOR):
            raise TransferStepRefused(NOT_NEXT)
        check_step(transfer.state, taken.step)
        if taken.step in DECISIONS and transfer.asked_by == officer.id:
            raise OwnTransfer(OWN_TRANSFER)
        key = await load_key(transfer.vault_key)
        before = (await steps_of(transfer, key))[-1].happened_on
        _check_day(taken.happened_on, before, legal_day(change.at))
        await append_step(change, officer, transfer, taken.step, taken.happened_on, note, key)
        if taken.step is TransferState.RECEIVED:
            await _hand_over(change, officer, act, transfer, key)
        if taken.step in _WITH_PAPERS and side is not Side.SUPERIOR:
            await _issue_paper(change, officer, act, transfer, key)


async def _issue_paper(change: Change, officer: Officer, act: Act, transfer: StoredTransfer, key: DataKey) -> None:
    """The old county's inquiry, or the new county's reply, which gives it while the file is not theirs."""
    file = await load_file_of_matter(officer, act, transfer.file_id, lock=True)
    steps = await steps_of(transfer, key)
    called = await paper_of_inquiry(transfer, steps) if act is Act.TRANSFER_CARRY else None
    if act is Act.TRANSFER_ANSWER:
        called = await paper_of_reply(transfer, steps, file)
    if called is not None:
        await issue_with_act(change, officer, file, called)


async def _hand_over(change: Change, officer: Officer, act: Act, transfer: StoredTransfer, key: DataKey) -> None:
    """Give the file to the new agency: orders end in this moment, since nobody wears one county's in another.

    What the old agency had asked for falls.

    Only this puts a file in transfer, and only where the new agency is not of this house. TransferStepRefused.
    """
    (row,) = await fetch("SELECT state, revision, vault_key FROM person_file WHERE id = $1", transfer.file_id)
    if LifeStep.BEGIN_TRANSFER not in possible_steps(FileState(row["state"])):
        raise TransferStepRefused(NOT_TO_HAND_OVER)
    office = await fetch_one("SELECT division FROM office WHERE id = $1", transfer.to_office_id)
    stays_here = office is not None
    if office is None:
        file = await load_file(officer, act, transfer.file_id, lock=True)
        await take_step(change, officer, file, LifeStep.BEGIN_TRANSFER, change.at)
    else:
        values: dict[Column | str, Any] = {"office": transfer.to_office_id, "division": office["division"]}
        await save_changed_file(transfer.file_id, row["revision"], values)
    await FileAbsenceRow.insert(
        FileAbsenceRow(
            file=transfer.file_id,
            kind=AbsenceKind.TRANSFERRED.value,
            began_at=change.at,
            ended_at=change.at if stays_here else None,
            recorded_at=change.at,
            recorded_by=officer.id,
        )
    )
    await end_answering(change, {transfer.file_id: row["vault_key"]}, officer.id)
    await withdraw_check_ins(change, officer, transfer.file_id)
    await return_release_request(change, officer, transfer.file_id, key)
    change.note(handed_over=True, stays_here=stays_here)


def _check_day(happened_on: date, before: date, today: date) -> None:
    if happened_on > today:
        raise InputInvalid(IN_FUTURE, field="happened_on")
    if happened_on < before:
        raise InputInvalid(BEFORE_LAST, field="happened_on")
