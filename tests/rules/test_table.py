"""docs/rules.md, the tests of the rules and the switches tell the same story."""

import re
from pathlib import Path

from supervision.corrections.rule_book import CORRECTION_BOOK
from tests.rules.switches import SWITCHES
from tools.check_rules import find_rule_tests

_LINE = re.compile(r"^\| (\d+) \|.*\| (.*?) ?\|$", re.MULTILINE)
_LISTED = {int(number): where for number, where in _LINE.findall(Path("docs/rules.md").read_text("utf-8"))}


def test_all_rules_of_the_correction_register_are_listed() -> None:
    assert sorted(_LISTED) == [*range(1, 33), 52]


def test_a_rule_that_is_said_to_be_enforced_has_a_test_and_a_switch_and_no_other_has() -> None:
    enforced = {number for number, where in _LISTED.items() if where}
    assert set(SWITCHES) == enforced
    assert set(find_rule_tests(Path("tests"))) == enforced


def test_the_places_named_exist() -> None:
    for where in _LISTED.values():
        for path in re.findall(r"`([\w/]+\.py)`", where):
            assert Path("supervision", path).exists(), path


def test_the_rows_that_are_switched_off_exist() -> None:
    names = {rule.name.value for rule in CORRECTION_BOOK.rules}
    assert {name for switch in SWITCHES.values() for name, _ in switch.rows} <= names
