"""What officers type when they look for somebody, with the person whom they mean.

Nobody types what fits a hundred people and expects one: each query is made longer, as an officer would make it, until
at most five people of the whole district fit it exactly.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from random import Random

from pypinyin import lazy_pinyin

from bench.district.names import SURNAME_READINGS
from bench.district.people import Person

MOST_MATCHES = 5


class QueryKind(StrEnum):
    """What is known of the person who is looked for."""

    WHOLE_NAME = "whole-name"
    SURNAME_AND_PHONE = "surname-and-phone"
    GIVEN_NAME_AND_BUILDING = "given-name-and-building"
    PINYIN = "pinyin"
    SPACED_PINYIN = "spaced-pinyin"
    INITIALS_AND_DOCUMENT = "initials-and-document"
    PHONE_AND_SURNAME = "phone-and-surname"
    DOCUMENT = "document"
    CARD_SERIAL = "card-serial"
    ADDRESS_AND_SURNAME = "address-and-surname"


@dataclass(frozen=True, slots=True)
class Query:
    """A text as it is typed. For a card it is `{card:N}`: the serial of the card of the household whose head is N."""

    text: str
    wanted: int
    kind: QueryKind
    matches: int


Parts = tuple[str, ...]

_WAYS: Mapping[QueryKind, Sequence[Parts]] = {
    QueryKind.WHOLE_NAME: (("name",), ("name", "phone"), ("name", "building")),
    QueryKind.SURNAME_AND_PHONE: (("surname", "phone"), ("surname", "phone", "building")),
    QueryKind.GIVEN_NAME_AND_BUILDING: (("given", "building"), ("given", "building", "phone")),
    QueryKind.PINYIN: (("pinyin",), ("pinyin", "phone"), ("pinyin", "document")),
    QueryKind.SPACED_PINYIN: (("spaced",), ("spaced", "phone"), ("spaced", "document")),
    QueryKind.INITIALS_AND_DOCUMENT: (("initials", "document"),),
    QueryKind.PHONE_AND_SURNAME: (("phone", "surname"), ("phone", "surname", "building")),
    QueryKind.DOCUMENT: (("document",), ("document", "surname")),
    QueryKind.CARD_SERIAL: (("card",),),
    QueryKind.ADDRESS_AND_SURNAME: (("building", "door", "surname"), ("building", "door", "surname", "phone")),
}
"""For each kind the ways to type it, shortest first."""

_SAME_AS = {"spaced": "pinyin"}
"""With spaces or without, it means the same people."""


def queries(everybody: Callable[[], Iterable[Person]], wanted: Sequence[int], count: int) -> tuple[Query, ...]:
    """So many queries, every kind as often, for people among `wanted`; ValueError where those do not suffice."""
    places = {index: place for place, index in enumerate(wanted)}
    found = sorted((person for person in everybody() if person.index in places), key=lambda one: places[one.index])
    counted = _counted(everybody(), found)
    made: list[Query] = []
    kinds = tuple(QueryKind)
    for person in found:
        query = _query(person, kinds[len(made) % len(kinds)], counted)
        if query:
            made.append(query)
        if len(made) == count:
            return tuple(made)
    raise ValueError(f"only {len(made)} of {count} queries can be answered")


def wanted_people(seed: str, people_count: int, count: int) -> list[int]:
    """Whom to ask for, with as many again in reserve."""
    return Random(f"{seed} queries").sample(range(people_count), min(people_count, 2 * count))


def fits(person: Person, parts: Parts, values: Sequence[str]) -> bool:
    """Whether a person is one of those whom this way of asking means."""
    return all(_PARTS[part](person) == value for part, value in zip(parts, values, strict=True))


def _query(person: Person, kind: QueryKind, counted: Counter[tuple[Parts, Parts]]) -> Query | None:
    for parts in _WAYS[kind]:
        values = tuple(_PARTS[part](person) for part in parts)
        matches = counted[_key(person, parts)]
        if all(values) and matches <= MOST_MATCHES:
            return Query(" ".join(values), person.index, kind, matches)
    return None


def _counted(everybody: Iterable[Person], wanted: Iterable[Person]) -> Counter[tuple[Parts, Parts]]:
    """How many people fit each way in which somebody wanted could be asked for."""
    ways = {tuple(_SAME_AS.get(part, part) for part in parts) for kind in _WAYS.values() for parts in kind}
    counted = Counter({_key(person, parts): 0 for person in wanted for parts in ways})
    for person in everybody:
        for parts in ways:
            key = _key(person, parts)
            if key in counted:
                counted[key] += 1
    return counted


def _key(person: Person, parts: Parts) -> tuple[Parts, Parts]:
    plain = tuple(_SAME_AS.get(part, part) for part in parts)
    return plain, tuple(_PARTS[part](person) for part in plain)


@cache
def _reading(character: str) -> str:
    return "".join(lazy_pinyin(character, errors="ignore"))


def _syllables(person: Person) -> Iterator[str]:
    surname = person.name.surname
    yield from SURNAME_READINGS.get(surname, " ".join(map(_reading, surname))).split()
    yield from filter(None, map(_reading, person.name.given))


_PARTS: Mapping[str, Callable[[Person], str]] = {
    "name": lambda person: person.name.whole,
    "surname": lambda person: person.name.surname,
    "given": lambda person: person.name.given if person.name.surname else "",
    "pinyin": lambda person: "".join(_syllables(person)),
    "spaced": lambda person: " ".join(_syllables(person)),
    "initials": lambda person: "".join(syllable[0] for syllable in _syllables(person)),
    "phone": lambda person: person.phone[-4:],
    "document": lambda person: person.document_number[-6:],
    "building": lambda person: person.home.building_address,
    "door": lambda person: f"{person.home.unit}单元{person.home.room}室",
    "card": lambda person: f"{{card:{person.head}}}",
}
