"""What the pages of sanctions and rewards are given."""

from datetime import date

from api.console import formats
from api.console.act_papers import act_papers
from api.console.pages_base import PageRequest, address
from api.console.supervisee_header import header_of
from api.console.view_models.base import Deadline, FormState, Happening, LegalBasis
from api.console.view_models.measures import (
    ConductTab,
    ExcuseLine,
    FindingLine,
    LapseLine,
    MeasureLine,
    MeasurePaperView,
    MeasureView,
    RungLine,
)
from api.console.view_models.papers import ActPaper
from api.console.words_correction_rules import CORRECTION_RULE_NAMES
from supervision.audit import Act
from supervision.corrections.file_state import FileState
from supervision.corrections.opening import PersonFile
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.sanctions.clocks import ruling_rule
from supervision.corrections.sanctions.ladder import PROPOSABLE, Rung, RungStatus
from supervision.corrections.sanctions.lapses import OpenedLapse
from supervision.corrections.sanctions.listing import ConductOfPerson, OpenedMeasure, open_conduct
from supervision.corrections.sanctions.measure_papers import has_form, paper_of_measure
from supervision.corrections.sanctions.store import StoredMeasure, TakenStep
from supervision.corrections.sanctions.words import (
    MAY_FOLLOW,
    OWN_DECISIONS,
    REWARDS,
    STANDING,
    MeasureState,
    MeasureStep,
)
from supervision.errors import NotFound
from supervision.legal_rules import LegalRule
from supervision.legal_time import legal_day
from supervision.officers.officer import NOT_HERE
from supervision.periods import COUNTING_BASIS
from supervision.wording import Wording

COPY, OBJECTION, RULING = (
    Wording("抄送人民检察院的期限", "Copy to the prosecutor"),
    Wording("答复异议的期限", "Answer to the objection"),
    Wording("决定机关裁定、决定的期限", "Ruling of the organ that decides"),
)
"""What each deadline of a measure is called."""

_STEP_ACTS = {
    MeasureStep.HEAR: Act.MEASURE_HEAR,
    MeasureStep.RESPOND: Act.MEASURE_HEAR,
    MeasureStep.DROP: Act.MEASURE_PROPOSE,
    MeasureStep.DECIDE: Act.MEASURE_DECIDE,
    MeasureStep.UNDO: Act.MEASURE_DECIDE,
    MeasureStep.SERVE: Act.MEASURE_SERVE,
    MeasureStep.SEND: Act.MEASURE_SERVE,
    MeasureStep.COPY: Act.MEASURE_COPY,
    MeasureStep.OBJECT: Act.MEASURE_OBJECT,
    MeasureStep.ANSWER_OBJECTION: Act.MEASURE_REVIEW,
    MeasureStep.TO_PROSECUTOR: Act.MEASURE_OBJECT,
    MeasureStep.RECORD_OUTCOME: Act.MEASURE_SERVE,
    MeasureStep.REVIEW: Act.MEASURE_REVIEW,
    MeasureStep.ANNUL: Act.MEASURE_ANNUL,
}


async def conduct_tab(page: PageRequest, file: PersonFile, form: FormState) -> ConductTab:
    """What applies to a person whose file was opened, and what was taken."""
    conduct = await open_conduct(page.officer, file.file_id, file.purpose)
    is_open = file.state is not FileState.ENDED
    return ConductTab(
        header=await header_of(page, file),
        **_rungs(page, file, conduct, may_propose=is_open and page.may(Act.MEASURE_PROPOSE, file.division)),
        measures=tuple(measure_line(page, one) for one in conduct.measures),
        lapses=tuple(_lapse_line(one) for one in conduct.lapses),
        findings=tuple(
            FindingLine(
                finding_id=one.id,
                found_on=one.found_on,
                facts=one.facts,
                recorded_by=one.recorded_by_name,
                withdrawn_at=one.withdrawn_at,
            )
            for one in conduct.findings
        ),
        form=form,
        may_record=is_open and page.may(Act.LAPSE_RECORD, file.division),
    )


def rung_line(page: PageRequest, rung: Rung, propose_path: str = "") -> RungLine:
    """A line of the ladder; the path only where it may be proposed."""
    source = LegalBasis(rule=page.word(rung.trigger, "trigger"), source=page.say(rung.source))
    return RungLine(
        kind=rung.kind,
        trigger=rung.trigger,
        status=rung.status,
        steps=tuple(page.say(step) for step in rung.steps),
        bases=(source, *(_rule_basis(page, rule) for rule in rung.rules)),
        propose_path=propose_path if rung.status in PROPOSABLE else "",
    )


