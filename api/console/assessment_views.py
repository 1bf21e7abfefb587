"""What the pages of assessments before the sentence are given."""

from collections.abc import Mapping
from datetime import date

from api.console import formats
from api.console.assessment_facts import OFFENDED_ON, facts_of, long_day, opinion_facts
from api.console.attachment_pages import SHOWN_BY_BROWSERS
from api.console.pages_base import PageRequest, address
from api.console.supervisee_pages import office_choices
from api.console.view_models.assessments import (
    AssessmentDocumentLine,
    AssessmentLine,
    AssessmentPaperView,
    AssessmentView,
    InquiryLine,
    OpinionOfAssessment,
)
from api.console.view_models.base import Attachment, Choice, Deadline, FormState, Happening, LegalBasis, Line
from supervision.audit import Act
from supervision.corrections.assessments.documents import BY_HAND, AssessmentDocument
from supervision.corrections.assessments.inquiring import Inquiry, possible_assessors
from supervision.corrections.assessments.listing import QUEUES, AssessmentShow, ListedAssessment, kept_since_day
from supervision.corrections.assessments.opening import OpenedAssessment
from supervision.corrections.assessments.words import (
    UNANSWERED,
    AssessmentState,
    AssessmentStep,
    Informant,
    may_follow,
)
from supervision.corrections.category import Category
from supervision.forms.rendering import TextLine
from supervision.legal_rules import LegalRule
from supervision.legal_time import legal_day
from supervision.periods import CountedPeriod, describe_period
from supervision.wording import Wording

PATH, ACTIVE = "/console/assessments", "assessments"
DUE = Wording("回复委托机关的期限", "Reply to the organ")
EXTENDED = Wording("经委托机关同意，延至%(day)s。", " The organ agreed to wait until %(day)s.")
_USUALLY_ASKED = (Informant.FAMILY, Informant.VILLAGE_COMMITTEE, Informant.VICTIM, Informant.POLICE_STATION)
_COMMA = Wording("、", ", ")


def line_of(page: PageRequest, listed: ListedAssessment) -> AssessmentLine:
    """An assessment in a list."""
    found = listed.assessment
    return AssessmentLine(
        assessment_id=found.id,
        number=found.number,
        masked_name=listed.name,
        masked_id_number=listed.id_number,
        organ=found.organ,
        category=found.category,
        is_fast=found.is_fast,
        state=found.state,
        outcome=found.outcome or "",
        office_name=found.office_name,
        received_on=found.received_on,
        deadline=deadline_of(page, found.due_on) if found.state in UNANSWERED else None,
    )


def deadline_of(page: PageRequest, due_on: date, basis: LegalBasis | None = None) -> Deadline:
    """A due day as pages show it."""
    return Deadline(due_on=due_on, days_left=(due_on - legal_day(page.now)).days, basis=basis)


def basis_of(page: PageRequest, rule: LegalRule, period: CountedPeriod, due_on: date) -> LegalBasis:
    """By which rule, and how, the period was counted, and whether the organ agreed to wait longer since."""
    extended = page.say(EXTENDED) % {"day": formats.long_date(due_on, page.language)}
    return page.basis(rule, DUE, page.say(describe_period(period)) + (extended if due_on != period.due_on else ""))


