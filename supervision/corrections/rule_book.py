"""The rules of community correction as a book that regions may add to. Pure."""

from collections.abc import Sequence

from supervision.legal_rules import LEGAL_RULES, OPENINGS, RULES_IN_FORCE
from supervision.local_rules.book import LocalRow, RuleBook, as_rules
from supervision.settings import Register


def _put_in_force(rows: Sequence[LocalRow]) -> None:
    RULES_IN_FORCE.set(as_rules(rows, LEGAL_RULES))


CORRECTION_BOOK = RuleBook(Register.CORRECTIONS, LEGAL_RULES, OPENINGS, _put_in_force)
"""What the acts of this register are judged by."""
