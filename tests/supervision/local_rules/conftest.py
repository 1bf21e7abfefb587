"""What an act is judged by is forgotten between two tests, which share a task."""

from collections.abc import Iterator

import pytest

from api.rule_books import RULE_BOOKS


@pytest.fixture(autouse=True)
def rules_of_code() -> Iterator[None]:
    """Nothing but the rows of code holds before and after a test."""
    yield
    for book in RULE_BOOKS.values():
        book.put_in_force(())
