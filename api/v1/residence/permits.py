"""Residence permits: applied for, and each act that follows."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK
from msgspec import Meta

from api.v1.requests import Body, Created, Reason
from api.v1.residence.requests import ResidencePurposeAsked
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.permits.acting import (
    accept_application,
    apply_for_permit,
    cancel_permit,
    endorse_permit,
    issue_permit,
    refuse_application,
    suspend_permit,
    tell_missing,
)
from supervision.residence.permits.opening import PermitShow, PermitSummary, list_permits, open_permit
from supervision.residence.permits.standing import PermitStanding
from supervision.residence.permits.words import PermitCondition, PermitEnd, PermitState, PermitStep

_ABOUT = "residence_permit"
Paper = Annotated[str, Meta(min_length=1, max_length=100)]


class Application(Body, frozen=True):
    """For whom, by which condition, with which papers, and from when residence is proved."""

    resident_id: UUID
    condition: PermitCondition
    papers: list[Paper]
    proved_from: date | None = None


class Papers(Body, frozen=True):
    """A list of papers."""

    papers: tuple[Paper, ...] = ()


class Cancellation(Body, frozen=True):
    """Why a permit ends."""

    reason: PermitEnd
    note: str = ""


class StandingView(View, frozen=True):
    """Where a permit stands after an act."""

    state: PermitState
    due_on: date | None
    years_from: date | None
    full_on: date | None


class PermitLineView(View, frozen=True):
    """A permit in a list, its resident masked."""

    id: UUID
    number: str
    resident_id: UUID
    name: str
    document_number: str
    condition: PermitCondition
    state: PermitState
    applied_at: datetime
    issue_due_on: date | None
    endorse_from: date | None
    endorse_due_on: date | None

    @classmethod
    def of_summary(cls, one: PermitSummary) -> "PermitLineView":
        """The view of a permit and its masked resident."""
        return cls.of(one.permit, name=one.resident.name, document_number=one.resident.document_number)


class PermitActView(View, frozen=True):
    """One act."""

    step: PermitStep
    acted_on: date
    due_on: date | None
    entered_by_name: str
    papers: list[str]
    text: str


class PermitView(View, frozen=True):
    """A permit in clear with its acts."""

    id: UUID
    number: str
    resident_id: UUID
    name: str
    condition: PermitCondition
    state: PermitState
    counted_from: date
    arithmetic: str
    years_from: date | None
    full_on: date | None
    due_on: date | None
    is_lapsed: bool
    acts: list[PermitActView]


class PermitController(Controller):
    """Permits of residents within the officer's reach."""

    path = "/permits"
    tags = ["Residence permits"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.PERMIT_LIST})
    async def list_permits(
        self,
        officer: NamedDependency[Officer],
        show: FromQuery[PermitShow] = PermitShow.ALL,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[PermitLineView]:
        """Permits; the first four values of `show` are queues, what is due first on top; of the others the newest."""
        found = await list_permits(officer, show, cursor)
        return list_of(PermitLineView.of_summary, found.items, found.next)

    @post("/", opt={"act": Act.PERMIT_APPLY})
    async def apply(self, data: JSONBody[Application], officer: NamedDependency[Officer]) -> Created:
        """Apply for a resident; 409 while half a year is not full, or with a permit that is not closed."""
        return Created(await apply_for_permit(officer, data.resident_id, data.condition, data.papers, data.proved_from))

    @get("/{permit_id:uuid}", opt={"act": Act.PERMIT_OPEN, "about": _ABOUT})
    async def open_permit(
        self, permit_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: ResidencePurposeAsked = None
    ) -> PermitView:
        """A permit in clear; recorded with its purpose."""
        file = await open_permit(officer, permit_id, purpose)
        return PermitView(
            id=file.permit.id,
            number=file.permit.number,
            resident_id=file.resident.id,
            name=file.person.name,
            condition=file.permit.condition,
            state=file.standing.state,
            counted_from=file.permit.counted_from,
            arithmetic=str(file.eligibility.arithmetic),
            years_from=file.standing.years_from,
            full_on=file.standing.full_on,
            due_on=file.standing.due_on,
            is_lapsed=file.is_lapsed,
            acts=[
                PermitActView(
                    step=one.act.step,
                    acted_on=one.act.acted_on,
                    due_on=one.act.due_on,
                    entered_by_name=one.entered_by_name,
                    papers=list(one.detail.papers),
                    text=one.detail.text,
                )
                for one in file.acts
            ],
        )

    @post("/{permit_id:uuid}/missing-papers", opt={"act": Act.PERMIT_HANDLE, "about": _ABOUT}, status_code=HTTP_200_OK)
    async def tell_missing(
        self, permit_id: FromPath[UUID], data: JSONBody[Papers], officer: NamedDependency[Officer]
    ) -> StandingView:
        """Tell all missing papers, once."""
        return _view(await tell_missing(officer, permit_id, data.papers))

    @post("/{permit_id:uuid}/acceptance", opt={"act": Act.PERMIT_HANDLE, "about": _ABOUT}, status_code=HTTP_200_OK)
    async def accept(self, permit_id: FromPath[UUID], officer: NamedDependency[Officer]) -> StandingView:
        """Accept the application; the period to issue begins."""
        return _view(await accept_application(officer, permit_id))

    @post("/{permit_id:uuid}/refusal", opt={"act": Act.PERMIT_HANDLE, "about": _ABOUT}, status_code=HTTP_200_OK)
    async def refuse(
        self, permit_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> StandingView:
        """Refuse the application with a reason."""
        return _view(await refuse_application(officer, permit_id, data.reason))

    @post("/{permit_id:uuid}/issue", opt={"act": Act.PERMIT_HANDLE, "about": _ABOUT}, status_code=HTTP_200_OK)
    async def issue(self, permit_id: FromPath[UUID], officer: NamedDependency[Officer]) -> StandingView:
        """Hand the permit over."""
        return _view(await issue_permit(officer, permit_id))

    @post("/{permit_id:uuid}/endorsements", opt={"act": Act.PERMIT_HANDLE, "about": _ABOUT}, status_code=HTTP_200_OK)
    async def endorse(
        self, permit_id: FromPath[UUID], data: JSONBody[Papers], officer: NamedDependency[Officer]
    ) -> StandingView:
        """Endorse for another year; after a lapse the years count anew."""
        return _view(await endorse_permit(officer, permit_id, data.papers))

    @post("/{permit_id:uuid}/suspension", opt={"act": Act.PERMIT_HANDLE, "about": _ABOUT}, status_code=HTTP_200_OK)
    async def suspend(self, permit_id: FromPath[UUID], officer: NamedDependency[Officer]) -> StandingView:
        """Put down that the function is suspended."""
        return _view(await suspend_permit(officer, permit_id))

    @post("/{permit_id:uuid}/cancellation", opt={"act": Act.PERMIT_HANDLE, "about": _ABOUT}, status_code=HTTP_200_OK)
    async def cancel(
        self, permit_id: FromPath[UUID], data: JSONBody[Cancellation], officer: NamedDependency[Officer]
    ) -> StandingView:
        """End the permit."""
        return _view(await cancel_permit(officer, permit_id, data.reason, data.note))


def _view(standing: PermitStanding) -> StandingView:
    return StandingView.of(standing)
