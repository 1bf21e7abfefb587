"""Choosing the columns of a file by hand: what it has, what somebody says, and what their office said before."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from supervision.audit import Act, Subject, audited_change
from supervision.audit.expiry import RETENTION
from supervision.errors import RuleRefused
from supervision.officers import Officer
from supervision.sheets.column_choice import ColumnChoice, FileColumn, check_choice, suggest
from supervision.sheets.desk import ImportDesk, call_worker
from supervision.sheets.store import STATE_PASSED, ImportJob, ImportStatePassed, ImportStore, job_key, move_on
from supervision.sheets.words import ImportState
from supervision.storage.database import fetch
from supervision.wording import Wording

UPLOAD_KEPT_FOR = timedelta(days=3)
"""How long a file waits for somebody to choose its columns or to confirm it before it goes."""

NOT_WHO_HANDED_IN = Wording("由提交人对应各列。", "Whoever handed it in chooses its columns.")


class ColumnsOfAnother(RuleRefused):
    """Whoever handed a file in says what its columns are; who confirms it has not said so."""

    code = "columns-of-another"


class ColumnChoosing:
    """How officers of one register say what the columns of their files are."""

    def __init__(self, store: ImportStore) -> None:
        self.store = store
        self.desk = store.desk

    async def open_columns(
        self, officer: Officer, job_id: UUID
    ) -> tuple[ImportJob, tuple[FileColumn, ...], ColumnChoice]:
        """An import, the columns of its file with masked samples, and what was chosen or may be meant; recorded."""
        async with self.desk.change(officer.actor, self.desk.acts.open, job_id) as change:
            job = await self.store.import_of(officer, self.desk.acts.open, job_id)
            if not may_choose(job):
                raise ImportStatePassed(STATE_PASSED)
            there = job.file_columns(await job_key(job))
            change.note(columns=len(there))
        titles = [""] * (max((column.place for column in there), default=-1) + 1)
        for column in there:
            titles[column.place] = column.title
        return job, there, job.column_choice or suggest(self.desk.columns_of[job.kind], tuple(titles))

    async def choose_columns(self, officer: Officer, job_id: UUID, chosen: ColumnChoice) -> None:
        """Have a file checked anew with these columns. InputInvalid, ColumnsOfAnother, ImportStatePassed."""
        async with self.desk.change(officer.actor, self.desk.acts.hand_in, job_id) as change:
            job = await self.store.import_of(officer, self.desk.acts.hand_in, job_id, lock=True)
            if job.handed_in_by != officer.id:
                raise ColumnsOfAnother(NOT_WHO_HANDED_IN)
            if not may_choose(job):
                raise ImportStatePassed(STATE_PASSED)
            there = job.file_columns(await job_key(job))
            check_choice(self.desk.columns_of[job.kind], (column.place for column in there), chosen)
            said = msgspec.json.encode(chosen).decode()
            await move_on(
                change, job, ImportState.CHECKING,
                column_choice=said, counts="{}", rows_total=None, checked_at=None, left_out_sealed=None,
            )  # fmt: skip
            if officer.office_id is not None:
                await self.desk.memory.remember(change, officer.office_id, job.kind, there, chosen)
            change.note(columns=len(chosen))
            await call_worker(change)


def may_choose(job: ImportJob) -> bool:
    """Whether the file is still there to be read with other columns."""
    return job.has_upload and ImportState.CHECKING is not job.state and job.titles_sealed is not None


async def end_abandoned_uploads(desk: ImportDesk, now: datetime) -> int:
    """Let files go that waited too long; imports of which the columns were never chosen are dropped with them."""
    job, upload = desk.tables.job, desk.tables.upload
    over = f"handed_in_at < $1 AND state <> 'checking' AND EXISTS (SELECT FROM {upload} WHERE job = {job}.id)"
    before = now - UPLOAD_KEPT_FOR
    if not await fetch(f"SELECT FROM {job} WHERE {over} LIMIT 1", before):
        return 0
    subject = Subject("retention-rule", upload)
    async with audited_change(RETENTION, Act.RETENTION_APPLY, subject, register=desk.register) as change:
        rows = await change.connection.fetch(
            f"""WITH abandoned AS (SELECT id FROM {job} WHERE {over} FOR UPDATE),
                    dropped AS (UPDATE {job} SET state = 'dropped' FROM abandoned
                                WHERE {job}.id = abandoned.id AND state = 'columns')
                DELETE FROM {upload} USING abandoned WHERE job = abandoned.id RETURNING job""",  # noqa: S608 - likewise
            before,
        )
        change.note(uploads=len(rows))
    return len(rows)
