"""What stands in a cell: the values that are given, the reasons for which one is refused, and formulas kept as text."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from supervision.sheet_cells import Cell
from supervision.wording import Wording

DIGITS_LOST = Wording(
    "此格是数字格式，Excel 只保留15位，其后的数字已丢失：请将此列设为文本格式后重新填写。",
    "This cell is a number: Excel keeps 15 digits and has lost the others. Make the column text and enter it again.",
)
TEXT_TOO_LONG = Wording("此格的文字过长。", "The text in this cell is too long.")
UNPRINTABLE = Wording("此格含有不可显示的控制字符。", "This cell holds control characters, which cannot be shown.")
ERROR_VALUE = Wording("此格是 Excel 的错误值。", "This cell holds an error of Excel.")

REFUSALS = (DIGITS_LOST, TEXT_TOO_LONG, UNPRINTABLE, ERROR_VALUE)
"""Every reason for which a cell is not taken; the reading process names them by their place."""

_EXACT_BELOW = 10**15
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_ERROR = re.compile(r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA|SPILL!|CALC!)")
_ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?(?:1[5-9]|[2-9][0-9])")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class CellRefused:
    """Stands where a cell's content cannot be taken, and says why."""

    reason: Wording


def read_cell(value: object, most_characters: int) -> Cell | CellRefused:
    """A parser's value as a cell: exact, or refused with its reason; formulas are the text or value they had."""
    if isinstance(value, str):
        return _read_text(value, most_characters)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _read_number(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value if isinstance(value, date | None) else str(value)


def looks_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet that opens this as plain text might calculate it."""
    return text.startswith(_FORMULA_STARTS)


def quoted_for_csv(text: str) -> str:
    """The text so that no spreadsheet calculates it: CSV has no types, only the apostrophe."""
    return f"'{text}" if looks_like_a_formula(text) else text


def unquoted_from_csv(text: str) -> str:
    """What `quoted_for_csv` was given."""
    return text[1:] if text.startswith("'") and looks_like_a_formula(text[1:]) else text


def _read_text(value: str, most_characters: int) -> Cell | CellRefused:
    text = value.strip()
    if len(text) > most_characters:
        return CellRefused(TEXT_TOO_LONG)
    if not text.isprintable() and _CONTROL.search(text):
        return CellRefused(UNPRINTABLE)
    if text.startswith("#") and _ERROR.fullmatch(text):
        return CellRefused(ERROR_VALUE)
    if text[:1].isdigit() and _ROUNDED.fullmatch(text):
        return CellRefused(DIGITS_LOST)
    return text or None


def _read_number(value: float) -> Cell | CellRefused:
    if abs(value) >= _EXACT_BELOW or value != value:  # noqa: PLR0124 - only NaN differs from itself
        return CellRefused(DIGITS_LOST)
    return int(value) if value == int(value) else value
