"""New officers from the rows of a sheet: a verdict for each row first, and only then the writing."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from supervision.audit import Act, audited_change
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day, now
from supervision.officers.accounts import Enrolment, new_credentials
from supervision.officers.drafts import CheckedDraft, Directory, OfficerDraft, check_draft, read_row
from supervision.officers.officer import Officer, check_officer_may
from supervision.officers.officer_changes import USERNAME_TAKEN, NewOfficer, read_directory, store_officers
from supervision.wording import Wording

MOST_ROWS = 2_000
"""How many rows a sheet may have."""

TOO_MANY = Wording("一次最多导入 2000 行。", "A sheet has 2000 rows at most.")
TWICE = Wording("用户名在表中出现两次。", "The sheet has this username twice.")


class Verdict(StrEnum):
    """What becomes of a row."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What becomes of one row, counted from 1, and why."""

    row_number: int
    username: str
    verdict: Verdict
    reason: str = ""
    field: str | None = None


@dataclass(frozen=True, slots=True)
class OfficerImport:
    """The verdicts of a sheet, and the papers of those who were added."""

    verdicts: tuple[RowVerdict, ...]
    enrolments: tuple[Enrolment, ...] = ()


async def check_officer_rows(admin: Officer, rows: Sequence[Mapping[str, str]]) -> OfficerImport:
    """Say what would become of each row; nothing is written. InputInvalid for too many rows."""
    check_officer_may(admin, Act.OFFICER_IMPORT, None)
    verdicts, _ = await _judge(admin, rows)
    return OfficerImport(verdicts)


async def import_officers(admin: Officer, rows: Sequence[Mapping[str, str]]) -> OfficerImport:
    """Add the officers of all rows that are accepted, in one act; the others are left out with their reasons."""
    check_officer_may(admin, Act.OFFICER_IMPORT, None)
    check_officer_may(admin, Act.GRANT_GIVE, None)
    verdicts, accepted = await _judge(admin, rows)
    credentials = await asyncio.gather(*(new_credentials() for _ in accepted))
    officers = [NewOfficer(draft, secrets) for draft, secrets in zip(accepted, credentials, strict=True)]
    async with audited_change(admin.actor, Act.OFFICER_IMPORT, register=admin.register) as change:
        enrolments = await store_officers(change, admin.register, officers, admin.id)
        change.note(officers=[str(enrolment.officer_id) for enrolment in enrolments], rows=len(rows))
    return OfficerImport(verdicts, tuple(enrolments))


async def _judge(
    admin: Officer, rows: Sequence[Mapping[str, str]]
) -> tuple[tuple[RowVerdict, ...], list[CheckedDraft]]:
    if len(rows) > MOST_ROWS:
        raise InputInvalid(TOO_MANY, field="sheet")
    drafts = [_read(cells) for cells in rows]
    readable = [draft for draft in drafts if isinstance(draft, OfficerDraft)]
    directory = await read_directory(admin.register, readable)
    verdicts: list[RowVerdict] = []
    accepted: dict[str, CheckedDraft] = {}
    for number, (draft, cells) in enumerate(zip(drafts, rows, strict=True), start=1):
        checked = _check(draft, directory)
        if isinstance(checked, CheckedDraft):
            verdicts.append(_verdict_on(number, checked, directory, accepted))
            accepted.setdefault(checked.username, checked)
        else:
            username = cells.get("username", "").strip()
            verdicts.append(RowVerdict(number, username, Verdict.REFUSED, checked.args[0], checked.field))
    taken = directory.usernames
    return tuple(verdicts), [draft for username, draft in accepted.items() if username not in taken]


def _read(cells: Mapping[str, str]) -> OfficerDraft | InputInvalid:
    try:
        return read_row(cells)
    except InputInvalid as refusal:
        return refusal


def _check(draft: OfficerDraft | InputInvalid, directory: Directory) -> CheckedDraft | InputInvalid:
    if isinstance(draft, InputInvalid):
        return draft
    try:
        return check_draft(draft, directory, today=legal_day(now()))
    except InputInvalid as refusal:
        return refusal


def _verdict_on(
    number: int, draft: CheckedDraft, directory: Directory, earlier: Mapping[str, CheckedDraft]
) -> RowVerdict:
    if draft.username in directory.usernames:
        return RowVerdict(number, draft.username, Verdict.DUPLICATE, USERNAME_TAKEN, "username")
    if draft.username in earlier:
        return RowVerdict(number, draft.username, Verdict.DUPLICATE, TWICE, "username")
    return RowVerdict(number, draft.username, Verdict.ACCEPTED)
