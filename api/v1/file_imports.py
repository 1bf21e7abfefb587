"""Imports of supervisees: handed in, compared with the files, changes ticked, confirmed by a second officer, undone."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import Controller, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, MultipartBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT
from msgspec import Meta, Struct

from api.v1.import_views import (
    BODY_BYTES,
    ColumnChoiceBody,
    ColumnsView,
    ConfirmationBody,
    ImportView,
    OpenedImportView,
    Part,
    VerdictView,
    columns_view,
    list_view,
    opened_view,
)
from api.v1.requests import Created
from api.v1.views import ListView, View
from supervision.audit import Act
from supervision.corrections.import_rows import MOST_ROWS
from supervision.corrections.imports.desk import CHOOSING, JOBS, FileImportKind
from supervision.corrections.imports.looking import (
    ComparedRow,
    choose_changes,
    confirm_import,
    list_seen_imports,
    open_differences,
    open_seen_import,
    open_seen_verdicts,
)
from supervision.officers import Officer
from supervision.sheets.words import ImportVerdict

_IMPORT = {"about": "import"}


class FileImportUpload(Struct, frozen=True):
    """A table of supervisees."""

    sheet: UploadFile


class DifferenceView(View, frozen=True):
    """An item with what stands in the file and what the table says; by hand is entered what no import changes."""

    field: str
    before: str
    after: str
    is_by_hand: bool


class ComparedRowView(View, frozen=True):
    """A row that differs from a file, in clear."""

    row_number: int
    file_id: UUID
    file_number: str
    is_chosen: bool
    differences: list[DifferenceView]

    @classmethod
    def of_row(cls, row: ComparedRow) -> "ComparedRowView":
        """The view of a compared row."""
        found = [DifferenceView.of(one) for one in row.differences]
        return cls(row.line.row_number, row.file_id, row.file_number, row.line.is_chosen, found)


class ChosenBody(ConfirmationBody, frozen=True):
    """The rows of a part of which the changes are to be written; those that are not named are not."""

    part: Part
    rows: Annotated[list[Annotated[int, Meta(ge=1, le=1_048_576)]], Meta(max_length=MOST_ROWS)]


class ChosenView(View, frozen=True):
    """How many changes of the part are ticked."""

    chosen: int


class FileConfirmationBody(ConfirmationBody, frozen=True):
    """Which changes are written beside the new rows."""

    changes: Literal["chosen", "all"] = "chosen"


class FileImportController(Controller):
    """Imports of supervisees inside the officer's reach."""

    path = "/file-imports"
    tags = ["Imports of supervisees"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.FILE_IMPORT_OPEN})
    async def list_imports(self, officer: NamedDependency[Officer]) -> ListView[ImportView]:
        """The last fifty imports, the newest first; counts stand with the single import."""
        return await list_view(await list_seen_imports(officer))

    @post("/", opt={"act": Act.PERSON_FILE_IMPORT}, request_max_body_size=BODY_BYTES)
    async def hand_in(self, data: MultipartBody[FileImportUpload], officer: NamedDependency[Officer]) -> Created:
        """Hand a table in (.xlsx or CSV) to be compared; nothing of it is written before another officer confirms."""
        kind, name = FileImportKind.SUPERVISEES, data.sheet.filename
        return Created(await JOBS.hand_in(officer, kind, name, await data.sheet.read()))

    @get("/{import_id:uuid}", opt={"act": Act.FILE_IMPORT_OPEN, **_IMPORT})
    async def open_import(self, import_id: FromPath[UUID], officer: NamedDependency[Officer]) -> OpenedImportView:
        """An import with its progress."""
        return await opened_view(await open_seen_import(officer, import_id))

    @get("/{import_id:uuid}/verdicts", opt={"act": Act.FILE_IMPORT_OPEN, **_IMPORT})
    async def open_verdicts(
        self,
        import_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        part: FromQuery[Part] = 0,
        only: FromQuery[ImportVerdict | None] = None,
    ) -> list[VerdictView]:
        """The verdicts on the rows of a part, counted from nought; recorded."""
        _, lines = await open_seen_verdicts(officer, import_id, part, only)
        return [VerdictView.of_line(line) for line in lines]

    @get("/{import_id:uuid}/columns", opt={"act": Act.FILE_IMPORT_OPEN, **_IMPORT})
    async def open_columns(self, import_id: FromPath[UUID], officer: NamedDependency[Officer]) -> ColumnsView:
        """The columns of the file while it is kept; recorded."""
        _, there, fields = await CHOOSING.open_columns(officer, import_id)
        return columns_view(there, fields)

    @post("/{import_id:uuid}/columns", opt={"act": Act.PERSON_FILE_IMPORT, **_IMPORT}, status_code=HTTP_204_NO_CONTENT)
    async def choose_columns(
        self, import_id: FromPath[UUID], data: JSONBody[ColumnChoiceBody], officer: NamedDependency[Officer]
    ) -> None:
        """Have the file checked anew with these columns, as whoever handed it in."""
        await CHOOSING.choose_columns(officer, import_id, data.fields)

    @get("/{import_id:uuid}/differences", opt={"act": Act.FILE_IMPORT_OPEN, **_IMPORT})
    async def open_differences(
        self,
        import_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        purpose: FromQuery[str | None] = None,
        part: FromQuery[Part] = 0,
    ) -> list[ComparedRowView]:
        """What differs between the files and the rows of a part, in clear: an opening of each of these files."""
        _, rows = await open_differences(officer, import_id, purpose, part)
        return [ComparedRowView.of_row(row) for row in rows]

    @post("/{import_id:uuid}/choice", opt={"act": Act.FILE_IMPORT_CONFIRM, **_IMPORT}, status_code=HTTP_200_OK)
    async def choose_changes(
        self, import_id: FromPath[UUID], data: JSONBody[ChosenBody], officer: NamedDependency[Officer]
    ) -> ChosenView:
        """Say which changes of a part are written once the import is confirmed, as the second officer."""
        return ChosenView(await choose_changes(officer, import_id, data.checked_at, data.part, data.rows))

    @post(
        "/{import_id:uuid}/confirmation",
        opt={"act": Act.FILE_IMPORT_CONFIRM, **_IMPORT},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def confirm(
        self, import_id: FromPath[UUID], data: JSONBody[FileConfirmationBody], officer: NamedDependency[Officer]
    ) -> None:
        """Let new rows be written with the changes that were ticked, or with all, as the second officer."""
        await confirm_import(officer, import_id, data.checked_at, all_changes=data.changes == "all")

    @post("/{import_id:uuid}/dropping", opt={"act": Act.PERSON_FILE_IMPORT, **_IMPORT}, status_code=HTTP_204_NO_CONTENT)
    async def drop(self, import_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Put an import aside that was not written."""
        await JOBS.drop(officer, import_id)

    @post("/{import_id:uuid}/undoing", opt={"act": Act.FILE_IMPORT_UNDO, **_IMPORT}, status_code=HTTP_204_NO_CONTENT)
    async def undo(self, import_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Take back what an import wrote, within a day."""
        await JOBS.undo(officer, import_id)