async def assessment_view(page: PageRequest, opened: OpenedAssessment, form: FormState | None = None) -> AssessmentView:
    """One assessment in clear."""
    found, acts = opened.assessment, _acts(page, opened)
    today, is_assigning = legal_day(page.now), "assign" in acts
    assessors = await possible_assessors(page.officer, found.id, today) if is_assigning else ()
    asked = {inquiry.informant for inquiry in opened.inquiries}
    waits = found.state in UNANSWERED
    return AssessmentView(
        assessment_id=found.id,
        number=found.number,
        name=opened.person.identity.name,
        state=found.state,
        outcome=found.outcome or "",
        reply_number=found.reply_number or "",
        is_minor=found.is_minor,
        request=_request_lines(page, opened),
        person=_person_lines(page, opened),
        work=_work_lines(page, opened),
        deadline=deadline_of(page, found.due_on, basis_of(page, opened.rule, opened.period, found.due_on))
        if waits
        else None,
        inquiries=tuple(_inquiry(page, opened, each) for each in opened.inquiries),
        not_asked=tuple(page.word(each, "informant") for each in _USUALLY_ASKED if each not in asked),
        opinions=_opinions(page, opened),
        documents=tuple(_document(opened, each) for each in opened.documents),
        history=tuple(
            Happening(
                at=step.taken_at, who=step.taken_by_name, what=page.word(step.step, "assessment-step"), note=step.note
            )
            for step in reversed(opened.steps)
        ),
        acts=acts,
        form=form or FormState(),
        offices=await office_choices(page) if is_assigning else (),
        assessors=tuple(Choice(value=str(officer_id), label=name) for officer_id, name in assessors),
        named=tuple(Choice(value=str(officer_id), label=name) for officer_id, name in opened.assessors.items()),
        kinds=page.choices("inquiry-kind"),
        informants=page.choices("informant"),
        suitabilities=page.choices("suitability"),
        outcomes=page.choices("organs-decision"),
        document_kinds=page.choices("assessment-document", BY_HAND),
        needs_guarantor=found.category is Category.MEDICAL_PAROLE,
        has_paper=found.reply_number is not None,
        may_see_limits=page.may(Act.ACCESS_LIMIT_LIST, found.division),
        purpose=opened.purpose,
    )


def assessment_queues(page: PageRequest, counts: Mapping[AssessmentShow, int]) -> tuple[Choice, ...]:
    """The queues of assessments in which something waits, for *today's work*."""
    waiting = {show.value: counts[show] for show in QUEUES if counts[show]}
    return page.choices("assessment-show", waiting, waiting)


def paper_view(
    page: PageRequest, opened: OpenedAssessment, lines: tuple[TextLine, ...], form: FormState | None = None
) -> AssessmentPaperView:
    """The reply as it was issued; where its paper is missing, what to do."""
    found, reply = opened.assessment, opened.reply
    return AssessmentPaperView(
        assessment_id=found.id,
        number=found.reply_number or "",
        lines=tuple(line.cells for line in lines),
        document=_document(opened, reply).document if reply else None,
        may_issue=reply is None and page.may(Act.ASSESSMENT_REPLY, found.division),
        form=form or FormState(),
    )


def _acts(page: PageRequest, opened: OpenedAssessment) -> frozenset[str]:
    found, step = opened.assessment, AssessmentStep
    writers = {opinion.written_by for opinion in opened.opinions}
    is_past = found.closed_on is not None and found.closed_on < kept_since_day(legal_day(page.now))
    proposer = opened.destruction_proposed_by
    possible = {
        "assign": (Act.ASSESSMENT_ASSIGN, step.ASSIGNED, True),
        "inquire": (Act.ASSESSMENT_INQUIRE, step.WRITTEN, True),
        "write": (Act.ASSESSMENT_WRITE, step.WRITTEN, bool(opened.inquiries)),
        "decide": (Act.ASSESSMENT_DECIDE, step.APPROVED, page.officer.id not in writers),
        "reply": (Act.ASSESSMENT_REPLY, step.REPLIED, True),
        "not-here": (Act.ASSESSMENT_REPLY, step.NOT_HERE, True),
        "extend": (Act.ASSESSMENT_RECORD, step.EXTENDED, True),
        "withdraw": (Act.ASSESSMENT_RECORD, step.WITHDRAWN, True),
        "outcome": (Act.ASSESSMENT_RECORD, step.DECIDED, proposer is None),
        "carry": (Act.ASSESSMENT_CARRY_OVER, step.CARRIED_OVER, True),
        "propose-destruction": (
            Act.ASSESSMENT_PROPOSE_DESTRUCTION, step.DESTRUCTION_PROPOSED, is_past and proposer is None,
        ),
        "destroy": (
            Act.ASSESSMENT_DESTROY, step.DESTRUCTION_RETURNED, proposer is not None and proposer != page.officer.id,
        ),
    }  # fmt: skip
    may_attach = found.state is not AssessmentState.CLOSED and page.may(Act.ASSESSMENT_ATTACH, found.division)
    return frozenset({"attach"} if may_attach else ()) | {
        name
        for name, (act, taken, fits) in possible.items()
        if fits and may_follow(taken, found.state, found.outcome) and page.may(act, found.division)
    }


