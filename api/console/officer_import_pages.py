"""Officers from an Excel sheet: a template, a verdict for every row, and then the papers of those who were added."""

from collections.abc import Mapping
from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.enrolment_papers import codes_view
from api.console.kept_sheets import JudgedSheet, KeptSheets
from api.console.pages_base import PageRequest
from api.console.sheet_steps import SHEET_BODY_BYTES, SheetKind, verdict_line
from api.console.sheets import FilledRow, SheetColumn
from api.console.view_models.imports import ImportResult, ImportView, VerdictLine
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid
from supervision.officers import (
    COLUMNS,
    ROLE_NAMES,
    OfficerImport,
    RowVerdict,
    Verdict,
    check_officer_rows,
    import_officers,
    load_offices,
    roles_of,
)
from supervision.officers.officer_import import MOST_ROWS
from supervision.officers.usernames import normalised_username
from supervision.sheet_cells import text_of
from supervision.wording import Wording

PATH = "/console/officers/import"

_SHEET = SheetKind("人员", "officers.xlsx", MOST_ROWS, who=Wording("用户名", "Username"))
_DAYS = frozenset({"valid_from", "valid_until"})
_NEEDED = frozenset({"name", "username", "role", "valid_from"})
_FIELDS: Mapping[str, str] = {str(title): field for field, title in COLUMNS.items()}
_VERDICTS: Mapping[Verdict, str] = {
    Verdict.ACCEPTED: "new",
    Verdict.DUPLICATE: "duplicate",
    Verdict.REFUSED: "invalid",
}
_kept: KeptSheets[JudgedSheet[FilledRow]] = KeptSheets()


class OfficerImportPages(Controller):
    """Imports into the register's offices."""

    path = "/officers/import"

    @get("/", opt={"act": Act.OFFICER_IMPORT})
    async def choose(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Where to get the template, and where to hand it in."""
        return await page.show(_view(), active="officers")

    @get("/template.xlsx", opt={"act": Act.OFFICER_IMPORT})
    async def template(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The empty sheet, with offices and roles to choose from."""
        offices = tuple(office.name for office in await load_offices(page.officer))
        roles = tuple(str(ROLE_NAMES[role]) for role in roles_of(page.officer.register))
        return await _SHEET.template(_columns(offices, roles))

    @post("/", opt={"act": Act.OFFICER_IMPORT}, request_max_body_size=SHEET_BODY_BYTES)
    async def check(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Say of each row what would become of it; nothing is written."""
        form = await page.form()
        try:
            file_name, rows = await _SHEET.uploaded(form, _columns((), ()))
            found = await check_officer_rows(page.officer, [_texts(row) for row in rows])
        except InputInvalid as error:
            return await page.show_again(_view(refusal=page.say(error.args[0])), error, active="officers")
        result = _result(page, _kept.new_token(), file_name, rows, found)
        _kept.keep(page.officer.id, result.token, JudgedSheet(rows, result), page.now)
        return page.redirect(f"{PATH}/{result.token}")

    @get("/{token:str}", opt={"act": Act.OFFICER_IMPORT, "about": "import"})
    async def verdicts(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The verdicts, and the button that writes."""
        sheet = _kept.find(page.officer.id, token, page.now)
        return await page.show(_view(result=sheet.result), active="officers")

    @post("/{token:str}", opt={"act": Act.OFFICER_IMPORT, "about": "import"}, status_code=HTTP_200_OK)
    async def write(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Judge the rows again and add the new ones; their papers are shown this once."""
        sheet = _kept.find(page.officer.id, token, page.now)
        if not sheet.rows:
            return page.redirect(f"{PATH}/{token}")
        found = await import_officers(page.officer, [_texts(row) for row in sheet.rows])
        result = _result(page, token, sheet.result.file_name, sheet.rows, found, written_at=page.now)
        _kept.keep(page.officer.id, token, JudgedSheet((), result), page.now)
        offices = {normalised_username(row["username"]): row.get("office", "") for row in map(_texts, sheet.rows)}
        papers = tuple((enrolment, offices[enrolment.username]) for enrolment in found.enrolments)
        return await page.show(codes_view(page, papers, f"{PATH}/{token}"), active="officers")

    @get("/{token:str}/verdicts.xlsx", opt={"act": Act.OFFICER_IMPORT, "about": "import"})
    async def verdict_sheet(self, token: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The verdicts as a sheet."""
        return await _SHEET.verdicts(page, _kept.find(page.officer.id, token, page.now).result)


def _view(result: ImportResult | None = None, refusal: str = "") -> ImportView:
    return ImportView(kind="officers", columns=tuple(map(str, COLUMNS.values())), result=result, refusal=refusal)


def _columns(offices: tuple[str, ...], roles: tuple[str, ...]) -> tuple[SheetColumn, ...]:
    """The columns of the sheet, Chinese as its readers are; administrators have neither office nor division."""
    choices = {"office": offices, "role": roles}
    return tuple(
        SheetColumn(str(title), field in _NEEDED, choices.get(field, ()), is_day=field in _DAYS)
        for field, title in COLUMNS.items()
    )


def _texts(row: FilledRow) -> dict[str, str]:
    """A row by the fields of officers, everything as text."""
    return {_FIELDS[title]: text_of(value) for title, value in row.cells.items() if title in _FIELDS}


def _result(
    page: PageRequest,
    token: str,
    file_name: str,
    rows: tuple[FilledRow, ...],
    found: OfficerImport,
    written_at: datetime | None = None,
) -> ImportResult:
    def count(verdict: Verdict) -> int:
        return sum(one.verdict is verdict for one in found.verdicts)

    return ImportResult(
        token=token,
        file_name=file_name,
        new=count(Verdict.ACCEPTED),
        duplicate=count(Verdict.DUPLICATE),
        outside=0,
        invalid=count(Verdict.REFUSED),
        lines=tuple(_line(page, row, verdict) for row, verdict in zip(rows, found.verdicts, strict=True)),
        written_at=written_at,
    )


def _line(page: PageRequest, row: FilledRow, verdict: RowVerdict) -> VerdictLine:
    column = COLUMNS.get(verdict.field or "")
    return verdict_line(page, row.number, verdict.username, _VERDICTS[verdict.verdict], verdict.reason, column)
