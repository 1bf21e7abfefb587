"""The opinion, written by one officer and approved by another of the county agency; and the reply to the organ."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from supervision.approvals.consent import Powers, capacity_to_decide
from supervision.approvals.words import Decider
from supervision.audit import Act, Change, audited_change
from supervision.corrections.assessments.content import NewOpinion, check_day, make_opinion
from supervision.corrections.assessments.inquiring import check_may_work
from supervision.corrections.assessments.opinions import OPINION
from supervision.corrections.assessments.replying import put_out_reply
from supervision.corrections.assessments.store import about, load_for_step, take_step
from supervision.corrections.assessments.tables import AssessmentOpinionRow
from supervision.corrections.assessments.words import (
    AssessmentOutcome,
    AssessmentRefused,
    AssessmentStep,
)
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.storage.database import fetch, fetch_one
from supervision.storage.numbering import Series, take_number
from supervision.texts import needed_text
from supervision.vault import Place, seal_json
from supervision.wording import Wording

_MOST_TEXT = 2_000

NOTHING_FOUND = Wording(
    "还没有登记任何走访、谈话，不能提出意见。", "Nothing was found out yet; put down an interview or a visit first."
)


async def write_opinion(officer: Officer, assessment_id: UUID, new: NewOpinion) -> None:
    """Write the opinion; another officer decides it. AssessmentRefused where nothing was found out, InputInvalid."""
    async with audited_change(officer.actor, Act.ASSESSMENT_WRITE, about(assessment_id)) as change:
        found, key = await load_for_step(officer, Act.ASSESSMENT_WRITE, assessment_id, AssessmentStep.WRITTEN)
        await check_may_work(officer, found, legal_day(change.at))
        opinion, opinion_id = make_opinion(new.opinion, found.category), uuid4()
        if await fetch_one("SELECT 1 FROM assessment_inquiry WHERE assessment = $1", assessment_id) is None:
            raise AssessmentRefused(NOTHING_FOUND)
        (counted,) = await fetch("SELECT count(*) AS many FROM assessment_opinion WHERE assessment = $1", assessment_id)
        await AssessmentOpinionRow.insert(
            AssessmentOpinionRow(
                id=opinion_id,
                assessment=assessment_id,
                number=counted["many"] + 1,
                suitability=new.suitability.value,
                opinion_sealed=seal_json(key, opinion, Place(OPINION, "opinion_sealed", opinion_id)),
                written_at=change.at,
                written_by=officer.id,
            )
        )
        await take_step(change, officer, found, key, AssessmentStep.WRITTEN)


async def approve_opinion(officer: Officer, assessment_id: UUID) -> None:
    """Approve what another wrote; the reply gets its number. OwnRequest for whoever wrote any opinion of it."""
    async with audited_change(officer.actor, Act.ASSESSMENT_DECIDE, about(assessment_id)) as change:
        found, key = await load_for_step(officer, Act.ASSESSMENT_DECIDE, assessment_id, AssessmentStep.APPROVED)
        await _decide(change, officer, found.id, found.division, is_approved=True)
        number = await take_number(Series.ASSESSMENT_REPLY, found.division)
        await take_step(change, officer, found, key, AssessmentStep.APPROVED, reply_number=number)
        change.note(reply=number)
        await put_out_reply(change, officer, replace(found, reply_number=number), key)


async def return_opinion(officer: Officer, assessment_id: UUID, reason: str) -> None:
    """Return what another wrote, with the reason; it may be written anew. OwnRequest."""
    reason = needed_text(reason, "reason", _MOST_TEXT)
    async with audited_change(officer.actor, Act.ASSESSMENT_DECIDE, about(assessment_id)) as change:
        found, key = await load_for_step(officer, Act.ASSESSMENT_DECIDE, assessment_id, AssessmentStep.RETURNED)
        await _decide(change, officer, found.id, found.division, is_approved=False)
        await take_step(change, officer, found, key, AssessmentStep.RETURNED, reason)


async def send_reply(officer: Officer, assessment_id: UUID, replied_on: date, copied_on: date) -> None:
    """Put down on which day the reply went to the organ, and on which its copy to the procuratorate. InputInvalid."""
    async with audited_change(officer.actor, Act.ASSESSMENT_REPLY, about(assessment_id)) as change:
        found, key = await load_for_step(officer, Act.ASSESSMENT_REPLY, assessment_id, AssessmentStep.REPLIED)
        today = legal_day(change.at)
        check_day(replied_on, found.received_on, today, "replied_on")
        check_day(copied_on, found.received_on, today, "copied_on")
        await take_step(change, officer, found, key, AssessmentStep.REPLIED, replied_on=replied_on, copied_on=copied_on)


async def answer_not_here(officer: Officer, assessment_id: UUID, reason: str) -> None:
    """Answer at once that the person does not live here, with where as far as it is known; numbered like a reply."""
    reason = needed_text(reason, "reason", _MOST_TEXT)
    async with audited_change(officer.actor, Act.ASSESSMENT_REPLY, about(assessment_id)) as change:
        found, key = await load_for_step(officer, Act.ASSESSMENT_REPLY, assessment_id, AssessmentStep.NOT_HERE)
        number = found.reply_number or await take_number(Series.ASSESSMENT_REPLY, found.division)
        await take_step(
            change, officer, found, key, AssessmentStep.NOT_HERE, reason, AssessmentOutcome.NOT_HERE,
            reply_number=number, replied_on=legal_day(change.at),
        )  # fmt: skip
        change.note(reply=number)
        await put_out_reply(change, officer, replace(found, reply_number=number), key, sent_back_for=reason)


async def _decide(change: Change, officer: Officer, assessment_id: UUID, division: str, *, is_approved: bool) -> None:
    rows = await fetch("SELECT written_by FROM assessment_opinion WHERE assessment = $1", assessment_id)
    capacity_to_decide(officer, division, Decider.COUNTY, Powers(), {row["written_by"] for row in rows})
    await change.connection.execute(
        """UPDATE assessment_opinion SET is_approved = $2, decided_at = $3, decided_by = $4
           WHERE assessment = $1 AND decided_at IS NULL""",
        assessment_id, is_approved, change.at, officer.id,
    )  # fmt: skip
