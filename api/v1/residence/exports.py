"""Exports: asked for with a reason, approved by another where they are large, fetched once with a password."""

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
from supervision.exports.words import ExportShow
from supervision.officers import Officer
from supervision.residence.exports.fetching import fetch_export
from supervision.residence.exports.requesting import ExportAsking, request_export
from supervision.residence.exports.store import EXPORTS
from supervision.residence.exports.words import ExportKind
from supervision.residence.purposes import ResidencePurpose


class ExportView(ExportStandView, frozen=True, kw_only=True):
    """An export of residents or homes as it stands."""

    kind: ExportKind
    drawer_id: UUID | None
    purpose: ResidencePurpose


class OpenedExportView(ExportView, frozen=True, kw_only=True):
    """An export with why it was asked for, and why it was refused."""

    reason: str
    refusal: str


class ExportBody(Body, frozen=True):
    """What is to be exported: of a division, or of one drawer."""

    kind: ExportKind
    reason: ShortText
    purpose: str | None = None
    division: Annotated[str, Meta(max_length=12)] = ""
    drawer_id: UUID | None = None


class ExportController(Controller):
    """What leaves the register in clear, inside an encrypted archive."""

    path = "/exports"
    tags = ["Exports"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.EXPORT_LIST})
    async def list_exports(
        self,
        officer: NamedDependency[Officer],
        show: FromQuery[ExportShow] = ExportShow.MINE,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[ExportView]:
        """One's own exports, or those to decide on."""
        page = await EXPORTS.page(officer, show, cursor)
        return list_of(ExportView.of, page.items, page.next)

    @post("/", opt={"act": Act.EXPORT_REQUEST})
    async def request(self, data: JSONBody[ExportBody], officer: NamedDependency[Officer]) -> Created:
        """Ask for an export; a large one waits for another officer. 409 when there is nothing to export."""
        asked = ExportAsking(data.kind, data.division, data.drawer_id, data.purpose, data.reason)
        return Created(await request_export(officer, asked))

    @get("/{export_id:uuid}", opt={"act": Act.EXPORT_LIST})
    async def open_export(self, export_id: FromPath[UUID], officer: NamedDependency[Officer]) -> OpenedExportView:
        """One export with its reason; looking is recorded."""
        export, reason, refusal = await EXPORTS.open(officer, export_id)
        return OpenedExportView.of(export, reason=reason, refusal=refusal)

    @post("/{export_id:uuid}/approval", opt={"act": Act.EXPORT_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def approve(
        self, export_id: FromPath[UUID], data: JSONBody[FreshCode], officer: NamedDependency[Officer]
    ) -> None:
        """Let another's export go out; 409 for one's own, or one that is decided."""
        await EXPORTS.approve(officer, export_id, data.code)

    @post("/{export_id:uuid}/refusal", opt={"act": Act.EXPORT_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def refuse(
        self, export_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Refuse another's export with a reason."""
        await EXPORTS.refuse(officer, export_id, data.reason)

    @post("/{export_id:uuid}/withdrawal", opt={"act": Act.EXPORT_WITHDRAW}, status_code=HTTP_204_NO_CONTENT)
    async def withdraw(self, export_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Take one's own export back before it is fetched."""
        await EXPORTS.withdraw(officer, export_id)

    @post("/{export_id:uuid}/password", opt={"act": Act.EXPORT_UNLOCK}, status_code=HTTP_200_OK)
    async def unlock(
        self, export_id: FromPath[UUID], data: JSONBody[FreshCode], officer: NamedDependency[Officer]
    ) -> UnlockedView:
        """The archive's password, once; from now on the archive can be fetched. 409 when it was shown before."""
        password = new_archive_password()
        return UnlockedView(password, await EXPORTS.unlock(officer, export_id, password, data.code))

    @get("/{export_id:uuid}/archive", opt={"act": Act.EXPORT_FETCH}, media_type="application/zip")
    async def fetch(self, export_id: FromPath[UUID], officer: NamedDependency[Officer]) -> Stream:
        """The encrypted archive, once, for who asked for it; 403 for others, 410 once the link is spent."""
        return archive_answer(await fetch_export(officer, export_id))
