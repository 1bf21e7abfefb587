"""A resident asks for a correction of their own record, and sees what became of it and until when it is answered."""

from http import HTTPStatus

from litestar import Controller, get, post

from api.console.page_forms import form_of
from api.console.residence.own_page_base import OWN_PAGE, OwnPage, for_resident, see_other
from api.console.residence.own_page_views import request_line
from api.console.residence.person_form import listed_parts, person_values, read_person
from api.console.residence.public_base import BY_OUR_RULES, status_of
from api.console.view_models.base import Choice, FormState, LegalBasis
from api.console.view_models.residence.own_page import OwnCorrectionView
from api.console.words import WORDS
from api.http import HttpRequest, HttpResponse
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day, now
from supervision.residence.households.words import AmendmentState, ResidentState
from supervision.residence.own_page.correcting import ask_correction
from supervision.residence.own_page.showing import OwnRecord, open_own_record
from supervision.residence.rules import ResidenceRuleName, find_field_list, find_residence_rule
from supervision.wording import Wording

CORRECTION = f"{OWN_PAGE}/correction"
_ANSWERED_WITHIN = Wording(
    "提出之日起 %(n)s 日内答复，不准的说明理由", "answered within %(n)s days, a no with its reason"
)


class OwnCorrectionPages(Controller):
    """Corrections that residents ask for themselves."""

    path = CORRECTION
    include_in_schema = False

    @get("/", opt=BY_OUR_RULES)
    async def form(self, request: HttpRequest) -> HttpResponse:
        """The form, filled with what is known, and what was asked for before."""

        async def answer(page: OwnPage) -> HttpResponse:
            record = await open_own_record(page.session, "correction")
            values = {**person_values(record.person), "revision": str(record.resident.revision)}
            return page.show(_view(page, record, form_of(values)))

        return await for_resident(request, answer)

    @post("/", opt=BY_OUR_RULES, status_code=HTTPStatus.OK)
    async def ask(self, request: HttpRequest) -> HttpResponse:
        """Ask for the correction, which an officer decides."""

        async def answer(page: OwnPage) -> HttpResponse:
            form = await page.form()
            try:
                entered, reason = read_person(form), form.text("reason")
                await ask_correction(page.session, form.number("revision"), entered, reason)
            except (InputInvalid, RuleRefused) as error:
                record = await open_own_record(page.session, "correction")
                view = _view(page, record, form.state(error, page.language))
                return page.show(view, status_of(error))
            return see_other(CORRECTION)

        return await for_resident(request, answer)


def _view(page: OwnPage, record: OwnRecord, form: FormState) -> OwnCorrectionView:
    today, division = legal_day(now()), record.resident.division
    rule = find_residence_rule(ResidenceRuleName.OWN_REQUEST_DUE, today, division)
    requests = tuple(request_line(one) for one in record.requests)
    is_waiting = any(one.state == AmendmentState.REQUESTED for one in requests)
    return OwnCorrectionView(
        tab="correction",
        by_guardian=page.session.by_guardian,
        form=form,
        fields=listed_parts(find_field_list(today, division)),
        document_types=_choices(page, "document-type"),
        sexes=_choices(page, "sex"),
        requests=requests,
        may_ask=record.resident.state is ResidentState.LIVING and not is_waiting,
        basis=LegalBasis(rule=page.say(_ANSWERED_WITHIN) % {"n": rule.number}, source=page.say(rule.source)),
    )


def _choices(page: OwnPage, table: str) -> tuple[Choice, ...]:
    return tuple(Choice(value=code, label=page.word(code, table)) for code in WORDS[table])
