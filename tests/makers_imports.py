"""Tables of supervisees for tests, as the reader of workbooks gives them; every person is invented."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from supervision.corrections.import_rows import COLUMNS
from supervision.corrections.imports.desk import JOBS, FileImportKind
from supervision.corrections.imports.looking import confirm_import, open_seen_verdicts
from supervision.corrections.imports.worker import work_off
from supervision.officers import Officer, Role
from supervision.sheet_cells import Cell
from supervision.sheets.store import ImportLine
from supervision.sheets.words import ImportVerdict
from supervision.sheets.worker import ReadSheet, Sheet, SheetRow
from supervision.storage.database import fetch
from tests.cast import COUNTY, Cast
from tests.makers import Member, make_officer
from tests.makers_files import make_id_number

ROW: Mapping[str, Cell] = {
    "name": "张三",
    "office": "北岭司法所",
    "category": "缓刑",
    "home_address": "临溪县北岭镇松坡村1号",
    "court": "临溪县人民法院",
    "judgment_number": "（2026）晋9901刑初1号",
    "offence": "盗窃罪",
    "sentence": "有期徒刑一年，缓刑二年",
    "judged_on": "2026-01-05",
    "effective_on": date(2026, 1, 16),
    "term_years": 2,
}
TITLES: Mapping[str, str] = {column.field: str(column.title) for column in COLUMNS}


def a_row(**cells: Cell) -> dict[str, Cell]:
    """A row that is filled in as it should be, of a person of its own."""
    return {**ROW, "document_number": make_id_number(), **cells}


def a_table(*rows: Mapping[str, Cell]) -> ReadSheet:
    """A workbook with these rows, the first of which Excel shows as row 2."""
    titled = [
        SheetRow(number, {title: row.get(field) for field, title in TITLES.items()}, {})
        for number, row in enumerate(rows, start=2)
    ]
    return lambda _: Sheet(tuple(TITLES.values()), titled)


async def make_import(member: Member, *rows: Mapping[str, Cell]) -> UUID:
    """An import handed in and checked."""
    job_id = await JOBS.hand_in(member.officer, FileImportKind.SUPERVISEES, "名册.xlsx", b"upload")
    await work_off(job_id, a_table(*rows))
    return job_id


async def checked_at(job_id: UUID) -> datetime:
    """When the import was checked last."""
    (job,) = await fetch("SELECT checked_at FROM file_import WHERE id = $1", job_id)
    at: datetime = job["checked_at"]
    return at


async def confirm_as_checked(officer: Officer, job_id: UUID, *, all_changes: bool = False) -> None:
    """The import confirmed as it was checked last."""
    await confirm_import(officer, job_id, await checked_at(job_id), all_changes=all_changes)


async def lines_of(member: Member, job_id: UUID) -> list[ImportLine]:
    """The verdicts as an officer sees them."""
    return (await open_seen_verdicts(member.officer, job_id, 0))[1]


async def verdicts_of(member: Member, job_id: UUID) -> list[tuple[int, ImportVerdict, str | None]]:
    """Row, verdict and field."""
    return [(line.row_number, line.verdict, line.field) for line in await lines_of(member, job_id)]


async def make_second_agent(cast: Cast) -> Member:
    """Another officer of the county's agency."""
    return await make_officer(
        "anton", "Anton Agency", Role.COUNTY_AGENCY, COUNTY, cast.county_office, granted_by=cast.sue.id
    )
