"""The paper of a reply: put out by the act that answers, from what the assessment says, and kept as its bytes."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from supervision.audit import Act, Change, audited_change
from supervision.corrections.assessments.documents import AssessmentDocument, documents_of, save_document
from supervision.corrections.assessments.inquiring import inquiries_of
from supervision.corrections.assessments.opinions import opinions_of
from supervision.corrections.assessments.store import (
    StoredAssessment,
    TakenStep,
    about,
    load_assessment,
    names_of,
    steps_of,
)
from supervision.corrections.assessments.words import (
    INQUIRY_NAMES,
    SUITABILITY_NAMES,
    AssessmentRefused,
    AssessmentStep,
    DocumentKind,
)
from supervision.corrections.category import CATEGORY_NAMES
from supervision.corrections.papers.filling import NOT_RECORDED, SEXES, in_words
from supervision.documents import DOCUMENT_TYPE_NAMES
from supervision.errors import RuleRefused
from supervision.forms.assessment_forms import ASSESSMENT_FORMS, AssessmentFormName
from supervision.forms.rendering import render
from supervision.forms.templates import find_template
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.divisions import division_name
from supervision.storage.numbering import county_of
from supervision.vault import DataKey, load_key
from supervision.wording import Wording

_AGENCY = "社区矫正机构"
_NO_GUARANTOR = "不适用"

NOT_ANSWERED = Wording(
    "意见尚未审核同意，没有可以签发的回复文书。", "Nothing is answered yet; there is no reply to issue."
)
ISSUED = Wording("回复文书已经签发，请直接打印。", "The reply was issued already; print it.")


async def put_out_reply(
    change: Change, officer: Officer, found: StoredAssessment, key: DataKey, *, sent_back_for: str = ""
) -> None:
    """Put the paper out with the act that answers, which stands without it: an organ does not wait for a template."""
    try:
        await _issue(change, officer, found, key, sent_back_for)
    except RuleRefused as refusal:
        change.note(papers_missing=[refusal.code])


async def issue_reply(officer: Officer, assessment_id: UUID) -> None:
    """Issue the paper of an answer that has none yet. AssessmentRefused, TemplateRefused."""
    async with audited_change(officer.actor, Act.ASSESSMENT_REPLY, about(assessment_id)) as change:
        found = await load_assessment(officer, Act.ASSESSMENT_REPLY, assessment_id, lock=True)
        key = await load_key(found.vault_key)
        steps = await steps_of(assessment_id, key)
        answer = _answer(steps)
        if answer is None:
            raise AssessmentRefused(NOT_ANSWERED)
        if current_reply(await documents_of(assessment_id, key), steps) is not None:
            raise AssessmentRefused(ISSUED)
        await _issue(change, officer, found, key, answer.note)


def current_reply(documents: Sequence[AssessmentDocument], steps: Sequence[TakenStep]) -> AssessmentDocument | None:
    """The paper of the last answer, of documents newest first; None before an answer and where the paper is missing."""
    answer = _answer(steps)
    replies = (each for each in documents if each.kind is DocumentKind.REPLY)
    return next((each for each in replies if answer is not None and each.added_at >= answer.taken_at), None)


def _answer(steps: Sequence[TakenStep]) -> TakenStep | None:
    answers = (AssessmentStep.APPROVED, AssessmentStep.NOT_HERE)
    return next((each for each in reversed(steps) if each.step in answers), None)


async def _issue(change: Change, officer: Officer, found: StoredAssessment, key: DataKey, sent_back_for: str) -> None:
    today = legal_day(change.at)
    form = AssessmentFormName.RETURN if sent_back_for else AssessmentFormName.REPLY
    template = await asyncio.to_thread(find_template, form, today)
    fields = _said_of_both(found, key, in_words(today), f"{await division_name(county_of(found.division))}{_AGENCY}")
    fields |= {"reason": sent_back_for} if sent_back_for else await _said_of_opinion(found, key)
    content = await asyncio.to_thread(render, template.content, fields)
    title = f"{ASSESSMENT_FORMS[form].title} {found.reply_number}"
    await save_document(change, officer, found.id, DocumentKind.REPLY, title, content, key, template)


def _said_of_both(found: StoredAssessment, key: DataKey, issued_on: str, issuer: str) -> dict[str, str]:
    request, person = found.request(key), found.person(key)
    identity = person.identity
    return {
        "number": found.reply_number or "",
        "issued_on": issued_on,
        "issuer": issuer,
        "organ_name": request.organ_name,
        "request_number": request.paper_number,
        "received_on": in_words(found.received_on),
        "name": identity.name,
        "sex": SEXES[identity.sex] if identity.sex else NOT_RECORDED,
        "born_on": in_words(identity.born_on) if identity.born_on else NOT_RECORDED,
        "document_type": str(DOCUMENT_TYPE_NAMES[identity.document_type]),
        "document_number": identity.document_number,
        "home_address": person.home.address,
        "category": str(CATEGORY_NAMES[found.category]),
    }


async def _said_of_opinion(found: StoredAssessment, key: DataKey) -> dict[str, str]:
    approved = next(each for each in await opinions_of(found.id, key) if each.is_approved)
    names = await names_of(found.assessors)
    made = Counter(inquiry.kind for inquiry in await inquiries_of(found.id, key))
    return {
        "assessors": "、".join(names[each] for each in found.assessors),
        "inquiries": "、".join(f"{INQUIRY_NAMES[kind]}{count}次" for kind, count in made.items()),
        "home": approved.opinion.home,
        "guarantor": approved.opinion.guarantor or _NO_GUARANTOR,
        "influence": approved.opinion.influence,
        "reasons": approved.opinion.reasons,
        "suitability": str(SUITABILITY_NAMES[approved.suitability]),
    }
