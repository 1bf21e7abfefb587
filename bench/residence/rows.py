"""Rows as the product stores them, sealed and digested, made by the thousand for COPY."""

import secrets
import struct
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from uuid import UUID, uuid4

from bench.residence.crowd import Home, Resident
from supervision.residence.addresses.capacity import reckon_capacity
from supervision.residence.addresses.words import Ownership
from supervision.residence.changes import RESIDENCE
from supervision.residence.codes import BuildingUse, LettingUse
from supervision.residence.households.duplicate_keys import duplicate_keys
from supervision.residence.households.files import OCCUPANCY
from supervision.residence.households.findable import key_digests, search_terms_of, term_digests
from supervision.residence.households.person import Person
from supervision.residence.households.registering import seal_person
from supervision.residence.households.store import HOUSEHOLD, VERSION, HouseholdPlace, dwelling_digest
from supervision.residence.reach import drawer_digest
from supervision.vault import DataKey, KeyKind, Place, SearchTerm, current_vault, person_terms, seal_json
from supervision.vault.wrapping import wrap

COLUMNS = {
    "standard_address": "id division kind parent name full_name ordinal floor source created_at",
    "drawer": "id division address name ordinal created_at",
    "dwelling": "id address division drawer building_use letting_use ownership area_m2 rooms capacity spaces_lived_in"
    " created_at revision",
    "vault_key": "id register kind parent suite wrapped_sealed wrapped_by created_at",
    "household": "id number vault_key division drawer_digest dwelling_digest kind state place_sealed verified_on"
    " opened_at revision",
    "resident": "id vault_key household division drawer_digest state person_sealed registered_at verified_on revision",
    "resident_version": "id resident revision person_sealed source changed_at",
    "stay": "id resident household division drawer_digest dwelling_digest lodging reason source began_on"
    " expected_until registered_at",
    "membership": "id household resident role began_on",
    "occupancy": "dwelling_digest division drawer_digest dwelling_sealed residents capacity",
}
"""The tables in the order in which they refer to each other, with the columns that are filled."""

_MADE_ON = date(2026, 11, 20)
_MADE_AT = datetime(2026, 11, 20, 4, tzinfo=UTC)
_TERM_ROW, _KEY_ROW = struct.Struct(">hi16si12si16s"), struct.Struct(">hi16si16s")
_COPY_HEAD, COPY_END = b"PGCOPY\n\xff\r\n\x00" + bytes(8), b"\xff\xff"


