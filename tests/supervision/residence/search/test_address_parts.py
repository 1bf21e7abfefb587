"""What of an address is meant by parts of it."""

import pytest

from supervision.residence.search.address_parts import AddressParts

WHOLE = "幸福路3号楼2单元601"


@pytest.mark.parametrize(
    "typed",
    [
        ["幸福路"],
        ["幸福"],
        ["3号楼"],
        ["3栋"],
        ["幸福路3号楼"],
        ["幸福路", "3号楼"],
        ["幸福路3号楼601"],
        ["幸福路3栋601室"],
        ["幸福路3-2-601"],
        ["幸福路", "3", "601"],
        ["3号楼2单元601"],
    ],
)
def test_parts_in_their_order_mean_the_address(typed: list[str]) -> None:
    assert AddressParts(typed).all_in(WHOLE)


@pytest.mark.parametrize("typed", [["幸福路13号楼"], ["幸福路3号楼60"], ["601幸福路"], ["福幸"], ["3号楼3单元"]])
def test_a_number_is_whole_and_parts_do_not_change_places(typed: list[str]) -> None:
    assert not AddressParts(typed).all_in(WHOLE)


def test_a_building_is_no_part_of_the_thirteenth() -> None:
    assert not AddressParts(["幸福路3号楼"]).all_in("幸福路13号楼")


def test_the_parts_that_fit_are_counted_from_the_first() -> None:
    assert AddressParts(["幸福路3号楼601"]).count_in("幸福路3号楼") == 2
    assert AddressParts(["解放路3号楼"]).count_in("幸福路3号楼") == 0


def test_signs_that_mean_something_to_a_pattern_mean_themselves() -> None:
    assert AddressParts(["幸福(东)路.*"]).all_in("幸福(东)路.*3号楼")
    assert not AddressParts([".*"]).all_in(WHOLE)
