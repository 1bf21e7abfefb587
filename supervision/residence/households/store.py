"""Queries and writes of household files and residents; their seals are opened and made here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from supervision.audit import Act
from supervision.errors import NotFound
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.residence.changes import link_digest
from supervision.residence.households.person import Person
from supervision.residence.households.words import HouseholdKind, HouseholdState, ResidentState, Verdict
from supervision.residence.reach import check_reach, drawer_digest, reach_of
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, load_keys, unseal_json

HOUSEHOLD, RESIDENT, VERSION = "household", "resident", "resident_version"
DWELLING = "dwelling"
"""The kind of link by which rows about people point at their dwelling."""


class HouseholdPlace(msgspec.Struct, frozen=True):
    """Where a household lives: what no clear column says."""

    dwelling_id: UUID
    drawer_id: UUID
    address: str


@dataclass(frozen=True, slots=True)
class StoredHousehold:
    """A household file as it is stored."""

    id: UUID
    number: str
    vault_key: UUID
    division: str
    drawer_digest: bytes
    dwelling_digest: bytes
    kind: HouseholdKind
    state: HouseholdState
    verified_on: date | None
    opened_at: datetime
    revision: int
    place_sealed: bytes

    def place(self, key: DataKey) -> HouseholdPlace:
        """Where it is."""
        return unseal_json(key, self.place_sealed, Place(HOUSEHOLD, "place_sealed", self.id), HouseholdPlace)


@dataclass(frozen=True, slots=True)
class StoredResident:
    """A resident as stored."""

    id: UUID
    vault_key: UUID
    household_id: UUID
    division: str
    drawer_digest: bytes
    state: ResidentState
    registered_at: datetime
    verified_on: date | None
    last_verdict: Verdict | None
    left_at: datetime | None
    merged_into: UUID | None
    revision: int
    person_sealed: bytes

    def person(self, key: DataKey) -> Person:
        """Who it is."""
        return unseal_json(key, self.person_sealed, Place(RESIDENT, "person_sealed", self.id), Person)


HOUSEHOLD_COLUMNS = """
h.id, h.number, h.vault_key, h.division, h.drawer_digest, h.dwelling_digest, h.kind, h.state,
greatest(h.verified_on, (SELECT max(m.verified_on) FROM resident AS m WHERE m.household = h.id AND m.state = 'living'))
    AS verified_on, h.opened_at, h.revision, h.place_sealed"""
"""The columns that `household_of` reads, of a table named h; met at the registration is met as much as at the door."""

_HOUSEHOLDS = f"SELECT {HOUSEHOLD_COLUMNS} FROM household AS h"  # noqa: S608 - made of constants
RESIDENT_COLUMNS = """
r.id, r.vault_key, r.household AS household_id, r.division, r.drawer_digest, r.state, r.registered_at, r.verified_on,
r.last_verdict, r.left_at, r.merged_into, r.revision, r.person_sealed"""
"""The columns that `resident_of` reads, of a table named r."""

_RESIDENTS = f"SELECT {RESIDENT_COLUMNS} FROM resident AS r"  # noqa: S608 - made of constants


def household_of(row: Record) -> StoredHousehold:
    """A stored household from the columns of `HOUSEHOLD_COLUMNS`."""
    return StoredHousehold(**{**row, "kind": HouseholdKind(row["kind"]), "state": HouseholdState(row["state"])})


def resident_of(row: Record) -> StoredResident:
    """A stored resident from the columns of `RESIDENT_COLUMNS`."""
    values = {name: row[name] for name in StoredResident.__dataclass_fields__}
    verdict = row["last_verdict"]
    return StoredResident(
        **{**values, "state": ResidentState(row["state"]), "last_verdict": Verdict(verdict) if verdict else None}
    )


def dwelling_digest(dwelling_id: UUID) -> bytes:
    """The digest by which rows about people point at a dwelling."""
    return link_digest(DWELLING, dwelling_id)


async def load_household(officer: Officer, act: Act, household_id: UUID, *, lock: bool = False) -> StoredHousehold:
    """The household file, if the officer may do `act` on it; NotFound outside of their reach."""
    row = await fetch_one(f"{_HOUSEHOLDS} WHERE h.id = $1 {'FOR NO KEY UPDATE' if lock else ''}", household_id)
    if row is None:
        raise NotFound(NOT_HERE)
    await check_reach(officer, act, row["division"], row["drawer_digest"])
    return household_of(row)


async def households_in_drawer(drawer_id: UUID) -> list[StoredHousehold]:
    """The open household files of a drawer that the caller has loaded."""
    rows = await fetch(
        f"{_HOUSEHOLDS} WHERE drawer_digest = $1 AND state = 'open' ORDER BY number", drawer_digest(drawer_id)
    )
    return [household_of(row) for row in rows]


async def load_resident(officer: Officer, act: Act, resident_id: UUID, *, lock: bool = False) -> StoredResident:
    """The resident, if the officer may do `act` on them; NotFound outside of their reach."""
    row = await fetch_one(f"{_RESIDENTS} WHERE r.id = $1 {'FOR NO KEY UPDATE' if lock else ''}", resident_id)
    if row is None:
        raise NotFound(NOT_HERE)
    await check_reach(officer, act, row["division"], row["drawer_digest"])
    return resident_of(row)


async def load_residents(officer: Officer, act: Act, resident_ids: Iterable[UUID]) -> dict[UUID, StoredResident]:
    """Those of the residents that lie within the officer's reach for `act`."""
    reach = await reach_of(officer, act)
    rows = await fetch(
        f"{_RESIDENTS} WHERE r.id = ANY($1) AND (r.division LIKE ANY($2) OR r.drawer_digest = ANY($3))",
        list(set(resident_ids)), reach.patterns, reach.drawer_digests,
    )  # fmt: skip
    return {row["id"]: resident_of(row) for row in rows}


async def residents_of(household_ids: Iterable[UUID]) -> dict[UUID, list[StoredResident]]:
    """Who lives in each of the households; whoever asks has loaded them."""
    found: dict[UUID, list[StoredResident]] = {household_id: [] for household_id in household_ids}
    rows = await fetch(
        f"{_RESIDENTS} WHERE r.household = ANY($1) AND r.state = 'living' ORDER BY r.registered_at, r.id", list(found)
    )
    for row in rows:
        found[row["household_id"]].append(resident_of(row))
    return found


async def open_people(residents: Sequence[StoredResident]) -> dict[UUID, Person]:
    """The persons of stored residents in clear; one whose key was destroyed is left out."""
    keys = await load_keys(resident.vault_key for resident in residents)
    return {
        resident.id: resident.person(keys[resident.vault_key]) for resident in residents if resident.vault_key in keys
    }
