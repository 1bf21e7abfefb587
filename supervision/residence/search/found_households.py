"""Household files that a query names: by their number, by a card, or by where they are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from supervision.masking import mask_name
from supervision.paging import PAGE_SIZE
from supervision.residence.households.store import (
    HOUSEHOLD_COLUMNS,
    StoredHousehold,
    household_of,
    open_people,
    residents_of,
)
from supervision.residence.households.words import HouseholdKind
from supervision.residence.search.candidates import PlacesMeant
from supervision.residence.search.within import Within
from supervision.storage.database import fetch
from supervision.vault import load_keys


@dataclass(frozen=True, slots=True)
class FoundHousehold:
    """A household file as shown without opening: where it is, and the masked names of who lives there."""

    id: UUID
    number: str
    kind: HouseholdKind
    address: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EmptyHome:
    """A home that an address names and that has no open household file."""

    dwelling_id: UUID
    address: str


def empty_homes(places: Sequence[PlacesMeant], households: Collection[StoredHousehold]) -> tuple[EmptyHome, ...]:
    """The homes that the places name and where none of the households is; fifty at most."""
    taken = {bytes(household.dwelling_digest) for household in households}
    homes = (
        EmptyHome(dwelling.id, dwelling.address)
        for place in places
        for dwelling, digest in zip(place.dwellings, place.dwelling_digests, strict=False)
        if digest not in taken
    )
    return tuple(islice(homes, PAGE_SIZE))


async def households_at(
    query: str, places: Sequence[PlacesMeant], household_ids: Collection[UUID], within: Within
) -> list[StoredHousehold]:
    """The open household files within reach that the query's number, a card or the places name; fifty at most."""
    rows = await fetch(
        f"""SELECT {HOUSEHOLD_COLUMNS} FROM household AS h
            WHERE (h.number = $1 OR h.id = ANY($2) OR h.drawer_digest = ANY($3) OR h.dwelling_digest = ANY($4))
                AND h.state = 'open' AND (h.division LIKE ANY($5) OR h.drawer_digest = ANY($6))
            ORDER BY h.number LIMIT $7""",  # noqa: S608 - made of constants
        query.upper(), list(household_ids),
        [digest for place in places for digest in place.drawer_digests],
        [digest for place in places for digest in place.dwelling_digests],
        within.reach.patterns, within.reach.drawer_digests, PAGE_SIZE,
    )  # fmt: skip
    return [household_of(row) for row in rows]


async def mask_households(households: Sequence[StoredHousehold]) -> tuple[FoundHousehold, ...]:
    """The masked view of household files, in the order of their addresses."""
    if not households:
        return ()
    keys = await load_keys(household.vault_key for household in households)
    living = await residents_of(household.id for household in households)
    people = await open_people([resident for residents in living.values() for resident in residents])
    found = [
        FoundHousehold(
            id=household.id,
            number=household.number,
            kind=household.kind,
            address=household.place(keys[household.vault_key]).address,
            names=tuple(
                mask_name(people[resident.id].name) for resident in living[household.id] if resident.id in people
            ),
        )
        for household in households
        if household.vault_key in keys
    ]
    return tuple(sorted(found, key=lambda household: (household.address, household.number)))
