"""The .xlsx as a package: checked before any parser sees it, and handed on as exactly what was checked.

An archive can say one thing to one reader and another to the next (two directories, two members of one name, sizes that
lie). So nothing of the upload is passed on: its XML parts are unpacked under a limit, looked through, and packed anew.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from api.workbooks.limits import (
    HAS_LINKS,
    HAS_MACROS,
    MOST_PHYSICAL_ROWS,
    NO_WORKBOOK,
    OLD_OR_LOCKED,
    PACKED_TOO_TIGHT,
    TOO_LARGE,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    ReadLimits,
    refuse,
)
from supervision.media import ZIP_DAMAGE

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Old workbooks, and new ones with a password, come in this container."""

_CONTENT_TYPES = "[Content_Types].xml"
_MOST_MEMBERS = 500
_HIGHEST_RATIO = 200
_SMALL_BYTES = 1024 * 1024
_CHUNK_BYTES = 1024 * 1024
_LONGEST_PIECE_BYTES = 1024 * 1024
_IS_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})

_UTF_8 = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?!\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8|us-ascii)[^>]*>)", re.IGNORECASE)
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FAR_ROW = re.compile(rb"r=\"[A-Za-z]*0*([1-9][0-9]{%d,})\"" % (len(str(MOST_PHYSICAL_ROWS)) - 1))
_FAR_COLUMN = re.compile(rb"r=\"([A-Za-z]{2,})[0-9]")
"""As all programs write addresses. Another spelling passes here, and ends at the memory that the process is given."""


def is_workbook(content: bytes) -> bool:
    """Whether an upload begins as a workbook does, be it one that will be refused; its name says nothing."""
    return content.startswith((ZIP_MAGIC, OLE_MAGIC))


def checked_package(content: bytes, limits: ReadLimits) -> bytes:
    """The workbook's XML parts in a package of our own making; InputInvalid says what is wrong with the upload."""
    if content.startswith(OLE_MAGIC):
        raise refuse(OLD_OR_LOCKED)
    if not content.startswith(ZIP_MAGIC):
        raise refuse(NO_WORKBOOK)
    target = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as upload, zipfile.ZipFile(target, "w") as package:
            _check_directory(upload.infolist(), limits)
            for member in upload.infolist():
                if member.filename.endswith((".xml", ".rels")):
                    _copy_checked(upload, member, package, limits)
    except ZIP_DAMAGE as error:
        raise refuse(NO_WORKBOOK) from error
    return target.getvalue()


def _check_directory(members: list[zipfile.ZipInfo], limits: ReadLimits) -> None:
    """What the directory says, which the unpacking then holds it to."""
    names = [member.filename.lower() for member in members]
    if len(names) > _MOST_MEMBERS or len(set(names)) < len(names) or _CONTENT_TYPES.lower() not in names:
        raise refuse(NO_WORKBOOK)
    if any(member.flag_bits & _IS_ENCRYPTED for member in members):
        raise refuse(OLD_OR_LOCKED)
    if any(member.compress_type not in _METHODS for member in members):
        raise refuse(NO_WORKBOOK)
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise refuse(HAS_MACROS)
    if any("/externallinks/" in name for name in names):
        raise refuse(HAS_LINKS)
    if any(member.file_size > max(_SMALL_BYTES, _HIGHEST_RATIO * member.compress_size) for member in members):
        raise refuse(PACKED_TOO_TIGHT)
    if sum(member.file_size for member in members) > limits.most_unpacked_bytes:
        raise refuse(TOO_LARGE)


def _copy_checked(
    upload: zipfile.ZipFile, member: zipfile.ZipInfo, package: zipfile.ZipFile, limits: ReadLimits
) -> None:
    """Unpack a part (never more than its stated size, whose checksum must fit), and look through it on the way."""
    is_sheet = "sheet" in member.filename.lower()
    looked_at = _Look(limits)
    with upload.open(member) as source, package.open(member.filename, "w") as copy:
        for piece in _pieces(iter(lambda: source.read(_CHUNK_BYTES), b"")):
            looked_at.at_text(piece)
            if is_sheet:
                looked_at.at_cells(piece)
            copy.write(piece)


def _pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, cut behind tags so that none is torn in two; ValueError for one without end."""
    rest = b""
    for chunk in chunks:
        whole = rest + chunk
        end = whole.rfind(b">") + 1
        if end:
            yield whole[:end]
        rest = whole[end:]
        if len(rest) > _LONGEST_PIECE_BYTES:
            raise ValueError("a tag without an end")
    if rest:
        yield rest


class _Look:
    """What was seen of one part so far."""

    def __init__(self, limits: ReadLimits) -> None:
        self._most_columns = limits.most_columns
        self._rows = 0
        self._is_begun = False

    def at_text(self, piece: bytes) -> None:
        """UTF-8, and no document type: entities are how a small part becomes a large one."""
        if not self._is_begun and not _UTF_8.match(piece):
            raise refuse(NO_WORKBOOK)
        self._is_begun = True
        if _DTD.search(piece):
            raise refuse(NO_WORKBOOK)

    def at_cells(self, piece: bytes) -> None:
        """The rows there are and the farthest addresses; the stated dimension is never asked."""
        self._rows += piece.count(b"<row") + piece.count(b":row")
        far = (int(digits[:9]) for digits in _FAR_ROW.findall(piece))
        if self._rows > MOST_PHYSICAL_ROWS or any(row > MOST_PHYSICAL_ROWS for row in far):
            raise refuse(TOO_MANY_ROWS)
        if any(_column_number(letters) > self._most_columns for letters in set(_FAR_COLUMN.findall(piece))):
            raise refuse(TOO_MANY_COLUMNS)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:4]:
        number = number * 26 + letter - 64
    return number
