"""The archive of an export as it leaves: packed while rows are opened, some at a time, and never anywhere whole."""

import asyncio
from collections.abc import AsyncIterator, Iterator

from litestar.response import Stream

from api.archives import ArchivedFile, encrypted_archive
from api.workbooks.writing import workbook_chunks
from supervision.exports.columns import Row
from supervision.exports.fetched import FetchedExport
from supervision.legal_time import LEGAL_ZONE

_ROWS_AT_A_TIME = 200
"""So many rows are opened at once: others are served in between."""

_WAIT_SECONDS = 60
"""Longer than the database may take: whoever packs does not wait for ever for a service that ends."""


def archive_answer(fetched: FetchedExport) -> Stream:
    """The archive as a download, encrypted with the password that its officer was shown."""
    headers = {
        "content-disposition": f'attachment; filename="{fetched.export.number}.zip"',
        "cache-control": "no-store",
        "x-accel-buffering": "no",
    }
    return Stream(archive_chunks(fetched), media_type="application/zip", headers=headers)


async def archive_chunks(fetched: FetchedExport) -> AsyncIterator[bytes]:
    """The bytes of the archive as they are packed, in a thread that asks this loop for the rows."""
    made_at = fetched.at.astimezone(LEGAL_ZONE).replace(tzinfo=None)
    titles = [column.title for column in fetched.columns]
    rows = _rows(fetched, asyncio.get_running_loop())
    sheet = workbook_chunks(str(fetched.sheet), titles, rows, fetched.watermark)
    pieces = encrypted_archive([ArchivedFile(f"{fetched.export.number}.xlsx", sheet)], fetched.password, made_at)
    while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
        yield piece


def _rows(fetched: FetchedExport, loop: asyncio.AbstractEventLoop) -> Iterator[Row]:
    for start in range(0, len(fetched.ids), _ROWS_AT_A_TIME):
        asked = fetched.rows(fetched.ids[start : start + _ROWS_AT_A_TIME])
        yield from asyncio.run_coroutine_threadsafe(asked, loop).result(_WAIT_SECONDS)
