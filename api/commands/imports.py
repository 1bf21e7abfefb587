"""`supervision imports`: the worker of imports, which reads, checks, writes and takes back what officers hand in."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Mapping

import asyncpg
import structlog

from api.commands.children import die_with_parent
from api.commands.opening import database, opened
from api.workbooks.limits import ReadLimits
from api.workbooks.reading import read_table
from supervision.corrections.import_rows import MOST_ROWS
from supervision.corrections.imports.worker import WORKER as FILE_WORKER
from supervision.corrections.rule_book import CORRECTION_BOOK
from supervision.errors import StorageUnavailable, SupervisionError
from supervision.local_rules.book import RuleBook
from supervision.local_rules.rows import put_in_force
from supervision.residence.rule_book import RESIDENCE_BOOK
from supervision.residence.sheets.worker import WORKER as RESIDENCE_WORKER
from supervision.settings import Register, Settings
from supervision.sheets.desk import CHANNEL
from supervision.sheets.store import ImportStatePassed
from supervision.sheets.worker import ImportWorker, ReadSheet, Sheet, SheetRow
from supervision.storage.failures import connection_failures
from supervision.storage.listener import Listener, Notified, StreamRestored
from supervision.vault import current_vault

log = structlog.get_logger(__name__)

_LOCK = 0x5355_494D
_AFTER_FAILURE_SECONDS = 5.0

SERVER_SETTINGS: Mapping[str, str] = {
    # Everything is looked up by key. Statistics lag behind what is being written, and would have whole tables read.
    "enable_seqscan": "off",
    # Between two statements of a chunk thousands of rows are sealed.
    "idle_in_transaction_session_timeout": "120s",
}


async def imports(settings: Settings) -> None:
    """Work off imports until told to end; of several workers on one database one works and the others wait for it."""
    die_with_parent()
    async with database(settings) as urls, opened(settings, urls, most_connections=4, server_settings=SERVER_SETTINGS):
        working = asyncio.create_task(work_for_ever(urls.service))
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, working.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await working


async def work_off_waiting() -> bool:
    """Work off what waits now, one import after the other; gives whether none has failed, which is tried again."""
    is_done = True
    for register in current_vault().folders:
        worker, book, read = _WORKERS[register]
        for job_id in await worker.waiting():
            try:
                await put_in_force(book)
                await worker.work_off(job_id, read)
            except ImportStatePassed:
                log.info("import-passed", job=str(job_id))  # somebody dropped it meanwhile
            except SupervisionError as error:
                is_done = False
                log.exception("import-failed", job=str(job_id), error=error.code)
    return is_done


def _reader(limits: ReadLimits) -> ReadSheet:
    """How an upload is read: by the reading process, with these limits."""

    def read(content: bytes) -> Sheet:
        table = read_table(content, limits)
        return Sheet(table.titles, (SheetRow(row.number, row.cells, row.refusals) for row in table.rows()))

    return read


_WORKERS: Mapping[Register, tuple[ImportWorker, RuleBook, ReadSheet]] = {
    Register.CORRECTIONS: (FILE_WORKER, CORRECTION_BOOK, _reader(ReadLimits(most_rows=MOST_ROWS))),
    Register.RESIDENCE: (RESIDENCE_WORKER, RESIDENCE_BOOK, _reader(ReadLimits())),
}


async def work_for_ever(url: str) -> None:
    """Work off what waited already, and then whatever is handed in, confirmed or to be undone."""
    while True:
        with contextlib.suppress(StorageUnavailable):
            async with _only_worker(url), Listener(url, [CHANNEL]) as changes:
                while True:
                    is_done = await work_off_waiting()
                    await _until_there_is_work(changes, None if is_done else _AFTER_FAILURE_SECONDS)
        await asyncio.sleep(_AFTER_FAILURE_SECONDS)


async def _until_there_is_work(changes: Listener, seconds: float | None) -> None:
    """Wait for a notification, or for `seconds`."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            async for change in changes:
                if isinstance(change, Notified | StreamRestored):
                    return


@contextlib.asynccontextmanager
async def _only_worker(url: str) -> AsyncIterator[None]:
    """Hold the workers' lock, waiting for whoever holds it; the server lets go of it with the connection."""
    with connection_failures():
        connection = await asyncpg.connect(url)
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", _LOCK)
        yield
    finally:
        connection.terminate()
