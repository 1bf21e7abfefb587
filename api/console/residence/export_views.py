"""What the pages of exports show."""

from collections.abc import Iterable
from uuid import UUID

from api.console.page_forms import read_choice, read_id
from api.console.pages_base import PageRequest
from api.console.residence.communities import chosen_community
from api.console.view_models.base import Choice, FormState
from api.console.view_models.residence.exports import ExportLineView, ExportListView, ExportPageView
from supervision.audit import Act
from supervision.errors import InputInvalid, SupervisionError
from supervision.legal_time import legal_day
from supervision.officers import division_names, reach
from supervision.residence.addresses.drawers import load_drawer
from supervision.residence.exports.columns import columns_of
from supervision.residence.exports.store import (
    RegisterExport,
    count_exports_to_decide,
    list_exports,
    open_export,
)
from supervision.residence.exports.words import OPEN_STATES, ExportShow, ExportState
from supervision.residence.rules import ResidenceRuleName, find_field_list, find_residence_rule
from supervision.wording import Wording

PATH = "/console/exports"

ALONE = Wording(
    "一名民警一日内自行导出的行数上限；超过的由另一名民警核准。",
    "How many rows an officer may export in a day alone; beyond, another officer approves.",
)


async def list_view(page: PageRequest, form: FormState | None = None) -> ExportListView:
    """One way to see the list, and the form; `?drawer=` chooses a drawer before it is typed."""
    show = read_choice(ExportShow, page.filters().get("show"), "show") or ExportShow.MINE
    listed = await list_exports(page.officer, show, page.filters().get("cursor"))
    waiting = await count_exports_to_decide(page.officer)
    names = await _places(listed.items)
    places, chosen = await _place_choices(page)
    place, today = next(iter(reach(page.officer, Act.EXPORT_REQUEST)), ""), legal_day(page.now)
    rule = find_residence_rule(ResidenceRuleName.EXPORT_ALONE_MOST, today, place)
    return ExportListView(
        show=show,
        shows=page.choices("export-show", counts={ExportShow.TO_DECIDE: waiting}),
        lines=tuple(
            ExportLineView(
                export_id=export.id,
                number=export.number,
                kind=export.kind,
                place=names[export.id],
                rows=export.subjects,
                state=_state(page, export),
                requested_by=export.requested_by_name,
                requested_at=export.requested_at,
            )
            for export in listed.items
        ),
        paging=page.paging(len(listed.items), listed.next),
        kinds=page.choices("export-kind"),
        places=places,
        purposes=page.choices("residence-purpose"),
        alone_most=rule.number,
        link_hours=find_residence_rule(ResidenceRuleName.EXPORT_LINK_VALID, today, place).number,
        basis=page.basis(rule, ALONE),
        form=form or FormState(values={"place": chosen}),
    )


async def one_view(page: PageRequest, export_id: UUID, error: SupervisionError | None = None) -> ExportPageView:
    """An export with its reason and what may be done now; a refusal stands above it."""
    export, reason, refusal = await open_export(page.officer, export_id)
    state, is_own = _state(page, export), export.requested_by == page.officer.id
    fields = find_field_list(legal_day(page.now), export.division)
    return ExportPageView(
        export_id=export.id,
        number=export.number,
        kind=export.kind,
        place=(await _places([export]))[export.id],
        purpose=export.purpose,
        reason=reason,
        state=state,
        rows=export.subjects,
        exported=export.exported,
        columns=tuple(column.title for column in columns_of(export.kind, fields)),
        requested_by=export.requested_by_name,
        requested_at=export.requested_at,
        decided_by=export.decided_by_name,
        decided_at=export.decided_at,
        refusal=refusal,
        expires_at=export.expires_at,
        fetched_at=export.fetched_at,
        acts=_acts(state, is_own=is_own),
        waits_for_another=is_own and state is ExportState.WAITING,
        form=_state_of(page, error),
    )


def _acts(state: ExportState, *, is_own: bool) -> frozenset[str]:
    """What the officer may do with an export as it stands."""
    acts = set()
    if is_own and state in OPEN_STATES:
        acts.add("withdraw")
    if is_own and state is ExportState.APPROVED:
        acts.add("unlock")
    if is_own and state is ExportState.READY:
        acts.add("fetch")
    if not is_own and state is ExportState.WAITING:
        acts.add("decide")
    return frozenset(acts)


def _state(page: PageRequest, export: RegisterExport) -> ExportState:
    """Where it stands now; the night has not come yet for what lapsed today."""
    return ExportState.LAPSED if export.state in OPEN_STATES and export.is_lapsed_at(page.now) else export.state


def _state_of(page: PageRequest, error: SupervisionError | None) -> FormState:
    if error is None:
        return FormState()
    message = page.say(error.args[0])
    if isinstance(error, InputInvalid) and error.field:
        return FormState(errors={error.field: message})
    return FormState(refusal=message)


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