def measure_line(
    page: PageRequest, measure: StoredMeasure, masked_name: str = "", file_number: str = ""
) -> MeasureLine:
    """A measure in a list with what is due next."""
    due = min(
        (day for day in (measure.copy_due_on, measure.objection_due_on, measure.ruling_due_on) if day is not None),
        default=None,
    )
    is_running = measure.state is MeasureState.DELIVERED or measure.copy_due_on is not None
    return MeasureLine(
        measure_id=measure.id,
        number=measure.number or "",
        kind=measure.kind,
        trigger=measure.trigger,
        state=measure.state,
        proposed_at=measure.proposed_at,
        is_sealed=measure.is_sealed,
        masked_name=masked_name,
        file_number=file_number,
        deadline=_deadline(page, measure.custody_until or (due if is_running else None)),
        due_at=measure.ruling_due_at if measure.state is MeasureState.DELIVERED else None,
    )


async def measure_view(
    page: PageRequest, opened: OpenedMeasure, purpose: str, form: FormState | None = None
) -> MeasureView:
    """A measure with what can be done now."""
    measure, content = opened.measure, opened.content
    is_running = measure.state is MeasureState.DELIVERED
    on, division = measure.delivered_on or legal_day(page.now), opened.file.division
    ruling = ruling_rule(measure.kind, on, division) if measure.ruling_due_at else None
    custody = find_correction_rule(CorrectionRuleName.ARREST_CUSTODY_MOST, on, division)
    return MeasureView(
        measure_id=measure.id,
        supervisee_id=measure.file_id,
        name=opened.name,
        category=opened.file.category,
        number=measure.number or "",
        kind=measure.kind,
        trigger=measure.trigger,
        state=measure.state,
        purpose=purpose,
        facts=content.facts if content else "",
        counting=tuple(page.say(one) for one in content.counting_words) if content else (),
        source=page.say(Wording(*content.source)) if content else "",
        history=tuple(_happening(page, step) for step in opened.steps),
        deadlines=tuple(_deadlines(page, opened)),
        ruling_due_at=measure.ruling_due_at if is_running else None,
        ruling_basis=_rule_basis(page, ruling) if ruling else None,
        custody_until=measure.custody_until,
        custody_basis=_rule_basis(page, custody) if measure.custody_until else None,
        outcome=measure.outcome or "",
        is_sealed=measure.is_sealed,
        is_told=content is not None,
        papers=await _papers(page, opened, purpose),
        is_printed_here=_is_printed_here(opened),
        waits_for_review=bool(opened.reviews),
        acts=_acts(page, opened),
        replies=page.choices("measure-reply"),
        form=form or FormState(),
    )


def paper_view(page: PageRequest, opened: OpenedMeasure, file: PersonFile) -> MeasurePaperView:
    """What has no form, as it is printed; NotFound before the decision, and of what is a form of the tab 文书."""
    measure, content = opened.measure, opened.content
    if not _is_printed_here(opened):
        raise NotFound(NOT_HERE)
    return MeasurePaperView(
        measure_id=measure.id,
        number=measure.number or "",
        kind=measure.kind,
        name=opened.name,
        born_on=file.identity.born_on,
        home_address=file.home.address,
        category=opened.file.category,
        court=file.judgment.court,
        judgment_number=file.judgment.document_number,
        facts=content.facts if content else "",
        source=content.source[0] if content else "",
        decided_on=legal_day(measure.decided_at or page.now),
        agency_name=measure.decided_in or "",
    )


async def _papers(page: PageRequest, opened: OpenedMeasure, purpose: str) -> tuple[ActPaper, ...]:
    """The papers of a measure; of what is sealed there are none to be seen."""
    measure, file = opened.measure, opened.file
    if measure.is_sealed:
        return ()
    called = await paper_of_measure(measure, file)
    return await act_papers(page, Act.MEASURE_OPEN, file, measure.id, (called,) if called else (), purpose)


def _is_printed_here(opened: OpenedMeasure) -> bool:
    is_told = opened.content is not None and opened.measure.state in STANDING
    return is_told and not has_form(opened.measure.kind)


def _is_bare(rung: Rung) -> bool:
    """Whether people would have to find what no fact on the file speaks of."""
    return rung.status is RungStatus.TO_FIND and not (rung.record_ids or rung.lapse_id or rung.rules)


def _rungs(
    page: PageRequest, file: PersonFile, conduct: ConductOfPerson, *, may_propose: bool
) -> dict[str, tuple[RungLine, ...]]:
    path = f"/console/supervisees/{file.file_id}/measures/new"
    lines = [
        (
            rung,
            rung_line(
                page,
                rung,
                address(path, kind=rung.kind, trigger=rung.trigger, purpose=file.purpose) if may_propose else "",
            ),
        )
        for rung in conduct.rungs
    ]
    near = {RungStatus.MET, RungStatus.LACKS_FINDING, RungStatus.TO_FIND}
    order = [RungStatus.MET, RungStatus.LACKS_FINDING, RungStatus.TO_FIND]
    bare = [(rung, line) for rung, line in lines if _is_bare(rung) and rung.kind not in REWARDS]
    applies = [one for one in lines if one[0].status in near and one[0].kind not in REWARDS and one not in bare]
    applies.sort(key=lambda one: order.index(one[0].status))
    return {
        "applies": tuple(line for _, line in applies),
        "unfounded": tuple(line for _, line in bare),
        "others": tuple(line for rung, line in lines if rung.status not in near and rung.kind not in REWARDS),
        "rewards": tuple(line for rung, line in lines if rung.kind in REWARDS),
    }


