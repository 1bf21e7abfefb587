"""Papers received and sent (收发文), each with the receipt for it. Community Correction Law, arts. 20 and 22."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, audited_change
from supervision.corrections.induction.tables import PaperMovementRow
from supervision.corrections.induction.words import Direction, OrganKind
from supervision.corrections.opening import about_file
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import fetch, fetch_one
from supervision.texts import needed_text, optional_text
from supervision.vault import Place, load_key, seal_json, unseal_json
from supervision.wording import Wording

TABLE = "paper_movement"
_MOST_TITLE = 120

IN_FUTURE = Wording("日期不能晚于今天。", "The day cannot lie in the future.")
RECEIPT_EARLY = Wording("回执日期不能早于收发日期。", "The receipt cannot come before the paper.")
HAS_RECEIPT = Wording("已登记回执。", "The receipt is on record already.")
NOT_ON_FILE = Wording("附件不在本人档案中。", "The attachment is not on this person's file.")


class ReceiptRecorded(RuleRefused):
    """Somebody has put down the receipt."""

    code = "receipt-recorded"


class Paper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which paper: its title, its number if it has one, and the organ with which it was exchanged."""

    title: str
    organ_name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """A paper that came in or went out, in clear."""

    id: UUID
    direction: Direction
    organ: OrganKind
    paper: Paper
    happened_on: date
    attachment_id: UUID | None
    receipt_on: date | None
    recorded_at: datetime
    recorded_by_name: str


async def record_movement(
    officer: Officer,
    file_id: UUID,
    direction: Direction,
    organ: OrganKind,
    paper: Paper,
    happened_on: date,
    attachment_id: UUID | None = None,
) -> UUID:
    """Put down a paper that came in or went out; also on a file that has ended, whose papers still travel."""
    paper = Paper(
        needed_text(paper.title, "title", _MOST_TITLE),
        needed_text(paper.organ_name, "organ_name", _MOST_TITLE),
        optional_text(paper.number, "number", _MOST_TITLE),
    )
    async with audited_change(officer.actor, Act.MOVEMENT_RECORD, about_file(file_id)) as change:
        file = await load_file(officer, Act.MOVEMENT_RECORD, file_id, lock=True)
        if happened_on > legal_day(change.at):
            raise InputInvalid(IN_FUTURE, field="happened_on")
        if attachment_id is not None and not await _is_on_file(attachment_id, file_id):
            raise InputInvalid(NOT_ON_FILE, field="attachment")
        movement_id = uuid4()
        sealed = seal_json(await load_key(file.vault_key), paper, Place(TABLE, "paper_sealed", movement_id))
        await PaperMovementRow.insert(
            PaperMovementRow(
                id=movement_id, file=file_id, direction=direction.value, organ=organ.value, happened_on=happened_on,
                paper_sealed=sealed, attachment=attachment_id, recorded_at=change.at, recorded_by=officer.id,
            )
        )  # fmt: skip
        change.note(movement=movement_id, direction=direction, organ=organ)
    return movement_id


async def record_receipt(officer: Officer, file_id: UUID, movement_id: UUID, receipt_on: date) -> None:
    """Put down when the receipt for a paper came, or was given. ReceiptRecorded where somebody was quicker."""
    async with audited_change(officer.actor, Act.MOVEMENT_RECORD, about_file(file_id)) as change:
        await load_file(officer, Act.MOVEMENT_RECORD, file_id, lock=True)
        row = await fetch_one(
            "SELECT happened_on, receipt_on FROM paper_movement WHERE id = $1 AND file = $2", movement_id, file_id
        )
        if row is None:
            raise NotFound(NOT_HERE)
        if row["receipt_on"] is not None:
            raise ReceiptRecorded(HAS_RECEIPT)
        if receipt_on > legal_day(change.at):
            raise InputInvalid(IN_FUTURE, field="receipt_on")
        if receipt_on < row["happened_on"]:
            raise InputInvalid(RECEIPT_EARLY, field="receipt_on")
        await PaperMovementRow.update({"receipt_on": receipt_on}).where(PaperMovementRow.id == movement_id)
        change.note(movement=movement_id, receipt_on=receipt_on)


async def movements_of(file: StoredFile) -> tuple[Movement, ...]:
    """The papers of a file that the caller has loaded, the latest first."""
    rows = await fetch(
        """SELECT m.id, m.direction, m.organ, m.paper_sealed, m.happened_on, m.attachment, m.receipt_on, m.recorded_at,
                  coalesce(o.name, '') AS name
           FROM paper_movement AS m LEFT JOIN officer AS o ON o.id = m.recorded_by
           WHERE m.file = $1 ORDER BY m.happened_on DESC, m.recorded_at DESC, m.id""",
        file.id,
    )
    key = await load_key(file.vault_key)
    return tuple(
        Movement(
            row["id"],
            Direction(row["direction"]),
            OrganKind(row["organ"]),
            unseal_json(key, row["paper_sealed"], Place(TABLE, "paper_sealed", row["id"]), Paper),
            row["happened_on"],
            row["attachment"],
            row["receipt_on"],
            row["recorded_at"],
            row["name"],
        )
        for row in rows
    )


async def _is_on_file(attachment_id: UUID, file_id: UUID) -> bool:
    return await fetch_one("SELECT 1 FROM attachment WHERE id = $1 AND file = $2", attachment_id, file_id) is not None
