"""Services beside registration: what a resident may claim, requested, forwarded, answered, withdrawn."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT
from msgspec import Meta

from api.v1.requests import Body, Created
from api.v1.residence.requests import ResidencePurposeAsked
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.legal_rules import Confidence
from supervision.officers import Officer
from supervision.residence.services.claiming import Claim
from supervision.residence.services.handling import Forwarding, answer_request, forward_request, withdraw_request
from supervision.residence.services.listing import (
    RequestFile,
    RequestShow,
    RequestSummary,
    list_requests,
    open_request,
    open_services,
)
from supervision.residence.services.requesting import request_service
from supervision.residence.services.store import OpenedRequest, RequestStep
from supervision.residence.services.words import RequestState, ServiceCondition, ServiceOffice

_REQUEST = {"about": "service_request"}
_RESIDENT = {"about": "resident"}
Remark = Annotated[str, Meta(max_length=400)]
Paper = Annotated[str, Meta(min_length=1, max_length=100)]


class Answer(StrEnum):
    """What an office in charge can answer."""

    GRANTED = RequestState.GRANTED.value
    REFUSED = RequestState.REFUSED.value
    NEEDS_PAPERS = RequestState.NEEDS_PAPERS.value


class NewRequest(Body, frozen=True):
    """Which service is asked for, and what the office in charge has to know."""

    service: str
    remark: Remark = ""


class ForwardingBody(Body, frozen=True):
    """To an office of the register by its id, or to another by its name and whom to call there."""

    office_id: UUID | None = None
    name: str = ""
    contact: str = ""
    note: Remark = ""


class AnswerBody(Body, frozen=True):
    """What the office in charge answered; a refusal needs its reason, missing papers are listed."""

    answer: Answer
    text: Remark = ""
    papers: tuple[Paper, ...] = ()


class Withdrawal(Body, frozen=True):
    """Why a request is withdrawn, if that was said."""

    text: Remark = ""


class ClaimView(View, frozen=True):
    """A service, whether the resident may claim it, and why or why not."""

    service: str
    name: str
    is_open: bool
    reason: str
    condition: ServiceCondition
    office: ServiceOffice
    needs: str
    source: str
    confidence: Confidence

    @classmethod
    def of_claim(cls, claim: Claim) -> "ClaimView":
        """The view of a claim with the row that it goes by."""
        service = claim.service
        return cls(
            service=service.code,
            name=str(service.name),
            is_open=claim.is_open,
            reason=str(claim.reason),
            condition=service.condition,
            office=service.office,
            needs=service.needs,
            source=str(service.source),
            confidence=service.confidence,
        )


class RequestStepView(View, frozen=True):
    """One step; no name where the resident took it."""

    state: RequestState
    taken_at: datetime
    taken_by_name: str
    text: str
    papers: list[str]
    office: str
    contact: str

    @classmethod
    def of_step(cls, step: RequestStep) -> "RequestStepView":
        """The view of a step in clear."""
        detail = step.detail
        return cls.of(step, text=detail.text, papers=list(detail.papers), office=detail.office, contact=detail.contact)


class RequestView(View, frozen=True):
    """A request in clear with its steps, the oldest first."""

    id: UUID
    number: str
    resident_id: UUID
    service: str
    state: RequestState
    office_id: UUID | None
    due_on: date | None
    requested_at: datetime
    closed_at: datetime | None
    steps: list[RequestStepView]

    @classmethod
    def of_opened(cls, opened: OpenedRequest) -> "RequestView":
        """The view of an opened request."""
        return cls.of(opened.request, steps=[RequestStepView.of_step(step) for step in opened.steps])


class RequestFileView(View, frozen=True):
    """A request with the name of its resident."""

    name: str
    request: RequestView

    @classmethod
    def of_file(cls, file: RequestFile) -> "RequestFileView":
        """The view of a request that was opened for a purpose."""
        return cls(name=file.person.name, request=RequestView.of_opened(file.opened))


class RequestLineView(View, frozen=True):
    """A request in a list, its resident masked."""

    id: UUID
    number: str
    resident_id: UUID
    name: str
    service: str
    state: RequestState
    due_on: date | None
    requested_at: datetime

    @classmethod
    def of_summary(cls, one: RequestSummary) -> "RequestLineView":
        """The view of a request and its masked resident."""
        return cls.of(one.request, name=one.resident.name)


class ServicesView(View, frozen=True):
    """What a resident may claim today, and what they requested, the newest first."""

    claims: list[ClaimView]
    requests: list[RequestView]


class ResidentServiceController(Controller):
    """Services of residents inside the officer's reach."""

    path = "/residents/{resident_id:uuid}"
    tags = ["Services"]  # noqa: RUF012 - as Litestar declares it

    @get("/services", opt={"act": Act.SERVICE_REQUEST_OPEN, **_RESIDENT})
    async def open_services(
        self, resident_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: ResidencePurposeAsked = None
    ) -> ServicesView:
        """What the resident may claim and has requested; recorded with its purpose."""
        shown = await open_services(officer, resident_id, purpose)
        return ServicesView(
            claims=[ClaimView.of_claim(claim) for claim in shown.claims],
            requests=[RequestView.of_opened(opened) for opened in shown.requests],
        )

    @post("/service-requests", opt={"act": Act.SERVICE_REQUEST_MAKE, **_RESIDENT})
    async def request_service(
        self, resident_id: FromPath[UUID], data: JSONBody[NewRequest], officer: NamedDependency[Officer]
    ) -> Created:
        """Put down what the resident asks for; 409 with the reason where they may not claim it."""
        return Created(await request_service(officer, resident_id, data.service, data.remark))


