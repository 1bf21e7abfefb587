"""What is done about a residence permit, each an appended act in one audited change."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.holidays import legal_calendar
from supervision.periods import LegalCalendar, count_period
from supervision.residence.changes import about, residence_change
from supervision.residence.households.person import ADULT_YEARS, Person
from supervision.residence.households.registering import NOT_LIVING, NotLiving
from supervision.residence.households.store import load_resident
from supervision.residence.households.words import ResidentState
from supervision.residence.permits.eligibility import PermitNotRipe, find_eligibility
from supervision.residence.permits.standing import (
    PermitAct,
    PermitStanding,
    PermitYears,
    endorsement_due,
    next_standing,
)
from supervision.residence.permits.store import (
    PERMIT,
    ActDetail,
    acts_of,
    append_act,
    load_permit,
    save_standing,
    standing_of,
    stay_days_of,
    years_of,
)
from supervision.residence.permits.words import PERMIT_END_NAMES, PermitCondition, PermitEnd, PermitStep
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.storage.numbering import Series, take_number
from supervision.texts import needed_text, optional_text
from supervision.vault import load_key
from supervision.wording import Wording

_MOST_PAPER = 100
_MOST_PAPERS = 20

PERMIT_EXISTS = Wording("此人已有居住证或正在办理。", "This resident has a permit, or one is under way.")
CONDITION_UNPROVED = Wording("请填写证明所选条件的材料。", "Enter the papers that prove the condition.")
PAPERS_NEEDED = Wording("请列出所缺的全部材料。", "List all papers that are missing.")
GUARDIAN_APPLIES = Wording("未满16周岁的，由监护人代为申领。", "For somebody under 16 the guardian applies.")


class PermitExists(RuleRefused):
    """The resident has a permit that is not closed."""

    code = "permit-exists"


async def apply_for_permit(
    officer: Officer,
    resident_id: UUID,
    condition: PermitCondition,
    papers: Sequence[str],
    proved_from: date | None = None,
) -> UUID:
    """Apply for somebody who has lived here for half a year; gives the permit's id.

    PermitNotRipe, PermitExists, NotLiving, InputInvalid.
    """
    async with residence_change(officer.actor, Act.PERMIT_APPLY) as change:
        resident = await load_resident(officer, Act.PERMIT_APPLY, resident_id, lock=True)
        if resident.state is not ResidentState.LIVING:
            raise NotLiving(NOT_LIVING)
        today, key = legal_day(change.at), await load_key(resident.vault_key)
        detail = ActDetail(_papers(papers, CONDITION_UNPROVED), "", _guardian(resident.person(key), today))
        found = find_eligibility(await stay_days_of(resident_id), resident.division, today, proved_from)
        if not found.is_ripe(today) or found.counted_from is None:
            raise PermitNotRipe(found.arithmetic)
        permit_id, years = uuid4(), years_of(resident.division, today)
        number = await take_number(Series.PERMIT, resident.division)
        stored = await change.connection.fetchval(
            """INSERT INTO residence_permit (id, number, resident, condition, counted_from, state, applied_at, revision)
               VALUES ($1, $2, $3, $4, $5, 'applied', $6, 1)
               ON CONFLICT (resident) WHERE closed_at IS NULL DO NOTHING RETURNING id""",
            permit_id, number, resident_id, condition, found.counted_from, change.at,
        )  # fmt: skip
        if stored is None:
            raise PermitExists(PERMIT_EXISTS)
        act = PermitAct(PermitStep.APPLY, today)
        await append_act(change, officer, permit_id, 1, act, detail, key)
        await save_standing(change, permit_id, next_standing(None, act, years), years)
        change.is_about(PERMIT, permit_id)
        change.note(number=number, resident=resident_id, condition=condition)
    return permit_id


async def tell_missing(officer: Officer, permit_id: UUID, papers: Sequence[str]) -> PermitStanding:
    """Tell the applicant, once, all papers that are missing; they are printed. PermitStepRefused, InputInvalid."""
    return await _act(officer, permit_id, PermitStep.TELL_MISSING, ActDetail(_papers(papers, PAPERS_NEEDED)))


async def accept_application(officer: Officer, permit_id: UUID) -> PermitStanding:
    """Accept the application; the period to issue begins."""
    return await _act(officer, permit_id, PermitStep.ACCEPT, ActDetail())


async def refuse_application(officer: Officer, permit_id: UUID, reason: str) -> PermitStanding:
    """Refuse the application; the reason is told in writing."""
    return await _act(officer, permit_id, PermitStep.REFUSE, ActDetail((), needed_text(reason, "reason")))


async def issue_permit(officer: Officer, permit_id: UUID) -> PermitStanding:
    """Hand the permit over; its first year begins."""
    return await _act(officer, permit_id, PermitStep.ISSUE, ActDetail())


async def endorse_permit(officer: Officer, permit_id: UUID, papers: Sequence[str] = ()) -> PermitStanding:
    """Endorse within the last month of a year, or later, when the years count anew."""
    return await _act(officer, permit_id, PermitStep.ENDORSE, ActDetail(_some_papers(papers)))


async def suspend_permit(officer: Officer, permit_id: UUID) -> PermitStanding:
    """Put down that the permit's function is suspended because its year was not endorsed in time."""
    return await _act(officer, permit_id, PermitStep.SUSPEND, ActDetail())


