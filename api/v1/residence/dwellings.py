"""Dwellings, their landlords, and their hazards."""

from datetime import date, datetime
from typing import Annotated, TypeAlias
from uuid import UUID

from litestar import Controller, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_201_CREATED, HTTP_204_NO_CONTENT
from msgspec import Meta

from api.v1.requests import Body, Created, ShortText
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.documents import DocumentType
from supervision.officers import Officer
from supervision.residence.addresses.dwellings import (
    Dwelling,
    DwellingFacts,
    DwellingFilter,
    change_dwelling,
    create_dwelling,
    list_dwellings,
    load_dwelling,
)
from supervision.residence.addresses.hazards import (
    Hazard,
    HazardDraft,
    StepDraft,
    enter_step,
    hazards_of,
    load_open_hazards,
    record_hazard,
)
from supervision.residence.addresses.landlords import enter_landlord, open_landlord
from supervision.residence.addresses.words import (
    HazardState,
    HazardStepKind,
    NonLivingSpace,
    OfficeInCharge,
    Ownership,
)
from supervision.residence.codes import BuildingUse, HazardKind, LettingUse
from supervision.residence.parties.details import Party
from supervision.residence.parties.words import PartyKind

ResidencePurposeAsked: TypeAlias = Annotated[
    str | None,
    QueryParameter(
        name="purpose",
        description="Required, and recorded: registration, visit, permit, service, complaint or inspection.",
    ),
]
"""Why somebody is opened; the domain refuses what is missing or unknown."""

Area: TypeAlias = Annotated[float, Meta(gt=0, le=100_000)]
Rooms: TypeAlias = Annotated[int, Meta(gt=0, le=1_000)]


class DwellingView(View, frozen=True):
    """A dwelling; `capacity` is how many may live there by the local rule. Nobody who lives there is named."""

    id: UUID
    address_id: UUID
    address: str
    division: str
    drawer_id: UUID
    building_use: BuildingUse
    ownership: Ownership
    letting_use: LettingUse | None
    area_m2: float | None
    rooms: int | None
    spaces_lived_in: list[NonLivingSpace]
    capacity: int | None
    revision: int

    @classmethod
    def of_dwelling(cls, dwelling: Dwelling) -> "DwellingView":
        """The view of a dwelling."""
        facts = dwelling.facts
        return cls.of(
            dwelling,
            building_use=facts.building_use,
            ownership=facts.ownership,
            letting_use=facts.letting_use,
            area_m2=facts.area_m2,
            rooms=facts.rooms,
            spaces_lived_in=list(facts.spaces_lived_in),
        )


class DwellingBody(Body, frozen=True, kw_only=True):
    """What is recorded of premises. Area in square metres; `letting_use` is left out while they are not let."""

    building_use: BuildingUse
    ownership: Ownership
    letting_use: LettingUse | None = None
    area_m2: Area | None = None
    rooms: Rooms | None = None
    spaces_lived_in: tuple[NonLivingSpace, ...] = ()

    def facts(self) -> DwellingFacts:
        """As the domain takes them."""
        return DwellingFacts(
            self.building_use, self.ownership, self.letting_use, self.area_m2, self.rooms,
            tuple(dict.fromkeys(self.spaces_lived_in)),
        )  # fmt: skip


class NewDwelling(DwellingBody, frozen=True, kw_only=True):
    """Premises at an address that a drawer holds."""

    address_id: UUID


class ChangedDwelling(DwellingBody, frozen=True, kw_only=True):
    """Changed premises, and the revision that was looked at."""

    revision: int


class LandlordBody(Body, frozen=True):
    """Whose premises they are."""

    name: ShortText
    phone: ShortText
    document_type: DocumentType | None = None
    document_number: str = ""
    address: str = ""


class LandlordView(View, frozen=True):
    """A landlord in clear, opened for a purpose."""

    id: UUID
    name: str
    phone: str
    document_type: DocumentType | None
    document_number: str
    address: str


class HazardView(View, frozen=True):
    """A hazard of premises; `space` where a space that is lived in is the hazard."""

    id: UUID
    dwelling_id: UUID
    division: str
    kind: HazardKind
    space: NonLivingSpace | None
    state: HazardState
    referred_to: OfficeInCharge | None
    due_on: date
    recorded_at: datetime
    resolved_at: datetime | None

    @classmethod
    def of_hazard(cls, hazard: Hazard) -> "HazardView":
        """The view of a hazard."""
        return cls.of(hazard)


class NewHazard(Body, frozen=True):
    """A hazard as it was seen: about premises, never about a person."""

    kind: HazardKind
    note: ShortText
    due_on: date | None = None


class NewStep(Body, frozen=True):
    """The next step of a hazard: referred, answered, resolved or reopened."""

    kind: HazardStepKind
    note: str = ""
    referred_to: OfficeInCharge | None = None
    due_on: date | None = None


