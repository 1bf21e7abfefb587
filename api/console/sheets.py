"""Excel sheets of the console: small uploads read whole, verdicts written back, and workbooks as downloads."""

from collections.abc import Collection, Iterable, Sequence

from litestar import Response

from api.http import HttpResponse
from api.workbooks.limits import NO_ROWS, NO_WORKBOOK, ReadLimits, refuse
from api.workbooks.packages import is_workbook
from api.workbooks.reading import FilledRow, read_table
from api.workbooks.templates import SheetColumn, empty_sheet
from api.workbooks.writing import XLSX, workbook_chunks
from supervision.wording import Wording

__all__ = [
    "MOST_BYTES",
    "FilledRow",
    "SheetColumn",
    "check_cells",
    "empty_sheet",
    "read_any_table",
    "read_sheet",
    "verdict_sheet",
    "workbook_answer",
]

MOST_BYTES = 8 * 1024 * 1024
"""How large an uploaded workbook may be."""

_MOST_UNPACKED_BYTES = 120 * 1024 * 1024


def read_sheet(content: bytes, columns: Sequence[SheetColumn], most_rows: int) -> tuple[FilledRow, ...]:
    """The filled rows of the first sheet; InputInvalid for no table, missing columns, no rows, too many, a bad cell."""
    if not is_workbook(content):
        raise refuse(NO_WORKBOOK)
    titles, rows = read_any_table(content, most_rows)
    _check_titles(titles, columns)
    check_cells(rows, titles)
    return rows


def read_any_table(content: bytes, most_rows: int) -> tuple[tuple[str, ...], tuple[FilledRow, ...]]:
    """Titles and filled rows of a workbook's first sheet or of CSV; InputInvalid for no table, no rows, too many."""
    table = read_table(content, ReadLimits(MOST_BYTES, _MOST_UNPACKED_BYTES, most_rows))
    rows = tuple(table.rows())
    if not rows:
        raise refuse(NO_ROWS)
    return table.titles, rows


def check_cells(rows: Iterable[FilledRow], titles: Collection[str]) -> None:
    """InputInvalid names the first cell under these titles whose content cannot be taken."""
    for row in rows:
        for title, reason in row.refusals.items():
            if title in titles:
                raise refuse(_at_cell(row.number, title, reason))


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
