"""Offices: the tree within reach, and new ones."""

from collections.abc import Sequence
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency

from api.console.page_forms import SubmittedForm
from api.console.pages_base import PageRequest
from api.console.view_models.base import Choice, FormState
from api.console.view_models.officers import OfficeLine, OfficeListView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid
from supervision.officers import Level, Office, OfficeDraft, create_office, load_offices
from supervision.officers.offices import PARENT_WRONG
from supervision.wording import Wording

LEVEL_MISSING = Wording("请选择层级。", "Choose a level.")
ADDED = Wording("已新设机构。", "The office was added.")


class OfficePages(Controller):
    """The offices of the register."""

    path = "/offices"

    @get("/", opt={"act": Act.OFFICE_LIST})
    async def list_offices(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """All offices within reach, containing ones first."""
        return await page.show(await _view(page), active="offices")

    @post("/", opt={"act": Act.OFFICE_CREATE})
    async def add_office(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Add an office in a division that was loaded."""
        form = await page.form()
        try:
            await create_office(page.officer, _draft(form))
        except InputInvalid as error:
            return await page.show_again(await _view(page, form.state(error, page.language)), error, active="offices")
        return page.redirect("/console/offices", done=ADDED)


async def _view(page: PageRequest, form: FormState = FormState()) -> OfficeListView:
    offices = await load_offices(page.officer)
    return OfficeListView(
        lines=tuple(_line(office, offices) for office in offices),
        levels=page.choices("office-level"),
        parents=tuple(Choice(value=str(office.id), label=office.name) for office in offices),
        may_add=page.may(Act.OFFICE_CREATE),
        form=form,
    )


def _line(office: Office, offices: Sequence[Office]) -> OfficeLine:
    above = {other.division for other in offices if office.division.startswith(other.division)} - {office.division}
    return OfficeLine(
        office_id=office.id,
        name=office.name,
        level=office.level,
        division=office.division,
        division_name=office.division_name,
        officer_count=office.officer_count,
        depth=len(above),
    )


def _draft(form: SubmittedForm) -> OfficeDraft:
    try:
        level = Level(form.text("level"))
    except ValueError as error:
        raise InputInvalid(LEVEL_MISSING, field="level") from error
    try:
        parent_id = UUID(form.text("parent")) if form.text("parent") else None
    except ValueError as error:
        raise InputInvalid(PARENT_WRONG, field="parent") from error
    return OfficeDraft(form.text("name"), level, form.text("division"), parent_id)
