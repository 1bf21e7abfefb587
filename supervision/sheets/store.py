"""Queries of imports, and the seals of their rows."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, Change
from supervision.errors import NotFound, RuleRefused
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.sheets.column_choice import ColumnChoice, FileColumn
from supervision.sheets.desk import ImportDesk, ImportTables
from supervision.sheets.words import MAY_FOLLOW, ImportState, ImportVerdict
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, load_key, seal, unseal
from supervision.wording import Wording

_PACKED = 1

STATE_PASSED = Wording("这批导入已不在这一步。", "This import is not at that step any more.")
CHECKED_SINCE = Wording(
    "您查看之后这批导入又重新检查过，请重新核对。",
    "This import was checked anew since you looked at it: look at its rows again.",
)


class ImportStatePassed(RuleRefused):
    """Somebody else has taken the import further, or it has ended."""

    code = "import-state-passed"


class ImportLine(msgspec.Struct, array_like=True):
    """A row with what becomes of it: `line` is what writing needs, packed, `who` the masked name or the home.

    `record_id` is a record that is there already: the household that a new resident joins, the file that a row is
    compared with, or has opened. A change that `is_chosen` is written; `kept` says why undoing left what the row wrote.
    """

    row_number: int
    verdict: ImportVerdict
    who: str
    reason: tuple[str, str] | None = None
    field: str | None = None
    line: bytes | None = None
    record_id: UUID | None = None
    is_chosen: bool = True
    kept: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ImportJob:
    """An import as it stands; `rows_done` counts within the step under way."""

    desk: ImportDesk
    id: UUID
    kind: StrEnum
    state: ImportState
    vault_key: UUID
    prefixes: tuple[str, ...]
    divisions: tuple[str, ...]
    rows_total: int | None
    rows_done: int
    counts: Mapping[ImportVerdict, int]
    handed_in_by: UUID
    handed_in_by_name: str
    handed_in_at: datetime
    checked_at: datetime | None
    confirmed_by: UUID | None
    confirmed_by_name: str
    confirmed_at: datetime | None
    written_at: datetime | None
    undone_by: UUID | None
    undone_by_name: str
    undone_at: datetime | None
    kept_rows: int
    file_name_sealed: bytes
    refusal_sealed: bytes | None
    left_out_sealed: bytes | None
    titles_sealed: bytes | None
    column_choice: ColumnChoice | None
    has_upload: bool

    def file_name(self, key: DataKey) -> str:
        """The file's name as it was handed in."""
        return unseal(key, self.file_name_sealed, Place(self.desk.tables.job, "file_name_sealed", self.id)).decode()

    def refusal(self, key: DataKey) -> Wording | None:
        """Why the file could not be read."""
        if self.refusal_sealed is None:
            return None
        texts = msgspec.json.decode(
            unseal(key, self.refusal_sealed, Place(self.desk.tables.job, "refusal_sealed", self.id))
        )
        return Wording(*texts)

    def left_out(self, key: DataKey) -> tuple[str, ...]:
        """Titles of columns that are not taken over."""
        if self.left_out_sealed is None:
            return ()
        sealed = unseal(key, self.left_out_sealed, Place(self.desk.tables.job, "left_out_sealed", self.id))
        return msgspec.json.decode(sealed, type=tuple[str, ...])

    def file_columns(self, key: DataKey) -> tuple[FileColumn, ...]:
        """The columns of the file, once it was read."""
        if self.titles_sealed is None:
            return ()
        sealed = unseal(key, self.titles_sealed, Place(self.desk.tables.job, "titles_sealed", self.id))
        return msgspec.json.decode(sealed, type=tuple[FileColumn, ...])


def _select(tables: ImportTables) -> str:
    return f"""
SELECT job.id, job.kind, job.state, job.vault_key, job.prefixes, job.divisions, job.rows_total, job.rows_done,
       job.counts::text AS counts, job.handed_in_by, giver.name AS handed_in_by_name, job.handed_in_at, job.checked_at,
       job.confirmed_by, coalesce(second.name, '') AS confirmed_by_name, job.confirmed_at, job.written_at,
       job.undone_by, coalesce(third.name, '') AS undone_by_name, job.undone_at, job.kept_rows,
       job.file_name_sealed, job.refusal_sealed, job.left_out_sealed,
       job.titles_sealed, job.column_choice::text AS column_choice,
       EXISTS (SELECT FROM {tables.upload} AS upload WHERE upload.job = job.id) AS has_upload
FROM {tables.job} AS job JOIN officer AS giver ON giver.id = job.handed_in_by
LEFT JOIN officer AS second ON second.id = job.confirmed_by LEFT JOIN officer AS third ON third.id = job.undone_by
"""  # noqa: S608 - names of our own tables


