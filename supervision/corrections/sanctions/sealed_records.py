"""Reading what the law seals: a legal basis is typed, kept sealed, and the reading is an act of its own."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from supervision.audit import Act, Change, audited_change
from supervision.corrections.attachments import open_content
from supervision.corrections.opening import about_file
from supervision.corrections.record_kinds import SEALED_KINDS, RecordKind
from supervision.corrections.records import open_summary
from supervision.corrections.sanctions.listing import OpenedMeasure, in_clear
from supervision.corrections.sanctions.store import about_measure, load_measure, tell_of
from supervision.corrections.sanctions.tables import SealedReadingRow
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import NotFound, RuleRefused
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import Record, fetch_one
from supervision.texts import needed_text
from supervision.vault import Place, load_key, seal_text
from supervision.wording import Wording

READING = "sealed_reading"
_MOST_BASIS = 400

NOT_SEALED = Wording("该记录没有封存，可以直接查看。", "This is not sealed: it can be opened as it is.")


class NothingSealed(RuleRefused):
    """The record is none that the law seals."""

    code = "nothing-sealed"


@dataclass(frozen=True, slots=True)
class SealedRecord:
    """A sealed record in clear, with the content of its proof if it has one."""

    record_id: UUID
    file_id: UUID
    kind: RecordKind
    happened_on: date
    summary: str
    proof: bytes | None
    media_type: str


async def read_sealed_record(officer: Officer, file_id: UUID, record_id: UUID, legal_basis: str) -> SealedRecord:
    """A sealed record in clear, on the legal basis given, which is kept. InputInvalid, NothingSealed."""
    async with audited_change(officer.actor, Act.SEALED_RECORD_READ, about_file(file_id)) as change:
        file = await load_file(officer, Act.SEALED_RECORD_READ, file_id)
        row = await fetch_one(
            """SELECT r.id, r.kind, r.happened_on, r.summary_sealed, r.proof, a.media_type
               FROM file_record AS r LEFT JOIN attachment AS a ON a.id = r.proof WHERE r.id = $1 AND r.file = $2""",
            record_id, file_id,
        )  # fmt: skip
        if row is None:
            raise NotFound(NOT_HERE)
        if RecordKind(row["kind"]) not in SEALED_KINDS:
            raise NothingSealed(NOT_SEALED)
        await _keep(officer, file, record_id, legal_basis, change)
        return await _in_clear(row, file)


async def read_sealed_measure(officer: Officer, measure_id: UUID, legal_basis: str) -> OpenedMeasure:
    """A measure of which a police penalty came, in clear on the legal basis given. InputInvalid, NothingSealed."""
    async with audited_change(officer.actor, Act.SEALED_RECORD_READ, about_measure(measure_id)) as change:
        measure, file = await load_measure(officer, Act.SEALED_RECORD_READ, measure_id)
        tell_of(change, file.id)
        if not measure.is_sealed or measure.record_id is None:
            raise NothingSealed(NOT_SEALED)
        await _keep(officer, file, measure.record_id, legal_basis, change)
        return await in_clear(measure, file, is_told=True)


async def _keep(officer: Officer, file: StoredFile, record_id: UUID, legal_basis: str, change: Change) -> None:
    legal_basis = needed_text(legal_basis, "legal_basis", _MOST_BASIS)
    key, reading_id = await load_key(file.vault_key), uuid4()
    await SealedReadingRow.insert(
        SealedReadingRow(
            id=reading_id,
            record=record_id,
            basis_sealed=seal_text(key, legal_basis, Place(READING, "basis_sealed", reading_id)),
            read_at=change.at,
            read_by=officer.id,
        )
    )
    change.note(record=record_id)


async def _in_clear(row: Record, file: StoredFile) -> SealedRecord:
    key = await load_key(file.vault_key)
    return SealedRecord(
        row["id"],
        file.id,
        RecordKind(row["kind"]),
        row["happened_on"],
        open_summary(row, key),
        await open_content(row["proof"], key) if row["proof"] else None,
        row["media_type"] or "",
    )
