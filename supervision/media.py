"""Which documents can be attached, told by their content and never by their name. Pure."""

import io
import zipfile
import zlib
from enum import StrEnum

from supervision.errors import InputInvalid
from supervision.wording import Wording

MOST_BYTES = 10 * 1024 * 1024
"""How large an attached document may be."""

ZIP_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What is raised while a damaged archive, or one that was made to deceive, is unpacked."""


class MediaType(StrEnum):
    """The kinds of document that are kept."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


TOO_LARGE = Wording("文件不能超过 10 MB。", "A document has at most 10 MB.")
EMPTY = Wording("文件是空的。", "The document is empty.")
TYPE_UNKNOWN = Wording(
    "只接受 PDF、PNG、JPEG 和不含宏的 Word 文档（docx）；请检查文件内容。",
    "Only PDF, PNG, JPEG and Word documents without macros (docx) are kept; the content is none of these.",
)

_MARKS = (
    (b"%PDF-", MediaType.PDF),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"\xff\xd8\xff", MediaType.JPEG),
)
_ZIP = b"PK\x03\x04"
_MOST_MEMBERS = 2_000


class AttachmentRefused(InputInvalid):
    """This document cannot be attached."""

    code = "attachment-refused"


def read_media_type(content: bytes) -> MediaType:
    """What kind of document the bytes are; AttachmentRefused for any other, an empty one or one above 10 MB."""
    if not content:
        raise AttachmentRefused(EMPTY, field="content")
    if len(content) > MOST_BYTES:
        raise AttachmentRefused(TOO_LARGE, field="content")
    for mark, media_type in _MARKS:
        if content.startswith(mark):
            return media_type
    if content.startswith(_ZIP) and _is_plain_docx(content):
        return MediaType.DOCX
    raise AttachmentRefused(TYPE_UNKNOWN, field="content")


def _is_plain_docx(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return False
    return (
        len(names) <= _MOST_MEMBERS
        and {"[Content_Types].xml", "word/document.xml"} <= set(names)
        and not any(name.lower().endswith(".bin") for name in names)
    )
