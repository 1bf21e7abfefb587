"""Persons who were registered twice, by the mistakes that offices make, and pairs who only look so. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from bench.district.names import HOMOPHONES, PersonName, draw_name, draw_surname
from bench.district.people import (
    YOUNGEST_PARENT_YEAR,
    Person,
    check_character,
    citizen_number,
    guardian_of,
    phone_number,
)


class Slip(StrEnum):
    """How the second registration of a person differs from the first."""

    HOMOPHONE = "homophone"
    SWAPPED_DIGITS = "swapped-digits"
    MOVED_BIRTH = "moved-birth"
    OLD_PHONE = "old-phone"


class Likeness(StrEnum):
    """Why two persons look like one."""

    SAME_NAME = "same-name"
    TWINS = "twins"
    PARENT_AND_CHILD = "parent-and-child"
    ROOMMATES = "roommates"


SLIPS: Sequence[tuple[Slip, ...]] = (
    (Slip.HOMOPHONE,),
    (Slip.SWAPPED_DIGITS,),
    (Slip.MOVED_BIRTH,),
    (Slip.OLD_PHONE,),
    (Slip.HOMOPHONE, Slip.OLD_PHONE),
    (Slip.SWAPPED_DIGITS, Slip.OLD_PHONE),
    (Slip.MOVED_BIRTH, Slip.OLD_PHONE),
    (Slip.HOMOPHONE, Slip.SWAPPED_DIGITS),
)
"""Each as often as the others. No pair differs in everything: nobody could tell that it is one."""


@dataclass(frozen=True, slots=True)
class Double:
    """One person under two indexes."""

    first: int
    second: int
    slips: tuple[Slip, ...]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Two persons who are not one."""

    first: int
    second: int
    likeness: Likeness


def can_be_planted(person: Person) -> bool:
    """Whether somebody can be the first of a pair: the head of a household, whose name can be mistyped."""
    number = person.document_number
    return (
        person.document_type == "居民身份证"
        and person.name.surname != ""
        and person.relation == "户主"
        and person.born_on.year <= YOUNGEST_PARENT_YEAR
        and any(character in HOMOPHONES for character in person.name.given)
        and any(number[place] != number[place + 1] for place in _SWAPS)
    )


def second_registration(
    person: Person, slips: tuple[Slip, ...], index: int, elsewhere: Person, chance: Random
) -> Person:
    """The person again, in the home of `elsewhere`, with these slips."""
    again = replace(person, index=index, head=index, home=elsewhere.home, registered_on=elsewhere.registered_on)
    for slip in slips:
        again = _SLIPS[slip](again, chance)
    return again


def near_miss(person: Person, likeness: Likeness, index: int, elsewhere: Person, chance: Random) -> Person:
    """Another person who looks like this one; only their namesake lives elsewhere."""
    return _LIKENESSES[likeness](person, index, elsewhere, chance)


def planted(firsts: Sequence[Person], start: int, chance: Random) -> Iterator[tuple[Person, Double | NearMiss]]:
    """A second person for each first one: doubles for one half, near misses for the other, indexes from `start`."""
    doubles = len(firsts) // 2
    kinds = tuple(Likeness)
    for place, first in enumerate(firsts):
        index, elsewhere = start + place, firsts[(place * 7 + 1) % len(firsts)]
        if place < doubles:
            slips = SLIPS[place % len(SLIPS)]
            yield second_registration(first, slips, index, elsewhere, chance), Double(first.index, index, slips)
        else:
            likeness = kinds[place % len(kinds)]
            yield near_miss(first, likeness, index, elsewhere, chance), NearMiss(first.index, index, likeness)


_SWAPS = (3, 4, 14)
"""Where two digits may trade places and still make a number of a person of the same sex and birth."""


def _homophone(person: Person, _chance: Random) -> Person:
    given = person.name.given
    place = next(place for place, character in enumerate(given) if character in HOMOPHONES)
    typed = given[:place] + HOMOPHONES[given[place]] + given[place + 1 :]
    return replace(person, name=replace(person.name, given=typed))


def _swapped(person: Person, chance: Random) -> Person:
    """The check character is that of the wrong number: the entry was accepted, after all."""
    number = person.document_number
    place = chance.choice([place for place in _SWAPS if number[place] != number[place + 1]])
    first_17 = number[:place] + number[place + 1] + number[place] + number[place + 2 : 17]
    return replace(person, document_number=first_17 + check_character(first_17))


