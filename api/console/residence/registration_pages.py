"""Registering a newcomer: searched first, then one short page per group, checked before it is written."""

from collections.abc import Mapping
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from api.console.kept_forms import KeptForm, KeptForms, kept_forms_of
from api.console.page_forms import SubmittedForm, form_of, read_choice, read_id
from api.console.pages_base import PageRequest, address
from api.console.residence.registration_form import (
    CHECK,
    FIELDS,
    STEPS,
    WHO,
    check_step,
    first_values,
    following_step,
    needed_dwelling,
    new_draft_id,
    read_newcomer,
    registration_view,
    step_of,
)
from api.console.view_models.base import FormState
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused, SupervisionError
from supervision.legal_time import legal_day
from supervision.officers import Role
from supervision.residence.households.registering import register_household, register_resident
from supervision.residence.households.words import HouseholdKind, Source
from supervision.residence.purposes import ResidencePurpose
from supervision.wording import Wording

PATH = "/console/households/new"
BEGIN, BACK, REGISTER, WHERE = "begin", "back", "register", "where"

REGISTERED = Wording("已登记；资料已加密存放。", "Registered; what was entered is sealed.")


class RegistrationPages(Controller):
    """Newcomers within the officer's reach."""

    path = "/households/new"

    @get("/", opt={"act": Act.RESIDENT_REGISTER, "about": "household"})
    async def begin(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The first page, empty but for the home in the address; or where the officer left off."""
        is_new = bool(page.filters("dwelling", "household", "fresh"))
        kept = None if is_new else _unfinished(page).find(page.officer.id, page.now)
        if kept is not None:
            view = await registration_view(page, kept.draft_id, kept.step, form_of(kept.values))
            return await page.show(view, active="residents")
        return await _begun(page, page.filters("dwelling", "household"))

    @post("/", opt={"act": Act.RESIDENT_REGISTER, "about": "household"}, status_code=HTTP_200_OK)
    async def go_on(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Check one page and show the next; the last one writes. Nothing that was typed is lost."""
        form = await page.form()
        step, go = _step(form), form.text("go")
        if go == BEGIN:
            return await _begun(page, {name: form.text(name) for names in FIELDS.values() for name in names})
        _keep(page, form, step)
        if go in {BACK, WHERE}:
            return await _show(page, form, STEPS[max(STEPS.index(step) - 1, 0)] if go == BACK else step)
        try:
            check_step(form, step, legal_day(page.now))
            if step == CHECK and go == REGISTER:
                household_id = await _register(page, form)
                _unfinished(page).forget(page.officer.id)
                path = address(f"/console/households/{household_id}", purpose=ResidencePurpose.REGISTRATION)
                return page.redirect(path, done=REGISTERED)
        except (InputInvalid, RuleRefused) as error:
            field = error.field if isinstance(error, InputInvalid) else None
            return await _show(page, form, step_of(field) if step == CHECK else step, error)
        return await _show(page, form, following_step(form, step))

    @post(
        "/kept",
        opt={"act": Act.RESIDENT_REGISTER, "about": "household", "background": True},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def keep(self, page: NamedDependency[PageRequest]) -> None:
        """Keep what is being typed for its owner, should the session end."""
        form = await page.form()
        _keep(page, form, _step(form))


async def _begun(page: PageRequest, given: Mapping[str, str]) -> HttpResponse:
    values = first_values(legal_day(page.now), given)
    return await page.show(await registration_view(page, new_draft_id(), WHO, form_of(values)), active="residents")


def _step(form: SubmittedForm) -> str:
    return form.text("step") if form.text("step") in STEPS else WHO


def _keep(page: PageRequest, form: SubmittedForm, step: str) -> None:
    values = {name: form.text(name) for names in FIELDS.values() for name in names if form.text(name)}
    kept = KeptForm(form.text("draft") or new_draft_id(), step, values, page.now)
    _unfinished(page).keep(page.officer.id, kept)


async def _show(
    page: PageRequest, form: SubmittedForm, step: str, error: SupervisionError | None = None
) -> HttpResponse:
    state: FormState = form.state(error, page.language)
    view = await registration_view(page, form.text("draft") or new_draft_id(), step, state)
    if error is not None:
        return await page.show_again(view, error, active="residents")
    return await page.show(view, active="residents")


async def _register(page: PageRequest, form: SubmittedForm) -> UUID:
    source = Source.OFFICER if Role.COMMUNITY_POLICE in page.officer.roles else Source.ASSISTANT
    newcomer = read_newcomer(form)
    household_id = read_id(form.text("household"), "household")
    if household_id is not None:
        await register_resident(page.officer, household_id, newcomer, source)
        return household_id
    kind = read_choice(HouseholdKind, form.text("kind"), "kind") or HouseholdKind.FAMILY
    new_id, _ = await register_household(page.officer, needed_dwelling(form), kind, (newcomer,), source)
    return new_id


def _unfinished(page: PageRequest) -> KeptForms:
    return kept_forms_of(page.request.app.state)
