"""The steps that every import from Excel has: the empty template, the filled sheet, and the verdicts as a sheet."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.console.page_forms import SubmittedForm
from api.console.pages_base import PageRequest
from api.console.sheets import (
    MOST_BYTES,
    FilledRow,
    SheetColumn,
    empty_sheet,
    read_sheet,
    verdict_sheet,
    workbook_answer,
)
from api.console.view_models.imports import ImportResult, VerdictLine
from api.http import HttpResponse
from supervision.errors import InputInvalid
from supervision.wording import Wording

SHEET_BODY_BYTES: Final = MOST_BYTES + 64 * 1024
"""How large a request with a sheet may be: the sheet, and the few fields beside it."""

FILE_NEEDED = Wording("请选择 Excel 文件。", "Choose an Excel file.")

_ROW = Wording("行", "Row")
_VERDICT = Wording("结论", "Verdict")
_REASON = Wording("原因", "Reason")
_IN_COLUMN = Wording("%(column)s：%(reason)s", "%(column)s: %(reason)s")


@dataclass(frozen=True, slots=True)
class SheetKind:
    """One kind of sheet: its name in the template, the template's file name (ASCII), its rows, what names a row."""

    sheet_name: str
    template_name: str
    most_rows: int
    who: Wording

    async def template(self, columns: Sequence[SheetColumn]) -> HttpResponse:
        """The empty sheet as a download."""
        content = await asyncio.to_thread(empty_sheet, self.sheet_name, columns, self.most_rows)
        return workbook_answer(content, self.template_name)

    async def uploaded(self, form: SubmittedForm, columns: Sequence[SheetColumn]) -> tuple[str, tuple[FilledRow, ...]]:
        """File name and filled rows of the sheet in a form; InputInvalid where there is none that can be read."""
        sheet = form.file("sheet")
        if sheet is None:
            raise InputInvalid(FILE_NEEDED, field="sheet")
        return sheet.filename, await asyncio.to_thread(read_sheet, await sheet.read(), columns, self.most_rows)

    async def verdicts(self, page: PageRequest, result: ImportResult) -> HttpResponse:
        """The verdicts as a sheet."""
        titles = [page.say(title) for title in (_ROW, self.who, _VERDICT, _REASON)]
        rows = [
            (line.row_number, line.who, page.word(line.verdict, "verdict"), " ".join(line.reasons))
            for line in result.lines
        ]
        return workbook_answer(await asyncio.to_thread(verdict_sheet, titles, rows), "verdicts.xlsx")


def verdict_line(
    page: PageRequest, row_number: int, who: str, verdict: str, reason: str | None, column: str | None
) -> VerdictLine:
    """What is said of one row; the reason begins with the title of the column to mend, where there is one."""
    said = page.say(reason) if reason else ""
    if said and column is not None:
        said = page.say(_IN_COLUMN) % {"column": page.say(column), "reason": said}
    return VerdictLine(row_number=row_number, who=who, verdict=verdict, reasons=(said,) if said else ())
