"""Residents and household files as lists show them: enough to tell them apart, not to know them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from supervision.masking import mask_document_number, mask_name, mask_phone
from supervision.residence.households.store import (
    RESIDENT_COLUMNS,
    StoredHousehold,
    StoredResident,
    open_people,
    resident_of,
)
from supervision.residence.households.words import (
    HouseholdKind,
    HouseholdState,
    MemberRole,
    ResidentState,
    Verdict,
)
from supervision.residence.reach import drawer_digest
from supervision.storage.database import fetch
from supervision.vault import load_keys


@dataclass(frozen=True, slots=True)
class MaskedResident:
    """A resident as shown without opening; of one whose key was destroyed no name is left."""

    id: UUID
    household_id: UUID
    household_number: str
    name: str
    document_number: str
    phone: str
    division: str
    drawer_name: str
    state: ResidentState
    registered_at: datetime
    verified_on: date | None
    last_verdict: Verdict | None
    expected_until: date | None
    is_destroyed: bool = False


@dataclass(frozen=True, slots=True)
class MaskedHousehold:
    """A household file as shown without opening: its premises in clear, its head masked, and how many live there."""

    id: UUID
    number: str
    kind: HouseholdKind
    state: HouseholdState
    division: str
    address: str
    head: str
    residents: int
    verified_on: date | None
    opened_at: datetime


async def mask_residents(residents: Sequence[StoredResident]) -> list[MaskedResident]:
    """The masked view of residents that were loaded within reach, in their order."""
    people, drawers = await open_people(residents), await drawer_names(resident.division for resident in residents)
    rows = await fetch(
        """SELECT r.id, h.number, s.expected_until FROM resident AS r JOIN household AS h ON h.id = r.household
           LEFT JOIN stay AS s ON s.resident = r.id AND s.ended_on IS NULL WHERE r.id = ANY($1)""",
        [resident.id for resident in residents],
    )
    beside = {row["id"]: row for row in rows}
    found = []
    for resident in residents:
        person = people.get(resident.id)
        found.append(
            MaskedResident(
                id=resident.id,
                household_id=resident.household_id,
                household_number=beside[resident.id]["number"],
                name=mask_name(person.name) if person else "",
                document_number=mask_document_number(person.document_number) if person else "",
                phone=mask_phone(person.phone) if person and person.phone else "",
                division=resident.division,
                drawer_name=drawers.get(bytes(resident.drawer_digest), ""),
                state=resident.state,
                registered_at=resident.registered_at,
                verified_on=resident.verified_on,
                last_verdict=resident.last_verdict,
                expected_until=beside[resident.id]["expected_until"],
                is_destroyed=person is None,
            )
        )
    return found


async def mask_households(households: Sequence[StoredHousehold]) -> list[MaskedHousehold]:
    """The masked view of household files that were loaded within reach, in their order."""
    ids = [household.id for household in households]
    keys = await load_keys(household.vault_key for household in households)
    heads = await _heads(ids)
    rows = await fetch(
        """SELECT household, count(*) AS living FROM resident WHERE household = ANY($1) AND state = 'living'
           GROUP BY household""",
        ids,
    )
    living = {row["household"]: row["living"] for row in rows}
    return [
        MaskedHousehold(
            id=household.id,
            number=household.number,
            kind=household.kind,
            state=household.state,
            division=household.division,
            address=household.place(keys[household.vault_key]).address if household.vault_key in keys else "",
            head=heads.get(household.id, ""),
            residents=living.get(household.id, 0),
            verified_on=household.verified_on,
            opened_at=household.opened_at,
        )
        for household in households
    ]


async def drawer_names(divisions: Iterable[str]) -> dict[bytes, str]:
    """The names of the drawers of some communities, by the digests under which rows about people point at them."""
    wanted = list(set(divisions))
    rows = await fetch("SELECT id, name FROM drawer WHERE division = ANY($1)", wanted) if wanted else []
    return {drawer_digest(row["id"]): row["name"] for row in rows}


async def _heads(household_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The masked name of who is the head of each household now."""
    rows = await fetch(
        f"""SELECT {RESIDENT_COLUMNS} FROM membership AS m JOIN resident AS r ON r.id = m.resident
            WHERE m.household = ANY($1) AND m.role = $2 AND m.ended_on IS NULL""",  # noqa: S608 - made of constants
        list(household_ids), MemberRole.HEAD,
    )  # fmt: skip
    residents = [resident_of(row) for row in rows]
    people = await open_people(residents)
    return {one.household_id: mask_name(people[one.id].name) for one in residents if one.id in people}
