"""Who is registered for a measurement: the invented district, and beside it a crowd of any size. Pure.

The district's people have their doubles and their questions; the crowd is there to be in the way. It is drawn quickly,
from a pool of names as frequent as names are.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from bench.district.district import District
from bench.district.names import draw_foreign_name, draw_name
from bench.district.people import Person as Invented
from bench.district.people import citizen_number
from bench.district.places import all_communities
from supervision.documents import DocumentType, Sex
from supervision.residence.households.person import Person

CROWD_COUNTY = "149732"
"""The county of the crowd; no list knows it."""

TOWNSHIPS, COMMUNITIES_EACH = 9, 12
_NAMES = 60_000
_HOUSEHOLD = 4
_ROOMS_A_BUILDING = 60
_FLOOR_ROOMS = 4
_COUNTIES = 9 * 99
_PHONES = "165"

_TYPES = {
    "居民身份证": DocumentType.ID_CARD,
    "港澳居民来往内地通行证": DocumentType.HK_MACAO_PERMIT,
    "台湾居民来往大陆通行证": DocumentType.TAIWAN_PERMIT,
    "护照": DocumentType.PASSPORT,
}


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody to be registered; `index` is the district's, for those who are looked for."""

    person: Person
    registered_on: date
    expected_until: date
    index: int | None = None


@dataclass(slots=True)
class Home:
    """One dwelling with its household."""

    street: str
    building: str
    unit: str
    room: str
    area_m2: float
    rooms: int
    residents: list[Resident] = field(default_factory=list)


def communities_of(county: str) -> list[str]:
    """The twelve digits of a county's communities."""
    return [
        f"{county}{town:03}{place:03}" for town in range(1, TOWNSHIPS + 1) for place in range(1, COMMUNITIES_EACH + 1)
    ]


def district_homes(district: District) -> dict[str, list[Home]]:
    """The homes of the invented district by community, those where nobody lives left out."""
    homes: dict[tuple[str, int], Home] = {}
    for one in district.people():
        at = one.home
        home = homes.setdefault(
            (at.community.code, at.number),
            Home(at.street, f"{at.house}号{at.building}号楼", f"{at.unit}单元", f"{at.room}", at.area_m2, at.rooms),
        )
        home.residents.append(_resident(one))
    found: dict[str, list[Home]] = defaultdict(list)
    for (community, _), home in homes.items():
        found[community].append(home)
    return found


def _resident(one: Invented) -> Resident:
    person = Person(
        name=one.name.whole,
        document_type=_TYPES[one.document_type],
        document_number=one.document_number,
        sex=Sex.MALE if one.is_male else Sex.FEMALE,
        born_on=one.born_on,
        ethnicity=one.name.nation,
        phone=one.phone,
        domicile_code=one.domicile_code,
        domicile_address=one.domicile,
    )
    return Resident(person, one.registered_on, one.ends_on, one.index)


def pool_of_names(seed: str) -> list[tuple[str, bool]]:
    """Names with the sex of their bearers, each as often as it occurs."""
    chance = Random(f"{seed} names")
    names = []
    for _ in range(_NAMES):
        is_male = chance.random() < 0.54  # noqa: PLR2004 - the share of men
        is_foreign = chance.random() < 0.003  # noqa: PLR2004
        name = draw_foreign_name(chance) if is_foreign else draw_name(chance, 1988, is_male=is_male)
        names.append((name.whole, is_male))
    return names


def crowd_homes(seed: str, place: int, wanted: int, names: Sequence[tuple[str, bool]]) -> list[Home]:
    """The homes of the crowd's community number `place`, with so many residents."""
    chance = Random(f"{seed} {place}")
    streets = all_communities()[place].streets
    homes: list[Home] = []
    people = _crowd(chance, place, wanted, names)
    left = wanted
    while left > 0:
        size = min(left, chance.randint(1, 2 * _HOUSEHOLD))
        number = len(homes)
        building, door = divmod(number, _ROOMS_A_BUILDING)
        floor, room = divmod(door, _FLOOR_ROOMS)
        homes.append(
            Home(
                streets[building % len(streets)],
                f"{building // len(streets) + 1}号楼",
                "1单元",
                f"{floor + 1}{room + 1:02}",
                float(chance.randint(30, 110)),
                chance.randint(1, 4),
                [next(people) for _ in range(size)],
            )
        )
        left -= size
    return homes


def _crowd(chance: Random, place: int, wanted: int, names: Sequence[tuple[str, bool]]) -> Iterator[Resident]:
    today = date(2026, 11, 20)
    for number in range(wanted):
        index = place * 100_000 + number
        name, is_male = names[int(chance.random() * len(names))]
        born_on = date(1950, 1, 1) + timedelta(days=int(chance.random() * 20_000))
        code = f"{11 + index % 4}{91 + index % _COUNTIES // 99}{index % 99 + 1:02}"
        person = Person(
            name=name,
            document_type=DocumentType.ID_CARD,
            document_number=citizen_number(code, born_on, 2 * (index // 7 % 499) + is_male),
            sex=Sex.MALE if is_male else Sex.FEMALE,
            born_on=born_on,
            ethnicity="01",
            phone=f"{_PHONES}{(index * 7_654_321 + 1_234_567) % 10**8:08}",
            domicile_code=code,
        )
        since = today - timedelta(days=int(chance.random() * 1_400))
        yield Resident(person, since, today + timedelta(days=int(chance.random() * 700) - 20))
