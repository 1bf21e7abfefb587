"""Reading and verifying the audit, which are acts themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from supervision.audit import Act, ChainReport, audited_change, verify_chain
from supervision.officers.officer import Officer, check_officer_may
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import Record, fetch


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries to show; None stands for all of them. `since` is included, `until` is not."""

    actor_id: str | None = None
    act: Act | None = None
    subject_kind: str | None = None
    subject_id: str | None = None
    result: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry of the chain; `mac` is the keyed MAC over it and the entry before."""

    position: int
    at: datetime
    actor_kind: str
    actor_id: str
    actor_name: str
    act: str
    subject_kind: str
    subject_id: str
    purpose: str | None
    result: str
    detail: Mapping[str, Any]
    mac: bytes


_NOBODY = UUID(int=0)  # a cursor carries an id; an entry's place in the chain says all


async def list_audit_entries(
    officer: Officer, wanted: AuditFilter | None = None, cursor: str | None = None
) -> Page[AuditEntry]:
    """The entries of the officer's register, newest first, 50 a page; looking is recorded with what was looked for."""
    check_officer_may(officer, Act.AUDIT_READ, None)
    choice, after = wanted or AuditFilter(), read_cursor(cursor)
    async with audited_change(officer.actor, Act.AUDIT_READ, register=officer.register) as change:
        rows = await fetch(
            """SELECT position, at, actor_kind, actor_id, actor_name, act, subject_kind, subject_id, purpose, result,
                   detail_json, mac FROM audit_entry
               WHERE register = $1 AND ($2::text IS NULL OR actor_id = $2) AND ($3::text IS NULL OR act = $3)
                   AND ($4::text IS NULL OR subject_kind = $4) AND ($5::text IS NULL OR subject_id = $5)
                   AND ($6::text IS NULL OR result = $6) AND ($7::timestamptz IS NULL OR at >= $7)
                   AND ($8::timestamptz IS NULL OR at < $8) AND ($9::int8 IS NULL OR position < $9)
               ORDER BY position DESC LIMIT $10""",
            officer.register, choice.actor_id, choice.act, choice.subject_kind, choice.subject_id, choice.result,
            choice.since, choice.until, after and after.rank, PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["at"], _NOBODY, row["position"]))
        change.note(shown=len(shown), actor=choice.actor_id, act_sought=choice.act, subject=choice.subject_id)
    return Page(tuple(map(_entry, shown)), following)


async def verify_audit(officer: Officer) -> ChainReport:
    """Walk the whole chain of the officer's register; that it was verified, and with what result, is recorded."""
    check_officer_may(officer, Act.AUDIT_VERIFY, None)
    report = await verify_chain(officer.register)
    async with audited_change(officer.actor, Act.AUDIT_VERIFY, register=officer.register) as change:
        change.note(verified=report.verified_entries, broken=report.broken_position, reason=report.reason)
    return report


def _entry(row: Record) -> AuditEntry:
    values = {name: row[name] for name in AuditEntry.__dataclass_fields__ if name != "detail"}
    return AuditEntry(**values, detail=msgspec.json.decode(row["detail_json"]))
