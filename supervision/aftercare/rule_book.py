"""The rule of after-care as a book that regions may add to. Pure."""

from collections.abc import Callable, Sequence

from supervision.aftercare.rules import AFTERCARE_RULES, OPENINGS, RULES_IN_FORCE
from supervision.local_rules.book import LocalRow, RuleBook, as_rules
from supervision.settings import Register


def _table_of(rows: Sequence[LocalRow]) -> Callable[[], None]:
    rules = as_rules(rows, AFTERCARE_RULES)

    def hand_over() -> None:
        RULES_IN_FORCE.set(rules)

    return hand_over


AFTERCARE_BOOK = RuleBook(Register.CORRECTIONS, AFTERCARE_RULES, OPENINGS, _table_of)
"""What the acts of after-care are judged by."""
