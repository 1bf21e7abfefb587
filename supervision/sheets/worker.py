"""The worker of imports: takes one that waits, does its step chunk by chunk, and can be killed at any moment.

A chunk is one audited change: after a crash the work goes on behind the last chunk that was stored. Two workers never
work on one import: a session's advisory lock says who does.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from uuid import UUID

import msgspec

from supervision.actor import Actor
from supervision.audit import Change
from supervision.errors import InputInvalid
from supervision.sheet_cells import Cell
from supervision.sheets.column_choice import SAMPLED_ROWS, FileColumn, chosen_fields, file_columns
from supervision.sheets.columns import ColumnsMissing, find_columns, find_left_out
from supervision.sheets.store import (
    STATE_PASSED,
    ImportJob,
    ImportLine,
    ImportStatePassed,
    ImportStore,
    all_lines_of,
    job_key,
    move_on,
    open_lines,
    seal_lines,
    store_chunk,
)
from supervision.sheets.table import ImportTable, Kept, TableRow, said_of
from supervision.sheets.words import WORKED_ON, ImportState, ImportVerdict
from supervision.storage.database import fetch, fetch_one
from supervision.vault import DataKey, Place, seal_json, unseal, unseal_json
from supervision.wording import Wording

_WORKER = Actor.system("imports")


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


class ImportWorker:
    """The worker of one register's imports."""

    def __init__(self, store: ImportStore, tables: Mapping[str, Callable[[], ImportTable]]) -> None:
        self.store = store
        self.desk = store.desk
        self._tables = tables

    async def waiting(self) -> list[UUID]:
        """The imports that have work to be done, the oldest first."""
        rows = await fetch(
            f"SELECT id FROM {self.desk.tables.job} WHERE state = ANY($1) ORDER BY handed_in_at",  # noqa: S608 - our own table
            [state.value for state in WORKED_ON],
        )
        return [row["id"] for row in rows]

    async def work_off(self, job_id: UUID, read: ReadSheet) -> None:
        """Do what an import waits for, to the end of its step; calling it again does nothing twice."""
        job = await self.store.import_for_system(job_id)
        table = self._tables[job.kind]()
        match job.state:
            case ImportState.CHECKING:
                await _check(job, table, read)
            case ImportState.WRITING:
                await _write(job, table)
            case ImportState.UNDOING:
                await _undo(job, table)
            case _:
                return


async def _check(job: ImportJob, table: ImportTable, read: ReadSheet) -> None:
    key, tables = await job_key(job), job.desk.tables
    upload = await fetch_one(f"SELECT content_sealed FROM {tables.upload} WHERE job = $1", job.id)  # noqa: S608 - our own table
    if upload is None:
        return
    async with job.desk.change(_WORKER, job.desk.acts.check, job.id) as change:  # begun anew after a crash
        await change.connection.execute(f"DELETE FROM {tables.chunk} WHERE job = $1", job.id)  # noqa: S608 - likewise
        await change.connection.execute(f"UPDATE {tables.job} SET rows_done = 0 WHERE id = $1", job.id)  # noqa: S608 - likewise
    there: tuple[FileColumn, ...] = ()
    try:
        sheet = read(unseal(key, upload["content_sealed"], Place(tables.upload, "content_sealed", job.id)))
        first, rest = _first(sheet.rows)
        there = file_columns(sheet.titles, (row.cells for row in first), table.columns)
        chosen = job.column_choice or await job.desk.memory.recall(job.handed_in_by, job.kind, there)
        fields = chosen_fields(chosen, sheet.titles) if chosen else find_columns(table.columns, sheet.titles)
        rows = list(_rows(job, table, chain(first, rest), fields))
    except ColumnsMissing:
        await _ask_for_columns(job, key, there)
        return
    except InputInvalid as error:
        await _refuse(job, key, error)
        return
    left_out = find_left_out(fields, sheet.titles, lambda field: table.takes(job, field))
    counts = await _judge(job, table, key, rows)
    async with job.desk.change(_WORKER, job.desk.acts.check, job.id) as change:
        await move_on(
            change,
            job,
            ImportState.CHECKED,
            checked_at=change.at,
            counts=_json(counts),
            left_out_sealed=seal_json(key, left_out, Place(tables.job, "left_out_sealed", job.id)),
            titles_sealed=_seal_columns(job, key, there),
            column_choice=msgspec.json.encode(chosen).decode() if chosen else None,
        )
        change.note(rows=len(rows), **{verdict.value: count for verdict, count in counts.items()})


