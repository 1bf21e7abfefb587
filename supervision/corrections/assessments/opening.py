"""Opening an assessment in clear, for a purpose of its own list."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.assessments.content import AssessedPerson, Request
from supervision.corrections.assessments.documents import AssessmentDocument, documents_of
from supervision.corrections.assessments.inquiring import Inquiry, inquiries_of
from supervision.corrections.assessments.opinions import WrittenOpinion, opinions_of
from supervision.corrections.assessments.periods import period_of
from supervision.corrections.assessments.replying import current_reply
from supervision.corrections.assessments.store import (
    StoredAssessment,
    TakenStep,
    about,
    load_assessment,
    names_of,
    steps_of,
    waiting_destruction_of,
)
from supervision.corrections.assessments.words import AssessmentPurpose, read_assessment_purpose
from supervision.legal_rules import LegalRule
from supervision.officers import Officer
from supervision.periods import CountedPeriod
from supervision.storage.numbering import county_of
from supervision.vault import load_key


@dataclass(frozen=True, slots=True)
class OpenedAssessment:
    """An assessment in clear, with all that was done."""

    assessment: StoredAssessment
    request: Request
    person: AssessedPerson
    assessors: Mapping[UUID, str]
    inquiries: tuple[Inquiry, ...]
    inquired: Mapping[UUID, str]
    """Who was there, by name; somebody else may have been named since."""
    opinions: tuple[WrittenOpinion, ...]
    steps: tuple[TakenStep, ...]
    period: CountedPeriod
    rule: LegalRule
    documents: tuple[AssessmentDocument, ...]
    reply: AssessmentDocument | None
    """The paper of the answer, among the documents; None before an answer, and where the paper is missing."""
    destruction_proposed_by: UUID | None
    """Who proposed to destroy it, while that waits."""
    purpose: AssessmentPurpose


async def open_assessment(officer: Officer, assessment_id: UUID, purpose: str | None) -> OpenedAssessment:
    """The assessment in clear; InputInvalid without one of the allowed purposes, which is recorded."""
    reason = read_assessment_purpose(purpose)
    async with audited_change(officer.actor, Act.ASSESSMENT_OPEN, about(assessment_id), purpose=reason) as change:
        found = await load_assessment(officer, Act.ASSESSMENT_OPEN, assessment_id)
        key = await load_key(found.vault_key)
        period, rule = await period_of(found.received_on, county_of(found.division), is_fast=found.is_fast)
        change.note(number=found.number)
        inquiries, steps = await inquiries_of(assessment_id, key), await steps_of(assessment_id, key)
        documents = await documents_of(assessment_id, key)
        proposed = await waiting_destruction_of(assessment_id)
        return OpenedAssessment(
            assessment=found,
            request=found.request(key),
            person=found.person(key),
            assessors=await names_of(found.assessors),
            inquiries=inquiries,
            inquired=await names_of([each for inquiry in inquiries for each in inquiry.made_by]),
            opinions=await opinions_of(assessment_id, key),
            steps=steps,
            period=period,
            rule=rule,
            documents=documents,
            reply=current_reply(documents, steps),
            destruction_proposed_by=proposed["proposed_by"] if proposed else None,
            purpose=reason,
        )
