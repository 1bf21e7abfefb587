"""Excel sheets of the console: small uploads read whole, verdicts written back, and workbooks as downloads."""

from collections.abc import Iterable, Sequence

from litestar import Response

from api.http import HttpResponse
from api.workbooks.limits import NO_ROWS, NO_WORKBOOK, ReadLimits, refuse
from api.workbooks.packages import is_workbook
from api.workbooks.reading import FilledRow, read_table
from api.workbooks.templates import SheetColumn, empty_sheet
from api.workbooks.writing import XLSX, workbook_chunks
from supervision.sheet_cells import Cell
from supervision.wording import Wording

__all__ = [
    "MOST_BYTES",
    "Cell",
    "FilledRow",
    "SheetColumn",
    "empty_sheet",
    "read_sheet",
    "verdict_sheet",
    "workbook_answer",
]

MOST_BYTES = 8 * 1024 * 1024
"""How large an uploaded workbook may be."""

_MOST_UNPACKED_BYTES = 120 * 1024 * 1024


def read_sheet(
    content: bytes, columns: Sequence[SheetColumn], most_rows: int, *, may_be_csv: bool = False
) -> tuple[FilledRow, ...]:
    """The filled rows of the first sheet; InputInvalid for no table, missing columns, no rows, too many, a bad cell."""
    if not may_be_csv and not is_workbook(content):
        raise refuse(NO_WORKBOOK)
    table = read_table(content, ReadLimits(MOST_BYTES, _MOST_UNPACKED_BYTES, most_rows))
    _check_titles(table.titles, columns)
    filled = tuple(table.rows())
    if not filled:
        raise refuse(NO_ROWS)
    for row in filled:
        for title, reason in row.refusals.items():
            raise refuse(_at_cell(row.number, title, reason))
    return filled


def verdict_sheet(titles: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """A plain sheet of texts; nothing that stands in it is ever taken for a formula."""
    return b"".join(workbook_chunks("verdicts", titles, rows))


def workbook_answer(content: bytes, file_name: str) -> HttpResponse:
    """A workbook as a download; `file_name` is plain ASCII."""
    headers = {"content-disposition": f'attachment; filename="{file_name}"'}
    return Response(content, media_type=XLSX, headers=headers)


def _check_titles(titles: Sequence[str], columns: Sequence[SheetColumn]) -> None:
    missing = [column.title for column in columns if column.is_required and column.title not in titles]
    if missing:
        names = "、".join(missing)
        raise refuse(Wording(f"缺少列：{names}。请使用模板。", f"Columns are missing: {names}. Use the template."))


def _at_cell(number: int, title: str, reason: Wording) -> Wording:
    return Wording(f"第{number}行“{title}”：{reason}", f"Row {number}, “{title}”: {reason.english}")
