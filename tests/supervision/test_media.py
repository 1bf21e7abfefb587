import io
import zipfile

import pytest

from supervision.media import MOST_BYTES, AttachmentRefused, MediaType, read_media_type


def docx(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7 ...", MediaType.PDF),
        (b"\x89PNG\r\n\x1a\n....", MediaType.PNG),
        (b"\xff\xd8\xff\xe0....", MediaType.JPEG),
        (docx("[Content_Types].xml", "word/document.xml"), MediaType.DOCX),
    ],
)
def test_a_document_is_told_by_its_content(content: bytes, media_type: MediaType) -> None:
    assert read_media_type(content) is media_type


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",
        b"<html>%PDF-</html>",
        b"PK\x03\x04 broken",
        docx("a.txt"),
        docx("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    ],
)
def test_anything_else_is_refused_whatever_it_is_called(content: bytes) -> None:
    with pytest.raises(AttachmentRefused) as refusal:
        read_media_type(content)
    assert refusal.value.field == "content"


def test_ten_megabytes_fit_and_one_byte_more_does_not() -> None:
    whole = b"%PDF-".ljust(MOST_BYTES, b"0")
    assert read_media_type(whole) is MediaType.PDF
    with pytest.raises(AttachmentRefused):
        read_media_type(whole + b"0")
