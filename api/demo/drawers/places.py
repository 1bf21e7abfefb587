"""The invented premises of the cabinets: buildings and streets of houses with their homes, always the same ones. Pure.

No supervisee lives in any of them: their homes are single houses with plates of another form.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import hypot
from random import Random

from api.demo.county import TOWNSHIPS, Township, all_streets
from devices.simulator.ways import Spot
from supervision.residence.addresses.dwellings import DwellingFacts
from supervision.residence.addresses.import_rows import Place
from supervision.residence.addresses.words import Ownership
from supervision.residence.codes import BuildingUse, LettingUse

EMPLOYER, SCHOOL = "云岭县观澜电子有限公司", "云岭县石桥镇第二小学"
DORMITORY_NAME = "员工宿舍楼"

_SEED = "premises"
_OFF_THE_STREET_M = {True: 34.0, False: 15.0}
_PARTS = (0.2, 0.5, 0.8)
_HOUSES = 8
_DOORS = 2
_DORMITORY_ROOMS = 5


class Build(StrEnum):
    """What a drawer is made of: flats, a street of houses, or the dormitory of an employer."""

    FLATS = "flats"
    STREET = "street"
    DORMITORY = "dormitory"


class Care(StrEnum):
    """How well the drawer is kept: a colour comes of it."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class Home:
    """One home at its address; without facts nobody has recorded it yet."""

    place: Place
    spot: Spot
    facts: DwellingFacts | None

    @property
    def is_let(self) -> bool:
        """Whether somebody may rent it to live there."""
        return self.facts is not None and self.facts.letting_use is not None


@dataclass(frozen=True, slots=True)
class DrawerPlace:
    """A drawer where it stands, with its homes in the order of the doors."""

    township: Township
    place: Place
    spot: Spot
    build: Build
    care: Care
    is_attended: bool
    homes: tuple[Home, ...]

    @property
    def division(self) -> str:
        """The community whose cabinet it belongs to."""
        return self.place[0]


@dataclass(frozen=True, slots=True)
class _Planned:
    """The next drawer: in which township and community, what it is made of, and how it is kept."""

    township: int
    community: int
    build: Build
    care: Care
    floors: int = 0
    units: int = 2
    is_attended: bool = True


_PLAN = (
    _Planned(0, 0, Build.FLATS, Care.GOOD, 6),
    _Planned(0, 0, Build.FLATS, Care.FAIR, 6),
    _Planned(0, 0, Build.FLATS, Care.GOOD, 5),
    _Planned(0, 0, Build.STREET, Care.FAIR),
    _Planned(0, 1, Build.FLATS, Care.FAIR, 5),
    _Planned(0, 1, Build.FLATS, Care.GOOD, 6),
    _Planned(0, 1, Build.DORMITORY, Care.GOOD, 4, 1),
    _Planned(0, 1, Build.STREET, Care.GOOD),
    _Planned(0, 2, Build.FLATS, Care.GOOD, 5),
    _Planned(0, 2, Build.FLATS, Care.GOOD, 5),
    _Planned(0, 2, Build.STREET, Care.GOOD),
    _Planned(0, 3, Build.FLATS, Care.POOR, 6),
    _Planned(0, 3, Build.STREET, Care.POOR),
    _Planned(0, 3, Build.STREET, Care.FAIR, is_attended=False),
    _Planned(1, 0, Build.FLATS, Care.GOOD, 5),
    _Planned(1, 0, Build.FLATS, Care.GOOD, 4),
    _Planned(1, 1, Build.STREET, Care.FAIR),
    _Planned(2, 0, Build.FLATS, Care.GOOD, 4),
    _Planned(2, 0, Build.STREET, Care.GOOD),
)


@cache
def all_drawers() -> tuple[DrawerPlace, ...]:
    """Every drawer of the county, community by community."""
    taken = set[tuple[str, str]]()
    return tuple(_drawer(number, planned, taken) for number, planned in enumerate(_PLAN))


