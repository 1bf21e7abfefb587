"""The steps of an assessment by clicks: each form leads back to it, or shows it again with what is wrong."""

from collections.abc import Awaitable, Callable
from datetime import date
from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.assessment_forms import chosen
from api.console.assessment_pages import show_assessment
from api.console.assessment_views import PATH
from api.console.page_forms import DAY_WRONG, SubmittedForm, read_id
from api.console.pages_base import PageRequest, address
from api.console.supervisee_header import file_path
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.assessments.answering import (
    answer_not_here,
    approve_opinion,
    return_opinion,
    send_reply,
    write_opinion,
)
from supervision.corrections.assessments.carrying_over import carry_over
from supervision.corrections.assessments.content import Finding, NewInquiry, NewOpinion, Opinion
from supervision.corrections.assessments.destroying import propose_destruction, return_destruction
from supervision.corrections.assessments.inquiring import OFFICE_WRONG, assign_assessment, record_inquiry
from supervision.corrections.assessments.organ_says import extend_assessment, record_decision, withdraw_assessment
from supervision.corrections.assessments.words import (
    AssessmentOutcome,
    AssessmentPurpose,
    Informant,
    InquiryKind,
    Suitability,
)
from supervision.corrections.purposes import Purpose
from supervision.errors import InputInvalid, RuleRefused
from supervision.wording import Wording

DONE = Wording("已登记。", "Put down.")
ASSIGNED = Wording("已指派。", "Assigned.")
WRITTEN = Wording("意见已提出，由他人审核。", "Written; another officer decides.")
APPROVED = Wording("意见已审核同意并编号，请打印回复。", "Approved and numbered; print the reply.")
RETURNED = Wording("已退回。", "Returned.")
CARRIED = Wording("评估已转入这份档案。", "The assessment was carried over into this file.")
PROPOSED = Wording("已提议销毁，由他人核准。", "Proposed; another officer decides.")

Acting = Callable[[SubmittedForm], Awaitable[object]]


