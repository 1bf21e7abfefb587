"""Limits on access to an assessment: set, decided and ended like those on a file, on which they end up.

There is no way past one: nothing about an assessment cannot wait for the county's head, whom no restriction binds.
"""

from typing import Any
from uuid import UUID, uuid4

from piccolo.columns import Column

from supervision.audit import Act, Subject, audited_change
from supervision.corrections.assessed import ASSESSMENT_LIMIT, hold_file_of, take_over_limits
from supervision.corrections.assessments.access import asking_of_assessments
from supervision.corrections.assessments.store import about, load_assessment
from supervision.corrections.assessments.tables import AssessmentLimitRow
from supervision.corrections.assessments.words import read_assessment_purpose
from supervision.corrections.limits.acting import decided_values, ended_values, set_values
from supervision.corrections.limits.setting import SUBJECT
from supervision.corrections.limits.store import AccessLimit, limit_queries, limits_of
from supervision.corrections.limits.terms import MOVED, AccessLimitRefused, LimitDraft, needed_reason
from supervision.errors import NotFound
from supervision.officers import Officer, check_officer_may, reach
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE
from supervision.storage.database import fetch
from supervision.storage.numbering import county_of
from supervision.vault import load_key

_OF_ASSESSMENTS = limit_queries(
    "assessment_limit AS lim JOIN assessments_within($1) AS f ON f.id = lim.assessment", "assessment"
)


async def set_assessment_limit(officer: Officer, assessment_id: UUID, draft: LimitDraft) -> UUID:
    """Ask for a limit; it stands once another officer has confirmed it. InputInvalid, AccessLimitRefused."""
    async with audited_change(officer.actor, Act.ACCESS_LIMIT_SET) as change:
        found, limit_id = await load_assessment(officer, Act.ACCESS_LIMIT_SET, assessment_id), uuid4()
        key = await load_key(found.vault_key)
        values = await set_values(officer, draft, ASSESSMENT_LIMIT, limit_id, key, change.at)
        await AssessmentLimitRow.insert(AssessmentLimitRow(id=limit_id, assessment=assessment_id, **values))
        change.is_about(SUBJECT, limit_id)  # not among the acts upon the assessment, as with files
        change.note(assessment=assessment_id, kind=draft.kind)
    return limit_id


async def confirm_assessment_limit(officer: Officer, limit_id: UUID) -> None:
    """Let a limit stand from its first day on, on the person's file where the county has one.

    Never one's own, nor one that names oneself.
    """
    await _decide(officer, limit_id, None)


async def decline_assessment_limit(officer: Officer, limit_id: UUID, reason: str) -> None:
    """Turn a limit down, with the reason."""
    await _decide(officer, limit_id, reason)


async def end_assessment_limit(officer: Officer, limit_id: UUID, reason: str) -> None:
    """End a limit before its last day. AccessLimitRefused for one that does not stand, or was ended meanwhile."""
    limit = await _load(officer, Act.ACCESS_LIMIT_END, limit_id)
    reason = needed_reason(reason)
    async with audited_change(officer.actor, Act.ACCESS_LIMIT_END, Subject(SUBJECT, str(limit_id))) as change:
        found = await load_assessment(officer, Act.ACCESS_LIMIT_END, limit.about_id, lock=True)
        limit = await _load(officer, Act.ACCESS_LIMIT_END, limit_id)
        values = ended_values(officer, limit, reason, ASSESSMENT_LIMIT, await load_key(found.vault_key), change.at)
        await _store(limit_id, values)
        change.note(assessment=limit.about_id)


async def open_assessment_limits(officer: Officer, assessment_id: UUID, purpose: str | None) -> tuple[AccessLimit, ...]:
    """The limits on an assessment, newest first; recorded among its readings. Those of its person's file are there."""
    reason = read_assessment_purpose(purpose)
    async with audited_change(officer.actor, Act.ACCESS_LIMIT_LIST, about(assessment_id), purpose=reason) as change:
        found = await load_assessment(officer, Act.ASSESSMENT_OPEN, assessment_id)
        check_officer_may(officer, Act.ACCESS_LIMIT_LIST, found.division)
        limits = await _limits(officer, _OF_ASSESSMENTS.of_record, assessment_id)
        change.note(shown=len(limits))
    return limits


async def list_waiting_assessment_limits(officer: Officer) -> tuple[AccessLimit, ...]:
    """The fifty limits on assessments within reach that have waited longest for somebody to decide."""
    check_officer_may(officer, Act.ACCESS_LIMIT_LIST, None)
    detail = {"show": "waiting-assessments"}
    async with audited_change(officer.actor, Act.ACCESS_LIMIT_LIST, detail=detail) as change:
        limits = await _limits(officer, _OF_ASSESSMENTS.waiting, PAGE_SIZE)
        change.note(shown=len(limits))
    return limits


async def count_assessment_limits_to_decide(officer: Officer) -> int:
    """How many limits on assessments wait for this officer; never those that are their own or name them."""
    if not reach(officer, Act.ACCESS_LIMIT_DECIDE):
        return 0
    asked = await asking_of_assessments(officer, Act.ASSESSMENT_LIST)
    (row,) = await fetch(_OF_ASSESSMENTS.count_waiting, asked, officer.id)
    return int(row["waiting"])


async def _decide(officer: Officer, limit_id: UUID, refusal: str | None) -> None:
    limit = await _load(officer, Act.ACCESS_LIMIT_DECIDE, limit_id)
    why = None if refusal is None else needed_reason(refusal)
    async with audited_change(officer.actor, Act.ACCESS_LIMIT_DECIDE, Subject(SUBJECT, str(limit_id))) as change:
        found = await load_assessment(officer, Act.ACCESS_LIMIT_DECIDE, limit.about_id, lock=True)
        key = await load_key(found.vault_key)
        number = found.person(key).identity.document_number
        file_id = await hold_file_of(county_of(found.division), number) if why is None else None
        limit = await _load(officer, Act.ACCESS_LIMIT_DECIDE, limit_id)
        await _store(limit_id, decided_values(officer, limit, why, ASSESSMENT_LIMIT, key, change.at))
        change.note(assessment=limit.about_id, kind=limit.kind, confirmed=why is None)
        if file_id is not None:
            await take_over_limits(change, {file_id: number})


async def _store(limit_id: UUID, values: dict[Column | str, Any]) -> None:
    """Change a limit that was loaded. AccessLimitRefused where it moved onto the person's file meanwhile."""
    update = AssessmentLimitRow.update(values).where(AssessmentLimitRow.id == limit_id)
    if not await update.returning(AssessmentLimitRow.id):
        raise AccessLimitRefused(MOVED)


async def _limits(officer: Officer, query: str, wanted: object) -> tuple[AccessLimit, ...]:
    """The limits that a query finds, of assessments that the officer may list; a city decides too, but has none."""
    asked = await asking_of_assessments(officer, Act.ASSESSMENT_LIST)
    return await limits_of(ASSESSMENT_LIMIT, await fetch(query, asked, officer.id, wanted))


async def _load(officer: Officer, act: Act, limit_id: UUID) -> AccessLimit:
    """The limit, for an officer who may do `act` on its assessment; NotFound elsewhere, or for their own one."""
    found = await _limits(officer, _OF_ASSESSMENTS.one, limit_id)
    if not found:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, act, found[0].division)
    return found[0]
