"""Recorded facts on a file, on which an order's grounds can rest: kept with their proof, annulled, never erased."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision import legal_time
from supervision.audit import Act, audited_change
from supervision.corrections.attachments import TABLE as ATTACHMENT_TABLE
from supervision.corrections.file_state import FILE_ENDED, FileEnded
from supervision.corrections.opening import about_file
from supervision.corrections.record_kinds import SEALED, SEALED_KINDS, RecordKind
from supervision.corrections.sealed_documents import Details
from supervision.corrections.store import StoredFile, load_file
from supervision.corrections.tables import FileRecordRow
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text
from supervision.vault import DataKey, Place, load_key, seal_text, unseal_json, unseal_text
from supervision.wording import Wording

TABLE = "file_record"
_MOST_SUMMARY = 2_000

HAPPENED_LATER = Wording("事实发生日期不能晚于今天。", "The fact cannot lie in the future.")
PROOF_ELSEWHERE = Wording("证明材料不在本人档案中。", "The proof is not on this person's file.")
ANNULLED_ALREADY = Wording("该记录已经撤销。", "The record has been annulled already.")


class RecordAnnulled(RuleRefused):
    """The record was annulled before."""

    code = "record-annulled"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A recorded fact in clear, with its proof if it has one; what the law seals says so instead."""

    record_id: UUID
    file_id: UUID
    kind: RecordKind
    happened_on: date
    summary: str
    proof_id: UUID | None
    proof_title: str
    proof_sha256: str
    recorded_at: datetime
    recorded_by_name: str
    annulled_at: datetime | None

    @property
    def is_sealed(self) -> bool:
        """Whether the law seals it."""
        return self.kind in SEALED_KINDS


_SELECT = """
SELECT r.id, r.file, r.kind, r.happened_on, r.summary_sealed, r.proof, r.recorded_at, r.annulled_at,
       coalesce(o.name, '') AS recorded_by_name, a.details_sealed
FROM file_record AS r LEFT JOIN officer AS o ON o.id = r.recorded_by LEFT JOIN attachment AS a ON a.id = r.proof
"""


async def add_record(
    officer: Officer, file_id: UUID, kind: RecordKind, happened_on: date, summary: str, proof_id: UUID | None = None
) -> UUID:
    """Record a fact on the file; the proof is an attachment of the same file. InputInvalid, FileEnded."""
    summary = needed_text(summary, "summary", _MOST_SUMMARY)
    async with audited_change(officer.actor, Act.FILE_RECORD_ADD, about_file(file_id)) as change:
        file = await _load_open(officer, file_id)
        if happened_on > legal_time.legal_day(change.at):
            raise InputInvalid(HAPPENED_LATER, field="happened_on")
        if proof_id is not None and not await _is_on_file(proof_id, file_id):
            raise InputInvalid(PROOF_ELSEWHERE, field="proof")
        record_id = await save_record(officer, file, kind, happened_on, summary, change.at, proof_id)
        change.note(record=record_id, kind=kind, proof=proof_id)
    return record_id


async def save_record(
    officer: Officer,
    file: StoredFile,
    kind: RecordKind,
    happened_on: date,
    summary: str,
    at: datetime,
    proof_id: UUID | None = None,
) -> UUID:
    """Store a fact on a file that the caller's change holds."""
    key, record_id = await load_key(file.vault_key), uuid4()
    await FileRecordRow.insert(
        FileRecordRow(
            id=record_id,
            file=file.id,
            kind=kind.value,
            happened_on=happened_on,
            summary_sealed=seal_text(key, summary, Place(TABLE, "summary_sealed", record_id)),
            proof=proof_id,
            recorded_at=at,
            recorded_by=officer.id,
        )
    )
    return record_id


