"""Who lives in the cabinets' homes: residents from other provinces, invented, and always the same. Pure.

Who and where is always the same; days are counted back from the day on which the town is raised.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from api.demo.drawers.places import Build, Care, DrawerPlace, Home, all_drawers
from api.demo.names import RESIDENT_SURNAMES, resident_name
from supervision.documents import DocumentType, check_character
from supervision.residence.codes import ArrivalReason, LettingUse, LodgingKind
from supervision.residence.households.person import Guardian, Person
from supervision.residence.households.words import HouseholdKind, MemberRole

TAKEN_OVER = 390
"""Registered so many days ago, from the papers of the time before; those were met again lately."""

_SEED = "households"
_ORIGINS = (
    ("419723", "豫川省清渠县", "清渠县公安局"),
    ("429725", "江汉省柳塘县", "柳塘县公安局"),
    ("349722", "皖河省桐坡县", "桐坡县公安局"),
    ("519728", "蜀西省蕉塘县", "蕉塘县公安局"),
    ("369724", "赣水省枫塘县", "枫塘县公安局"),
    ("619726", "秦岭省塬前县", "塬前县公安局"),
    ("239721", "松北省松屯县", "松屯县公安局"),
    ("459727", "桂江省榕口县", "榕口县公安局"),
)
"""Counties that no list knows, in provinces of the same kind."""
_ADULT_BIRTHS, _CHILD_BIRTHS, _OLD_BIRTHS = (1966, 2003), (2012, 2023), (1950, 1960)
_NO_SUCH_NUMBERS = "163"
"""How mobile numbers begin that were given to nobody."""

_REGISTERED: dict[Care, tuple[int, ...]] = {
    Care.GOOD: (71, TAKEN_OVER, 58, 44, 84, 30, 71, 19, 58, 9, 44, 71, 2, 84, 30, 58),
    Care.FAIR: (71, 120, 58, TAKEN_OVER, 84, 30, 71, 19, 58, 9, 44, 71, 84, 2, 58, 1),
    Care.POOR: (130, 71, TAKEN_OVER, 120, 58, 150, 44, 9, 130, 71, 30, 84, 2, 120, 58, 44),
}
"""How many days ago the households of a drawer were registered, in the order of the doors."""
_PAST_END = {Care.GOOD: 0, Care.FAIR: 15, Care.POOR: 6}
"""Of so many households one should have left by now."""
_LONGEST_PAST_END = 40


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a household."""

    person: Person
    role: MemberRole
    reason: ArrivalReason


@dataclass(frozen=True, slots=True)
class Household:
    """Who lives in a home together; days are counted back from the raising, `ends_in_days` ahead of it."""

    number: int
    drawer: DrawerPlace
    home: Home
    kind: HouseholdKind
    lodging: LodgingKind
    members: tuple[Member, ...]
    registered_days: int
    came_days: int
    ends_in_days: int | None

    @property
    def is_proved(self) -> bool:
        """Whether papers prove since when they live here."""
        return self.registered_days == TAKEN_OVER or self.number % 5 == 0


@cache
def all_households() -> tuple[Household, ...]:
    """Every household, drawer by drawer in the order of the doors."""
    maker, households = _Maker(), list[Household]()
    for drawer in all_drawers():
        place = 0
        for home in drawer.homes:
            chance = Random(f"{_SEED} {''.join(home.place)}")  # noqa: S311 - invented people
            if home.facts is not None and _happens(chance, _lived_in_share(home)):
                households.append(_household(len(households), drawer, home, place, maker, chance))
                place += 1
    return tuple(households)


@cache
def all_newcomers() -> tuple[Person, ...]:
    """People who are not registered yet: somebody gives notice of them, or meets them at a door."""
    maker = _Maker({member.person.name for household in all_households() for member in household.members})
    chance = Random(f"{_SEED} newcomers")  # noqa: S311 - invented people
    return tuple(maker.person(chance, _ADULT_BIRTHS, is_male=number % 2 == 0, order=600) for number in range(16))


def _lived_in_share(home: Home) -> float:
    if home.facts is not None and home.facts.letting_use is LettingUse.DORMITORY:
        return 0.95
    return 0.93 if home.is_let else 0.3


def _household(number: int, drawer: DrawerPlace, home: Home, place: int, maker: "_Maker", chance: Random) -> Household:
    registered = _REGISTERED[drawer.care][place % len(_REGISTERED[drawer.care])]
    came = registered + (210 if registered == TAKEN_OVER or number % 5 == 0 else chance.randint(1, 3))
    kind, members = _members(drawer, home, place, maker, chance)
    lodging = _lodging(drawer, home)
    return Household(
        number=number,
        drawer=drawer,
        home=home,
        kind=kind,
        lodging=lodging,
        members=tuple(members),
        registered_days=registered,
        came_days=came,
        ends_in_days=None if lodging is LodgingKind.OWNED else _ends_in(drawer.care, registered, place, chance),
    )


