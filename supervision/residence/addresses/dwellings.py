"""Dwellings: premises that can be lived in, each at one standard address and in one drawer."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.residence.addresses.capacity import reckon_capacity
from supervision.residence.addresses.hazards import record_space_hazards
from supervision.residence.addresses.standard import load_address
from supervision.residence.addresses.words import AddressKind, NonLivingSpace, Ownership
from supervision.residence.changes import about, link_digest, residence_change
from supervision.residence.codes import BuildingUse, LettingUse
from supervision.residence.reach import check_reach, reach_of
from supervision.storage.database import Record, fetch, fetch_one
from supervision.wording import Wording

SUBJECT = "dwelling"

DWELLING_EXISTS = Wording("这个地址已有房屋档案。", "There is a dwelling at this address already.")
NO_DRAWER = Wording("这个地址不在任何抽屉里，请先为这栋楼或街路建抽屉。", "No drawer holds this address yet; make one.")
SIZE_WRONG = Wording("面积和房间数须大于零。", "Area and number of rooms are greater than zero.")
CHANGED_MEANWHILE = Wording(
    "房屋档案已被他人修改，请核对后重新保存。", "Somebody else changed the dwelling; check and save again."
)


class DwellingExists(RuleRefused):
    """The address has a dwelling already."""

    code = "dwelling-exists"


class DwellingChangedMeanwhile(RuleRefused):
    """Somebody else saved the dwelling after it was opened for editing."""

    code = "dwelling-changed-meanwhile"


@dataclass(frozen=True, slots=True)
class DwellingFacts:
    """What is recorded of premises. Area in square metres; `letting_use` is None while they are not let.

    `rooms` counts rooms to live in; `spaces_lived_in` are those that are none and in which somebody lives nevertheless.
    """

    building_use: BuildingUse
    ownership: Ownership
    letting_use: LettingUse | None = None
    area_m2: float | None = None
    rooms: int | None = None
    spaces_lived_in: tuple[NonLivingSpace, ...] = ()


@dataclass(frozen=True, slots=True)
class DwellingFilter:
    """Which dwellings to list: those of a division, of one drawer, or let for one use."""

    division: str = ""
    drawer_id: UUID | None = None
    letting_use: LettingUse | None = None


@dataclass(frozen=True, slots=True)
class Dwelling:
    """A dwelling where it stands; `capacity` is how many may live there by the local rule, None while unknown."""

    id: UUID
    address_id: UUID
    address: str
    division: str
    drawer_id: UUID
    facts: DwellingFacts
    capacity: int | None
    revision: int


async def create_dwelling(officer: Officer, address_id: UUID, facts: DwellingFacts) -> UUID:
    """Record premises at an address that a drawer holds. DwellingExists, InputInvalid."""
    check_sizes(facts)
    async with residence_change(officer.actor, Act.DWELLING_CREATE) as change:
        address = await load_address(officer, Act.DWELLING_CREATE, address_id)
        drawer_id = await drawer_over(address_id)
        if drawer_id is None or address.kind not in {AddressKind.ROOM, AddressKind.BUILDING}:
            raise InputInvalid(NO_DRAWER, field="address")
        await check_reach(officer, Act.DWELLING_CREATE, address.division, drawer_id)
        capacity = reckon_capacity(facts.area_m2, facts.rooms, address.division, legal_day(change.at)).number
        dwelling_id: UUID | None = await change.connection.fetchval(
            """INSERT INTO dwelling (id, address, division, drawer, building_use, letting_use, ownership, area_m2,
                   rooms, capacity, spaces_lived_in, created_at, created_by, revision)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)
               ON CONFLICT (address) DO NOTHING RETURNING id""",
            uuid4(), address_id, address.division, drawer_id, facts.building_use, facts.letting_use, facts.ownership,
            facts.area_m2, facts.rooms, capacity, list(facts.spaces_lived_in), change.at, officer.id,
        )  # fmt: skip
        if dwelling_id is None:
            raise DwellingExists(DWELLING_EXISTS)
        change.is_about(SUBJECT, dwelling_id)
        await record_space_hazards(change, officer, dwelling_id, address.division, facts.spaces_lived_in)
    return dwelling_id


async def change_dwelling(officer: Officer, dwelling_id: UUID, revision: int, facts: DwellingFacts) -> int:
    """Store changed facts as the next revision, which is returned. DwellingChangedMeanwhile, InputInvalid."""
    check_sizes(facts)
    async with residence_change(officer.actor, Act.DWELLING_CHANGE, about(SUBJECT, dwelling_id)) as change:
        dwelling = await load_dwelling(officer, Act.DWELLING_CHANGE, dwelling_id)
        capacity = reckon_capacity(facts.area_m2, facts.rooms, dwelling.division, legal_day(change.at)).number
        if not await _save_facts(change, dwelling_id, revision, facts, capacity):
            raise DwellingChangedMeanwhile(CHANGED_MEANWHILE)
        await change.connection.execute(
            "UPDATE occupancy SET capacity = $2 WHERE dwelling_digest = $1", link_digest(SUBJECT, dwelling_id), capacity
        )
        new = [space for space in facts.spaces_lived_in if space not in dwelling.facts.spaces_lived_in]
        await record_space_hazards(change, officer, dwelling_id, dwelling.division, new)
        change.note(revision=revision + 1)
    return revision + 1


async def load_dwelling(officer: Officer, act: Act, dwelling_id: UUID, *, lock: bool = False) -> Dwelling:
    """One dwelling within reach; NotFound elsewhere."""
    row = await fetch_one(f"{_SELECT} WHERE d.id = $1 {'FOR NO KEY UPDATE OF d' if lock else ''}", dwelling_id)
    if row is None:
        raise NotFound(NOT_HERE)
    await check_reach(officer, act, row["division"], row["drawer_id"])
    return dwelling_of(row)


async def list_dwellings(
    officer: Officer, wanted: DwellingFilter | None = None, cursor: str | None = None
) -> Page[Dwelling]:
    """Dwellings within reach, recorded last first, fifty a page."""
    chosen, after, reach = wanted or DwellingFilter(), read_cursor(cursor), await reach_of(officer, Act.DWELLING_LIST)
    rows = await fetch(
        f"""{_SELECT} WHERE d.retired_at IS NULL AND (d.division LIKE ANY($1) OR d.drawer = ANY($2))
            AND ($3::text = '' OR d.division LIKE $3 || '%') AND ($4::uuid IS NULL OR d.drawer = $4)
            AND ($5::timestamptz IS NULL OR (d.created_at, d.id) < ($5, $6))
            AND ($8::text IS NULL OR d.letting_use = $8)
            ORDER BY d.created_at DESC, d.id DESC LIMIT $7""",
        reach.patterns, list(reach.drawers), chosen.division, chosen.drawer_id,
        after and after.at, after and after.row_id, PAGE_SIZE + 1, chosen.letting_use,
    )  # fmt: skip
    shown, following = split_page(rows, lambda row: Cursor(row["created_at"], row["id"]))
    return Page(tuple(map(dwelling_of, shown)), following)


async def dwellings_in(drawer_id: UUID) -> list[Dwelling]:
    """The dwellings of a drawer that the caller has loaded, in the order in which one walks past their doors."""
    rows = await fetch(
        f"""{_SELECT} {ABOVE_THE_DOOR} WHERE d.drawer = $1 AND d.retired_at IS NULL ORDER BY {DOOR_ORDER}""",
        drawer_id,
    )
    return [dwelling_of(row) for row in rows]


async def dwellings_in_drawers(drawer_ids: Iterable[UUID]) -> list[Dwelling]:
    """The dwellings of several drawers that the caller has found within reach."""
    rows = await fetch(f"{_SELECT} WHERE d.drawer = ANY($1) AND d.retired_at IS NULL", list(drawer_ids))
    return [dwelling_of(row) for row in rows]


async def dwellings_by_id(dwelling_ids: Iterable[UUID]) -> dict[UUID, Dwelling]:
    """Several dwellings at once, for whoever has loaded what points at them."""
    rows = await fetch(f"{_SELECT} WHERE d.id = ANY($1)", list(set(dwelling_ids)))
    return {row["id"]: dwelling_of(row) for row in rows}


_SELECT = """
SELECT d.id, d.address AS address_id, a.full_name AS address, d.division, d.drawer AS drawer_id, d.building_use,
       d.letting_use, d.ownership, d.area_m2, d.rooms, d.spaces_lived_in, d.capacity, d.revision,
       d.created_at
