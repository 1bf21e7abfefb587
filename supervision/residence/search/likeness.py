"""Whether two records may be of one person: a comparison with reasons in words, for an officer to decide. Pure.

Nothing is counted and nobody is rated. A document decides first: numbers are given once, so two that differ by a slip
of the hand speak for one person, and two that differ at large for two, whatever else agrees. Brothers and sisters,
twins above all, share birth, telephone and most of a number: there only the very same name counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from supervision.residence.households.duplicate_keys import NUMBERED_BY_BIRTH, readings_of
from supervision.residence.households.person import Person
from supervision.vault.search_terms import normalise_document, normalise_name, normalise_phone
from supervision.wording import Wording

_CARD_BODY = 17
_BIRTH = range(6, 14)
_ORDER = range(14, 17)
_NEAR_DAYS = 31
_FEW = 2
_SWAPPED_DIGITS_APART = 9  # what exchanging two neighbours changes a number by, at least


class Likeness(StrEnum):
    """How two records agree in one respect, or nearly do."""

    NAME_SAME = "name-same"
    NAME_SOUNDS_SAME = "name-sounds-same"
    NAME_ONE_SIGN = "name-one-sign"
    DOCUMENT_SAME = "document-same"
    DOCUMENT_ONE_SIGN = "document-one-sign"
    DOCUMENT_SWAPPED = "document-swapped"
    DOCUMENT_BIRTH = "document-birth"
    DOCUMENT_OTHER_KIND = "document-other-kind"
    BIRTH_SAME = "birth-same"
    BIRTH_NEAR = "birth-near"
    PHONE_SAME = "phone-same"


LIKENESS_NAMES: Mapping[Likeness, Wording] = {
    Likeness.NAME_SAME: Wording("姓名相同", "the same name"),
    Likeness.NAME_SOUNDS_SAME: Wording(
        "姓名读音相同，用字不同", "names that sound the same and are written differently"
    ),
    Likeness.NAME_ONE_SIGN: Wording("姓名只差一个字", "names that differ by one character"),
    Likeness.DOCUMENT_SAME: Wording("证件号码相同", "the same document number"),
    Likeness.DOCUMENT_ONE_SIGN: Wording("证件号码只差一位", "document numbers that differ by one character"),
    Likeness.DOCUMENT_SWAPPED: Wording("证件号码有相邻两位互换", "document numbers with two neighbours exchanged"),
    Likeness.DOCUMENT_BIRTH: Wording("证件号码只有出生日期不同", "document numbers that differ in the birth alone"),
    Likeness.DOCUMENT_OTHER_KIND: Wording(
        "证件种类不同，号码无法比较", "documents of two kinds, whose numbers say nothing"
    ),
    Likeness.BIRTH_SAME: Wording("出生日期相同", "the same day of birth"),
    Likeness.BIRTH_NEAR: Wording("出生日期相近", "days of birth that are near"),
    Likeness.PHONE_SAME: Wording("联系电话相同", "the same telephone"),
}
"""What each is called on the page of two records."""

_SAME_NAMES = frozenset({Likeness.NAME_SAME, Likeness.NAME_SOUNDS_SAME})
_SLIPS = frozenset({Likeness.DOCUMENT_ONE_SIGN, Likeness.DOCUMENT_SWAPPED, Likeness.DOCUMENT_BIRTH})


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two records have in common, and whether that is enough to show them to an officer."""

    likenesses: tuple[Likeness, ...]
    may_be_one: bool


def compare(one: Person, other: Person) -> Comparison:
    """Compare two records; the order of the two does not matter."""
    name, document = _names(one, other), _documents(one, other)
    birth, phone = _births(one, other), _phones(one, other)
    found = tuple(likeness for likeness in (name, document, birth, phone) if likeness is not None)
    return Comparison(found, may_be_one=_may_be_one(one, other, frozenset(found)))


