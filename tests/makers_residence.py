"""Places, households and residents for tests, made the way the product makes them; everybody is invented."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from supervision.documents import DocumentType, check_character
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.residence.addresses.drawers import DutyDraft, create_drawer, give_duty
from supervision.residence.addresses.dwellings import DwellingFacts, create_dwelling
from supervision.residence.addresses.standard import AddressDraft, create_address
from supervision.residence.addresses.words import AddressKind, DutyPart, Ownership
from supervision.residence.codes import ArrivalReason, BuildingUse, LettingUse, LodgingKind
from supervision.residence.households.person import Guardian, Person
from supervision.residence.households.registering import NewResident, StayDraft, register_household
from supervision.residence.households.words import HouseholdKind, MemberRole

FACTS = DwellingFacts(BuildingUse.RESIDENTIAL, Ownership.PRIVATE, LettingUse.DWELLING, area_m2=60.0, rooms=3)


@dataclass(frozen=True, slots=True)
class Building:
    """A street with one building, its drawer, and its rooms by their names."""

    street: UUID
    building: UUID
    drawer: UUID
    rooms: dict[str, UUID]
    dwellings: dict[str, UUID]


def id_number(born: str = "19900307", order: int = 11, region: str = "149902") -> str:
    """A number of a mainland card that verifies; an odd order is a man's."""
    first = f"{region}{born}{order:03}"
    return first + check_character(first)


def make_person(
    name: str = "周晓岚",
    number: str | None = None,
    *,
    phone: str = "13800001234",
    guardian: Guardian | None = None,
    document_type: DocumentType = DocumentType.ID_CARD,
) -> Person:
    return Person(
        name=name,
        document_type=document_type,
        document_number=number or id_number(),
        ethnicity="汉族",
        phone=phone,
        domicile_address="石坝县柳河乡",
        guardian=guardian,
    )


def make_new(person: Person | None = None, role: MemberRole | None = None, *, days: int = 30) -> NewResident:
    """Somebody who came some days ago and rents."""
    today = legal_day(now())
    stay = StayDraft(LodgingKind.RENTED, ArrivalReason.WORK, today - timedelta(days=days), today + timedelta(days=300))
    return NewResident(person or make_person(), stay, role)


async def make_building(
    officer: Officer,
    community: str,
    street: str = "幸福路",
    building: str = "3号楼",
    rooms: tuple[str, ...] = ("101", "201"),
) -> Building:
    street_id = await create_address(officer, AddressDraft(AddressKind.STREET, street, division=community))
    building_id = await create_address(
        officer, AddressDraft(AddressKind.BUILDING, building, parent_id=street_id, ordinal=3, lat=35.49, lon=112.85)
    )
    drawer_id = await create_drawer(officer, building_id)
    room_ids, dwelling_ids = {}, {}
    for ordinal, room in enumerate(rooms, start=1):
        room_ids[room] = await create_address(
            officer,
            AddressDraft(AddressKind.ROOM, room, parent_id=building_id, ordinal=ordinal, floor=int(room[0])),
        )
        dwelling_ids[room] = await create_dwelling(officer, room_ids[room], FACTS)
    return Building(street_id, building_id, drawer_id, room_ids, dwelling_ids)


async def make_household(
    officer: Officer, dwelling_id: UUID, *people: NewResident, kind: HouseholdKind = HouseholdKind.FAMILY
) -> tuple[UUID, tuple[UUID, ...]]:
    return await register_household(officer, dwelling_id, kind, people or (make_new(),))


async def put_on_duty(
    officer: Officer, drawer_id: UUID, holder: UUID, part: DutyPart = DutyPart.ASSISTANT, since: date | None = None
) -> UUID:
    return await give_duty(officer, drawer_id, DutyDraft(holder, part, since or legal_day(now())))
