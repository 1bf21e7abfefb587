"""Imports from Excel and CSV: handed in, judged row by row, confirmed by a second person, undone within a day."""

import asyncio
from functools import partial
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.import_views import (
    BODY_BYTES,
    CONFIRMED,
    DROPPED,
    UNDOING,
    ImportPaths,
    handed_in,
    read_checked,
    sheet_columns,
)
from api.console.page_forms import SubmittedForm, read_choice
from api.console.pages_base import PageRequest
from api.console.sheets import empty_sheet, workbook_answer
from api.console.view_models.base import Choice, FormState
from api.console.view_models.import_jobs import ImportListView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.residence.rules import find_field_list
from supervision.residence.sheets.columns import listed_columns
from supervision.residence.sheets.jobs import (
    CHOOSING,
    COLUMNS_OF,
    JOBS,
    confirm_import,
    drop_import,
    hand_in,
    open_import,
    open_verdicts,
    takes,
    undo_import,
)
from supervision.residence.sheets.words import ImportKind
from supervision.wording import Wording

PATH = "/console/imports"

_TEMPLATE_ROWS = 2_000
_ABOUT = {"about": "import"}

KIND_NEEDED = Wording("请选择导入的内容。", "Choose what the table lists.")
HOMES_FIRST = Wording(
    "先导入房屋，再导入人员：人员的房屋按房屋编号对应。",
    "Homes first, then people: a person's home is found by its code.",
)
PAGES = ImportPaths(
    PATH,
    "imports",
    JOBS,
    CHOOSING,
    open_import,
    open_verdicts,
    who=Wording("人员或房屋", "Who or where"),
    why_left_out=Wording("本地法规没有列出，或者不认识。", "Not listed by the local regulations, or unknown."),
    has_kinds=True,
)


class ImportPages(Controller):
    """Imports inside the officer's reach."""

    path = "/imports"

    @get("/", opt={"act": Act.IMPORT_OPEN})
    async def list_imports(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The last imports, and where to hand the next one in."""
        return await page.show(await _list(page), active=PAGES.active)

    @get("/templates/{kind:str}", opt={"act": Act.IMPORT_HAND_IN})
    async def template(self, kind: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The empty table with its drop-downs."""
        wanted = read_choice(ImportKind, kind, "kind") or ImportKind.RESIDENTS
        listed = listed_columns(find_field_list(legal_day(page.now), page.officer.office_division))
        columns = sheet_columns(listed if wanted is ImportKind.RESIDENTS else COLUMNS_OF[wanted])
        name = page.word(wanted, "import-kind")
        return workbook_answer(await asyncio.to_thread(empty_sheet, name, columns, _TEMPLATE_ROWS), f"{wanted}.xlsx")

    @post("/", opt={"act": Act.IMPORT_HAND_IN}, request_max_body_size=BODY_BYTES)
    async def hand_in(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Take a table to be checked; nothing of it is written."""
        form = await page.form()
        try:
            job_id = await hand_in(page.officer, _kind(form), *await handed_in(form))
        except InputInvalid as error:
            return await page.show_again(await _list(page, form.state(error, page.language)), error, active="imports")
        return page.redirect(f"{PATH}/{job_id}")

    @get("/{import_id:uuid}", opt={"act": Act.IMPORT_OPEN, **_ABOUT})
    async def one(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """An import with its progress and its verdicts."""
        return await page.show(await PAGES.one(page, import_id), active=PAGES.active)

    @get("/{import_id:uuid}/progress", opt={"act": Act.IMPORT_OPEN, "background": True, **_ABOUT})
    async def progress(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """How far it is; the page is loaded anew once the step is done."""
        return await PAGES.progress_fragment(page, import_id)

    @get("/{import_id:uuid}/verdicts.xlsx", opt={"act": Act.IMPORT_OPEN, **_ABOUT})
    async def verdicts(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Every verdict as a workbook, names masked."""
        return await PAGES.verdict_workbook(page, import_id)

    @post("/{import_id:uuid}/confirm", opt={"act": Act.IMPORT_CONFIRM, **_ABOUT})
    async def confirm(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Let it be written, as the second person."""
        confirm = partial(confirm_import, checked_at=read_checked(await page.form()))
        return await PAGES.acted(page, import_id, confirm, CONFIRMED)

    @post("/{import_id:uuid}/drop", opt={"act": Act.IMPORT_HAND_IN, **_ABOUT})
    async def drop(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put it aside."""
        return await PAGES.acted(page, import_id, drop_import, DROPPED)

    @post("/{import_id:uuid}/undo", opt={"act": Act.IMPORT_UNDO, **_ABOUT})
    async def undo(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Take back what it wrote."""
        return await PAGES.acted(page, import_id, undo_import, UNDOING)

    @get("/{import_id:uuid}/columns", opt={"act": Act.IMPORT_HAND_IN, **_ABOUT})
    async def columns(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Which column of the file each field is, with what may be meant chosen already."""
        return await page.show(await PAGES.columns_view(page, import_id, takes), active=PAGES.active)

    @post("/{import_id:uuid}/columns", opt={"act": Act.IMPORT_HAND_IN, **_ABOUT})
    async def choose_columns(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Have it checked anew with these columns."""
        return await PAGES.choose_columns(page, import_id, takes)


def _kind(form: SubmittedForm) -> ImportKind:
    kind = read_choice(ImportKind, form.text("kind"), "kind")
    if kind is None:
        raise InputInvalid(KIND_NEEDED, field="kind")
    return kind


async def _list(page: PageRequest, form: FormState | None = None) -> ImportListView:
    kinds = page.choices("import-kind")
    return ImportListView(
        path=PATH,
        lines=await PAGES.lines(page),
        kinds=kinds,
        templates=tuple(Choice(value=f"{PATH}/templates/{kind.value}", label=kind.label) for kind in kinds),
        hint=page.say(HOMES_FIRST),
        form=form or FormState(),
    )
