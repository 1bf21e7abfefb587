"""Assessments before the sentence: the list with its queues, a new request in short pages, one of them, its paper."""

import asyncio
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.assessment_forms import first_page, next_page, read_new, show_again
from api.console.assessment_views import ACTIVE, PATH, assessment_view, line_of, paper_view
from api.console.page_forms import read_choice
from api.console.pages_base import PageRequest, address
from api.console.view_models.assessments import AssessmentListView
from api.console.view_models.base import FormState, Paging
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.assessments.documents import open_document
from supervision.corrections.assessments.listing import (
    AssessmentShow,
    ListedAssessment,
    count_assessments,
    find_assessments,
    list_assessments,
)
from supervision.corrections.assessments.opening import open_assessment
from supervision.corrections.assessments.receiving import receive_assessment
from supervision.corrections.assessments.replying import issue_reply
from supervision.corrections.assessments.words import AssessmentPurpose
from supervision.errors import InputInvalid, NotFound, RuleRefused, SupervisionError
from supervision.forms.rendering import TextLine, read_text
from supervision.officers.officer import NOT_HERE
from supervision.wording import Wording

RECEIVED = Wording("委托已登记，回复期限已起算。", "Taken in; the period of the reply runs.")
SUBJECT = Wording("这份调查评估", "this assessment")
PURPOSES = (tuple(AssessmentPurpose), "assessment-purpose")
ISSUED = Wording("回复文书已签发，可以下载打印。", "Issued; it can be fetched and printed.")


class AssessmentPages(Controller):
    """Assessments inside the officer's reach."""

    path = "/assessments"

    @get("/", opt={"act": Act.ASSESSMENT_LIST})
    async def list_assessments(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """A queue, what is due first at the top."""
        show = read_choice(AssessmentShow, page.filters().get("show"), "show") or AssessmentShow.OPEN
        found = await list_assessments(page.officer, show, page.filters().get("cursor"))
        counts = await count_assessments(page.officer)
        paging = page.paging(len(found.items), found.next, counts[show])
        return await page.show(_list(page, found.items, show, counts, paging), active=ACTIVE)

    @post("/search", opt={"act": Act.ASSESSMENT_LIST}, status_code=HTTP_200_OK)
    async def find(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """What a document number finds; it travels in the form, because addresses are kept."""
        form, counts = await page.form(), await count_assessments(page.officer)
        try:
            found = await find_assessments(page.officer, form.text("document_number"))
        except InputInvalid as error:
            view = _list(page, (), "", counts, Paging(shown=0), form.state(error, page.language))
            return await page.show_again(view, error, active=ACTIVE)
        return await page.show(_list(page, found, "", counts, Paging(shown=len(found)), form.state()), active=ACTIVE)

    @get("/new", opt={"act": Act.ASSESSMENT_RECEIVE})
    async def new(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The first page of a new request."""
        return await page.show(first_page(page), active=ACTIVE)

    @post("/new", opt={"act": Act.ASSESSMENT_RECEIVE}, status_code=HTTP_200_OK)
    async def following(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The next page of a new request; nothing is stored yet."""
        return await next_page(page, await page.form())

    @post("/", opt={"act": Act.ASSESSMENT_RECEIVE}, status_code=HTTP_200_OK)
    async def receive(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Take the request in."""
        form = await page.form()
        try:
            await receive_assessment(page.officer, read_new(form))
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, "person", form, error)
        return page.redirect(address(PATH, show=AssessmentShow.TO_ASSIGN), done=RECEIVED)

    @get("/{assessment_id:uuid}", opt={"act": Act.ASSESSMENT_OPEN})
    async def open_assessment(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One assessment, in clear and recorded; without a purpose the question for it."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(SUBJECT, PATH, active=ACTIVE, purposes=PURPOSES)
        return await show_assessment(page, assessment_id, page.filters()["purpose"])

    @get("/{assessment_id:uuid}/paper", opt={"act": Act.ASSESSMENT_OPEN})
    async def paper(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The reply as it was issued, to be looked at and fetched; it is there once it has its number."""
        return await _show_paper(page, assessment_id)

    @post("/{assessment_id:uuid}/paper", opt={"act": Act.ASSESSMENT_REPLY}, status_code=HTTP_200_OK)
    async def issue_paper(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Issue the paper of an answer that has none."""
        form = await page.form()
        try:
            await issue_reply(page.officer, assessment_id)
        except RuleRefused as error:
            return await _show_paper(page, assessment_id, form.state(error, page.language), error)
        return page.redirect(f"{PATH}/{assessment_id}/paper", done=ISSUED)


async def _show_paper(
    page: PageRequest, assessment_id: UUID, form: FormState | None = None, error: RuleRefused | None = None
) -> HttpResponse:
    purpose = AssessmentPurpose.ASSESSING
    opened = await open_assessment(page.officer, assessment_id, purpose)
    if opened.assessment.reply_number is None:
        raise NotFound(NOT_HERE)
    lines: tuple[TextLine, ...] = ()
    if opened.reply is not None:
        document = await open_document(page.officer, assessment_id, opened.reply.document_id, purpose)
        lines = await asyncio.to_thread(read_text, document.content)
    view = paper_view(page, opened, lines, form)
    if error is not None:
        return await page.show_again(view, error, active=ACTIVE)
    return await page.show(view, active=ACTIVE)


async def show_assessment(
    page: PageRequest,
    assessment_id: UUID,
    purpose: str,
    form: FormState | None = None,
    error: SupervisionError | None = None,
) -> HttpResponse:
    """One assessment, opened for the purpose given; with a form that was refused."""
    view = await assessment_view(page, await open_assessment(page.officer, assessment_id, purpose), form)
    if error is not None:
        return await page.show_again(view, error, active=ACTIVE)
    return await page.show(view, active=ACTIVE)


def _list(
    page: PageRequest,
    found: tuple[ListedAssessment, ...],
    show: str,
    counts: dict[AssessmentShow, int],
    paging: Paging,
    form: FormState | None = None,
) -> AssessmentListView:
    return AssessmentListView(
        lines=tuple(line_of(page, each) for each in found),
        shows=page.choices("assessment-show", counts={each.value: many for each, many in counts.items()}),
        show=show,
        paging=paging,
        form=form or FormState(),
        is_found=not show,
        may_receive=page.may(Act.ASSESSMENT_RECEIVE),
    )
