"""A cell of a workbook as a text and as a day."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.errors import InputInvalid
from supervision.sheet_cells import CELL_NEEDED, DATE_WRONG, Cell, day_of, needed_day, text_of


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""), (" 3-1 ", "3-1"), (101.0, "101"), (1.5, "1.5"), (7, "7"), (date(2026, 1, 5), "2026-01-05"),
        (datetime(2026, 1, 5, 9, 30, tzinfo=UTC), "2026-01-05"),
    ],
)  # fmt: skip
def test_a_cell_is_the_text_that_was_meant(cell: Cell, text: str) -> None:
    assert text_of(cell) == text


@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_read_in_each_way_that_people_write_it(day: date) -> None:
    plain = f"{day.year}/{day.month}/{day.day}"
    written = (
        day, day.isoformat(), f"{day.isoformat()} 00:00:00", plain, plain.replace("/", "."), f"{day:%Y%m%d}",
        int(f"{day:%Y%m%d}"), f"{day.year}年{day.month}月{day.day}日",
    )  # fmt: skip
    assert {needed_day(cell, "began_on") for cell in written} == {day}


@pytest.mark.parametrize("cell", ["5.1.26", "2026-02-30", "20260230", "2026-01-05 09:30", "昨天", 45_000])
def test_what_is_no_day_is_refused_under_its_field(cell: Cell) -> None:
    with pytest.raises(InputInvalid) as refusal:
        day_of(cell, "began_on")
    assert (refusal.value.args[0], refusal.value.field) == (DATE_WRONG, "began_on")


def test_an_empty_cell_is_no_day_and_is_refused_where_one_is_needed() -> None:
    assert day_of(" ", "began_on") is None
    with pytest.raises(InputInvalid) as refusal:
        needed_day(None, "began_on")
    assert (refusal.value.args[0], refusal.value.field) == (CELL_NEEDED, "began_on")
