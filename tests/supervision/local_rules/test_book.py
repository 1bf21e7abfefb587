"""Which row holds, and what a region may say at all."""

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.rule_books import RULE_BOOKS
from supervision.corrections.rule_book import CORRECTION_BOOK
from supervision.errors import InputInvalid
from supervision.legal_rules import Confidence, RuleName, Unit, find_rule
from supervision.local_rules.book import FIELD_LIST, LocalRow, RuleBook, checked_row
from supervision.residence.rule_book import RESIDENCE_BOOK
from supervision.residence.rules import PersonField, ResidenceRuleName, find_field_list, find_residence_rule
from tests.makers_rules import make_correction_row, make_field_row, make_row

TODAY = date(2026, 11, 23)
BOOKS = list(RULE_BOOKS.values())
EVERY_RULE = [(book, name) for book in BOOKS for name in {rule.name for rule in book.rules}]
OPEN = [(book, name) for book, name in EVERY_RULE if name in book.openings]
CLOSED = [(book, name) for book, name in EVERY_RULE if name not in book.openings]

days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
places = st.sampled_from(["", "14", "1499", "149901", "149901001", "149901001003", "149902", "33", "3301"])


@st.composite
def rows(draw: st.DrawFn) -> LocalRow:
    begins = draw(days)
    ends = draw(st.none() | st.integers(0, 800))
    return make_row(
        ResidenceRuleName.PERMIT_ISSUE_DUE,
        draw(st.integers(1, 30)),
        unit=Unit.DAYS,
        division=draw(places),
        valid_from=begins,
        valid_until=None if ends is None else begins + timedelta(days=ends),
    )


def holds(row: LocalRow, on: date, where: str) -> bool:
    """Said once more, by hand."""
    return row.valid_from <= on <= (row.valid_until or date.max) and where[: len(row.division)] == row.division


@given(st.lists(rows(), max_size=12, unique_by=lambda row: (row.division, row.valid_from)), days, places)
def test_the_longest_prefix_holds_then_the_newest_row_and_without_one_the_code(
    entered: list[LocalRow], on: date, where: str
) -> None:
    RESIDENCE_BOOK.put_in_force(entered)
    found = find_residence_rule(ResidenceRuleName.PERMIT_ISSUE_DUE, on, where)
    standing = [row for row in entered if holds(row, on, where)]
    if not standing:
        assert found == RESIDENCE_BOOK.code_row(ResidenceRuleName.PERMIT_ISSUE_DUE, on, where)
        return
    longest = max(len(row.division) for row in standing)
    newest = max((row for row in standing if len(row.division) == longest), key=lambda row: row.valid_from)
    assert (found.number, found.division, found.valid_from) == (newest.number, newest.division, newest.valid_from)
    assert found.source == newest.source


@given(st.lists(rows(), max_size=6), places)
def test_a_row_for_one_rule_changes_no_other(entered: list[LocalRow], where: str) -> None:
    others = [name for name in ResidenceRuleName if name is not ResidenceRuleName.PERMIT_ISSUE_DUE]
    RESIDENCE_BOOK.put_in_force(())
    before = [find_residence_rule(name, TODAY, where) for name in others]
    RESIDENCE_BOOK.put_in_force(entered)
    assert [find_residence_rule(name, TODAY, where) for name in others] == before


def test_a_regions_row_holds_before_one_of_code_for_the_same_place_and_day() -> None:
    nation = RESIDENCE_BOOK.code_row(ResidenceRuleName.CHANGE_DUE, TODAY)
    RESIDENCE_BOOK.put_in_force(
        [make_row(ResidenceRuleName.CHANGE_DUE, 7, unit=Unit.DAYS, division="", valid_from=nation.valid_from)]
    )
    assert find_residence_rule(ResidenceRuleName.CHANGE_DUE, TODAY, "149901").number == 7


def test_a_row_whose_rule_is_no_longer_in_code_is_never_asked_for_and_stops_nothing() -> None:
    RESIDENCE_BOOK.put_in_force([make_row("repealed-long-ago", 3, unit=Unit.DAYS)])
    assert find_residence_rule(ResidenceRuleName.TASK_DUE, TODAY, "149901").number == 10


def test_two_registers_are_judged_by_their_own_rows() -> None:
    RESIDENCE_BOOK.put_in_force([make_row(RuleName.CHECK_INS_A_DAY, 1, unit=Unit.TIMES)])
    assert find_rule(RuleName.CHECK_INS_A_DAY, TODAY, "149901").number == 3
    CORRECTION_BOOK.put_in_force([make_correction_row(1, unit=Unit.TIMES)])
    assert find_rule(RuleName.CHECK_INS_A_DAY, TODAY, "149901").number == 1


@pytest.mark.parametrize(("book", "name"), OPEN)
def test_every_open_rule_takes_what_it_says_itself_and_its_bounds_and_nothing_beyond(
    book: RuleBook, name: StrEnum
) -> None:
    opening, code = book.openings[name], book.code_row(name, TODAY, "149901")
    row = make_row(name, code.number)
    assert checked_row(book, row).unit is code.unit
    for number in (opening.least, opening.most):
        assert checked_row(book, replace(row, number=number)).number == number
    for wrong in (opening.least - 1, opening.most + 1, -1, 10**9, None):
        assert refused(book, replace(row, number=wrong)) == "number"


