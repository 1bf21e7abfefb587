"""Asking for an export of correction files; which ones is frozen at once as a sealed list of ids."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, audited_change
from supervision.corrections.category import Category
from supervision.corrections.exports.columns import FILE_COLUMNS
from supervision.corrections.exports.selecting import Selection, find_subjects
from supervision.corrections.exports.store import FILE_EXPORTS, SUBJECT, ExportReason
from supervision.corrections.exports.tables import FileExportRow
from supervision.corrections.file_state import FileState
from supervision.corrections.files import load_office
from supervision.corrections.purposes import read_purpose
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.errors import InputInvalid
from supervision.exports.columns import MOST_ROWS
from supervision.exports.frozen import digest_of, pack_ids
from supervision.exports.steps import NOTHING_THERE, TOO_MANY, NothingToExport
from supervision.exports.words import ExportState
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may
from supervision.storage.numbering import Series, take_number
from supervision.texts import needed_text

_MOST_TEXT = 400


@dataclass(frozen=True, slots=True)
class FileExportAsking:
    """What somebody asks for: files of a division or of one office, for a purpose, on what basis, and why."""

    division: str
    office_id: UUID | None
    category: Category | None
    state: FileState | None
    purpose: str | None
    basis: str
    reason: str


async def request_file_export(officer: Officer, asked: FileExportAsking) -> UUID:
    """Ask for an export; up to the number of files that one officer may take out alone in a day it needs no approval.

    What a limit closes to the officer is not in it, and no minor's file, which nobody is told. InputInvalid without
    purpose, basis or reason; NotFound for a place out of reach; NothingToExport.
    """
    purpose = read_purpose(asked.purpose)
    said = ExportReason(needed_text(asked.basis, "basis", _MOST_TEXT), needed_text(asked.reason, "reason", _MOST_TEXT))
    async with audited_change(officer.actor, Act.FILE_EXPORT_REQUEST, purpose=purpose) as change:
        selection = await _selection(officer, asked)
        ids = await find_subjects(officer, Act.FILE_EXPORT_REQUEST, selection)
        if not ids:
            raise NothingToExport(NOTHING_THERE)
        if len(ids) > MOST_ROWS:
            raise InputInvalid(TOO_MANY, field="place")
        export_id, number = uuid4(), await take_number(Series.FILE_EXPORT, selection.division)
        state, expires_at = await _begin(officer, selection, len(ids), change.at)
        await FileExportRow.insert(
            FileExportRow(
                id=export_id,
                number=number,
                division=selection.division,
                office=selection.office_id,
                category=selection.category and selection.category.value,
                file_state=selection.state and selection.state.value,
                purpose=purpose.value,
                reason_sealed=await FILE_EXPORTS.seal_value(export_id, "reason_sealed", msgspec.json.encode(said)),
                state=state.value,
                subjects=len(ids),
                subjects_sealed=await FILE_EXPORTS.seal_value(export_id, "subjects_sealed", pack_ids(ids)),
                requested_at=change.at,
                requested_by=officer.id,
                expires_at=expires_at,
            )
        )
        change.is_about(SUBJECT, export_id)
        change.note(
            number=number, division=selection.division, office=selection.office_id, category=selection.category,
            files_in_state=selection.state, rows=len(ids), fields=[column.field for column in FILE_COLUMNS],
            ids_digest=digest_of(ids), state=state,
        )  # fmt: skip
    return export_id


async def _begin(officer: Officer, selection: Selection, files: int, at: datetime) -> tuple[ExportState, datetime]:
    """Whether another officer decides, and until when the asking is good."""
    today, taken = legal_day(at), await FILE_EXPORTS.taken_alone(officer, at)
    alone = find_correction_rule(CorrectionRuleName.FILE_EXPORT_ALONE_MOST, today, selection.division)
    valid = find_correction_rule(CorrectionRuleName.FILE_EXPORT_ASKING_VALID, today, selection.division)
    state = ExportState.WAITING if taken + files > alone.number else ExportState.APPROVED
    return state, at + timedelta(days=valid.number)


async def _selection(officer: Officer, asked: FileExportAsking) -> Selection:
    """What was asked for as it is searched; an office's own division goes before one that was given beside it."""
    if asked.office_id is not None:
        office = await load_office(officer, Act.FILE_EXPORT_REQUEST, asked.office_id)
        return Selection(office.division, office.id, asked.category, asked.state)
    check_officer_may(officer, Act.FILE_EXPORT_REQUEST, asked.division)
    return Selection(asked.division, None, asked.category, asked.state)
