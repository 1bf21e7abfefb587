"""Divisions by their digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.officers.jurisdiction import (
    LEVEL_BY_LENGTH,
    DivisionInvalid,
    Level,
    containing,
    covers,
    entered_division,
    is_division,
    level_name,
    level_of,
)

digits = st.sampled_from("0123456789")
codes = st.sampled_from(sorted(LEVEL_BY_LENGTH)).flatmap(lambda n: st.text(digits, min_size=n, max_size=n))


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("14", Level.PROVINCE),
        ("1405", Level.CITY),
        ("140502", Level.COUNTY),
        ("140502001", Level.TOWNSHIP),
        ("140502001003", Level.COMMUNITY),
    ],
)
def test_the_length_of_a_code_says_its_level(code: str, level: Level) -> None:
    assert level_of(code) is level


@pytest.mark.parametrize(
    "text", ["", "1", "140", "14050", "1405021", "14050200100", "1405020010031", "1405o2", "１４０５０２", "-1"]
)
def test_anything_but_so_many_plain_digits_is_no_division(text: str) -> None:
    assert not is_division(text)
    with pytest.raises(DivisionInvalid):
        level_of(text)


def test_a_level_has_a_chinese_name() -> None:
    assert level_name("140502") == "县级"


def test_zeros_at_the_end_are_digits_like_any_other() -> None:
    assert level_of("140502000000") is Level.COMMUNITY
    assert not covers("140502000000", "140502")
    assert not covers("140502000000", "140502001")
    assert covers("140502000000", "140502000000")
    assert not covers("140500", "140502")


@given(codes, codes)
def test_a_division_covers_exactly_what_begins_with_its_digits(prefix: str, division: str) -> None:
    assert covers(prefix, division) == division.startswith(prefix)


@given(codes)
def test_a_division_covers_itself_and_is_covered_by_all_that_contain_it(division: str) -> None:
    assert covers(division, division)
    assert all(covers(wider, division) for wider in containing(division))
    assert containing(division)[-1] == division


@given(codes, codes)
def test_two_divisions_cover_each_other_only_when_they_are_one(one: str, other: str) -> None:
    assert (covers(one, other) and covers(other, one)) == (one == other)


@given(st.text(max_size=13), st.text(max_size=13))
def test_what_is_no_division_covers_nothing_and_is_covered_by_nothing(prefix: str, division: str) -> None:
    if not (is_division(prefix) and is_division(division)):
        assert not covers(prefix, division)


def test_the_empty_prefix_covers_nothing() -> None:
    assert not covers("", "14")


@pytest.mark.parametrize("code", ["14", "1405", "140502", "140502001", "140502001003", "441900", "441900003"])
def test_a_code_as_long_as_its_level_may_be_entered(code: str) -> None:
    assert entered_division(f" {code}\n") == code


@pytest.mark.parametrize("code", ["00", "1400", "140000", "140502000", "140502000000", "140502001000", "441900003000"])
def test_a_code_filled_up_with_zeros_is_sent_back(code: str) -> None:
    with pytest.raises(DivisionInvalid, match="用零补足") as refusal:
        entered_division(code, field="prefix")
    assert refusal.value.field == "prefix"
