"""A drawer with its homes, floor by floor, and the household files that stand in it; nobody's name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from supervision.audit import Act
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.residence.addresses.drawers import Drawer, load_drawer, load_drawers
from supervision.residence.addresses.dwellings import Dwelling, dwellings_in
from supervision.residence.addresses.standard import StandardAddress, addresses_by_id, below
from supervision.residence.addresses.words import AddressKind
from supervision.residence.cabinet.counting import count_drawers, count_homes, count_households
from supervision.residence.cabinet.marks import NOBODY, HomeCounts, Mark, marks_of
from supervision.residence.households.store import (
    HOUSEHOLD_COLUMNS,
    StoredHousehold,
    dwelling_digest,
    household_of,
)
from supervision.storage.database import fetch


@dataclass(frozen=True, slots=True)
class Home:
    """One home: its plate, and its dwelling with counters and marks; without a dwelling it has no record yet."""

    address_id: UUID
    plate: str
    floor: int | None
    dwelling: Dwelling | None
    counts: HomeCounts
    marks: tuple[Mark, ...]

    @property
    def is_vacant(self) -> bool:
        """Whether there is a record and nobody is registered."""
        return self.dwelling is not None and self.counts.living == 0


@dataclass(frozen=True, slots=True)
class Floor:
    """The homes of one floor, in the order of the doors.

    Where there is no floor, `number` is None and `name` is that of the house in a street, or empty for single houses.
    """

    number: int | None
    name: str
    homes: tuple[Home, ...]


@dataclass(frozen=True, slots=True)
class Building:
    """A drawer with its floors, the highest first."""

    drawer: Drawer
    floors: tuple[Floor, ...]
    living: int
    unverified: int


@dataclass(frozen=True, slots=True)
class DrawerFront:
    """A drawer closed: its name and how many live there."""

    drawer: Drawer
    counts: HomeCounts


@dataclass(frozen=True, slots=True)
class Folder:
    """A household file closed: its number, kind and counters, and where it stands."""

    household: StoredHousehold
    dwelling: Dwelling
    counts: HomeCounts


async def load_cabinet(officer: Officer, division: str) -> tuple[DrawerFront, ...]:
    """The drawers of a community within reach, closed, in the order of the cabinet."""
    drawers = await load_drawers(officer, Act.DRAWER_LIST, division)
    counts = await count_drawers((drawer.id for drawer in drawers), division, legal_day(now()))
    return tuple(DrawerFront(drawer, counts[drawer.id]) for drawer in drawers)


async def load_building(officer: Officer, drawer_id: UUID) -> Building:
    """A drawer within reach with all its homes; NotFound elsewhere."""
    drawer = await load_drawer(officer, Act.DRAWER_LIST, drawer_id)
    dwellings = {dwelling.address_id: dwelling for dwelling in await dwellings_in(drawer_id)}
    top = (await addresses_by_id([drawer.address_id]))[drawer.address_id]
    places = {place.id: place for place in (top, *await below(top.id))}
    places = await _without_other_drawers(drawer, places)
    counts = await count_homes((one.id for one in dwellings.values()), drawer.division, legal_day(now()))
    homes = [
        (place, _home(place, drawer, dwellings.get(place.id), counts))
        for place in places.values()
        if place.kind is AddressKind.ROOM or place.id in dwellings
    ]
    return Building(
        drawer,
        floors_of(homes, places, is_street=top.kind is AddressKind.STREET),
        living=sum(one.living for one in counts.values()),
        unverified=sum(one.unverified for one in counts.values()),
    )


async def load_folders(officer: Officer, drawer_id: UUID, dwelling_id: UUID | None = None) -> tuple[Folder, ...]:
    """The open household files of a drawer within reach, or of one dwelling in it, in the order of the doors."""
    drawer = await load_drawer(officer, Act.HOUSEHOLD_LIST, drawer_id)
    dwellings = [one for one in await dwellings_in(drawer_id) if dwelling_id in {None, one.id}]
    by_digest = {dwelling_digest(dwelling.id): dwelling for dwelling in dwellings}
    rows = await fetch(
        f"""SELECT {HOUSEHOLD_COLUMNS} FROM household AS h
            WHERE h.dwelling_digest = ANY($1) AND h.state = 'open' ORDER BY h.number""",  # noqa: S608 - made of constants
        list(by_digest),
    )
    households = [household_of(row) for row in rows]
    counts = await count_households((one.id for one in households), drawer.division, legal_day(now()))
    order = {dwelling.id: place for place, dwelling in enumerate(dwellings)}
    folders = [Folder(one, by_digest[bytes(one.dwelling_digest)], counts[one.id]) for one in households]
    return tuple(sorted(folders, key=lambda folder: order[folder.dwelling.id]))


def floors_of(
    homes: Iterable[tuple[StandardAddress, Home]], places: Mapping[UUID, StandardAddress], *, is_street: bool
) -> tuple[Floor, ...]:
    """Homes by floors, the highest first; in a street by houses, in the order of walking."""

    def door(found: tuple[StandardAddress, Home]) -> tuple[int, str, int, str]:
        place = found[0]
        above = places.get(place.parent_id) if place.parent_id else None
        return (above.ordinal if above else 0, above.name if above else "", place.ordinal, place.name)

    rows: dict[tuple[int | None, str], list[Home]] = {}
    for place, home in sorted(homes, key=door):
        key = (None, _house_of(place, places)) if is_street else (place.floor, "")
        rows.setdefault(key, []).append(home)
    if not is_street:
        rows = dict(sorted(rows.items(), key=lambda row: -_LOWEST if row[0][0] is None else -row[0][0]))
    return tuple(Floor(number, name, tuple(found)) for (number, name), found in rows.items())


_LOWEST = -1_000
"""What has no floor stands below every cellar."""


def _house_of(place: StandardAddress, places: Mapping[UUID, StandardAddress]) -> str:
    """The house of a room in a street; empty for a house that is one home."""
    if place.kind is not AddressKind.ROOM:
        return ""
    house = places.get(place.parent_id) if place.parent_id else None
    while house is not None and house.kind is not AddressKind.BUILDING:
        house = places.get(house.parent_id) if house.parent_id else None
    return house.name if house else ""


async def _without_other_drawers(drawer: Drawer, places: dict[UUID, StandardAddress]) -> dict[UUID, StandardAddress]:
    """What stands in this drawer: a house in a street that is a drawer of its own is left out with its rooms."""
    others = {
        row["address"]
        for row in await fetch(
            "SELECT address FROM drawer WHERE address = ANY($1) AND id <> $2", list(places), drawer.id
        )
    }
    if not others:
        return places

    def is_inside(place: StandardAddress | None) -> bool:
        while place is not None:
            if place.id in others:
                return False
            place = places.get(place.parent_id) if place.parent_id else None
        return True

    return {place.id: place for place in places.values() if is_inside(place)}


def _home(place: StandardAddress, drawer: Drawer, dwelling: Dwelling | None, counts: Mapping[UUID, HomeCounts]) -> Home:
    found = counts[dwelling.id] if dwelling else NOBODY
    return Home(
        address_id=place.id,
        plate=place.full_name.removeprefix(drawer.name) or place.name,
        floor=place.floor,
        dwelling=dwelling,
        counts=found,
        marks=marks_of(found, dwelling.capacity if dwelling else None),
    )
