"""Residents found by a blind search, and what an officer opened lately."""

from datetime import date, datetime
from typing import Annotated, TypeAlias
from uuid import UUID

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter
from msgspec import Struct

from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.households.words import HouseholdKind
from supervision.residence.search.finding import SearchResult, search
from supervision.residence.search.recent import seen_lately

ResidencePurposeAsked: TypeAlias = Annotated[
    str | None,
    QueryParameter(
        name="purpose",
        description="Required, and recorded: registration, visit, permit, service, complaint or inspection.",
    ),
]
"""Why the residence register is read; the domain refuses what is missing or unknown."""


class FoundResidentView(View, frozen=True):
    """A resident in a list: name, document and telephone are masked; the building is named, the door is not."""

    id: UUID
    household_id: UUID
    household_number: str
    name: str
    document_number: str
    phone: str
    division: str
    drawer_name: str
    registered_at: datetime
    verified_on: date | None
    is_destroyed: bool


class FoundHouseholdView(View, frozen=True):
    """A household file in a list: where it is, and the masked names of who lives there."""

    id: UUID
    number: str
    kind: HouseholdKind
    address: str
    names: list[str]


class SearchResultView(Struct, frozen=True):
    """Fifty residents at most, the surest first; `is_bounded` when more match than were looked at: add a word."""

    items: list[FoundResidentView]
    households: list[FoundHouseholdView]
    is_bounded: bool
    next: str | None = None

    @classmethod
    def of(cls, found: SearchResult) -> "SearchResultView":
        """The view of what was found."""
        return cls(
            [FoundResidentView.of(resident) for resident in found.residents],
            [FoundHouseholdView.of(household) for household in found.households],
            found.is_bounded,
            found.next,
        )


class SeenRecordView(View, frozen=True):
    """A record that the officer opened within the last seven days."""

    kind: str
    id: UUID
    seen_at: datetime


class ResidentSearchController(Controller):
    """Residents inside the officer's reach, by what is known of them."""

    path = "/residents"
    tags = ["Residents"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.RESIDENT_SEARCH})
    async def search(
        self,
        officer: NamedDependency[Officer],
        sought: Annotated[str, QueryParameter(name="query")] = "",
        purpose: ResidencePurposeAsked = None,
        cursor: FromQuery[str | None] = None,
    ) -> SearchResultView:
        """Who answers every word of the query, masked, the surest first; the search is recorded with its purpose."""
        return SearchResultView.of(await search(officer, sought, purpose, cursor))

    @get("/seen", opt={"act": Act.RESIDENT_OPEN})
    async def seen(self, officer: NamedDependency[Officer]) -> ListView[SeenRecordView]:
        """The household files and residents that the officer opened within seven days, the last first."""
        return list_of(SeenRecordView.of, await seen_lately(officer))
