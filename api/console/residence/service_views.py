"""What the pages of services beside registration are given."""

from datetime import date

from api.console.pages_base import PageRequest, address
from api.console.view_models.base import Choice, Deadline, FormState, Happening, LegalBasis
from api.console.view_models.residence.services import (
    ClaimLine,
    RequestLine,
    RequestSlipView,
    RequestView,
    ServicesPart,
)
from supervision.audit import Act
from supervision.legal_rules import LegalRule
from supervision.legal_time import legal_day
from supervision.residence.households.store import StoredResident
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.residence.services.catalogue import (
    RESIDENCE_PERMIT,
    Service,
    answer_period,
    find_service,
    service_name,
)
from supervision.residence.services.claiming import Claim
from supervision.residence.services.handling import OwnOffice
from supervision.residence.services.listing import RequestFile, RequestSummary
from supervision.residence.services.requesting import claims_of
from supervision.residence.services.store import OpenedRequest, StoredRequest, requests_of
from supervision.residence.services.words import ANSWERS, MAY_FOLLOW, OPEN_STATES, RequestState
from supervision.wording import Wording

ANSWERED_WITHIN = Wording("办理机关的答复期限", "Within how long the office in charge answers")
FORWARDED_WITHIN = Wording("收到请求后转办的期限", "Within how long a request is forwarded")


async def services_part(page: PageRequest, resident: StoredResident) -> ServicesPart:
    """The tab of a resident whom the page has opened."""
    today = legal_day(page.now)
    return ServicesPart(
        claims=tuple(_claim(page, claim, today, resident.division) for claim in await claims_of(resident, today)),
        requests=tuple(
            _line(page, one.request, asked=one.forwarded_to.office if one.forwarded_to else "")
            for one in await requests_of(resident.id)
        ),
    )


def line_of(page: PageRequest, one: RequestSummary) -> RequestLine:
    """A request in a list."""
    return _line(page, one.request, one.resident.name, one.resident.drawer_name)


def request_view(
    page: PageRequest, file: RequestFile, offices: tuple[OwnOffice, ...], form: FormState | None = None
) -> RequestView:
    """A request with what can be done now."""
    request, division = file.opened.request, file.resident.division
    following = MAY_FOLLOW[request.state]
    service = find_service(request.service, legal_day(request.requested_at), division)
    return RequestView(
        request_id=request.id,
        number=request.number,
        resident_id=file.resident.id,
        name=file.person.name,
        service=page.say(service.name),
        state=request.state,
        office=service.office,
        deadline=_deadline(page, request, _rule_of(request, service, division, legal_day(page.now))),
        history=tuple(_happening(page, file.opened)),
        offices=tuple(Choice(value=str(one.id), label=f"{one.name} {one.phone}".strip()) for one in offices),
        answers=page.choices("request-state", ANSWERS),
        may_forward=RequestState.FORWARDED in following and page.may(Act.SERVICE_REQUEST_FORWARD, division),
        may_answer=request.state is RequestState.FORWARDED and page.may(Act.SERVICE_REQUEST_ANSWER, division),
        may_withdraw=RequestState.WITHDRAWN in following,
        apply_path=address("/console/permits/new", resident=file.resident.id)
        if request.service == RESIDENCE_PERMIT and following and page.may(Act.PERMIT_APPLY, division)
        else "",
        waits_for_police=bool(following) and not page.may(Act.SERVICE_REQUEST_FORWARD, division),
        form=form or FormState(),
    )


def slip_view(page: PageRequest, file: RequestFile, phone: str) -> RequestSlipView:
    """What is printed for the resident; `phone` is the one that the officer's own office gives out."""
    opened = file.opened
    first, last, asked = opened.steps[0], opened.steps[-1], opened.forwarded_to
    is_answered = last.state in {RequestState.GRANTED, RequestState.REFUSED}
    return RequestSlipView(
        request_id=opened.request.id,
        number=opened.request.number,
        name=file.person.name,
        service=str(service_name(opened.request.service)),
        state=opened.request.state,
        requested_on=legal_day(opened.request.requested_at),
        remark=first.detail.text,
        asked=asked.office if asked else "",
        contact=asked.contact if asked else "",
        due_on=opened.request.due_on,
        papers=last.detail.papers,
        answer=last.detail.text if is_answered else "",
        office=page.officer.office_name,
        office_phone=phone,
        printed_on=legal_day(page.now),
    )


def period_of(page: PageRequest, service: Service, on: date, division: str) -> str:
    """Within how long the office in charge answers, in words; empty where no law says it."""
    rule = answer_period(service, on, division)
    return f"{rule.number} {page.word(rule.unit, 'rule-unit')}" if rule else ""


def _claim(page: PageRequest, claim: Claim, today: date, division: str) -> ClaimLine:
    service = claim.service
    return ClaimLine(
        service=service.code,
        name=page.say(service.name),
        is_open=claim.is_open,
        reason=page.say(claim.reason),
        office=service.office,
        period=period_of(page, service, today, division),
        needs=service.needs,
        basis=LegalBasis(
            rule=f"{page.say(service.name)} · {page.word(service.condition, 'service-condition')}",
            source=page.say(service.source),
            arithmetic=page.word(service.confidence, "confidence"),
        ),
    )


def _line(page: PageRequest, request: StoredRequest, name: str = "", place: str = "", asked: str = "") -> RequestLine:
    return RequestLine(
        request_id=request.id,
        number=request.number,
        masked_name=name,
        place=place,
        service=page.say(service_name(request.service)),
        state=request.state,
        requested_at=request.requested_at,
        deadline=_deadline(page, request),
        asked=asked,
    )


def _deadline(page: PageRequest, request: StoredRequest, rule: LegalRule | None = None) -> Deadline | None:
    if request.due_on is None or request.state not in OPEN_STATES:
        return None
    text = FORWARDED_WITHIN if request.state is RequestState.REQUESTED else ANSWERED_WITHIN
    number = f"{rule.number} {page.word(rule.unit, 'rule-unit')}" if rule else ""
    basis = page.basis(rule, text, number) if rule else None
    return Deadline(due_on=request.due_on, days_left=(request.due_on - legal_day(page.now)).days, basis=basis)


def _rule_of(request: StoredRequest, service: Service, division: str, today: date) -> LegalRule | None:
    if request.state is RequestState.REQUESTED:
        return find_residence_rule(ResidenceRuleName.SERVICE_FORWARD_DUE, today, division)
    return answer_period(service, today, division)


def _happening(page: PageRequest, opened: OpenedRequest) -> list[Happening]:
    own = page.say(Wording("本人", "the resident"))
    return [
        Happening(
            at=step.taken_at,
            who=step.taken_by_name or own,
            what=page.word(step.state, "request-state"),
            note="；".join(
                part
                for part in (step.detail.office, step.detail.contact, "、".join(step.detail.papers), step.detail.text)
                if part
            ),
        )
        for step in opened.steps
    ]
