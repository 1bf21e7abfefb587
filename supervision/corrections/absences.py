"""Custody and transfers as they stand on a file: what takes a person out of this agency's hands, and the way back.

A transfer is never recorded here: it begins with the receipt of the new agency (`transfers/handling.py`).
"""

from datetime import datetime
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.file_state import STATE_IN_ABSENCE, AbsenceKind
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.opening import about_file
from supervision.corrections.organ_clocks import custody_rule, period_of
from supervision.corrections.searching.ending import end_search_with_act
from supervision.corrections.searching.words import SearchEnd
from supervision.corrections.steps import StepDetail, load_open_file, take_step
from supervision.corrections.tables import FileAbsenceRow
from supervision.errors import RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.storage.database import fetch
from supervision.texts import needed_text
from supervision.wording import Wording

_MOST_NOTE = 1_000

ABSENCE_IN_FUTURE = Wording("时间不能晚于现在。", "The time cannot lie in the future.")
NOT_ABSENT = Wording("没有尚未结束的羁押或者变更执行地。", "No custody or transfer is open.")
ABSENCE_BACKWARDS = Wording("结束时间不能早于开始时间。", "The end cannot lie before the beginning.")

_WAY_BACK = {AbsenceKind.CUSTODY: LifeStep.RETURN, AbsenceKind.TRANSFERRED: LifeStep.END_TRANSFER}


class AbsenceRefused(RuleRefused):
    """Custody cannot be recorded like this, or nothing is open that could be over."""

    code = "absence-refused"


async def record_custody(
    officer: Officer, file_id: UUID, began_at: datetime, note: str, paper_id: UUID | None = None
) -> None:
    """Record custody, by which organ and for what, with its paper: an order that runs then is over from that moment.

    A search ends with it: whoever is in custody has been found. AbsenceRefused, InputInvalid.
    """
    note = needed_text(note, "note", _MOST_NOTE)
    async with audited_change(officer.actor, Act.PERSON_FILE_CHANGE, about_file(file_id)) as change:
        file = await load_open_file(officer, Act.PERSON_FILE_CHANGE, file_id)
        if began_at > change.at:
            raise AbsenceRefused(ABSENCE_IN_FUTURE)
        began_on = legal_day(began_at)
        told_by = await period_of(custody_rule(began_on, file.division), began_on)
        detail = StepDetail(note, due_on=told_by.due_on)
        await take_step(change, officer, file, LifeStep.DETAIN, began_at, detail, paper_id)
        await end_search_with_act(change, officer, file, SearchEnd.FOUND, note)
        await FileAbsenceRow.insert(
            FileAbsenceRow(
                file=file_id,
                kind=AbsenceKind.CUSTODY.value,
                began_at=began_at,
                recorded_at=change.at,
                recorded_by=officer.id,
            )
        )
        change.note(absence=AbsenceKind.CUSTODY, began_at=began_at)


async def end_absence(officer: Officer, file_id: UUID, ended_at: datetime) -> None:
    """Record that custody or a transfer is over; orders that it ended stay ended. AbsenceRefused."""
    async with audited_change(officer.actor, Act.PERSON_FILE_CHANGE, about_file(file_id)) as change:
        file = await load_open_file(officer, Act.PERSON_FILE_CHANGE, file_id)
        if ended_at > change.at:
            raise AbsenceRefused(ABSENCE_IN_FUTURE)
        kind = next((kind for kind, state in STATE_IN_ABSENCE.items() if state is file.state), None)
        if kind is None:
            raise AbsenceRefused(NOT_ABSENT)
        rows = await fetch(
            "SELECT began_at FROM file_absence WHERE file = $1 AND kind = $2 AND ended_at IS NULL", file_id, kind
        )
        if any(ended_at < row["began_at"] for row in rows):
            raise AbsenceRefused(ABSENCE_BACKWARDS)
        await take_step(change, officer, file, _WAY_BACK[kind], ended_at)
        await FileAbsenceRow.update({"ended_at": ended_at, "ended_by": officer.id}).where(
            (FileAbsenceRow.file == file_id) & (FileAbsenceRow.kind == kind) & FileAbsenceRow.ended_at.is_null()
        )
        change.note(absence=kind, ended_at=ended_at)
