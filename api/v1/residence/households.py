"""Household files: listed, opened for a purpose, begun, changed and closed."""

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_204_NO_CONTENT

from api.v1.requests import Created
from api.v1.residence.people_views import HouseholdFileView, HouseholdView, ReadingView
from api.v1.residence.requests import Joining, NewHead, NewHousehold, ResidencePurposeAsked, Split
from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.households.files import close_household
from supervision.residence.households.listing import ListFilters, list_households
from supervision.residence.households.memberships import change_head, join_household, split_household
from supervision.residence.households.opening import open_household_file
from supervision.residence.households.readings import readings_of_household
from supervision.residence.households.registering import register_household
from supervision.residence.households.words import HouseholdState, Source


class HouseholdController(Controller):
    """Household files inside the officer's reach."""

    path = "/households"
    tags = ["Households"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.HOUSEHOLD_LIST})
    async def list_households(
        self,
        officer: NamedDependency[Officer],
        community: FromQuery[str | None] = None,
        drawer: FromQuery[UUID | None] = None,
        wanted: Annotated[HouseholdState, QueryParameter(name="state")] = HouseholdState.OPEN,
        unverified_since: FromQuery[date | None] = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[HouseholdView]:
        """Household files, masked; newest first, fifty a page."""
        filters = ListFilters(community, drawer, unverified_since)
        page = await list_households(officer, filters, wanted, cursor)
        return list_of(HouseholdView.of, page.items, page.next)

    @post("/", opt={"act": Act.RESIDENT_REGISTER, "about": "household"})
    async def register_household(
        self, data: JSONBody[NewHousehold], officer: NamedDependency[Officer]
    ) -> Response[Created]:
        """Begin a household file with its residents; 400 names the field to mend, 409 who is registered already."""
        residents = tuple(one.newcomer() for one in data.residents)
        household_id, _ = await register_household(officer, data.dwelling_id, data.kind, residents, Source.API)
        return Response(Created(household_id), headers={"location": f"/api/v1/households/{household_id}"})

    @get("/{household_id:uuid}", opt={"act": Act.HOUSEHOLD_OPEN})
    async def open_household(
        self, household_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: ResidencePurposeAsked = None
    ) -> HouseholdFileView:
        """The file with everybody in it, in clear; the opening is recorded with its purpose. 400 lists the purposes."""
        return HouseholdFileView.of_file(await open_household_file(officer, household_id, purpose))

    @get("/{household_id:uuid}/readings", opt={"act": Act.HOUSEHOLD_OPEN})
    async def readings(
        self,
        household_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        purpose: ResidencePurposeAsked = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[ReadingView]:
        """Who did what with the file, newest first; looking here is recorded, too."""
        page = await readings_of_household(officer, household_id, purpose, cursor)
        return list_of(ReadingView.of, page.items, page.next)

    @post("/{household_id:uuid}/closing", opt={"act": Act.HOUSEHOLD_CLOSE}, status_code=HTTP_204_NO_CONTENT)
    async def close_household(self, household_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Close a file in which nobody lives any more; 409 otherwise."""
        await close_household(officer, household_id)

    @post(
        "/{household_id:uuid}/head",
        opt={"act": Act.MEMBERSHIP_CHANGE, "about": "household"},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def change_head(
        self, household_id: FromPath[UUID], data: JSONBody[NewHead], officer: NamedDependency[Officer]
    ) -> None:
        """Make a member the head."""
        await change_head(officer, household_id, data.resident_id, data.former_role)

    @post("/{household_id:uuid}/split", opt={"act": Act.MEMBERSHIP_CHANGE, "about": "household"})
    async def split(
        self, household_id: FromPath[UUID], data: JSONBody[Split], officer: NamedDependency[Officer]
    ) -> Created:
        """Let some of the members form a household of their own at the same dwelling."""
        roles = {member.resident_id: member.role for member in data.members}
        return Created(await split_household(officer, household_id, roles, data.kind))

    @post(
        "/{household_id:uuid}/joining",
        opt={"act": Act.MEMBERSHIP_CHANGE, "about": "household"},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def join(
        self, household_id: FromPath[UUID], data: JSONBody[Joining], officer: NamedDependency[Officer]
    ) -> None:
        """Let members join another household at the same dwelling."""
        roles = {member.resident_id: member.role for member in data.members}
        await join_household(officer, household_id, data.household_id, roles)
