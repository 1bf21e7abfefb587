"""What is suggested for a file's columns, which choices stand, and how its cells are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.residence.sheets.columns import RESIDENT_COLUMNS
from supervision.residence.sheets.home_columns import HOME_COLUMNS
from supervision.sheets.column_choice import masked_sample, suggest
from supervision.sheets.columns import Column, find_columns


@pytest.mark.parametrize("columns", [RESIDENT_COLUMNS, HOME_COLUMNS])
def test_a_table_with_titles_that_are_known_is_suggested_as_it_is_read(columns: tuple[Column, ...]) -> None:
    titles = tuple(column.titles[-1] for column in columns)
    assert {titles[place]: field for field, place in suggest(columns, titles).items()} == find_columns(columns, titles)


def test_a_title_with_something_around_it_is_suggested() -> None:
    titles = ("", "* 姓名（必填）", "居民身份证号码", "入住 日期")
    assert suggest(RESIDENT_COLUMNS, titles) == {"name": 1, "document_number": 2, "began_on": 3}


@given(st.lists(st.text(max_size=8), max_size=12))
def test_what_is_suggested_is_a_column_for_one_field_each(titles: list[str]) -> None:
    suggested = suggest(RESIDENT_COLUMNS, tuple(titles))
    assert len(set(suggested.values())) == len(suggested)
    assert all(titles[place] for place in suggested.values())


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("欧阳如玉", "欧*"), ("E12345678", "E1*****78"), ("010-63031234", "010*******34"),
        ("1990年3月7日", "1990-**-**"),
        ("19900307", "1990-**-**"), ("临溪县北岭镇7号", "临*"), (12, "12"), ("男", "男"), ("anna", "a*"),
    ],
)  # fmt: skip
def test_a_cell_is_masked_by_what_it_looks_like(cell: str | int, shown: str) -> None:
    assert masked_sample(cell, frozenset({"男"})) == shown
