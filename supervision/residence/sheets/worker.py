"""The worker of imports: takes one that waits, does its step chunk by chunk, and can be killed at any moment.

A chunk is one audited change: after a crash the work goes on behind the last chunk that was stored. Two workers never
work on one import: a session's advisory lock says who does.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from uuid import UUID

import msgspec

from supervision.actor import Actor
from supervision.audit import Act, Change
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day, now
from supervision.residence.changes import about, residence_change
from supervision.residence.rules import find_field_list
from supervision.residence.sheets.choosing import remembered_choice
from supervision.residence.sheets.column_choice import FileColumn, chosen_fields, file_columns
from supervision.residence.sheets.columns import ColumnsMissing, find_columns, find_left_out, is_listed
from supervision.residence.sheets.home_table import HomeTable
from supervision.residence.sheets.jobs import SUBJECT
from supervision.residence.sheets.made import Made
from supervision.residence.sheets.residents import ResidentTable
from supervision.residence.sheets.store import (
    CHUNK,
    JOB,
    UPLOAD,
    ImportJob,
    ImportLine,
    job_key,
    load_job_for_system,
    move_on,
    open_lines,
    seal_lines,
    store_chunk,
)
from supervision.residence.sheets.table import ImportTable, TableRow
from supervision.residence.sheets.words import WORKED_ON, ImportKind, ImportState, ImportVerdict
from supervision.sheet_cells import Cell
from supervision.storage.database import fetch, fetch_one
from supervision.vault import DataKey, Place, seal_json, unseal, unseal_json
from supervision.wording import Wording, in_language

CHUNK_ROWS = 2_000
"""About so many rows are one change; a household is never divided."""

_SAMPLED_ROWS = 50
_WORKER = Actor.system("imports")
_TABLES: Mapping[ImportKind, Callable[[], ImportTable]] = {
    ImportKind.HOMES: HomeTable,
    ImportKind.RESIDENTS: ResidentTable,
}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row by the titles of its table, as the reader of workbooks gives it."""

    number: int
    cells: Mapping[str, Cell]
    refusals: Mapping[str, Wording]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that was read to its end."""

    titles: tuple[str, ...]
    rows: Iterable[SheetRow]


ReadSheet = Callable[[bytes], Sheet]
"""Reads an upload; InputInvalid when it cannot be read. It is called in a thread by whoever gives it."""


async def waiting_imports() -> list[UUID]:
    """The imports that have work to be done, the oldest first."""
    rows = await fetch(
        "SELECT id FROM import_job WHERE state = ANY($1) ORDER BY handed_in_at", [state.value for state in WORKED_ON]
    )
    return [row["id"] for row in rows]


async def work_off(job_id: UUID, read: Callable[[bytes], "Sheet"]) -> None:
    """Do what an import waits for, to the end of its step; calling it again does nothing twice."""
    job = await load_job_for_system(job_id)
    table = _TABLES[job.kind]()
    match job.state:
        case ImportState.CHECKING:
            await _check(job, table, read)
        case ImportState.WRITING:
            await _write(job, table)
        case ImportState.UNDOING:
            await _undo(job, table)
        case _:
            return


async def _check(job: ImportJob, table: ImportTable, read: Callable[[bytes], "Sheet"]) -> None:
    key = await job_key(job)
    upload = await fetch_one("SELECT content_sealed FROM import_upload WHERE job = $1", job.id)
    if upload is None:
        return
    async with residence_change(
        _WORKER, Act.IMPORT_CHECK, about(SUBJECT, job.id)
    ) as change:  # begun anew after a crash
        await change.connection.execute("DELETE FROM import_chunk WHERE job = $1", job.id)
        await change.connection.execute("UPDATE import_job SET rows_done = 0 WHERE id = $1", job.id)
    there: tuple[FileColumn, ...] = ()
    try:
        sheet = read(unseal(key, upload["content_sealed"], Place(UPLOAD, "content_sealed", job.id)))
        first, rest = _first(sheet.rows)
        there = file_columns(sheet.titles, (row.cells for row in first), table.columns)
        chosen = job.column_choice or await remembered_choice(job, there)
        fields = chosen_fields(chosen, sheet.titles) if chosen else find_columns(table.columns, sheet.titles)
        rows = list(_rows(chain(first, rest), fields, job.prefixes))
    except ColumnsMissing:
        await _ask_for_columns(job, key, there)
        return
    except InputInvalid as error:
        await _refuse(job, error)
        return
    listed = find_field_list(legal_day(now()), job.prefixes[0])
    left_out = find_left_out(fields, sheet.titles, listed)
    counts: Counter[ImportVerdict] = Counter()
    await fetch("UPDATE import_job SET rows_total = $2 WHERE id = $1", job.id, len(rows))
    for number, chunk in enumerate(_chunks(rows, table)):
        lines = await table.judge(job, chunk)
        counts.update(line.verdict for line in lines)
        async with residence_change(_WORKER, Act.IMPORT_CHECK, about(SUBJECT, job.id)) as change:
            await store_chunk(change, job, key, number, lines)
            await _advance(change, job, len(lines))
            change.note(chunk=number, rows=len(lines))
    async with residence_change(_WORKER, Act.IMPORT_CHECK, about(SUBJECT, job.id)) as change:
        await move_on(
            change,
            job,
            ImportState.CHECKED,
            checked_at=change.at,
            counts=_json(counts),
            left_out_sealed=seal_json(key, left_out, Place(JOB, "left_out_sealed", job.id)),
            titles_sealed=_seal_columns(job, key, there),
            column_choice=msgspec.json.encode(chosen).decode() if chosen else None,
        )
        change.note(rows=len(rows), **{verdict.value: count for verdict, count in counts.items()})


async def _write(job: ImportJob, table: ImportTable) -> None:
    key, officer_id = await job_key(job), _confirmed_by(job)
    waiting = await fetch(
        "SELECT id, number FROM import_chunk WHERE job = $1 AND written_at IS NULL ORDER BY number", job.id
    )
    for chunk in waiting:
        async with residence_change(_acting(job), Act.IMPORT_WRITE, about(SUBJECT, job.id)) as change:
            row = await change.connection.fetchrow(
                "SELECT lines_sealed FROM import_chunk WHERE id = $1 AND written_at IS NULL FOR UPDATE", chunk["id"]
            )
            if row is None:
                continue
            lines = open_lines(key, chunk["id"], row["lines_sealed"])
            made = await table.write(change, job, officer_id, lines)
            await change.connection.execute(
                "UPDATE import_chunk SET lines_sealed = $2, made_sealed = $3, written_at = $4 WHERE id = $1",
                chunk["id"], seal_lines(key, chunk["id"], [_without_content(line) for line in lines]),
                seal_json(key, made, Place(CHUNK, "made_sealed", chunk["id"])), change.at,
            )  # fmt: skip
            await _advance(change, job, len(lines))
            change.note(chunk=chunk["number"], **made.counts)
    counts = await _count_verdicts(job)
    async with residence_change(_acting(job), Act.IMPORT_WRITE, about(SUBJECT, job.id)) as change:
        await move_on(change, job, ImportState.WRITTEN, written_at=change.at, counts=_json(counts))
        change.note(**{verdict.value: count for verdict, count in counts.items()})


async def _undo(job: ImportJob, table: ImportTable) -> None:
    key, officer_id = await job_key(job), _confirmed_by(job)
    waiting = await fetch(
        """SELECT id, number, row_count FROM import_chunk
           WHERE job = $1 AND written_at IS NOT NULL AND undone_at IS NULL ORDER BY number DESC""",
        job.id,
    )
    for chunk in waiting:
        async with residence_change(_acting(job), Act.IMPORT_UNDO, about(SUBJECT, job.id)) as change:
            row = await change.connection.fetchrow(
                "SELECT made_sealed FROM import_chunk WHERE id = $1 AND undone_at IS NULL FOR UPDATE", chunk["id"]
            )
            if row is None:
                continue
            made = unseal_json(key, row["made_sealed"], Place(CHUNK, "made_sealed", chunk["id"]), Made)
            kept = await table.undo(change, officer_id, made)
            await change.connection.execute(
                "UPDATE import_chunk SET undone_at = $2 WHERE id = $1", chunk["id"], change.at
            )
            await change.connection.execute(
                "UPDATE import_job SET kept_rows = kept_rows + $2 WHERE id = $1", job.id, kept
            )
            await _advance(change, job, chunk["row_count"])
            change.note(chunk=chunk["number"], kept=kept)
    async with residence_change(_acting(job), Act.IMPORT_UNDO, about(SUBJECT, job.id)) as change:
        await move_on(change, job, ImportState.UNDONE, undone_at=change.at)


async def _refuse(job: ImportJob, error: InputInvalid) -> None:
    key, reason = await job_key(job), error.args[0]
    texts = (str(reason), in_language(reason, "en"))
    async with residence_change(_WORKER, Act.IMPORT_CHECK, about(SUBJECT, job.id)) as change:
        sealed = seal_json(key, texts, Place(JOB, "refusal_sealed", job.id))
        await move_on(change, job, ImportState.REFUSED, refusal_sealed=sealed, checked_at=change.at)
        await change.connection.execute("DELETE FROM import_upload WHERE job = $1", job.id)
        change.note(refused=error.code)


async def _ask_for_columns(job: ImportJob, key: DataKey, there: tuple[FileColumn, ...]) -> None:
    """The titles do not tell; the file waits for whoever handed it in to say what its columns are."""
    async with residence_change(_WORKER, Act.IMPORT_CHECK, about(SUBJECT, job.id)) as change:
        await move_on(change, job, ImportState.COLUMNS, titles_sealed=_seal_columns(job, key, there))
        change.note(columns=len(there))


def _seal_columns(job: ImportJob, key: DataKey, there: tuple[FileColumn, ...]) -> bytes:
    return seal_json(key, there, Place(JOB, "titles_sealed", job.id))


def _first(rows: Iterable[SheetRow]) -> tuple[list[SheetRow], Iterator[SheetRow]]:
    """The rows that samples are taken from, and the others."""
    rest = iter(rows)
    return list(islice(rest, _SAMPLED_ROWS)), rest


def _rows(rows: Iterable[SheetRow], fields: Mapping[str, str], prefixes: Sequence[str]) -> Iterator[TableRow]:
    """The rows by our fields; a column that the region's law does not list is not even read."""
    listed = find_field_list(legal_day(now()), prefixes[0])
    taken = {title: field for title, field in fields.items() if is_listed(field, listed)}
    for row in rows:
        cells = {taken[title]: cell for title, cell in row.cells.items() if title in taken}
        refusals = {taken[title]: reason for title, reason in row.refusals.items() if title in taken}
        yield TableRow(row.number, cells, refusals)


