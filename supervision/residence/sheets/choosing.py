"""Choosing the columns of a file by hand: what it has, what somebody says, and what their office said before."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, Change, Subject
from supervision.audit.expiry import RETENTION
from supervision.errors import RuleRefused
from supervision.officers import Officer
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.sheets.column_choice import ColumnChoice, FileColumn, check_choice, suggest
from supervision.residence.sheets.columns import RESIDENT_COLUMNS, Column
from supervision.residence.sheets.home_columns import HOME_COLUMNS
from supervision.residence.sheets.jobs import SUBJECT, call_worker
from supervision.residence.sheets.store import STATE_PASSED, ImportJob, ImportStatePassed, job_key, load_job, move_on
from supervision.residence.sheets.words import ImportKind, ImportState
from supervision.storage.database import fetch, fetch_one
from supervision.vault import digest
from supervision.wording import Wording

COLUMNS_OF: Mapping[ImportKind, tuple[Column, ...]] = {
    ImportKind.HOMES: HOME_COLUMNS,
    ImportKind.RESIDENTS: RESIDENT_COLUMNS,
}
"""The fields that a table of each kind may have."""

UPLOAD_KEPT_FOR = timedelta(days=3)
"""How long a file waits for somebody to choose its columns or to confirm it before it goes."""

NOT_WHO_HANDED_IN = Wording("由提交人对应各列。", "Whoever handed it in chooses its columns.")


class ColumnsOfAnother(RuleRefused):
    """Whoever handed a file in says what its columns are; who confirms it has not said so."""

    code = "columns-of-another"


async def open_columns(officer: Officer, job_id: UUID) -> tuple[ImportJob, tuple[FileColumn, ...], ColumnChoice]:
    """An import, the columns of its file with masked samples, and what was chosen or may be meant; recorded."""
    async with residence_change(officer.actor, Act.IMPORT_OPEN, about(SUBJECT, job_id)) as change:
        job = await load_job(officer, Act.IMPORT_OPEN, job_id)
        if not may_choose(job):
            raise ImportStatePassed(STATE_PASSED)
        there = job.file_columns(await job_key(job))
        change.note(columns=len(there))
    titles = [""] * (max((column.place for column in there), default=-1) + 1)
    for column in there:
        titles[column.place] = column.title
    return job, there, job.column_choice or suggest(COLUMNS_OF[job.kind], tuple(titles))


async def choose_columns(officer: Officer, job_id: UUID, chosen: ColumnChoice) -> None:
    """Have a file checked anew with these columns. InputInvalid, ColumnsOfAnother, ImportStatePassed."""
    async with residence_change(officer.actor, Act.IMPORT_HAND_IN, about(SUBJECT, job_id)) as change:
        job = await load_job(officer, Act.IMPORT_HAND_IN, job_id, lock=True)
        if job.handed_in_by != officer.id:
            raise ColumnsOfAnother(NOT_WHO_HANDED_IN)
        if not may_choose(job):
            raise ImportStatePassed(STATE_PASSED)
        there = job.file_columns(await job_key(job))
        check_choice(COLUMNS_OF[job.kind], (column.place for column in there), chosen)
        said = msgspec.json.encode(chosen).decode()
        await move_on(
            change, job, ImportState.CHECKING,
            column_choice=said, counts="{}", rows_total=None, checked_at=None, left_out_sealed=None,
        )  # fmt: skip
        if officer.office_id is not None:
            await _remember(change, officer.office_id, job, titles_digest(job.kind, there), said)
        change.note(columns=len(chosen))
        await call_worker(change)


def may_choose(job: ImportJob) -> bool:
    """Whether the file is still there to be read with other columns."""
    return job.has_upload and ImportState.CHECKING is not job.state and job.titles_sealed is not None


async def remembered_choice(job: ImportJob, there: tuple[FileColumn, ...]) -> ColumnChoice | None:
    """What the office of whoever handed it in chose for a file of the same titles."""
    row = await fetch_one(
        """SELECT column_choice::text AS chosen FROM import_columns JOIN officer USING (office)
           WHERE officer.id = $1 AND kind = $2 AND titles_digest = $3""",
        job.handed_in_by, job.kind, titles_digest(job.kind, there),
    )  # fmt: skip
    return msgspec.json.decode(row["chosen"], type=dict[str, int]) if row else None


def titles_digest(kind: ImportKind, there: tuple[FileColumn, ...]) -> bytes:
    """By what files of the same titles in the same places know each other."""
    return digest(RESIDENCE, f"titles-{kind}", "\0".join(f"{column.place}:{column.title}" for column in there))


async def end_abandoned_uploads(now: datetime) -> int:
    """Let files go that waited too long; imports of which the columns were never chosen are dropped with them."""
    over = "handed_in_at < $1 AND state <> 'checking' AND EXISTS (SELECT FROM import_upload WHERE job = import_job.id)"
    before = now - UPLOAD_KEPT_FOR
    if not await fetch(f"SELECT FROM import_job WHERE {over} LIMIT 1", before):
        return 0
    async with residence_change(RETENTION, Act.RETENTION_APPLY, Subject("retention-rule", "import_upload")) as change:
        rows = await change.connection.fetch(
            f"""WITH abandoned AS (SELECT id FROM import_job WHERE {over} FOR UPDATE),
                    dropped AS (UPDATE import_job SET state = 'dropped' FROM abandoned
                                WHERE import_job.id = abandoned.id AND state = 'columns')
                DELETE FROM import_upload USING abandoned WHERE job = abandoned.id RETURNING job""",  # noqa: S608 - constants
            before,
        )
        change.note(uploads=len(rows))
    return len(rows)


async def _remember(change: Change, office_id: UUID, job: ImportJob, titles: bytes, chosen: str) -> None:
    await change.connection.execute(
        """INSERT INTO import_columns (id, office, kind, titles_digest, column_choice, chosen_at)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (office, kind, titles_digest)
           DO UPDATE SET column_choice = excluded.column_choice, chosen_at = excluded.chosen_at""",
        uuid4(), office_id, job.kind, titles, chosen, change.at,
    )  # fmt: skip
