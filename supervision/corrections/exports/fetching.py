"""Fetching an export of correction files: what may still leave, and its rows, each file's with an entry of its own."""

from collections.abc import Sequence
from uuid import UUID

from supervision.audit import Act, Subject, audited_change
from supervision.corrections.classes import classes_on
from supervision.corrections.exports.columns import FILE_COLUMNS, FileLine, file_row
from supervision.corrections.exports.selecting import find_subjects
from supervision.corrections.exports.store import FILE_EXPORTS, SUBJECT, FileExport
from supervision.corrections.opening import SUBJECT_KIND
from supervision.corrections.purposes import PURPOSE_NAMES
from supervision.corrections.store import StoredFile, load_files
from supervision.corrections.supervision_class import SupervisionClass
from supervision.exports.columns import Row
from supervision.exports.fetched import FetchedExport
from supervision.exports.frozen import digest_of
from supervision.exports.words import ExportState
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.vault import load_keys
from supervision.wording import Wording

SHEET = Wording("社区矫正档案", "correction files")


async def fetch_file_export(officer: Officer, export_id: UUID) -> FetchedExport:
    """Spend the link: what is still there and open is counted, recorded, and may be opened from now on.

    Everything is recorded before anything is opened. NotPermitted for another officer, ExportNotReady, ExportLinkSpent.
    """
    asked = await FILE_EXPORTS.load(officer, Act.FILE_EXPORT_FETCH, export_id)
    subject = Subject(SUBJECT, str(export_id))
    async with audited_change(officer.actor, Act.FILE_EXPORT_FETCH, subject, purpose=asked.purpose) as change:
        export, password, frozen = await FILE_EXPORTS.take_out(change, officer, export_id)
        ids = await find_subjects(officer, Act.FILE_EXPORT_FETCH, export.selection, frozen)
        await FILE_EXPORTS.close(change, export, ExportState.FETCHED, fetched_at=change.at, exported=len(ids))
        change.note(
            division=export.division, office=export.office_id, category=export.category,
            files_in_state=export.file_state, rows=len(ids), fields=[column.field for column in FILE_COLUMNS],
            ids_digest=digest_of(ids),
        )  # fmt: skip

    async def rows(some: Sequence[UUID]) -> list[Row]:
        return await _open_rows(officer, export, some)

    return FetchedExport(
        export, officer, change.at, SHEET, PURPOSE_NAMES[export.purpose], FILE_COLUMNS, tuple(ids), rows, password
    )


async def _open_rows(officer: Officer, export: FileExport, ids: Sequence[UUID]) -> list[Row]:
    """The cells of some files, in the order of their ids; what was closed or destroyed by now is left out."""
    said = {"export": export.number}
    async with audited_change(
        officer.actor, Act.FILE_EXPORT_FETCH, Subject(SUBJECT, str(export.id)), purpose=export.purpose, detail=said
    ) as change:
        loaded = await load_files(officer, Act.FILE_EXPORT_FETCH, ids)
        files = [loaded[file_id] for file_id in ids if file_id in loaded and not loaded[file_id].is_minor]
        keys = await load_keys(file.vault_key for file in files)
        files = [file for file in files if file.vault_key in keys]
        classes = await classes_on([file.id for file in files], legal_day(change.at))
        change.is_also_about(SUBJECT_KIND, [file.id for file in files], **said)
        return [file_row(await _line(file, classes[file.id])) for file in files]


async def _line(file: StoredFile, supervision_class: SupervisionClass) -> FileLine:
    return FileLine(
        number=file.number,
        office_name=file.office_name,
        state=file.state,
        content=await file.open_content(),
        term_ends_on=file.term_ends_on,
        supervision_class=supervision_class,
        ended_at=file.ended_at,
        end_cause=file.end_cause,
    )
