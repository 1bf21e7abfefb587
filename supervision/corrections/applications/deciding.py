"""Deciding: approved, refused with a reason, sent back, or forwarded with an opinion; never by whoever asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from supervision.approvals.authorities import powers_of
from supervision.approvals.consent import Capacity, capacity_to_decide
from supervision.approvals.steps import append_step, proposers_of
from supervision.approvals.words import NEEDS_CODE, Decider, DelegatedAct, StepKind
from supervision.audit import Act, Change
from supervision.corrections.applications.asking import MOST_NOTE
from supervision.corrections.applications.content import ApplicationContent, ApplicationDraft, written_reason
from supervision.corrections.applications.leave_papers import paper_of_leave
from supervision.corrections.applications.planning import route_now
from supervision.corrections.applications.store import (
    Application,
    application_change,
    check_state,
    load_application,
)
from supervision.corrections.applications.tables import ApplicationRow
from supervision.corrections.applications.telling import add_notices
from supervision.corrections.applications.words import (
    STEP_REFUSED,
    ApplicationKind,
    ApplicationState,
    ApplicationStepRefused,
)
from supervision.corrections.classes import save_class
from supervision.corrections.medical_intervals import save_medical_interval
from supervision.corrections.outbox.kinds import EventKind
from supervision.corrections.outbox.telling import Happened, tell
from supervision.corrections.papers.with_acts import issue_with_act
from supervision.corrections.store import StoredFile
from supervision.corrections.supervision_class import SupervisionClass
from supervision.errors import RuleRefused
from supervision.legal_time import day_end, day_start, legal_day, now
from supervision.officers import Officer, Role, confirm_with_second_factor
from supervision.texts import needed_text, optional_text
from supervision.vault import load_key
from supervision.wording import Wording

SETTLES_AFTER = timedelta(minutes=3)
"""A suspension begins and ends a little after its act: no fix judged before lies in it, of fast clocks neither."""

_ORDER = tuple(Decider)

EVENT_OF_APPROVAL: Mapping[ApplicationKind, EventKind] = {
    ApplicationKind.LEAVE: EventKind.LEAVE_APPROVED,
    ApplicationKind.CLASS_CHANGE: EventKind.CLASS_CHANGED,
}
"""The approvals of which platforms are told."""

CHANGED = Wording("申请已经重新提出，请重新打开核对。", "It was asked anew meanwhile; open it again.")
DAYS_OVER = Wording("申请的日期已经过去，不能批准。", "The days asked for are over; it cannot be approved.")
NOT_ACTIVE = Wording("对象已不在矫，不能批准。", "The person is no longer in the programme; nothing can be approved.")
HIGHER_UP = Wording(
    "按现在的天数和累计，应当由上一级决定，请报送上级。",
    "By its days and their sum as they stand now, a higher level decides: forward it.",
)


class ApplicationChanged(RuleRefused):
    """The decision is on an asking that is no longer the last."""

    code = "application-changed"


class DecisionRefused(RuleRefused):
    """It cannot be approved as things stand; the message says why."""

    code = "decision-refused"


@dataclass(frozen=True, slots=True)
class Approval:
    """What goes with an approval: a note, the second factor where it is asked for, the forbidden zones it opens."""

    note: str = ""
    code: str = ""
    opened_conditions: Sequence[UUID] = ()


async def approve_application(officer: Officer, application_id: UUID, revision: int, approval: Approval) -> None:
    """Approve what was shown as `revision`; from now on it has its effects.

    OwnRequest, NotDelegated, NotPermitted, ApplicationDecided, ApplicationChanged, DecisionRefused,
    SecondFactorRefused.
    """
    note = optional_text(approval.note, "note", MOST_NOTE)
    await _confirm(officer, application_id, revision, note, approval.code)
    async with application_change(officer, Act.APPLICATION_DECIDE, application_id) as (change, application, file):
        capacity = await _capacity(officer, application, file, revision)
        key = await load_key(file.vault_key)
        content = application.content(key)
        await _check_still_possible(application, content, file, capacity, change.at)
        await _save_decision(change, officer, application, ApplicationState.APPROVED)
        await _take_effect(change, officer, application, content, approval.opened_conditions)
        await add_notices(change, application, file.division, capacity)
        await append_step(change, application.matter, StepKind.APPROVED, officer, capacity, note=note, key=key)
        change.note(step=StepKind.APPROVED, role=capacity.role, authority=capacity.authority_id)
        approved = replace(application, state=ApplicationState.APPROVED)
        if (called := paper_of_leave(approved, content)) is not None:
            await issue_with_act(change, officer, file, called)


async def refuse_application(
    officer: Officer, application_id: UUID, revision: int, reason: str, code: str = ""
) -> None:
    """Refuse, with the reason in writing. InputInvalid without one; otherwise as `approve_application`."""
    reason = written_reason(reason)
    await _confirm(officer, application_id, revision, reason, code)
    async with application_change(officer, Act.APPLICATION_DECIDE, application_id) as (change, application, file):
        capacity = await _capacity(officer, application, file, revision)
        _check_is_ones_own_level(application)
        await _save_decision(change, officer, application, ApplicationState.REFUSED)
        key = await load_key(file.vault_key)
        await append_step(change, application.matter, StepKind.REFUSED, officer, capacity, note=reason, key=key)
        change.note(step=StepKind.REFUSED, role=capacity.role, authority=capacity.authority_id)
        refused = replace(application, state=ApplicationState.REFUSED)
        if (called := paper_of_leave(refused, application.content(key), reason)) is not None:
            await issue_with_act(change, officer, file, called)


async def send_back(officer: Officer, application_id: UUID, revision: int, reason: str) -> None:
    """Send it back to be mended, with the reason."""
    reason = needed_text(reason, "reason", MOST_NOTE)
    async with application_change(officer, Act.APPLICATION_DECIDE, application_id) as (change, application, file):
        capacity = await _capacity(officer, application, file, revision)
        await ApplicationRow.update({"state": ApplicationState.SENT_BACK.value, "waits_at": None}).where(
            ApplicationRow.id == application_id
        )
        key = await load_key(file.vault_key)
        await append_step(change, application.matter, StepKind.SENT_BACK, officer, capacity, note=reason, key=key)
        change.note(step=StepKind.SENT_BACK, role=capacity.role)


async def forward_application(officer: Officer, application_id: UUID, revision: int, opinion: str) -> None:
    """Pass it on to whoever decides, with an opinion; whoever forwards takes no decision on it."""
    opinion = needed_text(opinion, "opinion", MOST_NOTE)
    async with application_change(officer, Act.APPLICATION_DECIDE, application_id) as (change, application, file):
        capacity = await _capacity(officer, application, file, revision)
        key = await load_key(file.vault_key)
        decider = await _decider_now(application, application.content(key), file)
        if decider is application.waits_at:
            raise ApplicationStepRefused(STEP_REFUSED)
        to = Decider.COUNTY if application.waits_at is Decider.OFFICE else decider
        await ApplicationRow.update({"decider": decider.value, "waits_at": to.value}).where(
            ApplicationRow.id == application_id
        )
        await append_step(change, application.matter, StepKind.FORWARDED, officer, capacity, note=opinion, key=key)
        change.note(step=StepKind.FORWARDED, role=capacity.role, to=to)


async def _confirm(officer: Officer, application_id: UUID, revision: int, note: str, code: str) -> None:
    """Whatever refuses the decision refuses it before a code is spent; the second factor only where it is asked for."""
    application, file = await load_application(officer, Act.APPLICATION_DECIDE, application_id)
    await _capacity(officer, application, file, revision)
    _check_is_ones_own_level(application)
    if application.waits_at is Decider.PROVINCE:
        needed_text(note, "note", MOST_NOTE)  # the number of the province's written answer
    if application.waits_at in NEEDS_CODE:
        await confirm_with_second_factor(officer, code)


async def _capacity(officer: Officer, application: Application, file: StoredFile, revision: int) -> Capacity:
    check_state(application, {ApplicationState.ASKED})
    if application.revision != revision:
        raise ApplicationChanged(CHANGED)
    decider = application.waits_at or application.decider
    powers = await powers_of(officer, file.division, DelegatedAct.DECIDE_LEAVE, legal_day(now()))
    proposers = await proposers_of(application.matter)
    return capacity_to_decide(officer, file.division, decider, powers, proposers)


async def _decider_now(application: Application, content: ApplicationContent, file: StoredFile) -> Decider:
    """Who decides as things stand now: meanwhile other leave may have been granted, or a delegation revoked."""
    draft = ApplicationDraft(application.kind, content, application.from_on, application.until_on)
    route = await route_now(file, draft, application.id)
    return max(route.decider, application.decider, key=_ORDER.index)


def _check_is_ones_own_level(application: Application) -> None:
    if application.waits_at is not application.decider:
        raise DecisionRefused(HIGHER_UP)


async def _check_still_possible(
    application: Application, content: ApplicationContent, file: StoredFile, capacity: Capacity, at: datetime
) -> None:
    if not file.state.is_supervised:
        raise DecisionRefused(NOT_ACTIVE)
    if application.until_on is not None and day_end(application.until_on) <= at:
        raise DecisionRefused(DAYS_OVER)
    decider = await _decider_now(application, content, file)
    is_county_for_office = decider is Decider.COUNTY and capacity.role is Role.COUNTY_AGENCY
    if application.waits_at is not decider and not is_county_for_office:
        raise DecisionRefused(HIGHER_UP)


async def _save_decision(change: Change, officer: Officer, application: Application, state: ApplicationState) -> None:
    await ApplicationRow.update(
        {"state": state.value, "waits_at": None, "decided_at": change.at, "decided_by": officer.id}
    ).where(ApplicationRow.id == application.id)


async def _take_effect(
    change: Change, officer: Officer, application: Application, content: ApplicationContent, opened: Sequence[UUID]
) -> None:
    first = max(application.from_on, legal_day(change.at))
    if application.kind in EVENT_OF_APPROVAL:
        kind = EVENT_OF_APPROVAL[application.kind]
        await tell(change, Happened(kind, application.file_id, legal_day(change.at), application.number))
    match application.kind:
        case ApplicationKind.CLASS_CHANGE:
            supervision_class = SupervisionClass(content.supervision_class)
            await save_class(change, officer, application.file_id, supervision_class, first)
        case ApplicationKind.MEDICAL_INTERVAL:
            await save_medical_interval(change, officer, application.file_id, content.months, first)
        case ApplicationKind.LEAVE | ApplicationKind.BARRED_PLACE if application.until_on is not None:
            begins_at = max(day_start(application.from_on), change.at + SETTLES_AFTER)
            await ApplicationRow.update(
                {
                    "suspends_from": begins_at,
                    "suspends_until": max(begins_at, day_end(application.until_on)),
                    "opened_conditions": list(opened),
                }
            ).where(ApplicationRow.id == application.id)
            change.note(opened=[str(each) for each in opened])
