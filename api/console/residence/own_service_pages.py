"""A resident asks for a service that they may claim, and sees where their requests stand."""

from http import HTTPStatus

from litestar import Controller, get, post

from api.console.residence.own_page_base import OWN_PAGE, OwnPage, for_resident, see_other
from api.console.residence.own_page_views import service_sections
from api.console.residence.public_base import BY_OUR_RULES, status_of
from api.console.view_models.base import FormState
from api.console.view_models.residence.own_page import OwnClaimLine, OwnServicesView
from api.http import HttpRequest, HttpResponse
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day, now
from supervision.residence.own_page.claiming import ask_service
from supervision.residence.own_page.showing import OwnRecord, open_own_record
from supervision.residence.services.requesting import claims_of

SERVICES = f"{OWN_PAGE}/services"


class OwnServicePages(Controller):
    """Services that residents ask for themselves."""

    path = SERVICES
    include_in_schema = False

    @get("/", opt=BY_OUR_RULES)
    async def services(self, request: HttpRequest) -> HttpResponse:
        """What may be claimed, and what was asked for."""

        async def answer(page: OwnPage) -> HttpResponse:
            record = await open_own_record(page.session, "services")
            return page.show(await _view(page, record, FormState()))

        return await for_resident(request, answer)

    @post("/", opt=BY_OUR_RULES, status_code=HTTPStatus.OK)
    async def ask(self, request: HttpRequest) -> HttpResponse:
        """Ask for one of them."""

        async def answer(page: OwnPage) -> HttpResponse:
            form = await page.form()
            try:
                await ask_service(page.session, form.text("service"), form.text("remark"))
            except (InputInvalid, RuleRefused) as error:
                record = await open_own_record(page.session, "services")
                view = await _view(page, record, form.state(error, page.language))
                return page.show(view, status_of(error))
            return see_other(SERVICES)

        return await for_resident(request, answer)


async def _view(page: OwnPage, record: OwnRecord, form: FormState) -> OwnServicesView:
    claims = await claims_of(record.resident, legal_day(now()))
    return OwnServicesView(
        tab="services",
        by_guardian=page.session.by_guardian,
        form=form,
        claims=tuple(
            OwnClaimLine(
                service=one.service.code,
                name=page.say(one.service.name),
                is_open=one.is_open,
                reason=page.say(one.reason),
                office=page.word(one.service.office, "service-office"),
                needs=one.service.needs,
                source=page.say(one.service.source),
            )
            for one in claims
        ),
        sections=service_sections(page, record),
    )
