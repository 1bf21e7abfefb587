import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.errors import InputInvalid
from supervision.texts import needed_text, normalise_phone, optional_text, person_name


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ("138 1234 5678", "13812345678"),
        ("+86-138-1234-5678", "13812345678"),
        ("0086 13812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("(0356) 204-1234", "03562041234"),
        ("00852 2123 4567", "+85221234567"),
    ],
)
def test_a_telephone_number_is_kept_in_one_form(entered: str, kept: str) -> None:
    assert normalise_phone(entered) == kept
    assert normalise_phone(kept) == kept


@pytest.mark.parametrize("entered", ["", "12345", "12812345678", "1381234567", "138123456789", "+0123456789", "abc"])
def test_what_cannot_be_a_telephone_number_is_refused(entered: str) -> None:
    with pytest.raises(InputInvalid) as refusal:
        normalise_phone(entered)
    assert refusal.value.field == "phone"


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True).filter(str.isascii))
def test_every_mobile_number_survives_normalising(number: str) -> None:
    assert normalise_phone(f" +86 {number[:3]}-{number[3:]} ") == number


def test_a_text_is_kept_trimmed_and_an_empty_one_refused_where_it_is_needed() -> None:
    assert needed_text(" 走访 ", "note") == "走访"
    assert optional_text("  ", "note") == ""
    with pytest.raises(InputInvalid) as refusal:
        needed_text("  ", "note")
    assert refusal.value.field == "note"


def test_a_text_longer_than_asked_for_is_refused() -> None:
    assert optional_text("长" * 10, "note", most=10) == "长" * 10
    with pytest.raises(InputInvalid):
        optional_text("长" * 11, "note", most=10)


def test_a_name_is_kept_with_single_spaces() -> None:
    assert person_name(" John\u3000 Smith ") == "John Smith"
    for wrong in ("", "　", "长" * 61):
        with pytest.raises(InputInvalid) as refusal:
            person_name(wrong, "landlord_name")
        assert refusal.value.field == "landlord_name"
