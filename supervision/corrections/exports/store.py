"""The book of this register's exports: their table, their acts, and how a row is read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from supervision.audit import Act
from supervision.audit.expiry import ExpiringRows
from supervision.corrections.category import Category
from supervision.corrections.exports.selecting import Selection
from supervision.corrections.file_state import FileState
from supervision.corrections.purposes import Purpose
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.exports.book import ExportActs, ExportBook
from supervision.exports.steps import StoredExport
from supervision.exports.words import ExportState
from supervision.legal_rules import LegalRule
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.settings import Register
from supervision.storage.database import Record

SUBJECT, TABLE = "file-export", "file_export"

EXPIRING_FILE_EXPORTS = ExpiringRows(TABLE, "requested_at")
"""Exports as a record: who took out how many files, on what basis, and why."""


class ExportReason(msgspec.Struct, frozen=True):
    """On what basis files are taken out, and why."""

    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileExport(StoredExport):
    """An export of correction files: of which office, category and state; None for all."""

    office_id: UUID | None
    office_name: str
    category: Category | None
    file_state: FileState | None
    purpose: Purpose

    @property
    def selection(self) -> Selection:
        """Which files were asked for."""
        return Selection(self.division, self.office_id, self.category, self.file_state)


@dataclass(frozen=True, slots=True)
class OpenedFileExport:
    """An export with what was said when it was asked for, and why it was refused."""

    export: FileExport
    basis: str
    reason: str
    refusal: str


async def open_file_export(officer: Officer, export_id: UUID) -> OpenedFileExport:
    """An export with its basis, its reason and why it was refused, in clear; the opening is recorded."""
    export, sealed, refusal = await FILE_EXPORTS.open(officer, export_id)
    said = msgspec.json.decode(sealed, type=ExportReason)
    return OpenedFileExport(export, said.basis, said.reason, refusal)


def _export_of(row: Record) -> FileExport:
    return FileExport(
        **{
            **row,
            "category": Category(row["category"]) if row["category"] else None,
            "file_state": FileState(row["file_state"]) if row["file_state"] else None,
            "purpose": Purpose(row["purpose"]),
            "state": ExportState(row["state"]),
        }
    )


def _link_rule(at: datetime, division: str) -> LegalRule:
    return find_correction_rule(CorrectionRuleName.FILE_EXPORT_LINK_VALID, legal_day(at), division)


_SELECT = """
SELECT e.id, e.number, e.division, e.office AS office_id, coalesce(office.name, '') AS office_name, e.category,
    e.file_state, e.purpose, e.state, e.subjects, e.exported, e.requested_at, e.requested_by,
    asker.name AS requested_by_name, e.decided_at, coalesce(decider.name, '') AS decided_by_name, e.ready_at,
    e.expires_at, e.fetched_at
FROM file_export AS e JOIN officer AS asker ON asker.id = e.requested_by
LEFT JOIN officer AS decider ON decider.id = e.decided_by LEFT JOIN office ON office.id = e.office"""

FILE_EXPORTS = ExportBook(
    register=Register.CORRECTIONS,
    table=TABLE,
    subject=SUBJECT,
    select=_SELECT,
    read=_export_of,
    acts=ExportActs(
        look=Act.FILE_EXPORT_LIST,
        withdraw=Act.FILE_EXPORT_WITHDRAW,
        decide=Act.FILE_EXPORT_DECIDE,
        unlock=Act.FILE_EXPORT_UNLOCK,
        fetch=Act.FILE_EXPORT_FETCH,
    ),
    link_rule=_link_rule,
)
"""What leaves the corrections register, and on whose word."""
