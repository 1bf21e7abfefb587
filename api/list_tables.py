"""A list of a court, prison, police or province as a table from outside: read elsewhere, or refused as a whole."""

import asyncio
from typing import Final

from api.workbooks.limits import ReadLimits
from api.workbooks.reading import read_table
from supervision.corrections.reconciliation.list_rows import MOST_ROWS, TableRow

MOST_BYTES = 8 * 1024 * 1024
"""How large a list may be."""

LIST_BODY_BYTES: Final = MOST_BYTES + 64 * 1024
"""How large a request with a list may be: the table, and the few fields beside it."""

_LIMITS = ReadLimits(MOST_BYTES, 120 * 1024 * 1024, MOST_ROWS)


async def read_list(content: bytes) -> tuple[tuple[str, ...], tuple[TableRow, ...]]:
    """Titles and rows of a table, .xlsx or CSV; InputInvalid with field `sheet` for one that cannot be read."""
    return await asyncio.to_thread(_read, content)


def _read(content: bytes) -> tuple[tuple[str, ...], tuple[TableRow, ...]]:
    table = read_table(content, _LIMITS)
    rows = tuple(TableRow(row.number, row.cells, frozenset(row.refusals)) for row in table.rows())
    return tuple(title for title in table.titles if title), rows
