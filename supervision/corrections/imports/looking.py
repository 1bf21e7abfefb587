"""What officers see of an import: verdicts as far as they may know the files, differences in clear, and what they tick.

Whoever is shut out of a file sees of its row that the county has an open file with this document's number, as whoever
enters the number would.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import msgspec

from supervision.audit import Act, Change, Subject, audited_change
from supervision.corrections.files import FILE_EXISTS
from supervision.corrections.imports.comparing import Difference
from supervision.corrections.imports.desk import DESK, JOBS, STORE
from supervision.corrections.imports.file_table import LINES, differences_of, files_with_confirmed_term
from supervision.corrections.opening import SUBJECT_KIND
from supervision.corrections.purposes import read_purpose
from supervision.corrections.store import StoredFile, load_files
from supervision.officers import Officer
from supervision.sheets.jobs import OWN_IMPORT, OwnImport
from supervision.sheets.store import (
    STATE_PASSED,
    ImportJob,
    ImportLine,
    ImportStatePassed,
    all_lines_of,
    check_seen,
    job_key,
    lines_of,
    open_lines,
    seal_lines,
)
from supervision.sheets.table import turned_down
from supervision.sheets.words import ImportState, ImportVerdict
from supervision.vault import DataKey

_COMPARED = frozenset({ImportVerdict.CHANGED, ImportVerdict.BY_HAND})


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row that differs from a file, with what differs in clear."""

    line: ImportLine
    file_id: UUID
    file_number: str
    differences: tuple[Difference, ...]


async def list_seen_imports(officer: Officer) -> tuple[ImportJob, ...]:
    """The last imports inside the officer's reach; how many rows got which verdict is told where one is opened."""
    return tuple(replace(job, counts={}) for job in await JOBS.list_imports(officer))


async def open_seen_import(officer: Officer, job_id: UUID) -> ImportJob:
    """An import as it stands, its rows counted as the officer may see them."""
    job = await JOBS.open_import(officer, job_id)
    if not job.counts:
        return job
    lines = await _as_seen(officer, await all_lines_of(job, await job_key(job)))
    return replace(job, counts=Counter(line.verdict for line in lines))


async def open_seen_verdicts(
    officer: Officer, job_id: UUID, chunk: int, only: ImportVerdict | None = None
) -> tuple[ImportJob, list[ImportLine]]:
    """The verdicts of one chunk of rows, names masked; that somebody looked is recorded."""
    job, lines = await JOBS.open_verdicts(officer, job_id, chunk)
    return job, [line for line in await _as_seen(officer, lines) if only is None or line.verdict is only]


async def open_differences(
    officer: Officer, job_id: UUID, purpose: str | None, chunk: int
) -> tuple[ImportJob, list[ComparedRow]]:
    """The rows of a chunk that differ from files, in clear: an opening of each of these files, for a purpose.

    PurposeRefused without one; ImportStatePassed once the import was confirmed, for then nothing is kept of the rows.
    """
    reason, subject = read_purpose(purpose), Subject(DESK.subject, str(job_id))
    async with audited_change(officer.actor, Act.PERSON_FILE_OPEN, subject, purpose=reason) as change:
        job = await STORE.import_of(officer, DESK.acts.open, job_id)
        if job.state is not ImportState.CHECKED:
            raise ImportStatePassed(STATE_PASSED)
        lines = [line for line in await lines_of(job, await job_key(job), chunk) if line.verdict in _COMPARED]
        files = await load_files(officer, Act.PERSON_FILE_OPEN, _records(lines))
        rows = await _compared(lines, files)
        change.is_also_about(SUBJECT_KIND, [row.file_id for row in rows], step="compared")
        change.note(chunk=chunk, rows=len(rows))
    return job, rows


