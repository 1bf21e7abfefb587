"""What the pages of exports of correction files show."""

from collections.abc import Iterable
from uuid import UUID

from api.console.export_desk import ExportDesk, Facts, facts_of
from api.console.page_forms import read_choice
from api.console.pages_base import PageRequest
from api.console.supervisee_pages import office_choices
from api.console.view_models.base import Choice, FormState
from api.console.view_models.exports import FileExportListView
from supervision.audit import Act
from supervision.corrections.exports.columns import FILE_COLUMNS
from supervision.corrections.exports.store import FILE_EXPORTS, FileExport, open_file_export
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.exports.words import ExportShow
from supervision.legal_time import legal_day
from supervision.officers import division_names, reach
from supervision.wording import Wording

PATH, SECTION = "/console/file-exports", "file-exports"

ALONE = Wording(
    "一名工作人员一日内自行导出的档案数上限；超过的由另一人核准。",
    "How many files an officer may export in a day alone; beyond, another officer approves.",
)


async def list_view(page: PageRequest, form: FormState | None = None) -> FileExportListView:
    """One way to see the list, and the form for whoever may ask."""
    show = read_choice(ExportShow, page.filters().get("show"), "show") or ExportShow.MINE
    listed = await FILE_EXPORTS.page(page.officer, show, page.filters().get("cursor"))
    waiting = await FILE_EXPORTS.count_to_decide(page.officer)
    names = await _places(listed.items)
    prefixes, today = reach(page.officer, Act.FILE_EXPORT_REQUEST), legal_day(page.now)
    place = next(iter(prefixes), "")
    rule = find_correction_rule(CorrectionRuleName.FILE_EXPORT_ALONE_MOST, today, place)
    return FileExportListView(
        path=PATH,
        show=show,
        shows=page.choices("export-show", counts={ExportShow.TO_DECIDE: waiting}),
        lines=tuple(DESK.line(page, export, names[export.id]) for export in listed.items),
        paging=page.paging(len(listed.items), listed.next),
        places=await _place_choices(page, prefixes),
        purposes=page.choices("purpose"),
        alone_most=rule.number,
        link_hours=find_correction_rule(CorrectionRuleName.FILE_EXPORT_LINK_VALID, today, place).number,
        basis=page.basis(rule, ALONE),
        form=form or FormState(),
        may_ask=bool(prefixes),
        categories=page.choices("category"),
        states=page.choices("file-state"),
        columns=tuple(column.title for column in FILE_COLUMNS),
    )


async def _opened(page: PageRequest, export_id: UUID) -> tuple[FileExport, str, Facts]:
    opened = await open_file_export(page.officer, export_id)
    export, place = opened.export, (await _places([opened.export]))[opened.export.id]
    said = ((Wording("依据", "Basis"), opened.basis), (Wording("理由", "Why"), opened.reason))
    columns = [column.title for column in FILE_COLUMNS]
    content, purpose = _content(page, export), _purpose(page, export)
    return export, opened.refusal, facts_of(export, content, place, purpose, said, columns)


def _content(page: PageRequest, export: FileExport) -> str:
    """Which files: a category and a state, or all."""
    category = page.word(export.category, "category") if export.category else ""
    state = page.word(export.file_state, "file-state") if export.file_state else ""
    if not state:
        state = page.say(Wording("在册档案", "open files"))
    return "，".join(part for part in (category, state) if part)


def _purpose(page: PageRequest, export: FileExport) -> str:
    return page.word(export.purpose, "purpose")


async def _places(exports: Iterable[FileExport]) -> dict[UUID, str]:
    listed = list(exports)
    names = await division_names({export.division for export in listed})
    return {export.id: export.office_name or names[export.division] for export in listed}


DESK = ExportDesk(PATH, SECTION, FILE_EXPORTS, _content, _purpose, _opened)
"""Where exports of correction files are handled."""


async def _place_choices(page: PageRequest, prefixes: tuple[str, ...]) -> tuple[Choice, ...]:
    """Everything that was granted, then the offices in it."""
    names = await division_names(prefixes)
    granted = tuple(Choice(value=prefix, label=names[prefix]) for prefix in prefixes)
    return (*granted, *(await office_choices(page) if prefixes else ()))
