"""Residence permits: queues of what is due, one permit with its acts, the application, and what is printed."""

from datetime import date
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import SubmittedForm, form_of, read_choice, read_day, read_id
from api.console.pages_base import PageRequest, address
from api.console.residence.permit_views import apply_view, line_of, paper_view, permit_view
from api.console.view_models.base import Choice
from api.console.view_models.residence.permits import PermitListView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.officers.officer import NOT_HERE
from supervision.residence.permits.acting import (
    accept_application,
    apply_for_permit,
    cancel_permit,
    endorse_permit,
    issue_permit,
    refuse_application,
    suspend_permit,
    tell_missing,
)
from supervision.residence.permits.opening import (
    QUEUES,
    PermitShow,
    count_permits,
    list_permits,
    open_applicant,
    open_permit,
)
from supervision.residence.permits.words import PermitCondition, PermitEnd, PermitStep
from supervision.residence.purposes import ResidencePurpose
from supervision.texts import TEXT_NEEDED
from supervision.wording import Wording

PATH = "/console/permits"
PAPERS = frozenset({"missing", "permit"})

APPLIED = Wording("已登记申请。", "The application is entered.")
DONE = Wording("已办理。", "Done.")
NO_SUCH_STEP = Wording("请选择要办理的事项。", "Choose what to do.")


class PermitPages(Controller):
    """Permits within an officer's reach."""

    path = "/permits"

    @get("/", opt={"act": Act.PERMIT_LIST})
    async def permits(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """A queue, the valid permits, or all."""
        asked = page.filters("show").get("show", "")
        show = PermitShow(asked) if asked in set(PermitShow) else PermitShow.TO_HANDLE
        found = await list_permits(page.officer, show, page.filters().get("cursor"))
        counts = await count_permits(page.officer)
        view = PermitListView(
            lines=tuple(line_of(one, show, page) for one in found.items),
            shows=tuple(
                Choice(value=one, label=page.word(one, "permit-show"), count=counts.get(one) if one in QUEUES else None)
                for one in PermitShow
            ),
            show=show,
            paging=page.paging(len(found.items), found.next),
            may_handle=page.may(Act.PERMIT_HANDLE),
        )
        return await page.show(view, active="permits")

    @get("/new", opt={"act": Act.PERMIT_APPLY})
    async def blank(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The application of a resident, with the arithmetic of half a year."""
        asked = page.filters("resident", "proved_from")
        resident = read_id(asked.get("resident"), "resident")
        if resident is None:
            raise NotFound(NOT_HERE)
        form = form_of(asked)
        found = await open_applicant(page.officer, resident, _day(form.value("proved_from")))
        return await page.show(apply_view(page, found, form), active="permits")

    @post("/", opt={"act": Act.PERMIT_APPLY})
    async def apply(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Enter the application."""
        form = await page.form()
        resident = read_id(form.text("resident"), "resident")
        if resident is None:
            raise NotFound(NOT_HERE)
        try:
            permit_id = await apply_for_permit(
                page.officer, resident, _condition(form), _lines(form, "papers"), form.day("proved_from")
            )
        except (InputInvalid, RuleRefused) as error:
            found = await open_applicant(page.officer, resident, _day(form.text("proved_from")))
            view = apply_view(page, found, form.state(error, page.language))
            return await page.show_again(view, error, active="permits")
        return page.redirect(_one(permit_id), done=APPLIED)

    @get("/{permit_id:uuid}", opt={"act": Act.PERMIT_OPEN, "about": "residence_permit"})
    async def one(self, permit_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A permit in clear; work on permits is its own purpose."""
        purpose = page.filters("purpose").get("purpose", ResidencePurpose.PERMIT)
        return await page.show(permit_view(page, await open_permit(page.officer, permit_id, purpose)), active="permits")

    @post(
        "/{permit_id:uuid}/acts", opt={"act": Act.PERMIT_HANDLE, "about": "residence_permit"}, status_code=HTTP_200_OK
    )
    async def act(self, permit_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Append one act."""
        form = await page.form()
        try:
            await _carry_out(page, permit_id, form)
        except (InputInvalid, RuleRefused) as error:
            file = await open_permit(page.officer, permit_id, ResidencePurpose.PERMIT)
            view = permit_view(page, file, form.state(error, page.language))
            return await page.show_again(view, error, active="permits")
        return page.redirect(_one(permit_id), done=DONE)

    @get("/{permit_id:uuid}/papers/{kind:str}", opt={"act": Act.PERMIT_OPEN, "about": "residence_permit"})
    async def paper(
        self, permit_id: FromPath[UUID], kind: FromPath[str], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """The paper of missing papers, or the permit's form, to be printed."""
        if kind not in PAPERS:
            raise NotFound(NOT_HERE)
        file = await open_permit(page.officer, permit_id, ResidencePurpose.PERMIT)
        return await page.show(paper_view(page, file, kind), active="permits")


async def _carry_out(page: PageRequest, permit_id: UUID, form: SubmittedForm) -> None:
    officer = page.officer
    match read_choice(PermitStep, form.text("step"), "step"):
        case PermitStep.TELL_MISSING:
            await tell_missing(officer, permit_id, _lines(form, "papers"))
        case PermitStep.ACCEPT:
            await accept_application(officer, permit_id)
        case PermitStep.REFUSE:
            await refuse_application(officer, permit_id, form.text("reason"))
        case PermitStep.ISSUE:
            await issue_permit(officer, permit_id)
        case PermitStep.ENDORSE:
            await endorse_permit(officer, permit_id, _lines(form, "papers"))
        case PermitStep.SUSPEND:
            await suspend_permit(officer, permit_id)
        case PermitStep.CANCEL:
            why = read_choice(PermitEnd, form.text("end"), "end")
            if why is None:
                raise InputInvalid(TEXT_NEEDED, field="end")
            await cancel_permit(officer, permit_id, why, form.text("note"))
        case _:
            raise InputInvalid(NO_SUCH_STEP)


def _condition(form: SubmittedForm) -> PermitCondition:
    condition = read_choice(PermitCondition, form.text("condition"), "condition")
    if condition is None:
        raise InputInvalid(TEXT_NEEDED, field="condition")
    return condition


def _lines(form: SubmittedForm, name: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in form.raw(name).splitlines() if line.strip())


def _day(text: str) -> date | None:
    """The day as typed, for the sum on the page; what is no day is told when the form is sent."""
    try:
        return read_day(text, "proved_from")
    except InputInvalid:
        return None


def _one(permit_id: UUID) -> str:
    return address(f"{PATH}/{permit_id}", purpose=ResidencePurpose.PERMIT)
