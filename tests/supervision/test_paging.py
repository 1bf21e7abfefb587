from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.errors import InputInvalid
from supervision.paging import Cursor, read_cursor, split_page

AT = datetime(2026, 11, 23, 8, 30, 0, 123456, tzinfo=UTC)


@given(st.datetimes(timezones=st.just(UTC)), st.uuids(), st.integers(-(10**9), 10**9))
def test_a_cursor_comes_back_as_it_was_given(at: datetime, row_id: UUID, rank: int) -> None:
    cursor = Cursor(at, row_id, rank)
    assert read_cursor(str(cursor)) == cursor


@pytest.mark.parametrize(
    "text", ["x", "!!!", "W10", "bm90IGEgY3Vyc29y", "é", str(Cursor(AT.replace(tzinfo=None), uuid4()))]
)
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(InputInvalid) as refusal:
        read_cursor(text)
    assert refusal.value.field == "cursor"


def test_no_cursor_means_the_first_page() -> None:
    assert read_cursor(None) is None
    assert read_cursor("") is None


def test_a_page_ends_where_no_more_follows() -> None:
    ids = [uuid4() for _ in range(3)]
    rows, following = split_page(ids, lambda row_id: Cursor(AT, row_id), size=2)
    assert rows == ids[:2]
    assert read_cursor(following) == Cursor(AT, ids[1])
    assert split_page(ids, lambda row_id: Cursor(AT, row_id), size=3) == (ids, None)