def _rule_basis(page: PageRequest, rule: LegalRule) -> LegalBasis:
    name = CORRECTION_RULE_NAMES[rule.name]
    number = f"{rule.number} {page.word(rule.unit, 'rule-unit')}"
    return page.basis(rule, name, f"{number} · {page.word(rule.confidence, 'confidence')}")


def _lapse_line(lapse: OpenedLapse) -> LapseLine:
    return LapseLine(
        lapse_id=lapse.id,
        began_on=lapse.began_on,
        ended_on=lapse.ended_on,
        reason=lapse.reason.reason,
        evidence=lapse.reason.evidence,
        confirmed_by=lapse.confirmed_by_name,
        confirmed_at=lapse.confirmed_at,
        cancelled_at=lapse.cancelled_at,
        excuses=tuple(
            ExcuseLine(
                first_on=one.span.first, last_on=one.span.last, reason=one.reason, accepted_by=one.accepted_by_name
            )
            for one in lapse.excuses
        ),
    )


def _deadline(page: PageRequest, due_on: date | None, basis: LegalBasis | None = None) -> Deadline | None:
    if due_on is None:
        return None
    return Deadline(due_on=due_on, days_left=(due_on - legal_day(page.now)).days, basis=basis)


def _deadlines(page: PageRequest, opened: OpenedMeasure) -> list[tuple[str, Deadline]]:
    """What is due, with the row that says so and how the day was counted."""
    measure, division = opened.measure, opened.file.division
    on = measure.delivered_on or legal_day(page.now)
    names = CorrectionRuleName
    rules = (
        (COPY, measure.copy_due_on, find_correction_rule(names.DECISION_COPY_DUE, on, division)),
        (OBJECTION, measure.objection_due_on, find_correction_rule(names.OBJECTION_ANSWER_DUE, on, division)),
        (
            RULING,
            measure.ruling_due_on if measure.state is MeasureState.DELIVERED else None,
            ruling_rule(measure.kind, on, division),
        ),
    )
    found = []
    for name, due_on, rule in rules:
        if due_on is not None and rule is not None:
            number = f"{rule.number} {page.word(rule.unit, 'rule-unit')}"
            basis = page.basis(rule, name, f"{number}；{page.say(COUNTING_BASIS)}")
            deadline = _deadline(page, due_on, basis)
            if deadline is not None:
                found.append((page.say(name), deadline))
    return found


def _acts(page: PageRequest, opened: OpenedMeasure) -> frozenset[str]:
    """The steps that this officer may take now; a step that somebody else has to take is not offered."""
    measure = opened.measure
    may = {step for step in MAY_FOLLOW[measure.state] if page.may(_STEP_ACTS[step], opened.file.division)}
    is_own = measure.kind in OWN_DECISIONS
    taken = {step.step for step in opened.steps}
    gone = {
        MeasureStep.SERVE: not is_own,
        MeasureStep.SEND: is_own,
        MeasureStep.RECORD_OUTCOME: is_own,
        MeasureStep.COPY: measure.copy_due_on is None,
        MeasureStep.OBJECT: measure.objection_due_on is not None or measure.kind in REWARDS,
        MeasureStep.ANSWER_OBJECTION: measure.objection_due_on is None,
        MeasureStep.TO_PROSECUTOR: MeasureStep.OBJECT not in taken,
        MeasureStep.REVIEW: not opened.reviews,
        MeasureStep.RESPOND: MeasureStep.HEAR not in taken,
        MeasureStep.DECIDE: measure.proposed_by == page.officer.id,
    }
    mine = {MeasureStep.ANSWER_OBJECTION, MeasureStep.REVIEW, MeasureStep.ANNUL}
    is_mine = measure.decided_by == page.officer.id
    return frozenset(step for step in may if not gone.get(step, False) and not (is_mine and step in mine))


def _happening(page: PageRequest, taken: TakenStep) -> Happening:
    detail = taken.detail
    parts = [
        page.word(detail.reply, "measure-reply") if detail.reply else "",
        page.word(detail.outcome, "measure-outcome") if detail.outcome else "",
        detail.organ,
        detail.document,
        formats.long_date(detail.day, page.language) if detail.day else "",
        "、".join(detail.witnesses),
        detail.text,
    ]
    return Happening(
        at=taken.taken_at,
        who=taken.taken_by_name,
        what=page.word(taken.step, "measure-step"),
        note="；".join(part for part in parts if part),
    )
