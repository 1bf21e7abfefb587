"""A prison's list from an Excel sheet: a template, a verdict for every row, and only then the writing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.aftercare_views import ACTIVE
from api.console.kept_sheets import JudgedSheet, KeptSheets
from api.console.pages_base import PageRequest
from api.console.sheet_steps import SHEET_BODY_BYTES, SheetKind, verdict_line
from api.console.sheets import FilledRow, SheetColumn
from api.console.view_models.imports import ImportResult, ImportView
from api.http import HttpResponse
from supervision.aftercare.list_rows import LIST_COLUMNS, LIST_TITLES, read_list_row
from supervision.aftercare.prison_lists import (
    MOST_ENTRIES,
    EntryVerdict,
    ListEntry,
    ListVerdict,
    check_prison_list,
    take_prison_list,
)
from supervision.audit import Act
from supervision.documents import DOCUMENT_TYPE_NAMES
from supervision.errors import InputInvalid
from supervision.officers import load_offices
from supervision.wording import Wording

_PATH = "/console/aftercare/import"
_SHEET = SheetKind("监所名单", "prison-list.xlsx", MOST_ENTRIES, who=Wording("姓名", "Name"))
_TITLE_OF = {column.field: column.title for column in LIST_COLUMNS}
_kept: KeptSheets[JudgedSheet[ListEntry]] = KeptSheets()


class AftercareImportPages(Controller):
    """Prisons' lists for offices inside the officer's reach."""

    path = "/aftercare/import"

    @get("/", opt={"act": Act.AFTERCARE_IMPORT})
    async def choose(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Where to get the template, and where to hand it in."""
        return await page.show(_view(), active=ACTIVE)

    @get("/template.xlsx", opt={"act": Act.AFTERCARE_IMPORT})
    async def template(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The empty sheet, with the offices within reach to choose from."""
        return await _SHEET.template(_columns(tuple(await _offices(page))))

    @post("/", opt={"act": Act.AFTERCARE_IMPORT}, status_code=HTTP_200_OK, request_max_body_size=SHEET_BODY_BYTES)
    async def check(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Say of each row what would become of it; nothing is written."""
        form = await page.form()
        try:
            file_name, filled = await _SHEET.uploaded(form, _columns(()))
            offices = await _offices(page)
            entries = tuple(_entry(row, offices) for row in filled)
            verdicts = await check_prison_list(page.officer, entries)
        except InputInvalid as error:
            return await page.show_again(_view(refusal=page.say(error.args[0])), error, active=ACTIVE)
        result = _result(page, _kept.new_token(), file_name, verdicts)
        _kept.keep(page.officer.id, result.token, JudgedSheet(entries, result), page.now)
        return page.redirect(f"{_PATH}/{result.token}")

    @get("/{token:str}", opt={"act": Act.AFTERCARE_IMPORT, "about": "import"})
    async def verdicts(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The verdicts, and the button that writes."""
        sheet = _kept.find(page.officer.id, token, page.now)
        return await page.show(_view(result=sheet.result), active=ACTIVE)

    @post("/{token:str}", opt={"act": Act.AFTERCARE_IMPORT, "about": "import"}, status_code=HTTP_200_OK)
    async def write(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Judge the rows again and write the new ones, all in one change."""
        sheet = _kept.find(page.officer.id, token, page.now)
        if sheet.rows:
            verdicts = await take_prison_list(page.officer, sheet.rows)
            result = replace(_result(page, token, sheet.result.file_name, verdicts), written_at=page.now)
            _kept.keep(page.officer.id, token, JudgedSheet((), result), page.now)
        return page.redirect(f"{_PATH}/{token}")

    @get("/{token:str}/verdicts.xlsx", opt={"act": Act.AFTERCARE_IMPORT, "about": "import"})
    async def verdict_sheet(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The verdicts as a sheet; names stay masked."""
        return await _SHEET.verdicts(page, _kept.find(page.officer.id, token, page.now).result)


async def _offices(page: PageRequest) -> Mapping[str, UUID]:
    return {office.name: office.id for office in await load_offices(page.officer)}


def _view(result: ImportResult | None = None, refusal: str = "") -> ImportView:
    titles = tuple(str(column.title) for column in LIST_COLUMNS)
    return ImportView(kind="aftercare", columns=titles, result=result, refusal=refusal)


def _columns(offices: tuple[str, ...]) -> tuple[SheetColumn, ...]:
    """The columns of the sheet, Chinese as prisons' lists are."""
    choices = {
        "document_type": tuple(str(name) for name in DOCUMENT_TYPE_NAMES.values()),
        "sex": ("男", "女"),
        "office": offices,
    }
    return tuple(
        SheetColumn(
            str(column.title), column.is_required, choices.get(column.field, ()), is_day=column.field == "released_on"
        )
        for column in LIST_COLUMNS
    )


def _entry(filled: FilledRow, offices: Mapping[str, UUID]) -> ListEntry:
    cells = {LIST_TITLES[title]: value for title, value in filled.cells.items() if title in LIST_TITLES}
    office = offices.get(str(cells.get("office") or "").strip())
    try:
        return ListEntry(filled.number, office, read_list_row(cells))
    except InputInvalid as error:
        return ListEntry(filled.number, office, None, error)


def _result(page: PageRequest, token: str, file_name: str, verdicts: Sequence[EntryVerdict]) -> ImportResult:
    def count(verdict: ListVerdict) -> int:
        return sum(one.verdict is verdict for one in verdicts)

    return ImportResult(
        token=token,
        file_name=file_name,
        new=count(ListVerdict.NEW),
        duplicate=count(ListVerdict.DUPLICATE),
        outside=count(ListVerdict.OUTSIDE),
        invalid=count(ListVerdict.INVALID),
        lines=tuple(
            verdict_line(page, one.number, one.who, one.verdict, one.reason, _TITLE_OF.get(one.field or ""))
            for one in verdicts
        ),
    )
