"""How a query is read: which words are of a person, which of an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.residence.search.asked import Reading, read_query
from supervision.vault import SearchField, SearchTerm, person_terms


def means(query: str) -> list[tuple[tuple[set[str], ...], tuple[str, ...]]]:
    """The readings of a query: the values that each word of a person may have, and the address."""
    return [
        (tuple({term.value for term in word} for word in reading.people), reading.address)
        for reading in read_query(query)
    ]


def is_meant(query: str, terms: frozenset[SearchTerm]) -> bool:
    """Whether somebody with these terms answers a reading that asks for no address."""
    return any(
        not reading.address and all(set(word) & terms for word in reading.people) for reading in read_query(query)
    )


PERSON = person_terms("王小明", "110101199003071236", ["13800001234"])


@pytest.mark.parametrize(
    "query",
    [
        "王小明",
        "王 小明",
        "王",
        "小明",
        "wang xiaoming",
        "wangxiaoming",
        "Wang Xiao Ming",
        "wxm",
        "1234",
        "071236",
        "王 1234",
        "王小明 071236",
        "小明，1234",
        "王1234",
        "wang 1234 071236",
        "138 0000 1234",
        "王 138 0000 1234",
        "１２３４ 王",
    ],
)
def test_everything_that_was_typed_is_true_of_who_is_found(query: str) -> None:
    assert is_meant(query, PERSON)


@pytest.mark.parametrize("query", ["王 1235", "李 1234", "小明 071235", "张小明", "wang 9999", "王1235"])
def test_one_wrong_word_is_enough_for_nobody_to_be_found(query: str) -> None:
    assert not is_meant(query, PERSON)


def test_a_word_with_signs_and_digits_is_an_address() -> None:
    assert [reading.address for reading in read_query("幸福路3号楼")] == [("幸福路3号楼",)]
    people, address = means("幸福路3号楼 王")[0]
    assert address == ("幸福路3号楼",)
    assert people == ({"王"},)
    assert read_query("王 幸福路3号楼") == read_query("幸福路3号楼 王")


def test_a_room_after_a_building_may_be_the_end_of_a_telephone_number_too() -> None:
    readings = {reading.address for reading in read_query("幸福路3号楼 1201")}
    assert readings == {("幸福路3号楼", "1201"), ("幸福路3号楼",)}


def test_a_street_may_be_somebodys_name_too() -> None:
    assert {reading.address for reading in read_query("王大路")} == {(), ("王大路",)}


def test_a_number_alone_is_no_address() -> None:
    assert all(not reading.address for reading in read_query("601 1234"))


@pytest.mark.parametrize("query", ["", "   ", "·", "，"])
def test_a_query_that_says_nothing_has_no_reading(query: str) -> None:
    assert read_query(query) == ()


@given(st.text(max_size=80))
def test_any_query_has_few_readings_and_each_of_them_asks_for_something(query: str) -> None:
    readings = read_query(query)
    assert len(readings) <= 8
    assert len(set(readings)) == len(readings)
    for reading in readings:
        assert reading.people or reading.address
        assert all(reading.people)


def test_a_whole_name_is_read_as_such_before_anything_else() -> None:
    first = read_query("王 小明")[0]
    assert first == Reading((first.people[0],))
    assert SearchTerm(SearchField.NAME, "王小明") in first.people[0]
