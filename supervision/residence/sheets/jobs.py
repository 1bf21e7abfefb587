"""What people do with an import: hand it in, look at its verdicts, confirm it as the second person, undo it."""

from datetime import timedelta
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import now
from supervision.officers import Officer
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.reach import reach_of
from supervision.residence.sheets.store import (
    JOB,
    UPLOAD,
    ImportJob,
    ImportLine,
    job_key,
    lines_of,
    load_job,
    load_jobs,
    move_on,
)
from supervision.residence.sheets.words import ImportKind, ImportState, ImportVerdict
from supervision.texts import needed_text
from supervision.vault import KeyKind, Place, create_key, seal, seal_text
from supervision.wording import Wording

MOST_BYTES = 48 * 1024 * 1024
"""How large an import may be; sealed it is one value of the database."""

UNDO_WITHIN = timedelta(hours=24)
"""How long a written import can be undone."""

SUBJECT = "import"
CHANNEL = "imports"
"""The notification that there is work."""

_MOST_LISTED = 50

TOO_LARGE = Wording("文件过大：每次导入不超过 48 MB。", "The file is too large: an import has at most 48 MB.")
OWN_IMPORT = Wording(
    "提交人不能确认自己的导入，请由另一人确认。", "Whoever handed it in does not confirm it: ask another."
)
NOTHING_TO_WRITE = Wording("没有可写入的行。", "No row can be written.")
UNDO_LATE = Wording("写入已超过24小时，不能撤销。", "It was written more than 24 hours ago and cannot be undone.")


class OwnImport(RuleRefused):
    """A second person confirms."""

    code = "own-import"


class NothingToWrite(RuleRefused):
    """No row of the import is new or changed."""

    code = "nothing-to-write"


class UndoTooLate(RuleRefused):
    """The day for undoing is over."""

    code = "undo-too-late"


async def hand_in(officer: Officer, kind: ImportKind, file_name: str, content: bytes) -> UUID:
    """Hand a table in to be checked and give its id; nothing is written before a second person confirms."""
    if len(content) > MOST_BYTES:
        raise InputInvalid(TOO_LARGE, field="sheet")
    reach = await reach_of(officer, Act.IMPORT_HAND_IN)
    job_id = uuid4()
    async with residence_change(officer.actor, Act.IMPORT_HAND_IN, about(SUBJECT, job_id)) as change:
        key = await create_key(RESIDENCE, KeyKind.IMPORT)
        await change.connection.execute(
            """INSERT INTO import_job (id, kind, state, vault_key, prefixes, divisions, file_name_sealed, rows_done,
                   counts, handed_in_by, handed_in_at, kept_rows)
               VALUES ($1, $2, $3, $4, $5, '{}', $6, 0, '{}', $7, $8, 0)""",
            job_id, kind, ImportState.CHECKING, key.id, list(reach.prefixes),
            seal_text(key, needed_text(file_name, "sheet", 200), Place(JOB, "file_name_sealed", job_id)), officer.id,
            change.at,
        )  # fmt: skip
        await change.connection.execute(
            "INSERT INTO import_upload (job, content_sealed) VALUES ($1, $2)",
            job_id, seal(key, content, Place(UPLOAD, "content_sealed", job_id)),
        )  # fmt: skip
        change.note(kind=kind, bytes=len(content))
        await call_worker(change)
    return job_id


async def list_imports(officer: Officer) -> tuple[ImportJob, ...]:
    """The last fifty imports inside the officer's reach."""
    return await load_jobs(officer, Act.IMPORT_OPEN, _MOST_LISTED)


async def open_import(officer: Officer, job_id: UUID) -> ImportJob:
    """An import as it stands."""
    return await load_job(officer, Act.IMPORT_OPEN, job_id)


async def open_verdicts(
    officer: Officer, job_id: UUID, chunk: int, only: ImportVerdict | None = None
) -> tuple[ImportJob, list[ImportLine]]:
    """The verdicts of one chunk of rows, names masked; that somebody looked is recorded."""
    async with residence_change(officer.actor, Act.IMPORT_OPEN, about(SUBJECT, job_id)) as change:
        job = await load_job(officer, Act.IMPORT_OPEN, job_id)
        lines = await lines_of(job, await job_key(job), chunk)
        change.note(chunk=chunk, only=only)
    return job, [line for line in lines if only is None or line.verdict is only]


async def confirm_import(officer: Officer, job_id: UUID) -> None:
    """Let a checked import be written. OwnImport for whoever handed it in, NothingToWrite, ImportStatePassed."""
    async with residence_change(officer.actor, Act.IMPORT_CONFIRM, about(SUBJECT, job_id)) as change:
        job = await load_job(officer, Act.IMPORT_CONFIRM, job_id, lock=True)
        if job.handed_in_by == officer.id:
            raise OwnImport(OWN_IMPORT)
        if not any(job.counts.get(verdict) for verdict in (ImportVerdict.NEW, ImportVerdict.CHANGED)):
            raise NothingToWrite(NOTHING_TO_WRITE)
        await move_on(change, job, ImportState.WRITING, confirmed_by=officer.id, confirmed_at=change.at)
        await change.connection.execute("DELETE FROM import_upload WHERE job = $1", job_id)
        change.note(counts={verdict.value: count for verdict, count in job.counts.items()})
        await call_worker(change)


async def drop_import(officer: Officer, job_id: UUID) -> None:
    """Put an import aside that was not written; its rows go."""
    async with residence_change(officer.actor, Act.IMPORT_HAND_IN, about(SUBJECT, job_id)) as change:
        job = await load_job(officer, Act.IMPORT_HAND_IN, job_id, lock=True)
        await move_on(change, job, ImportState.DROPPED)
        await change.connection.execute("DELETE FROM import_upload WHERE job = $1", job_id)
        await change.connection.execute("DELETE FROM import_chunk WHERE job = $1", job_id)


async def undo_import(officer: Officer, job_id: UUID) -> None:
    """Take back what an import wrote, but for what was changed since. UndoTooLate after a day, ImportStatePassed."""
    async with residence_change(officer.actor, Act.IMPORT_UNDO, about(SUBJECT, job_id)) as change:
        job = await load_job(officer, Act.IMPORT_UNDO, job_id, lock=True)
        if not may_be_undone(job):
            raise UndoTooLate(UNDO_LATE)
        await move_on(change, job, ImportState.UNDOING, undone_by=officer.id)
        await call_worker(change)


def may_be_undone(job: ImportJob) -> bool:
    """Whether a written import is still within its day."""
    return job.written_at is None or now() - job.written_at <= UNDO_WITHIN


async def call_worker(change: Change) -> None:
    """Say, with the caller's change, that there is work."""
    await change.connection.execute("SELECT pg_notify($1, '')", CHANNEL)