def _moved(person: Person, chance: Random) -> Person:
    """Another day in the same month, or day and month the other way round."""
    born_on = person.born_on
    if born_on.day <= 12 and born_on.day != born_on.month and chance.random() < 0.4:  # noqa: PLR2004 - a month; two in five
        moved = date(born_on.year, born_on.day, born_on.month)
    else:
        days = chance.choice((1, 2, 10))
        moved = born_on + timedelta(days=days if born_on.day <= 15 else -days)  # noqa: PLR2004 - stays in its month
    number = citizen_number(person.document_number[:6], moved, int(person.document_number[14:17]))
    return replace(person, born_on=moved, document_number=number)


def _old_phone(person: Person, _chance: Random) -> Person:
    return replace(person, phone=phone_number(50_000_000 + person.index))


_SLIPS: dict[Slip, Callable[[Person, Random], Person]] = {
    Slip.HOMOPHONE: _homophone,
    Slip.SWAPPED_DIGITS: _swapped,
    Slip.MOVED_BIRTH: _moved,
    Slip.OLD_PHONE: _old_phone,
}


def _namesake(person: Person, index: int, elsewhere: Person, chance: Random) -> Person:
    """The same name, near in age, nothing else."""
    born_on = person.born_on + timedelta(days=chance.choice((-1, 1)) * chance.randrange(40, 1_000))
    return replace(
        person, index=index, head=index, home=elsewhere.home, born_on=born_on, phone=phone_number(index),
        document_number=citizen_number(elsewhere.document_number[:6], born_on, _free_sequence(index, person)),
        domicile_code=elsewhere.domicile_code, employer=elsewhere.employer,
    )  # fmt: skip


def _twin(person: Person, index: int, _elsewhere: Person, _chance: Random) -> Person:
    """The same day, surname, parents' home and telephone; the numbers follow each other."""
    given = person.name.given[:-1] + _other_character(person.name.given[-1])
    sequence = int(person.document_number[14:17])
    number = citizen_number(person.document_number[:6], person.born_on, sequence + (2 if sequence < 990 else -2))  # noqa: PLR2004 - three digits
    name = replace(person.name, given=given)
    return replace(person, index=index, relation="其他亲属", name=name, document_number=number)


def _child(person: Person, index: int, _elsewhere: Person, chance: Random) -> Person:
    """The child in the same home, with the parent's telephone, surname, and one character of the given name."""
    born_on = date(
        min(2024, person.born_on.year + chance.randint(20, 30)), person.born_on.month, person.born_on.day % 28 + 1
    )
    name = PersonName(person.name.surname, person.name.given[-1] + _other_character(person.name.given[-1]), "01")
    number = citizen_number(person.document_number[:6], born_on, _free_sequence(index, person))
    return replace(
        person,
        index=index,
        relation="子女",
        name=name,
        born_on=born_on,
        document_number=number,
        reason="06",
        guardian=guardian_of(born_on, person.name),
    )


def _roommate(person: Person, index: int, elsewhere: Person, chance: Random) -> Person:
    """Somebody of the same age and sex in the same home, reached by the same telephone."""
    born_on = person.born_on + timedelta(days=chance.randrange(20, 700))
    surname = draw_surname(chance)
    while surname == person.name.surname:
        surname = draw_surname(chance)
    return replace(
        person, index=index, relation="合租人", born_on=born_on,
        name=draw_name(chance, born_on.year, is_male=person.is_male, surname=surname),
        document_number=citizen_number(elsewhere.document_number[:6], born_on, _free_sequence(index, person)),
    )  # fmt: skip


_LIKENESSES: dict[Likeness, Callable[[Person, int, Person, Random], Person]] = {
    Likeness.SAME_NAME: _namesake,
    Likeness.TWINS: _twin,
    Likeness.PARENT_AND_CHILD: _child,
    Likeness.ROOMMATES: _roommate,
}


def _other_character(character: str) -> str:
    """A character that is neither the same nor read like it."""
    return "清" if character not in "清青" else "远"


def _free_sequence(index: int, person: Person) -> int:
    return 2 * (index % 499) + person.is_male
