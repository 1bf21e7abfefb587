"""What the pages of imports show and take, whichever register's: the list, an import with its verdicts, its columns."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from api.console.column_views import chosen_columns, columns_view, shown_again
from api.console.page_forms import SubmittedForm, read_choice, short_number
from api.console.pages_base import PageRequest
from api.console.sheets import SheetColumn, workbook_answer
from api.console.view_models.base import FormState
from api.console.view_models.import_jobs import (
    ImportColumnsView,
    ImportLineView,
    ImportPageView,
    ImportProgress,
    VerdictRow,
)
from api.http import HttpResponse
from api.workbooks.writing import workbook_chunks
from supervision.errors import InputInvalid, RuleRefused
from supervision.officers import Officer
from supervision.sheets.choosing import ColumnChoosing, may_choose
from supervision.sheets.columns import Column
from supervision.sheets.jobs import MOST_BYTES, UNDO_WITHIN, ImportJobs, may_be_undone
from supervision.sheets.store import ImportJob, ImportLine, count_chunks, job_key
from supervision.sheets.words import WORKED_ON, WRITTEN_VERDICTS, ImportState, ImportVerdict
from supervision.wording import Wording

BODY_BYTES: Final = MOST_BYTES + 64 * 1024
"""How large a request with a table may be: the table, and the few fields beside it."""

_WITHOUT_ROWS = frozenset({ImportState.CHECKING, ImportState.COLUMNS, ImportState.DROPPED})

FILE_NEEDED = Wording("请选择 Excel 或 CSV 文件。", "Choose an Excel or CSV file.")
CONFIRMED = Wording("已确认，正在写入。", "Confirmed; it is being written.")
DROPPED = Wording("已放弃，没有写入任何内容。", "Dropped; nothing was written.")
CHECKED_ANEW = Wording("已对应各列，正在检查。", "The columns are chosen; it is being checked.")
UNDOING = Wording("正在撤销。", "It is being taken back.")
SHEET_NAME = Wording("导入结论", "Verdicts")
_ROW, _VERDICT, _COLUMN = Wording("行", "Row"), Wording("结论", "Verdict"), Wording("列", "Column")
_REASON = Wording("原因", "Reason")

OpenImport = Callable[[Officer, UUID], Awaitable[ImportJob]]
OpenVerdicts = Callable[[Officer, UUID, int, ImportVerdict | None], Awaitable[tuple[ImportJob, list[ImportLine]]]]
ShowImport = Callable[[PageRequest, UUID, RuleRefused | None], Awaitable[ImportPageView]]


@dataclass(frozen=True, slots=True)
class ImportPaths:
    """The pages of one register's imports: where they are, whom a row is about, and how an import is opened."""

    path: str
    active: str
    jobs: ImportJobs
    choosing: ColumnChoosing
    open_import: OpenImport
    open_verdicts: OpenVerdicts
    who: Wording
    why_left_out: Wording
    has_kinds: bool = False

    def columns_of(self, job: ImportJob) -> tuple[Column, ...]:
        """The fields that the import's table may have."""
        return self.jobs.desk.columns_of[job.kind]

    async def lines(self, page: PageRequest) -> tuple[ImportLineView, ...]:
        """The last imports."""
        return tuple(
            [
                ImportLineView(
                    import_id=job.id,
                    kind=job.kind,
                    file_name=job.file_name(await job_key(job)),
                    state=job.state,
                    handed_in_by=job.handed_in_by_name,
                    handed_in_at=job.handed_in_at,
                    rows_total=job.rows_total,
                )
                for job in await self.jobs.list_imports(page.officer)
            ]
        )

    async def one(self, page: PageRequest, import_id: UUID, error: RuleRefused | None = None) -> ImportPageView:
        """An import with its progress and a part of its verdicts."""
        job = await self.open_import(page.officer, import_id)
        key, given = await job_key(job), page.filters()
        only = read_choice(ImportVerdict, given.get("only"), "only")
        chunks = await count_chunks(job) if job.state not in _WITHOUT_ROWS else 0
        chunk = part_of(given.get("part", ""), chunks)
        refusal = job.refusal(key)
        return ImportPageView(
            progress=self.progress(job),
            kind=job.kind if self.has_kinds else "",
            who=page.say(self.who),
            why_left_out=page.say(self.why_left_out),
            file_name=job.file_name(key),
            refusal=page.say(refusal) if refusal else "",
            left_out=job.left_out(key),
            were_columns_chosen=job.column_choice is not None,
            handed_in_by=job.handed_in_by_name,
            handed_in_at=job.handed_in_at,
            checked_at=checked_text(job),
            confirmed_by=job.confirmed_by_name,
            confirmed_at=job.confirmed_at,
            written_at=job.written_at,
            undo_until=job.written_at + UNDO_WITHIN if job.written_at else None,
            kept_rows=job.kept_rows,
            acts=self._acts(page, job),
            must_be_confirmed_by_another=job.handed_in_by == page.officer.id,
            rows=await self._rows(page, job, chunk, only) if chunks else (),
            only=only or "",
            chunk=chunk + 1,
            chunks=chunks,
            form=FormState(refusal=page.say(error.args[0])) if error else FormState(),
        )

    def progress(self, job: ImportJob) -> ImportProgress:
        """How far an import is."""
        return ImportProgress(
            path=f"{self.path}/{job.id}",
            state=job.state,
            is_working=job.state in WORKED_ON,
            rows_done=job.rows_done,
            rows_total=job.rows_total,
            counts={verdict.value: job.counts.get(verdict, 0) for verdict in ImportVerdict},
        )

    async def progress_fragment(self, page: PageRequest, import_id: UUID) -> HttpResponse:
        """How far it is; the page is loaded anew once the step is done."""
        job = await self.jobs.open_import(page.officer, import_id)
        answer = page.fragment(self.progress(job))
        if job.state not in WORKED_ON:
            answer.set_header("hx-refresh", "true")
        return answer

    async def verdict_workbook(self, page: PageRequest, import_id: UUID) -> HttpResponse:
        """Every verdict as a workbook, names masked."""
        job, rows = await self.open_import(page.officer, import_id), []
        for chunk in range(await count_chunks(job)):
            rows += [
                (row.row_number, row.who, page.word(row.verdict, "import-verdict"), row.column, row.reason + row.kept)
                for row in await self._rows(page, job, chunk, None)
            ]
        titles = [page.say(title) for title in (_ROW, self.who, _VERDICT, _COLUMN, _REASON)]
        content = await asyncio.to_thread(lambda: b"".join(workbook_chunks(page.say(SHEET_NAME), titles, rows)))
        return workbook_answer(content, "verdicts.xlsx")

    async def acted(
        self,
        page: PageRequest,
        import_id: UUID,
        act: Callable[[Officer, UUID], Awaitable[object]],
        done: Wording,
        show: ShowImport | None = None,
    ) -> HttpResponse:
        """Do it and show the import again, by `show` where a register's page has more; a refusal stands above it."""
        try:
            await act(page.officer, import_id)
        except RuleRefused as error:
            view = await (show or self.one)(page, import_id, error)
            return await page.show_again(view, error, active=self.active)
        return page.redirect(f"{self.path}/{import_id}", done=done)

    async def columns_view(
        self, page: PageRequest, import_id: UUID, takes: Callable[[ImportJob, str], bool], form: FormState | None = None
    ) -> ImportColumnsView:
        """The fields that may be collected, beside the columns of the file; recorded."""
        job, there, suggested = await self.choosing.open_columns(page.officer, import_id)
        path, file_name = f"{self.path}/{job.id}", job.file_name(await job_key(job))
        fields = [column for column in self.columns_of(job) if takes(job, column.field)]
        view = columns_view(page, path, file_name, fields, there, form or suggested)
        return replace(view, kind=job.kind) if self.has_kinds else view

    async def choose_columns(
        self, page: PageRequest, import_id: UUID, takes: Callable[[ImportJob, str], bool]
    ) -> HttpResponse:
        """Have it checked anew with the columns that were chosen."""
        form = await page.form()
        columns = [column for several in self.jobs.desk.columns_of.values() for column in several]
        try:
            await self.choosing.choose_columns(page.officer, import_id, chosen_columns(form, columns))
        except (InputInvalid, RuleRefused) as error:
            view = await self.columns_view(page, import_id, takes, shown_again(page, form, columns, error))
            return await page.show_again(view, error, active=self.active)
        return page.redirect(f"{self.path}/{import_id}", done=CHECKED_ANEW)

    async def _rows(
        self, page: PageRequest, job: ImportJob, chunk: int, only: ImportVerdict | None
    ) -> tuple[VerdictRow, ...]:
        _, lines = await self.open_verdicts(page.officer, job.id, chunk, only)
        titles = {column.field: page.say(column.title) for column in self.columns_of(job)}
        return tuple(
            VerdictRow(
                row_number=line.row_number,
                who=line.who,
                verdict=line.verdict,
                reason=page.say(Wording(*line.reason)) if line.reason else "",
                column=titles.get(line.field or "", ""),
                kept=page.say(Wording(*line.kept)) if line.kept else "",
            )
            for line in sorted(lines, key=lambda line: line.row_number)
        )

    def _acts(self, page: PageRequest, job: ImportJob) -> frozenset[str]:
        """What the officer may do with the import as it stands."""
        acts, desk = set(), self.jobs.desk
        is_anothers = job.handed_in_by != page.officer.id
        if job.state in {ImportState.CHECKED, ImportState.COLUMNS}:
            acts.add("drop")
        if may_choose(job) and not is_anothers:
            acts.add("columns")
        if job.state is ImportState.CHECKED and is_anothers and _to_write(job) and page.may(desk.acts.confirm):
            acts.add("confirm")
        if job.state is ImportState.WRITTEN and may_be_undone(job) and page.may(desk.acts.undo):
            acts.add("undo")
        return frozenset(acts)


def checked_text(job: ImportJob) -> str:
    """When the check ended of which a page shows the rows, as its forms send it back."""
    return job.checked_at.isoformat() if job.checked_at else ""


def read_checked(form: SubmittedForm) -> datetime | None:
    """When the check ended of which somebody saw the rows; None for what no page of ours sends."""
    try:
        return datetime.fromisoformat(form.text("checked_at"))
    except ValueError:
        return None


async def handed_in(form: SubmittedForm) -> tuple[str, bytes]:
    """File name and content; InputInvalid where there is none."""
    file = form.file("sheet")
    if file is None:
        raise InputInvalid(FILE_NEEDED, field="sheet")
    return file.filename, await file.read()


def part_of(text: str, chunks: int) -> int:
    """Which part of the rows is asked for, counted from nought; the page counts from one."""
    return max(min(short_number(text) - 1, chunks - 1), 0)


def sheet_columns(columns: Iterable[Column]) -> list[SheetColumn]:
    """The columns of an empty table."""
    return [SheetColumn(str(one.title), one.is_required, one.choices, is_day=one.is_day) for one in columns]


def _to_write(job: ImportJob) -> int:
    return sum(job.counts.get(verdict, 0) for verdict in WRITTEN_VERDICTS)