@pytest.mark.parametrize(("book", "name"), CLOSED)
def test_national_law_without_an_opening_cannot_be_changed_by_any_row(book: RuleBook, name: StrEnum) -> None:
    code = book.code_row(name, TODAY)
    for division in ("", "14", "149901001003"):
        assert refused(book, make_row(name, code.number, division=division)) == "name"


@given(st.integers(4, 10_000), st.sampled_from(["14", "149901", "149901001003", ""]))
def test_no_row_makes_an_order_longer_than_three_months(months: int, division: str) -> None:
    for name in (RuleName.ORDER_TERM_MOST, RuleName.ORDER_EXTENSION_MOST):
        assert refused(CORRECTION_BOOK, make_row(name, months, division=division)) in {"number", "division"}


def test_what_was_read_in_the_law_is_departed_from_by_a_region_only_and_our_presets_everywhere() -> None:
    assert refused(RESIDENCE_BOOK, make_row(division="")) == "division"
    assert checked_row(RESIDENCE_BOOK, make_row(ResidenceRuleName.TASK_DUE, 20, division="")).number == 20


def test_a_region_may_count_in_working_days_where_the_rule_can_be_counted_so() -> None:
    due = make_row(ResidenceRuleName.NOTICE_DUE, 5, unit=Unit.WORKING_DAYS)
    assert checked_row(RESIDENCE_BOOK, due).unit is Unit.WORKING_DAYS
    assert refused(RESIDENCE_BOOK, replace(due, name=ResidenceRuleName.CHANGE_DUE)) == "unit"
    assert refused(RESIDENCE_BOOK, replace(due, unit=Unit.MONTHS)) == "unit"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "no-such-rule"}, "name"),
        ({"name": FIELD_LIST}, "name"),
        ({"fields": frozenset({"name"})}, "fields"),
        ({"source": "  "}, "source"),
        ({"source": "长" * 201}, "source"),
        ({"valid_from": date(1990, 1, 1)}, "valid_from"),
        ({"valid_until": date(2025, 12, 31)}, "valid_until"),
    ],
)
def test_a_row_names_what_is_wrong_with_it(wrong: dict[str, Any], field: str) -> None:
    assert refused(CORRECTION_BOOK, replace(make_correction_row(), **wrong)) == field


def test_a_regions_list_of_fields_holds_in_the_region_from_its_day() -> None:
    RESIDENCE_BOOK.put_in_force([make_field_row(PersonField.EDUCATION)])
    assert PersonField.EDUCATION in find_field_list(TODAY, "149901001003").fields
    assert PersonField.ETHNICITY not in find_field_list(TODAY, "149901001003").fields
    assert PersonField.EDUCATION not in find_field_list(TODAY, "149902").fields
    assert PersonField.EDUCATION not in find_field_list(date(2025, 12, 31), "149901").fields


@given(st.sampled_from(["religion", "key-person", "attention", "faith", "宗教信仰", "重点人员"]) | st.text(max_size=12))
def test_religion_or_a_mark_on_a_person_cannot_be_listed(field: str) -> None:
    row = make_field_row()
    known = {one.value for one in PersonField}
    if field not in known:
        assert refused(RESIDENCE_BOOK, replace(row, fields=row.fields | {field})) == "fields"


def test_a_list_without_which_nobody_can_be_registered_or_for_the_whole_nation_is_refused() -> None:
    row = make_field_row()
    assert checked_row(RESIDENCE_BOOK, row).fields == row.fields
    assert refused(RESIDENCE_BOOK, replace(row, fields=row.fields - {"name"})) == "fields"
    assert refused(RESIDENCE_BOOK, replace(row, division="")) == "division"
    assert refused(RESIDENCE_BOOK, replace(row, number=3)) == "number"


def test_no_opening_is_for_a_rule_that_does_not_exist() -> None:
    for book in BOOKS:
        assert set(book.openings) <= {rule.name for rule in book.rules}


def test_what_is_not_verified_is_open_to_be_put_right_and_within_what_code_says() -> None:
    for book in BOOKS:
        for rule in book.rules:
            if rule.division:
                continue
            opening = book.openings.get(rule.name)
            assert opening is not None or rule.confidence is Confidence.VERIFIED, rule.name
            assert opening is None or opening.least <= rule.number <= opening.most, rule.name


def refused(book: RuleBook, row: LocalRow) -> str | None:
    """The field that is named, None where the row is taken."""
    try:
        checked_row(book, row)
    except InputInvalid as error:
        return error.field
    return None


def test_the_thresholds_of_a_colour_stay_in_order_whatever_regions_say() -> None:
    for amber, opening in RESIDENCE_BOOK.openings.items():
        if amber.endswith("-amber") and not amber.startswith("rectification"):
            red = RESIDENCE_BOOK.openings[ResidenceRuleName(amber.replace("-amber", "-red"))]
            assert opening.most < red.least
