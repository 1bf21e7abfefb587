"""Names on plates that mean one place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.residence.addresses.names import compared_name, floor_of, ordinal_of, written_name
from supervision.residence.addresses.words import AddressKind

BUILDING, UNIT, ROOM, STREET = AddressKind.BUILDING, AddressKind.UNIT, AddressKind.ROOM, AddressKind.STREET


@pytest.mark.parametrize(
    "name", ["3号楼", "３号楼", "3 号楼", "03号楼", "3栋", "3幢", "3#", "3座", "三号楼", "三栋", "3", "３＃"]
)
def test_one_building_is_one_however_it_is_written(name: str) -> None:
    assert compared_name(BUILDING, name) == "3"


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (BUILDING, "3号楼", "13号楼"),
        (BUILDING, "30栋", "3栋"),
        (BUILDING, "甲3号楼", "乙3号楼"),
        (BUILDING, "3号院", "3号楼"),
        (UNIT, "1单元", "2单元"),
        (ROOM, "601", "6010"),
        (ROOM, "601A", "601B"),
        (STREET, "幸福路", "幸福街"),
        (STREET, "一马路", "1马路"),
    ],
)
def test_two_places_stay_two(kind: AddressKind, one: str, other: str) -> None:
    assert compared_name(kind, one) != compared_name(kind, other)


def test_tens_in_words_are_numbers() -> None:
    assert [compared_name(BUILDING, name) for name in ("十栋", "十二号楼", "二十栋", "二十三幢")] == [
        "10", "12", "20", "23",
    ]  # fmt: skip


def test_a_room_tells_its_floor_where_doors_are_numbered_so() -> None:
    assert [floor_of(name) for name in ("601", "1203室", "0602", "12", "地下室", "60101")] == [
        6, 12, 6, None, None, None,
    ]  # fmt: skip


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_compared_and_comparing_it_again_changes_nothing_of_its_writing(name: str) -> None:
    for kind in AddressKind:
        compared_name(kind, name)
    assert written_name(written_name(name)) == written_name(name)
    assert 0 <= ordinal_of(name) <= 9_999_999