class ImportStore:
    """The imports of one register."""

    def __init__(self, desk: ImportDesk) -> None:
        self.desk = desk
        self._select = _select(desk.tables)

    async def import_of(self, officer: Officer, act: Act, job_id: UUID, *, lock: bool = False) -> ImportJob:
        """An import whose rows lie in the officer's reach; NotFound elsewhere."""
        row = await fetch_one(f"{self._select} WHERE job.id = $1 {'FOR UPDATE OF job' if lock else ''}", job_id)
        if row is None:
            raise NotFound(NOT_HERE)
        reach = await self.desk.prefixes_of(officer, act)
        places = row["divisions"] or row["prefixes"]
        if not all(any(place.startswith(prefix) for prefix in reach) for place in places):
            raise NotFound(NOT_HERE)
        return self._job(row)

    async def imports_of(self, officer: Officer, act: Act, most: int) -> tuple[ImportJob, ...]:
        """The last imports inside the officer's reach, the newest first."""
        reach = await self.desk.prefixes_of(officer, act)
        rows = await fetch(
            f"""{self._select}
                WHERE NOT EXISTS (SELECT FROM unnest(job.prefixes) AS place WHERE NOT place LIKE ANY($1))
                ORDER BY job.handed_in_at DESC LIMIT $2""",
            [f"{prefix}%" for prefix in reach], most,
        )  # fmt: skip
        return tuple(map(self._job, rows))

    async def imports_to_confirm(self, officer: Officer, act: Act) -> tuple[ImportJob, ...]:
        """The imports that others handed in, all of them inside the reach in which the officer may confirm."""
        reach = await self.desk.prefixes_of(officer, act)
        rows = await fetch(
            f"""{self._select} WHERE job.state = $2 AND job.handed_in_by <> $3
                AND NOT EXISTS (SELECT FROM unnest(job.prefixes) AS place WHERE NOT place LIKE ANY($1))
                ORDER BY job.handed_in_at, job.id""",
            [f"{prefix}%" for prefix in reach], ImportState.CHECKED, officer.id,
        )  # fmt: skip
        return tuple(map(self._job, rows))

    async def import_for_system(self, job_id: UUID) -> ImportJob:
        """An import for the worker."""
        row = await fetch_one(f"{self._select} WHERE job.id = $1", job_id)
        if row is None:
            raise NotFound(NOT_HERE)
        return self._job(row)

    def _job(self, row: Record) -> ImportJob:
        counts, choice = msgspec.json.decode(row["counts"], type=dict[ImportVerdict, int]), row["column_choice"]
        return ImportJob(
            **{
                **row,
                "desk": self.desk,
                "kind": self.desk.kinds(row["kind"]),
                "state": ImportState(row["state"]),
                "prefixes": tuple(row["prefixes"]),
                "divisions": tuple(row["divisions"]),
                "counts": counts,
                "column_choice": choice and msgspec.json.decode(choice, type=dict[str, int]),
            }
        )


def check_seen(job: ImportJob, checked_at: datetime | None) -> None:
    """ImportStatePassed unless the rows are still those of the check that somebody saw, by when it ended."""
    if job.checked_at != checked_at:
        raise ImportStatePassed(CHECKED_SINCE)


async def move_on(change: Change, job: ImportJob, state: ImportState, **values: object) -> None:
    """Take an import to its next state in the caller's change; ImportStatePassed when it is not where `job` says."""
    if state not in MAY_FOLLOW[job.state]:
        raise ImportStatePassed(STATE_PASSED)
    names = list(values)
    columns = "".join(f", {name} = ${place}" for place, name in enumerate(names, start=4))
    moved = await change.connection.fetchval(
        f"""UPDATE {job.desk.tables.job} SET state = $3, rows_done = 0{columns}
            WHERE id = $1 AND state = $2 RETURNING id""",  # noqa: S608 - names of our own table and columns
        job.id, job.state, state, *(values[name] for name in names),
    )  # fmt: skip
    if moved is None:
        raise ImportStatePassed(STATE_PASSED)


async def store_chunk(change: Change, job: ImportJob, key: DataKey, number: int, lines: list[ImportLine]) -> None:
    """Store judged rows in the caller's change."""
    chunk_id = uuid4()
    await change.connection.execute(
        f"INSERT INTO {job.desk.tables.chunk} (id, job, number, row_count, lines_sealed) VALUES ($1, $2, $3, $4, $5)",  # noqa: S608 - our own table
        chunk_id, job.id, number, len(lines), seal_lines(job, key, chunk_id, lines),
    )  # fmt: skip


async def lines_of(job: ImportJob, key: DataKey, number: int) -> list[ImportLine]:
    """The judged rows of one chunk, for whoever has loaded the import."""
    row = await fetch_one(
        f"SELECT id, lines_sealed FROM {job.desk.tables.chunk} WHERE job = $1 AND number = $2",  # noqa: S608 - likewise
        job.id, number,
    )  # fmt: skip
    return open_lines(job, key, row["id"], row["lines_sealed"]) if row else []


async def all_lines_of(job: ImportJob, key: DataKey) -> list[ImportLine]:
    """All judged rows of an import, for whoever has loaded it."""
    rows = await fetch(
        f"SELECT id, lines_sealed FROM {job.desk.tables.chunk} WHERE job = $1 ORDER BY number",  # noqa: S608 - likewise
        job.id,
    )
    return [line for row in rows for line in open_lines(job, key, row["id"], row["lines_sealed"])]


async def count_chunks(job: ImportJob) -> int:
    """Into how many chunks the rows of an import were divided, for whoever has loaded it."""
    row = await fetch_one(
        f"SELECT count(*) AS chunks FROM {job.desk.tables.chunk} WHERE job = $1",  # noqa: S608 - likewise
        job.id,
    )
    return row["chunks"] if row else 0


def seal_lines(job: ImportJob, key: DataKey, chunk_id: UUID, lines: list[ImportLine]) -> bytes:
    """Rows packed and sealed for their chunk."""
    packed = zlib.compress(msgspec.msgpack.encode(lines), _PACKED)
    return seal(key, packed, Place(job.desk.tables.chunk, "lines_sealed", chunk_id))


def open_lines(job: ImportJob, key: DataKey, chunk_id: UUID, sealed: bytes) -> list[ImportLine]:
    """The rows of a chunk."""
    packed = unseal(key, sealed, Place(job.desk.tables.chunk, "lines_sealed", chunk_id))
    return msgspec.msgpack.decode(zlib.decompress(packed), type=list[ImportLine])


async def job_key(job: ImportJob) -> DataKey:
    """The key of an import's rows; KeyDestroyed once it can no longer be undone."""
    return await load_key(job.vault_key)
