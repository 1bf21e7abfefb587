"""Who opened what: an officer's own trail, and the receipt that tells a person who opened their file."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.opening import SUBJECT_KIND, about_file
from supervision.corrections.store import load_file
from supervision.officers import Officer
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.settings import Register
from supervision.storage.database import fetch

MOST_ON_RECEIPT = 500
_FIRST = UUID(int=0)


@dataclass(frozen=True, slots=True)
class OwnAct:
    """One act of one's own on a file; the number is empty for a file that one may no longer know."""

    at: datetime
    act: str
    purpose: str | None
    result: str
    file_id: UUID | None
    file_number: str


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One opening as the person is told of it: role and office, never a name."""

    at: datetime
    role: str
    office_name: str
    act: str
    purpose: str | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a person is handed: the number of their file, and who opened it, the last first."""

    file_number: str
    printed_at: datetime
    lines: tuple[ReceiptLine, ...]
    is_cut: bool
    """Whether there are more than a receipt has room for."""


async def read_own_trail(officer: Officer, cursor: str | None = None) -> Page[OwnAct]:
    """What the officer did with files, newest first, 50 a page; reading it is itself recorded."""
    after = read_cursor(cursor)
    async with audited_change(officer.actor, Act.OWN_TRAIL_READ, detail={"of": "own"}) as change:
        rows = await fetch(
            """SELECT e.position, e.at, e.act, e.purpose, e.result, f.id AS file_id, coalesce(f.number, '') AS number
               FROM audit_entry AS e LEFT JOIN files_within($1) AS f ON f.id::text = e.subject_id
               WHERE e.actor_id = $2 AND e.register = $3 AND e.subject_kind = $4
                 AND ($5::timestamptz IS NULL OR (e.at, e.position) < ($5, $6::int8))
               ORDER BY e.at DESC, e.position DESC LIMIT $7""",
            asking(officer, Act.PERSON_FILE_LIST), str(officer.id), Register.CORRECTIONS, SUBJECT_KIND,
            after and after.at, after and after.rank, PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["at"], _FIRST, row["position"]))
        change.note(shown=len(shown))
    return Page(
        tuple(
            OwnAct(row["at"], row["act"], row["purpose"], row["result"], row["file_id"], row["number"])
            for row in shown
        ),
        following,
    )  # fmt: skip


async def print_receipt(officer: Officer, file_id: UUID) -> Receipt:
    """The receipt for the person whose file it is: every opening that was given, by role and office."""
    async with audited_change(officer.actor, Act.ACCESS_RECEIPT_PRINT, about_file(file_id)) as change:
        file = await load_file(officer, Act.ACCESS_RECEIPT_PRINT, file_id)
        rows = await fetch(
            """SELECT e.at, e.act, e.purpose, coalesce(office.name, '') AS office_name,
                      coalesce((SELECT min(role) FROM role_grant WHERE role_grant.officer = opener.id
                                AND role_grant.granted_at <= e.at
                                AND coalesce(role_grant.revoked_at, 'infinity') > e.at), '') AS role
               FROM audit_entry AS e LEFT JOIN officer AS opener ON opener.id::text = e.actor_id
               LEFT JOIN office ON office.id = opener.office
               WHERE e.register = $1 AND e.subject_kind = $2 AND e.subject_id = $3 AND e.result = 'done'
                 AND e.purpose IS NOT NULL
               ORDER BY e.at DESC LIMIT $4""",
            Register.CORRECTIONS, SUBJECT_KIND, str(file_id), MOST_ON_RECEIPT + 1,
        )  # fmt: skip
        change.note(lines=len(rows))
    lines = tuple(
        ReceiptLine(row["at"], row["role"], row["office_name"], row["act"], row["purpose"])
        for row in rows[:MOST_ON_RECEIPT]
    )
    return Receipt(file.number, change.at, lines, is_cut=len(rows) > MOST_ON_RECEIPT)
