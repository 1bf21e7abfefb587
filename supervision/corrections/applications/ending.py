"""What becomes of an approval: the person comes back (销假), it is shortened, or it is cancelled."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from piccolo.columns import Column

from supervision.approvals.authorities import powers_of
from supervision.approvals.consent import Capacity, capacity_to_decide
from supervision.approvals.steps import append_step
from supervision.approvals.words import Decider, DelegatedAct, StepKind
from supervision.audit import Act
from supervision.corrections.applications.asking import MOST_NOTE
from supervision.corrections.applications.deciding import SETTLES_AFTER
from supervision.corrections.applications.leave_papers import paper_of_leave
from supervision.corrections.applications.store import Application, application_change, check_state
from supervision.corrections.applications.tables import ApplicationRow
from supervision.corrections.applications.words import (
    STEP_REFUSED,
    ApplicationKind,
    ApplicationState,
    ApplicationStepRefused,
    EndedBy,
)
from supervision.corrections.papers.with_acts import issue_with_act, void_with_act
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.store import StoredFile
from supervision.errors import InputInvalid
from supervision.legal_rules import LegalRule
from supervision.legal_time import day_end, day_start, legal_day, now
from supervision.officers import Officer
from supervision.texts import needed_text, optional_text
from supervision.vault import load_key
from supervision.wording import Wording

BACK_WRONG = Wording(
    "返回时间须在外出开始之后、现在之前。", "The return lies after the leave's beginning and not in the future."
)
NOT_SHORTER = Wording(
    "新的结束日期须早于原结束日期，且不早于今天。", "The new last day lies before the old one, and not in the past."
)


async def sign_off(officer: Officer, application_id: UUID, back_at: datetime, note: str = "") -> None:
    """Put down that the person came back: the leave is over, and the boundary holds again. InputInvalid."""
    note = optional_text(note, "note", MOST_NOTE)
    async with application_change(officer, Act.APPLICATION_END, application_id) as (change, application, file):
        capacity = await _capacity(officer, file)
        check_state(application, {ApplicationState.APPROVED})
        if application.kind is not ApplicationKind.LEAVE:
            raise ApplicationStepRefused(STEP_REFUSED)
        if not day_start(application.from_on) <= back_at <= change.at:
            raise InputInvalid(BACK_WRONG, field="back_at")
        await _end(application, EndedBy.SIGNED_OFF, change.at, {"back_at": back_at})
        key = await load_key(file.vault_key)
        await append_step(change, application.matter, StepKind.ENDED, officer, capacity, note=note, key=key)
        change.note(ended_by=EndedBy.SIGNED_OFF)


async def cancel_application(officer: Officer, application_id: UUID, reason: str) -> None:
    """Cancel what was approved, because it is not needed any more or its reason has gone: nothing of it holds now."""
    reason = needed_text(reason, "reason", MOST_NOTE)
    async with application_change(officer, Act.APPLICATION_END, application_id) as (change, application, file):
        capacity = await _capacity(officer, file)
        _check_has_days(application)
        await _end(application, EndedBy.CANCELLED, change.at, {})
        await void_with_act(change, officer, file, application_id, reason)
        key = await load_key(file.vault_key)
        await append_step(change, application.matter, StepKind.ENDED, officer, capacity, note=reason, key=key)
        change.note(ended_by=EndedBy.CANCELLED)


async def shorten_application(officer: Officer, application_id: UUID, until_on: date, reason: str) -> None:
    """Let what was approved end on an earlier day. InputInvalid."""
    reason = needed_text(reason, "reason", MOST_NOTE)
    async with application_change(officer, Act.APPLICATION_END, application_id) as (change, application, file):
        capacity = await _capacity(officer, file)
        old = _check_has_days(application)
        if not max(application.from_on, legal_day(change.at)) <= until_on < old:
            raise InputInvalid(NOT_SHORTER, field="until_on")
        values: dict[Column | str, Any] = {"until_on": until_on}
        if application.suspends_from is not None:
            values["suspends_until"] = _until(application, max(day_end(until_on), change.at + SETTLES_AFTER))
        await ApplicationRow.update(values).where(ApplicationRow.id == application_id)
        key = await load_key(file.vault_key)
        await append_step(change, application.matter, StepKind.CHANGED, officer, capacity, note=reason, key=key)
        change.note(until_on=until_on, before=old)
        await void_with_act(change, officer, file, application_id, reason)
        shortened = replace(application, until_on=until_on)
        if (called := paper_of_leave(shortened, application.content(key))) is not None:
            await issue_with_act(change, officer, file, called)


def sign_off_due(application: Application, division: str) -> tuple[LegalRule, datetime]:
    """Until when a person on leave is to be signed off, and the row that says so. Pure."""
    last = application.until_on or application.from_on
    rule = find_correction_rule(CorrectionRuleName.LEAVE_RETURN_DUE, last, division)
    return rule, day_end(last) + timedelta(hours=rule.number)


async def _capacity(officer: Officer, file: StoredFile) -> Capacity:
    powers = await powers_of(officer, file.division, DelegatedAct.SIGN_OFF_LEAVE, legal_day(now()))
    return capacity_to_decide(officer, file.division, Decider.OFFICE, powers)


def _check_has_days(application: Application) -> date:
    check_state(application, {ApplicationState.APPROVED})
    if application.until_on is None:
        raise ApplicationStepRefused(STEP_REFUSED)
    return application.until_on


async def _end(application: Application, by: EndedBy, at: datetime, values: dict[Column | str, Any]) -> None:
    values = {**values, "state": ApplicationState.ENDED.value, "ended_at": at, "ended_by": by.value}
    if application.suspends_from is not None:
        values["suspends_until"] = _until(application, at + SETTLES_AFTER)
    await ApplicationRow.update(values).where(ApplicationRow.id == application.id)


def _until(application: Application, until_at: datetime) -> datetime | None:
    """The end of a suspension that comes sooner; never before its beginning, never later than approved."""
    if application.suspends_from is None or application.suspends_until is None:
        return application.suspends_until
    return min(application.suspends_until, max(application.suspends_from, until_at))
