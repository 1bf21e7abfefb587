"""Residents as a search shows them: enough to tell them apart; the building is named, the door is not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from supervision.masking import mask_document_number, mask_name, mask_phone
from supervision.residence.households.store import StoredResident, open_people
from supervision.residence.reach import drawer_digest
from supervision.storage.database import fetch


@dataclass(frozen=True, slots=True)
class FoundResident:
    """A resident as shown without opening; of one whose key was destroyed only ids are left."""

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
    is_destroyed: bool = False


async def mask_residents(residents: Sequence[tuple[StoredResident, str]]) -> list[FoundResident]:
    """The masked view of residents that were found within reach, each with the number of the household file."""
    stored = [resident for resident, _ in residents]
    people, drawers = await open_people(stored), await drawer_names(resident.division for resident in stored)
    found = []
    for resident, number in residents:
        person = people.get(resident.id)
        found.append(
            FoundResident(
                id=resident.id,
                household_id=resident.household_id,
                household_number=number,
                name=mask_name(person.name) if person else "",
                document_number=mask_document_number(person.document_number) if person else "",
                phone=mask_phone(person.phone) if person else "",
                division=resident.division,
                drawer_name=drawers.get(resident.drawer_digest, ""),
                registered_at=resident.registered_at,
                verified_on=resident.verified_on,
                is_destroyed=person is None,
            )
        )
    return found


async def drawer_names(divisions: Iterable[str]) -> dict[bytes, str]:
    """The names of the drawers of some communities, by the digests under which rows about people point at them."""
    wanted = list(set(divisions))
    rows = await fetch("SELECT id, name FROM drawer WHERE division = ANY($1)", wanted) if wanted else []
    return {drawer_digest(row["id"]): row["name"] for row in rows}