class ServiceRequestController(Controller):
    """Requests of residents inside the officer's reach."""

    path = "/service-requests"
    tags = ["Services"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.SERVICE_REQUEST_LIST})
    async def list_requests(
        self,
        officer: NamedDependency[Officer],
        show: FromQuery[RequestShow] = RequestShow.TO_FORWARD,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[RequestLineView]:
        """Requests in a queue, what is due first on top; or closed ones, newest first."""
        found = await list_requests(officer, show, cursor)
        return list_of(RequestLineView.of_summary, found.items, found.next)

    @get("/{request_id:uuid}", opt={"act": Act.SERVICE_REQUEST_OPEN, **_REQUEST})
    async def open_request(
        self, request_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: ResidencePurposeAsked = None
    ) -> RequestFileView:
        """A request in clear; recorded with its purpose."""
        return RequestFileView.of_file(await open_request(officer, request_id, purpose))

    @post(
        "/{request_id:uuid}/forwarding",
        opt={"act": Act.SERVICE_REQUEST_FORWARD, **_REQUEST},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def forward(
        self, request_id: FromPath[UUID], data: JSONBody[ForwardingBody], officer: NamedDependency[Officer]
    ) -> None:
        """Forward it to the office in charge; the period to answer begins, where a law says one."""
        await forward_request(officer, request_id, Forwarding(data.office_id, data.name, data.contact, data.note))

    @post(
        "/{request_id:uuid}/answer",
        opt={"act": Act.SERVICE_REQUEST_ANSWER, **_REQUEST},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def answer(
        self, request_id: FromPath[UUID], data: JSONBody[AnswerBody], officer: NamedDependency[Officer]
    ) -> None:
        """Put down the answer of the office that was asked."""
        await answer_request(officer, request_id, RequestState(data.answer), data.text, data.papers)

    @post(
        "/{request_id:uuid}/withdrawal",
        opt={"act": Act.SERVICE_REQUEST_WITHDRAW, **_REQUEST},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def withdraw(
        self, request_id: FromPath[UUID], data: JSONBody[Withdrawal], officer: NamedDependency[Officer]
    ) -> None:
        """Put down that the resident does not want it any more."""
        await withdraw_request(officer, request_id, data.text)