def _may_be_one(one: Person, other: Person, found: frozenset[Likeness]) -> bool:
    if Likeness.DOCUMENT_SAME in found:
        return True
    is_named_the_same, sounds_the_same = Likeness.NAME_SAME in found, bool(found & _SAME_NAMES)
    if found & _SLIPS:
        if _are_numbered_like_twins(one, other):
            return is_named_the_same
        return sounds_the_same or {Likeness.NAME_ONE_SIGN, Likeness.PHONE_SAME} <= found
    if Likeness.BIRTH_SAME not in found or (one.sex and other.sex and one.sex is not other.sex):
        return False
    if Likeness.DOCUMENT_OTHER_KIND in found:
        return is_named_the_same or (sounds_the_same and Likeness.PHONE_SAME in found)
    return is_named_the_same and Likeness.PHONE_SAME in found


def _names(one: Person, other: Person) -> Likeness | None:
    first, second = normalise_name(one.name), normalise_name(other.name)
    if first == second:
        return Likeness.NAME_SAME
    if readings_of(one.name)[0] & readings_of(other.name)[0]:
        return Likeness.NAME_SOUNDS_SAME
    is_long = len(first) == len(second) > _FEW
    return Likeness.NAME_ONE_SIGN if is_long and len(_differences(first, second)) == 1 else None


def _documents(one: Person, other: Person) -> Likeness | None:
    first, second = normalise_document(one.document_number), normalise_document(other.document_number)
    if first == second:
        return Likeness.DOCUMENT_SAME
    if one.document_type is not other.document_type:
        return Likeness.DOCUMENT_OTHER_KIND
    if one.document_type in NUMBERED_BY_BIRTH:  # the check character follows from the others
        first, second = first[:_CARD_BODY], second[:_CARD_BODY]
    if len(first) != len(second):
        return None
    places = _differences(first, second)
    if len(places) <= 1:
        return Likeness.DOCUMENT_ONE_SIGN
    if _is_swap(first, second, places):
        return Likeness.DOCUMENT_SWAPPED
    is_birth = one.document_type in NUMBERED_BY_BIRTH and set(places) <= set(_BIRTH)
    return Likeness.DOCUMENT_BIRTH if is_birth and _births(one, other) is Likeness.BIRTH_NEAR else None


def _are_numbered_like_twins(one: Person, other: Person) -> bool:
    """Whether two cards were numbered on one day in one place, one shortly after the other."""
    if not {one.document_type, other.document_type} <= NUMBERED_BY_BIRTH:
        return False
    first, second = normalise_document(one.document_number), normalise_document(other.document_number)
    if not set(_differences(first[:_CARD_BODY], second[:_CARD_BODY])) <= set(_ORDER):
        return False
    return abs(int(first[_ORDER.start : _ORDER.stop]) - int(second[_ORDER.start : _ORDER.stop])) < _SWAPPED_DIGITS_APART


def _differences(first: str, second: str) -> list[int]:
    return [place for place, signs in enumerate(zip(first, second, strict=False)) if signs[0] != signs[1]]


def _is_swap(first: str, second: str, places: list[int]) -> bool:
    if len(places) != _FEW or places[1] != places[0] + 1:
        return False
    left, right = places
    return first[left] == second[right] and first[right] == second[left]


def _births(one: Person, other: Person) -> Likeness | None:
    if one.born_on is None or other.born_on is None:
        return None
    if one.born_on == other.born_on:
        return Likeness.BIRTH_SAME
    return Likeness.BIRTH_NEAR if _are_near(one.born_on, other.born_on) else None


def _are_near(one: date, other: date) -> bool:
    """Within a month, or month and day exchanged, or one of year, month and day written wrongly."""
    same = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
    is_exchanged = one.year == other.year and (one.month, one.day) == (other.day, other.month)
    return abs((one - other).days) <= _NEAR_DAYS or is_exchanged or same == _FEW


def _phones(one: Person, other: Person) -> Likeness | None:
    first, second = normalise_phone(one.phone), normalise_phone(other.phone)
    return Likeness.PHONE_SAME if first and first == second else None
