"""Tables that go out, .xlsx and CSV, as a stream: no text of theirs is ever calculated, none of it touches a disk.

The libraries that write workbooks either hold every cell as an object or put the sheet into a temporary file in clear.
A plain table needs little of the format (ECMA-376, part 1): six small parts, and rows one after another.
"""

import csv
import io
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain
from xml.sax.saxutils import escape

from stream_zip import ZIP_64, MemberFile, stream_zip

from api.workbooks.cells import quoted_for_csv
from supervision.sheet_cells import Cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media type of a workbook."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MADE_AT = datetime(1980, 1, 1)  # noqa: DTZ001 - the first time that an archive can name: the same table, the same bytes
_MODE = 0o600
_ROWS_PER_CHUNK = 500
_QUICKLY = 3
_EXACT_BELOW = 10**15
_MOST_PRINTED = 120
_FIRST_DAY = date(1899, 12, 30)
_SECONDS_A_DAY = 86_400
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_BOLD, _AS_TEXT, _DAY, _MOMENT = 1, 2, 3, 4

_FIXED_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_DOCUMENT}/relationships/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_DOCUMENT}/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_DOCUMENT}/relationships/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="5"><xf xfId="0"/><xf numFmtId="49" fontId="1" xfId="0" applyFont="1" applyNumberFormat="1"/>'
    '<xf numFmtId="49" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


def workbook_chunks(
    name: str, titles: Sequence[str], rows: Iterable[Sequence[Cell]], watermark: str = ""
) -> Iterator[bytes]:
    """A workbook of one sheet; `watermark` stands in the first row, above the titles, and heads each printed page.

    Texts are text cells in text format: they stay texts when somebody edits them, too.
    """
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}/relationships"><sheets>'
        f'<sheet name="{_attribute(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    parts = {**_FIXED_PARTS, "xl/workbook.xml": book}
    members: list[MemberFile] = [
        (part, _MADE_AT, _MODE, ZIP_64, [(_XML + text).encode()]) for part, text in parts.items()
    ]
    sheet = (text.encode() for text in _sheet(titles, rows, watermark))
    members.append(("xl/worksheets/sheet1.xml", _MADE_AT, _MODE, ZIP_64, sheet))
    return iter(stream_zip(members, get_compressobj=_compressor, extended_timestamps=False))


def _compressor() -> "zlib._Compress":
    """Quick: rows of a table are alike, and the last tenth of the size costs most of the time."""
    return zlib.compressobj(level=_QUICKLY, wbits=-zlib.MAX_WBITS)


def csv_chunks(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """CSV in UTF-8 with its mark, which Excel needs to know it by; what looks like a formula begins with `'`."""
    line = io.StringIO()
    writer = csv.writer(line)
    yield b"\xef\xbb\xbf"
    for row in chain([titles], rows):
        writer.writerow(["" if cell is None else quoted_for_csv(str(cell)) for cell in row])
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()


def _sheet(titles: Sequence[str], rows: Iterable[Sequence[Cell]], watermark: str) -> Iterator[str]:
    heads = [[watermark], titles] if watermark else [titles]
    first = len(heads) + 1
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{len(heads)}" topLeftCell="A{first}" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews>"
        f'<cols><col min="1" max="{max(1, len(titles))}" width="18" style="{_AS_TEXT}" customWidth="1"/></cols>'
        "<sheetData>"
    )
    yield from (
        f'<row r="{number}">{"".join(_text_cell(text, _BOLD) for text in head)}</row>'
        for number, head in enumerate(heads, start=1)
    )
    lines: list[str] = []
    for number, row in enumerate(rows, start=first):
        lines.append(f'<row r="{number}">{"".join(map(_cell, row))}</row>')
        if len(lines) == _ROWS_PER_CHUNK:
            yield "".join(lines)
            lines.clear()
    header = f"&amp;C{_printed(watermark)}" if watermark else ""
    foot = f"<headerFooter><oddHeader>{header}</oddHeader></headerFooter>" if header else ""
    yield f"{''.join(lines)}</sheetData>{foot}</worksheet>"


def _cell(cell: Cell) -> str:
    match cell:
        case str():
            return _text_cell(cell, _AS_TEXT)
        case None:
            return "<c/>"
        case datetime():
            moment = (cell.date() - _FIRST_DAY).days + _seconds(cell.time()) / _SECONDS_A_DAY
            return f'<c s="{_MOMENT}"><v>{moment!r}</v></c>'
        case date():
            return f'<c s="{_DAY}"><v>{(cell - _FIRST_DAY).days}</v></c>'
        case _ if abs(cell) >= _EXACT_BELOW:
            return _text_cell(str(cell), _AS_TEXT)
        case _:
            return f"<c><v>{cell!r}</v></c>"


def _seconds(moment: time) -> float:
    return timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second).total_seconds()


def _text_cell(text: str, style: int) -> str:
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{_plain(text)}</t></is></c>'


def _plain(text: str) -> str:
    """Escaped twice: for XML, and where Excel would take a part of it for a character's number."""
    if not text.isprintable():
        text = _NOT_XML.sub("", text)
    if "_x" in text:
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return escape(text)


def _attribute(text: str) -> str:
    return escape(_NOT_XML.sub("", text), {'"': "&quot;"})


def _printed(text: str) -> str:
    """A text of a page's head, in which `&` would begin a command; Excel refuses a longer one."""
    return escape(_NOT_XML.sub("", text)[:_MOST_PRINTED].replace("&", "&&"))
