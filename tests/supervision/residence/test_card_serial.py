"""Serials: whatever is mistyped once, or changed places, no card bears."""

from hypothesis import given
from hypothesis import strategies as st

from supervision.residence.cards.serial import ALPHABET, LENGTH, SERIALS, grouped, make_serial, read_serial

SERIAL = st.integers(0, SERIALS - 1).map(make_serial)
PLACE = st.integers(0, LENGTH - 1)


@given(SERIAL)
def test_a_serial_reads_as_itself_however_it_is_typed(serial: str) -> None:
    assert read_serial(serial) == serial
    assert read_serial(grouped(serial).lower()) == serial
    assert read_serial(f" {serial[:6]}-{serial[6:]} ") == serial
    assert grouped(serial).count(" ") == 2


@given(SERIAL, PLACE, st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_always_found(serial: str, place: int, sign: str) -> None:
    mistyped = serial[:place] + sign + serial[place + 1 :]
    assert read_serial(mistyped) == (serial if mistyped == serial else None)


@given(SERIAL, PLACE, PLACE)
def test_two_signs_that_changed_places_are_always_found(serial: str, one: int, other: int) -> None:
    signs = list(serial)
    signs[one], signs[other] = signs[other], signs[one]
    mistyped = "".join(signs)
    assert read_serial(mistyped) == (serial if mistyped == serial else None)


@given(st.integers(0, SERIALS - 1), st.integers(0, SERIALS - 1))
def test_two_numbers_are_two_serials(one: int, other: int) -> None:
    assert (make_serial(one) == make_serial(other)) == (one == other)


@given(st.text(max_size=20))
def test_whatever_is_typed_is_read_without_harm(text: str) -> None:
    assert read_serial(text) is None or len(text) >= LENGTH


def test_no_sign_is_taken_for_another() -> None:
    assert len(set(ALPHABET)) == 31
    assert not set("01OIL") & set(ALPHABET)
