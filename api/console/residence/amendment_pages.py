"""An amendment compared item by item, and approved or refused by another officer."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import SubmittedForm
from api.console.pages_base import FIRST_PAGE, PageRequest
from api.console.view_models.base import FormState
from api.console.view_models.residence.people import AmendmentPageView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused, SupervisionError
from supervision.legal_time import legal_day
from supervision.residence.households.amendments import approve_amendment, open_amendment, refuse_amendment
from supervision.residence.households.words import AskedBy
from supervision.residence.own_page.showing import answer_due
from supervision.wording import Wording

APPROVED = Wording("已核准，记为新版本。", "Approved, and kept as a new version.")
REFUSED = Wording("未核准，理由已告知提出人。", "Refused; whoever asked sees the reason.")


class AmendmentPages(Controller):
    """Amendments of residents inside the officer's reach."""

    path = "/amendments/{amendment_id:uuid}"

    @get("/", opt={"act": Act.AMENDMENT_DECIDE})
    async def open_amendment(self, amendment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The comparison, in clear and recorded."""
        return await page.show(await _view(page, amendment_id, FormState()), active="today")

    @post("/", opt={"act": Act.AMENDMENT_DECIDE}, status_code=HTTP_200_OK)
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
