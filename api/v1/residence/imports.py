"""Imports: handed in, their columns chosen where need be, judged row by row, confirmed by a second person, undone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, MultipartBody
from litestar.status_codes import HTTP_204_NO_CONTENT
from msgspec import Meta, Struct

from api.v1.requests import Body, Created
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.sheets.choosing import choose_columns, open_columns
from supervision.residence.sheets.column_choice import FileColumn
from supervision.residence.sheets.jobs import (
    MOST_BYTES,
    confirm_import,
    drop_import,
    hand_in,
    list_imports,
    open_import,
    open_verdicts,
    undo_import,
)
from supervision.residence.sheets.store import ImportJob, ImportLine, count_chunks, job_key
from supervision.residence.sheets.words import ImportKind, ImportState, ImportVerdict

BODY_BYTES: Final = MOST_BYTES + 64 * 1024
_IMPORT = {"about": "import"}


class ImportUpload(Struct, frozen=True):
    """A table and what it lists."""

    kind: ImportKind
    sheet: UploadFile


class ImportView(View, frozen=True):
    """An import as it stands; `rows_done` counts within the step under way, `counts` has rows by verdict."""

    id: UUID
    kind: ImportKind
    state: ImportState
    file_name: str
    rows_total: int | None
    rows_done: int
    counts: Mapping[ImportVerdict, int]
    handed_in_by_name: str
    handed_in_at: datetime
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
    """What becomes of a row; the name is masked, `field` is the one to mend."""

    row_number: int
    verdict: ImportVerdict
    who: str
    field: str | None
    reason: str

    @classmethod
    def of_line(cls, line: ImportLine) -> "VerdictView":
        """The view of a judged row."""
        return cls(line.row_number, line.verdict, line.who, line.field, line.reason[0] if line.reason else "")


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


class ImportController(Controller):
    """Imports inside the officer's reach."""

    path = "/imports"
    tags = ["Imports"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.IMPORT_OPEN})
    async def list_imports(self, officer: NamedDependency[Officer]) -> ListView[ImportView]:
        """The last fifty imports, the newest first."""
        jobs = [(job, job.file_name(await job_key(job))) for job in await list_imports(officer)]
        return list_of(lambda told: ImportView.of(told[0], file_name=told[1]), jobs)

    @post("/", opt={"act": Act.IMPORT_HAND_IN}, request_max_body_size=BODY_BYTES)
    async def hand_in(self, data: MultipartBody[ImportUpload], officer: NamedDependency[Officer]) -> Created:
        """Hand a table in (.xlsx or CSV) to be checked; nothing of it is written before somebody else confirms."""
        return Created(await hand_in(officer, data.kind, data.sheet.filename, await data.sheet.read()))

    @get("/{import_id:uuid}", opt={"act": Act.IMPORT_OPEN, **_IMPORT})
    async def open_import(self, import_id: FromPath[UUID], officer: NamedDependency[Officer]) -> OpenedImportView:
        """An import with its progress."""
        return await _opened(await open_import(officer, import_id))

    @get("/{import_id:uuid}/verdicts", opt={"act": Act.IMPORT_OPEN, **_IMPORT})
    async def open_verdicts(
        self,
        import_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        part: FromQuery[Annotated[int, Meta(ge=0, le=100_000)]] = 0,
        only: FromQuery[ImportVerdict | None] = None,
    ) -> list[VerdictView]:
        """The verdicts on the rows of a part, counted from nought; recorded."""
        _, lines = await open_verdicts(officer, import_id, part, only)
        return [VerdictView.of_line(line) for line in lines]

    @get("/{import_id:uuid}/columns", opt={"act": Act.IMPORT_OPEN, **_IMPORT})
    async def open_columns(self, import_id: FromPath[UUID], officer: NamedDependency[Officer]) -> ColumnsView:
        """The columns of the file while it is kept; recorded."""
        _, there, fields = await open_columns(officer, import_id)
        return ColumnsView([_column(column) for column in there], fields)

    @post("/{import_id:uuid}/columns", opt={"act": Act.IMPORT_HAND_IN, **_IMPORT}, status_code=HTTP_204_NO_CONTENT)
    async def choose_columns(
        self, import_id: FromPath[UUID], data: JSONBody[ColumnChoiceBody], officer: NamedDependency[Officer]
    ) -> None:
        """Have the file checked anew with these columns, as whoever handed it in."""
        await choose_columns(officer, import_id, data.fields)

    @post("/{import_id:uuid}/confirmation", opt={"act": Act.IMPORT_CONFIRM, **_IMPORT}, status_code=HTTP_204_NO_CONTENT)
    async def confirm(self, import_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Let a checked import be written, as the second person."""
        await confirm_import(officer, import_id)

    @post("/{import_id:uuid}/dropping", opt={"act": Act.IMPORT_HAND_IN, **_IMPORT}, status_code=HTTP_204_NO_CONTENT)
    async def drop(self, import_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Put an import aside that was not written."""
        await drop_import(officer, import_id)

    @post("/{import_id:uuid}/undoing", opt={"act": Act.IMPORT_UNDO, **_IMPORT}, status_code=HTTP_204_NO_CONTENT)
    async def undo(self, import_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Take back what an import wrote, within a day."""
        await undo_import(officer, import_id)


async def _opened(job: ImportJob) -> OpenedImportView:
    key = await job_key(job)
    return OpenedImportView.of(
        job,
        file_name=job.file_name(key),
        refusal=str(job.refusal(key) or ""),
        left_out=list(job.left_out(key)),
        parts=await count_chunks(job),
    )


def _column(column: FileColumn) -> FileColumnView:
    return FileColumnView(column.place, column.title, list(column.samples))