def _lodging(drawer: DrawerPlace, home: Home) -> LodgingKind:
    if drawer.build is Build.DORMITORY:
        return LodgingKind.STAFF_DORMITORY
    return LodgingKind.RENTED if home.is_let else LodgingKind.OWNED


def _ends_in(care: Care, registered_days: int, place: int, chance: Random) -> int:
    if _PAST_END[care] and _is_turn(place, _PAST_END[care], 4) and registered_days > _LONGEST_PAST_END:
        return -chance.randint(3, _LONGEST_PAST_END)
    return chance.randint(2, 28) if _is_turn(place, 9, 7) else chance.randint(45, 330)


def _members(
    drawer: DrawerPlace, home: Home, place: int, maker: "_Maker", chance: Random
) -> tuple[HouseholdKind, list[Member]]:
    """A family, people who share, or a room of a dormitory; where a drawer is ill kept, sometimes more than may."""
    if drawer.build is Build.DORMITORY:
        return HouseholdKind.DORMITORY, _shared(maker, chance, chance.randint(3, 5), is_male=place % 3 != 0)
    is_small = home.facts is not None and home.facts.rooms == 1
    if is_small and drawer.care is not Care.GOOD and _is_turn(place, 6, 5):
        return HouseholdKind.SHARED, _shared(maker, chance, 4, is_male=True)
    if not is_small and _is_turn(place, 5, 3):
        return HouseholdKind.SHARED, _shared(maker, chance, chance.randint(2, 3), is_male=_happens(chance, 0.6))
    family = list(_family(maker, chance))
    return HouseholdKind.FAMILY, family[:2] if is_small else family


def _shared(maker: "_Maker", chance: Random, count: int, *, is_male: bool) -> list[Member]:
    return [
        Member(
            maker.person(chance, _ADULT_BIRTHS, is_male=is_male),
            MemberRole.HEAD if place == 0 else MemberRole.COMPANION,
            ArrivalReason.WORK,
        )
        for place in range(count)
    ]


def _family(maker: "_Maker", chance: Random) -> Iterator[Member]:
    is_male = _happens(chance, 0.75)
    head = maker.person(chance, _ADULT_BIRTHS, is_male=is_male)
    yield Member(head, MemberRole.HEAD, chance.choice((ArrivalReason.WORK, ArrivalReason.WORK, ArrivalReason.BUSINESS)))
    if _happens(chance, 0.25):
        return
    yield Member(
        maker.person(chance, _ADULT_BIRTHS, is_male=not is_male, like=head),
        MemberRole.SPOUSE,
        chance.choice((ArrivalReason.WORK, ArrivalReason.ACCOMPANYING)),
    )
    guardian = Guardian(head.name, "父亲" if is_male else "母亲", head.phone)
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        child = maker.person(
            chance, _CHILD_BIRTHS, is_male=_happens(chance, 0.5), surname=head.name[0], like=head, guardian=guardian
        )
        yield Member(child, MemberRole.CHILD, ArrivalReason.ACCOMPANYING)
    if _happens(chance, 0.12):
        parent = maker.person(chance, _OLD_BIRTHS, is_male=True, surname=head.name[0], like=head)
        yield Member(parent, MemberRole.PARENT, ArrivalReason.JOINING_RELATIVES)


def _happens(chance: Random, share: float) -> bool:
    return chance.random() < share


def _is_turn(place: int, every: int, turn: int) -> bool:
    """Whether it is a place's turn, of every so many."""
    return place % every == turn


class _Maker:
    """Makes people, no two of one name or number."""

    def __init__(self, taken: set[str] | None = None) -> None:
        self._names = set(taken or ())
        self._count = 0

    def person(
        self,
        chance: Random,
        births: tuple[int, int],
        *,
        is_male: bool,
        surname: str = "",
        like: Person | None = None,
        guardian: Guardian | None = None,
        order: int = 0,
    ) -> Person:
        """Somebody born in one of those years; `like` whom they come from the same place."""
        self._count += 1
        code, home, issuer = _ORIGINS[self._count % len(_ORIGINS)] if like is None else _origin_of(like)
        born_on = date(births[0], 1, 1) + timedelta(days=chance.randrange((births[1] - births[0]) * 365))
        first_17 = f"{code}{born_on:%Y%m%d}{order + 2 * (self._count % 290) + is_male:03}"
        return Person(
            name=resident_name(chance, surname or chance.choice(RESIDENT_SURNAMES), is_male=is_male, taken=self._names),
            document_type=DocumentType.ID_CARD,
            document_number=first_17 + check_character(first_17),
            ethnicity="汉族" if self._count % 17 else "土家族",
            phone="" if guardian else f"{_NO_SUCH_NUMBERS}{(self._count + 10 * order + 41) * 7_654_321 % 10**8:08}",
            domicile_address=f"{home}{chance.choice('东南西北')}{chance.choice('山河塘坡')}镇",
            issuer=issuer,
            guardian=guardian,
        )


def _origin_of(person: Person) -> tuple[str, str, str]:
    return next(origin for origin in _ORIGINS if person.document_number.startswith(origin[0]))
