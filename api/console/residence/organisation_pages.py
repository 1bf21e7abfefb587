"""Organisations: employers, schools, property managers, brokers."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.page_forms import SubmittedForm, form_of, read_choice
from api.console.pages_base import PageRequest
from api.console.residence.communities import chosen_community
from api.console.subject_words import happenings
from api.console.view_models.base import FormState, Line
from api.console.view_models.residence.places import (
    ContactView,
    OrganisationFormView,
    OrganisationLine,
    OrganisationListView,
)
from api.http import HttpResponse
from supervision.audit import Act, Subject
from supervision.audit.history import acts_upon
from supervision.errors import InputInvalid, RuleRefused
from supervision.officers import division_names
from supervision.residence.addresses.listing import AddressFilter, list_addresses
from supervision.residence.organisations.store import (
    Contact,
    Organisation,
    OrganisationFacts,
    change_organisation,
    close_organisation,
    create_organisation,
    list_organisations,
    load_organisation,
    open_contact,
)
from supervision.residence.organisations.words import OrganisationKind
from supervision.residence.purposes import ResidencePurpose
from supervision.wording import Wording

PATH = "/console/organisations"

ENTERED = Wording("单位已登记。", "The organisation is entered.")
SAVED = Wording("单位已保存。", "The organisation is saved.")
CLOSED = Wording("已登记该单位不在此处。", "It is put down that the organisation is no longer there.")
REOPENED = Wording("已恢复该单位。", "The organisation is there again.")
KIND_NEEDED = Wording("请选择种类。", "Choose the kind.")
NO_SUCH_ADDRESS = Wording(
    "没有找到这个标准地址，请填写完整地址（从街路写起）或地址编码。",
    "There is no such standard address; write it in full from the street down, or its code.",
)
_SUBJECT = Wording("单位联系人", "the organisation's contact")


class OrganisationPages(Controller):
    """Organisations inside the officer's reach."""

    path = "/organisations"

    @get("/", opt={"act": Act.ORGANISATION_LIST})
    async def list_organisations(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Organisations by name or code."""
        given = page.filters("query", "kind", "cursor")
        kind = read_choice(OrganisationKind, given.get("kind"), "kind")
        found = await list_organisations(page.officer, given.get("query", ""), kind, given.get("cursor"))
        names = await division_names(one.division for one in found.items)
        view = OrganisationListView(
            query=given.get("query", ""),
            kind=kind or "",
            kinds=page.choices("organisation-kind"),
            lines=tuple(_line(one, names[one.division]) for one in found.items),
            paging=page.paging(len(found.items), found.next),
            may_add=page.may(Act.ORGANISATION_KEEP),
        )
        return await page.show(view, active="organisations")

    @get("/new", opt={"act": Act.ORGANISATION_KEEP})
    async def ask(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form of a new organisation."""
        return await page.show(await _form_view(page, FormState()), active="organisations")

    @post("/", opt={"act": Act.ORGANISATION_KEEP})
    async def create(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Enter an organisation."""
        form = await page.form()
        try:
            organisation_id = await create_organisation(page.officer, await _facts(page, form))
        except (InputInvalid, RuleRefused) as error:
            view = await _form_view(page, form.state(error, page.language))
            return await page.show_again(view, error, active="organisations")
        return page.redirect(f"{PATH}/{organisation_id}", done=ENTERED)

    @get("/{organisation_id:uuid}", opt={"act": Act.ORGANISATION_LIST})
    async def open(self, organisation_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One organisation."""
        stored = await load_organisation(page.officer, Act.ORGANISATION_LIST, organisation_id)
        return await page.show(await _form_view(page, _filled(stored), stored), active="organisations")

    @post("/{organisation_id:uuid}", opt={"act": Act.ORGANISATION_KEEP})
    async def change(self, organisation_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Change an organisation; an empty contact leaves the one that is there."""
        form = await page.form()
        stored = await load_organisation(page.officer, Act.ORGANISATION_KEEP, organisation_id)
        try:
            revision = form.number("revision", 0)
            await change_organisation(page.officer, organisation_id, revision, await _facts(page, form))
        except (InputInvalid, RuleRefused) as error:
            view = await _form_view(page, form.state(error, page.language), stored)
            return await page.show_again(view, error, active="organisations")
        return page.redirect(f"{PATH}/{organisation_id}", done=SAVED)

    @post("/{organisation_id:uuid}/closing", opt={"act": Act.ORGANISATION_KEEP})
    async def close(self, organisation_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down that the organisation is no longer there, or that it is again."""
        stored = await load_organisation(page.officer, Act.ORGANISATION_KEEP, organisation_id)
        await close_organisation(page.officer, organisation_id, is_closed=stored.closed_at is None)
        path = f"{PATH}/{organisation_id}"
        return page.redirect(path, done=CLOSED if stored.closed_at is None else REOPENED, undo_path=f"{path}/closing")

    @get("/{organisation_id:uuid}/contact", opt={"act": Act.ORGANISATION_OPEN})
    async def contact(self, organisation_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Who answers for the organisation, for a purpose that is asked for first."""
        stored = await load_organisation(page.officer, Act.ORGANISATION_OPEN, organisation_id)
        purpose, back = page.filters().get("purpose"), f"{PATH}/{organisation_id}"
        if purpose not in set(ResidencePurpose):
            return await page.ask_purpose(_SUBJECT, back, active="organisations")
        contact = await open_contact(page.officer, organisation_id, purpose) or Contact("—", "—")
        view = ContactView(
            title=page.say(Wording("联系人", "Contact")),
            of=stored.name,
            back_path=back,
            purpose=purpose or "",
            facts=(
                Line(label=page.say(Wording("姓名", "Name")), value=contact.name or "—"),
                Line(label=page.say(Wording("电话", "Telephone")), value=contact.phone),
            ),
        )
        return await page.show(view, active="organisations")


async def _facts(page: PageRequest, form: SubmittedForm) -> OrganisationFacts:
    kind = read_choice(OrganisationKind, form.text("kind"), "kind")
    if kind is None:
        raise InputInvalid(KIND_NEEDED, field="kind")
    phone, name = form.text("contact_phone"), form.text("contact_name")
    return OrganisationFacts(
        kind,
        form.text("name"),
        division=form.text("division"),
        address_id=await _address(page, form.text("at")),
        credit_code=form.text("credit_code"),
        contact=Contact(name, phone) if phone or name else None,
    )


async def _address(page: PageRequest, text: str) -> UUID | None:
    """The standard address that is written in full, or by its code."""
    if not text:
        return None
    found = (await list_addresses(page.officer, AddressFilter(query=text))).items
    exact = [one for one in found if text in {one.full_name, one.code}]
    if len(exact) != 1:
        raise InputInvalid(NO_SUCH_ADDRESS, field="at")
    return exact[0].id


def _filled(stored: Organisation) -> FormState:
    return form_of(
        {
            "revision": str(stored.revision),
            "kind": stored.kind,
            "name": stored.name,
            "division": stored.division,
            "credit_code": stored.credit_code,
            "at": stored.address,
        }
    )


async def _form_view(page: PageRequest, form: FormState, stored: Organisation | None = None) -> OrganisationFormView:
    chosen = await chosen_community(page, Act.DRAWER_LIST)
    history = () if stored is None else await acts_upon(Subject("organisation", str(stored.id)), page.officer.register)
    names = await division_names([stored.division]) if stored else {}
    return OrganisationFormView(
        form=form,
        kinds=page.choices("organisation-kind"),
        communities=chosen.choices,
        organisation=_line(stored, names[stored.division]) if stored else None,
        has_contact=stored is not None and stored.has_contact,
        history=happenings(history, page.say),
        may_keep=page.may(Act.ORGANISATION_KEEP, stored.division if stored else None),
    )


def _line(one: Organisation, community_name: str) -> OrganisationLine:
    return OrganisationLine(
        organisation_id=one.id,
        kind=one.kind,
        name=one.name,
        credit_code=one.credit_code or "",
        address=one.address,
        community_name=community_name,
        is_closed=one.closed_at is not None,
    )