def _request_lines(page: PageRequest, opened: OpenedAssessment) -> tuple[Line, ...]:
    found, request = opened.assessment, opened.request
    track = page.say(Wording("（速裁程序）", " (fast-track)")) if found.is_fast else ""
    contact = " ".join(part for part in (request.contact_name, request.contact_phone) if part)
    return facts_of(
        page,
        (
            (Wording("委托机关", "Organ"), f"{page.word(found.organ, 'asking-organ')} {request.organ_name}"),
            (Wording("委托文书号", "Its paper"), request.paper_number),
            (Wording("承办人", "To be answered"), contact),
            (Wording("拟适用", "Considered"), page.word(found.category, "category") + track),
            (OFFENDED_ON, long_day(page, request.offended_on)),
            (Wording("收到日期", "Received on"), formats.long_date(found.received_on, page.language)),
        ),
    )


def _person_lines(page: PageRequest, opened: OpenedAssessment) -> tuple[Line, ...]:
    identity, telephones = opened.person.identity, opened.person.telephones
    return facts_of(
        page,
        (
            (Wording("姓名", "Name"), identity.name),
            (Wording("证件号码", "Document number"), identity.document_number),
            (Wording("出生日期", "Born on"), long_day(page, identity.born_on)),
            (Wording("住址", "Address"), opened.person.home.address),
            (Wording("电话", "Telephone"), telephones.phone or ""),
        ),
    )


def _work_lines(page: PageRequest, opened: OpenedAssessment) -> tuple[Line, ...]:
    found = opened.assessment
    return facts_of(
        page,
        (
            (Wording("承办机构", "Office"), found.office_name),
            (Wording("评估人员", "Assessors"), page.say(_COMMA).join(opened.assessors.values())),
            (Wording("回复编号", "Number of the reply"), found.reply_number or ""),
            (Wording("回复日期", "Replied on"), long_day(page, found.replied_on)),
            (Wording("抄送人民检察院", "Copied to the procuratorate"), long_day(page, found.copied_on)),
            (Wording("结果", "Outcome"), page.word(found.outcome, "assessment-outcome") if found.outcome else ""),
        ),
    )


def _document(opened: OpenedAssessment, document: AssessmentDocument) -> AssessmentDocumentLine:
    path = f"{PATH}/{opened.assessment.id}/documents/{document.document_id}"
    return AssessmentDocumentLine(
        kind=document.kind,
        document=Attachment(
            name=document.title,
            path=address(path, purpose=str(opened.purpose)),
            size_bytes=document.size_bytes,
            added_at=document.added_at,
            added_by=document.added_by_name,
        ),
        opens_here=document.media_type in SHOWN_BY_BROWSERS,
    )


def _inquiry(page: PageRequest, opened: OpenedAssessment, inquiry: Inquiry) -> InquiryLine:
    names = [opened.inquired[each] for each in inquiry.made_by]
    return InquiryLine(
        kind=inquiry.kind,
        informant=inquiry.informant,
        happened_on=inquiry.happened_on,
        who=inquiry.finding.who,
        place=inquiry.finding.place,
        text=inquiry.finding.text,
        made_by=page.say(_COMMA).join(names),
        recorded_by=inquiry.recorded_by_name,
    )


def _opinions(page: PageRequest, opened: OpenedAssessment) -> tuple[OpinionOfAssessment, ...]:
    return tuple(
        OpinionOfAssessment(
            suitability=each.suitability,
            facts=facts_of(page, opinion_facts(each.opinion)),
            written_by=each.written_by_name,
            written_at=each.written_at,
            is_approved=each.is_approved,
            decided_by=each.decided_by_name,
        )
        for each in opened.opinions
    )