async def cancel_permit(officer: Officer, permit_id: UUID, reason: PermitEnd, note: str = "") -> PermitStanding:
    """End the permit for good."""
    text = f"{PERMIT_END_NAMES[reason]} {optional_text(note, 'note')}".strip()
    return await _act(officer, permit_id, PermitStep.CANCEL, ActDetail((), text), why=reason)


async def _act(
    officer: Officer, permit_id: UUID, step: PermitStep, detail: ActDetail, why: PermitEnd | None = None
) -> PermitStanding:
    async with residence_change(officer.actor, Act.PERMIT_HANDLE, about(PERMIT, permit_id)) as change:
        permit, resident = await load_permit(officer, Act.PERMIT_HANDLE, permit_id, lock=True)
        key, today = await load_key(resident.vault_key), legal_day(change.at)
        acts, years = await acts_of(permit_id, key), years_of(resident.division, today)
        before = standing_of(acts, years)
        due_on = _due(step, today, resident.division, before, years, await legal_calendar())
        act = PermitAct(step, today, due_on)
        standing = next_standing(before, act, years)
        await append_act(change, officer, permit_id, len(acts) + 1, act, detail, key)
        await save_standing(change, permit_id, standing, years)
        change.note(number=permit.number, step=step, state=standing.state, reason=why)
    return standing


def _due(
    step: PermitStep,
    on: date,
    division: str,
    before: PermitStanding | None,
    years: PermitYears,
    calendar: LegalCalendar,
) -> date | None:
    """Until when what follows on this act is due."""
    match step:
        case PermitStep.ACCEPT:
            rule = find_residence_rule(ResidenceRuleName.PERMIT_ISSUE_DUE, on, division)
            return count_period(on, rule.number, rule.unit, calendar).due_on
        case PermitStep.ISSUE | PermitStep.ENDORSE:
            return endorsement_due(before, step, on, years, calendar)
        case _:
            return None


def _papers(papers: Sequence[str], needed: Wording) -> tuple[str, ...]:
    found = _some_papers(papers)
    if not found:
        raise InputInvalid(needed, field="papers")
    return found


def _some_papers(papers: Sequence[str]) -> tuple[str, ...]:
    lines = [optional_text(paper, "papers", _MOST_PAPER) for paper in papers]
    return tuple(line for line in lines if line)[:_MOST_PAPERS]


def _guardian(person: Person, today: date) -> str:
    age = person.age_on(today)
    if age is None or age >= ADULT_YEARS:
        return ""
    if person.guardian is None:
        raise InputInvalid(GUARDIAN_APPLIES, field="guardian")
    return person.guardian.name
