"""Which two records may be of one person, and which only look so."""

from dataclasses import dataclass

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.documents import DocumentType, check_character, read_document
from supervision.legal_time import legal_day, now
from supervision.residence.households.duplicate_keys import duplicate_keys
from supervision.residence.households.person import Person
from supervision.residence.search.likeness import LIKENESS_NAMES, Likeness, compare
from tests.makers_residence import id_number


def person(name: str = "周晓岚", number: str = "", phone: str = "13800001234", **more: object) -> Person:
    """Somebody with the sex and birth that the number says."""
    number = number or id_number()
    kind = more.pop("document_type", DocumentType.ID_CARD)
    assert isinstance(kind, DocumentType)
    facts = read_document(kind, number, legal_day(now()))
    made = Person(
        name=name, document_type=kind, document_number=number, sex=facts.sex, born_on=facts.born_on, phone=phone
    )
    return msgspec.structs.replace(made, **more)


def card(body: str) -> str:
    return body + check_character(body)


@dataclass(frozen=True, slots=True)
class Case:
    one: Person
    other: Person
    common: set[Likeness]


SAME = {
    "a homophone": Case(
        person(), person("周小兰"), {Likeness.NAME_SOUNDS_SAME, Likeness.DOCUMENT_SAME, Likeness.BIRTH_SAME}
    ),
    "another name under one number": Case(person(), person("吴建国"), {Likeness.DOCUMENT_SAME}),
    "swapped digits": Case(
        person(number=card("14990219900307011")),
        person(number=card("14992019900307011")),
        {Likeness.NAME_SAME, Likeness.DOCUMENT_SWAPPED},
    ),
    "swapped digits and a homophone": Case(
        person(number=card("14990219900307131")),
        person("周小兰", number=card("14990219900307311"), phone="13900009999"),
        {Likeness.NAME_SOUNDS_SAME, Likeness.DOCUMENT_SWAPPED},
    ),
    "one digit": Case(
        person(number=card("14990219900307011")),
        person(number=card("14990319900307011"), phone=""),
        {Likeness.NAME_SAME, Likeness.DOCUMENT_ONE_SIGN},
    ),
    "a moved birth day": Case(
        person(number=id_number("19900307")),
        person(number=id_number("19900315"), phone="13900009999"),
        {Likeness.NAME_SAME, Likeness.DOCUMENT_BIRTH, Likeness.BIRTH_NEAR},
    ),
    "month and day exchanged": Case(
        person(number=id_number("19900307")),
        person(number=id_number("19900703")),
        {Likeness.NAME_SAME, Likeness.DOCUMENT_BIRTH, Likeness.BIRTH_NEAR},
    ),
    "a passport beside a permit": Case(
        person("陈大文", "H12345678", document_type=DocumentType.HK_MACAO_PERMIT, born_on=legal_day(now())),
        person("陈大文", "KJ1234567", document_type=DocumentType.PASSPORT, born_on=legal_day(now()), phone=""),
        {Likeness.NAME_SAME, Likeness.DOCUMENT_OTHER_KIND, Likeness.BIRTH_SAME},
    ),
}
DIFFERENT = {
    "a namesake": Case(person(), person(number=id_number("19871122", 13, "140123"), phone="13900009999"), set()),
    "a namesake born on the same day": Case(
        person(), person(number=id_number("19900307", 55, "140123"), phone="13900009999"), {Likeness.BIRTH_SAME}
    ),
    "twins": Case(person("周晓岚"), person("周晓峰", number=id_number(order=13)), {Likeness.DOCUMENT_ONE_SIGN}),
    "twins whose names sound the same": Case(
        person("周晓岚"), person("周晓兰", number=id_number(order=13)), {Likeness.NAME_SOUNDS_SAME}
    ),
    "parent and child": Case(
        person("周国强"), person("周强远", number=id_number("20150612", 33)), {Likeness.PHONE_SAME}
    ),
    "people who share a telephone": Case(
        person("吴建国"), person("周晓岚", number=id_number("19911224", 71, "140123")), {Likeness.PHONE_SAME}
    ),
}


@pytest.mark.parametrize("what", SAME)
def test_a_slip_of_the_hand_is_seen(what: str) -> None:
    case = SAME[what]
    comparison = compare(case.one, case.other)
    assert comparison.may_be_one
    assert case.common <= set(comparison.likenesses)


@pytest.mark.parametrize("what", DIFFERENT)
def test_who_only_looks_the_same_is_left_alone(what: str) -> None:
    case = DIFFERENT[what]
    comparison = compare(case.one, case.other)
    assert not comparison.may_be_one
    assert case.common <= set(comparison.likenesses)


@pytest.mark.parametrize("what", SAME)
def test_two_records_of_one_person_share_a_key(what: str) -> None:
    assert duplicate_keys(SAME[what].one) & duplicate_keys(SAME[what].other)


def test_two_strangers_share_none() -> None:
    stranger = person("吴建国", number=id_number("19781122", 35, "140123"), phone="13900009999")
    assert not duplicate_keys(person()) & duplicate_keys(stranger)


@given(st.sampled_from([*SAME.values(), *DIFFERENT.values()]))
def test_the_order_of_the_two_does_not_matter(case: Case) -> None:
    assert compare(case.one, case.other) == compare(case.other, case.one)
    assert duplicate_keys(case.one) == duplicate_keys(case.one)


def test_every_likeness_has_a_name() -> None:
    assert set(LIKENESS_NAMES) == set(Likeness)
