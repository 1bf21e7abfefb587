"""The rules of community correction as a book that regions may add to. Pure."""

from collections.abc import Callable, Sequence

from supervision import legal_rules
from supervision.corrections import rules as file_rules
from supervision.local_rules.book import LocalRow, RuleBook, as_rules
from supervision.settings import Register


def _table_of(rows: Sequence[LocalRow]) -> Callable[[], None]:
    of_orders = as_rules(rows, legal_rules.LEGAL_RULES)
    of_files = as_rules(rows, file_rules.CORRECTION_RULES)

    def hand_over() -> None:
        legal_rules.RULES_IN_FORCE.set(of_orders)
        file_rules.RULES_IN_FORCE.set(of_files)

    return hand_over


CORRECTION_BOOK = RuleBook(
    Register.CORRECTIONS,
    (*legal_rules.LEGAL_RULES, *file_rules.CORRECTION_RULES),
    {**legal_rules.OPENINGS, **file_rules.OPENINGS},
    _table_of,
)
"""What the acts of this register are judged by."""
