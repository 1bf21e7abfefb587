"""Opening a household file or a resident in clear, for a purpose, and who has opened it before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.addresses.dwellings import Dwelling, dwellings_by_id
from supervision.residence.changes import about, residence_change
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.person import Person
from supervision.residence.households.store import (
    HOUSEHOLD,
    RESIDENT,
    StoredHousehold,
    StoredResident,
    load_household,
    load_resident,
    open_people,
    residents_of,
)
from supervision.residence.households.words import MemberRole, Source, StayEnd
from supervision.residence.purposes import ResidencePurpose, read_residence_purpose
from supervision.storage.database import fetch
from supervision.vault import load_key


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay as it is stored; days of legal time, the last ones included."""

    id: UUID
    resident_id: UUID
    household_id: UUID
    lodging: LodgingKind
    reason: ArrivalReason
    source: Source
    began_on: date
    proved_from: date | None
    expected_until: date | None
    registered_at: datetime
    ended_on: date | None
    end_reason: StayEnd | None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a household in clear; `person` is None once the key was destroyed."""

    resident: StoredResident
    person: Person | None
    role: MemberRole
    stay: Stay


@dataclass(frozen=True, slots=True)
class HouseholdFile:
    """A household file in clear, opened for a purpose."""

    household: StoredHousehold
    address: str
    dwelling: Dwelling
    members: tuple[Member, ...]
    purpose: ResidencePurpose


@dataclass(frozen=True, slots=True)
class ResidentRecord:
    """A resident in clear with all stays, opened for a purpose; `address` is None once the stay has ended."""

    resident: StoredResident
    person: Person
    household: StoredHousehold
    address: str
    stays: tuple[Stay, ...]
    purpose: ResidencePurpose


async def open_household_file(officer: Officer, household_id: UUID, purpose: str | None) -> HouseholdFile:
    """The household with everybody in it, in clear; InputInvalid without one of the purposes, which are recorded."""
    reason = read_residence_purpose(purpose)
    async with residence_change(
        officer.actor, Act.HOUSEHOLD_OPEN, about(HOUSEHOLD, household_id), purpose=reason
    ) as change:
        household = await load_household(officer, Act.HOUSEHOLD_OPEN, household_id)
        place = household.place(await load_key(household.vault_key))
        residents = (await residents_of([household_id]))[household_id]
        change.note(number=household.number, residents=[str(resident.id) for resident in residents])
        people, stays, roles = (
            await open_people(residents),
            await stays_of(residents),
            await roles_of_members(residents),
        )
        dwelling = (await dwellings_by_id([place.dwelling_id]))[place.dwelling_id]
    members = tuple(
        Member(resident, people.get(resident.id), roles[resident.id], stays[resident.id][0]) for resident in residents
    )
    by_role = sorted(members, key=lambda member: _ROLE_ORDER.index(member.role))  # those registered first before others
    return HouseholdFile(household, place.address, dwelling, tuple(by_role), reason)


async def open_resident(officer: Officer, resident_id: UUID, purpose: str | None) -> ResidentRecord:
    """A resident in clear; InputInvalid without one of the purposes, which are recorded with the opening."""
    reason = read_residence_purpose(purpose)
    async with residence_change(
        officer.actor, Act.RESIDENT_OPEN, about(RESIDENT, resident_id), purpose=reason
    ) as change:
        resident = await load_resident(officer, Act.RESIDENT_OPEN, resident_id)
        household = await load_household(officer, Act.RESIDENT_OPEN, resident.household_id)
        change.note(household=household.id)
        person = resident.person(await load_key(resident.vault_key))
        place = household.place(await load_key(household.vault_key))
        stays = (await stays_of([resident]))[resident_id]
    return ResidentRecord(resident, person, household, place.address, tuple(stays), reason)


_ROLE_ORDER = tuple(MemberRole)


async def stays_of(residents: list[StoredResident]) -> Mapping[UUID, list[Stay]]:
    """The stays of each resident whom the caller has loaded, the newest first."""
    found: dict[UUID, list[Stay]] = {resident.id: [] for resident in residents}
    rows = await fetch(
        """SELECT id, resident, household, lodging, reason, source, began_on, proved_from, expected_until,
               registered_at, ended_on, end_reason
           FROM stay WHERE resident = ANY($1) ORDER BY began_on DESC, registered_at DESC""",
        list(found),
    )
    for row in rows:
        end = row["end_reason"]
        found[row["resident"]].append(
            Stay(
                id=row["id"],
                resident_id=row["resident"],
                household_id=row["household"],
                lodging=LodgingKind(row["lodging"]),
                reason=ArrivalReason(row["reason"]),
                source=Source(row["source"]),
                began_on=row["began_on"],
                proved_from=row["proved_from"],
                expected_until=row["expected_until"],
                registered_at=row["registered_at"],
                ended_on=row["ended_on"],
                end_reason=StayEnd(end) if end else None,
            )
        )
    return found


async def roles_of_members(residents: list[StoredResident]) -> Mapping[UUID, MemberRole]:
    """What each of the residents is in their household; whoever asks has loaded them."""
    rows = await fetch(
        "SELECT resident, role FROM membership WHERE resident = ANY($1) ORDER BY began_on, ended_on NULLS LAST",
        [resident.id for resident in residents],
    )
    return {row["resident"]: MemberRole(row["role"]) for row in rows}
