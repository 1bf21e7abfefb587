"""Whom of a stay notice the register may know already, and which homes and households it may mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from supervision.audit import Act
from supervision.masking import mask_name
from supervision.officers import Officer
from supervision.residence.addresses.dwellings import Dwelling, dwellings_by_id, dwellings_in
from supervision.residence.changes import RESIDENCE
from supervision.residence.households.store import (
    HOUSEHOLD_COLUMNS,
    StoredHousehold,
    dwelling_digest,
    household_of,
    load_residents,
    open_people,
    residents_of,
)
from supervision.residence.households.words import HouseholdKind
from supervision.residence.notices.content import Departure
from supervision.residence.notices.store import NoticeContent, OpenedItem
from supervision.storage.database import fetch
from supervision.vault import SearchField, SearchTerm, digest_terms

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Match:
    """A living resident with the same document; `resident_id` is None where the officer does not reach them."""

    resident_id: UUID | None
    masked_name: str = ""
    household_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class HouseholdChoice:
    """An open household file of a dwelling into which somebody may be registered; names are masked."""

    id: UUID
    number: str
    kind: HouseholdKind
    dwelling_id: UUID
    members: tuple[tuple[UUID, str], ...]


async def find_matches(officer: Officer, items: Sequence[OpenedItem]) -> dict[UUID, Match]:
    """For each item whose document a living resident has: who that is, by the item's id."""
    terms = {
        item.id: SearchTerm(SearchField.DOCUMENT, item.item.document_number)
        for item in items
        if item.item.document_number
    }
    digests = digest_terms(RESIDENCE, set(terms.values()))
    rows = await fetch(
        "SELECT term_digest, resident FROM resident_term WHERE term_digest = ANY($1)", list(digests.values())
    )
    by_digest = {bytes(row["term_digest"]): row["resident"] for row in rows}
    found = await load_residents(officer, Act.RESIDENT_LIST, by_digest.values())
    people = await open_people(list(found.values()))
    matches = {}
    for item_id, term in terms.items():
        resident_id = by_digest.get(digests[term])
        if resident_id is None:
            continue
        resident = found.get(resident_id)
        if resident is None:
            matches[item_id] = Match(None)
        elif resident_id in people:
            matches[item_id] = Match(resident_id, mask_name(people[resident_id].name), resident.household_id)
    return matches


async def find_places(content: NoticeContent) -> list[Dwelling]:
    """The dwellings that a notice may mean: the link's own, or the drawer's, those of the room named first."""
    if content.dwelling_id is not None:
        return list((await dwellings_by_id([content.dwelling_id])).values())
    dwellings = await dwellings_in(content.drawer_id)
    return sorted(dwellings, key=lambda dwelling: not names_room(dwelling.address, content.room))


def named_homes(dwellings: Sequence[Dwelling], *rooms: str) -> frozenset[UUID]:
    """The dwellings that a room names, by the first of `rooms` that was said; a single dwelling needs no room."""
    if len(dwellings) == 1:
        return frozenset({dwellings[0].id})
    room = next(filter(None, rooms), "")
    return frozenset(dwelling.id for dwelling in dwellings if names_room(dwelling.address, room))


async def find_households(dwellings: Sequence[Dwelling]) -> list[HouseholdChoice]:
    """The open household files of dwellings that the caller has loaded, in their order, with who lives in each."""
    by_digest = {dwelling_digest(dwelling.id): dwelling.id for dwelling in dwellings}
    rows = await fetch(
        f"""SELECT {HOUSEHOLD_COLUMNS} FROM household AS h
            WHERE h.dwelling_digest = ANY($1) AND h.state = 'open' ORDER BY h.opened_at""",  # noqa: S608 - made of constants
        list(by_digest),
    )
    order = {digest: place for place, digest in enumerate(by_digest)}
    households: list[StoredHousehold] = sorted(
        map(household_of, rows), key=lambda household: order[bytes(household.dwelling_digest)]
    )
    members = await residents_of(household.id for household in households)
    people = await open_people([resident for some in members.values() for resident in some])
    return [
        HouseholdChoice(
            household.id,
            household.number,
            household.kind,
            by_digest[bytes(household.dwelling_digest)],
            tuple(
                (resident.id, mask_name(people[resident.id].name))
                for resident in members[household.id]
                if resident.id in people
            ),
        )
        for household in households
    ]


async def find_leavers(item: OpenedItem, households: Sequence[HouseholdChoice], match: Match | None) -> list[UUID]:
    """Which residents a departure may mean: the one with the document, else those of the same name's first letter."""
    if match is not None and match.resident_id is not None:
        return [match.resident_id]
    if not isinstance(item.item, Departure):
        return []
    masked = mask_name(item.item.name)
    return [resident for household in households for resident, name in household.members if name == masked]


def names_room(address: str, room: str) -> bool:
    """Whether the address ends with the numbers of the room as typed, 2-601 or 601室; without any, with its text."""
    numbers = _NUMBER.findall(room)
    if numbers:
        return [int(number) for number in _NUMBER.findall(address)[-len(numbers) :]] == [int(one) for one in numbers]
    text = "".join(room.split())
    return bool(text) and "".join(address.split()).endswith(text)
