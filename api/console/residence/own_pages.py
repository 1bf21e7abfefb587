"""A resident's own page: my record, my permit, who has opened it, a copy to take along."""

from http import HTTPStatus

import msgspec
from litestar import Controller, Response, get, post

from api.console.page_forms import read_form
from api.console.pages_base import address
from api.console.residence.own_page_base import (
    OWN_PAGE,
    OwnPage,
    for_resident,
    own_page_cookie,
    see_other,
    token_of,
)
from api.console.residence.own_page_views import permit_sections, reading_line, record_sections, service_sections
from api.console.residence.public_base import BY_OUR_RULES, PublicPage, status_of
from api.console.view_models.base import FormState
from api.console.view_models.residence.own_page import OwnReadingsView, OwnRecordView, OwnSection, OwnSignInView
from api.http import HttpRequest, HttpResponse
from api.signed_in import check_own_site
from supervision.audit import Act
from supervision.errors import NotSignedIn
from supervision.legal_time import legal_day, now
from supervision.residence.own_page.readings import own_readings
from supervision.residence.own_page.sessions import (
    PersonalCodeRefused,
    load_own_session,
    sign_in_to_own_page,
    sign_out_of_own_page,
)
from supervision.residence.own_page.showing import OwnRecord, open_own_record
from supervision.residence.rules import find_field_list
from supervision.residence.throttle import AskedTooOften
from supervision.retention import find_retention_rule

DATA = f"{OWN_PAGE}/data"


class OwnPages(Controller):
    """One's own page, by code and document number."""

    path = OWN_PAGE
    include_in_schema = False

    @get("/", opt=BY_OUR_RULES)
    async def ask(self, request: HttpRequest) -> HttpResponse:
        """Asks for the code; who is signed in goes on to the record."""
        try:
            await load_own_session(token_of(request))
        except NotSignedIn:
            return PublicPage(request).show(OwnSignInView(form=FormState()))
        return see_other(DATA)

    @post("/", opt=BY_OUR_RULES, status_code=HTTPStatus.OK)
    async def sign_in(self, request: HttpRequest) -> HttpResponse:
        """Opens the page for whoever holds the code and knows the number."""
        page = PublicPage(request)
        check_own_site(request)
        form = await read_form(request)
        try:
            token = await sign_in_to_own_page(form.raw("code"), form.raw("number_end"), page.caller)
        except (PersonalCodeRefused, AskedTooOften) as error:
            view = OwnSignInView(form=FormState(refusal=page.say(error.args[0])))
            return page.show(view, status_of(error))
        return see_other(DATA, own_page_cookie(request.app.state.settings, token))

    @get("/data", opt=BY_OUR_RULES)
    async def data(self, request: HttpRequest) -> HttpResponse:
        """The record in clear."""

        async def answer(page: OwnPage) -> HttpResponse:
            record = await open_own_record(page.session, "data")
            return page.show(_record_view(page, record, "data", record_sections(page, record)))

        return await for_resident(request, answer)

    @get("/permit", opt=BY_OUR_RULES)
    async def permit(self, request: HttpRequest) -> HttpResponse:
        """The residence permit, its days and what was done with it."""

        async def answer(page: OwnPage) -> HttpResponse:
            record = await open_own_record(page.session, "permit")
            return page.show(_record_view(page, record, "permit", permit_sections(page, record)))

        return await for_resident(request, answer)

    @get("/readings", opt=BY_OUR_RULES)
    async def readings(self, request: HttpRequest) -> HttpResponse:
        """Who has opened the record, when and why."""

        async def answer(page: OwnPage) -> HttpResponse:
            found = await own_readings(page.session, request.query_params.get("cursor"))
            view = OwnReadingsView(
                tab="readings",
                by_guardian=page.session.by_guardian,
                lines=tuple(reading_line(page, one) for one in found.items),
                next_path=address(f"{OWN_PAGE}/readings", cursor=found.next) if found.next else None,
            )
            return page.show(view)

        return await for_resident(request, answer)

    @get("/copy", opt=BY_OUR_RULES)
    async def copy(self, request: HttpRequest) -> HttpResponse:
        """Everything that the pages of record and permit show, as a file."""

        async def answer(page: OwnPage) -> HttpResponse:
            record = await open_own_record(page.session, "copy", Act.OWN_PAGE_COPY)
            sections = (*record_sections(page, record), *permit_sections(page, record), *service_sections(page, record))
            content = {one.title: [{line.label: line.value} for line in one.lines] for one in sections}
            name = f"my-record-{legal_day(now())}.json"
            return Response(
                msgspec.json.format(msgspec.json.encode(content)),
                media_type="application/json; charset=utf-8",
                headers={"content-disposition": f'attachment; filename="{name}"'},
            )

        return await for_resident(request, answer)

    @post("/sign-out", opt=BY_OUR_RULES, status_code=HTTPStatus.OK)
    async def sign_out(self, request: HttpRequest) -> HttpResponse:
        """Closes the page; the code stays good."""

        async def answer(page: OwnPage) -> HttpResponse:
            await page.form()
            await sign_out_of_own_page(page.session)
            return see_other(OWN_PAGE, own_page_cookie(request.app.state.settings, "", max_age=0))

        return await for_resident(request, answer)


def _record_view(page: OwnPage, record: OwnRecord, tab: str, sections: tuple[OwnSection, ...]) -> OwnRecordView:
    listed = find_field_list(legal_day(now()), record.resident.division)
    return OwnRecordView(
        tab=tab,
        by_guardian=page.session.by_guardian,
        sections=sections,
        months_kept=find_retention_rule("resident").months or 0,
        list_source=page.say(listed.source),
    )
