"""What stands in a cell of a workbook, read as a text or a day; who read the workbook does not matter. Pure."""

import re
from datetime import date, datetime

from supervision.errors import InputInvalid
from supervision.wording import Wording

Cell = str | int | float | date | datetime | None
"""A value as a workbook gives it; whole numbers come without the `.0` that workbooks add."""

CELL_NEEDED = Wording("此格不能为空。", "This cannot be empty.")
DATE_WRONG = Wording("日期写作 2026-01-31 的形式。", "A date is written as 2026-01-31.")

_DAY = re.compile(r"([0-9]{4})(?:[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[ T]00:00(?::00)?)?|([0-9]{2})([0-9]{2}))")


def text_of(cell: Cell) -> str:
    """A cell as a text; a day as 2026-01-31, a whole number without `.0`."""
    match cell:
        case None:
            return ""
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case _:
            return str(cell).strip()


def day_of(cell: Cell, field: str) -> date | None:
    """A cell as a day, None where it is empty; 2026-01-31, 2026/1/31, 20260131 and Excel's own days are read.

    InputInvalid names the field.
    """
    text = text_of(cell)
    if not text:
        return None
    found = _DAY.fullmatch(text)
    try:
        if found:
            return date(*(int(part) for part in found.groups() if part is not None))
    except ValueError:
        pass
    raise InputInvalid(DATE_WRONG, field=field)


def needed_day(cell: Cell, field: str) -> date:
    """A cell that must hold a day, as `day_of` reads it; InputInvalid names the field where it is empty."""
    day = day_of(cell, field)
    if day is None:
        raise InputInvalid(CELL_NEEDED, field=field)
    return day
