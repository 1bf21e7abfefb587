"""Empty workbooks to fill in: titles, drop-downs of what may be chosen, cells that keep long numbers."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

_TITLE_ROW = 1
_ROOMY = 18
_NARROW = 12
_TEXT = "@"
_DAY = "yyyy-mm-dd"
_REQUIRED_FILL = PatternFill("solid", fgColor="FFF2CC")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its title in the first row, whether it must be filled, what may be chosen, and how it is written."""

    title: str
    is_required: bool = False
    choices: tuple[str, ...] = ()
    is_day: bool = False


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


def _bytes_of(workbook: Workbook) -> bytes:
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()