def _chunks(rows: list[TableRow], table: ImportTable) -> Iterator[list[TableRow]]:
    """Rows in chunks, each group whole in one of them; within a group the order of the table."""
    groups: dict[tuple[str, ...], list[TableRow]] = {}
    for row in rows:
        groups.setdefault(table.group_of(row), []).append(row)
    chunk: list[TableRow] = []
    for group in groups.values():
        chunk += group
        if len(chunk) >= CHUNK_ROWS:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


async def _advance(change: Change, job: ImportJob, rows: int) -> None:
    await change.connection.execute("UPDATE import_job SET rows_done = rows_done + $2 WHERE id = $1", job.id, rows)


async def _count_verdicts(job: ImportJob) -> Counter[ImportVerdict]:
    key, counts = await job_key(job), Counter[ImportVerdict]()
    for row in await fetch("SELECT id, lines_sealed FROM import_chunk WHERE job = $1", job.id):
        counts.update(line.verdict for line in open_lines(key, row["id"], row["lines_sealed"]))
    return counts


def _without_content(line: ImportLine) -> ImportLine:
    """What is kept of a row once it is written: its verdict."""
    return ImportLine(line.row_number, line.verdict, line.who, line.reason, line.field)


def _confirmed_by(job: ImportJob) -> UUID:
    if job.confirmed_by is None:
        raise RuntimeError("an import that nobody confirmed is not written")
    return job.confirmed_by


def _acting(job: ImportJob) -> Actor:
    """The officer who confirmed: what the worker writes is their act."""
    return Actor.officer(_confirmed_by(job), job.confirmed_by_name)


def _json(counts: Counter[ImportVerdict]) -> str:
    return "{" + ", ".join(f'"{verdict.value}": {count}' for verdict, count in counts.items()) + "}"