def _drawer(number: int, planned: _Planned, taken: set[tuple[str, str]]) -> DrawerPlace:
    """A building on, or the houses along, the next street of the community that has room and is not taken."""
    township = TOWNSHIPS[planned.township]
    division = township.community_code(planned.community)
    is_street, chance = planned.build is Build.STREET, Random(f"{_SEED} {number}")  # noqa: S311 - an invented town
    street, sites = next(
        (name, sites)
        for name, sites in _sites(township, planned.community, is_flats=not is_street)
        if len(sites) >= (_HOUSES if is_street else 2) and (division, name) not in taken
    )
    taken.add((division, street))
    place: Place = (division, street)
    if is_street:
        homes = [home for site in sites[:_HOUSES] for home in _house(division, street, site, chance)]
        spot = sites[_HOUSES // 2].spot
    else:
        site = sites[len(sites) // 2]
        name = DORMITORY_NAME if planned.build is Build.DORMITORY else f"{site.number % 19 + 1}号楼"
        place, spot = (*place, name), site.spot
        homes = list(_flats(place, spot, planned, chance))
    return DrawerPlace(township, place, spot, planned.build, planned.care, planned.is_attended, tuple(homes))


@dataclass(frozen=True, slots=True)
class _Site:
    number: int
    spot: Spot


def _sites(township: Township, community: int, *, is_flats: bool) -> Iterator[tuple[str, list[_Site]]]:
    """Where houses stand along each street as far as it runs through the community."""
    off_m = _OFF_THE_STREET_M[is_flats]
    for street in all_streets():
        if street.township != township.code:
            continue
        sites = []
        for piece, (start, end) in enumerate(zip(street.spots, street.spots[1:], strict=False)):
            for turn, part in enumerate(_PARTS):
                site = _beside(start, end, part, off_m if turn % 2 else -off_m)
                if township.community_at(site) == community:
                    sites.append(_Site(2 * int((piece + part) * township.spacing_m / 12) + turn % 2 + 1, site))
        yield street.name, sites


def _beside(start: Spot, end: Spot, part: float, off_m: float) -> Spot:
    """A place beside a piece of street."""
    east, north = end.east_m - start.east_m, end.north_m - start.north_m
    length_m = hypot(east, north)
    return Spot(
        round(start.east_m + part * east + north / length_m * off_m, 1),
        round(start.north_m + part * north - east / length_m * off_m, 1),
    )


def _flats(building: Place, spot: Spot, planned: _Planned, chance: Random) -> Iterator[Home]:
    is_dormitory = planned.build is Build.DORMITORY
    for floor in range(1, planned.floors + 1):
        for unit in range(1, planned.units + 1):
            for door in range(1, (_DORMITORY_ROOMS if is_dormitory else _DOORS) + 1):
                name = "" if is_dormitory else f"{unit}单元"
                facts = _room_of_dormitory() if is_dormitory else _flat(chance)
                yield Home((*building, name, f"{floor}0{door}"), spot, facts)


def _room_of_dormitory() -> DwellingFacts:
    return DwellingFacts(BuildingUse.RESIDENTIAL, Ownership.UNIT, LettingUse.DORMITORY, 36.0, 3)


_UNRECORDED_SHARE, _LET_SHARE, _PUBLIC_SHARE = 0.08, 0.72, 0.1


def _flat(chance: Random) -> DwellingFacts | None:
    rooms, is_let = chance.choice((1, 2, 2, 3, 3, 4)), chance.random() < _LET_SHARE
    area = 24.0 + 19.5 * rooms + chance.randrange(0, 12)
    ownership = Ownership.PUBLIC if chance.random() < _PUBLIC_SHARE else Ownership.PRIVATE
    if chance.random() < _UNRECORDED_SHARE:
        return None
    return DwellingFacts(BuildingUse.RESIDENTIAL, ownership, LettingUse.DWELLING if is_let else None, area, rooms)


def _house(division: str, street: str, site: _Site, chance: Random) -> Iterator[Home]:
    """A shop with a home behind it, a house that is one home, or a yard whose rooms are let one by one."""
    place = (division, street, f"{site.number}号院")
    match site.number % 4:
        case 0:
            shop = DwellingFacts(BuildingUse.MIXED, Ownership.PRIVATE, LettingUse.SHOP, 46.0, 1)
            yield Home(place, site.spot, shop)
        case 1 | 2:
            use = LettingUse.DWELLING if chance.random() < _LET_SHARE else None
            area = 60.0 + chance.randrange(60)
            yield Home(place, site.spot, DwellingFacts(BuildingUse.RESIDENTIAL, Ownership.COLLECTIVE, use, area, 3))
        case _:
            room_let = DwellingFacts(BuildingUse.RESIDENTIAL, Ownership.COLLECTIVE, LettingUse.DWELLING, 16.0, 1)
            for room in range(1, 5):
                yield Home((*place, "", f"10{room}"), site.spot, room_let)
