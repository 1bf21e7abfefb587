"""The 152 supervisees of the invented county: who they are and where they live, and what their files say. Pure.

Who and where is always the same; the days of judgments and terms are counted back from the day on which the town is
raised.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import hypot
from random import Random

from api.demo.county import CITY, COUNTY, DIVISIONS, PLANE, TOWNSHIPS, Street, Township, all_streets
from api.demo.names import supervisee_names
from devices.simulator.ways import Spot
from supervision.corrections.category import Category
from supervision.corrections.content import FileContent, term_of
from supervision.corrections.identity import Home, Identity, Judgment, PersonToCall, Telephones
from supervision.corrections.injunctions import Injunction, InjunctionKind, OutsidePrison
from supervision.documents import DocumentType, Sex, check_character
from supervision.legal_time import add_months

IN_TOWNSHIP = (47, 23, 22, 21, 20, 19)
LASTING_IN_TOWNSHIP = (21, 9, 9, 8, 8, 7)
"""How many of each township's residents have a term that lasts for years: among them are those who wear trackers."""

TAKEN_OVER_DAYS = 400
"""For how long the files have been kept here; older terms were taken over with their papers."""

_SEED = "residents"
_OFF_THE_STREET_M = (12.0, 22.0)
_NOT_AT_THE_CORNER = (0.18, 0.82)
_MALE_SHARE = 0.83
_ONE_IN = 5
INJUNCTIONS = (
    Injunction(InjunctionKind.AREA, "禁止进入县体育馆等举办大型群众性活动的场所"),
    Injunction(InjunctionKind.PERSON, "禁止接触本案被害人及其近亲属"),
)
"""What the court forbade."""
_NO_SUCH_NUMBERS = "160"
"""How mobile numbers begin that were given to nobody."""


@dataclass(frozen=True, slots=True)
class Resident:
    """A supervisee: always the same person at the same address."""

    number: int
    name: str
    is_male: bool
    born_on: date
    township: Township
    community: str
    address: str
    home: Spot
    door: Spot
    """Where the home meets its street."""
    corner: Spot
    """The crossing nearest to it."""
    is_lasting: bool

    @property
    def id_number(self) -> str:
        """A number after GB 11643 of a county that does not exist."""
        first_17 = f"{COUNTY}{self.born_on:%Y%m%d}{2 * self.number + self.is_male:03}"
        return first_17 + check_character(first_17)

    @property
    def phone(self) -> str:
        """A number that was given to nobody."""
        return f"{_NO_SUCH_NUMBERS}{(self.number + 17) * 7_654_321 % 10**8:08}"


@cache
def all_residents() -> tuple[Resident, ...]:
    """Everybody, township by township, those with lasting terms first."""
    chance = Random(_SEED)  # noqa: S311 - invented people
    men, women = supervisee_names(is_male=True), supervisee_names(is_male=False)
    people: list[Resident] = []
    for township, count, lasting in zip(TOWNSHIPS, IN_TOWNSHIP, LASTING_IN_TOWNSHIP, strict=True):
        streets = [street for street in all_streets() if street.township == township.code]
        taken = set[str]()
        for place in range(count):
            is_male = chance.random() < _MALE_SHARE
            home, door, corner, address = _dwelling(township, streets, taken, chance)
            community = township.communities[township.community_at(home)]
            people.append(
                Resident(
                    number=len(people) + 1,
                    name=next(men if is_male else women),
                    is_male=is_male,
                    born_on=date(1957, 1, 1) + timedelta(days=chance.randrange(48 * 365)),
                    township=township,
                    community=community,
                    address=f"{DIVISIONS[CITY]}{DIVISIONS[COUNTY]}{township.name}{community}{address}",
                    home=home,
                    door=door,
                    corner=corner,
                    is_lasting=place < lasting,
                )
            )
    return tuple(people)


def _dwelling(
    township: Township, streets: list[Street], taken: set[str], chance: Random
) -> tuple[Spot, Spot, Spot, str]:
    while True:
        street = chance.choice(streets)
        piece = chance.randrange(len(street.spots) - 1)
        start, end = street.spots[piece], street.spots[piece + 1]
        part, side = chance.uniform(*_NOT_AT_THE_CORNER), chance.choice((1, -1))
        house_number = 2 * int((piece + part) * township.spacing_m / 12) + (side > 0) + 1
        address = f"{street.name}{house_number}号"
        if address not in taken:
            taken.add(address)
            break
    door = Spot(start.east_m + (end.east_m - start.east_m) * part, start.north_m + (end.north_m - start.north_m) * part)
    length_m, off_m = hypot(end.east_m - start.east_m, end.north_m - start.north_m), chance.uniform(*_OFF_THE_STREET_M)
    east, north = (end.north_m - start.north_m) / length_m, -(end.east_m - start.east_m) / length_m
    home = Spot(door.east_m + east * off_m * side, door.north_m + north * off_m * side)
    return home, door, start if part < 0.5 else end, address  # noqa: PLR2004 - the nearer half


@dataclass(frozen=True, slots=True)
class Case:
    """A person's file as it is opened, and on which day."""

    resident: Resident
    content: FileContent
    opened_on: date
    ends_on: date


