"""Documents on a file, opened for a purpose."""

from uuid import UUID

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from api.console.pages_base import PageRequest, address
from api.console.view_models.base import Attachment as AttachmentLink
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.attachments import Attachment, open_attachment
from supervision.corrections.purposes import Purpose
from supervision.media import MediaType
from supervision.wording import Wording

_DOCUMENT = Wording("材料", "the document")
_SUFFIXES = {MediaType.PDF: "pdf", MediaType.PNG: "png", MediaType.JPEG: "jpg", MediaType.DOCX: "docx"}
SHOWN_BY_BROWSERS = frozenset({MediaType.PDF, MediaType.PNG, MediaType.JPEG})
"""What a page of ours can show in a frame; the rest is fetched."""
_HARMLESS = (
    "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
)


class AttachmentPages(Controller):
    """Documents inside the officer's reach."""

    path = "/attachments"

    @get("/{attachment_id:uuid}", opt={"act": Act.ATTACHMENT_OPEN})
    async def open(
        self,
        attachment_id: FromPath[UUID],
        page: NamedDependency[PageRequest],
        purpose: FromQuery[str | None] = None,
    ) -> HttpResponse:
        """The document itself, as it was attached; the opening is recorded with its purpose."""
        if purpose is None:
            return await page.ask_purpose(_DOCUMENT, "/console/")
        opened = await open_attachment(page.officer, attachment_id, purpose)
        return shown_document(attachment_id, opened.attachment.media_type, opened.content)


def shown_document(document_id: UUID, kind: MediaType, content: bytes) -> HttpResponse:
    """A document as a browser shows it in a frame, or fetches it; nothing in it runs."""
    way = "inline" if kind in SHOWN_BY_BROWSERS else "attachment"
    return Response(
        content,
        media_type=kind.value,
        headers={
            "content-disposition": f'{way}; filename="{document_id}.{_SUFFIXES[kind]}"',
            "content-security-policy": _HARMLESS,
            "x-frame-options": "SAMEORIGIN",
        },
    )


def attachment_link(attachment: Attachment, purpose: Purpose | str) -> AttachmentLink:
    """A document on a page that was opened for a purpose, which opening it takes over."""
    return AttachmentLink(
        name=attachment.title,
        path=attachment_path(attachment.attachment_id, purpose),
        size_bytes=attachment.size_bytes,
        added_at=attachment.added_at,
        added_by=attachment.added_by_name,
    )


def attachment_path(attachment_id: UUID, purpose: Purpose | str) -> str:
    """Where a document opens."""
    return address(f"/console/attachments/{attachment_id}", purpose=str(purpose))