FROM dwelling AS d JOIN standard_address AS a ON a.id = d.address
"""


ABOVE_THE_DOOR = """
LEFT JOIN standard_address AS above ON above.id = a.parent
LEFT JOIN standard_address AS top ON top.id = above.parent
"""
"""What the address a of a dwelling stands under, and what that stands under."""
DOOR_ORDER = """
CASE WHEN a.kind = 'building' THEN a.ordinal WHEN above.kind = 'building' THEN above.ordinal ELSE top.ordinal END,
CASE WHEN above.kind = 'unit' THEN above.ordinal END NULLS FIRST, a.floor NULLS FIRST, a.ordinal, a.full_name
"""
"""House by house, in a house unit by unit, in a unit floor by floor."""


def check_sizes(facts: DwellingFacts) -> None:
    """InputInvalid unless area and rooms can be."""
    if (facts.area_m2 is not None and facts.area_m2 <= 0) or (facts.rooms is not None and facts.rooms <= 0):
        raise InputInvalid(SIZE_WRONG, field="area_m2" if (facts.area_m2 or 1) <= 0 else "rooms")


async def drawer_over(address_id: UUID) -> UUID | None:
    """The nearest drawer at or above an address; None where there is none yet."""
    row = await fetch_one(
        """WITH RECURSIVE up AS (
               SELECT id, parent, 0 AS step FROM standard_address WHERE id = $1
               UNION ALL
               SELECT a.id, a.parent, up.step + 1 FROM standard_address AS a JOIN up ON a.id = up.parent
           )
           SELECT drawer.id FROM up JOIN drawer ON drawer.address = up.id ORDER BY step LIMIT 1""",
        address_id,
    )
    return row["id"] if row else None


async def _save_facts(
    change: Change, dwelling_id: UUID, revision: int, facts: DwellingFacts, capacity: int | None
) -> bool:
    saved = await change.connection.fetchval(
        """UPDATE dwelling SET building_use = $3, letting_use = $4, ownership = $5, area_m2 = $6, rooms = $7,
               capacity = $8, spaces_lived_in = $9, revision = revision + 1
           WHERE id = $1 AND revision = $2 RETURNING id""",
        dwelling_id, revision, facts.building_use, facts.letting_use, facts.ownership, facts.area_m2, facts.rooms,
        capacity, list(facts.spaces_lived_in),
    )  # fmt: skip
    return saved is not None


def dwelling_of(row: Record) -> Dwelling:
    """A dwelling from the columns of its query."""
    use = row["letting_use"]
    return Dwelling(
        id=row["id"],
        address_id=row["address_id"],
        address=row["address"],
        division=row["division"],
        drawer_id=row["drawer_id"],
        facts=DwellingFacts(
            building_use=BuildingUse(row["building_use"]),
            ownership=Ownership(row["ownership"]),
            letting_use=LettingUse(use) if use else None,
            area_m2=row["area_m2"],
            rooms=row["rooms"],
            spaces_lived_in=tuple(map(NonLivingSpace, row["spaces_lived_in"])),
        ),
        capacity=row["capacity"],
        revision=row["revision"],
    )
