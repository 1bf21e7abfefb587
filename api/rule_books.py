"""The book of rules of each register, for the guard that hands it to a request and for the pages that show it."""

from collections.abc import Mapping

from supervision.corrections.rule_book import CORRECTION_BOOK
from supervision.local_rules.book import RuleBook
from supervision.residence.rule_book import RESIDENCE_BOOK
from supervision.settings import Register

RULE_BOOKS: Mapping[Register, RuleBook] = {book.register: book for book in (CORRECTION_BOOK, RESIDENCE_BOOK)}
"""Which book an officer's acts are judged by."""
