"""Imports: handed in, their columns chosen where need be, judged row by row, confirmed by a second person, undone."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, MultipartBody
from litestar.status_codes import HTTP_204_NO_CONTENT
from msgspec import Struct

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
from api.v1.views import ListView
from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.sheets.jobs import (
    choose_columns,
    confirm_import,
    drop_import,
    hand_in,
    list_imports,
    open_columns,
    open_import,
    open_verdicts,
    undo_import,
)
from supervision.residence.sheets.words import ImportKind
from supervision.sheets.words import ImportVerdict

_IMPORT = {"about": "import"}


class ImportUpload(Struct, frozen=True):
    """A table and what it lists."""

    kind: ImportKind
    sheet: UploadFile


class ImportController(Controller):
    """Imports inside the officer's reach."""

    path = "/imports"
    tags = ["Imports"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.IMPORT_OPEN})
    async def list_imports(self, officer: NamedDependency[Officer]) -> ListView[ImportView]:
        """The last fifty imports, the newest first."""
        return await list_view(await list_imports(officer))

    @post("/", opt={"act": Act.IMPORT_HAND_IN}, request_max_body_size=BODY_BYTES)
    async def hand_in(self, data: MultipartBody[ImportUpload], officer: NamedDependency[Officer]) -> Created:
        """Hand a table in (.xlsx or CSV) to be checked; nothing of it is written before somebody else confirms."""
        return Created(await hand_in(officer, data.kind, data.sheet.filename, await data.sheet.read()))

    @get("/{import_id:uuid}", opt={"act": Act.IMPORT_OPEN, **_IMPORT})
    async def open_import(self, import_id: FromPath[UUID], officer: NamedDependency[Officer]) -> OpenedImportView:
        """An import with its progress."""
        return await opened_view(await open_import(officer, import_id))

    @get("/{import_id:uuid}/verdicts", opt={"act": Act.IMPORT_OPEN, **_IMPORT})
    async def open_verdicts(
        self,
        import_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        part: FromQuery[Part] = 0,
        only: FromQuery[ImportVerdict | None] = None,
    ) -> list[VerdictView]:
        """The verdicts on the rows of a part, counted from nought; recorded."""
        _, lines = await open_verdicts(officer, import_id, part, only)
        return [VerdictView.of_line(line) for line in lines]

    @get("/{import_id:uuid}/columns", opt={"act": Act.IMPORT_OPEN, **_IMPORT})
    async def open_columns(self, import_id: FromPath[UUID], officer: NamedDependency[Officer]) -> ColumnsView:
        """The columns of the file while it is kept; recorded."""
        _, there, fields = await open_columns(officer, import_id)
        return columns_view(there, fields)

    @post("/{import_id:uuid}/columns", opt={"act": Act.IMPORT_HAND_IN, **_IMPORT}, status_code=HTTP_204_NO_CONTENT)
    async def choose_columns(
        self, import_id: FromPath[UUID], data: JSONBody[ColumnChoiceBody], officer: NamedDependency[Officer]
    ) -> None:
        """Have the file checked anew with these columns, as whoever handed it in."""
        await choose_columns(officer, import_id, data.fields)

    @post("/{import_id:uuid}/confirmation", opt={"act": Act.IMPORT_CONFIRM, **_IMPORT}, status_code=HTTP_204_NO_CONTENT)
    async def confirm(
        self, import_id: FromPath[UUID], data: JSONBody[ConfirmationBody], officer: NamedDependency[Officer]
    ) -> None:
        """Let an import be written as it was checked, as the second person."""
        await confirm_import(officer, import_id, data.checked_at)

    @post("/{import_id:uuid}/dropping", opt={"act": Act.IMPORT_HAND_IN, **_IMPORT}, status_code=HTTP_204_NO_CONTENT)
    async def drop(self, import_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Put an import aside that was not written."""
        await drop_import(officer, import_id)

    @post("/{import_id:uuid}/undoing", opt={"act": Act.IMPORT_UNDO, **_IMPORT}, status_code=HTTP_204_NO_CONTENT)
    async def undo(self, import_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Take back what an import wrote, within a day."""
        await undo_import(officer, import_id)
