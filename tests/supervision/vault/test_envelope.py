from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.errors import SealBroken
from supervision.vault import (
    OVERHEAD_BYTES,
    DataKey,
    Place,
    Sealer,
    seal,
    seal_json,
    seal_text,
    unseal,
    unseal_json,
    unseal_text,
)
from supervision.vault.suites import AES, SM, Suite
from tests.supervision.vault.makers import make_data_key

BOTH = pytest.mark.parametrize("suite", [AES, SM], ids=lambda suite: suite.name)
ROW = UUID("7d4c0d0e-34a0-4f56-a7ae-3a5d4b9f1c55")
HOME = Place("person_file", "home_sealed", ROW)
KEYS = {suite.name: make_data_key(suite) for suite in (AES, SM)}

names = st.text("abcdefgh_", min_size=1, max_size=12)
row_ids = st.one_of(st.binary(max_size=30), st.text(max_size=10), st.uuids())
places = st.builds(Place, names, names, row_ids)


class Home(msgspec.Struct, frozen=True):
    street: str
    lat: float


class Other(msgspec.Struct, frozen=True):
    number: int


@BOTH
@given(plaintext=st.binary(max_size=200), place=places)
def test_what_is_sealed_for_a_place_opens_in_that_place(suite: Suite, plaintext: bytes, place: Place) -> None:
    envelope = seal(KEYS[suite.name], plaintext, place)
    assert unseal(KEYS[suite.name], envelope, place) == plaintext
    assert len(envelope) == len(plaintext) + OVERHEAD_BYTES


@BOTH
@given(data=st.data(), plaintext=st.binary(max_size=80))
def test_any_flipped_bit_breaks_the_seal(suite: Suite, data: st.DataObject, plaintext: bytes) -> None:
    envelope = bytearray(seal(KEYS[suite.name], plaintext, HOME))
    position = data.draw(st.integers(0, len(envelope) - 1))
    envelope[position] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealBroken):
        unseal(KEYS[suite.name], bytes(envelope), HOME)


@BOTH
@given(cut=st.integers(0, 60))
def test_a_shortened_envelope_breaks_the_seal(suite: Suite, cut: int) -> None:
    envelope = seal(KEYS[suite.name], b"p" * 32, HOME)
    with pytest.raises(SealBroken):
        unseal(KEYS[suite.name], envelope[:cut], HOME)


@given(sealed_for=places, moved_to=places)
def test_a_value_moved_to_any_other_place_breaks_the_seal(sealed_for: Place, moved_to: Place) -> None:
    key = KEYS[AES.name]
    envelope = seal(key, b"value", sealed_for)
    if sealed_for == moved_to:
        assert unseal(key, envelope, moved_to) == b"value"
    else:
        with pytest.raises(SealBroken):
            unseal(key, envelope, moved_to)


@pytest.mark.parametrize(
    "moved_to",
    [
        Place("person_file", "home_sealed", uuid4()),
        Place("person_file", "contacts_sealed", ROW),
        Place("attachment", "home_sealed", ROW),
        Place("person_fil", "ehome_sealed", ROW),
        Place("person_file", "home_sealed", ROW.bytes),
        Place("person_file", "home_sealed", str(ROW)),
    ],
)
def test_a_value_moved_to_another_row_column_or_table_breaks_the_seal(moved_to: Place) -> None:
    key = make_data_key()
    with pytest.raises(SealBroken):
        unseal(key, seal_text(key, "晋城市城区", HOME), moved_to)


@BOTH
def test_a_value_moved_to_another_file_breaks_the_seal(suite: Suite) -> None:
    with pytest.raises(SealBroken):
        unseal(make_data_key(suite), seal(make_data_key(suite), b"value", HOME), HOME)


def test_the_same_secret_under_another_keys_id_breaks_the_seal() -> None:
    key = make_data_key()
    stranger = DataKey(uuid4(), key.register, key.kind, key.suite, key.raw)
    with pytest.raises(SealBroken):
        unseal(stranger, seal(key, b"value", HOME), HOME)


def test_an_envelope_of_the_other_suite_breaks_the_seal() -> None:
    with pytest.raises(SealBroken):
        unseal(KEYS[AES.name], seal(KEYS[SM.name], b"value", HOME), HOME)


def test_equal_values_do_not_look_equal() -> None:
    key = make_data_key()
    assert seal(key, b"value", HOME) != seal(key, b"value", HOME)


def test_texts_and_structs_come_back_as_they_were() -> None:
    key = make_data_key()
    home = Home("晋城市城区某街", 35.49)
    assert unseal_text(key, seal_text(key, "某街 12 号", HOME), HOME) == "某街 12 号"
    assert unseal_json(key, seal_json(key, home, HOME), HOME, Home) == home


def test_a_struct_of_another_shape_is_refused_without_quoting_it() -> None:
    key = make_data_key()
    envelope = seal_json(key, Home("某街", 35.49), HOME)
    with pytest.raises(SealBroken) as refusal:
        unseal_json(key, envelope, HOME, Other)
    assert "某街" not in str(refusal.value)
    assert refusal.value.__suppress_context__


@BOTH
@given(row_key=st.binary(min_size=24, max_size=24))
def test_a_prepared_sealer_and_a_place_agree(suite: Suite, row_key: bytes) -> None:
    key = KEYS[suite.name]
    sealer = Sealer(key, "position", "fix_sealed")
    place = Place("position", "fix_sealed", row_key)
    assert unseal(key, sealer.seal(b"fix", row_key), place) == b"fix"
    assert sealer.unseal(seal(key, b"fix", place), row_key) == b"fix"


def test_no_repr_shows_a_secret() -> None:
    key = make_data_key()
    shown = repr(key) + repr(Sealer(key, "position", "fix_sealed")) + str(key)
    assert key.raw.hex() not in shown
    assert repr(key.raw) not in shown
    assert str(key.id) in repr(key)
