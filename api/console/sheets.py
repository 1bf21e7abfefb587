"""Excel sheets: empty templates with drop-downs, filled ones read row by row, and verdicts written back."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from litestar import Response
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from api.http import HttpResponse
from supervision.errors import InputInvalid
from supervision.wording import Wording

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 8 * 1024 * 1024
"""How large an uploaded workbook may be."""

_MOST_UNPACKED_BYTES = 120 * 1024 * 1024
_TITLE_ROW = 1
_ROOMY = 18
_NARROW = 12
_TEXT = "@"
_DAY = "yyyy-mm-dd"
_REQUIRED_FILL = PatternFill("solid", fgColor="FFF2CC")

NO_WORKBOOK = Wording("这不是可以读取的 Excel 文件（.xlsx）。", "This is no Excel workbook (.xlsx) that can be read.")
TOO_LARGE = Wording("文件过大。", "The file is too large.")
NO_ROWS = Wording("表中没有填写任何行。", "No row is filled in.")
TOO_MANY_ROWS = Wording("表中的行数超过一次可以导入的行数。", "The sheet has more rows than are imported at once.")

Cell = str | int | float | date | datetime | None
"""A value as a workbook gives it."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its title in the first row, whether it must be filled, what may be chosen, and how it is written."""

    title: str
    is_required: bool = False
    choices: tuple[str, ...] = ()
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row by the titles of its columns; `number` is the one that Excel shows."""

    number: int
    cells: Mapping[str, Cell]


def empty_sheet(name: str, columns: Sequence[SheetColumn], most_rows: int) -> bytes:
    """A template: titles (those that must be filled are tinted), drop-downs, and cells that keep long numbers."""
    workbook, lists = _new_workbook(name)
    sheet = workbook.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook begins with a worksheet")
    for index, column in enumerate(columns, start=1):
        letter = get_column_letter(index)
        title = sheet.cell(_TITLE_ROW, index, column.title)
        title.font = Font(bold=True)
        if column.is_required:
            title.fill = _REQUIRED_FILL
        sheet.column_dimensions[letter].width = max(_NARROW, 2 * len(column.title) + 2, _ROOMY if column.choices else 0)
        sheet.column_dimensions[letter].number_format = _DAY if column.is_day else _TEXT
        if column.choices:
            _add_drop_down(sheet, lists, letter, column.choices, most_rows)
    sheet.freeze_panes = "A2"
    return _bytes_of(workbook)


def read_sheet(content: bytes, columns: Sequence[SheetColumn], most_rows: int) -> tuple[FilledRow, ...]:
    """The filled rows of the first sheet; InputInvalid for no workbook, missing columns, no rows or too many."""
    _check_size(content)
    try:
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = workbook.worksheets[0].iter_rows(values_only=True)
        titles = [str(title or "").strip() for title in next(rows, ())]
        _check_titles(titles, columns)
        filled = list(_filled(titles, rows, most_rows))
    except InputInvalid:
        raise
    except Exception as error:
        raise InputInvalid(NO_WORKBOOK, field="sheet") from error
    if not filled:
        raise InputInvalid(NO_ROWS, field="sheet")
    return tuple(filled)


def verdict_sheet(titles: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """A plain sheet of texts; nothing that stands in it is ever taken for a formula."""
    workbook = Workbook(write_only=False)
    sheet = workbook.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook begins with a worksheet")
    for row_number, row in enumerate((titles, *rows), start=1):
        for index, value in enumerate(row, start=1):
            cell = sheet.cell(row_number, index, value)
            if isinstance(value, str):
                cell.data_type = "s"
    return _bytes_of(workbook)


def workbook_answer(content: bytes, file_name: str) -> HttpResponse:
    """A workbook as a download; `file_name` is plain ASCII."""
    headers = {"content-disposition": f'attachment; filename="{file_name}"'}
    return Response(content, media_type=XLSX, headers=headers)


def _new_workbook(name: str) -> tuple[Workbook, Worksheet]:
    workbook = Workbook()
    if workbook.active is not None:
        workbook.active.title = name
    lists = workbook.create_sheet("lists")
    lists.sheet_state = "hidden"
    return workbook, lists


def _add_drop_down(sheet: Worksheet, lists: Worksheet, letter: str, choices: Sequence[str], most_rows: int) -> None:
    """A drop-down whose options stand on the hidden sheet, where their length does not matter."""
    column = len([title for title in lists[1] if title.value is not None]) + 1
    for row, choice in enumerate(choices, start=1):
        lists.cell(row, column, choice)
    place = get_column_letter(column)
    rule = DataValidation("list", formula1=f"lists!${place}$1:${place}${len(choices)}", allow_blank=True)
    rule.add(f"{letter}2:{letter}{most_rows + 1}")
    sheet.add_data_validation(rule)


def _check_size(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise InputInvalid(TOO_LARGE, field="sheet")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile as error:
        raise InputInvalid(NO_WORKBOOK, field="sheet") from error
    if unpacked > _MOST_UNPACKED_BYTES:
        raise InputInvalid(TOO_LARGE, field="sheet")


def _check_titles(titles: Sequence[str], columns: Sequence[SheetColumn]) -> None:
    missing = [column.title for column in columns if column.is_required and column.title not in titles]
    if missing:
        names = "、".join(missing)
        message = Wording(f"缺少列：{names}。请使用模板。", f"Columns are missing: {names}. Use the template.")
        raise InputInvalid(message, field="sheet")


def _filled(titles: Sequence[str], rows: Iterator[tuple[object, ...]], most_rows: int) -> Iterator[FilledRow]:
    count = 0
    for number, row in enumerate(rows, start=_TITLE_ROW + 1):
        cells = {title: _cell(value) for title, value in zip(titles, row, strict=False) if title}
        if all(value in (None, "") for value in cells.values()):
            continue
        count += 1
        if count > most_rows:
            raise InputInvalid(TOO_MANY_ROWS, field="sheet")
        yield FilledRow(number, cells)


def _cell(value: object) -> Cell:
    if isinstance(value, bool | time) or not isinstance(value, str | int | float | date | None):
        return str(value)
    return value.strip() if isinstance(value, str) else value


def _bytes_of(workbook: Workbook) -> bytes:
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()
