"""What the routes of imports answer and take, whichever register's."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from msgspec import Meta, Struct

from api.v1.requests import Body, Moment
from api.v1.views import ListView, View, list_of
from supervision.sheets.column_choice import ColumnChoice, FileColumn
from supervision.sheets.jobs import MOST_BYTES
from supervision.sheets.store import ImportJob, ImportLine, count_chunks, job_key
from supervision.sheets.words import ImportState, ImportVerdict

BODY_BYTES: Final = MOST_BYTES + 64 * 1024
"""How large a request with a table may be: the table, and the few fields beside it."""

Part = Annotated[int, Meta(ge=0, le=100_000)]
"""A part of the rows, counted from nought."""


class ImportView(View, frozen=True):
    """An import as it stands; `rows_done` counts within the step under way, `counts` has rows by verdict."""

    id: UUID
    kind: str
    state: ImportState
    file_name: str
    rows_total: int | None
    rows_done: int
    counts: Mapping[ImportVerdict, int]
    handed_in_by_name: str
    handed_in_at: datetime
    checked_at: datetime | None
    confirmed_by_name: str
    confirmed_at: datetime | None
    written_at: datetime | None
    undone_at: datetime | None
    kept_rows: int


class OpenedImportView(ImportView, frozen=True, kw_only=True):
    """An import with why it could not be read, which columns were not taken over, and in how many parts it lies."""

    refusal: str
    left_out: list[str]
    parts: int


class VerdictView(View, frozen=True):
    """What becomes of a row; the name is masked, `field` is the one to mend, `kept` why undoing left it."""

    row_number: int
    verdict: ImportVerdict
    who: str
    field: str | None
    reason: str
    kept: str

    @classmethod
    def of_line(cls, line: ImportLine) -> "VerdictView":
        """The view of a judged row."""
        return cls(
            line.row_number,
            line.verdict,
            line.who,
            line.field,
            line.reason[0] if line.reason else "",
            line.kept[0] if line.kept else "",
        )


class FileColumnView(View, frozen=True):
    """A column of the file: its place, counted from nought, its title, and its first cells, masked."""

    place: int
    title: str
    samples: list[str]


class ColumnsView(Struct, frozen=True):
    """The columns of the file, and in which of them each field is, as was chosen or may be meant."""

    columns: list[FileColumnView]
    fields: Mapping[str, int]


class ColumnChoiceBody(Body, frozen=True):
    """In which column of the file each field is; a field that is in none is left out."""

    fields: Annotated[dict[str, Annotated[int, Meta(ge=0, le=16_384)]], Meta(max_length=100)]


class ConfirmationBody(Body, frozen=True):
    """That the import may be written as it was checked: `checked_at` is the one that the import said when looked at."""

    checked_at: Moment


async def list_view(jobs: Iterable[ImportJob]) -> ListView[ImportView]:
    """The imports that were loaded, each with the name of its file."""
    told = [(job, job.file_name(await job_key(job))) for job in jobs]
    return list_of(lambda one: ImportView.of(one[0], file_name=one[1]), told)


async def opened_view(job: ImportJob) -> OpenedImportView:
    """An import with its progress."""
    key = await job_key(job)
    return OpenedImportView.of(
        job,
        file_name=job.file_name(key),
        refusal=str(job.refusal(key) or ""),
        left_out=list(job.left_out(key)),
        parts=await count_chunks(job),
    )


def columns_view(there: tuple[FileColumn, ...], fields: ColumnChoice) -> ColumnsView:
    """The columns of a file, and what was chosen or may be meant."""
    return ColumnsView([FileColumnView(one.place, one.title, list(one.samples)) for one in there], fields)
