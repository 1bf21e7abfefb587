"""Placement bases: which there are, how many places each offers and has left, entered and changed."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import SubmittedForm, form_of
from api.console.pages_base import PageRequest
from api.console.view_models.aftercare import BaseFormView, BaseLine, BasesView
from api.console.view_models.base import Choice, FormState
from api.http import HttpResponse
from supervision.aftercare.bases import (
    BaseContact,
    BaseFacts,
    PlacementBase,
    change_base,
    create_base,
    list_bases,
    load_base,
)
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import division_names, load_offices
from supervision.wording import Wording

PATH = "/console/aftercare-bases"
ACTIVE = "aftercare-bases"
SAVED = Wording("已保存。", "Saved.")


class AftercareBasePages(Controller):
    """Bases inside the officer's reach."""

    path = "/aftercare-bases"

    @get("/", opt={"act": Act.AFTERCARE_BASE_LIST})
    async def bases(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """All of them, open ones first."""
        found = await list_bases(page.officer, legal_day(page.now))
        names = await division_names({base.division for base in found})
        view = BasesView(
            lines=tuple(_line(base, names[base.division]) for base in found), may_keep=page.may(Act.AFTERCARE_BASE_KEEP)
        )
        return await page.show(view, active=ACTIVE)

    @get("/new", opt={"act": Act.AFTERCARE_BASE_KEEP})
    async def new(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The empty form."""
        return await page.show(await _form(page, FormState()), active=ACTIVE)

    @post("/", opt={"act": Act.AFTERCARE_BASE_KEEP}, status_code=HTTP_200_OK)
    async def create(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Enter a base."""
        form = await page.form()
        try:
            await create_base(page.officer, _facts(form))
        except InputInvalid as error:
            return await page.show_again(await _form(page, form.state(error, page.language)), error, active=ACTIVE)
        return page.redirect(PATH, done=SAVED)

    @get("/{base_id:uuid}", opt={"act": Act.AFTERCARE_BASE_KEEP})
    async def edit(self, base_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form with what is stored."""
        base = await load_base(page.officer, Act.AFTERCARE_BASE_KEEP, base_id, legal_day(page.now))
        state = form_of(
            {
                "division": base.division,
                "name": base.name,
                "address": base.address,
                "places": str(base.places),
                "contact_name": base.contact.name,
                "contact_phone": base.contact.phone,
                "closed": "yes" if base.closed_on else None,
                "revision": str(base.revision),
            }
        )
        return await page.show(await _form(page, state, base_id), active=ACTIVE)

    @post("/{base_id:uuid}", opt={"act": Act.AFTERCARE_BASE_KEEP}, status_code=HTTP_200_OK)
    async def change(self, base_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Store a base anew, or close it."""
        form = await page.form()
        await load_base(page.officer, Act.AFTERCARE_BASE_KEEP, base_id, legal_day(page.now))
        try:
            await change_base(page.officer, base_id, form.number("revision"), _facts(form))
        except (InputInvalid, RuleRefused) as error:
            view = await _form(page, form.state(error, page.language), base_id)
            return await page.show_again(view, error, active=ACTIVE)
        return page.redirect(PATH, done=SAVED)


async def _form(page: PageRequest, form: FormState, base_id: UUID | None = None) -> BaseFormView:
    offices = await load_offices(page.officer)
    divisions = {office.division: office.division_name for office in offices}
    choices = tuple(Choice(value=code, label=name) for code, name in divisions.items())
    return BaseFormView(form=form, divisions=choices, base_id=base_id)


def _facts(form: SubmittedForm) -> BaseFacts:
    return BaseFacts(
        form.text("division"),
        form.text("name"),
        form.text("address"),
        form.number("places"),
        BaseContact(form.text("contact_name"), form.text("contact_phone")),
        is_closed=form.text("closed") == "yes",
    )


def _line(base: PlacementBase, division_name: str) -> BaseLine:
    return BaseLine(
        base_id=base.id,
        name=base.name,
        address=base.address,
        division_name=division_name,
        contact=f"{base.contact.name} {base.contact.phone}".strip(),
        places=base.places,
        taken=base.taken,
        free=base.free,
        closed_on=base.closed_on,
    )
