"""What the organ says while it waits and afterwards: a longer period, a withdrawal, its decision or nothing."""

from datetime import date
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.assessments.content import check_day
from supervision.corrections.assessments.store import (
    StoredAssessment,
    about,
    load_for_step,
    refuse_step,
    take_step,
    waiting_destruction_of,
)
from supervision.corrections.assessments.words import (
    DECISIONS,
    AssessmentOutcome,
    AssessmentRefused,
    AssessmentState,
    AssessmentStep,
)
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.errors import InputInvalid
from supervision.legal_time import add_months, legal_day
from supervision.officers import Officer
from supervision.texts import needed_text
from supervision.wording import Wording

_MOST_TEXT = 2_000

NOT_LATER = Wording("延期后的期限须晚于现在的期限。", "An extension ends later than the period it extends.")
NO_DECISION = Wording("请选择委托机关的决定。", "Choose what the organ decided.")
WAIT_LONGER = Wording(
    "回复后等待时间未满，暂不能按逾期未告知办结。", "The organ still has time to say what it decided."
)
DESTRUCTION_WAITS = Wording(
    "已有待核准的销毁提议：请先退回提议，再登记决定结果。",
    "A proposal to destroy it waits: have that returned first, then put the decision down.",
)


async def extend_assessment(officer: Officer, assessment_id: UUID, until: date, consent: str) -> None:
    """Put down that the organ agreed to wait until that day: who, when and by which paper. InputInvalid."""
    consent = needed_text(consent, "consent", _MOST_TEXT)
    async with audited_change(officer.actor, Act.ASSESSMENT_RECORD, about(assessment_id)) as change:
        found, key = await load_for_step(officer, Act.ASSESSMENT_RECORD, assessment_id, AssessmentStep.EXTENDED)
        if until <= found.due_on:
            raise InputInvalid(NOT_LATER, field="until")
        await take_step(change, officer, found, key, AssessmentStep.EXTENDED, consent, due_on=until)
        change.note(from_on=found.due_on, until_on=until)


async def withdraw_assessment(officer: Officer, assessment_id: UUID, reason: str) -> None:
    """Put down that the organ takes its request back, with its paper; nothing is answered any more."""
    reason = needed_text(reason, "reason", _MOST_TEXT)
    async with audited_change(officer.actor, Act.ASSESSMENT_RECORD, about(assessment_id)) as change:
        found, key = await load_for_step(officer, Act.ASSESSMENT_RECORD, assessment_id, AssessmentStep.WITHDRAWN)
        await take_step(change, officer, found, key, AssessmentStep.WITHDRAWN, reason, AssessmentOutcome.WITHDRAWN)


async def record_decision(
    officer: Officer, assessment_id: UUID, outcome: AssessmentOutcome, decided_on: date, paper: str
) -> None:
    """Put down what was decided and by which paper, or that nothing was heard. InputInvalid, AssessmentRefused."""
    if outcome not in DECISIONS:
        raise InputInvalid(NO_DECISION, field="outcome")
    paper = needed_text(paper, "paper", _MOST_TEXT)
    async with audited_change(officer.actor, Act.ASSESSMENT_RECORD, about(assessment_id)) as change:
        found, key = await load_for_step(officer, Act.ASSESSMENT_RECORD, assessment_id, AssessmentStep.DECIDED)
        today = legal_day(change.at)
        check_day(decided_on, found.received_on, today, "decided_on")
        if found.state is AssessmentState.CLOSED:
            await _check_late_word(found, outcome)
        if outcome is AssessmentOutcome.NO_WORD and today <= _no_word_before(found):
            raise AssessmentRefused(WAIT_LONGER)
        await take_step(
            change, officer, found, key, AssessmentStep.DECIDED, f"{decided_on.isoformat()} {paper}", outcome
        )
        change.note(outcome=outcome)


async def _check_late_word(found: StoredAssessment, outcome: AssessmentOutcome) -> None:
    """That nothing was heard is said once; and nothing is added to what waits to be destroyed."""
    if outcome is AssessmentOutcome.NO_WORD:
        await refuse_step(found)
    if await waiting_destruction_of(found.id) is not None:
        raise AssessmentRefused(DESTRUCTION_WAITS)


def _no_word_before(found: StoredAssessment) -> date:
    """Until which day the organ is waited for."""
    since = found.replied_on or found.received_on
    rule = find_correction_rule(CorrectionRuleName.ASSESSMENT_OUTCOME_AWAITED, since, found.division)
    return add_months(since, rule.number)
