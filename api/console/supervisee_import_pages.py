"""Supervisees from Excel or CSV: compared with the files, confirmed by a second officer, undone for a day."""

import asyncio
from dataclasses import replace
from functools import partial
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.import_views import BODY_BYTES, CONFIRMED, DROPPED, UNDOING, handed_in, read_checked, sheet_columns
from api.console.page_forms import short_number
from api.console.pages_base import PageRequest, address
from api.console.sheets import empty_sheet, workbook_answer
from api.console.supervisee_import_views import PAGES, PATH, differences_view, list_view, one_view
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.import_rows import COLUMNS, MOST_ROWS
from supervision.corrections.imports.desk import JOBS, FileImportKind
from supervision.corrections.imports.file_table import takes
from supervision.corrections.imports.looking import choose_changes, confirm_import
from supervision.errors import InputInvalid, RuleRefused
from supervision.officers import load_offices
from supervision.wording import Wording

SUBJECT = Wording("这些档案与表中的差异", "what differs between these files and the table")
CHOSEN = Wording("已保存勾选。", "What is ticked is kept.")
SHEET_NAME = Wording("对象", "Supervisees")
_ABOUT = {"about": "import"}


class SuperviseeImportPages(Controller):
    """Imports of supervisees into offices inside the officer's reach."""

    path = "/supervisees/import"

    @get("/", opt={"act": Act.FILE_IMPORT_OPEN})
    async def list_imports(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The last imports, and where to hand the next one in."""
        return await page.show(await list_view(page), active=PAGES.active)

    @get("/template.xlsx", opt={"act": Act.PERSON_FILE_IMPORT})
    async def template(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The empty table, with the offices within reach to choose from."""
        offices = tuple(office.name for office in await load_offices(page.officer))
        columns = [replace(column, choices=offices) if column.field == "office" else column for column in COLUMNS]
        content = await asyncio.to_thread(empty_sheet, str(SHEET_NAME), sheet_columns(columns), MOST_ROWS)
        return workbook_answer(content, "supervisees.xlsx")

    @post("/", opt={"act": Act.PERSON_FILE_IMPORT}, request_max_body_size=BODY_BYTES)
    async def hand_in(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Take a table to be compared; nothing of it is written."""
        form = await page.form()
        try:
            job_id = await JOBS.hand_in(page.officer, FileImportKind.SUPERVISEES, *await handed_in(form))
        except InputInvalid as error:
            view = await list_view(page, form.state(error, page.language))
            return await page.show_again(view, error, active=PAGES.active)
        return page.redirect(f"{PATH}/{job_id}")

    @get("/{import_id:uuid}", opt={"act": Act.FILE_IMPORT_OPEN, **_ABOUT})
    async def one(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """An import with its progress and its verdicts."""
        return await page.show(await one_view(page, import_id), active=PAGES.active)

    @get("/{import_id:uuid}/progress", opt={"act": Act.FILE_IMPORT_OPEN, "background": True, **_ABOUT})
    async def progress(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """How far it is; the page is loaded anew once the step is done."""
        return await PAGES.progress_fragment(page, import_id)

    @get("/{import_id:uuid}/verdicts.xlsx", opt={"act": Act.FILE_IMPORT_OPEN, **_ABOUT})
    async def verdicts(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Every verdict as a workbook, names masked."""
        return await PAGES.verdict_workbook(page, import_id)

    @get("/{import_id:uuid}/differences", opt={"act": Act.FILE_IMPORT_OPEN, **_ABOUT})
    async def differences(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """What differs between files and table, in clear and for a purpose."""
        given = page.filters()
        if "purpose" not in given:
            return await page.ask_purpose(SUBJECT, f"{PATH}/{import_id}", active=PAGES.active)
        view = await differences_view(page, import_id, given["purpose"], given.get("part", ""))
        return await page.show(view, active=PAGES.active)

    @post("/{import_id:uuid}/differences", opt={"act": Act.FILE_IMPORT_CONFIRM, **_ABOUT})
    async def choose(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Say which changes of a part are written once the import is confirmed."""
        form = await page.form()
        part, purpose = form.text("part"), form.text("purpose")
        rows = {short_number(row) for row in form.texts("row")}
        try:
            chunk = max(form.number("part", 1) - 1, 0)
            await choose_changes(page.officer, import_id, read_checked(form), chunk, rows)
        except RuleRefused as error:
            view = await one_view(page, import_id, error)
            return await page.show_again(view, error, active=PAGES.active)
        return page.redirect(address(f"{PATH}/{import_id}/differences", part=part, purpose=purpose), done=CHOSEN)

    @post("/{import_id:uuid}/confirm", opt={"act": Act.FILE_IMPORT_CONFIRM, **_ABOUT})
    async def confirm(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Let new rows be written with the changes that were ticked, or with all, as the second officer."""
        form = await page.form()
        confirm = partial(confirm_import, checked_at=read_checked(form), all_changes=form.text("changes") == "all")
        return await PAGES.acted(page, import_id, confirm, CONFIRMED, one_view)

    @post("/{import_id:uuid}/drop", opt={"act": Act.PERSON_FILE_IMPORT, **_ABOUT})
    async def drop(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put it aside."""
        return await PAGES.acted(page, import_id, JOBS.drop, DROPPED, one_view)

    @post("/{import_id:uuid}/undo", opt={"act": Act.FILE_IMPORT_UNDO, **_ABOUT})
    async def undo(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Take back what it wrote, but for what was changed since."""
        return await PAGES.acted(page, import_id, JOBS.undo, UNDOING, one_view)

    @get("/{import_id:uuid}/columns", opt={"act": Act.PERSON_FILE_IMPORT, **_ABOUT})
    async def columns(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Which column of the file each field is, with what may be meant chosen already."""
        return await page.show(await PAGES.columns_view(page, import_id, takes), active=PAGES.active)

    @post("/{import_id:uuid}/columns", opt={"act": Act.PERSON_FILE_IMPORT, **_ABOUT})
    async def choose_columns(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Have it checked anew with these columns."""
        return await PAGES.choose_columns(page, import_id, takes)
