"""Drawers, dwellings and hazards of many addresses in one change: the same rows as one by one, a statement a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from supervision.audit import Change
from supervision.errors import RuleRefused
from supervision.legal_time import legal_day
from supervision.residence.addresses.capacity import reckon_capacity
from supervision.residence.addresses.dwellings import SUBJECT, Dwelling, DwellingFacts, dwellings_by_id
from supervision.residence.addresses.hazards import due_by_rule
from supervision.residence.addresses.landlords import hold_parties, seal_landlord
from supervision.residence.addresses.words import HazardStepKind
from supervision.residence.changes import RESIDENCE, link_digest
from supervision.residence.codes import HazardKind
from supervision.residence.parties.store import party_digest
from supervision.storage.database import fetch
from supervision.vault import service_key
from supervision.wording import Wording

HOMES_CHANGED_MEANWHILE = Wording(
    "写入期间有人建立了同一房屋的档案；没有写入，将重新核对。",
    "Somebody else recorded one of these homes meanwhile; nothing was written, and it is looked at again.",
)


class HomesChangedMeanwhile(RuleRefused):
    """Another change recorded a drawer or a dwelling at one of the addresses; nothing was written."""

    code = "homes-changed-meanwhile"


@dataclass(frozen=True, slots=True)
class HomeThere:
    """A dwelling that stands at an address, with what is pointed at and still dangerous there."""

    dwelling: Dwelling
    is_retired: bool
    landlord_digest: bytes | None
    open_hazards: frozenset[HazardKind]


@dataclass(frozen=True, slots=True)
class NewHome:
    """Premises to be recorded at an address that has none; the landlord by the id of their party."""

    address_id: UUID
    division: str
    drawer_id: UUID
    facts: DwellingFacts
    landlord_id: UUID | None


@dataclass(frozen=True, slots=True)
class NewDrawer:
    """A building or a street that is to be a drawer."""

    address_id: UUID
    division: str
    name: str
    ordinal: int


async def homes_at(address_ids: Iterable[UUID], *, lock: bool = False) -> dict[UUID, HomeThere]:
    """What stands at addresses that the caller has found within reach, by address."""
    rows = await fetch(
        f"""SELECT d.id, d.retired_at, d.landlord_digest,
               ARRAY(SELECT h.kind FROM hazard AS h WHERE h.dwelling = d.id AND h.state = 'open') AS hazards
           FROM dwelling AS d WHERE d.address = ANY($1) ORDER BY d.id {"FOR NO KEY UPDATE OF d" if lock else ""}""",  # noqa: S608 - two constants
        list(address_ids),
    )
    dwellings = await dwellings_by_id(row["id"] for row in rows)
    return {
        dwellings[row["id"]].address_id: HomeThere(
            dwellings[row["id"]],
            row["retired_at"] is not None,
            row["landlord_digest"],
            frozenset(map(HazardKind, row["hazards"])),
        )
        for row in rows
    }


async def drawers_over(address_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The nearest drawer at or above each address, those left out that no drawer holds."""
    rows = await fetch(
        """WITH RECURSIVE up AS (
               SELECT id AS address, id, parent, 0 AS step FROM standard_address WHERE id = ANY($1)
               UNION ALL
               SELECT up.address, a.id, a.parent, up.step + 1 FROM standard_address AS a JOIN up ON a.id = up.parent
           )
           SELECT DISTINCT ON (up.address) up.address, drawer.id AS drawer
           FROM up JOIN drawer ON drawer.address = up.id ORDER BY up.address, up.step""",
        list(set(address_ids)),
    )
    return {row["address"]: row["drawer"] for row in rows}


async def store_drawers(change: Change, officer_id: UUID, new: Sequence[NewDrawer]) -> dict[UUID, UUID]:
    """Make addresses drawers in the caller's change; gives the drawers by address. HomesChangedMeanwhile."""
    stored = await change.connection.fetch(
        """INSERT INTO drawer (id, division, address, name, ordinal, created_at, created_by)
           SELECT gen_random_uuid(), made.division, made.address, made.name, made.ordinal, $5, $6
           FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[]) AS made (address, division, name, ordinal)
           ON CONFLICT (address) DO NOTHING RETURNING id, address""",
        [one.address_id for one in new], [one.division for one in new], [one.name for one in new],
        [one.ordinal for one in new], change.at, officer_id,
    )  # fmt: skip
    if len(stored) != len(new):
        raise HomesChangedMeanwhile(HOMES_CHANGED_MEANWHILE)
    return {row["address"]: row["id"] for row in stored}