async def annul_record(officer: Officer, file_id: UUID, record_id: UUID, reason: str) -> None:
    """Annul a record with the reason: it stays to be seen, but no ground can rest on it any more."""
    reason = needed_text(reason, "reason", _MOST_SUMMARY)
    async with audited_change(officer.actor, Act.FILE_RECORD_ANNUL, about_file(file_id)) as change:
        file = await load_file(officer, Act.FILE_RECORD_ANNUL, file_id, lock=True)
        if not await save_annulment(officer, file, record_id, reason, change.at):
            await _tell_why_not(record_id, file_id)
        change.note(record=record_id)


async def save_annulment(officer: Officer, file: StoredFile, record_id: UUID, reason: str, at: datetime) -> bool:
    """Annul a record of a file that the caller's change holds; False when no such record stands there."""
    key = await load_key(file.vault_key)
    annulled = (
        await FileRecordRow.update(
            {
                "annulled_at": at,
                "annulled_by": officer.id,
                "annulment_sealed": seal_text(key, reason, Place(TABLE, "annulment_sealed", record_id)),
            }
        )
        .where((FileRecordRow.id == record_id) & (FileRecordRow.file == file.id) & FileRecordRow.annulled_at.is_null())
        .returning(FileRecordRow.id)
    )
    return bool(annulled)


async def load_records(officer: Officer, act: Act, file_id: UUID) -> tuple[FileRecord, ...]:
    """The recorded facts of a file on which the officer may do `act`, newest first; the caller's act is audited."""
    file = await load_file(officer, act, file_id)
    return await records_of(file)


async def records_of(file: StoredFile, record_ids: Collection[UUID] | None = None) -> tuple[FileRecord, ...]:
    """The recorded facts of a file that the caller has loaded, newest first; of `record_ids` only, where given."""
    key = await load_key(file.vault_key)
    rows = await fetch(
        f"{_SELECT} WHERE r.file = $1 AND ($2::uuid[] IS NULL OR r.id = ANY($2)) ORDER BY r.happened_on DESC, r.id",
        file.id,
        None if record_ids is None else list(record_ids),
    )
    return tuple(_record_of(row, key) for row in rows)


def _record_of(row: Record, key: DataKey) -> FileRecord:
    details, kind = Details("", ""), RecordKind(row["kind"])
    is_sealed = kind in SEALED_KINDS
    if row["proof"] is not None:
        place = Place(ATTACHMENT_TABLE, "details_sealed", row["proof"])
        details = unseal_json(key, row["details_sealed"], place, Details)
    return FileRecord(
        record_id=row["id"],
        file_id=row["file"],
        kind=kind,
        happened_on=row["happened_on"],
        summary=SEALED if is_sealed else open_summary(row, key),
        proof_id=row["proof"],
        proof_title=SEALED if is_sealed else details.title,
        proof_sha256=details.sha256,
        recorded_at=row["recorded_at"],
        recorded_by_name=row["recorded_by_name"],
        annulled_at=row["annulled_at"],
    )


def open_summary(row: Record, key: DataKey) -> str:
    """What a record says, from its `id` and `summary_sealed`; whoever opens a sealed one has given a legal basis."""
    return unseal_text(key, row["summary_sealed"], Place(TABLE, "summary_sealed", row["id"]))


async def _load_open(officer: Officer, file_id: UUID) -> StoredFile:
    file = await load_file(officer, Act.FILE_RECORD_ADD, file_id, lock=True)
    if file.state.is_closed:
        raise FileEnded(FILE_ENDED)
    return file


async def _is_on_file(attachment_id: UUID, file_id: UUID) -> bool:
    return await fetch_one("SELECT 1 FROM attachment WHERE id = $1 AND file = $2", attachment_id, file_id) is not None


async def _tell_why_not(record_id: UUID, file_id: UUID) -> None:
    if await fetch_one("SELECT 1 FROM file_record WHERE id = $1 AND file = $2", record_id, file_id) is None:
        raise NotFound(NOT_HERE)
    raise RecordAnnulled(ANNULLED_ALREADY)
