"""The district's address table, as CSV or from Excel: a verdict for every row, and then all of it in one act."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.kept_sheets import KeptSheets
from api.console.pages_base import PageRequest
from api.console.sheet_steps import SHEET_BODY_BYTES, SheetKind, verdict_line
from api.console.sheets import Cell, FilledRow, SheetColumn
from api.console.view_models.imports import ImportResult, ImportView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.residence.addresses.import_rows import COLUMNS, NEEDED, AddressVerdict
from supervision.residence.addresses.importing import (
    MOST_ROWS,
    AddressImport,
    check_address_rows,
    import_addresses,
)
from supervision.wording import Wording

PATH = "/console/addresses/import"
MOST_SHOWN = 300
"""How many verdicts the page shows, those to be mended first; the sheet of verdicts has all of them."""

_SHEET = SheetKind("地址", "addresses.xlsx", MOST_ROWS, who=Wording("地址", "Address"), may_be_csv=True)
_FIELDS: Mapping[str, str] = {str(title): field for field, title in COLUMNS.items()}
_GRAVEST_FIRST = {
    AddressVerdict.INVALID: 0,
    AddressVerdict.OUTSIDE: 1,
    AddressVerdict.CHANGED: 2,
    AddressVerdict.NEW: 3,
    AddressVerdict.KNOWN: 4,
}
_kept: KeptSheets[FilledRow] = KeptSheets()


class AddressImportPages(Controller):
    """Imports of addresses into communities within reach."""

    path = "/addresses/import"

    @get("/", opt={"act": Act.ADDRESS_IMPORT})
    async def choose(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Where to get the template, and where to hand it in."""
        return await page.show(_view(), active="addresses")

    @get("/template.xlsx", opt={"act": Act.ADDRESS_IMPORT})
    async def template(self, page: NamedDependency[PageRequest]) -> HttpResponse:  # noqa: ARG002 - the guard has seen it
        """The empty sheet."""
        return await _SHEET.template(_columns())

    @post("/", opt={"act": Act.ADDRESS_IMPORT}, request_max_body_size=SHEET_BODY_BYTES)
    async def check(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Say of each row what would become of it; nothing is written."""
        form = await page.form()
        try:
            file_name, rows = await _SHEET.uploaded(form, _columns())
        except InputInvalid as error:
            return await page.show_again(_view(refusal=page.say(error.args[0])), error, active="addresses")
        found = await check_address_rows(page.officer, [_texts(row) for row in rows])
        result = _result(page, _kept.new_token(), file_name, rows, found)
        _kept.keep(page.officer.id, rows, result, page.now)
        return page.redirect(f"{PATH}/{result.token}")

    @get("/{token:str}", opt={"act": Act.ADDRESS_IMPORT, "about": "import"})
    async def verdicts(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The verdicts, and the button that writes."""
        return await page.show(_view(_kept.find(page.officer.id, token, page.now).result), active="addresses")

    @post("/{token:str}", opt={"act": Act.ADDRESS_IMPORT, "about": "import"})
    async def write(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Judge the rows again and write what is new or changed, all of it or nothing."""
        sheet = _kept.find(page.officer.id, token, page.now)
        if sheet.rows:
            try:
                found = await import_addresses(page.officer, [_texts(row) for row in sheet.rows])
            except RuleRefused as error:
                return page.redirect(f"{PATH}/{token}", warning=error.args[0])
            result = _result(page, token, sheet.result.file_name, sheet.rows, found, written_at=page.now)
            _kept.written(sheet, result)
        return page.redirect(f"{PATH}/{token}")

    @get("/{token:str}/verdicts.xlsx", opt={"act": Act.ADDRESS_IMPORT, "about": "import"})
    async def verdict_sheet(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The verdicts as a sheet."""
        return await _SHEET.verdicts(page, _kept.find(page.officer.id, token, page.now).result)


def _view(result: ImportResult | None = None, refusal: str = "") -> ImportView:
    if result is not None:
        in_order = sorted(
            result.lines, key=lambda line: (_GRAVEST_FIRST[AddressVerdict(line.verdict)], line.row_number)
        )
        result = replace(result, lines=tuple(in_order[:MOST_SHOWN]))
    return ImportView(
        kind="addresses",
        columns=tuple(map(str, COLUMNS.values())),
        result=result,
        refusal=refusal,
        accepts=".xlsx,.csv",
    )


def _columns() -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(str(title), field in NEEDED) for field, title in COLUMNS.items())


def _texts(row: FilledRow) -> dict[str, str]:
    """A row by the fields of an address, everything as text."""
    return {_FIELDS[title]: _text(value) for title, value in row.cells.items() if title in _FIELDS}


def _text(value: Cell) -> str:
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _result(
    page: PageRequest,
    token: str,
    file_name: str,
    rows: tuple[FilledRow, ...],
    found: AddressImport,
    written_at: datetime | None = None,
) -> ImportResult:
    return ImportResult(
        token=token,
        file_name=file_name,
        new=found.count(AddressVerdict.NEW),
        changed=found.count(AddressVerdict.CHANGED),
        duplicate=found.count(AddressVerdict.KNOWN),
        outside=found.count(AddressVerdict.OUTSIDE),
        invalid=found.count(AddressVerdict.INVALID),
        lines=tuple(
            verdict_line(page, row.number, said.who, said.verdict, said.reason, COLUMNS.get(said.field or ""))
            for row, said in zip(rows, found.verdicts, strict=True)
        ),
        written_at=written_at,
    )
