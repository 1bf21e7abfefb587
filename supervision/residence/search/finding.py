"""The blind search: residents and households within reach, masked, by keyed digests and clear addresses only."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from supervision.audit import Act
from supervision.errors import InputInvalid
from supervision.officers import Officer
from supervision.paging import PAGE_SIZE, Cursor, read_cursor, split_page
from supervision.residence.changes import residence_change
from supervision.residence.households.masked import MaskedResident, mask_residents
from supervision.residence.households.store import RESIDENT_COLUMNS, resident_of
from supervision.residence.purposes import ResidencePurpose, read_residence_purpose
from supervision.residence.search.asked import Reading, read_query
from supervision.residence.search.candidates import (
    MOST_CANDIDATES,
    PlacesMeant,
    count_terms,
    find_candidates,
)
from supervision.residence.search.found_households import (
    EmptyHome,
    FoundHousehold,
    empty_homes,
    households_at,
    mask_households,
)
from supervision.residence.search.places import find_places
from supervision.residence.search.within import Within, find_within
from supervision.storage.database import Record, fetch
from supervision.wording import Wording

LONGEST_QUERY = 80
_BY_ADDRESS_ALONE = 50

QUERY_LONG = Wording("检索内容过长。", "The query is too long.")


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of what was found, the surest first; `is_bounded` when more match than were looked at: say more."""

    query: str
    purpose: ResidencePurpose
    residents: tuple[MaskedResident, ...]
    households: tuple[FoundHousehold, ...]
    is_bounded: bool
    next: str | None = None
    homes: tuple[EmptyHome, ...] = ()
    """Homes that the address names and where nobody has a household file."""


@dataclass(frozen=True, slots=True)
class _Answer:
    ranks: Mapping[UUID, int]
    places: tuple[PlacesMeant, ...]
    is_bounded: bool


async def search(
    officer: Officer,
    query: str,
    purpose: str | None,
    cursor: str | None = None,
    households: Collection[UUID] = (),
) -> SearchResult:
    """Who and what answers a query, 50 residents a page; every search is recorded with its purpose and what it showed.

    `households` are those that a card's serial names. InputInvalid without a purpose, for a query that is too long, or
    for a wrong cursor.
    """
    reason, query, after = read_residence_purpose(purpose), query.strip(), read_cursor(cursor)
    if len(query) > LONGEST_QUERY:
        raise InputInvalid(QUERY_LONG, field="query")
    readings = read_query(query)
    async with residence_change(officer.actor, Act.RESIDENT_SEARCH, purpose=reason) as change:
        within = await find_within(officer, Act.RESIDENT_SEARCH)
        answer = await _answer(readings, households, within)
        rows, following = split_page(await _page(answer.ranks, within, after), _cursor_of)
        residents = await mask_residents([resident_of(row) for row in rows])
        found = await households_at(query, answer.places, households, within) if after is None else []
        homes = empty_homes(answer.places, found) if after is None and len(found) < PAGE_SIZE else ()
        change.note(
            fields=sorted({term.field for reading in readings for word in reading.people for term in word}),
            by_address=any(reading.address for reading in readings),
            page="first" if after is None else "later",
            residents=[str(resident.id) for resident in residents],
            households=[str(household.id) for household in found],
        )
        return SearchResult(
            query, reason, tuple(residents), await mask_households(found), answer.is_bounded, following, homes
        )


async def _answer(readings: Sequence[Reading], households: Collection[UUID], within: Within) -> _Answer:
    sizes = await count_terms(readings, within)
    meant = {address: await find_places(address, within) for address in _addresses(readings)}
    ranks = await _members(households)
    is_bounded = False
    for reading in readings:
        places = meant[reading.address] if reading.address else None
        found = await find_candidates(reading, places, sizes, within)
        is_bounded = is_bounded or found.is_bounded
        least = 0 if reading.people else _BY_ADDRESS_ALONE
        for resident_id, rank in found.ranks.items():
            ranks[resident_id] = min(least + rank, ranks.get(resident_id, least + rank))
    best = sorted(ranks, key=ranks.__getitem__)[:MOST_CANDIDATES]
    alone = tuple(meant[reading.address] for reading in readings if reading.address and not reading.people)
    return _Answer({resident_id: ranks[resident_id] for resident_id in best}, alone, is_bounded)


async def _members(households: Collection[UUID]) -> dict[UUID, int]:
    """Who lives in the households that a card names: nothing is surer."""
    if not households:
        return {}
    rows = await fetch("SELECT id FROM resident WHERE household = ANY($1) AND state = 'living'", list(households))
    return {row["id"]: 0 for row in rows}


def _addresses(readings: Sequence[Reading]) -> set[tuple[str, ...]]:
    return {reading.address for reading in readings if reading.address}


async def _page(ranks: Mapping[UUID, int], within: Within, after: Cursor | None) -> list[Record]:
    if not ranks:
        return []
    return await fetch(
        f"""SELECT {RESIDENT_COLUMNS}, found.rank
            FROM unnest($1::uuid[], $2::int8[]) AS found (resident, rank)
                JOIN resident AS r ON r.id = found.resident
            WHERE r.state = 'living' AND (r.division LIKE ANY($3) OR r.drawer_digest = ANY($4))
                AND ($5::timestamptz IS NULL OR found.rank > $7::int8
                    OR (found.rank = $7 AND (r.registered_at, r.id) < ($5, $6::uuid)))
            ORDER BY found.rank, r.registered_at DESC, r.id DESC LIMIT $8""",  # noqa: S608 - made of constants
        list(ranks), list(ranks.values()), within.reach.patterns, within.reach.drawer_digests,
        after and after.at, after and after.row_id, after and after.rank, PAGE_SIZE + 1,
    )  # fmt: skip


def _cursor_of(row: Record) -> Cursor:
    return Cursor(row["registered_at"], row["id"], row["rank"])
