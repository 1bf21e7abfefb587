"""The invented district: communities, streets, buildings, units and rooms, and the homes that are let in them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from random import Random

DISTRICT = "149731"
"""No list knows this code, nor the names below."""

DISTRICT_NAME = "云泽市云渡区"
RENTAL_HOMES = 17_239
"""How many the urban area that this is drawn after has reported."""

_TOWNSHIPS = (
    "云桥街道",
    "晴川坊街道",
    "桑榆街道",
    "临溪街道",
    "石榴街道",
    "南塬街道",
    "北塬街道",
    "渡口街道",
    "竹里镇",
)
_COMMUNITY_STEMS = ("槐影", "柳岸", "菊园", "松涛", "梅坞", "兰亭", "荷风", "枫林", "杏花", "棠梨", "芦汀", "苇塘")
_STREET_STEMS = ("青禾", "晓月", "落霞", "观澜", "听雨", "踏雪", "耕读", "采薇", "鹿鸣", "鹤汀", "雁回", "鸥渡")
_STREET_ENDINGS = ("路", "街", "巷", "里")
_STREETS_PER_COMMUNITY = 4
_ROOMS_PER_FLOOR = 4

BUILDING_USES = {"01": 0.78, "02": 0.06, "04": 0.03, "06": 0.13}
"""建筑用途 and its share."""
LETTING_USES = {"02": 0.86, "01": 0.09, "03": 0.03, "06": 0.02}
"""出租用途 and its share."""


@dataclass(frozen=True, slots=True)
class Community:
    """A community by its division's 12 digits."""

    code: str
    township: str
    name: str
    streets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """A home that is let: where it is, what it is, who lets it."""

    number: int
    community: Community
    street: str
    house: int
    building: int
    unit: int
    room: int
    building_use: str
    letting_use: str
    area_m2: float
    rooms: int
    capacity: int
    landlord: int
    """The landlord's number among the district's people who let homes; some let several."""

    @property
    def building_address(self) -> str:
        """As officers say it: street, house and building."""
        return f"{self.street}{self.house}号{self.building}号楼"

    @property
    def address(self) -> str:
        """The whole standard address."""
        place = f"{DISTRICT_NAME}{self.community.township}{self.community.name}"
        return f"{place}{self.building_address}{self.unit}单元{self.room}室"

    @property
    def code(self) -> str:
        """The house number that the table of homes knows it by."""
        return f"{self.community.code}{self.number:07}"


def all_communities() -> tuple[Community, ...]:
    """Every community of the district, each with streets that no other has."""
    made: list[Community] = []
    for township_number, township in enumerate(_TOWNSHIPS, start=1):
        for number, stem in enumerate(_COMMUNITY_STEMS, start=1):
            first = len(made) * _STREETS_PER_COMMUNITY
            streets = tuple(_street(first + offset) for offset in range(_STREETS_PER_COMMUNITY))
            code = f"{DISTRICT}{township_number:03}{number:03}"
            made.append(Community(code, township, f"{stem}社区", streets))
    return tuple(made)


def homes(seed: str, homes_count: int = RENTAL_HOMES) -> Iterator[Home]:
    """The homes in the order of their addresses, building by building; no two share an address."""
    chance = Random(f"{seed} homes")
    communities = all_communities()
    streets = [(community, street) for community in communities for street in community.streets]
    per_street = -(-homes_count // len(streets))
    numbers = count(1)
    left = homes_count
    for community, street in streets:
        wanted = min(per_street, left)
        left -= wanted
        for place in _places(chance, wanted):
            yield _home(chance, next(numbers), community, street, place)


def _places(chance: Random, wanted: int) -> Iterator[tuple[int, int, int, int]]:
    """House, building, unit and room along a street."""
    house, building = 0, 0
    made = 0
    while made < wanted:
        building = building % 3 + 1
        house += 2 if building == 1 else 0
        units, floors = chance.choice((2, 3, 4)), chance.choice((5, 6, 6, 11, 18))
        doors = [
            (house, building, unit, floor * 100 + door)
            for unit in range(1, units + 1)
            for floor in range(1, floors + 1)
            for door in range(1, _ROOMS_PER_FLOOR + 1)
        ]
        let = min(wanted - made, max(3, len(doors) // 3))
        yield from sorted(chance.sample(doors, min(let, len(doors))))
        made += min(let, len(doors))


def _home(chance: Random, number: int, community: Community, street: str, place: tuple[int, int, int, int]) -> Home:
    house, building, unit, room = place
    rooms = chance.choices((1, 2, 3, 4, 5), weights=(22, 38, 28, 8, 4))[0]
    area_m2 = round(rooms * chance.uniform(16, 34), 1)
    landlord = number - 1 if number > 1 and chance.random() < 0.2 else number  # noqa: PLR2004 - one in five lets two
    return Home(
        number, community, street, house, building, unit, room,
        building_use=_drawn(chance, BUILDING_USES),
        letting_use=_drawn(chance, LETTING_USES),
        area_m2=area_m2,
        rooms=rooms,
        capacity=max(1, int(area_m2 // 5)),
        landlord=landlord,
    )  # fmt: skip


def _drawn(chance: Random, shares: dict[str, float]) -> str:
    return chance.choices(tuple(shares), weights=tuple(shares.values()))[0]


def _street(number: int) -> str:
    """The names without repeating: stem, ending, and a direction once those are used up."""
    stems, endings = len(_STREET_STEMS), len(_STREET_ENDINGS)
    stem, ending = _STREET_STEMS[number % stems], _STREET_ENDINGS[number // stems % endings]
    part = ("", "东", "西", "南", "北", "中", "前", "后", "上", "下")[number // (stems * endings)]
    return f"{stem}{part}{ending}"
