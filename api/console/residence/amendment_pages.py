"""Amendments that wait for another officer: the list, and one compared item by item, approved or refused."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import SubmittedForm
from api.console.pages_base import FIRST_PAGE, PageRequest
from api.console.view_models.base import FormState
from api.console.view_models.residence.households import AmendmentLine, AmendmentListView
from api.console.view_models.residence.people import AmendmentPageView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused, SupervisionError
from supervision.legal_time import legal_day
from supervision.residence.households.amendments import approve_amendment, open_amendment, refuse_amendment
from supervision.residence.households.queues import AmendmentWaiting, list_amendments
from supervision.residence.households.words import AskedBy
from supervision.residence.own_page.showing import answer_due
from supervision.wording import Wording

APPROVED = Wording("已核准，记为新版本。", "Approved, and kept as a new version.")
REFUSED = Wording("未核准，理由已告知提出人。", "Refused; whoever asked sees the reason.")


AMENDMENTS = "/console/amendments"


class AmendmentPages(Controller):
    """Amendments of residents inside the officer's reach."""

    path = "/amendments"

    @get("/", opt={"act": Act.AMENDMENT_DECIDE})
    async def list_amendments(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Those that wait for this officer, residents masked, the earliest first."""
        total, found = await list_amendments(page.officer, page.filters().get("cursor"))
        view = AmendmentListView(
            lines=tuple(amendment_line(page, waiting) for waiting in found.items),
            today=legal_day(page.now),
            paging=page.paging(len(found.items), found.next, total),
        )
        return await page.show(view, active="today")

    @get("/{amendment_id:uuid}", opt={"act": Act.AMENDMENT_DECIDE})
    async def open_amendment(self, amendment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The comparison, in clear and recorded."""
        return await page.show(await _view(page, amendment_id, FormState()), active="today")

    @post("/{amendment_id:uuid}", opt={"act": Act.AMENDMENT_DECIDE}, status_code=HTTP_200_OK)
    async def decide(self, amendment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Approve it, or refuse it with a reason."""
        form = await page.form()
        try:
            if form.text("decision") == "approve":
                await approve_amendment(page.officer, amendment_id)
                return page.redirect(FIRST_PAGE, done=APPROVED)
            await refuse_amendment(page.officer, amendment_id, form.text("reason"))
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, amendment_id, form, error)
        return page.redirect(FIRST_PAGE, done=REFUSED)


def amendment_line(page: PageRequest, waiting: AmendmentWaiting) -> AmendmentLine:
    """An amendment that waits, and until when the law has it answered: what a resident asked for themselves."""
    asked_on, is_own = legal_day(waiting.requested_at), waiting.asked_by is AskedBy.RESIDENT
    return AmendmentLine(
        amendment_id=waiting.amendment_id,
        masked_name=waiting.resident.name,
        place=waiting.resident.drawer_name,
        asked_by=waiting.requested_by_name or page.word(waiting.asked_by, "asked-by"),
        requested_at=waiting.requested_at,
        due_on=answer_due(waiting.resident.division, asked_on) if is_own else None,
    )


async def _again(page: PageRequest, amendment_id: UUID, form: SubmittedForm, error: SupervisionError) -> HttpResponse:
    view = await _view(page, amendment_id, form.state(error, page.language))
    return await page.show_again(view, error, active="today")


async def _view(page: PageRequest, amendment_id: UUID, form: FormState) -> AmendmentPageView:
    opened = await open_amendment(page.officer, amendment_id)
    return AmendmentPageView(
        amendment=opened.amendment,
        resident=opened.resident,
        form=form,
        is_own=opened.is_own,
        answer_due=answer_due(opened.resident.division, legal_day(opened.amendment.requested_at))
        if opened.amendment.asked_by is AskedBy.RESIDENT
        else None,
    )
