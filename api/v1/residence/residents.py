"""Residents: listed, opened for a purpose, registered, changed, moved, and their stays ended."""

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT
from msgspec import Struct

from api.residence_search import search_register
from api.v1.requests import Created
from api.v1.residence.people_views import ReadingView, ResidentRecordView, ResidentView, VersionView
from api.v1.residence.requests import (
    ContactBody,
    DestinationBody,
    MoveOutBody,
    NewAmendment,
    NewMember,
    ResidencePurposeAsked,
    StayEnding,
)
from api.v1.residence.search import SearchResultView
from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.households.amendments import request_amendment
from supervision.residence.households.changing import change_contact, versions_of
from supervision.residence.households.listing import ListFilters, list_residents
from supervision.residence.households.memberships import move_within
from supervision.residence.households.moves import MoveOut, ask_move_out
from supervision.residence.households.opening import open_resident
from supervision.residence.households.readings import readings_of_resident
from supervision.residence.households.registering import end_stay, register_resident
from supervision.residence.households.undoing import resume_stay
from supervision.residence.households.words import ResidentState, Source

_RESIDENT = {"about": "resident"}


def provide_filters(
    community: FromQuery[str | None] = None,
    drawer: FromQuery[UUID | None] = None,
    unverified_since: FromQuery[date | None] = None,
    stay_ends_by: FromQuery[date | None] = None,
) -> ListFilters:
    """What narrows a list of residents: a place, and what is due by a day."""
    return ListFilters(community, drawer, unverified_since, stay_ends_by)


class ResidentRevision(Struct, frozen=True):
    """The revision of a resident after a change."""

    revision: int


class ResidentController(Controller):
    """Residents inside the officer's reach."""

    path = "/residents"
    tags = ["Residents"]  # noqa: RUF012 - as Litestar declares it

    @get(
        "/",
        opt={"act": Act.RESIDENT_LIST},
        dependencies={"filters": Provide(provide_filters, sync_to_thread=False)},
    )
    async def list_residents(
        self,
        officer: NamedDependency[Officer],
        filters: NamedDependency[ListFilters],
        wanted: Annotated[ResidentState, QueryParameter(name="state")] = ResidentState.LIVING,
        sought: Annotated[str | None, QueryParameter(name="query")] = None,
        purpose: ResidencePurposeAsked = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[ResidentView] | SearchResultView:
        """Residents, masked, fifty a page: those registered last first, or for a query the surest match first.

        A search asks for a purpose, which is recorded with it; the filters are of the list alone.
        """
        if sought:
            return SearchResultView.of(await search_register(officer, sought, purpose, cursor))
        page = await list_residents(officer, filters, wanted, cursor)
        return list_of(ResidentView.of, page.items, page.next)

    @post("/", opt={"act": Act.RESIDENT_REGISTER})
    async def register_resident(
        self, data: JSONBody[NewMember], officer: NamedDependency[Officer]
    ) -> Response[Created]:
        """Register somebody into an open household file; 409 when they are registered as living here already."""
        resident_id = await register_resident(officer, data.household_id, data.newcomer(), Source.API)
        return Response(Created(resident_id), headers={"location": f"/api/v1/residents/{resident_id}"})

    @get("/{resident_id:uuid}", opt={"act": Act.RESIDENT_OPEN})
    async def open_resident(
        self, resident_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: ResidencePurposeAsked = None
    ) -> ResidentRecordView:
        """The resident in clear; the opening is recorded with its purpose. 400 lists the purposes."""
        return ResidentRecordView.of_record(await open_resident(officer, resident_id, purpose))

    @get("/{resident_id:uuid}/readings", opt={"act": Act.RESIDENT_OPEN})
    async def readings(
        self,
        resident_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        purpose: ResidencePurposeAsked = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[ReadingView]:
        """Who did what with the resident's record, or opened their household's, newest first."""
        page = await readings_of_resident(officer, resident_id, purpose, cursor)
        return list_of(ReadingView.of, page.items, page.next)

    @get("/{resident_id:uuid}/versions", opt={"act": Act.RESIDENT_OPEN})
    async def versions(
        self, resident_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: ResidencePurposeAsked = None
    ) -> ListView[VersionView]:
        """What was known from one change to the next, with what is different, newest first."""
        record = await open_resident(officer, resident_id, purpose)
        return list_of(VersionView.of_version, await versions_of(record.resident))

    @post("/{resident_id:uuid}/contact", opt={"act": Act.RESIDENT_CHANGE}, status_code=HTTP_200_OK)
    async def change_contact(
        self, resident_id: FromPath[UUID], data: JSONBody[ContactBody], officer: NamedDependency[Officer]
    ) -> ResidentRevision:
        """Store a telephone number or workplace that was told in time; 409 when somebody else changed it meanwhile."""
        return ResidentRevision(await change_contact(officer, resident_id, data.revision, data.change()))

    @post("/{resident_id:uuid}/amendments", opt={"act": Act.AMENDMENT_REQUEST, **_RESIDENT})
    async def request_amendment(
        self, resident_id: FromPath[UUID], data: JSONBody[NewAmendment], officer: NamedDependency[Officer]
    ) -> Created:
        """Ask for a correction, which another officer decides."""
        return Created(await request_amendment(officer, resident_id, data.revision, data.person, data.reason))

    @post("/{resident_id:uuid}/ending", opt={"act": Act.STAY_END, **_RESIDENT}, status_code=HTTP_204_NO_CONTENT)
    async def end_stay(
        self, resident_id: FromPath[UUID], data: JSONBody[StayEnding], officer: NamedDependency[Officer]
    ) -> None:
        """End the stay: the resident leaves queues and search."""
        await end_stay(officer, resident_id, data.ended_on, data.reason)

    @post("/{resident_id:uuid}/resumption", opt={"act": Act.STAY_RESUME, **_RESIDENT}, status_code=HTTP_204_NO_CONTENT)
    async def resume_stay(self, resident_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Let a stay go on that was ended within the last 24 hours; 409 later."""
        await resume_stay(officer, resident_id)

    @post("/{resident_id:uuid}/relocation", opt={"act": Act.MEMBERSHIP_CHANGE, **_RESIDENT})
    async def move_within(
        self, resident_id: FromPath[UUID], data: JSONBody[DestinationBody], officer: NamedDependency[Officer]
    ) -> Created:
        """Move to another dwelling within one's own reach; gives the household."""
        return Created(await move_within(officer, resident_id, data.destination(), data.stay.draft()))

    @post("/{resident_id:uuid}/moves", opt={"act": Act.MOVE_ASK, **_RESIDENT})
    async def ask_move_out(
        self, resident_id: FromPath[UUID], data: JSONBody[MoveOutBody], officer: NamedDependency[Officer]
    ) -> Created:
        """Ask the office of another community to take the resident over."""
        told = MoveOut(data.community, data.moves_on, data.note)
        return Created(await ask_move_out(officer, resident_id, told))
