"""Supervisees from an Excel sheet: a template, a verdict for every row, and only then the writing."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.kept_sheets import KeptSheets
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
from api.console.view_models.imports import ImportResult, ImportView, VerdictLine
from api.console.wording_marks import N_
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.category import CATEGORY_NAMES
from supervision.corrections.import_rows import COLUMNS, MOST_ROWS, TITLES
from supervision.corrections.importing import RowVerdict, SheetRow, Verdict, check_import, commit_import
from supervision.documents import DOCUMENT_TYPE_NAMES
from supervision.errors import InputInvalid
from supervision.officers import load_offices
from supervision.wording import Wording

_PATH = "/console/supervisees/import"
_ROOM_FOR_A_FORM = 64 * 1024
_SHEET_NAME = "对象"
_DAYS = frozenset({"born_on", "judged_on", "effective_on", "term_starts_on"})
_TITLE_OF = {column.field: column.title for column in COLUMNS}
_VERDICT_TITLES = (N_("行"), N_("姓名"), N_("结论"), N_("原因"))
_kept: KeptSheets[SheetRow] = KeptSheets()

FILE_NEEDED = Wording("请选择 Excel 文件。", "Choose an Excel file.")


class SuperviseeImportPages(Controller):
    """Imports of supervisees into offices inside the officer's reach."""

    path = "/supervisees/import"

    @get("/", opt={"act": Act.PERSON_FILE_IMPORT})
    async def choose(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Where to get the template, and where to hand it in."""
        return await page.show(_view(), active="supervisees")

    @get("/template.xlsx", opt={"act": Act.PERSON_FILE_IMPORT})
    async def template(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The empty sheet, with the offices within reach to choose from."""
        offices = tuple(office.name for office in await load_offices(page.officer))
        content = await asyncio.to_thread(empty_sheet, _SHEET_NAME, _columns(offices), MOST_ROWS)
        return workbook_answer(content, "supervisees.xlsx")

    @post(
        "/",
        opt={"act": Act.PERSON_FILE_IMPORT},
        status_code=HTTP_200_OK,
        request_max_body_size=MOST_BYTES + _ROOM_FOR_A_FORM,
    )
    async def check(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Say of each row what would become of it; nothing is written."""
        form = await page.form()
        try:
            file_name, rows = await _read_upload(form)
            verdicts = await check_import(page.officer, rows)
        except InputInvalid as error:
            return await page.show_again(_view(refusal=page.say(error.args[0])), error, active="supervisees")
        result = _result(page, _kept.new_token(), file_name, verdicts)
        _kept.keep(page.officer.id, rows, result, page.now)
        return page.redirect(f"{_PATH}/{result.token}")

    @get("/{token:str}", opt={"act": Act.PERSON_FILE_IMPORT, "about": "import"})
    async def verdicts(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The verdicts, and the button that writes."""
        sheet = _kept.find(page.officer.id, token, page.now)
        return await page.show(_view(result=sheet.result), active="supervisees")

    @post("/{token:str}", opt={"act": Act.PERSON_FILE_IMPORT, "about": "import"}, status_code=HTTP_200_OK)
    async def write(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Judge the rows again and write the new ones, all in one change."""
        sheet = _kept.find(page.officer.id, token, page.now)
        if sheet.rows:
            verdicts = await commit_import(page.officer, sheet.rows)
            result = _result(page, token, sheet.result.file_name, verdicts)
            _kept.written(sheet, replace(result, written_at=page.now))
        return page.redirect(f"{_PATH}/{token}")

    @get("/{token:str}/verdicts.xlsx", opt={"act": Act.PERSON_FILE_IMPORT, "about": "import"})
    async def verdict_sheet(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The verdicts as a sheet; names stay masked."""
        result = _kept.find(page.officer.id, token, page.now).result
        titles = [page.say(title) for title in _VERDICT_TITLES]
        rows = [
            (line.row_number, line.who, page.word(line.verdict, "verdict"), " ".join(line.reasons))
            for line in result.lines
        ]
        return workbook_answer(await asyncio.to_thread(verdict_sheet, titles, rows), "verdicts.xlsx")


async def _read_upload(form: SubmittedForm) -> tuple[str, tuple[SheetRow, ...]]:
    sheet = form.file("sheet")
    if sheet is None:
        raise InputInvalid(FILE_NEEDED, field="sheet")
    filled = await asyncio.to_thread(read_sheet, await sheet.read(), _columns(()), MOST_ROWS)
    return sheet.filename, tuple(_row(one) for one in filled)


def _view(result: ImportResult | None = None, refusal: str = "") -> ImportView:
    titles = tuple(str(column.title) for column in COLUMNS)
    return ImportView(kind="supervisees", columns=titles, result=result, refusal=refusal)


def _columns(offices: tuple[str, ...]) -> tuple[SheetColumn, ...]:
    """The columns of the sheet, Chinese as the registers of paper are."""
    choices = {
        "category": tuple(str(name) for name in CATEGORY_NAMES.values()),
        "document_type": tuple(str(name) for name in DOCUMENT_TYPE_NAMES.values()),
        "sex": ("男", "女"),
        "office": offices,
    }
    return tuple(
        SheetColumn(str(column.title), column.is_required, choices.get(column.field, ()), is_day=column.field in _DAYS)
        for column in COLUMNS
    )


def _row(filled: FilledRow) -> SheetRow:
    return SheetRow(filled.number, {TITLES[title]: value for title, value in filled.cells.items() if title in TITLES})


def _result(page: PageRequest, token: str, file_name: str, verdicts: Sequence[RowVerdict]) -> ImportResult:
    def count(verdict: Verdict) -> int:
        return sum(one.verdict is verdict for one in verdicts)

    return ImportResult(
        token=token,
        file_name=file_name,
        new=count(Verdict.NEW),
        duplicate=count(Verdict.DUPLICATE),
        outside=count(Verdict.OUTSIDE),
        invalid=count(Verdict.INVALID),
        lines=tuple(_line(page, one) for one in verdicts),
    )


def _line(page: PageRequest, verdict: RowVerdict) -> VerdictLine:
    reason = page.say(verdict.reason) if verdict.reason else ""
    if reason and verdict.field in _TITLE_OF:
        reason = page.say(Wording("%(column)s：%(reason)s", "%(column)s: %(reason)s")) % {
            "column": page.say(_TITLE_OF[verdict.field]),
            "reason": reason,
        }
    return VerdictLine(
        row_number=verdict.row_number,
        who=verdict.who,
        verdict=verdict.verdict,
        reasons=(reason,) if reason else (),
    )
