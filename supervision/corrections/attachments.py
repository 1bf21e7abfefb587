"""Sealed documents on a file: proofs, signed notices, judgments."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from supervision.audit import Act, audited_change
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import read_purpose
from supervision.corrections.record_kinds import SEALED, SEALED_KINDS
from supervision.corrections.sealed_documents import (
    content_of,
    details_of,
    document_title,
    drawn_anew,
    sealed_document,
)
from supervision.corrections.store import load_file
from supervision.corrections.tables import AttachmentRow
from supervision.errors import NotFound, RuleRefused
from supervision.media import MediaType, read_media_type
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, load_key

TABLE = "attachment"


class AttachmentKind(StrEnum):
    """What a document is."""

    PROOF = "proof"
    NOTICE_SCAN = "notice-scan"
    PAPER_SCAN = "paper-scan"
    JUDGMENT = "judgment"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document on a file, without its content."""

    attachment_id: UUID
    file_id: UUID
    kind: AttachmentKind
    media_type: MediaType
    size_bytes: int
    title: str
    sha256: str
    added_at: datetime
    added_by: UUID | None
    added_by_name: str


@dataclass(frozen=True, slots=True)
class OpenedAttachment:
    """A document with its content."""

    attachment: Attachment
    content: bytes


class RecordSealed(RuleRefused):
    """The document proves a record that the law seals."""

    code = "record-sealed"


_SEALED = ", ".join(f"'{kind}'" for kind in sorted(SEALED_KINDS))
_SELECT = f"""
SELECT a.id, a.file, a.kind, a.media_type, a.size_bytes, a.details_sealed, a.added_at, a.added_by,
       coalesce(o.name, '') AS added_by_name,
       EXISTS (SELECT FROM file_record AS r WHERE r.proof = a.id AND r.kind IN ({_SEALED})) AS is_sealed
FROM attachment AS a LEFT JOIN officer AS o ON o.id = a.added_by
"""  # noqa: S608 - constants of our own


async def add_attachment(officer: Officer, file_id: UUID, kind: AttachmentKind, title: str, content: bytes) -> UUID:
    """Seal a document into the file; AttachmentRefused for what is no PDF, PNG, JPEG or plain docx of 10 MB at most.

    A picture is drawn anew: what the camera wrote beside it, the place included, is not kept.
    """
    title, content = document_title(title), await drawn_anew(content)
    async with audited_change(officer.actor, Act.ATTACHMENT_ADD, about_file(file_id)) as change:
        key = await load_key((await load_file(officer, Act.ATTACHMENT_ADD, file_id)).vault_key)
        attachment_id = await save_attachment(officer, file_id, kind, title, content, key, change.at)
        change.note(attachment=attachment_id, kind=kind, media_type=read_media_type(content), size_bytes=len(content))
    return attachment_id


async def save_attachment(
    officer: Officer, file_id: UUID, kind: AttachmentKind, title: str, content: bytes, key: DataKey, at: datetime
) -> UUID:
    """Seal a document that was drawn anew into a file that the caller's change has loaded."""
    attachment_id = uuid4()
    await AttachmentRow.insert(
        AttachmentRow(
            id=attachment_id,
            file=file_id,
            kind=kind.value,
            added_at=at,
            added_by=officer.id,
            **sealed_document(TABLE, attachment_id, title, content, key),
        )
    )
    return attachment_id


async def open_attachment(officer: Officer, attachment_id: UUID, purpose: str | None) -> OpenedAttachment:
    """A document in clear, for a purpose that is recorded with the file's readings.

    RecordSealed for the proof of a record that the law seals: that is read on a legal basis.
    """
    reason = read_purpose(purpose)
    row = await fetch_one(f"{_SELECT} WHERE a.id = $1", attachment_id)
    if row is None:
        raise NotFound(NOT_HERE)  # exactly as outside of the reach, so that existence is not told
    about = about_file(row["file"])
    async with audited_change(officer.actor, Act.ATTACHMENT_OPEN, about, purpose=reason) as change:
        key = await load_key((await load_file(officer, Act.ATTACHMENT_OPEN, row["file"])).vault_key)
        change.note(attachment=attachment_id)
        if row["is_sealed"]:
            raise RecordSealed(SEALED)
        return OpenedAttachment(attachment_of(row, key), await open_content(attachment_id, key))


async def open_content(attachment_id: UUID, key: DataKey) -> bytes:
    """The content of a document of a file that the caller's act has opened."""
    sealed = await fetch_one("SELECT content_sealed FROM attachment WHERE id = $1", attachment_id)
    if sealed is None:
        raise NotFound(NOT_HERE)
    return content_of(TABLE, attachment_id, sealed["content_sealed"], key)


async def load_attachments(officer: Officer, act: Act, file_id: UUID) -> tuple[Attachment, ...]:
    """The documents of a file on which the officer may do `act`, newest first; the caller's act is audited."""
    key = await load_key((await load_file(officer, act, file_id)).vault_key)
    rows = await fetch(f"{_SELECT} WHERE a.file = $1 ORDER BY a.added_at DESC, a.id", file_id)
    return tuple(attachment_of(row, key) for row in rows)


def attachment_of(row: Record, key: DataKey) -> Attachment:
    """An attachment from the columns of its query, its title opened."""
    details = details_of(TABLE, row, key)
    return Attachment(
        attachment_id=row["id"],
        file_id=row["file"],
        kind=AttachmentKind(row["kind"]),
        media_type=MediaType(row["media_type"]),
        size_bytes=row["size_bytes"],
        title=SEALED if row["is_sealed"] else details.title,
        sha256=details.sha256,
        added_at=row["added_at"],
        added_by=row["added_by"],
        added_by_name=row["added_by_name"],
    )
