"""Limits on access to a file: set by one officer, decided by another, over by their day or ended before it."""

from uuid import UUID, uuid4

from supervision.audit import Act, Subject, audited_change
from supervision.corrections.access import asking
from supervision.corrections.limits.acting import decided_values, ended_values, set_values
from supervision.corrections.limits.store import OF_FILES, TABLE, AccessLimit, Colleague, load_colleagues, load_limits
from supervision.corrections.limits.tables import AccessLimitRow
from supervision.corrections.limits.terms import LimitDraft, needed_reason
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import read_purpose
from supervision.corrections.responsible.ending import end_where_shut_out
from supervision.corrections.store import load_file
from supervision.errors import NotFound
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may, reach
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE
from supervision.storage.database import fetch
from supervision.vault import load_key

SUBJECT = "access-limit"
"""How the audit names a limit."""


async def set_limit(officer: Officer, file_id: UUID, draft: LimitDraft) -> UUID:
    """Ask for a limit; it stands once another officer has confirmed it. InputInvalid, AccessLimitRefused."""
    async with audited_change(officer.actor, Act.ACCESS_LIMIT_SET) as change:
        file, limit_id = await load_file(officer, Act.ACCESS_LIMIT_SET, file_id), uuid4()
        values = await set_values(officer, draft, TABLE, limit_id, await load_key(file.vault_key), change.at)
        await AccessLimitRow.insert(AccessLimitRow(id=limit_id, file=file_id, **values))
        change.is_about(SUBJECT, limit_id)  # not among the acts upon the file, where whom it names would see it
        change.note(file=file_id, kind=draft.kind)
    return limit_id


async def confirm_limit(officer: Officer, limit_id: UUID) -> None:
    """Let a limit stand from its first day on; never one's own, nor one that names oneself."""
    await _decide(officer, limit_id, None)


async def decline_limit(officer: Officer, limit_id: UUID, reason: str) -> None:
    """Turn a limit down, with the reason."""
    await _decide(officer, limit_id, reason)


async def end_limit(officer: Officer, limit_id: UUID, reason: str) -> None:
    """End a limit before its last day. AccessLimitRefused for one that does not stand, or was ended meanwhile."""
    limit = await _load(officer, Act.ACCESS_LIMIT_END, limit_id)
    reason = needed_reason(reason)
    async with audited_change(officer.actor, Act.ACCESS_LIMIT_END, Subject(SUBJECT, str(limit_id))) as change:
        file = await load_file(officer, Act.ACCESS_LIMIT_END, limit.about_id, lock=True)
        limit = await _load(officer, Act.ACCESS_LIMIT_END, limit_id)
        values = ended_values(officer, limit, reason, TABLE, await load_key(file.vault_key), change.at)
        await AccessLimitRow.update(values).where(AccessLimitRow.id == limit_id)
        change.note(file=limit.about_id)


async def open_limits(officer: Officer, file_id: UUID, purpose: str | None) -> tuple[AccessLimit, ...]:
    """The limits on a file, newest first, those that are over too; recorded with the file's readings."""
    reason = read_purpose(purpose)
    async with audited_change(officer.actor, Act.ACCESS_LIMIT_LIST, about_file(file_id), purpose=reason) as change:
        await load_file(officer, Act.ACCESS_LIMIT_LIST, file_id)
        limits = await load_limits(officer, Act.ACCESS_LIMIT_LIST, OF_FILES.of_record, file_id)
        change.note(shown=len(limits))
    return limits


async def list_waiting_limits(officer: Officer) -> tuple[AccessLimit, ...]:
    """The fifty limits within reach that have waited longest for somebody to decide; looking is an audited act."""
    check_officer_may(officer, Act.ACCESS_LIMIT_LIST, None)
    async with audited_change(officer.actor, Act.ACCESS_LIMIT_LIST, detail={"show": "waiting"}) as change:
        limits = await load_limits(officer, Act.ACCESS_LIMIT_LIST, OF_FILES.waiting, PAGE_SIZE)
        change.note(shown=len(limits))
    return limits


async def list_nameable(officer: Officer) -> tuple[Colleague, ...]:
    """The officers and offices whom a limit can name; looking is an audited act."""
    check_officer_may(officer, Act.ACCESS_LIMIT_SET, None)
    async with audited_change(officer.actor, Act.ACCESS_LIMIT_LIST, detail={"show": "nameable"}):
        return await load_colleagues(officer)


async def count_limits_to_decide(officer: Officer) -> int:
    """How many limits within reach wait for this officer; never those that are their own or name them."""
    if not reach(officer, Act.ACCESS_LIMIT_DECIDE):
        return 0
    rows = await fetch(OF_FILES.count_waiting, asking(officer, Act.ACCESS_LIMIT_DECIDE), officer.id)
    return int(rows[0]["waiting"])


async def _decide(officer: Officer, limit_id: UUID, refusal: str | None) -> None:
    limit = await _load(officer, Act.ACCESS_LIMIT_DECIDE, limit_id)
    why = None if refusal is None else needed_reason(refusal)
    async with audited_change(officer.actor, Act.ACCESS_LIMIT_DECIDE, Subject(SUBJECT, str(limit_id))) as change:
        file = await load_file(officer, Act.ACCESS_LIMIT_DECIDE, limit.about_id, lock=True)
        limit = await _load(officer, Act.ACCESS_LIMIT_DECIDE, limit_id)
        values = decided_values(officer, limit, why, TABLE, await load_key(file.vault_key), change.at)
        await AccessLimitRow.update(values).where(AccessLimitRow.id == limit_id)
        if why is None:
            await end_where_shut_out(change, {file.id: file.vault_key}, max(limit.from_on, legal_day(change.at)))
        change.note(file=limit.about_id, kind=limit.kind, confirmed=why is None)


async def _load(officer: Officer, act: Act, limit_id: UUID) -> AccessLimit:
    """The limit, for an officer who may do `act` on its file; NotFound outside of their reach or for their own one."""
    found = await load_limits(officer, Act.ACCESS_LIMIT_LIST, OF_FILES.one, limit_id)
    if not found:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, act, found[0].division)
    return found[0]
