"""A division's own row of a service as the API and the page take it."""

from dataclasses import replace
from uuid import uuid4

from supervision.local_rules.book import LocalRow
from supervision.residence.services.local import LocalService, entry_of, name_of_row

NEW_SERVICE_ROW = "service"
"""Under which name a row of a service is entered; it is stored under that of its service."""


def service_row(row: LocalRow, code: str, said: LocalService) -> LocalRow:
    """The row with what it says of the service of that code; an empty one is a service that nobody has yet."""
    return replace(row, name=name_of_row(code or f"local-{uuid4().hex[:8]}"), entry=entry_of(said))
