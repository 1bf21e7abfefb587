"""Exports of correction files: asked for on a basis, approved by another where they are large, fetched once."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.response import Stream
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT
from msgspec import Meta

from api.archives import new_archive_password
from api.export_archives import archive_answer
from api.v1.export_views import ExportStandView, FreshCode, UnlockedView
from api.v1.requests import Body, Created, Reason, ShortText
from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.corrections.category import Category
from supervision.corrections.exports.fetching import fetch_file_export
from supervision.corrections.exports.requesting import FileExportAsking, request_file_export
from supervision.corrections.exports.store import FILE_EXPORTS, open_file_export
from supervision.corrections.file_state import FileState
from supervision.corrections.purposes import Purpose
from supervision.exports.words import ExportShow
from supervision.officers import Officer


class FileExportView(ExportStandView, frozen=True, kw_only=True):
    """An export of correction files as it stands; of which office, category and state: None for all."""

    office_id: UUID | None
    category: Category | None
    file_state: FileState | None
    purpose: Purpose


class OpenedFileExportView(FileExportView, frozen=True, kw_only=True):
    """An export with its basis, why it was asked for, and why it was refused."""

    basis: str
    reason: str
    refusal: str


class FileExportBody(Body, frozen=True):
    """Which files are to be exported: of a division or of one office, all that are open or those in one state."""

    basis: ShortText
    reason: ShortText
    purpose: str | None = None
    division: Annotated[str, Meta(max_length=12)] = ""
    office_id: UUID | None = None
    category: Category | None = None
    state: FileState | None = None


class FileExportController(Controller):
    """Correction files that leave the register in clear, inside an encrypted archive; never a minor's."""

    path = "/file-exports"
    tags = ["Exports of files"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.FILE_EXPORT_LIST})
    async def list_exports(
        self,
        officer: NamedDependency[Officer],
        show: FromQuery[ExportShow] = ExportShow.MINE,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[FileExportView]:
        """One's own exports, or those to decide on."""
        page = await FILE_EXPORTS.page(officer, show, cursor)
        return list_of(FileExportView.of, page.items, page.next)

    @post("/", opt={"act": Act.FILE_EXPORT_REQUEST})
    async def request(self, data: JSONBody[FileExportBody], officer: NamedDependency[Officer]) -> Created:
        """Ask for an export; a large one waits for another officer. 409 when there is nothing to export."""
        asked = FileExportAsking(
            data.division, data.office_id, data.category, data.state, data.purpose, data.basis, data.reason
        )
        return Created(await request_file_export(officer, asked))

    @get("/{export_id:uuid}", opt={"act": Act.FILE_EXPORT_LIST})
    async def open_export(self, export_id: FromPath[UUID], officer: NamedDependency[Officer]) -> OpenedFileExportView:
        """One export with its basis and reason; looking is recorded."""
        opened = await open_file_export(officer, export_id)
        return OpenedFileExportView.of(opened.export, basis=opened.basis, reason=opened.reason, refusal=opened.refusal)

    @post("/{export_id:uuid}/approval", opt={"act": Act.FILE_EXPORT_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def approve(
        self, export_id: FromPath[UUID], data: JSONBody[FreshCode], officer: NamedDependency[Officer]
    ) -> None:
        """Let another's export go out; 409 for one's own, or one that is decided."""
        await FILE_EXPORTS.approve(officer, export_id, data.code)

    @post("/{export_id:uuid}/refusal", opt={"act": Act.FILE_EXPORT_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def refuse(
        self, export_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Refuse another's export with a reason."""
        await FILE_EXPORTS.refuse(officer, export_id, data.reason)

    @post("/{export_id:uuid}/withdrawal", opt={"act": Act.FILE_EXPORT_WITHDRAW}, status_code=HTTP_204_NO_CONTENT)
    async def withdraw(self, export_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Take one's own export back before it is fetched."""
        await FILE_EXPORTS.withdraw(officer, export_id)

    @post("/{export_id:uuid}/password", opt={"act": Act.FILE_EXPORT_UNLOCK}, status_code=HTTP_200_OK)
    async def unlock(
        self, export_id: FromPath[UUID], data: JSONBody[FreshCode], officer: NamedDependency[Officer]
    ) -> UnlockedView:
        """The archive's password, once; from now on the archive can be fetched. 409 when it was shown before."""
        password = new_archive_password()
        return UnlockedView(password, await FILE_EXPORTS.unlock(officer, export_id, password, data.code))

    @get("/{export_id:uuid}/archive", opt={"act": Act.FILE_EXPORT_FETCH}, media_type="application/zip")
    async def fetch(self, export_id: FromPath[UUID], officer: NamedDependency[Officer]) -> Stream:
        """The encrypted archive, once, for who asked for it; 403 for others, 410 once the link is spent."""
        return archive_answer(await fetch_file_export(officer, export_id))
