"""Supervisees from an Excel sheet: a template, a verdict for every row, and only then the writing."""

from collections.abc import Sequence
from dataclasses import replace

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.kept_sheets import KeptSheets
from api.console.pages_base import PageRequest
from api.console.sheet_steps import SHEET_BODY_BYTES, SheetKind, verdict_line
from api.console.sheets import FilledRow, SheetColumn
from api.console.view_models.imports import ImportResult, ImportView
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
_SHEET = SheetKind("对象", "supervisees.xlsx", MOST_ROWS, who=Wording("姓名", "Name"))
_DAYS = frozenset({"born_on", "judged_on", "effective_on", "term_starts_on"})
_TITLE_OF = {column.field: column.title for column in COLUMNS}
_kept: KeptSheets[SheetRow] = KeptSheets()


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
        return await _SHEET.template(_columns(offices))

    @post(
        "/",
        opt={"act": Act.PERSON_FILE_IMPORT},
        status_code=HTTP_200_OK,
        request_max_body_size=SHEET_BODY_BYTES,
    )
    async def check(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Say of each row what would become of it; nothing is written."""
        form = await page.form()
        try:
            file_name, filled = await _SHEET.uploaded(form, _columns(()))
            rows = tuple(map(_row, filled))
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
        return await _SHEET.verdicts(page, _kept.find(page.officer.id, token, page.now).result)


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
        lines=tuple(
            verdict_line(page, one.row_number, one.who, one.verdict, one.reason, _TITLE_OF.get(one.field or ""))
            for one in verdicts
        ),
    )