async def store_homes(change: Change, officer_id: UUID, homes: Sequence[NewHome]) -> dict[UUID, UUID]:
    """Record premises in the caller's change; gives the dwellings by address. HomesChangedMeanwhile."""
    today, key = legal_day(change.at), await service_key(RESIDENCE)
    ids = [uuid4() for _ in homes]
    facts = [home.facts for home in homes]
    landlords = [home.landlord_id for home in homes]
    stored = await change.connection.fetch(
        """INSERT INTO dwelling (id, address, division, drawer, building_use, letting_use, ownership, area_m2, rooms,
               capacity, spaces_lived_in, landlord_digest, landlord_sealed, created_at, created_by, revision)
           SELECT made.id, made.address, made.division, made.drawer, made.building_use, made.letting_use,
               made.ownership, made.area_m2, made.rooms, made.capacity, '{}', made.digest, made.sealed, $13, $14, 1
           FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[],
               $8::float8[], $9::int[], $10::int[], $11::bytea[], $12::bytea[])
               AS made (id, address, division, drawer, building_use, letting_use, ownership, area_m2, rooms, capacity,
                   digest, sealed)
           ON CONFLICT (address) DO NOTHING RETURNING id""",
        ids, [home.address_id for home in homes], [home.division for home in homes],
        [home.drawer_id for home in homes], [one.building_use for one in facts], [one.letting_use for one in facts],
        [one.ownership for one in facts], [one.area_m2 for one in facts], [one.rooms for one in facts],
        [reckon_capacity(home.facts.area_m2, home.facts.rooms, home.division, today).number for home in homes],
        [one and party_digest(one) for one in landlords],
        [one and seal_landlord(key, dwelling_id, one) for dwelling_id, one in zip(ids, landlords, strict=True)],
        change.at, officer_id,
    )  # fmt: skip
    if len(stored) != len(homes):
        raise HomesChangedMeanwhile(HOMES_CHANGED_MEANWHILE)
    await hold_parties(change, {one for one in landlords if one})
    return {home.address_id: dwelling_id for home, dwelling_id in zip(homes, ids, strict=True)}


async def save_facts_in_bulk(change: Change, facts: Mapping[Dwelling, DwellingFacts]) -> None:
    """Store changed facts of dwellings as their next revisions, and how many may live there, in the caller's change."""
    today = legal_day(change.at)
    capacities = [
        reckon_capacity(told.area_m2, told.rooms, dwelling.division, today).number for dwelling, told in facts.items()
    ]
    await change.connection.execute(
        """UPDATE dwelling AS d SET building_use = told.building_use, letting_use = told.letting_use,
               ownership = told.ownership, area_m2 = told.area_m2, rooms = told.rooms, capacity = told.capacity,
               revision = d.revision + 1
           FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::int[], $7::int[])
               AS told (id, building_use, letting_use, ownership, area_m2, rooms, capacity)
           WHERE d.id = told.id""",
        [dwelling.id for dwelling in facts], [told.building_use for told in facts.values()],
        [told.letting_use for told in facts.values()], [told.ownership for told in facts.values()],
        [told.area_m2 for told in facts.values()], [told.rooms for told in facts.values()], capacities,
    )  # fmt: skip
    await change.connection.execute(
        """UPDATE occupancy AS o SET capacity = told.capacity
           FROM unnest($1::bytea[], $2::int[]) AS told (digest, capacity) WHERE o.dwelling_digest = told.digest""",
        [link_digest(SUBJECT, dwelling.id) for dwelling in facts], capacities,
    )  # fmt: skip


async def record_hazards_in_bulk(
    change: Change, officer_id: UUID, seen: Sequence[tuple[UUID, str, HazardKind]]
) -> list[UUID]:
    """Record hazards by dwelling, division and kind in the caller's change, due by the rule; gives their ids."""
    today, ids = legal_day(change.at), [uuid4() for _ in seen]
    due = [due_by_rule(division, today) for _, division, _ in seen]
    await change.connection.execute(
        """INSERT INTO hazard (id, dwelling, division, kind, state, due_on, recorded_at)
           SELECT made.id, made.dwelling, made.division, made.kind, 'open', made.due_on, $6
           FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::date[])
               AS made (id, dwelling, division, kind, due_on)""",
        ids, [dwelling_id for dwelling_id, _, _ in seen], [division for _, division, _ in seen],
        [kind for _, _, kind in seen], due, change.at,
    )  # fmt: skip
    await change.connection.execute(
        """INSERT INTO hazard_step (id, hazard, kind, due_on, at, officer)
           SELECT gen_random_uuid(), made.id, $3, made.due_on, $4, $5
           FROM unnest($1::uuid[], $2::date[]) AS made (id, due_on)""",
        ids, due, HazardStepKind.RECORDED, change.at, officer_id,
    )  # fmt: skip
    return ids
