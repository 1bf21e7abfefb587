"""What people do with an import: hand it in, look at its verdicts, confirm it as the second person, undo it."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from supervision.audit import Change
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import now
from supervision.officers import Officer
from supervision.sheets.desk import call_worker
from supervision.sheets.store import ImportJob, ImportLine, ImportStore, check_seen, job_key, lines_of, move_on
from supervision.sheets.words import WRITTEN_VERDICTS, ImportState, ImportVerdict
from supervision.texts import needed_text
from supervision.vault import KeyKind, Place, create_key, seal, seal_text
from supervision.wording import Wording

MOST_BYTES = 48 * 1024 * 1024
"""How large an import may be; sealed it is one value of the database."""

UNDO_WITHIN = timedelta(hours=24)
"""How long a written import can be undone."""

_MOST_LISTED = 50

TOO_LARGE = Wording("文件过大：每次导入不超过 48 MB。", "The file is too large: an import has at most 48 MB.")
OWN_IMPORT = Wording(
    "提交人不能确认自己的导入，请由另一人确认。", "Whoever handed it in does not confirm it: ask another."
)
NOTHING_TO_WRITE = Wording("没有可写入的行。", "No row can be written.")
UNDO_LATE = Wording("写入已超过24小时，不能撤销。", "It was written more than 24 hours ago and cannot be undone.")

CountWritten = Callable[[Change, ImportJob], Awaitable[int]]
"""Says, within a confirmation, how many rows it will write."""


class OwnImport(RuleRefused):
    """A second person confirms."""

    code = "own-import"


class NothingToWrite(RuleRefused):
    """No row of the import is new or changed."""

    code = "nothing-to-write"


class UndoTooLate(RuleRefused):
    """The day for undoing is over."""

    code = "undo-too-late"


async def count_verdicts(change: Change, job: ImportJob) -> int:  # noqa: ARG001 - as `CountWritten` is called
    """The new and the changed rows, as they were counted by the check."""
    return sum(job.counts.get(verdict, 0) for verdict in WRITTEN_VERDICTS)


class ImportJobs:
    """What officers do with the imports of one register."""

    def __init__(self, store: ImportStore) -> None:
        self.store = store
        self.desk = store.desk

    async def hand_in(self, officer: Officer, kind: StrEnum, file_name: str, content: bytes) -> UUID:
        """Hand a table in to be checked and give its id; nothing is written before a second person confirms."""
        if len(content) > MOST_BYTES:
            raise InputInvalid(TOO_LARGE, field="sheet")
        tables = self.desk.tables
        prefixes = await self.desk.prefixes_of(officer, self.desk.acts.hand_in)
        job_id = uuid4()
        async with self.desk.change(officer.actor, self.desk.acts.hand_in, job_id) as change:
            key = await create_key(self.desk.register, KeyKind.IMPORT)
            await change.connection.execute(
                f"""INSERT INTO {tables.job} (id, kind, state, vault_key, prefixes, divisions, file_name_sealed,
                       rows_done, counts, handed_in_by, handed_in_at, kept_rows)
                   VALUES ($1, $2, $3, $4, $5, '{{}}', $6, 0, '{{}}', $7, $8, 0)""",  # noqa: S608 - our own table
                job_id, kind, ImportState.CHECKING, key.id, list(prefixes),
                seal_text(key, needed_text(file_name, "sheet", 200), Place(tables.job, "file_name_sealed", job_id)),
                officer.id, change.at,
            )  # fmt: skip
            await change.connection.execute(
                f"INSERT INTO {tables.upload} (job, content_sealed) VALUES ($1, $2)",  # noqa: S608 - likewise
                job_id, seal(key, content, Place(tables.upload, "content_sealed", job_id)),
            )  # fmt: skip
            change.note(kind=kind, bytes=len(content))
            await call_worker(change)
        return job_id

    async def list_imports(self, officer: Officer) -> tuple[ImportJob, ...]:
        """The last fifty imports inside the officer's reach."""
        return await self.store.imports_of(officer, self.desk.acts.open, _MOST_LISTED)

    async def list_to_confirm(self, officer: Officer) -> tuple[ImportJob, ...]:
        """The imports that wait for this officer as the second person, the earliest first."""
        return await self.store.imports_to_confirm(officer, self.desk.acts.confirm)

    async def open_import(self, officer: Officer, job_id: UUID) -> ImportJob:
        """An import as it stands."""
        return await self.store.import_of(officer, self.desk.acts.open, job_id)

    async def open_verdicts(
        self, officer: Officer, job_id: UUID, chunk: int, only: ImportVerdict | None = None
    ) -> tuple[ImportJob, list[ImportLine]]:
        """The verdicts of one chunk of rows, names masked; that somebody looked is recorded."""
        async with self.desk.change(officer.actor, self.desk.acts.open, job_id) as change:
            job = await self.store.import_of(officer, self.desk.acts.open, job_id)
            lines = await lines_of(job, await job_key(job), chunk)
            change.note(chunk=chunk, only=only)
        return job, [line for line in lines if only is None or line.verdict is only]

    async def confirm(
        self, officer: Officer, job_id: UUID, checked_at: datetime | None, count: CountWritten = count_verdicts
    ) -> None:
        """Let an import be written as it was checked at that time, which is what the officer saw.

        OwnImport for whoever handed it in, NothingToWrite, ImportStatePassed, also where it was checked anew since.
        """
        async with self.desk.change(officer.actor, self.desk.acts.confirm, job_id) as change:
            job = await self.store.import_of(officer, self.desk.acts.confirm, job_id, lock=True)
            if job.handed_in_by == officer.id:
                raise OwnImport(OWN_IMPORT)
            check_seen(job, checked_at)
            to_write = await count(change, job)
            if not to_write:
                raise NothingToWrite(NOTHING_TO_WRITE)
            await move_on(change, job, ImportState.WRITING, confirmed_by=officer.id, confirmed_at=change.at)
            await self._let_upload_go(change, job_id)
            change.note(counts={verdict.value: count for verdict, count in job.counts.items()}, to_write=to_write)
            await call_worker(change)

    async def drop(self, officer: Officer, job_id: UUID) -> None:
        """Put an import aside that was not written; its rows go."""
        async with self.desk.change(officer.actor, self.desk.acts.hand_in, job_id) as change:
            job = await self.store.import_of(officer, self.desk.acts.hand_in, job_id, lock=True)
            await move_on(change, job, ImportState.DROPPED)
            await self._let_upload_go(change, job_id)
            await change.connection.execute(f"DELETE FROM {self.desk.tables.chunk} WHERE job = $1", job_id)  # noqa: S608 - likewise

    async def undo(self, officer: Officer, job_id: UUID) -> None:
        """Take back what an import wrote, but for what was changed since. UndoTooLate, ImportStatePassed."""
        async with self.desk.change(officer.actor, self.desk.acts.undo, job_id) as change:
            job = await self.store.import_of(officer, self.desk.acts.undo, job_id, lock=True)
            if not may_be_undone(job):
                raise UndoTooLate(UNDO_LATE)
            await move_on(change, job, ImportState.UNDOING, undone_by=officer.id)
            await call_worker(change)

    async def _let_upload_go(self, change: Change, job_id: UUID) -> None:
        await change.connection.execute(f"DELETE FROM {self.desk.tables.upload} WHERE job = $1", job_id)  # noqa: S608 - likewise


def may_be_undone(job: ImportJob) -> bool:
    """Whether a written import is still within its day."""
    return job.written_at is None or now() - job.written_at <= UNDO_WITHIN
