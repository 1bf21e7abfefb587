"""What is kept around the end of a correction, opened and made here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from supervision.corrections.file_state import FileState
from supervision.corrections.release.words import HoldKind, LiftWay, NoticeReceiver, ReleaseTask
from supervision.corrections.store import StoredFile, absences_of
from supervision.legal_time import legal_day
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, load_key, unseal_json, unseal_text

TASK, HOLD, CERTIFICATE, NOTICE = "release_task", "certificate_hold", "release_certificate", "end_notice"


class Appraisal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an officer found of a person before the end: the appraisal, how they kept the rules, what helped them."""

    opinion: str
    conduct: str = ""
    education: str = ""


@dataclass(frozen=True, slots=True)
class DoneTask:
    """Something that was done before the end; an appraisal with what was found, unless it is on a document alone."""

    task_id: UUID
    kind: ReleaseTask
    done_on: date
    note: str
    appraisal: Appraisal | None
    document_id: UUID | None
    recorded_at: datetime
    recorded_by_name: str


@dataclass(frozen=True, slots=True)
class CertificateHold:
    """A pending case, and how it was lifted; one without an id is an open custody, which holds by itself."""

    hold_id: UUID | None
    kind: HoldKind
    began_on: date
    note: str
    document_id: UUID | None
    placed_at: datetime | None
    placed_by_name: str
    lifted_way: LiftWay | None
    lift_document_id: UUID | None
    lifted_at: datetime | None
    lifted_by_name: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """The certificate of release with its announcement, where there is one."""

    certificate_id: UUID
    number: str
    issued_at: datetime
    issued_by_name: str
    left_undone: tuple[ReleaseTask, ...]
    announced_on: date | None
    announcement: str


@dataclass(frozen=True, slots=True)
class EndNotice:
    """Who was told of the end, and the receipt."""

    notice_id: UUID
    receiver: NoticeReceiver
    sent_on: date
    note: str
    sent_by_name: str
    received_on: date | None
    receipt_id: UUID | None


async def tasks_of(file: StoredFile) -> tuple[DoneTask, ...]:
    """What was done before the end, of a file that the caller has loaded."""
    key, rows = await _rows(
        file,
        """SELECT r.*, o.name FROM release_task AS r
           LEFT JOIN officer AS o ON o.id = r.recorded_by WHERE r.file = $1""",
    )
    return tuple(
        DoneTask(
            row["id"],
            ReleaseTask(row["kind"]),
            row["done_on"],
            _text(key, TASK, "note_sealed", row),
            _appraisal(key, row),
            row["document"],
            row["recorded_at"],
            row["name"] or "",
        )
        for row in rows
    )


async def holds_of(file: StoredFile) -> tuple[CertificateHold, ...]:
    """Every hold on the certificate of a file that the caller has loaded, those that stand on top.

    Custody that has not ended holds by itself, unless a document about it was recorded since it began.
    """
    key, rows = await _rows(
        file,
        """SELECT r.*, o.name, l.name AS lifted_name FROM certificate_hold AS r
            LEFT JOIN officer AS o ON o.id = r.placed_by
            LEFT JOIN officer AS l ON l.id = r.lifted_by WHERE r.file = $1
            ORDER BY r.lifted_at IS NOT NULL, r.placed_at DESC""",
    )
    recorded = tuple(_hold(key, row) for row in rows)
    return (*await _custody(file, recorded), *recorded)


async def certificate_of(file: StoredFile) -> Certificate | None:
    """The certificate of a file that the caller has loaded."""
    key, rows = await _rows(
        file,
        """SELECT r.*, o.name FROM release_certificate AS r
           LEFT JOIN officer AS o ON o.id = r.issued_by WHERE r.file = $1""",
    )
    if not rows:
        return None
    row = rows[0]
    said = _text(key, CERTIFICATE, "announcement_sealed", row) if row["announcement_sealed"] else ""
    undone = tuple(map(ReleaseTask, row["left_undone"]))
    return Certificate(row["id"], row["number"], row["issued_at"], row["name"] or "", undone, row["announced_on"], said)


async def notices_of(file: StoredFile) -> tuple[EndNotice, ...]:
    """Who was told of the end, of a file that the caller has loaded."""
    key, rows = await _rows(
        file,
        """SELECT r.*, o.name FROM end_notice AS r
           LEFT JOIN officer AS o ON o.id = r.sent_by WHERE r.file = $1""",
    )
    return tuple(
        EndNotice(
            row["id"],
            NoticeReceiver(row["receiver"]),
            row["sent_on"],
            _text(key, NOTICE, "note_sealed", row),
            row["name"] or "",
            row["received_on"],
            row["receipt"],
        )
        for row in rows
    )


async def is_term_confirmed(file_id: UUID) -> bool:
    """Whether two officers stand for the last day that holds, and no other waits; the caller has loaded the file."""
    row = await fetch_one("SELECT state FROM term_entry WHERE file = $1 ORDER BY number DESC LIMIT 1", file_id)
    return row is not None and row["state"] == "confirmed"


async def _custody(file: StoredFile, recorded: Sequence[CertificateHold]) -> tuple[CertificateHold, ...]:
    if file.state is not FileState.IN_CUSTODY:
        return ()
    began = max((one.began_at for one in await absences_of(file.id) if one.ended_at is None), default=None)
    since = legal_day(began) if began else file.term_ends_on
    if any(hold.kind is HoldKind.COMPULSORY_MEASURE and hold.began_on >= since for hold in recorded):
        return ()
    return (CertificateHold(None, HoldKind.COMPULSORY_MEASURE, since, "", None, None, "", None, None, None, ""),)


async def _rows(file: StoredFile, sql: str) -> tuple[DataKey, Sequence[Record]]:
    return await load_key(file.vault_key), await fetch(sql, file.id)


def _text(key: DataKey, table: str, column: str, row: Record) -> str:
    return unseal_text(key, row[column], Place(table, column, row["id"]))


def _appraisal(key: DataKey, row: Record) -> Appraisal | None:
    sealed = row["appraisal_sealed"]
    return unseal_json(key, sealed, Place(TASK, "appraisal_sealed", row["id"]), Appraisal) if sealed else None


def _hold(key: DataKey, row: Record) -> CertificateHold:
    return CertificateHold(
        row["id"],
        HoldKind(row["kind"]),
        row["began_on"],
        _text(key, HOLD, "note_sealed", row),
        row["document"],
        row["placed_at"],
        row["name"] or "",
        LiftWay(row["lifted_way"]) if row["lifted_way"] else None,
        row["lift_document"],
        row["lifted_at"],
        row["lifted_name"] or "",
    )
