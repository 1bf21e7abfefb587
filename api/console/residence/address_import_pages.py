"""The district's address table, as CSV or from Excel: its columns, a verdict for every row, all of it in one act."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.column_views import chosen_columns, columns_view, shown_again
from api.console.import_views import handed_in, sheet_columns
from api.console.kept_sheets import KeptSheets
from api.console.pages_base import PageRequest
from api.console.sheet_steps import SHEET_BODY_BYTES, SheetKind, verdict_line
from api.console.sheets import FilledRow, check_cells, read_any_table
from api.console.view_models.base import FormState
from api.console.view_models.import_jobs import ImportColumnsView
from api.console.view_models.imports import ImportResult, ImportView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.residence.addresses.choosing import choose_address_columns, recall_address_columns
from supervision.residence.addresses.import_rows import COLUMNS, AddressVerdict, check_may_list_addresses
from supervision.residence.addresses.importing import (
    MOST_ROWS,
    AddressImport,
    check_address_rows,
    import_addresses,
)
from supervision.sheet_cells import text_of
from supervision.sheets.column_choice import (
    SAMPLED_ROWS,
    ColumnChoice,
    FileColumn,
    chosen_fields,
    file_columns,
    suggest,
)
from supervision.sheets.columns import ColumnsMissing, find_columns
from supervision.wording import Wording

PATH = "/console/addresses/import"
MOST_SHOWN = 300
"""How many verdicts the page shows, those to be mended first; the sheet of verdicts has all of them."""

TITLES_UNKNOWN = Wording(
    "仅凭标题认不出必填的列（区划代码、街路），请对应各列。",
    "The titles alone do not tell which the needed columns are (division, street): choose the columns.",
)
CELLS_UNREADABLE = Wording(
    "按本单位上次选择的列，有单元格不能读取，请核对各列。",
    "Read by the columns that your office chose last time, some cells cannot be taken: look at the columns again.",
)

_SHEET = SheetKind("地址", "addresses.xlsx", MOST_ROWS, who=Wording("地址", "Address"))
_TITLES: Mapping[str, str] = {column.field: column.title for column in COLUMNS}
_GRAVEST_FIRST = {
    AddressVerdict.INVALID: 0,
    AddressVerdict.OUTSIDE: 1,
    AddressVerdict.CHANGED: 2,
    AddressVerdict.NEW: 3,
    AddressVerdict.KNOWN: 4,
}


@dataclass(frozen=True, slots=True)
class _AddressSheet:
    """A table: `fields` by its titles once they are known, `chosen` if somebody said so, `rows` until written."""

    file_name: str
    titles: tuple[str, ...]
    rows: tuple[FilledRow, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    chosen: ColumnChoice | None = None
    result: ImportResult | None = None

    @property
    def there(self) -> tuple[FileColumn, ...]:
        """The columns of the file, with masked samples."""
        return file_columns(self.titles, (row.cells for row in self.rows[:SAMPLED_ROWS]), COLUMNS)

    def texts(self) -> list[dict[str, str]]:
        """The rows by the fields of an address, everything as text; InputInvalid for a cell that cannot be taken."""
        check_cells(self.rows, self.fields)
        return [
            {self.fields[title]: text_of(cell) for title, cell in row.cells.items() if title in self.fields}
            for row in self.rows
        ]


_kept: KeptSheets[_AddressSheet] = KeptSheets()


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
        return await _SHEET.template(sheet_columns(COLUMNS))

    @post("/", opt={"act": Act.ADDRESS_IMPORT}, request_max_body_size=SHEET_BODY_BYTES)
    async def check(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Say of each row what would become of it, or ask for the columns first; nothing is written."""
        try:
            sheet, question = await _uploaded(page)
        except InputInvalid as error:
            return await page.show_again(_view(refusal=page.say(error.args[0])), error, active="addresses")
        token = _kept.new_token()
        if question:
            _kept.keep(page.officer.id, token, sheet, page.now)
            return page.redirect(f"{PATH}/{token}/columns", warning=question)
        return await _judge(page, token, sheet)

    @get("/{token:str}/columns", opt={"act": Act.ADDRESS_IMPORT, "about": "import"})
    async def columns(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Which column of the file each field is, with what may be meant chosen already."""
        sheet = _kept.find(page.officer.id, token, page.now)
        if not sheet.rows:
            return page.redirect(f"{PATH}/{token}")
        return await page.show(_columns_view(page, token, sheet), active="addresses")

    @post("/{token:str}/columns", opt={"act": Act.ADDRESS_IMPORT, "about": "import"})
    async def choose_columns(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Judge the rows by these columns, and keep them in mind for the office."""
        sheet, form = _kept.find(page.officer.id, token, page.now), await page.form()
        if not sheet.rows:
            return page.redirect(f"{PATH}/{token}")
        try:
            chosen = chosen_columns(form, COLUMNS)
            await choose_address_columns(page.officer, sheet.there, chosen)
            sheet = replace(sheet, chosen=chosen, fields=chosen_fields(chosen, sheet.titles))
            return await _judge(page, token, sheet)
        except InputInvalid as error:
            view = _columns_view(page, token, sheet, shown_again(page, form, COLUMNS, error))
            return await page.show_again(view, error, active="addresses")

    @get("/{token:str}", opt={"act": Act.ADDRESS_IMPORT, "about": "import"})
    async def verdicts(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The verdicts, and the button that writes."""
        sheet = _kept.find(page.officer.id, token, page.now)
        if sheet.result is None:
            return page.redirect(f"{PATH}/{token}/columns")
        return await page.show(_view(sheet.result, were_chosen=sheet.chosen is not None), active="addresses")

    @post("/{token:str}", opt={"act": Act.ADDRESS_IMPORT, "about": "import"})
    async def write(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Judge the rows again and write what is new or changed, all of it or nothing."""
        sheet = _kept.find(page.officer.id, token, page.now)
        if sheet.rows and sheet.result is not None:
            try:
                found = await import_addresses(page.officer, sheet.texts())
            except RuleRefused as error:
                return page.redirect(f"{PATH}/{token}", warning=error.args[0])
            result = _result(page, token, sheet, found, written_at=page.now)
            _kept.keep(page.officer.id, token, replace(sheet, rows=(), result=result), page.now)
        return page.redirect(f"{PATH}/{token}")

    @get("/{token:str}/verdicts.xlsx", opt={"act": Act.ADDRESS_IMPORT, "about": "import"})
    async def verdict_sheet(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The verdicts as a sheet."""
        sheet = _kept.find(page.officer.id, token, page.now)
        if sheet.result is None:
            return page.redirect(f"{PATH}/{token}/columns")
        return await _SHEET.verdicts(page, sheet.result)


async def _uploaded(page: PageRequest) -> tuple[_AddressSheet, str]:
    """The table in the form, and why its columns have to be chosen, where they do; InputInvalid for no such table."""
    file_name, content = await handed_in(await page.form())
    sheet = _AddressSheet(file_name, *await asyncio.to_thread(read_any_table, content, MOST_ROWS))
    chosen = await recall_address_columns(page.officer, sheet.there)
    try:
        fields = chosen_fields(chosen, sheet.titles) if chosen else find_columns(COLUMNS, sheet.titles)
        sheet = replace(sheet, chosen=chosen, fields=fields)
        check_cells(sheet.rows, sheet.fields)
    except ColumnsMissing:
        await asyncio.to_thread(check_may_list_addresses, sheet.titles, [row.cells for row in sheet.rows])
        return sheet, TITLES_UNKNOWN
    except InputInvalid:
        if chosen is None:
            raise
        return sheet, CELLS_UNREADABLE
    return sheet, ""


async def _judge(page: PageRequest, token: str, sheet: _AddressSheet) -> HttpResponse:
    """Keep the table with a verdict for every row, and show them."""
    found = await check_address_rows(page.officer, sheet.texts())
    _kept.keep(page.officer.id, token, replace(sheet, result=_result(page, token, sheet, found)), page.now)
    return page.redirect(f"{PATH}/{token}")


def _view(result: ImportResult | None = None, refusal: str = "", *, were_chosen: bool = False) -> ImportView:
    if result is not None:
        in_order = sorted(
            result.lines, key=lambda line: (_GRAVEST_FIRST[AddressVerdict(line.verdict)], line.row_number)
        )
        result = replace(result, lines=tuple(in_order[:MOST_SHOWN]))
    return ImportView(
        kind="addresses",
        columns=tuple(str(title) for title in _TITLES.values()),
        result=result,
        refusal=refusal,
        accepts=".xlsx,.csv",
        may_choose_columns=True,
        were_columns_chosen=were_chosen,
    )


def _columns_view(
    page: PageRequest, token: str, sheet: _AddressSheet, form: FormState | None = None
) -> ImportColumnsView:
    path, filled = f"{PATH}/{token}", form or sheet.chosen or suggest(COLUMNS, sheet.titles)
    view = columns_view(page, path, sheet.file_name, COLUMNS, sheet.there, filled)
    return view if sheet.result else replace(view, back=PATH)


def _result(
    page: PageRequest, token: str, sheet: _AddressSheet, found: AddressImport, written_at: datetime | None = None
) -> ImportResult:
    return ImportResult(
        token=token,
        file_name=sheet.file_name,
        new=found.count(AddressVerdict.NEW),
        changed=found.count(AddressVerdict.CHANGED),
        duplicate=found.count(AddressVerdict.KNOWN),
        outside=found.count(AddressVerdict.OUTSIDE),
        invalid=found.count(AddressVerdict.INVALID),
        lines=tuple(
            verdict_line(page, row.number, said.who, said.verdict, said.reason, _TITLES.get(said.field or ""))
            for row, said in zip(sheet.rows, found.verdicts, strict=True)
        ),
        written_at=written_at,
    )
