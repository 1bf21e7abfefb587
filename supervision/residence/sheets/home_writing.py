"""Writing homes in bulk: what is missing above them first, then the dwellings, their landlords and their hazards."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from supervision.audit import Change
from supervision.residence.addresses.bulk import (
    NewDrawer,
    NewHome,
    drawers_over,
    record_hazards_in_bulk,
    save_facts_in_bulk,
    store_drawers,
    store_homes,
)
from supervision.residence.addresses.import_rows import AddressLine, Place, full_name_of, with_parents
from supervision.residence.addresses.known import KnownAddresses, add_addresses
from supervision.residence.addresses.landlords import landlord_ids_of, point_in_bulk
from supervision.residence.addresses.names import ordinal_of
from supervision.residence.addresses.words import AddressSource
from supervision.residence.parties.bulk import KnownParty, PartyIndex, change_parties, merged_party, store_parties
from supervision.residence.parties.details import Party
from supervision.residence.sheets.home_register import Told
from supervision.residence.sheets.made import AddressBefore, HomeBefore, MadeHomes, PartyBefore
from supervision.storage.database import fetch

_UP_TO_BUILDING = 3


async def write_homes(change: Change, officer_id: UUID, told: Sequence[Told], known: KnownAddresses) -> MadeHomes:
    """Write compared rows in the caller's change; gives what undoing them needs."""
    made = MadeHomes()
    places = await _store_addresses(change, officer_id, told, known, made)
    drawers = await _find_drawers(change, officer_id, told, places, made)
    landlords = await _store_landlords(change, officer_id, told, made)
    dwellings = await _store_dwellings(change, officer_id, told, (places, drawers, landlords), made)
    await _change_dwellings(change, told, landlords, made)
    made.hazards = await record_hazards_in_bulk(
        change,
        officer_id,
        [
            (one.there.dwelling.id if one.there else dwellings[places[one.place]], one.place[0], kind)
            for one in told
            for kind in one.new_hazards
        ],
    )
    return made


async def _store_addresses(
    change: Change, officer_id: UUID, told: Sequence[Told], known: KnownAddresses, made: MadeHomes
) -> dict[Place, UUID]:
    """The addresses of all rows and of their buildings, by place; a code or a point goes where there was none."""
    new: dict[Place, AddressLine | None] = {}
    for one in told:
        if one.address is None:
            new |= {
                place: None for place in with_parents(one.place) if place not in known.by_place and place not in new
            }
    new |= {one.place: one.line.address(one.place) for one in told if one.address is None}
    added = await add_addresses(change, officer_id, new, known, AddressSource.IMPORT)
    made.addresses = list(added.values())
    filled = [one for one in told if one.fills_address]
    await _fill_addresses(change, filled)
    made.changed_addresses = [
        AddressBefore(there.id, there.revision + 1, there.code, there.lat, there.lon, there.is_point_of_parent)
        for one in filled
        if (there := one.address)
    ]
    return {place: address.id for place, address in known.by_place.items()} | added


async def _fill_addresses(change: Change, filled: Sequence[Told]) -> None:
    await change.connection.execute(
        """UPDATE standard_address AS a SET code = coalesce(a.code, said.code), lat = coalesce(said.lat, a.lat),
               lon = coalesce(said.lon, a.lon), is_point_of_parent = a.is_point_of_parent AND said.lat IS NULL,
               revision = a.revision + 1
           FROM unnest($1::uuid[], $2::text[], $3::float8[], $4::float8[]) AS said (id, code, lat, lon)
           WHERE a.id = said.id""",
        [one.address.id for one in filled if one.address],
        [one.line.code for one in filled],
        [one.line.lat if one.fills_point else None for one in filled],
        [one.line.lon if one.fills_point else None for one in filled],
    )


async def _find_drawers(
    change: Change, officer_id: UUID, told: Sequence[Told], places: Mapping[Place, UUID], made: MadeHomes
) -> dict[Place, UUID]:
    """The drawer of each new home; a building that no drawer holds becomes one."""
    new = [one.place for one in told if one.there is None]
    over = await drawers_over(places[place] for place in new)
    without = {place[:_UP_TO_BUILDING] for place in new if places[place] not in over}
    stored = await store_drawers(
        change,
        officer_id,
        [
            NewDrawer(places[building], building[0], full_name_of(building), ordinal_of(building[-1]))
            for building in sorted(without)
        ],
    )
    made.drawers = list(stored.values())
    return {
        place: over[places[place]] if places[place] in over else stored[places[place[:_UP_TO_BUILDING]]]
        for place in new
    }


async def _store_landlords(
    change: Change, officer_id: UUID, told: Sequence[Told], made: MadeHomes
) -> dict[Place, UUID]:
    """The landlord's party of each row that tells of one: known, told more of, or stored once for all their homes."""
    new, index = list[tuple[str, Party]](), PartyIndex[int]()
    changed: dict[UUID, tuple[KnownParty, Party]] = {}
    which: dict[Place, int] = {}
    for one in told:
        if one.details is None:
            continue
        if one.party is not None:
            if one.changes_party:
                _, before = changed.get(one.party.stored.id, (one.party, one.party.details))
                changed[one.party.stored.id] = one.party, merged_party(before, one.details)
            continue
        number = index.find(one.details)
        if number is None:
            number = len(new)
            new.append((one.place[0], one.details))
        else:
            new[number] = new[number][0], merged_party(new[number][1], one.details)
        index.add(one.details, number)
        which[one.place] = number
    made.parties = await store_parties(change, officer_id, new)
    await change_parties(change, {known.stored: details for known, details in changed.values()})
    made.changed_parties = [
        PartyBefore(party_id, known.stored.revision + 1, known.details) for party_id, (known, _) in changed.items()
    ]
    known = {one.place: one.party.stored.id for one in told if one.party and one.details}
    return known | {place: made.parties[number] for place, number in which.items()}


async def _store_dwellings(
    change: Change,
    officer_id: UUID,
    told: Sequence[Told],
    found: tuple[Mapping[Place, UUID], Mapping[Place, UUID], Mapping[Place, UUID]],
    made: MadeHomes,
) -> dict[UUID, UUID]:
    places, drawers, landlords = found
    stored = await store_homes(
        change,
        officer_id,
        [
            NewHome(places[one.place], one.place[0], drawers[one.place], one.facts, landlords.get(one.place))
            for one in told
            if one.there is None
        ],
    )
    made.dwellings = list(stored.values())
    return stored


async def _change_dwellings(
    change: Change, told: Sequence[Told], landlords: Mapping[Place, UUID], made: MadeHomes
) -> None:
    """Change what is told otherwise of dwellings that stand there."""
    changed = {one.there.dwelling: one for one in told if one.there}
    before = await landlord_ids_of(dwelling.id for dwelling in changed)
    await save_facts_in_bulk(change, {dwelling: one.facts for dwelling, one in changed.items() if one.changes_facts})
    await point_in_bulk(
        change, {dwelling.id: landlords[one.place] for dwelling, one in changed.items() if one.changes_landlord}
    )
    rows = await fetch("SELECT id, revision FROM dwelling WHERE id = ANY($1)", [dwelling.id for dwelling in changed])
    revisions = {row["id"]: row["revision"] for row in rows}
    made.changed_dwellings = [
        HomeBefore(dwelling.id, revisions[dwelling.id], dwelling.facts, before.get(dwelling.id)) for dwelling in changed
    ]
