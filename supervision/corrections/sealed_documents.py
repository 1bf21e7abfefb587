"""A document as it is sealed with whatever it belongs to: told by its content, drawn anew, with title and checksum."""

import asyncio
import hashlib
from typing import Any
from uuid import UUID

import msgspec

from supervision.images import redraw
from supervision.media import read_media_type
from supervision.storage.database import Record
from supervision.texts import needed_text
from supervision.vault import DataKey, Place, seal, seal_json, unseal, unseal_json

MOST_TITLE = 120


class Details(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is sealed beside a document: its title, and the SHA-256 of its content in hexadecimal."""

    title: str
    sha256: str


def document_title(text: str) -> str:
    """A title in its one form; InputInvalid without one."""
    return needed_text(text, "title", MOST_TITLE)


async def drawn_anew(content: bytes) -> bytes:
    """A document as it may be stored: a picture without what its camera wrote beside it. AttachmentRefused."""
    return await asyncio.to_thread(redraw, content, read_media_type(content))


def sealed_document(table: str, document_id: UUID, title: str, content: bytes, key: DataKey) -> dict[str, Any]:
    """The columns of a document that was drawn anew, in a table of documents. AttachmentRefused, InputInvalid."""
    details = Details(document_title(title), hashlib.sha256(content).hexdigest())
    return {
        "media_type": read_media_type(content).value,
        "size_bytes": len(content),
        "details_sealed": seal_json(key, details, Place(table, "details_sealed", document_id)),
        "content_sealed": seal(key, content, Place(table, "content_sealed", document_id)),
    }


def details_of(table: str, row: Record, key: DataKey) -> Details:
    """Title and checksum from the columns of a document."""
    return unseal_json(key, row["details_sealed"], Place(table, "details_sealed", row["id"]), Details)


def content_of(table: str, document_id: UUID, sealed: bytes, key: DataKey) -> bytes:
    """The content of a document."""
    return unseal(key, sealed, Place(table, "content_sealed", document_id))
