"""How much of an uploaded table is read, and what is said of one that cannot be."""

from dataclasses import dataclass

from supervision.errors import InputInvalid
from supervision.wording import Wording

MOST_PHYSICAL_ROWS = 200_000
"""Rows that a sheet may have with its empty ones; a parser holds a place in memory for each of their cells."""

NO_WORKBOOK = Wording("这不是可以读取的 Excel 文件（.xlsx）。", "This is no Excel workbook (.xlsx) that can be read.")
OLD_OR_LOCKED = Wording(
    "这是旧版（.xls）或加了密码的 Excel 文件：请去掉密码并另存为 .xlsx。",
    "This is an old (.xls) or password-protected workbook: remove the password and save it as .xlsx.",
)
HAS_MACROS = Wording("文件含有宏：请另存为不含宏的 .xlsx。", "The workbook has macros: save it as .xlsx without them.")
HAS_LINKS = Wording(
    "文件引用了其他文件：请将引用粘贴为数值后再保存。",
    "The workbook refers to other files: paste those references as values and save it again.",
)
TOO_LARGE = Wording("文件过大。", "The file is too large.")
PACKED_TOO_TIGHT = Wording(
    "文件的压缩比异常，拒绝读取。", "The file is packed more tightly than any table: it is not opened."
)
TOO_MUCH_WORK = Wording(
    "读取此文件需要的内存或时间超过限度。", "Reading this file takes more memory or time than it is given."
)
TOO_MANY_ROWS = Wording("表中的行数超过一次可以导入的行数。", "The sheet has more rows than are imported at once.")
TOO_MANY_COLUMNS = Wording("表中的列数过多。", "The sheet has too many columns.")
NO_ROWS = Wording("表中没有填写任何行。", "No row is filled in.")
NO_TITLES = Wording("第一行须为列标题。", "The first row must hold the titles of the columns.")


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How much is read of an upload; whatever has more is refused whole."""

    most_bytes: int = 64 * 1024 * 1024
    most_unpacked_bytes: int = 512 * 1024 * 1024
    most_rows: int = 100_000
    most_columns: int = 60
    most_characters: int = 2_000


def refuse(message: str) -> InputInvalid:
    """The refusal of an uploaded table, to be raised."""
    return InputInvalid(message, field="sheet")


def titles_twice(title: str) -> Wording:
    """What is said of a sheet with two columns of one title."""
    return Wording(f"列标题“{title}”出现了两次。", f"Two columns have the title “{title}”.")
