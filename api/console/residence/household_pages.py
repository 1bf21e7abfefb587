"""A household file opened for a purpose: its members, its home, and what happens to the household as a whole."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest, address
from api.console.residence.household_view import household_view
from api.console.residence.person_form import needed_choice
from api.console.residence.resident_change_pages import ROOM_FOR_A_FORM, read_material
from api.console.view_models.base import FormState
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused, SupervisionError
from supervision.media import MOST_BYTES
from supervision.residence.households.files import close_household
from supervision.residence.households.materials import add_to_household
from supervision.residence.households.memberships import (
    NOBODY_CHOSEN,
    change_head,
    join_household,
    split_household,
)
from supervision.residence.households.opening import open_household_file
from supervision.residence.households.words import HouseholdKind, MemberRole
from supervision.residence.purposes import ResidencePurpose
from supervision.wording import Wording

PATH = "/console/households"
_SUBJECT = Wording("这份户档", "this household file")
_MEMBERSHIP = {"act": Act.MEMBERSHIP_CHANGE, "about": "household"}
_KEPT = Wording("已办理。", "Done.")


class HouseholdPages(Controller):
    """Household files inside the officer's reach."""

    path = "/households/{household_id:uuid}"

    @get("/", opt={"act": Act.HOUSEHOLD_OPEN})
    async def open_household(self, household_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The file with everybody in it, in clear and recorded; without a purpose the question for it."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(_SUBJECT, PATH, active="households")
        return await _show(page, household_id, page.filters().get("tab", ""))

    @post("/closing", opt={"act": Act.HOUSEHOLD_CLOSE}, status_code=HTTP_200_OK)
    async def close(self, household_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Close a file in which nobody lives any more."""
        form = await page.form()
        try:
            await close_household(page.officer, household_id)
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, household_id, "", form, error)
        done = Wording("户档已关闭，户卡同时失效。", "The file is closed, and its card is void.")
        return page.redirect(_back(household_id, form), done=done)

    @post("/head", opt=_MEMBERSHIP, status_code=HTTP_200_OK)
    async def change_head(self, household_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Make a member the head."""
        form = await page.form()
        try:
            former = read_choice(MemberRole, form.text("former_role"), "former_role") or MemberRole.RELATIVE
            await change_head(page.officer, household_id, _chosen(form, "resident"), former)
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, household_id, "stays", form, error)
        return page.redirect(_back(household_id, form), done=_KEPT)

    @post("/split", opt=_MEMBERSHIP, status_code=HTTP_200_OK)
    async def split(self, household_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Let a member form a household of their own at the same dwelling."""
        form = await page.form()
        try:
            kind = read_choice(HouseholdKind, form.text("kind"), "kind") or HouseholdKind.FAMILY
            roles = {_chosen(form, "resident"): MemberRole.HEAD}
            new_id = await split_household(page.officer, household_id, roles, kind)
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, household_id, "stays", form, error)
        return page.redirect(_back(new_id, form), done=Wording("已分为另一户。", "A household of their own now."))

    @post("/joining", opt=_MEMBERSHIP, status_code=HTTP_200_OK)
    async def join(self, household_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Let a member join another household at the same dwelling."""
        form = await page.form()
        try:
            role, other_id = needed_choice(MemberRole, form, "role"), _chosen(form, "other")
            await join_household(page.officer, household_id, other_id, {_chosen(form, "resident"): role})
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, household_id, "stays", form, error)
        return page.redirect(_back(other_id, form), done=_KEPT)

    @post(
        "/materials",
        opt={"act": Act.MATERIAL_ADD, "about": "household"},
        status_code=HTTP_200_OK,
        request_max_body_size=MOST_BYTES + ROOM_FOR_A_FORM,
    )
    async def add_material(self, household_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Seal a paper under the household's key."""
        form = await page.form()
        try:
            await add_to_household(page.officer, household_id, await read_material(form))
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, household_id, "materials", form, error)
        done = Wording("已加密存放。", "Sealed and kept.")
        return page.redirect(_back(household_id, form, "materials"), done=done)


def _chosen(form: SubmittedForm, name: str) -> UUID:
    chosen = read_id(form.text(name), name)
    if chosen is None:
        raise InputInvalid(NOBODY_CHOSEN, field=name)
    return chosen


def _purpose(form: SubmittedForm) -> str:
    return form.text("purpose") or ResidencePurpose.REGISTRATION


def _back(household_id: UUID, form: SubmittedForm, tab: str | None = None) -> str:
    return address(f"{PATH}/{household_id}", tab=tab, purpose=_purpose(form))


async def _show(
    page: PageRequest,
    household_id: UUID,
    tab: str,
    purpose: str | None = None,
    form: FormState | None = None,
    error: SupervisionError | None = None,
) -> HttpResponse:
    file = await open_household_file(page.officer, household_id, purpose or page.filters().get("purpose"))
    view = await household_view(page, file, tab, form or FormState())
    if error is not None:
        return await page.show_again(view, error, active="households")
    return await page.show(view, active="households")


async def _again(
    page: PageRequest, household_id: UUID, tab: str, form: SubmittedForm, error: SupervisionError
) -> HttpResponse:
    return await _show(page, household_id, tab, _purpose(form), form.state(error, page.language), error)
