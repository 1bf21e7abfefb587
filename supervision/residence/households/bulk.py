"""Storing many households and residents in one change: the same rows, seals and digests, but by COPY."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Change
from supervision.legal_time import legal_day
from supervision.residence.addresses.dwellings import Dwelling
from supervision.residence.changes import RESIDENCE
from supervision.residence.households.duplicate_keys import duplicate_keys
from supervision.residence.households.files import OCCUPANCY
from supervision.residence.households.findable import key_digests, search_terms_of, term_digests
from supervision.residence.households.heads import heads_of, settled_role
from supervision.residence.households.person import Person
from supervision.residence.households.registering import NewResident
from supervision.residence.households.store import (
    HOUSEHOLD,
    RESIDENT,
    VERSION,
    HouseholdPlace,
    dwelling_digest,
)
from supervision.residence.households.words import HouseholdKind, HouseholdState, MemberRole, ResidentState, Source
from supervision.residence.reach import drawer_digest
from supervision.storage.numbering import Series, county_of, take_numbers
from supervision.vault import KeyKind, Place, Sealer, create_keys, seal_json, service_key


@dataclass(frozen=True, slots=True)
class BulkHousehold:
    """New residents of one dwelling; `household_id` is that of an open household file, or None for a new one."""

    dwelling: Dwelling
    residents: tuple[NewResident, ...]
    household_id: UUID | None = None
    kind: HouseholdKind = HouseholdKind.FAMILY


@dataclass(frozen=True, slots=True)
class Stored:
    """What was made: new household files, and residents in the order in which they were given."""

    households: tuple[UUID, ...]
    residents: tuple[UUID, ...]


async def store_in_bulk(change: Change, officer_id: UUID, groups: Sequence[BulkHousehold], source: Source) -> Stored:
    """Store checked residents in the caller's change; whoever calls has looked that none of them lives here already."""
    new = [group for group in groups if group.household_id is None]
    made = iter(await _store_households(change, officer_id, new))
    homes = [(group, group.household_id or next(made)) for group in groups]
    residents = await _store_residents(change, officer_id, homes, source)
    await _count_in_bulk(change, groups)
    return Stored(tuple(home for group, home in homes if group.household_id is None), residents)


async def _store_households(change: Change, officer_id: UUID, groups: Sequence[BulkHousehold]) -> list[UUID]:
    keys = await create_keys(RESIDENCE, KeyKind.HOUSEHOLD, [None] * len(groups))
    numbers = await _numbers([group.dwelling.division for group in groups])
    rows, ids = [], []
    for group, key in zip(groups, keys, strict=True):
        household_id, dwelling = uuid4(), group.dwelling
        place = HouseholdPlace(dwelling.id, dwelling.drawer_id, dwelling.address)
        rows.append(
            (
                household_id, numbers[county_of(dwelling.division)].pop(), key.id, dwelling.division,
                drawer_digest(dwelling.drawer_id), dwelling_digest(dwelling.id), group.kind.value,
                HouseholdState.OPEN.value, seal_json(key, place, Place(HOUSEHOLD, "place_sealed", household_id)),
                change.at, officer_id, 1,
            )
        )  # fmt: skip
        ids.append(household_id)
    await change.connection.copy_records_to_table(
        HOUSEHOLD,
        records=rows,
        columns=(
            "id", "number", "vault_key", "division", "drawer_digest", "dwelling_digest", "kind", "state",
            "place_sealed", "opened_at", "opened_by", "revision",
        ),
    )  # fmt: skip
    return ids


async def _store_residents(
    change: Change, officer_id: UUID, homes: Sequence[tuple[BulkHousehold, UUID]], source: Source
) -> tuple[UUID, ...]:
    roles = await _roles(homes)
    one_by_one = [(group.dwelling, household, new) for group, household in homes for new in group.residents]
    keys = await create_keys(RESIDENCE, KeyKind.RESIDENT, [None] * len(one_by_one))
    today = legal_day(change.at)
    verified_on = today if source in {Source.OFFICER, Source.ASSISTANT} else None
    rows = _Rows()
    ids = []
    for (dwelling, household, new), key, role in zip(one_by_one, keys, roles, strict=True):
        resident_id, version_id = uuid4(), uuid4()
        drawer, dwelling_link = drawer_digest(dwelling.drawer_id), dwelling_digest(dwelling.id)
        person = msgspec.json.encode(new.person)
        rows.residents.append(
            (
                resident_id, key.id, household, dwelling.division, drawer, ResidentState.LIVING.value,
                Sealer(key, RESIDENT, "person_sealed").seal(person, resident_id), change.at, officer_id, verified_on, 1,
            )
        )  # fmt: skip
        rows.versions.append(
            (
                version_id, resident_id, 1, Sealer(key, VERSION, "person_sealed").seal(person, version_id),
                source.value, change.at, officer_id,
            )
        )  # fmt: skip
        rows.stays.append(
            (
                uuid4(), resident_id, household, dwelling.division, drawer, dwelling_link, new.stay.lodging.value,
                new.stay.reason.value, source.value, new.stay.began_on, new.stay.proved_from, new.stay.expected_until,
                change.at, officer_id,
            )
        )  # fmt: skip
        rows.memberships.append((uuid4(), household, resident_id, role.value, new.stay.began_on))
        rows.people.append((new.person, dwelling.division, resident_id))
        ids.append(resident_id)
    await rows.copy(change)
    return tuple(ids)


