"""Limits on access to one assessment, and the decisions on them."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.access_pages import CONFIRMED, DECLINED, ENDED, show_limits
from api.console.access_views import PATH as ACCESS
from api.console.access_views import limit_choices, limit_line, read_limit
from api.console.assessment_pages import PURPOSES, SUBJECT
from api.console.assessment_views import ACTIVE, PATH
from api.console.page_forms import SubmittedForm
from api.console.pages_base import PageRequest, address
from api.console.supervisee_limit_pages import SET
from api.console.view_models.access import AssessmentLimitsView
from api.console.view_models.base import FormState
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.assessments.limits import (
    confirm_assessment_limit,
    decline_assessment_limit,
    end_assessment_limit,
    open_assessment_limits,
    set_assessment_limit,
)
from supervision.corrections.assessments.words import AssessmentPurpose
from supervision.errors import InputInvalid, RuleRefused, SupervisionError
from supervision.wording import Wording

Acting = Callable[[SubmittedForm], Awaitable[None]]


class AssessmentLimitPages(Controller):
    """What is asked for on one assessment."""

    path = "/assessments/{assessment_id:uuid}/limits"

    @get("/", opt={"act": Act.ACCESS_LIMIT_LIST})
    async def limits(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The limits, and the form for another; without a purpose the question for it."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(SUBJECT, PATH, active=ACTIVE, purposes=PURPOSES)
        return await _show(page, assessment_id, page.filters()["purpose"])

    @post("/", opt={"act": Act.ACCESS_LIMIT_SET}, status_code=HTTP_200_OK)
    async def set_limit(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Ask for a limit."""
        form = await page.form()
        purpose = form.text("purpose") or AssessmentPurpose.ASSESSING
        try:
            await set_assessment_limit(page.officer, assessment_id, read_limit(form))
        except (InputInvalid, RuleRefused) as error:
            return await _show(page, assessment_id, purpose, form.state(error, page.language), error)
        return page.redirect(address(f"{PATH}/{assessment_id}/limits", purpose=purpose), done=SET)


class AssessmentLimitDecisionPages(Controller):
    """What becomes of a limit on an assessment, decided where those on files are."""

    path = "/access/assessment-limits/{limit_id:uuid}"

    @post("/confirmation", opt={"act": Act.ACCESS_LIMIT_DECIDE}, status_code=HTTP_200_OK)
    async def confirm(self, limit_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Let a limit stand."""
        return await _decide(page, lambda _: confirm_assessment_limit(page.officer, limit_id), CONFIRMED)

    @post("/refusal", opt={"act": Act.ACCESS_LIMIT_DECIDE}, status_code=HTTP_200_OK)
    async def decline(self, limit_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Turn a limit down."""

        async def act(form: SubmittedForm) -> None:
            await decline_assessment_limit(page.officer, limit_id, form.text("reason"))

        return await _decide(page, act, DECLINED)

    @post("/ending", opt={"act": Act.ACCESS_LIMIT_END}, status_code=HTTP_200_OK)
    async def end(self, limit_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """End a limit before its last day."""

        async def act(form: SubmittedForm) -> None:
            await end_assessment_limit(page.officer, limit_id, form.text("reason"))

        return await _decide(page, act, ENDED)


async def _decide(page: PageRequest, act: Acting, done: Wording) -> HttpResponse:
    form = await page.form()
    try:
        await act(form)
    except (InputInvalid, RuleRefused) as error:
        return await show_limits(page, form, error)
    return page.redirect(f"{ACCESS}/limits", done=done)


async def _show(
    page: PageRequest,
    assessment_id: UUID,
    purpose: str,
    form: FormState | None = None,
    error: SupervisionError | None = None,
) -> HttpResponse:
    limits = await open_assessment_limits(page.officer, assessment_id, purpose)
    view = AssessmentLimitsView(
        assessment_id=assessment_id,
        purpose=purpose,
        limits=tuple(limit_line(page, limit) for limit in limits),
        choices=await limit_choices(page, page.officer.office_division),
        form=form or FormState(),
    )
    if error is not None:
        return await page.show_again(view, error, active=ACTIVE)
    return await page.show(view, active=ACTIVE)
