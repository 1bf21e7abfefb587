"""CSV from outside: UTF-8 or GB18030, one of them throughout, with every row as long as its titles allow."""

import csv
import io
from collections.abc import Iterator

from api.workbooks.cells import unquoted_from_csv
from api.workbooks.limits import refuse
from supervision.wording import Wording

_UTF_8_BOM = b"\xef\xbb\xbf"
_UTF_16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_FIRST_OF_THREE_BYTES = "\u0800"
"""Below it are characters that two bytes of GB18030 are easily taken for; Chinese text lies above."""

_OTHER_KINDS = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ\x90\0", b"\x7fELF", b"{\\rtf",
    b"<!DOCTYPE", b"<html", b"<?xml",
)  # fmt: skip
"""How files begin that are no table, whatever their name says."""

NO_TABLE = Wording(
    "这不是 Excel（.xlsx）或 CSV 文件，请选择表格文件。",
    "This is no Excel workbook (.xlsx) and no CSV: choose a table.",
)
UTF_16 = Wording(
    "文件是 UTF-16 编码：请另存为 UTF-8 的 CSV 或 .xlsx。", "The file is UTF-16: save it as CSV in UTF-8, or as .xlsx."
)


def csv_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its last line; InputInvalid names the line that cannot be read."""
    reader = csv.reader(io.StringIO(_decoded(content), newline=""), strict=True)
    try:
        for row in reader:
            yield reader.line_num, [unquoted_from_csv(value) for value in row]
    except csv.Error as error:
        raise refuse(_broken_line(reader.line_num)) from error


def _decoded(content: bytes) -> str:
    if content.startswith(_OTHER_KINDS):
        raise refuse(NO_TABLE)
    if content.startswith(_UTF_16_BOMS):
        raise refuse(UTF_16)
    zero = content.find(b"\0")
    if zero >= 0:
        raise refuse(_wrong_bytes(content.count(b"\n", 0, zero) + 1))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if content.startswith(_UTF_8_BOM):
            raise refuse(_wrong_bytes(content.count(b"\n", 0, error.start) + 1)) from error
    _check_one_encoding(content)
    return content.decode("gb18030")


def _check_one_encoding(content: bytes) -> None:
    """GB18030 throughout: almost any bytes can be read as it, so lines that are UTF-8 are looked for first."""
    encodings = dict[str, int]()
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.isascii():
            continue
        encoding = _encoding_of(line)
        if encoding is None:
            raise refuse(_wrong_bytes(number))
        encodings.setdefault(encoding, number)
        if {"utf-8", "gb18030"} <= encodings.keys():
            raise refuse(_mixed(number))


def _encoding_of(line: bytes) -> str | None:
    """The encoding that a line is in, `either` where it could be both, None where it is in none of the two."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and all(character.isascii() or character >= _FIRST_OF_THREE_BYTES for character in text):
        return "utf-8"
    try:
        line.decode("gb18030")
    except UnicodeDecodeError:
        return "utf-8" if text else None
    return "either" if text else "gb18030"


def _broken_line(number: int) -> Wording:
    return Wording(f"第{number}行不是完整的 CSV 行。", f"Line {number} is no whole line of CSV.")


def _wrong_bytes(number: int) -> Wording:
    return Wording(
        f"第{number}行含有既非 UTF-8 也非 GB18030 的字节。", f"Line {number} has bytes of neither UTF-8 nor GB18030."
    )


def _mixed(number: int) -> Wording:
    return Wording(
        f"文件混用了两种编码，第{number}行与前面的行不同：请统一为 UTF-8 后再导入。",
        f"The file mixes two encodings: line {number} differs from those above. Save all of it as UTF-8.",
    )