async def _judge(job: ImportJob, table: ImportTable, key: DataKey, rows: list[TableRow]) -> Counter[ImportVerdict]:
    """Judge the rows chunk by chunk; a record that is compared with a row was read, and that stands in its trail."""
    counts: Counter[ImportVerdict] = Counter()
    await fetch(f"UPDATE {job.desk.tables.job} SET rows_total = $2 WHERE id = $1", job.id, len(rows))  # noqa: S608 - our own table
    for number, chunk in enumerate(_chunks(rows, table)):
        lines = await table.judge(job, chunk)
        counts.update(line.verdict for line in lines)
        async with job.desk.change(_WORKER, job.desk.acts.check, job.id) as change:
            await _advance(change, job, len(lines))
            await store_chunk(change, job, key, number, lines)
            if job.desk.record_kind:
                change.is_also_about(job.desk.record_kind, [line.record_id for line in lines if line.record_id])
            change.note(chunk=number, rows=len(lines))
    return counts


async def _write(job: ImportJob, table: ImportTable) -> None:
    key, officer_id, name = await job_key(job), _asked_by(job.confirmed_by), job.desk.tables.chunk
    acting = Actor.officer(officer_id, job.confirmed_by_name)
    waiting = await fetch(
        f"SELECT id, number FROM {name} WHERE job = $1 AND written_at IS NULL ORDER BY number",  # noqa: S608 - our own table
        job.id,
    )
    for chunk in waiting:
        async with job.desk.change(acting, job.desk.acts.write, job.id) as change:
            row = await change.connection.fetchrow(
                f"SELECT lines_sealed FROM {name} WHERE id = $1 AND written_at IS NULL FOR UPDATE",  # noqa: S608 - likewise
                chunk["id"],
            )
            if row is None:
                continue
            lines = open_lines(job, key, chunk["id"], row["lines_sealed"])
            made = await table.write(change, job, officer_id, lines)
            await change.connection.execute(
                f"UPDATE {name} SET lines_sealed = $2, made_sealed = $3, written_at = $4 WHERE id = $1",  # noqa: S608 - likewise
                chunk["id"], seal_lines(job, key, chunk["id"], [_without_content(job, line) for line in lines]),
                seal_json(key, made, Place(name, "made_sealed", chunk["id"])), change.at,
            )  # fmt: skip
            await _advance(change, job, len(lines))
            change.note(chunk=chunk["number"], **made.counts)
    counts = Counter(line.verdict for line in await all_lines_of(job, key))
    async with job.desk.change(acting, job.desk.acts.write, job.id) as change:
        await move_on(change, job, ImportState.WRITTEN, written_at=change.at, counts=_json(counts))
        change.note(**{verdict.value: count for verdict, count in counts.items()})


async def _undo(job: ImportJob, table: ImportTable) -> None:
    key, officer_id, tables = await job_key(job), _asked_by(job.undone_by), job.desk.tables
    acting = Actor.officer(officer_id, job.undone_by_name)
    waiting = await fetch(
        f"""SELECT id, number, row_count FROM {tables.chunk}
           WHERE job = $1 AND written_at IS NOT NULL AND undone_at IS NULL ORDER BY number DESC""",  # noqa: S608 - our own table
        job.id,
    )
    for chunk in waiting:
        async with job.desk.change(acting, job.desk.acts.undo, job.id) as change:
            row = await change.connection.fetchrow(
                f"SELECT lines_sealed, made_sealed FROM {tables.chunk} WHERE id = $1 AND undone_at IS NULL FOR UPDATE",  # noqa: S608 - likewise
                chunk["id"],
            )
            if row is None:
                continue
            made = unseal_json(key, row["made_sealed"], Place(tables.chunk, "made_sealed", chunk["id"]), table.made_as)
            kept = await table.undo(change, officer_id, made)
            lines = [_taken_back(line, kept) for line in open_lines(job, key, chunk["id"], row["lines_sealed"])]
            await change.connection.execute(
                f"UPDATE {tables.chunk} SET undone_at = $2, lines_sealed = $3 WHERE id = $1",  # noqa: S608 - likewise
                chunk["id"], change.at, seal_lines(job, key, chunk["id"], lines),
            )  # fmt: skip
            await change.connection.execute(
                f"UPDATE {tables.job} SET kept_rows = kept_rows + $2 WHERE id = $1",  # noqa: S608 - likewise
                job.id, kept.count,
            )  # fmt: skip
            await _advance(change, job, chunk["row_count"])
            change.note(chunk=chunk["number"], kept=kept.count)
    async with job.desk.change(acting, job.desk.acts.undo, job.id) as change:
        await move_on(change, job, ImportState.UNDONE, undone_at=change.at)