class Rows:
    """What one community's homes come to, table by table; terms and keys as PostgreSQL's binary COPY reads them."""

    def __init__(self, community: str, service_key: DataKey) -> None:
        self.tables: dict[str, list[tuple[object, ...]]] = defaultdict(list)
        self.terms, self.keys = bytearray(_COPY_HEAD), bytearray(_COPY_HEAD)
        self.indexed: dict[int, UUID] = {}
        self._community, self._service_key = community, service_key
        self._places: dict[tuple[str, ...], UUID] = {}
        self._drawers: dict[UUID, UUID] = {}

    def add(self, homes: Iterable[Home]) -> None:
        """Add homes with their residents."""
        for home in homes:
            self._add_home(home)
        self.terms += COPY_END
        self.keys += COPY_END

    def _add_home(self, home: Home) -> None:
        street = self._address("street", None, home.street)
        building = self._address("building", street, home.street, home.building)
        unit = self._address("unit", building, home.street, home.building, home.unit)
        room = self._address("room", unit, home.street, home.building, home.unit, home.room)
        drawer = self._drawer(building, home.street + home.building)
        dwelling = uuid4()
        capacity = reckon_capacity(home.area_m2, home.rooms, self._community, _MADE_ON).number
        self.tables["dwelling"].append(
            (dwelling, room, self._community, drawer, BuildingUse.RESIDENTIAL.value, LettingUse.DWELLING.value,
             Ownership.PRIVATE.value, home.area_m2, home.rooms, capacity, [], _MADE_AT, 1)
        )  # fmt: skip
        address = home.street + home.building + home.unit + home.room
        self._add_household(home.residents, HouseholdPlace(dwelling, drawer, address), capacity)

    def _add_household(self, residents: Sequence[Resident], place: HouseholdPlace, capacity: int | None) -> None:
        key, household = self._key(KeyKind.HOUSEHOLD), uuid4()
        at_dwelling, in_drawer = dwelling_digest(place.dwelling_id), drawer_digest(place.drawer_id)
        sealed = seal_json(key, place, Place(HOUSEHOLD, "place_sealed", household))
        self.tables["household"].append(
            (household, f"HU-{secrets.token_hex(8)}", key.id, self._community, in_drawer, at_dwelling, "family", "open",
             sealed, None, _MADE_AT, 1)
        )  # fmt: skip
        self.tables["occupancy"].append(
            (at_dwelling, self._community, in_drawer,
             seal_json(self._service_key, place.dwelling_id, Place(OCCUPANCY, "dwelling_sealed", at_dwelling)),
             len(residents), capacity)
        )  # fmt: skip
        for number, resident in enumerate(residents):
            role = "head" if number == 0 else "companion"
            self._add_resident(resident, household, role, in_drawer, at_dwelling)

    def _add_resident(
        self, resident: Resident, household: UUID, role: str, in_drawer: bytes, at_dwelling: bytes
    ) -> None:
        key, resident_id, version, person = self._key(KeyKind.RESIDENT), uuid4(), uuid4(), resident.person
        at = datetime.combine(resident.registered_on, time(4), UTC)
        if resident.index is not None:
            self.indexed[resident.index] = resident_id
        self.tables["resident"].append(
            (resident_id, key.id, household, self._community, in_drawer, "living",
             seal_person(key, resident_id, person), at, resident.registered_on, 1)
        )  # fmt: skip
        sealed = seal_json(key, person, Place(VERSION, "person_sealed", version))
        self.tables["resident_version"].append((version, resident_id, 1, sealed, "import", at))
        self.tables["stay"].append(
            (uuid4(), resident_id, household, self._community, in_drawer, at_dwelling, "02", "01", "import",
             resident.registered_on, max(resident.expected_until, resident.registered_on), at)
        )  # fmt: skip
        self.tables["membership"].append((uuid4(), household, resident_id, role, resident.registered_on))
        division, raw = self._community.encode(), resident_id.bytes
        for value in _terms_of(person):
            self.terms += _TERM_ROW.pack(3, 16, value, 12, division, 16, raw)
        for value in key_digests(duplicate_keys(person)):
            self.keys += _KEY_ROW.pack(2, 16, value, 16, raw)

    def _address(self, kind: str, parent: UUID | None, *names: str) -> UUID:
        found = self._places.get(names)
        if found is None:
            found = self._places[names] = uuid4()
            floor = int(names[-1][:-2] or 0) if kind == "room" else None
            self.tables["standard_address"].append(
                (found, self._community, kind, parent, names[-1], "".join(names), len(self._places), floor, "import",
                 _MADE_AT)
            )  # fmt: skip
        return found

    def _drawer(self, building: UUID, name: str) -> UUID:
        if building not in self._drawers:
            self._drawers[building] = uuid4()
            self.tables["drawer"].append(
                (self._drawers[building], self._community, building, name, len(self._drawers), _MADE_AT)
            )
        return self._drawers[building]

    def _key(self, kind: KeyKind) -> DataKey:
        vault = current_vault()
        key = DataKey(uuid4(), RESIDENCE, kind, vault.suite, secrets.token_bytes(vault.suite.key_bytes))
        month, month_key = vault.folder(RESIDENCE).current_month
        self.tables["vault_key"].append(
            (key.id, RESIDENCE.value, kind.value, None, vault.suite.name.value, wrap(key, month_key, None), month,
             _MADE_AT)
        )  # fmt: skip
        return key


def _terms_of(person: Person) -> frozenset[bytes]:
    """The search digests; those of a name, which many bear, are computed once."""
    numbers = search_terms_of(person) - _name_terms(person.name)
    return _name_digests(person.name) | term_digests(numbers)


@lru_cache(maxsize=200_000)
def _name_terms(name: str) -> frozenset[SearchTerm]:
    return person_terms(name)


@lru_cache(maxsize=200_000)
def _name_digests(name: str) -> frozenset[bytes]:
    return term_digests(_name_terms(name))