class AssessmentStepPages(Controller):
    """Steps of assessments inside the officer's reach."""

    path = "/assessments/{assessment_id:uuid}"

    @post("/assignment", opt={"act": Act.ASSESSMENT_ASSIGN}, status_code=HTTP_200_OK)
    async def assign(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Which office, and who assesses."""

        async def act(form: SubmittedForm) -> None:
            office = read_id(form.text("office"), "office")
            if office is None:
                raise InputInvalid(OFFICE_WRONG, field="office")
            await assign_assessment(page.officer, assessment_id, office, _ids(form, "assessors"))

        return await _put_down(page, assessment_id, act, ASSIGNED)

    @post("/inquiries", opt={"act": Act.ASSESSMENT_INQUIRE}, status_code=HTTP_200_OK)
    async def inquire(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """An interview or a visit."""

        async def act(form: SubmittedForm) -> None:
            new = NewInquiry(
                chosen(InquiryKind, form, "kind"),
                chosen(Informant, form, "informant"),
                _day(form, "happened_on"),
                Finding(form.text("who"), form.text("text"), form.text("place")),
            )
            await record_inquiry(page.officer, assessment_id, new, _ids(form, "made_by"))

        return await _put_down(page, assessment_id, act)

    @post("/opinion", opt={"act": Act.ASSESSMENT_WRITE}, status_code=HTTP_200_OK)
    async def write(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The opinion, for another officer to decide."""

        async def act(form: SubmittedForm) -> None:
            opinion = Opinion(*(form.text(name) for name in ("home", "influence", "reasons", "guarantor")))
            new = NewOpinion(chosen(Suitability, form, "suitability"), opinion)
            await write_opinion(page.officer, assessment_id, new)

        return await _put_down(page, assessment_id, act, WRITTEN)

    @post("/opinion-approval", opt={"act": Act.ASSESSMENT_DECIDE}, status_code=HTTP_200_OK)
    async def approve(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Approve what another wrote."""
        return await _put_down(page, assessment_id, lambda _: approve_opinion(page.officer, assessment_id), APPROVED)

    @post("/opinion-return", opt={"act": Act.ASSESSMENT_DECIDE}, status_code=HTTP_200_OK)
    async def return_opinion(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Return it, with the reason."""

        async def act(form: SubmittedForm) -> None:
            await return_opinion(page.officer, assessment_id, form.text("reason"))

        return await _put_down(page, assessment_id, act, RETURNED)

    @post("/reply", opt={"act": Act.ASSESSMENT_REPLY}, status_code=HTTP_200_OK)
    async def reply(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """When reply and copy went out."""

        async def act(form: SubmittedForm) -> None:
            await send_reply(page.officer, assessment_id, _day(form, "replied_on"), _day(form, "copied_on"))

        return await _put_down(page, assessment_id, act)

    @post("/not-here", opt={"act": Act.ASSESSMENT_REPLY}, status_code=HTTP_200_OK)
    async def not_here(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """That the person does not live here."""

        async def act(form: SubmittedForm) -> None:
            await answer_not_here(page.officer, assessment_id, form.text("reason"))

        return await _put_down(page, assessment_id, act)

    @post("/extension", opt={"act": Act.ASSESSMENT_RECORD}, status_code=HTTP_200_OK)
    async def extend(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Until when the organ agreed to wait."""

        async def act(form: SubmittedForm) -> None:
            await extend_assessment(page.officer, assessment_id, _day(form, "until"), form.text("consent"))

        return await _put_down(page, assessment_id, act)

    @post("/withdrawal", opt={"act": Act.ASSESSMENT_RECORD}, status_code=HTTP_200_OK)
    async def withdraw(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """That the organ takes its request back."""

        async def act(form: SubmittedForm) -> None:
            await withdraw_assessment(page.officer, assessment_id, form.text("reason"))

        return await _put_down(page, assessment_id, act)

    @post("/decision", opt={"act": Act.ASSESSMENT_RECORD}, status_code=HTTP_200_OK)
    async def decide(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """What the organ decided."""

        async def act(form: SubmittedForm) -> None:
            outcome = chosen(AssessmentOutcome, form, "outcome")
            await record_decision(page.officer, assessment_id, outcome, _day(form, "decided_on"), form.text("paper"))

        return await _put_down(page, assessment_id, act)

    @post("/carrying-over", opt={"act": Act.ASSESSMENT_CARRY_OVER}, status_code=HTTP_200_OK)
    async def carry_over(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Copy it into the person's file, where the plan is made."""
        form = await page.form()
        try:
            file_id = await carry_over(page.officer, assessment_id)
        except RuleRefused as error:
            return await show_assessment(page, assessment_id, _purpose(form), form.state(error, page.language), error)
        return page.redirect(file_path(file_id, Purpose.SUPERVISION, "plan"), done=CARRIED)

    @post("/destruction-proposal", opt={"act": Act.ASSESSMENT_PROPOSE_DESTRUCTION}, status_code=HTTP_200_OK)
    async def propose(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Propose to destroy it."""
        return await _put_down(
            page, assessment_id, lambda _: propose_destruction(page.officer, assessment_id), PROPOSED
        )

    @post("/destruction-return", opt={"act": Act.ASSESSMENT_DESTROY}, status_code=HTTP_200_OK)
    async def return_destruction(
        self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Return the proposal, with the reason."""

        async def act(form: SubmittedForm) -> None:
            await return_destruction(page.officer, assessment_id, form.text("reason"))

        return await _put_down(page, assessment_id, act, RETURNED)


async def _put_down(page: PageRequest, assessment_id: UUID, act: Acting, done: Wording = DONE) -> HttpResponse:
    form = await page.form()
    try:
        await act(form)
    except (InputInvalid, RuleRefused) as error:
        return await show_assessment(page, assessment_id, _purpose(form), form.state(error, page.language), error)
    return page.redirect(address(f"{PATH}/{assessment_id}", purpose=_purpose(form)), done=done)


def _purpose(form: SubmittedForm) -> str:
    return form.text("purpose") or AssessmentPurpose.ASSESSING


def _day(form: SubmittedForm, name: str) -> date:
    day = form.day(name)
    if day is None:
        raise InputInvalid(DAY_WRONG, field=name)
    return day


def _ids(form: SubmittedForm, name: str) -> list[UUID]:
    return [found for text in form.texts(name) if (found := read_id(text, name)) is not None]