_OFFENCES = (
    "危险驾驶罪", "盗窃罪", "故意伤害罪", "诈骗罪", "开设赌场罪", "交通肇事罪", "寻衅滋事罪",
    "掩饰、隐瞒犯罪所得罪", "非法捕捞水产品罪", "滥伐林木罪", "帮助信息网络犯罪活动罪", "妨害公务罪",
)  # fmt: skip
_RELATIONS = ("配偶", "父亲", "母亲", "兄弟姐妹", "成年子女", "单位同事")
_SHORTEST_GONE_DAYS = 9


def all_cases(today: date) -> tuple[Case, ...]:
    """The files of everybody as of a day: terms in progress, some about to end, four that have just ended."""
    return tuple(_case(resident, today) for resident in all_residents())


def _case(resident: Resident, today: date) -> Case:
    chance = Random(f"{_SEED} case {resident.number}")  # noqa: S311 - invented people
    category, months, starts_on = _term(resident, chance, today)
    taken_over_on = today - timedelta(days=TAKEN_OVER_DAYS)
    decided_on = starts_on - timedelta(days=chance.randint(10, 16))
    content = FileContent(
        category=category,
        identity=Identity(
            resident.name,
            DocumentType.ID_CARD,
            resident.id_number,
            sex=Sex.MALE if resident.is_male else Sex.FEMALE,
            ethnicity="汉族",
        ),
        telephones=Telephones(resident.phone, (_relative(resident, chance),)),
        home=_home(resident),
        judgment=Judgment(
            court=f"{DIVISIONS[COUNTY]}人民法院",
            document_number=f"（{decided_on.year}）云{COUNTY[2:]}刑初{resident.number + 20}号",
            offence=chance.choice(_OFFENCES),
            sentence=_sentence(category, months),
            decided_on=decided_on,
            effective_on=starts_on,
            term_years=months // 12,
            term_months=months % 12,
            injunctions=INJUNCTIONS if is_banned(resident) else (),
            outside_prison=_outside_prison(resident, category),
        ),
        term_starts_on=starts_on,
    )
    opened_on = max(starts_on + timedelta(days=chance.randint(1, 6)), taken_over_on)
    return Case(resident, content, opened_on, term_of(content, resident.township.code).last_day)


def is_banned(resident: Resident) -> bool:
    """Whether the court pronounced injunctions: against one in five of those whose suspended sentences last."""
    return resident.is_lasting and resident.number % _ONE_IN == 0


def _outside_prison(resident: Resident, category: Category) -> OutsidePrison:
    if category is not Category.MEDICAL_PAROLE:
        return OutsidePrison()
    return OutsidePrison(f"{resident.name[0]}广田，胞兄", f"161{resident.number:08}", f"{DIVISIONS[COUNTY]}人民医院")


def _term(resident: Resident, chance: Random, today: date) -> tuple[Category, int, date]:
    """Category, months and first day, so that the term is under way today."""
    if resident.is_lasting:
        return (
            Category.SUSPENDED_SENTENCE,
            chance.choice((36, 42, 48)),
            today - timedelta(days=chance.randint(110, 330)),
        )
    if resident.number in ENDED_DAYS_AGO:
        months = 6
        ended_ago = timedelta(days=ENDED_DAYS_AGO[resident.number])
        return Category.SUSPENDED_SENTENCE, months, add_months(today - ended_ago, -months) + timedelta(days=1)
    category = next(category for numbers, category in _OTHER_CATEGORIES if resident.number % 11 in numbers)
    months = chance.choice(_MONTHS[category])
    gone_days = chance.randint(_SHORTEST_GONE_DAYS, months * 30 - 4)
    return category, months, today - timedelta(days=gone_days)


_OTHER_CATEGORIES = (
    ({3}, Category.CONTROL),
    ({5}, Category.PAROLE),
    ({7}, Category.MEDICAL_PAROLE),
    (set(range(11)), Category.SUSPENDED_SENTENCE),
)
_MONTHS = {
    Category.CONTROL: (6, 9, 12, 18, 24),
    Category.PAROLE: (8, 12, 18, 24, 30),
    Category.MEDICAL_PAROLE: (6, 12, 18, 24),
    Category.SUSPENDED_SENTENCE: (6, 8, 10, 12, 18, 24, 30),
}
_LEAST_WITH_IMPRISONMENT = 12
"""Months of probation, at least, where the sentence is more than detention (Criminal Law, art. 73)."""
ENDED_DAYS_AGO = {30: 12, 41: 6, 64: 3, 105: 1}
"""Whose term has ended so many days ago."""


def _relative(resident: Resident, chance: Random) -> PersonToCall:
    surname, given = resident.name[0], chance.choice("国庆春秋福贵荣华")
    return PersonToCall(f"{surname}{given}", chance.choice(_RELATIONS), f"161{chance.randrange(10**8):08}")


def _home(resident: Resident) -> Home:
    place = PLANE.point(resident.home)
    return Home(resident.address, round(place.lat, 6), round(place.lon, 6))


def _sentence(category: Category, months: int) -> str:
    length = _in_words(months)
    match category:
        case Category.CONTROL:
            return f"管制{length}"
        case Category.PAROLE:
            return f"有期徒刑三年，假释考验期{length}"
        case Category.MEDICAL_PAROLE:
            return f"有期徒刑二年，暂予监外执行{length}"
        case Category.SUSPENDED_SENTENCE:
            imprisonment = "拘役四个月" if months < _LEAST_WITH_IMPRISONMENT else "有期徒刑一年"
            return f"{imprisonment}，缓刑{length}"


def _in_words(months: int) -> str:
    years, rest = divmod(months, 12)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest else "")
