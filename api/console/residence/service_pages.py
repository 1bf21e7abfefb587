"""Services beside registration: queues of requests, one of them, what is done with it, its slip, and the catalogue."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest, address
from api.console.residence.person_form import needed_choice
from api.console.residence.resident_pages import PATH as RESIDENTS
from api.console.residence.resident_pages import show_resident
from api.console.residence.service_views import line_of, period_of, request_view, slip_view
from api.console.rule_lines import NATIONWIDE
from api.console.view_models.residence.services import RequestListView, ServiceCatalogueView, ServiceRow
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_rules import Confidence
from supervision.legal_time import legal_day
from supervision.officers import division_names
from supervision.residence.cards.printing import load_card_phone
from supervision.residence.purposes import ResidencePurpose
from supervision.residence.services.catalogue import SERVICES_IN_FORCE
from supervision.residence.services.handling import (
    Forwarding,
    answer_request,
    forward_request,
    offices_over,
    withdraw_request,
)
from supervision.residence.services.listing import QUEUES, RequestShow, count_requests, list_requests, open_request
from supervision.residence.services.requesting import request_service
from supervision.residence.services.words import RequestState
from supervision.wording import Wording

PATH = "/console/service-requests"
ACTIVE = "service-requests"

REQUESTED = Wording("已登记，待转办。", "Requested; it is to be forwarded.")
FORWARDED = Wording("已转办。", "Forwarded.")
ANSWERED = Wording("已登记答复。", "The answer is put down.")
WITHDRAWN = Wording("已撤回。", "Withdrawn.")
_ABOUT = {"about": "service_request"}


class ResidentServicePages(Controller):
    """What residents inside the officer's reach ask for."""

    path = "/residents/{resident_id:uuid}/services"

    @post("/", opt={"act": Act.SERVICE_REQUEST_MAKE, "about": "resident"}, status_code=HTTP_200_OK)
    async def request_service(self, resident_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down one request."""
        form = await page.form()
        purpose = form.text("purpose") or ResidencePurpose.SERVICE
        try:
            await request_service(page.officer, resident_id, form.text("service"), form.text("remark"))
        except (InputInvalid, RuleRefused) as error:
            state = form.state(error, page.language)
            return await show_resident(page, resident_id, "services", purpose=purpose, form=state, error=error)
        return page.redirect(address(f"{RESIDENTS}/{resident_id}", tab="services", purpose=purpose), done=REQUESTED)


class ServiceRequestPages(Controller):
    """Requests of residents inside the officer's reach."""

    path = "/service-requests"

    @get("/", opt={"act": Act.SERVICE_REQUEST_LIST})
    async def requests(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """A queue, or the closed requests."""
        show = read_choice(RequestShow, page.filters("show").get("show"), "show") or RequestShow.TO_FORWARD
        found = await list_requests(page.officer, show, page.filters().get("cursor"))
        counts = await count_requests(page.officer)
        view = RequestListView(
            lines=tuple(line_of(page, one) for one in found.items),
            shows=page.choices("request-show", counts={queue: counts[queue] for queue in QUEUES}),
            show=show,
            paging=page.paging(len(found.items), found.next),
            may_handle=page.may(Act.SERVICE_REQUEST_FORWARD) or page.may(Act.SERVICE_REQUEST_ANSWER),
        )
        return await page.show(view, active=ACTIVE)

    @get("/catalogue", opt={"act": Act.SERVICE_REQUEST_LIST})
    async def catalogue(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Every service with its condition, office, period and source; what was not read officially says so."""
        offered, today = [row for row in SERVICES_IN_FORCE.get() if not row.is_over], legal_day(page.now)
        names = await division_names({row.division for row in offered if row.division})
        rows = tuple(
            ServiceRow(
                service=page.say(row.name),
                condition=row.condition,
                office=row.office,
                needs=row.needs,
                place=names[row.division] if row.division else page.say(NATIONWIDE),
                valid_from=row.valid_from,
                valid_until=row.valid_until,
                period=period_of(page, row, today, row.division),
                source=page.say(row.source),
                confidence=row.confidence,
                needs_check=row.confidence is not Confidence.VERIFIED,
            )
            for row in offered
        )
        return await page.show(ServiceCatalogueView(rows=rows), active=ACTIVE)

    @get("/{request_id:uuid}", opt={"act": Act.SERVICE_REQUEST_OPEN, **_ABOUT})
    async def one(self, request_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A request in clear; to provide a service is its own purpose."""
        return await _show(page, request_id)

    @post("/{request_id:uuid}/forwarding", opt={"act": Act.SERVICE_REQUEST_FORWARD, **_ABOUT}, status_code=HTTP_200_OK)
    async def forward(self, request_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Forward it to the office in charge."""
        form = await page.form()
        try:
            office = read_id(form.text("office"), "office")
            to = Forwarding(office, form.text("name"), form.text("contact"), form.text("note"))
            await forward_request(page.officer, request_id, to)
        except (InputInvalid, RuleRefused) as error:
            return await _show(page, request_id, form, error)
        return page.redirect(f"{PATH}/{request_id}", done=FORWARDED)

    @post("/{request_id:uuid}/answer", opt={"act": Act.SERVICE_REQUEST_ANSWER, **_ABOUT}, status_code=HTTP_200_OK)
    async def answer(self, request_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down what the office in charge answered."""
        form = await page.form()
        try:
            answer = needed_choice(RequestState, form, "answer")
            papers = form.text("papers").splitlines()
            await answer_request(page.officer, request_id, answer, form.text("text"), papers)
        except (InputInvalid, RuleRefused) as error:
            return await _show(page, request_id, form, error)
        return page.redirect(f"{PATH}/{request_id}", done=ANSWERED)

    @post("/{request_id:uuid}/withdrawal", opt={"act": Act.SERVICE_REQUEST_WITHDRAW, **_ABOUT}, status_code=HTTP_200_OK)
    async def withdraw(self, request_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down that the resident does not want it any more."""
        form = await page.form()
        try:
            await withdraw_request(page.officer, request_id, form.text("why"))
        except (InputInvalid, RuleRefused) as error:
            return await _show(page, request_id, form, error)
        return page.redirect(f"{PATH}/{request_id}", done=WITHDRAWN)

    @get("/{request_id:uuid}/slip", opt={"act": Act.SERVICE_REQUEST_OPEN, **_ABOUT})
    async def slip(self, request_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The slip that the resident takes along."""
        file = await open_request(page.officer, request_id, ResidencePurpose.SERVICE)
        return await page.show(slip_view(page, file, await load_card_phone(page.officer)), active=ACTIVE)


async def _show(
    page: PageRequest,
    request_id: UUID,
    form: SubmittedForm | None = None,
    error: InputInvalid | RuleRefused | None = None,
) -> HttpResponse:
    purpose = page.filters("purpose").get("purpose", ResidencePurpose.SERVICE)
    file = await open_request(page.officer, request_id, purpose)
    offices = await offices_over(file.resident.division)
    if form is None or error is None:
        return await page.show(request_view(page, file, offices), active=ACTIVE)
    return await page.show_again(
        request_view(page, file, offices, form.state(error, page.language)), error, active=ACTIVE
    )
