"""The columns of address tables: what lists addresses at all, and what an office chose, apart from all other tables."""

from collections.abc import Mapping

import pytest

from supervision.errors import InputInvalid, NotPermitted
from supervision.residence.addresses.choosing import choose_address_columns, recall_address_columns
from supervision.residence.addresses.import_rows import check_may_list_addresses
from supervision.residence.sheets.jobs import DESK
from supervision.residence.sheets.words import ImportKind
from supervision.sheet_cells import Cell
from supervision.sheets.column_choice import FileColumn
from tests.cast import NORTH_VILLAGE, Cast

THERE = (FileColumn(0, "社区", ()), FileColumn(1, "路名", ()), FileColumn(3, "编号", ()))
CHOICE = {"division": 0, "street": 1, "code": 3}


@pytest.mark.parametrize("code", [NORTH_VILLAGE, int(NORTH_VILLAGE), float(NORTH_VILLAGE), f" {NORTH_VILLAGE} "])
def test_a_table_with_a_communitys_code_anywhere_may_list_addresses(code: Cell) -> None:
    rows: list[Mapping[str, Cell]] = [{"社区": None, "路名": "石桥街"}, {"社区": code, "路名": "石桥街"}]
    check_may_list_addresses(("社区", "路名"), rows)
    with pytest.raises(InputInvalid):
        check_may_list_addresses(("社区", "路名"), rows[:1])
    with pytest.raises(InputInvalid):
        check_may_list_addresses(("社区", ""), rows)


async def test_a_choice_is_the_offices_and_the_last_one_counts(cast: Cast) -> None:
    assert await recall_address_columns(cast.petra.officer, THERE) is None
    await choose_address_columns(cast.petra.officer, THERE, CHOICE | {"street": 3, "code": 1})
    await choose_address_columns(cast.petra.officer, THERE, CHOICE)
    assert await recall_address_columns(cast.petra.officer, THERE) == CHOICE
    assert await recall_address_columns(cast.pavel.officer, THERE) is None


async def test_the_same_titles_in_other_places_or_in_a_table_of_people_are_another_matter(cast: Cast) -> None:
    await choose_address_columns(cast.petra.officer, THERE, CHOICE)
    moved = (*THERE[:2], FileColumn(2, "编号", ()))
    assert await recall_address_columns(cast.petra.officer, moved) is None
    assert await DESK.memory.recall(cast.petra.id, ImportKind.RESIDENTS, THERE) is None


@pytest.mark.parametrize(
    ("chosen", "field"),
    [({"division": 0}, "street"), (CHOICE | {"code": 2}, "code"), (CHOICE | {"religion": 3}, "religion")],
)
async def test_what_cannot_be_chosen_is_not_remembered(cast: Cast, chosen: dict[str, int], field: str) -> None:
    with pytest.raises(InputInvalid) as refused:
        await choose_address_columns(cast.petra.officer, THERE, chosen)
    assert refused.value.field == field
    assert await recall_address_columns(cast.petra.officer, THERE) is None


async def test_who_imports_no_addresses_chooses_no_columns_of_theirs(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        await choose_address_columns(cast.paul.officer, THERE, CHOICE)
    with pytest.raises(NotPermitted):
        await recall_address_columns(cast.paul.officer, THERE)
