"""Homes: recorded at an address, opened, changed; landlords opened for a purpose; hazards followed."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.page_forms import read_id
from api.console.pages_base import PageRequest
from api.console.residence.communities import chosen_community
from api.console.residence.dwelling_forms import (
    choices,
    read_facts,
    read_hazard,
    read_landlord,
    read_step,
    space_basis,
)
from api.console.residence.dwelling_views import dwelling_view, hazard_lines
from api.console.view_models.base import Choice, FormState, Line
from api.console.view_models.residence.places import ContactView, DwellingFormView, HazardListView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers.officer import NOT_HERE
from supervision.residence.addresses.dwellings import change_dwelling, create_dwelling, load_dwelling
from supervision.residence.addresses.hazards import enter_step, load_hazard, load_open_hazards, record_hazard
from supervision.residence.addresses.landlords import enter_landlord, open_landlord
from supervision.residence.addresses.standard import load_address
from supervision.residence.parties.details import Party
from supervision.residence.purposes import ResidencePurpose
from supervision.wording import Wording

PATH = "/console/dwellings"

RECORDED = Wording("房屋档案已建立。", "The dwelling is recorded.")
SAVED = Wording("房屋档案已保存。", "The dwelling is saved.")
LANDLORD_SAVED = Wording("房东已登记。", "The landlord is entered.")
OVERDUE = "overdue"
_HAZARD_SHOWS = {"": Wording("未消除", "open"), OVERDUE: Wording("已逾期", "past their day")}

HAZARD_RECORDED = Wording("隐患已登记。", "The hazard is recorded.")
STEP_ENTERED = Wording("已登记办理情况。", "The step is entered.")
_SUBJECT = Wording("房东信息", "the landlord's details")


class DwellingPages(Controller):
    """Homes inside the officer's reach."""

    path = "/dwellings"

    @get("/new", opt={"act": Act.DWELLING_CREATE})
    async def ask(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form of a new dwelling at the address that the page's address names."""
        address_id = _needed_id(page.filters().get("address"))
        return await page.show(await _form_view(page, address_id, FormState()), active="cabinet")

    @post("/", opt={"act": Act.DWELLING_CREATE})
    async def create(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record premises at an address."""
        form = await page.form()
        address_id = _needed_id(form.text("address"))
        try:
            dwelling_id = await create_dwelling(page.officer, address_id, read_facts(form))
        except (InputInvalid, RuleRefused) as error:
            view = await _form_view(page, address_id, form.state(error, page.language))
            return await page.show_again(view, error, active="cabinet")
        return page.redirect(f"{PATH}/{dwelling_id}", done=RECORDED)

    @get("/{dwelling_id:uuid}", opt={"act": Act.DWELLING_OPEN})
    async def open(self, dwelling_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One home, nobody opened."""
        return await page.show(await dwelling_view(page, dwelling_id), active="cabinet")

    @post("/{dwelling_id:uuid}", opt={"act": Act.DWELLING_CHANGE})
    async def change(self, dwelling_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Change what is recorded of premises."""
        form = await page.form()
        await load_dwelling(page.officer, Act.DWELLING_CHANGE, dwelling_id)
        try:
            await change_dwelling(page.officer, dwelling_id, form.number("revision", 0), read_facts(form))
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, dwelling_id, "facts", form.state(error, page.language), error)
        return page.redirect(f"{PATH}/{dwelling_id}", done=SAVED)

    @post("/{dwelling_id:uuid}/landlord", opt={"act": Act.DWELLING_CHANGE})
    async def enter_landlord(self, dwelling_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Say whose premises they are."""
        form = await page.form()
        await load_dwelling(page.officer, Act.DWELLING_CHANGE, dwelling_id)
        try:
            await enter_landlord(page.officer, dwelling_id, read_landlord(form))
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, dwelling_id, "landlord", form.state(error, page.language), error)
        return page.redirect(f"{PATH}/{dwelling_id}", done=LANDLORD_SAVED)

    @get("/{dwelling_id:uuid}/landlord", opt={"act": Act.PARTY_OPEN, "about": "dwelling"})
    async def landlord(self, dwelling_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The landlord in clear, for a purpose that is asked for first."""
        dwelling, purpose = (
            await load_dwelling(page.officer, Act.PARTY_OPEN, dwelling_id),
            page.filters().get("purpose"),
        )
        if purpose not in set(ResidencePurpose):
            return await page.ask_purpose(_SUBJECT, f"{PATH}/{dwelling_id}", active="cabinet")
        _, party = await open_landlord(page.officer, dwelling_id, purpose)
        view = ContactView(
            title=page.word(party.kind, "party-kind"),
            of=dwelling.address,
            back_path=f"{PATH}/{dwelling_id}",
            purpose=purpose or "",
            facts=_party_facts(page, party),
        )
        return await page.show(view, active="cabinet")

    @post("/{dwelling_id:uuid}/hazards", opt={"act": Act.HAZARD_RECORD, "about": "dwelling"})
    async def record_hazard(self, dwelling_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record a hazard of the home."""
        form = await page.form()
        await load_dwelling(page.officer, Act.HAZARD_RECORD, dwelling_id)
        try:
            await record_hazard(page.officer, dwelling_id, read_hazard(form))
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, dwelling_id, "hazard", form.state(error, page.language), error)
        return page.redirect(f"{PATH}/{dwelling_id}#hazards", done=HAZARD_RECORDED)


class HazardPages(Controller):
    """Hazards of premises inside the officer's reach."""

    path = "/hazards"

    @get("/", opt={"act": Act.DWELLING_LIST})
    async def list_hazards(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """All open hazards, or those past their day, the one due first on top."""
        chosen, show = await chosen_community(page, Act.DWELLING_LIST, any_of_them=True), page.filters().get("show", "")
        due_before = legal_day(page.now) if show == OVERDUE else None
        hazards = await load_open_hazards(page.officer, chosen.division or None, due_before)
        view = HazardListView(
            lines=await hazard_lines(page, hazards),
            communities=chosen.choices,
            division=chosen.division,
            shows=tuple(Choice(value=key, label=page.say(text)) for key, text in _HAZARD_SHOWS.items()),
            show=show if show in _HAZARD_SHOWS else "",
        )
        return await page.show(view, active="hazards")

    @post("/{hazard_id:uuid}/steps", opt={"act": Act.HAZARD_RECORD})
    async def enter_step(self, hazard_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Refer, answer, resolve or re-open a hazard."""
        form = await page.form()
        hazard = await load_hazard(page.officer, Act.HAZARD_RECORD, hazard_id)
        try:
            await enter_step(page.officer, hazard_id, read_step(form))
        except (InputInvalid, RuleRefused) as error:
            view = await dwelling_view(
                page, hazard.dwelling_id, {"step": form.state(error, page.language)}, step_of=hazard_id
            )
            return await page.show_again(view, error, active="cabinet")
        return page.redirect(f"{PATH}/{hazard.dwelling_id}#hazards", done=STEP_ENTERED)


def _needed_id(text: str | None) -> UUID:
    try:
        found = read_id(text, "address")
    except InputInvalid as error:
        raise NotFound(NOT_HERE) from error
    if found is None:
        raise NotFound(NOT_HERE)
    return found


async def _form_view(page: PageRequest, address_id: UUID, form: FormState) -> DwellingFormView:
    address = await load_address(page.officer, Act.DWELLING_CREATE, address_id)
    return DwellingFormView(
        address_id=address.id,
        address=address.full_name,
        form=form,
        choices=choices(page),
        space_basis=space_basis(page),
    )


async def _again(
    page: PageRequest, dwelling_id: UUID, name: str, form: FormState, error: InputInvalid | RuleRefused
) -> HttpResponse:
    return await page.show_again(await dwelling_view(page, dwelling_id, {name: form}), error, active="cabinet")


def _party_facts(page: PageRequest, party: Party) -> tuple[Line, ...]:
    document = page.word(party.document_type, "document-type") if party.document_type else ""
    lines = (
        (Wording("姓名或名称", "Name"), party.name),
        (Wording("电话", "Telephone"), party.phone),
        (Wording("证件", "Document"), f"{document} {party.document_number}".strip() or "—"),
        (Wording("联系地址", "Address"), party.address or "—"),
    )
    return tuple(Line(label=page.say(label), value=value) for label, value in lines)
