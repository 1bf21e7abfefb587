"""Numbers of identity documents, with numbers built by the standard's own arithmetic."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.documents import (
    BIRTH_WRONG,
    CHECK_WRONG,
    LENGTH_WRONG,
    OLD_CARD,
    REGION_WRONG,
    DocumentNumberInvalid,
    DocumentType,
    Sex,
    check_character,
    normalise_number,
    read_document,
)

TODAY = date(2026, 11, 23)
EXAMPLE = "11010519491231002X"  # the example that GB 11643-1999 itself prints

births = st.dates(date(1900, 1, 1), TODAY)
sequences = st.integers(0, 999)


def built(region: str, born_on: date, sequence: int) -> str:
    first_17 = f"{region}{born_on:%Y%m%d}{sequence:03}"
    return first_17 + check_character(first_17)


def refusal(kind: DocumentType, number: str) -> str:
    with pytest.raises(DocumentNumberInvalid) as refused:
        read_document(kind, number, TODAY)
    assert refused.value.field == "document_number"
    assert number not in str(refused.value)
    return str(refused.value)


def test_the_standards_own_example_is_read() -> None:
    facts = read_document(DocumentType.ID_CARD, EXAMPLE, TODAY)
    assert (facts.number, facts.sex, facts.born_on) == (EXAMPLE, Sex.FEMALE, date(1949, 12, 31))


@given(st.sampled_from(["110105", "149901", "650102"]), births, sequences)
def test_a_number_built_by_the_standard_gives_back_birth_and_sex(region: str, born_on: date, sequence: int) -> None:
    facts = read_document(DocumentType.ID_CARD, built(region, born_on, sequence), TODAY)
    assert facts.born_on == born_on
    assert facts.sex is (Sex.MALE if sequence % 2 else Sex.FEMALE)


@given(births, sequences, st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_is_refused(born_on: date, sequence: int, place: int, shift: int) -> None:
    number = built("149901", born_on, sequence)
    wrong = f"{number[:place]}{(int(number[place]) + shift) % 10}{number[place + 1 :]}"
    with pytest.raises(DocumentNumberInvalid):
        read_document(DocumentType.ID_CARD, wrong, TODAY)


@given(births, sequences, st.integers(0, 15))
def test_two_swapped_neighbours_are_refused(born_on: date, sequence: int, place: int) -> None:
    number = built("149901", born_on, sequence)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped != number:
        with pytest.raises(DocumentNumberInvalid):
            read_document(DocumentType.ID_CARD, swapped, TODAY)


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("110105194912310021", CHECK_WRONG),
        ("1101051949123100", LENGTH_WRONG),
        ("110105491231002", OLD_CARD),
        (built("990105", date(1949, 12, 31), 2), REGION_WRONG),
        (built("810000", date(1990, 1, 1), 2), REGION_WRONG),
        (built("110105", TODAY.replace(year=2027), 2), BIRTH_WRONG),
        ("11010519490231002X", BIRTH_WRONG),
        ("11010518491231002X", BIRTH_WRONG),
    ],
)
def test_a_number_that_cannot_be_says_which_part_is_wrong(number: str, why: str) -> None:
    assert refusal(DocumentType.ID_CARD, number) == why


def test_full_width_digits_spaces_and_a_small_x_are_written_in_one_form() -> None:
    assert normalise_number(" １１0105 1949-1231 002x ") == EXAMPLE


@pytest.mark.parametrize(
    ("kind", "number", "written"),
    [
        (DocumentType.HMT_RESIDENCE_PERMIT, built("830000", date(1990, 5, 6), 17), None),
        (DocumentType.HK_MACAO_PERMIT, "h12345678", "H12345678"),
        (DocumentType.HK_MACAO_PERMIT, "M1234567801", None),
        (DocumentType.TAIWAN_PERMIT, "12345678", None),
        (DocumentType.FOREIGN_PERMANENT_RESIDENT_CARD, "usa110105900101", "USA110105900101"),
        (DocumentType.PASSPORT, "e 1234 5678", "E12345678"),
    ],
)
def test_each_document_keeps_its_own_form(kind: DocumentType, number: str, written: str | None) -> None:
    assert read_document(kind, number, TODAY).number == (written or number)


def test_the_new_card_of_foreign_residents_is_checked_like_an_identity_card() -> None:
    number = built("911840", date(1985, 7, 8), 33)
    facts = read_document(DocumentType.FOREIGN_PERMANENT_RESIDENT_CARD, number, TODAY)
    assert (facts.sex, facts.born_on) == (Sex.MALE, date(1985, 7, 8))
    assert refusal(DocumentType.FOREIGN_PERMANENT_RESIDENT_CARD, number[:-1] + ("0" if number[-1] != "0" else "1"))


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (DocumentType.HK_MACAO_PERMIT, "A12345678"),
        (DocumentType.TAIWAN_PERMIT, "1234567"),
        (DocumentType.PASSPORT, "护照1234"),
        (DocumentType.HMT_RESIDENCE_PERMIT, EXAMPLE),
    ],
)
def test_a_number_of_another_document_is_refused(kind: DocumentType, number: str) -> None:
    assert refusal(kind, number)
