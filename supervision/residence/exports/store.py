"""The book of this register's exports: their table, their acts, and how a row is read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision.audit import Act
from supervision.audit.expiry import ExpiringRows
from supervision.exports.book import ExportActs, ExportBook
from supervision.exports.steps import StoredExport
from supervision.exports.words import ExportState
from supervision.legal_rules import LegalRule
from supervision.legal_time import legal_day
from supervision.residence.changes import RESIDENCE
from supervision.residence.exports.words import ExportKind
from supervision.residence.purposes import ResidencePurpose
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.storage.database import Record

SUBJECT, TABLE = "export", "register_export"

EXPIRING_EXPORTS = ExpiringRows(TABLE, "requested_at")
"""Exports as a record: who took out how much of what, and why."""


@dataclass(frozen=True, slots=True)
class RegisterExport(StoredExport):
    """An export of residents or homes; `drawer_id` is None for a whole division."""

    kind: ExportKind
    drawer_id: UUID | None
    drawer_name: str
    purpose: ResidencePurpose


_SELECT = """
SELECT e.id, e.number, e.kind, e.division, e.drawer AS drawer_id, coalesce(drawer.name, '') AS drawer_name, e.purpose,
    e.state, e.subjects, e.exported, e.requested_at, e.requested_by, asker.name AS requested_by_name, e.decided_at,
    coalesce(decider.name, '') AS decided_by_name, e.ready_at, e.expires_at, e.fetched_at
FROM register_export AS e JOIN officer AS asker ON asker.id = e.requested_by
LEFT JOIN officer AS decider ON decider.id = e.decided_by LEFT JOIN drawer ON drawer.id = e.drawer"""


def _export_of(row: Record) -> RegisterExport:
    return RegisterExport(
        **{
            **row,
            "kind": ExportKind(row["kind"]),
            "purpose": ResidencePurpose(row["purpose"]),
            "state": ExportState(row["state"]),
        }
    )


def _link_rule(at: datetime, division: str) -> LegalRule:
    return find_residence_rule(ResidenceRuleName.EXPORT_LINK_VALID, legal_day(at), division)


EXPORTS = ExportBook(
    register=RESIDENCE,
    table=TABLE,
    subject=SUBJECT,
    select=_SELECT,
    read=_export_of,
    acts=ExportActs(
        look=Act.EXPORT_LIST,
        withdraw=Act.EXPORT_WITHDRAW,
        decide=Act.EXPORT_DECIDE,
        unlock=Act.EXPORT_UNLOCK,
        fetch=Act.EXPORT_FETCH,
    ),
    link_rule=_link_rule,
)
"""What leaves the residence register, and on whose word."""
