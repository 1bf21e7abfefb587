"""Residents found by a blind search, and what an officer opened lately."""

from datetime import date, datetime
from uuid import UUID

from litestar import Controller, get
from litestar.di import NamedDependency
from msgspec import Struct

from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.households.words import HouseholdKind
from supervision.residence.search.finding import SearchResult
from supervision.residence.search.recent import seen_lately


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


class EmptyHomeView(View, frozen=True):
    """A home that the address names and that has no open household file."""

    dwelling_id: UUID
    address: str


class SearchResultView(Struct, frozen=True):
    """Fifty residents at most, the surest first; `is_bounded` when more match than were looked at: add a word."""

    items: list[FoundResidentView]
    households: list[FoundHouseholdView]
    homes: list[EmptyHomeView]
    is_bounded: bool
    next: str | None = None

    @classmethod
    def of(cls, found: SearchResult) -> "SearchResultView":
        """The view of what was found."""
        return cls(
            [FoundResidentView.of(resident) for resident in found.residents],
            [FoundHouseholdView.of(household) for household in found.households],
            [EmptyHomeView.of(home) for home in found.homes],
            found.is_bounded,
            found.next,
        )


class SeenRecordView(View, frozen=True):
    """A record that the officer opened within the last seven days."""

    kind: str
    id: UUID
    seen_at: datetime


class SeenController(Controller):
    """What the officer opened lately."""

    path = "/residents"
    tags = ["Residents"]  # noqa: RUF012 - as Litestar declares it

    @get("/seen", opt={"act": Act.RESIDENT_OPEN})
    async def seen(self, officer: NamedDependency[Officer]) -> ListView[SeenRecordView]:
        """The household files and residents that the officer opened within seven days, the last first."""
        return list_of(SeenRecordView.of, await seen_lately(officer))
