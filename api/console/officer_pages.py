"""Officers: the list, one of them, and new ones with the papers that are shown once."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.status_codes import HTTP_200_OK

from api.console.confirming import ask_code
from api.console.enrolment_papers import codes_view
from api.console.officer_lists import office_choices, officer_line, officer_view, role_choices
from api.console.page_forms import SubmittedForm, form_of
from api.console.pages_base import FIRST_PAGE, PageRequest
from api.console.view_models.base import FormState
from api.console.view_models.officers import OfficerFormView, OfficerListView
from api.console.view_models.sign_in import SecondFactorView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, SignInRefused
from supervision.legal_time import legal_day
from supervision.officers import (
    GrantDraft,
    OfficerDraft,
    OfficerFilter,
    OfficerState,
    Role,
    add_officer,
    load_officer,
    load_officers,
    load_offices,
    print_recovery_codes,
)
from supervision.officers.drafts import ROLE_UNKNOWN
from supervision.wording import Wording

FIRST_DAY_NEEDED = Wording("请填写起始日期。", "Give the first day.")
OFFICE_UNKNOWN = Wording("没有这个机构。", "There is no such office.")

_FILTERS = ("office", "role", "state")


class OfficerPages(Controller):
    """The officers of the register, for their administrators."""

    path = "/officers"

    @get("/", opt={"act": Act.OFFICER_LIST})
    async def list_officers(
        self, page: NamedDependency[PageRequest], cursor: FromQuery[str | None] = None
    ) -> HttpResponse:
        """Officers, those added last first."""
        filters, query = page.filters(*_FILTERS), page.filters("query").get("query", "")
        wanted = OfficerFilter(
            query.strip() or None,
            read_id(filters.get("office", "")),
            Role(filters["role"]) if filters.get("role") in set(Role) else None,
            OfficerState(filters["state"]) if filters.get("state") in set(OfficerState) else None,
        )
        found = await load_officers(page.officer, wanted, cursor)
        is_whole = found.next is None and not cursor
        view = OfficerListView(
            query=query,
            lines=tuple(officer_line(entry) for entry in found.items),
            offices=office_choices(await load_offices(page.officer)),
            roles=role_choices(page),
            states=page.choices("officer-state"),
            filters=filters,
            paging=page.paging(len(found.items), found.next, len(found.items) if is_whole else None),
            may_add=page.may(Act.OFFICER_CREATE),
        )
        return await page.show(view, active="officers")

    @get("/new", opt={"act": Act.OFFICER_CREATE})
    async def ask_for_officer(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form of a new officer."""
        form = form_of({"valid_from": legal_day(page.now).isoformat()})
        return await page.show(await _form_view(page, form), active="officers")

    @post("/", opt={"act": Act.OFFICER_CREATE}, status_code=HTTP_200_OK)
    async def add(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Add the officer; what is answered is shown this once."""
        form = await page.form()
        try:
            enrolment = await add_officer(page.officer, _draft(form))
        except InputInvalid as error:
            view = await _form_view(page, form.state(error, page.language))
            return await page.show_again(view, error, active="officers")
        record = await load_officer(page.officer, enrolment.officer_id)
        papers = ((enrolment, record.entry.office_name),)
        return await page.show(codes_view(page, papers, officer_path(enrolment.officer_id)), active="officers")

    @get("/{officer_id:uuid}", opt={"act": Act.OFFICER_LIST})
    async def open_officer(self, officer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One officer, with grants, past ones included."""
        form = form_of({"valid_from": legal_day(page.now).isoformat()})
        view = await officer_view(page, await load_officer(page.officer, officer_id), form)
        return await page.show(view, active="officers")


class OwnCodePages(Controller):
    """New printed codes for oneself, whoever one is."""

    path = "/recovery-codes"

    @get("/", opt={"own": True})
    async def ask(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """What printing means, and the second factor."""
        return await ask_code(page, _own_codes())

    @post("/", opt={"own": True}, status_code=HTTP_200_OK)
    async def print_codes(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The new codes, shown this once."""
        form = await page.form()
        try:
            enrolment = await print_recovery_codes(page.officer, form.text("code"))
        except SignInRefused as error:
            return await ask_code(page, _own_codes(), error)
        return await page.show(codes_view(page, ((enrolment, page.officer.office_name),), FIRST_PAGE))


def officer_path(officer_id: UUID) -> str:
    """The page of an officer."""
    return f"/console/officers/{officer_id}"


def read_id(text: str) -> UUID | None:
    """An id from a form or a filter; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def read_grant(form: SubmittedForm) -> GrantDraft:
    """The grant that a form asks for; InputInvalid names the field to mend."""
    role, first_on = form.text("role"), form.day("valid_from")
    if role not in set(Role):
        raise InputInvalid(ROLE_UNKNOWN, field="role")
    if first_on is None:
        raise InputInvalid(FIRST_DAY_NEEDED, field="valid_from")
    return GrantDraft(Role(role), form.text("prefix"), first_on, form.day("valid_until"))


def _draft(form: SubmittedForm) -> OfficerDraft:
    office = form.text("office")
    if office and read_id(office) is None:
        raise InputInvalid(OFFICE_UNKNOWN, field="office")
    return OfficerDraft(form.text("name"), form.text("username"), read_id(office), read_grant(form))


async def _form_view(page: PageRequest, form: FormState) -> OfficerFormView:
    offices = office_choices(await load_offices(page.officer))
    return OfficerFormView(form=form, offices=offices, roles=role_choices(page))


def _own_codes() -> SecondFactorView:
    return SecondFactorView(
        heading=Wording("打印新的一次性代码", "Print new one-time codes"),
        act=Wording("打印，旧的作废", "Print; the old ones end"),
        why=Wording(
            "新代码一打印，以前打印的全部作废，不能恢复；新代码只显示一次。",
            "The codes printed before end with this and cannot be had back; the new ones are shown once.",
        ),
        action_path="/console/recovery-codes",
        cancel_path=FIRST_PAGE,
    )
