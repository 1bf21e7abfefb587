"""Residents: the masked list, and one opened for a purpose."""

from uuid import UUID

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.pages_base import PageRequest
from api.console.residence.person_form import DERIVED_BY_NUMBER, derived_lines, listed_parts, person_lines
from api.console.residence.service_views import services_part
from api.console.view_models.base import Choice, FormState
from api.console.view_models.residence.people import PermitOfResident, ResidentListView, ResidentPageView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.documents import DocumentType
from supervision.errors import SupervisionError
from supervision.legal_time import legal_day
from supervision.officers import division_names
from supervision.residence.addresses.drawers import load_drawers
from supervision.residence.households.amendments import amendments_of
from supervision.residence.households.changing import versions_of
from supervision.residence.households.listing import ListFilters, count_residents, list_residents
from supervision.residence.households.materials import materials_of
from supervision.residence.households.move_rows import moves_of
from supervision.residence.households.opening import ResidentRecord, open_resident
from supervision.residence.households.person import ADULT_YEARS
from supervision.residence.households.queues import ENDING_WITHIN, unverified_since
from supervision.residence.households.readings import readings_of_resident
from supervision.residence.households.undoing import may_resume
from supervision.residence.households.words import MaterialKind, ResidentState, StayEnd
from supervision.residence.own_page.codes import code_of
from supervision.residence.permits.store import StoredPermit, latest_permit_of
from supervision.residence.permits.words import PermitState
from supervision.residence.purposes import ResidencePurpose
from supervision.residence.rules import PersonField, ResidenceRuleName, find_field_list, find_residence_rule
from supervision.wording import Wording

PATH = "/console/residents"
ENDING, UNVERIFIED, LEFT = "ending", "unverified", "left"
TABS = ("person", "stays", "services", "versions", "materials", "readings")

_SUBJECT = Wording("这份人员资料", "this resident")
_ALL = Wording("在住", "living here")
_SHOWS = {
    ENDING: Wording("30 天内到期", "stay ends within 30 days"),
    UNVERIFIED: Wording("久未核对", "not met for long"),
    LEFT: Wording("已离开", "left"),
}
_CHANGE_RULE = Wording("变更须在 %(n)s 日内申报", "changes are told within %(n)s days")


