"""The book of rules of each register, for the guard that hands it to a request and for the pages that show it."""

from collections.abc import Mapping

from supervision.aftercare.rule_book import AFTERCARE_BOOK
from supervision.corrections.rule_book import CORRECTION_BOOK
from supervision.local_rules.book import RuleBook, joined_books
from supervision.residence.rule_book import RESIDENCE_BOOK
from supervision.settings import Register

RULE_BOOKS: Mapping[Register, RuleBook] = {
    book.register: book for book in (joined_books(CORRECTION_BOOK, AFTERCARE_BOOK), RESIDENCE_BOOK)
}
"""Which book an officer's acts are judged by."""
