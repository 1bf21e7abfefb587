"""What the pages of imports of supervisees show beside what all imports do: what was ticked, and what differs."""

from dataclasses import fields
from uuid import UUID

from api.console.import_views import ImportPaths, checked_text, part_of
from api.console.pages_base import PageRequest
from api.console.view_models.base import Choice, FormState
from api.console.view_models.file_imports import (
    DifferenceItem,
    DifferenceRow,
    FileDifferencesView,
    FileImportView,
)
from api.console.view_models.import_jobs import ImportListView, ImportPageView
from supervision.corrections.import_rows import COLUMNS, MOST_ROWS
from supervision.corrections.imports.comparing import Difference
from supervision.corrections.imports.desk import CHOOSING, JOBS
from supervision.corrections.imports.looking import (
    ComparedRow,
    count_chosen,
    open_differences,
    open_seen_import,
    open_seen_verdicts,
)
from supervision.errors import RuleRefused
from supervision.sheets.store import count_chunks, job_key
from supervision.sheets.words import ImportVerdict
from supervision.wording import Wording

PATH = "/console/supervisees/import"
TEMPLATE = Wording("对象名册", "Table of supervisees")
AT_MOST = Wording(
    f"一次最多 {MOST_ROWS} 行；已有档案的行与档案逐项比对，不同的由确认人勾选后才写入。",
    f"At most {MOST_ROWS} rows. Rows of people with a file are compared item by item; what differs is written where "
    "whoever confirms ticks it.",
)
PAGES = ImportPaths(
    PATH,
    "supervisees",
    JOBS,
    CHOOSING,
    open_seen_import,
    open_seen_verdicts,
    who=Wording("姓名", "Name"),
    why_left_out=Wording("档案没有这样的项。", "Files have no such item."),
)

_TITLES = {column.field: column.title for column in COLUMNS}
_WORDS = {"category": "category", "document_type": "document-type", "sex": "sex"}


async def list_view(page: PageRequest, form: FormState | None = None) -> ImportListView:
    """The last imports, and where to hand the next one in."""
    return ImportListView(
        path=PATH,
        lines=await PAGES.lines(page),
        kinds=(),
        templates=(Choice(value=f"{PATH}/template.xlsx", label=page.say(TEMPLATE)),),
        hint=page.say(AT_MOST),
        form=form or FormState(),
    )


async def one_view(page: PageRequest, import_id: UUID, error: RuleRefused | None = None) -> ImportPageView:
    """An import with its progress and its verdicts, and how many changes are ticked."""
    view = await PAGES.one(page, import_id, error)
    job = await JOBS.open_import(page.officer, import_id)
    chosen = await count_chosen(page.officer, job) if "confirm" in view.acts else 0
    return FileImportView(**{each.name: getattr(view, each.name) for each in fields(view)}, chosen=chosen)


async def differences_view(page: PageRequest, import_id: UUID, purpose: str, part: str) -> FileDifferencesView:
    """A part of what differs, item by item in clear; that the files were opened for it is recorded."""
    job = await JOBS.open_import(page.officer, import_id)
    parts = await count_chunks(job)
    chunk = part_of(part, parts)
    job, rows = await open_differences(page.officer, import_id, purpose, chunk)
    return FileDifferencesView(
        path=f"{PATH}/{import_id}",
        file_name=job.file_name(await job_key(job)),
        checked_at=checked_text(job),
        rows=tuple(_row(page, row) for row in rows),
        purpose=purpose,
        part=chunk + 1,
        parts=parts,
        may_choose=job.handed_in_by != page.officer.id and page.may(JOBS.desk.acts.confirm),
    )


def _row(page: PageRequest, row: ComparedRow) -> DifferenceRow:
    return DifferenceRow(
        row_number=row.line.row_number,
        file_id=row.file_id,
        file_number=row.file_number,
        who=row.line.who,
        items=tuple(_item(page, one) for one in row.differences),
        may_be_chosen=row.line.verdict is ImportVerdict.CHANGED,
        is_chosen=row.line.is_chosen,
    )


def _item(page: PageRequest, one: Difference) -> DifferenceItem:
    table = _WORDS.get(one.field)
    before, after = (page.word(text, table) if table and text else text for text in (one.before, one.after))
    return DifferenceItem(title=page.say(_TITLES[one.field]), before=before, after=after, is_by_hand=one.is_by_hand)