async def _refuse(job: ImportJob, key: DataKey, error: InputInvalid) -> None:
    tables = job.desk.tables
    async with job.desk.change(_WORKER, job.desk.acts.check, job.id) as change:
        sealed = seal_json(key, said_of(error.args[0]), Place(tables.job, "refusal_sealed", job.id))
        await move_on(change, job, ImportState.REFUSED, refusal_sealed=sealed, checked_at=change.at)
        await change.connection.execute(f"DELETE FROM {tables.upload} WHERE job = $1", job.id)  # noqa: S608 - our own table
        change.note(refused=error.code)


async def _ask_for_columns(job: ImportJob, key: DataKey, there: tuple[FileColumn, ...]) -> None:
    """The titles do not tell; the file waits for whoever handed it in to say what its columns are."""
    async with job.desk.change(_WORKER, job.desk.acts.check, job.id) as change:
        await move_on(change, job, ImportState.COLUMNS, titles_sealed=_seal_columns(job, key, there))
        change.note(columns=len(there))


def _seal_columns(job: ImportJob, key: DataKey, there: tuple[FileColumn, ...]) -> bytes:
    return seal_json(key, there, Place(job.desk.tables.job, "titles_sealed", job.id))


def _first(rows: Iterable[SheetRow]) -> tuple[list[SheetRow], Iterator[SheetRow]]:
    """The rows that samples are taken from, and the others."""
    rest = iter(rows)
    return list(islice(rest, SAMPLED_ROWS)), rest


def _rows(
    job: ImportJob, table: ImportTable, rows: Iterable[SheetRow], fields: Mapping[str, str]
) -> Iterator[TableRow]:
    """The rows by our fields; a column that may not be collected is not even read."""
    taken = {title: field for title, field in fields.items() if table.takes(job, field)}
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
        if len(chunk) >= table.chunk_rows:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


async def _advance(change: Change, job: ImportJob, rows: int) -> None:
    """Count rows of the step under way in the caller's change; ImportStatePassed where it was dropped meanwhile."""
    advanced = await change.connection.fetchval(
        f"UPDATE {job.desk.tables.job} SET rows_done = rows_done + $2 WHERE id = $1 AND state = $3 RETURNING id",  # noqa: S608 - our own table
        job.id, rows, job.state,
    )  # fmt: skip
    if advanced is None:
        raise ImportStatePassed(STATE_PASSED)


def _without_content(job: ImportJob, line: ImportLine) -> ImportLine:
    """What is kept of a row once it is written: its verdict, and of which record where its readers are asked for."""
    record_id = line.record_id if job.desk.record_kind else None
    return msgspec.structs.replace(line, line=None, record_id=record_id)


def _taken_back(line: ImportLine, kept: Kept) -> ImportLine:
    """A row after the undoing: why what it wrote was kept, or, where it made a record, that this is not there."""
    if (reason := kept.reasons.get(line.row_number)) is not None:
        return msgspec.structs.replace(line, kept=said_of(reason))
    return msgspec.structs.replace(line, record_id=None) if line.verdict is ImportVerdict.NEW else line


def _asked_by(officer_id: UUID | None) -> UUID:
    """The officer who confirmed or undid: what the worker writes is their act."""
    if officer_id is None:
        raise RuntimeError("an import is not written or taken back on nobody's word")
    return officer_id


def _json(counts: Counter[ImportVerdict]) -> str:
    return "{" + ", ".join(f'"{verdict.value}": {count}' for verdict, count in counts.items()) + "}"
