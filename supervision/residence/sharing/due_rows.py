"""What is due under a view now: the rows of its kind in its place, each with the cells of the view's fields."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from supervision.documents import DOCUMENT_TYPE_NAMES, Sex
from supervision.legal_time import legal_day, now
from supervision.residence.addresses.words import NON_LIVING_SPACE_NAMES, OWNERSHIP_NAMES, NonLivingSpace, Ownership
from supervision.residence.codes import (
    BUILDING_USE_NAMES,
    HAZARD_KIND_NAMES,
    LETTING_USE_NAMES,
    BuildingUse,
    HazardKind,
    LettingUse,
)
from supervision.residence.households.person import Person
from supervision.residence.households.store import (
    HOUSEHOLD_COLUMNS,
    RESIDENT_COLUMNS,
    household_of,
    open_people,
    resident_of,
)
from supervision.residence.rules import PersonField, find_field_list
from supervision.residence.sharing.view_rows import SharingView
from supervision.residence.sharing.words import PERSON_FIELD_NAMES, PLACE_FIELD_NAMES, PlaceField, SharedKind
from supervision.residence.tenancies.store import SELECT_TENANCIES, tenancy_of
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import load_keys
from supervision.wording import Wording

Value = str | int | float | date | None

DOCUMENT_TYPE = Wording("证件类型", "document type")
_SEX_NAMES = {Sex.MALE: "男", Sex.FEMALE: "女"}
_LIST = "、"


@dataclass(frozen=True, slots=True)
class DueRow:
    """One record due under a view: what it is, and its cells in the order of the view's columns."""

    id: UUID
    cells: tuple[Value, ...]


_FROM = {
    SharedKind.PREMISES: "FROM dwelling AS d WHERE d.division LIKE $1 AND $2::text IS NOT NULL"
    " AND d.retired_at IS NULL AND d.letting_use IS NOT NULL",
    SharedKind.HAZARDS: "FROM hazard AS d WHERE d.division LIKE $1 AND d.referred_to = $2 AND d.state = 'open'",
    SharedKind.FILINGS: "FROM tenancy AS d WHERE d.division LIKE $1 AND $2::text IS NOT NULL"
    " AND d.ended_on IS NULL AND d.filing = 'unfiled'",
    SharedKind.PERSONS: "FROM resident AS d JOIN stay ON stay.resident = d.id AND stay.ended_on IS NULL"
    " WHERE d.division LIKE $1 AND $2::text IS NOT NULL AND d.state = 'living'",
}
"""Which records are due under a view of each kind; of persons those alone whose stay is current."""


async def count_due(view: SharingView) -> int:
    """How many records are due under a view that the caller has loaded; nothing is opened for it."""
    row = await fetch_one(f"SELECT count(*) AS many {_FROM[view.kind]}", f"{view.division}%", view.receiver)
    return int(row["many"]) if row else 0


async def due_rows(view: SharingView) -> list[DueRow]:
    """The records due under a view that the caller has loaded, in the caller's audited change."""
    found = await fetch(f"SELECT d.id {_FROM[view.kind]}", f"{view.division}%", view.receiver)
    ids = [row["id"] for row in found]
    return await _ROWS[view.kind](ids, view.fields)


def columns_of(kind: SharedKind, fields: Iterable[str]) -> tuple[Wording, ...]:
    """The titles of the columns of a view's fields."""
    if kind is not SharedKind.PERSONS:
        return tuple(PLACE_FIELD_NAMES[PlaceField(field)] for field in fields)
    titles: list[Wording] = []
    for field in map(PersonField, fields):
        titles += [DOCUMENT_TYPE] if field is PersonField.DOCUMENT else []
        titles.append(PERSON_FIELD_NAMES[field])
    return tuple(titles)


async def _places(ids: Sequence[UUID], fields: Sequence[str]) -> list[DueRow]:
    rows = await fetch(
        """SELECT d.*, a.full_name, a.code, place.name AS community
           FROM dwelling AS d JOIN standard_address AS a ON a.id = d.address
           LEFT JOIN division AS place ON place.code = d.division
           WHERE d.id = ANY($1) ORDER BY d.division, a.full_name, d.id""",
        ids,
    )
    return [DueRow(row["id"], tuple(_PLACE_CELLS[PlaceField(field)](row) for field in fields)) for row in rows]


async def _hazards(ids: Sequence[UUID], fields: Sequence[str]) -> list[DueRow]:
    rows = await fetch(
        """SELECT h.*, a.full_name, a.code, place.name AS community
           FROM hazard AS h JOIN dwelling AS d ON d.id = h.dwelling
           JOIN standard_address AS a ON a.id = d.address
           LEFT JOIN division AS place ON place.code = h.division
           WHERE h.id = ANY($1) ORDER BY h.due_on, h.recorded_at, h.id""",
        ids,
    )
    return [DueRow(row["id"], tuple(_PLACE_CELLS[PlaceField(field)](row) for field in fields)) for row in rows]