class ResidentPages(Controller):
    """Residents inside the officer's reach."""

    path = "/residents"

    @get("/", opt={"act": Act.RESIDENT_LIST})
    async def list_residents(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Residents, masked, newest first: all, those due for something, or those who left."""
        given, today = page.filters(), legal_day(page.now)
        show = given.get("show", "")
        filters = ListFilters(
            community=given.get("community"),
            unverified_since=unverified_since(page.officer, today) if show == UNVERIFIED else None,
            stay_ends_by=today + ENDING_WITHIN if show == ENDING else None,
        )
        state = ResidentState.LEFT if show == LEFT else ResidentState.LIVING
        found = await list_residents(page.officer, filters, state, given.get("cursor"))
        total = await count_residents(page.officer, filters, state)
        view = ResidentListView(
            lines=found.items,
            communities=await communities(page),
            places=await division_names({line.division for line in found.items}),
            shows=(
                Choice(value="", label=page.say(_ALL)),
                *(Choice(value=key, label=page.say(text)) for key, text in _SHOWS.items()),
            ),
            show=show,
            filters=page.filters("community"),
            paging=page.paging(len(found.items), found.next, total),
            may_register=page.may(Act.RESIDENT_REGISTER),
        )
        return await page.show(view, active="residents")

    @get("/{resident_id:uuid}", opt={"act": Act.RESIDENT_OPEN})
    async def open_resident(self, resident_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A resident in clear, recorded; without a purpose the question for it."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(_SUBJECT, PATH, active="residents")
        return await show_resident(page, resident_id, page.filters().get("tab", TABS[0]))


async def communities(page: PageRequest) -> tuple[Choice, ...]:
    """The communities in which the officer has drawers, as options."""
    found = {drawer.division for drawer in await load_drawers(page.officer, Act.DRAWER_LIST)}
    names = await division_names(found)
    return tuple(Choice(value=code, label=names[code]) for code in sorted(found))


async def show_resident(
    page: PageRequest,
    resident_id: UUID,
    tab: str,
    *,
    purpose: str | None = None,
    form: FormState | None = None,
    error: SupervisionError | None = None,
) -> HttpResponse:
    """A tab of a resident, opened for the purpose of the address or the one given; with a form that was refused."""
    reason = purpose or page.filters().get("purpose") or ResidencePurpose.REGISTRATION
    record = await open_resident(page.officer, resident_id, reason)
    view = await _view(page, record, tab if tab in TABS else TABS[0], form or FormState())
    if error is not None:
        return await page.show_again(view, error, active="residents")
    return await page.show(view, active="residents")


async def _view(page: PageRequest, record: ResidentRecord, tab: str, form: FormState) -> ResidentPageView:
    resident, person, today = record.resident, record.person, legal_day(page.now)
    division, is_living = resident.division, resident.state is ResidentState.LIVING
    fields = find_field_list(today, division)
    is_card = person.document_type is DocumentType.ID_CARD
    age = person.age_on(today)
    readings = (
        await readings_of_resident(page.officer, resident.id, record.purpose, page.filters().get("cursor"))
        if tab == "readings"
        else None
    )
    rule = find_residence_rule(ResidenceRuleName.CHANGE_DUE, today, division)
    parts = listed_parts(fields)
    permit = await latest_permit_of(resident.id) if page.may(Act.PERMIT_LIST, division) else None
    return ResidentPageView(
        resident_id=resident.id,
        household_id=resident.household_id,
        household_number=record.household.number,
        name=person.name,
        state=resident.state,
        address=record.address if is_living else "",
        place=(await division_names([division]))[division],
        purpose=record.purpose,
        tab=tab,
        facts=person_lines(page, person, skip=DERIVED_BY_NUMBER if is_card else ()),
        derived=await derived_lines(page, person) if is_card else (),
        revision=resident.revision,
        stays=record.stays if tab == "stays" else (),
        versions=await versions_of(resident) if tab == "versions" else (),
        amendments=await amendments_of(resident) if tab in {"person", "versions"} else (),
        moves=tuple(await moves_of(resident.id)) if tab == "stays" else (),
        materials=await materials_of(resident) if tab == "materials" else (),
        material_kinds=page.choices("material-kind", _kinds(photo=PersonField.PHOTO in fields.fields)),
        services=await services_part(page, resident) if tab == "services" else None,
        readings=readings.items if readings else (),
        paging=page.paging(len(readings.items), readings.next) if readings else None,
        end_reasons=page.choices("stay-end", [one for one in StayEnd if one is not StayEnd.MOVED]),
        form=form,
        phone=person.phone,
        workplace=person.workplace,
        has_workplace="workplace" in parts,
        contact_basis=page.basis(rule, Wording(*(text % {"n": rule.number} for text in _both(_CHANGE_RULE)))),
        verified_on=resident.verified_on,
        verdict=resident.last_verdict or "",
        is_minor=age is not None and age < ADULT_YEARS,
        permit=_permit(permit) if permit else None,
        may_apply=is_living and _may_apply(page, permit, division),
        code=await code_of(resident, today),
        may_keep_code=page.may(Act.PERSONAL_CODE_MAKE, division),
        may_change=is_living and page.may(Act.AMENDMENT_DECIDE, division),
        may_request=is_living,
        may_end=is_living and page.may(Act.STAY_END, division),
        may_resume=page.may(Act.STAY_RESUME, division) and may_resume(resident, page.now),
        may_move=is_living,
        may_add_material=is_living,
    )


def _may_apply(page: PageRequest, permit: StoredPermit | None, division: str) -> bool:
    return (permit is None or permit.closed_at is not None) and page.may(Act.PERMIT_APPLY, division)


def _permit(permit: StoredPermit) -> PermitOfResident:
    due_on = {PermitState.ACCEPTED: permit.issue_due_on, PermitState.VALID: permit.endorse_due_on}.get(permit.state)
    return PermitOfResident(permit_id=permit.id, number=permit.number, state=permit.state, due_on=due_on)


def _kinds(*, photo: bool) -> list[MaterialKind]:
    return [kind for kind in MaterialKind if photo or kind is not MaterialKind.PHOTO]


def _both(text: Wording) -> tuple[str, str]:
    return str(text), text.english
