"""Documents and recorded facts on a person file."""

from datetime import date
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, MultipartBody
from litestar.status_codes import HTTP_204_NO_CONTENT
from msgspec import Meta, Struct

from api.v1.requests import Body, Created, PurposeAsked, Reason, ShortText
from supervision.audit import Act
from supervision.corrections.attachments import AttachmentKind, add_attachment, open_attachment
from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.records import add_record, annul_record
from supervision.media import MOST_BYTES, MediaType
from supervision.officers import Officer

MOST_UPLOAD_BYTES = MOST_BYTES + 64 * 1024
"""The largest document with the parts of a form around it."""

_ENDINGS = {MediaType.PDF: "pdf", MediaType.PNG: "png", MediaType.JPEG: "jpg", MediaType.DOCX: "docx"}
"""How the name of a downloaded document ends."""


def downloaded(title: str, media_type: MediaType, content: bytes, disposition: str = "attachment") -> Response[bytes]:
    """A document under its title, in a sandbox of its own; `inline` lets a browser show it."""
    name = quote(f"{title}.{_ENDINGS[media_type]}")
    headers = {
        "content-disposition": f"{disposition}; filename*=UTF-8''{name}",
        "content-security-policy": "default-src 'none'; sandbox",
    }
    return Response(content, media_type=media_type, headers=headers)


class Upload(Struct, frozen=True):
    """A document and what it is; its type is told by its content, never by its name."""

    kind: AttachmentKind
    title: Annotated[str, Meta(min_length=1, max_length=120)]
    content: UploadFile


class NewRecord(Body, frozen=True):
    """A fact on which a ground can rest, with the attachment that proves it."""

    kind: RecordKind
    happened_on: date
    summary: ShortText
    proof_id: UUID | None = None


class FilePaperController(Controller):
    """Attachments and records of supervisees inside the officer's reach."""

    tags = ["Supervisees"]  # noqa: RUF012 - as Litestar declares it

    @post(
        "/supervisees/{supervisee_id:uuid}/attachments",
        opt={"act": Act.ATTACHMENT_ADD, "about": "person-file"},
        request_max_body_size=MOST_UPLOAD_BYTES,
    )
    async def add_attachment(
        self, supervisee_id: FromPath[UUID], data: MultipartBody[Upload], officer: NamedDependency[Officer]
    ) -> Created:
        """Seal a document of 10 MB at most into the file."""
        content = await data.content.read()
        return Created(await add_attachment(officer, supervisee_id, data.kind, data.title, content))

    @get("/attachments/{attachment_id:uuid}", opt={"act": Act.ATTACHMENT_OPEN}, media_type="application/octet-stream")
    async def open_attachment(
        self, attachment_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> Response[bytes]:
        """The document itself; the opening is recorded with its purpose."""
        opened = await open_attachment(officer, attachment_id, purpose)
        return downloaded(opened.attachment.title, opened.attachment.media_type, opened.content)

    @post(
        "/supervisees/{supervisee_id:uuid}/records",
        opt={"act": Act.FILE_RECORD_ADD, "about": "person-file"},
    )
    async def add_record(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewRecord], officer: NamedDependency[Officer]
    ) -> Created:
        """Record a fact on the file."""
        return Created(
            await add_record(officer, supervisee_id, data.kind, data.happened_on, data.summary, data.proof_id)
        )

    @post(
        "/supervisees/{supervisee_id:uuid}/records/{record_id:uuid}/annulment",
        opt={"act": Act.FILE_RECORD_ANNUL},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def annul_record(
        self,
        supervisee_id: FromPath[UUID],
        record_id: FromPath[UUID],
        data: JSONBody[Reason],
        officer: NamedDependency[Officer],
    ) -> None:
        """Annul a record: it stays to be seen, but no ground can rest on it any more."""
        await annul_record(officer, supervisee_id, record_id, data.reason)
