"""Some rows of an export at a time, opened in bulk for whoever has recorded the fetching."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from supervision.exports.columns import ExportColumn, Row
from supervision.residence.addresses.dwellings import dwellings_by_id
from supervision.residence.addresses.landlords import landlords_of
from supervision.residence.codes import ArrivalReason, HazardKind, LodgingKind
from supervision.residence.exports.columns import HomeLine, ResidentLine, home_row, resident_row
from supervision.residence.exports.words import ExportKind
from supervision.residence.households.opening import roles_of_members
from supervision.residence.households.store import (
    HOUSEHOLD_COLUMNS,
    RESIDENT_COLUMNS,
    HouseholdPlace,
    StoredHousehold,
    household_of,
    open_people,
    resident_of,
)
from supervision.residence.rules import find_field_list
from supervision.storage.database import Record, fetch
from supervision.vault import load_keys


async def rows_of(kind: ExportKind, ids: Sequence[UUID], columns: Sequence[ExportColumn], today: date) -> list[Row]:
    """The cells of some residents or homes, in the order of their ids; whoever is gone by now is left out."""
    if kind is ExportKind.HOMES:
        return await _home_rows(ids, columns)
    return await _resident_rows(ids, columns, today)


async def _resident_rows(ids: Sequence[UUID], columns: Sequence[ExportColumn], today: date) -> list[Row]:
    rows = await fetch(
        f"SELECT {RESIDENT_COLUMNS} FROM resident AS r WHERE r.id = ANY($1) AND r.state = 'living'",  # noqa: S608 - constants
        list(ids),
    )
    residents = {row["id"]: resident_of(row) for row in rows}
    people, roles = await open_people(list(residents.values())), await roles_of_members(list(residents.values()))
    homes = await _open_homes({resident.household_id for resident in residents.values()})
    codes = await _points(place.dwelling_id for _, place in homes.values())
    stays, permits = await _stays(ids), await _permits(ids)
    found = []
    for resident_id in ids:
        if resident_id not in people or resident_id not in stays:
            continue
        resident, stay = residents[resident_id], stays[resident_id]
        household, place = homes[resident.household_id]
        line = ResidentLine(
            person=people[resident_id],
            household_number=household.number,
            address=place.address,
            home_code=codes[place.dwelling_id]["code"] or "",
            role=roles[resident_id],
            reason=ArrivalReason(stay["reason"]),
            lodging=LodgingKind(stay["lodging"]),
            began_on=stay["began_on"],
            expected_until=stay["expected_until"],
            permit_number=permits.get(resident_id, ""),
        )
        found.append(resident_row(line, columns, find_field_list(today, resident.division)))
    return found


async def _home_rows(ids: Sequence[UUID], columns: Sequence[ExportColumn]) -> list[Row]:
    dwellings, landlords, points = await dwellings_by_id(ids), await landlords_of(ids), await _points(ids)
    hazards: dict[UUID, list[HazardKind]] = {dwelling_id: [] for dwelling_id in ids}
    for row in await fetch(
        "SELECT DISTINCT dwelling, kind FROM hazard WHERE dwelling = ANY($1) AND state = 'open' ORDER BY kind",
        list(ids),
    ):
        hazards[row["dwelling"]].append(HazardKind(row["kind"]))
    return [
        home_row(
            HomeLine(
                address=dwellings[dwelling_id].address,
                building_use=dwellings[dwelling_id].facts.building_use,
                letting_use=dwellings[dwelling_id].facts.letting_use,
                area_m2=dwellings[dwelling_id].facts.area_m2,
                code=points[dwelling_id]["code"] or "",
                lat=points[dwelling_id]["lat"],
                lon=points[dwelling_id]["lon"],
                landlord=landlords.get(dwelling_id),
                hazards=tuple(hazards[dwelling_id]),
            ),
            columns,
        )
        for dwelling_id in ids
        if dwelling_id in dwellings
    ]


async def _open_homes(household_ids: Iterable[UUID]) -> dict[UUID, tuple[StoredHousehold, HouseholdPlace]]:
    rows = await fetch(
        f"SELECT {HOUSEHOLD_COLUMNS} FROM household AS h WHERE h.id = ANY($1)",  # noqa: S608 - constants
        list(household_ids),
    )
    households = [household_of(row) for row in rows]
    keys = await load_keys(household.vault_key for household in households)
    return {household.id: (household, household.place(keys[household.vault_key])) for household in households}


async def _points(dwelling_ids: Iterable[UUID]) -> dict[UUID, Record]:
    """The district's own code of each dwelling, and its point, or that of its building."""
    rows = await fetch(
        """SELECT d.id, a.code, coalesce(a.lat, house.lat) AS lat, coalesce(a.lon, house.lon) AS lon
           FROM dwelling AS d JOIN standard_address AS a ON a.id = d.address JOIN drawer ON drawer.id = d.drawer
           JOIN standard_address AS house ON house.id = drawer.address WHERE d.id = ANY($1)""",
        list(dwelling_ids),
    )
    return {row["id"]: row for row in rows}


async def _stays(resident_ids: Sequence[UUID]) -> Mapping[UUID, Record]:
    rows = await fetch(
        """SELECT resident, lodging, reason, began_on, expected_until FROM stay
           WHERE resident = ANY($1) AND ended_on IS NULL""",
        list(resident_ids),
    )
    return {row["resident"]: row for row in rows}


async def _permits(resident_ids: Sequence[UUID]) -> Mapping[UUID, str]:
    rows = await fetch(
        "SELECT resident, number FROM residence_permit WHERE resident = ANY($1) AND state IN ('valid', 'suspended')",
        list(resident_ids),
    )
    return {row["resident"]: row["number"] for row in rows}
