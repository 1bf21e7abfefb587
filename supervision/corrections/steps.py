"""The steps in the life of a file: appended to its history, each with its moment, officer, paper and what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
from piccolo.columns import Column

from supervision.audit import Act, Change
from supervision.corrections.file_state import FILE_ENDED, FileEnded, FileState
from supervision.corrections.life_cycle import WAYS, LifeStep, LifeStepRefused, next_state
from supervision.corrections.outbox.kinds import EVENT_OF_STEP
from supervision.corrections.outbox.telling import Happened, tell
from supervision.corrections.presence import NOBODY_SAID, Presence
from supervision.corrections.store import StoredFile, load_file, save_changed_file
from supervision.corrections.tables import FileStepRow
from supervision.documents import DocumentType
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.storage.database import fetch, fetch_one
from supervision.vault import DataKey, Place, load_key, seal_json, unseal_json
from supervision.wording import Wording

TABLE = "file_step"

OWED_BY_ORGAN = frozenset({LifeStep.RECEIVE, LifeStep.DETAIN})
"""Steps of which the deciding organ owed something until a day: its documents, and word of custody."""

HAPPENS_LATER = Wording("时间不能晚于现在。", "The time cannot lie in the future.")
PAPER_ELSEWHERE = Wording("文书不在本人档案中。", "The document is not on this person's file.")


class StepDetail(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is sealed with a step: a remark, who was present, where, until when it was due, a minor's guardian.

    Of whoever reports in: the identity document whose original the officer looked at.
    """

    note: str = ""
    present: tuple[str, ...] = ()
    place: str = ""
    due_on: date | None = None
    presence: Presence = NOBODY_SAID
    checked_document: DocumentType | None = None


@dataclass(frozen=True, slots=True)
class FileStep:
    """One step in clear."""

    number: int
    step: LifeStep
    state: FileState
    happened_at: datetime
    detail: StepDetail
    paper_id: UUID | None
    taken_at: datetime
    taken_by_name: str
    was_late: bool | None


async def load_open_file(officer: Officer, act: Act, file_id: UUID) -> StoredFile:
    """The file, locked and still open; FileEnded otherwise."""
    file = await load_file(officer, act, file_id, lock=True)
    if file.state.is_closed:
        raise FileEnded(FILE_ENDED)
    return file


async def take_step(
    change: Change,
    officer: Officer,
    file: StoredFile,
    step: LifeStep,
    happened_at: datetime,
    detail: StepDetail | None = None,
    paper_id: UUID | None = None,
    values: Mapping[Column | str, Any] | None = None,
) -> FileState:
    """Move a file that the caller has loaded and locked for the step's act, `values` stored along with it.

    LifeStepRefused where the table knows no such way, and says who was first; InputInvalid for a moment in the future
    or a paper that is not on the file.
    """
    history = await steps_taken(file.id)
    try:
        state = next_state(history, step)
    except LifeStepRefused as refusal:
        raise await _told_by_last(file.id) from refusal
    if happened_at > change.at:
        raise InputInvalid(HAPPENS_LATER, field="happened_at")
    await check_paper(file.id, paper_id)
    await save_changed_file(file.id, file.revision, {"state": state.value, **(values or {})})
    row = _row(file.id, len(history) + 1, step, state, happened_at, officer, change.at)
    row.paper = paper_id
    if detail is not None:
        keep_detail(row, await load_key(file.vault_key), detail)
    await FileStepRow.insert(row)
    await tell(change, Happened(EVENT_OF_STEP[step], file.id, legal_day(happened_at)))
    change.note(step=step, state=state, paper=paper_id)
    return state


def keep_detail(row: FileStepRow, key: DataKey, detail: StepDetail) -> None:
    """Seal what belongs to a step into its row, with whether it came after the day until which it was due.

    What an organ owed came when it was put down; anything else on the day on which it happened.
    """
    came_at = row.taken_at if row.step in OWED_BY_ORGAN else row.happened_at
    row.was_late = None if detail.due_on is None else legal_day(came_at) > detail.due_on
    row.detail_sealed = seal_json(key, detail, Place(TABLE, "detail_sealed", row.id))


def first_step(file_id: UUID, step: LifeStep, officer: Officer, at: datetime) -> FileStepRow:
    """The step with which a new file begins."""
    return _row(file_id, 1, step, next_state((), step), at, officer, at)


async def check_paper(file_id: UUID, paper_id: UUID | None) -> None:
    """InputInvalid when the document is not among the file's attachments."""
    if paper_id is not None and not await fetch_one(
        "SELECT 1 FROM attachment WHERE id = $1 AND file = $2", paper_id, file_id
    ):
        raise InputInvalid(PAPER_ELSEWHERE, field="paper")


async def steps_taken(file_id: UUID) -> tuple[LifeStep, ...]:
    """The bare history of a file that the caller has loaded, oldest first."""
    rows = await fetch("SELECT step FROM file_step WHERE file = $1 ORDER BY number", file_id)
    return tuple(LifeStep(row["step"]) for row in rows)


async def find_step(file_id: UUID, step: LifeStep) -> UUID | None:
    """The last such step of a file that the caller has loaded, if it took one."""
    row = await fetch_one(
        "SELECT id FROM file_step WHERE file = $1 AND step = $2 ORDER BY number DESC LIMIT 1", file_id, step
    )
    return None if row is None else row["id"]


async def steps_of(file: StoredFile) -> tuple[FileStep, ...]:
    """The history of a file that the caller has loaded, newest first."""
    key = await load_key(file.vault_key)
    rows = await fetch(
        """SELECT s.id, s.number, s.step, s.state, s.happened_at, s.detail_sealed, s.paper, s.taken_at, s.was_late,
                  coalesce(o.name, '') AS name
           FROM file_step AS s LEFT JOIN officer AS o ON o.id = s.taken_by WHERE s.file = $1 ORDER BY s.number DESC""",
        file.id,
    )
    return tuple(
        FileStep(
            row["number"],
            LifeStep(row["step"]),
            FileState(row["state"]),
            row["happened_at"],
            _detail(key, row["id"], row["detail_sealed"]),
            row["paper"],
            row["taken_at"],
            row["name"],
            row["was_late"],
        )
        for row in rows
    )


def act_of(step: LifeStep) -> Act:
    """The act that an officer must be allowed to do for the step."""
    return WAYS[step].act


def _row(
    file_id: UUID, number: int, step: LifeStep, state: FileState, happened_at: datetime, officer: Officer, at: datetime
) -> FileStepRow:
    return FileStepRow(
        id=uuid4(),
        file=file_id,
        number=number,
        step=step.value,
        state=state.value,
        happened_at=happened_at,
        taken_at=at,
        taken_by=officer.id,
    )


def _detail(key: DataKey, step_id: UUID, sealed: bytes | None) -> StepDetail:
    return unseal_json(key, sealed, Place(TABLE, "detail_sealed", step_id), StepDetail) if sealed else StepDetail()


async def _told_by_last(file_id: UUID) -> LifeStepRefused:
    rows = await fetch(
        """SELECT s.taken_at, coalesce(o.name, '') AS name FROM file_step AS s
           LEFT JOIN officer AS o ON o.id = s.taken_by WHERE s.file = $1 ORDER BY s.number DESC LIMIT 1""",
        file_id,
    )
    return LifeStepRefused(rows[0]["name"], rows[0]["taken_at"]) if rows else LifeStepRefused()
