"""Imports from Excel and CSV: handed in, judged row by row, confirmed by a second person, undone within a day."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.page_forms import SubmittedForm, read_choice
from api.console.pages_base import PageRequest
from api.console.residence.import_columns import chosen_columns, columns_view
from api.console.sheets import SheetColumn, empty_sheet, workbook_answer
from api.console.view_models.base import FormState
from api.console.view_models.residence.imports import (
    ImportLineView,
    ImportListView,
    ImportPageView,
    ImportProgress,
    VerdictRow,
)
from api.http import HttpResponse
from api.workbooks.writing import workbook_chunks
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.officers import Officer
from supervision.residence.sheets.choosing import COLUMNS_OF, choose_columns, may_choose
from supervision.residence.sheets.columns import Column
from supervision.residence.sheets.jobs import (
    MOST_BYTES,
    UNDO_WITHIN,
    confirm_import,
    drop_import,
    hand_in,
    list_imports,
    may_be_undone,
    open_import,
    open_verdicts,
    undo_import,
)
from supervision.residence.sheets.store import ImportJob, count_chunks, job_key
from supervision.residence.sheets.words import WORKED_ON, WRITTEN_VERDICTS, ImportKind, ImportState, ImportVerdict
from supervision.wording import Wording

PATH = "/console/imports"
BODY_BYTES: Final = MOST_BYTES + 64 * 1024

_TEMPLATE_ROWS = 2_000
_WITHOUT_ROWS = frozenset({ImportState.CHECKING, ImportState.COLUMNS, ImportState.DROPPED})
_ABOUT = {"about": "import"}

FILE_NEEDED = Wording("请选择 Excel 或 CSV 文件。", "Choose an Excel or CSV file.")
KIND_NEEDED = Wording("请选择导入的内容。", "Choose what the table lists.")
CONFIRMED = Wording("已确认，正在写入。", "Confirmed; it is being written.")
DROPPED = Wording("已放弃，没有写入任何内容。", "Dropped; nothing was written.")
CHECKED_ANEW = Wording("已对应各列，正在检查。", "The columns are chosen; it is being checked.")
UNDOING = Wording("正在撤销。", "It is being taken back.")
SHEET_NAME = Wording("导入结论", "Verdicts")
_TITLES = (
    Wording("行", "Row"),
    Wording("人员或房屋", "Who or where"),
    Wording("结论", "Verdict"),
    Wording("列", "Column"),
    Wording("原因", "Reason"),
)


class ImportPages(Controller):
    """Imports inside the officer's reach."""

    path = "/imports"

    @get("/", opt={"act": Act.IMPORT_OPEN})
    async def list_imports(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The last imports, and where to hand the next one in."""
        return await page.show(await _list(page), active="imports")

    @get("/templates/{kind:str}", opt={"act": Act.IMPORT_HAND_IN})
    async def template(self, kind: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The empty table with its drop-downs."""
        wanted = read_choice(ImportKind, kind, "kind") or ImportKind.RESIDENTS
        columns = [_sheet_column(column) for column in COLUMNS_OF[wanted]]
        content = await asyncio.to_thread(empty_sheet, page.word(wanted, "import-kind"), columns, _TEMPLATE_ROWS)
        return workbook_answer(content, f"{wanted}.xlsx")

    @post("/", opt={"act": Act.IMPORT_HAND_IN}, request_max_body_size=BODY_BYTES)
    async def hand_in(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Take a table to be checked; nothing of it is written."""
        form = await page.form()
        try:
            job_id = await hand_in(page.officer, *await _handed_in(form))
        except InputInvalid as error:
            return await page.show_again(await _list(page, form.state(error, page.language)), error, active="imports")
        return page.redirect(f"{PATH}/{job_id}")

    @get("/{import_id:uuid}", opt={"act": Act.IMPORT_OPEN, **_ABOUT})
    async def one(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """An import with its progress and its verdicts."""
        return await page.show(await _one(page, import_id), active="imports")

    @get("/{import_id:uuid}/progress", opt={"act": Act.IMPORT_OPEN, "background": True, **_ABOUT})
    async def progress(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """How far it is; the page is loaded anew once the step is done."""
        job = await open_import(page.officer, import_id)
        answer = page.fragment(_progress(job))
        if job.state not in WORKED_ON:
            answer.set_header("hx-refresh", "true")
        return answer

    @get("/{import_id:uuid}/verdicts.xlsx", opt={"act": Act.IMPORT_OPEN, **_ABOUT})
    async def verdicts(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Every verdict as a workbook, names masked."""
        job = await open_import(page.officer, import_id)
        rows = []
        for chunk in range(await count_chunks(job)):
            rows += [
                (row.row_number, row.who, page.word(row.verdict, "import-verdict"), row.column, row.reason)
                for row in await _rows(page, job, chunk, None)
            ]
        titles_said = [page.say(title) for title in _TITLES]
        content = await asyncio.to_thread(lambda: b"".join(workbook_chunks(page.say(SHEET_NAME), titles_said, rows)))
        return workbook_answer(content, "verdicts.xlsx")

    @post("/{import_id:uuid}/confirm", opt={"act": Act.IMPORT_CONFIRM, **_ABOUT})
    async def confirm(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Let it be written, as the second person."""
        return await _acted(page, import_id, confirm_import, CONFIRMED)

    @post("/{import_id:uuid}/drop", opt={"act": Act.IMPORT_HAND_IN, **_ABOUT})
    async def drop(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put it aside."""
        return await _acted(page, import_id, drop_import, DROPPED)

    @post("/{import_id:uuid}/undo", opt={"act": Act.IMPORT_UNDO, **_ABOUT})
    async def undo(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Take back what it wrote."""
        return await _acted(page, import_id, undo_import, UNDOING)

    @get("/{import_id:uuid}/columns", opt={"act": Act.IMPORT_HAND_IN, **_ABOUT})
    async def columns(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Which column of the file each field is, with what may be meant chosen already."""
        return await page.show(await columns_view(page, import_id), active="imports")

    @post("/{import_id:uuid}/columns", opt={"act": Act.IMPORT_HAND_IN, **_ABOUT})
    async def choose_columns(self, import_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Have it checked anew with these columns."""
        form = await page.form()
        try:
            await choose_columns(page.officer, import_id, chosen_columns(form))
        except (InputInvalid, RuleRefused) as error:
            view = await columns_view(page, import_id, form.state(error, page.language))
            return await page.show_again(view, error, active="imports")
        return page.redirect(f"{PATH}/{import_id}", done=CHECKED_ANEW)


async def _handed_in(form: SubmittedForm) -> tuple[ImportKind, str, bytes]:
    """Kind, file name and content; InputInvalid where one is missing."""
    kind, file = read_choice(ImportKind, form.text("kind"), "kind"), form.file("sheet")
    if kind is None:
        raise InputInvalid(KIND_NEEDED, field="kind")
    if file is None:
        raise InputInvalid(FILE_NEEDED, field="sheet")
    return kind, file.filename, await file.read()


async def _acted(
    page: PageRequest, import_id: UUID, act: Callable[[Officer, UUID], Awaitable[None]], done: Wording
) -> HttpResponse:
    """Do it and show the import again; a refusal stands above its page."""
    try:
        await act(page.officer, import_id)
    except RuleRefused as error:
        return await page.show_again(await _one(page, import_id, error), error, active="imports")
    return page.redirect(f"{PATH}/{import_id}", done=done)


async def _list(page: PageRequest, form: FormState | None = None) -> ImportListView:
    lines = []
    for job in await list_imports(page.officer):
        key = await job_key(job)
        lines.append(
            ImportLineView(
                import_id=job.id,
                kind=job.kind,
                file_name=job.file_name(key),
                state=job.state,
                handed_in_by=job.handed_in_by_name,
                handed_in_at=job.handed_in_at,
                rows_total=job.rows_total,
                written=_to_write(job),
            )
        )
    return ImportListView(lines=tuple(lines), kinds=page.choices("import-kind"), form=form or FormState())


async def _one(page: PageRequest, import_id: UUID, error: RuleRefused | None = None) -> ImportPageView:
    job = await open_import(page.officer, import_id)
    key, given = await job_key(job), page.filters()
    only = read_choice(ImportVerdict, given.get("only"), "only")
    chunks = await count_chunks(job) if job.state not in _WITHOUT_ROWS else 0
    chunk = min(int(given["part"]) - 1, chunks - 1) if given.get("part", "").isdigit() else 0
    rows = await _rows(page, job, chunk, only) if chunks else ()
    refusal = job.refusal(key)
    return ImportPageView(
        progress=_progress(job),
        kind=job.kind,
        file_name=job.file_name(key),
        refusal=page.say(refusal) if refusal else "",
        left_out=job.left_out(key),
        were_columns_chosen=job.column_choice is not None,
        handed_in_by=job.handed_in_by_name,
        handed_in_at=job.handed_in_at,
        confirmed_by=job.confirmed_by_name,
        confirmed_at=job.confirmed_at,
        written_at=job.written_at,
        undo_until=job.written_at + UNDO_WITHIN if job.written_at else None,
        kept_rows=job.kept_rows,
        acts=_acts(page, job),
        must_be_confirmed_by_another=job.handed_in_by == page.officer.id,
        rows=rows,
        only=only or "",
        chunk=max(chunk, 0) + 1,
        chunks=chunks,
        form=FormState(refusal=page.say(error.args[0])) if error else FormState(),
    )


async def _rows(page: PageRequest, job: ImportJob, chunk: int, only: ImportVerdict | None) -> tuple[VerdictRow, ...]:
    _, lines = await open_verdicts(page.officer, job.id, chunk, only)
    titles = {column.field: column.title for column in COLUMNS_OF[job.kind]}
    return tuple(
        VerdictRow(
            row_number=line.row_number,
            who=line.who,
            verdict=line.verdict,
            reason=page.say(Wording(*line.reason)) if line.reason else "",
            column=titles.get(line.field or "", ""),
        )
        for line in sorted(lines, key=lambda line: line.row_number)
    )


def _progress(job: ImportJob) -> ImportProgress:
    return ImportProgress(
        import_id=job.id,
        state=job.state,
        is_working=job.state in WORKED_ON,
        rows_done=job.rows_done,
        rows_total=job.rows_total,
        counts={verdict.value: job.counts.get(verdict, 0) for verdict in ImportVerdict},
    )


def _acts(page: PageRequest, job: ImportJob) -> frozenset[str]:
    """What the officer may do with the import as it stands."""
    acts, is_anothers = set(), job.handed_in_by != page.officer.id
    if job.state in {ImportState.CHECKED, ImportState.COLUMNS}:
        acts.add("drop")
    if may_choose(job) and not is_anothers:
        acts.add("columns")
    if job.state is ImportState.CHECKED and is_anothers and _to_write(job) and page.may(Act.IMPORT_CONFIRM):
        acts.add("confirm")
    if job.state is ImportState.WRITTEN and may_be_undone(job) and page.may(Act.IMPORT_UNDO):
        acts.add("undo")
    return frozenset(acts)


def _to_write(job: ImportJob) -> int:
    return sum(job.counts.get(verdict, 0) for verdict in WRITTEN_VERDICTS)


def _sheet_column(column: Column) -> SheetColumn:
    return SheetColumn(column.title, column.is_required, column.choices, is_day=column.is_day)