async def choose_changes(
    officer: Officer, job_id: UUID, checked_at: datetime | None, chunk: int, row_numbers: Collection[int]
) -> int:
    """Say which changes of a chunk are written once the import is confirmed, and which are not; gives how many are.

    OwnImport for whoever handed it in, ImportStatePassed, also where it was checked anew since `checked_at`, which is
    what the officer saw. Rows of files that are not theirs to change are not ticked.
    """
    async with DESK.change(officer.actor, DESK.acts.confirm, job_id) as change:
        job = await STORE.import_of(officer, DESK.acts.confirm, job_id, lock=True)
        if job.handed_in_by == officer.id:
            raise OwnImport(OWN_IMPORT)
        if job.state is not ImportState.CHECKED:
            raise ImportStatePassed(STATE_PASSED)
        check_seen(job, checked_at)
        lines = await _tick(change, officer, job, await job_key(job), chunk, frozenset(row_numbers))
        chosen = sum(line.verdict is ImportVerdict.CHANGED and line.is_chosen for line in lines)
        change.note(chunk=chunk, chosen=chosen)
    return chosen


async def confirm_import(
    officer: Officer, job_id: UUID, checked_at: datetime | None, *, all_changes: bool = False
) -> None:
    """Let new rows be written with the changes that were ticked, or with all, as they were checked at that time."""

    async def count(change: Change, job: ImportJob) -> int:
        key = await job_key(job)
        if all_changes:
            for chunk in await change.connection.fetch("SELECT number FROM file_import_chunk WHERE job = $1", job.id):
                await _tick(change, officer, job, key, chunk["number"], None)
        lines = await all_lines_of(job, key)
        change.note(all_changes=all_changes)
        return sum(_is_written(line) for line in lines)

    await JOBS.confirm(officer, job_id, checked_at, count)


async def count_chosen(officer: Officer, job: ImportJob) -> int:
    """How many changes are ticked so far, of those that the officer may see in an import that they have loaded."""
    lines = await _as_seen(officer, await all_lines_of(job, await job_key(job)))
    return sum(line.verdict is ImportVerdict.CHANGED and line.is_chosen for line in lines)


def _is_written(line: ImportLine) -> bool:
    return line.verdict is ImportVerdict.NEW or (line.verdict is ImportVerdict.CHANGED and line.is_chosen)


async def _tick(
    change: Change, officer: Officer, job: ImportJob, key: DataKey, chunk: int, wanted: frozenset[int] | None
) -> list[ImportLine]:
    """Mark the changes of a chunk that are wanted, all for None, in the caller's change; gives its rows."""
    row = await change.connection.fetchrow(
        "SELECT id, lines_sealed FROM file_import_chunk WHERE job = $1 AND number = $2 FOR UPDATE", job.id, chunk
    )
    if row is None:
        return []
    stored = open_lines(job, key, row["id"], row["lines_sealed"])
    files = await load_files(officer, Act.PERSON_FILE_CHANGE, _records(stored))
    lines = [
        msgspec.structs.replace(
            line, is_chosen=line.record_id in files and (wanted is None or line.row_number in wanted)
        )
        if line.verdict is ImportVerdict.CHANGED
        else line
        for line in stored
    ]
    await change.connection.execute(
        "UPDATE file_import_chunk SET lines_sealed = $2 WHERE id = $1",
        row["id"],
        seal_lines(job, key, row["id"], lines),
    )
    return lines


async def _compared(lines: Iterable[ImportLine], files: Mapping[UUID, StoredFile]) -> list[ComparedRow]:
    confirmed, rows = await files_with_confirmed_term(files), []
    for line in lines:
        file = files.get(line.record_id) if line.record_id else None
        if file is not None and line.line is not None:
            told = LINES.decode(line.line)
            found = await differences_of(file, told, is_term_confirmed=file.id in confirmed)
            rows.append(ComparedRow(line, file.id, file.number, found))
    return rows


async def _as_seen(officer: Officer, lines: list[ImportLine]) -> list[ImportLine]:
    files = await load_files(officer, Act.PERSON_FILE_CHANGE, _records(lines))
    return [line if line.record_id is None or line.record_id in files else _shut(line) for line in lines]


def _shut(line: ImportLine) -> ImportLine:
    return turned_down(line.row_number, line.who, ImportVerdict.DUPLICATE, FILE_EXISTS, "document_number")


def _records(lines: Iterable[ImportLine]) -> list[UUID]:
    return [line.record_id for line in lines if line.record_id is not None]
