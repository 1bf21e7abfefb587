"""What the pages of exports show."""

from collections.abc import Iterable
from uuid import UUID

from api.console.export_desk import ExportDesk, Facts, facts_of
from api.console.page_forms import read_choice, read_id
from api.console.pages_base import PageRequest
from api.console.residence.communities import chosen_community
from api.console.view_models.base import Choice, FormState
from api.console.view_models.exports import ExportListView
from supervision.audit import Act
from supervision.exports.words import ExportShow
from supervision.legal_time import legal_day
from supervision.officers import division_names, reach
from supervision.residence.addresses.drawers import load_drawer
from supervision.residence.exports.columns import columns_of
from supervision.residence.exports.store import EXPORTS, RegisterExport
from supervision.residence.rules import ResidenceRuleName, find_field_list, find_residence_rule
from supervision.wording import Wording

PATH, SECTION = "/console/exports", "exports"

ALONE = Wording(
    "一名民警一日内自行导出的行数上限；超过的由另一名民警核准。",
    "How many rows an officer may export in a day alone; beyond, another officer approves.",
)


async def list_view(page: PageRequest, form: FormState | None = None) -> ExportListView:
    """One way to see the list, and the form; `?drawer=` chooses a drawer before it is typed."""
    show = read_choice(ExportShow, page.filters().get("show"), "show") or ExportShow.MINE
    listed = await EXPORTS.page(page.officer, show, page.filters().get("cursor"))
    waiting = await EXPORTS.count_to_decide(page.officer)
    names = await _places(listed.items)
    places, chosen = await _place_choices(page)
    place, today = next(iter(reach(page.officer, Act.EXPORT_REQUEST)), ""), legal_day(page.now)
    rule = find_residence_rule(ResidenceRuleName.EXPORT_ALONE_MOST, today, place)
    return ExportListView(
        show=show,
        shows=page.choices("export-show", counts={ExportShow.TO_DECIDE: waiting}),
        path=PATH,
        lines=tuple(DESK.line(page, export, names[export.id]) for export in listed.items),
        paging=page.paging(len(listed.items), listed.next),
        kinds=page.choices("export-kind"),
        places=places,
        purposes=page.choices("residence-purpose"),
        alone_most=rule.number,
        link_hours=find_residence_rule(ResidenceRuleName.EXPORT_LINK_VALID, today, place).number,
        basis=page.basis(rule, ALONE),
        form=form or FormState(values={"place": chosen}),
    )


async def _opened(page: PageRequest, export_id: UUID) -> tuple[RegisterExport, str, Facts]:
    export, reason, refusal = await EXPORTS.open(page.officer, export_id)
    fields = find_field_list(legal_day(page.now), export.division)
    columns = [column.title for column in columns_of(export.kind, fields)]
    place = (await _places([export]))[export.id]
    said = ((Wording("理由", "Why"), reason),)
    return export, refusal, facts_of(export, _content(page, export), place, _purpose(page, export), said, columns)


def _content(page: PageRequest, export: RegisterExport) -> str:
    return page.word(export.kind, "export-kind")


def _purpose(page: PageRequest, export: RegisterExport) -> str:
    return page.word(export.purpose, "residence-purpose")


DESK = ExportDesk(PATH, SECTION, EXPORTS, _content, _purpose, _opened)
"""Where exports of the residence register are handled."""


async def _places(exports: Iterable[RegisterExport]) -> dict[UUID, str]:
    listed = list(exports)
    names = await division_names({export.division for export in listed})
    return {export.id: f"{names[export.division]} {export.drawer_name}".strip() for export in listed}


async def _place_choices(page: PageRequest) -> tuple[tuple[Choice, ...], str]:
    """Everything that was granted, its communities, and the drawer in the address; with what is chosen already."""
    prefixes = reach(page.officer, Act.EXPORT_REQUEST)
    names = await division_names(prefixes)
    communities = (await chosen_community(page, Act.EXPORT_REQUEST, any_of_them=True)).choices
    granted = tuple(Choice(value=prefix, label=names[prefix]) for prefix in prefixes)
    drawer_id = read_id(page.filters().get("drawer", ""), "drawer")
    if drawer_id is None:
        return _once((*granted, *communities)), ""
    drawer = await load_drawer(page.officer, Act.EXPORT_REQUEST, drawer_id)
    return _once((Choice(value=str(drawer.id), label=drawer.name), *granted, *communities)), str(drawer.id)


def _once(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return tuple({choice.value: choice for choice in reversed(choices)}.values())[::-1]
