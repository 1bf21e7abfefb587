"""The tabs on which a file's life stands: 判决 with its last days, 经过 with its steps."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from api.console.attachment_pages import attachment_link
from api.console.contact_views import presence_in_words
from api.console.only_papers import OF_LIFE, only_papers
from api.console.pages_base import PageRequest
from api.console.supervisee_form import term_basis
from api.console.supervisee_header import header_of, injunction_lines
from api.console.view_models.base import FormState, LegalBasis, Line
from api.console.view_models.file_life import JudgmentTab, LifeTab, StepLine, TermEntryLine
from api.console.words_correction_rules import CORRECTION_RULE_NAMES
from supervision.audit import Act
from supervision.corrections.attachments import Attachment, AttachmentKind, load_attachments
from supervision.corrections.category import Category
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.life_view import load_life
from supervision.corrections.opening import PersonFile
from supervision.corrections.organ_clocks import custody_rule, documents_rule, period_of
from supervision.corrections.report_clock import report_due, report_rule
from supervision.corrections.steps import OWED_BY_ORGAN, FileStep
from supervision.corrections.term_changes import TermKind, TermState
from supervision.corrections.term_entries import TermEntry
from supervision.legal_time import legal_day
from supervision.periods import COUNTING_BASIS, describe_period
from supervision.wording import Wording

_GUARANTOR, _HOSPITAL = Wording("保证人", "Guarantor"), Wording("指定的医院", "Hospital that was named")
_REPORT_RULE = Wording(
    "自判决、裁定、决定生效之日起，在规定期限内报到。",
    "People report in within a period from the day the decision takes effect.",
)


async def judgment_tab(page: PageRequest, file: PersonFile, form: FormState) -> JudgmentTab:
    """The judgment, the arithmetic of the term, and who stands for each last day."""
    documents = await load_attachments(page.officer, Act.PERSON_FILE_OPEN, file.file_id)
    life = await load_life(page.officer, Act.PERSON_FILE_OPEN, file.file_id)
    judgment, is_open = file.judgment, not file.state.is_closed
    by_id = {one.attachment_id: one for one in documents}
    confirmed = next((entry for entry in life.entries if entry.state is TermState.CONFIRMED), None)
    may_change = is_open and confirmed is not None and life.entries[0].state is not TermState.WAITING
    return JudgmentTab(
        header=await header_of(page, file),
        court=judgment.court,
        judgment_number=judgment.document_number,
        judged_on=judgment.decided_on,
        effective_on=judgment.effective_on,
        offence=judgment.offence,
        offended_on=judgment.offended_on,
        sentence=judgment.sentence,
        term_basis=term_basis(page, file.term),
        injunctions=injunction_lines(file, legal_day(page.now)),
        outside_prison=_outside_prison(page, file),
        arithmetic=(*(page.say(step) for step in file.term.steps), *_confirmed_steps(page, life.entries)),
        report_basis=await report_basis(page, file) if file.report_due_on else None,
        documents=tuple(
            attachment_link(one, file.purpose)
            for one in documents
            if one.kind in {AttachmentKind.JUDGMENT, AttachmentKind.OTHER}
        ),
        entries=tuple(_entry(page, file, entry, by_id) for entry in life.entries),
        change_kinds=page.choices("term-kind", (TermKind.REDUCTION, TermKind.EXTENSION))
        if may_change and page.may(Act.PERSON_FILE_CHANGE_TERM, file.division)
        else (),
        start_reason=judgment.start_reason,
        may_decide=is_open and page.may(Act.PERSON_FILE_CONFIRM_TERM, file.division),
        form=form,
    )


async def life_tab(page: PageRequest, file: PersonFile, _form: FormState) -> LifeTab:
    """Every step of the file, newest first, and the papers that went out with them."""
    documents = await load_attachments(page.officer, Act.PERSON_FILE_OPEN, file.file_id)
    life = await load_life(page.officer, Act.PERSON_FILE_OPEN, file.file_id)
    by_id = {one.attachment_id: one for one in documents}
    return LifeTab(
        header=await header_of(page, file),
        steps=tuple([await _step(page, file, step, by_id) for step in life.steps]),
        papers=await only_papers(page, file, OF_LIFE),
    )


async def report_basis(page: PageRequest, file: PersonFile) -> LegalBasis:
    """Until when the person must report in, with the rule and the days as they were counted."""
    period = await report_due(file.judgment.effective_on, file.division)
    counting = f"{page.say(describe_period(period))} {page.say(COUNTING_BASIS)}"
    return page.basis(report_rule(file.division), _REPORT_RULE, counting)


def _outside_prison(page: PageRequest, file: PersonFile) -> tuple[Line, ...]:
    """Guarantor and hospital of somebody who serves outside prison; nothing of anybody else."""
    if file.category is not Category.MEDICAL_PAROLE:
        return ()
    said = file.judgment.outside_prison
    guarantor = f"{said.guarantor} {said.guarantor_phone}".strip()
    lines = ((_GUARANTOR, guarantor), (_HOSPITAL, said.hospital))
    return tuple(Line(label=page.say(label), value=value) for label, value in lines)


def _confirmed_steps(page: PageRequest, entries: Sequence[TermEntry]) -> tuple[str, ...]:
    return tuple(
        page.say(entry.step) for entry in reversed(entries) if entry.step and entry.state is TermState.CONFIRMED
    )


def _entry(
    page: PageRequest, file: PersonFile, entry: TermEntry, documents: Mapping[UUID, Attachment]
) -> TermEntryLine:
    document = documents.get(entry.document_id) if entry.document_id else None
    return TermEntryLine(
        entry_id=entry.entry_id,
        kind=entry.kind,
        last_day=entry.last_day,
        state=entry.state,
        entered_at=entry.entered_at,
        entered_by=entry.entered_by_name,
        organ=entry.change.organ if entry.change else "",
        document_number=entry.change.document_number if entry.change else "",
        arithmetic=page.say(entry.step) if entry.step else "",
        decided_at=entry.decided_at,
        decided_by=entry.decided_by_name,
        reason=entry.reason,
        document=attachment_link(document, file.purpose) if document else None,
        is_own=entry.entered_by == page.officer.id,
    )


async def _organ_basis(page: PageRequest, file: PersonFile, step: FileStep) -> LegalBasis | None:
    """By which row an organ owed what a step says came in; none for what the person or the office owed."""
    if step.detail.due_on is None or step.step not in OWED_BY_ORGAN:
        return None
    is_receipt = step.step is LifeStep.RECEIVE
    event_on = file.judgment.effective_on if is_receipt else legal_day(step.happened_at)
    rule = (documents_rule if is_receipt else custody_rule)(event_on, file.division)
    return page.basis(
        rule, CORRECTION_RULE_NAMES[rule.name], page.say(describe_period(await period_of(rule, event_on)))
    )


async def _step(page: PageRequest, file: PersonFile, step: FileStep, documents: Mapping[UUID, Attachment]) -> StepLine:
    paper = documents.get(step.paper_id) if step.paper_id else None
    return StepLine(
        step=step.step,
        state=step.state,
        happened_at=step.happened_at,
        note=step.detail.note,
        present=step.detail.present,
        guardian=presence_in_words(page, step.detail.presence),
        place=step.detail.place,
        checked_document=step.detail.checked_document or "",
        taken_at=step.taken_at,
        taken_by=step.taken_by_name,
        due_on=step.detail.due_on,
        is_late=bool(step.was_late),
        organ_basis=await _organ_basis(page, file, step),
        paper=attachment_link(paper, file.purpose) if paper else None,
    )
