"""The rules of community correction as a book that regions may add to. Pure."""

from collections.abc import Callable, Sequence

from supervision.legal_rules import LEGAL_RULES, OPENINGS, RULES_IN_FORCE
from supervision.local_rules.book import LocalRow, RuleBook, as_rules
from supervision.settings import Register


def _table_of(rows: Sequence[LocalRow]) -> Callable[[], None]:
    rules = as_rules(rows, LEGAL_RULES)

    def hand_over() -> None:
        RULES_IN_FORCE.set(rules)

    return hand_over


CORRECTION_BOOK = RuleBook(Register.CORRECTIONS, LEGAL_RULES, OPENINGS, _table_of)
"""What the acts of this register are judged by."""