async def _leases(ids: Sequence[UUID], fields: Sequence[str]) -> list[DueRow]:
    rows = await fetch(f"{SELECT_TENANCIES} WHERE t.id = ANY($1) ORDER BY t.ends_on, t.number", ids)
    tenancies = [tenancy_of(row) for row in rows]
    keys = await load_keys(tenancy.vault_key for tenancy in tenancies)
    found = []
    for tenancy in tenancies:
        if tenancy.vault_key in keys:
            said: Mapping[PlaceField, Value] = {
                PlaceField.TENANCY_NUMBER: tenancy.number,
                PlaceField.ADDRESS: tenancy.content(keys[tenancy.vault_key]).address,
                PlaceField.STARTS_ON: tenancy.starts_on,
                PlaceField.ENDS_ON: tenancy.ends_on,
            }
            found.append(DueRow(tenancy.id, tuple(said[PlaceField(field)] for field in fields)))
    return found


async def _people(ids: Sequence[UUID], fields: Sequence[str]) -> list[DueRow]:
    rows = await fetch(
        f"SELECT {RESIDENT_COLUMNS} FROM resident AS r WHERE r.id = ANY($1) ORDER BY r.division, r.registered_at, r.id",  # noqa: S608 - made of constants
        ids,
    )
    residents = [resident_of(row) for row in rows]
    people, today = await open_people(residents), legal_day(now())
    homes = await _homes({one.household_id for one in residents}) if PersonField.RESIDENCE in fields else {}
    listed = {place: find_field_list(today, place).fields for place in {one.division for one in residents}}
    return [
        DueRow(one.id, _person_cells(people[one.id], homes.get(one.household_id, ""), fields, listed[one.division]))
        for one in residents
        if one.id in people
    ]


async def _homes(household_ids: Iterable[UUID]) -> dict[UUID, str]:
    rows = await fetch(
        f"SELECT {HOUSEHOLD_COLUMNS} FROM household AS h WHERE h.id = ANY($1)",  # noqa: S608 - made of constants
        list(household_ids),
    )
    households = [household_of(row) for row in rows]
    keys = await load_keys(household.vault_key for household in households)
    return {one.id: one.place(keys[one.vault_key]).address for one in households if one.vault_key in keys}


def _person_cells(
    person: Person, home: str, fields: Iterable[str], listed: frozenset[PersonField]
) -> tuple[Value, ...]:
    """The cells of a person; what the law where they live does not list stays empty."""
    cells: list[Value] = []
    for field in map(PersonField, fields):
        cells += [str(DOCUMENT_TYPE_NAMES[person.document_type])] if field is PersonField.DOCUMENT else []
        value = home if field is PersonField.RESIDENCE else _PERSON_CELLS[field](person)
        cells.append(value if field in listed else None)
    return tuple(cells)


def _spaces(row: Record) -> str:
    return _LIST.join(str(NON_LIVING_SPACE_NAMES[NonLivingSpace(space)]) for space in row["spaces_lived_in"])


_ROWS = {
    SharedKind.PREMISES: _places,
    SharedKind.HAZARDS: _hazards,
    SharedKind.FILINGS: _leases,
    SharedKind.PERSONS: _people,
}

_PLACE_CELLS: Mapping[PlaceField, Callable[[Record], Value]] = {
    PlaceField.ADDRESS: lambda row: row["full_name"],
    PlaceField.ADDRESS_CODE: lambda row: row["code"],
    PlaceField.COMMUNITY: lambda row: row["community"] or row["division"],
    PlaceField.BUILDING_USE: lambda row: str(BUILDING_USE_NAMES[BuildingUse(row["building_use"])]),
    PlaceField.LETTING_USE: lambda row: str(LETTING_USE_NAMES[LettingUse(row["letting_use"])]),
    PlaceField.OWNERSHIP: lambda row: str(OWNERSHIP_NAMES[Ownership(row["ownership"])]),
    PlaceField.AREA: lambda row: row["area_m2"],
    PlaceField.ROOMS: lambda row: row["rooms"],
    PlaceField.CAPACITY: lambda row: row["capacity"],
    PlaceField.SPACES: _spaces,
    PlaceField.HAZARD: lambda row: str(HAZARD_KIND_NAMES[HazardKind(row["kind"])]),
    PlaceField.SPACE: lambda row: str(NON_LIVING_SPACE_NAMES[NonLivingSpace(row["space"])]) if row["space"] else "",
    PlaceField.RECORDED_ON: lambda row: legal_day(row["recorded_at"]),
    PlaceField.DUE_ON: lambda row: row["due_on"],
}

_PERSON_CELLS: Mapping[PersonField, Callable[[Person], Value]] = {
    PersonField.NAME: lambda person: person.name,
    PersonField.SEX: lambda person: _SEX_NAMES.get(person.sex, "") if person.sex else "",
    PersonField.ETHNICITY: lambda person: person.ethnicity,
    PersonField.BORN_ON: lambda person: person.born_on,
    PersonField.DOCUMENT: lambda person: person.document_number,
    PersonField.DOMICILE: lambda person: person.domicile_address,
    PersonField.ISSUER: lambda person: person.issuer,
    PersonField.ISSUED_ON: lambda person: person.issued_on,
    PersonField.PHONE: lambda person: person.phone,
    PersonField.WORKPLACE: lambda person: person.workplace,
    PersonField.POLITICAL_STATUS: lambda person: person.political_status,
    PersonField.EDUCATION: lambda person: person.education,
    PersonField.MARITAL_STATUS: lambda person: person.marital_status,
    PersonField.EMPLOYMENT: lambda person: person.employment,
    PersonField.SOCIAL_SECURITY: lambda person: person.social_security,
}