async def _roles(homes: Sequence[tuple[BulkHousehold, UUID]]) -> list[MemberRole]:
    """What each resident becomes in their household, one after the other. InputInvalid for a second head."""
    heads = await heads_of(household for _, household in homes)
    roles = []
    for group, household in homes:
        has_head = bool(heads[household])
        for new in group.residents:
            role = settled_role(new.role, has_head=has_head)
            has_head = has_head or role is MemberRole.HEAD
            roles.append(role)
    return roles


class _Rows:
    """The rows of many residents, table by table."""

    def __init__(self) -> None:
        self.residents: list[tuple[object, ...]] = []
        self.versions: list[tuple[object, ...]] = []
        self.stays: list[tuple[object, ...]] = []
        self.memberships: list[tuple[object, ...]] = []
        self.people: list[tuple[Person, str, UUID]] = []

    async def copy(self, change: Change) -> None:
        """Store them all, those that others refer to first."""
        uncompared = [(row[0],) for row in self.residents]
        for table, records, columns in (
            (RESIDENT, self.residents, _RESIDENT_COLUMNS),
            (VERSION, self.versions, _VERSION_COLUMNS),
            ("stay", self.stays, _STAY_COLUMNS),
            ("membership", self.memberships, ("id", "household", "resident", "role", "began_on")),
            ("resident_term", self._terms(), ("term_digest", "division", "resident")),
            ("duplicate_key", self._keys(), ("key_digest", "resident")),
            ("uncompared_resident", uncompared, ("resident",)),
        ):
            await change.connection.copy_records_to_table(table, records=records, columns=columns)

    def _terms(self) -> Iterator[tuple[bytes, str, UUID]]:
        """The search digests, made while the database stores those before them."""
        for person, division, resident_id in self.people:
            for value in term_digests(search_terms_of(person)):
                yield value, division, resident_id

    def _keys(self) -> Iterator[tuple[bytes, UUID]]:
        """The digests under which records of one person meet, likewise."""
        for person, _, resident_id in self.people:
            for value in key_digests(duplicate_keys(person)):
                yield value, resident_id


_RESIDENT_COLUMNS = (
    "id", "vault_key", "household", "division", "drawer_digest", "state", "person_sealed", "registered_at",
    "registered_by", "verified_on", "revision",
)  # fmt: skip
_VERSION_COLUMNS = ("id", "resident", "revision", "person_sealed", "source", "changed_at", "changed_by")
_STAY_COLUMNS = (
    "id", "resident", "household", "division", "drawer_digest", "dwelling_digest", "lodging", "reason", "source",
    "began_on", "proved_from", "expected_until", "registered_at", "registered_by",
)  # fmt: skip


async def _numbers(divisions: Sequence[str]) -> Mapping[str, list[str]]:
    """So many household numbers of each county, to be taken from the end."""
    counties = [county_of(division) for division in divisions]
    return {
        county: (await take_numbers(Series.HOUSEHOLD, county, counties.count(county)))[::-1]
        for county in sorted(set(counties))
    }


async def _count_in_bulk(change: Change, groups: Sequence[BulkHousehold]) -> None:
    """Keep the numbers of residents of the dwellings in step."""
    counted: dict[UUID, tuple[Dwelling, int]] = {}
    for group in groups:
        _, before = counted.get(group.dwelling.id, (group.dwelling, 0))
        counted[group.dwelling.id] = group.dwelling, before + len(group.residents)
    key = await service_key(RESIDENCE)
    rows = []
    for dwelling, count in counted.values():
        digest = dwelling_digest(dwelling.id)
        sealed = seal_json(key, dwelling.id, Place(OCCUPANCY, "dwelling_sealed", digest))
        rows.append((digest, dwelling.division, drawer_digest(dwelling.drawer_id), sealed, count, dwelling.capacity))
    await change.connection.executemany(
        """INSERT INTO occupancy (dwelling_digest, division, drawer_digest, dwelling_sealed, residents, capacity)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (dwelling_digest) DO UPDATE
           SET residents = occupancy.residents + EXCLUDED.residents, capacity = EXCLUDED.capacity""",
        rows,
    )