class DwellingController(Controller):
    """Premises inside the officer's reach."""

    tags = ["Dwellings"]  # noqa: RUF012 - as Litestar declares it

    @get("/dwellings", opt={"act": Act.DWELLING_LIST})
    async def list_dwellings(
        self,
        officer: NamedDependency[Officer],
        division: FromQuery[str] = "",
        drawer: FromQuery[UUID | None] = None,
        letting_use: FromQuery[LettingUse | None] = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[DwellingView]:
        """Dwellings of a division, a drawer, or let for one use, recorded last first."""
        page = await list_dwellings(officer, DwellingFilter(division, drawer, letting_use), cursor)
        return list_of(DwellingView.of_dwelling, page.items, page.next)

    @post("/dwellings", opt={"act": Act.DWELLING_CREATE})
    async def create(self, data: JSONBody[NewDwelling], officer: NamedDependency[Officer]) -> Created:
        """Record premises; 409 where the address has a dwelling already."""
        return Created(await create_dwelling(officer, data.address_id, data.facts()))

    @get("/dwellings/{dwelling_id:uuid}", opt={"act": Act.DWELLING_OPEN})
    async def open(self, dwelling_id: FromPath[UUID], officer: NamedDependency[Officer]) -> DwellingView:
        """One dwelling."""
        return DwellingView.of_dwelling(await load_dwelling(officer, Act.DWELLING_OPEN, dwelling_id))

    @put("/dwellings/{dwelling_id:uuid}", opt={"act": Act.DWELLING_CHANGE})
    async def change(
        self, dwelling_id: FromPath[UUID], data: JSONBody[ChangedDwelling], officer: NamedDependency[Officer]
    ) -> DwellingView:
        """Change what is recorded; 409 where somebody else changed it meanwhile."""
        await change_dwelling(officer, dwelling_id, data.revision, data.facts())
        return DwellingView.of_dwelling(await load_dwelling(officer, Act.DWELLING_OPEN, dwelling_id))

    @post("/dwellings/{dwelling_id:uuid}/landlord", opt={"act": Act.DWELLING_CHANGE}, status_code=HTTP_201_CREATED)
    async def enter_landlord(
        self, dwelling_id: FromPath[UUID], data: JSONBody[LandlordBody], officer: NamedDependency[Officer]
    ) -> Created:
        """Say whose premises they are."""
        party = Party(PartyKind.LANDLORD, data.name, data.phone, data.document_type, data.document_number, data.address)
        return Created(await enter_landlord(officer, dwelling_id, party))

    @get("/dwellings/{dwelling_id:uuid}/landlord", opt={"act": Act.PARTY_OPEN, "about": "dwelling"})
    async def open_landlord(
        self,
        dwelling_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        purpose: ResidencePurposeAsked = None,
    ) -> LandlordView:
        """The landlord in clear; the opening is recorded with its purpose."""
        stored, party = await open_landlord(officer, dwelling_id, purpose)
        return LandlordView.of(party, id=stored.id)

    @get("/dwellings/{dwelling_id:uuid}/hazards", opt={"act": Act.DWELLING_OPEN})
    async def hazards(self, dwelling_id: FromPath[UUID], officer: NamedDependency[Officer]) -> ListView[HazardView]:
        """The hazards of a dwelling, open ones first."""
        dwelling = await load_dwelling(officer, Act.DWELLING_OPEN, dwelling_id)
        return list_of(HazardView.of_hazard, await hazards_of(dwelling.id))

    @post("/dwellings/{dwelling_id:uuid}/hazards", opt={"act": Act.HAZARD_RECORD, "about": "dwelling"})
    async def record_hazard(
        self, dwelling_id: FromPath[UUID], data: JSONBody[NewHazard], officer: NamedDependency[Officer]
    ) -> Created:
        """Record a hazard of a dwelling."""
        return Created(await record_hazard(officer, dwelling_id, HazardDraft(data.kind, data.note, data.due_on)))

    @get("/hazards", opt={"act": Act.DWELLING_LIST})
    async def open_hazards(
        self,
        officer: NamedDependency[Officer],
        division: FromQuery[str | None] = None,
        due_before: FromQuery[date | None] = None,
    ) -> ListView[HazardView]:
        """All open hazards within reach, or those that were due before a day, the one due first on top."""
        return list_of(HazardView.of_hazard, await load_open_hazards(officer, division, due_before))

    @post("/hazards/{hazard_id:uuid}/steps", opt={"act": Act.HAZARD_RECORD}, status_code=HTTP_204_NO_CONTENT)
    async def enter_step(
        self, hazard_id: FromPath[UUID], data: JSONBody[NewStep], officer: NamedDependency[Officer]
    ) -> None:
        """Refer, answer, resolve or re-open a hazard."""
        await enter_step(officer, hazard_id, StepDraft(data.kind, data.note, data.referred_to, data.due_on))
