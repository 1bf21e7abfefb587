"""A measure from its proposal to its decision: proposed by one officer, the person heard, decided by another."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID, uuid4

from supervision.audit import Act, Change, audited_change
from supervision.corrections.file_state import FILE_ENDED, FileEnded, FileState
from supervision.corrections.opening import about_file
from supervision.corrections.papers.store import papers_of_act
from supervision.corrections.papers.with_acts import issue_with_act, void_with_act
from supervision.corrections.records import save_annulment, save_record
from supervision.corrections.sanctions.facts import rungs_of
from supervision.corrections.sanctions.ladder import PROPOSABLE, Rung, RungStatus
from supervision.corrections.sanctions.measure_papers import paper_of_measure
from supervision.corrections.sanctions.measure_state import (
    OWN_PROPOSAL,
    MeasureRefused,
    OwnMeasure,
    check_heard,
    check_step,
)
from supervision.corrections.sanctions.store import (
    MeasureContent,
    StepDetail,
    StoredMeasure,
    Values,
    about_measure,
    append_step,
    basis_of,
    insert_measure,
    load_measure,
    seal_content,
    steps_of,
    take_step,
    tell_of,
)
from supervision.corrections.sanctions.tables import MeasureRow
from supervision.corrections.sanctions.words import (
    MEASURE_NAMES,
    RECORDED_AS,
    REVOCATIONS,
    MeasureKind,
    MeasureState,
    MeasureStep,
    Reply,
    Trigger,
)
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.storage.database import fetch_one
from supervision.storage.numbering import Series, take_number
from supervision.texts import needed_text, optional_text
from supervision.vault import load_key
from supervision.wording import Wording

_MOST_TEXT = 4_000
_SERIES = {
    MeasureKind.ADMONITION: Series.ADMONITION,
    MeasureKind.WARNING: Series.WARNING,
    MeasureKind.PRAISE: Series.PRAISE,
}

NO_SUCH_LINE = Wording("没有这样的措施和依据。", "There is no such measure on such a ground.")
CHOOSE_FACTS = Wording("请选择作为依据的事实记录。", "Choose the recorded facts that it rests on.")
UNDONE = Wording("决定在送达前收回。", "The decision was taken back before it was served.")


async def propose_measure(
    officer: Officer,
    file_id: UUID,
    kind: MeasureKind,
    trigger: Trigger,
    facts: str,
    record_ids: Collection[UUID] | None = None,
) -> UUID:
    """Propose a measure that the ladder carries, or whose case only people can find; nobody is bound by it yet.

    `record_ids` chooses among the recorded facts of the line; without, all of them. MeasureRefused says what is
    missing, InputInvalid, FileEnded.
    """
    facts = needed_text(facts, "facts", _MOST_TEXT)
    async with audited_change(officer.actor, Act.MEASURE_PROPOSE, about_file(file_id)) as change:
        file = await load_file(officer, Act.MEASURE_PROPOSE, file_id, lock=True)
        if file.state is FileState.ENDED:
            raise FileEnded(FILE_ENDED)
        rung = await _carried(file, kind, trigger, change)
        chosen = _chosen(rung, record_ids)
        counting = tuple((str(step), step.english) for step in rung.steps)
        content = MeasureContent(facts, counting, (str(rung.source), rung.source.english))
        measure_id = uuid4()
        measure = MeasureRow(
            id=measure_id,
            file=file_id,
            kind=kind.value,
            trigger=trigger.value,
            state=MeasureState.PROPOSED.value,
            lapse=rung.lapse_id,
            content_sealed=seal_content(await load_key(file.vault_key), measure_id, content),
            proposed_at=change.at,
            proposed_by=officer.id,
        )
        await insert_measure(measure, chosen)
        await append_step(change, officer, measure_id, file, MeasureStep.PROPOSE, StepDetail())
        change.note(measure=measure_id, kind=kind, trigger=trigger, records=len(chosen))
    return measure_id


async def hear_person(officer: Officer, measure_id: UUID, reply: Reply, text: str) -> None:
    """Record what the person said, that they declined, or how often they could not be reached, before the decision."""
    detail = StepDetail(needed_text(text, "text", _MOST_TEXT), reply=reply)
    await _prepare(officer, measure_id, MeasureStep.HEAR, detail)


async def respond_to_person(officer: Officer, measure_id: UUID, text: str) -> None:
    """Answer what the person said; without, no further warning is decided."""
    await _prepare(officer, measure_id, MeasureStep.RESPOND, StepDetail(needed_text(text, "text", _MOST_TEXT)))


async def drop_measure(officer: Officer, measure_id: UUID, reason: str) -> None:
    """Let a proposal go: whoever may propose takes it back, whoever may decide does not follow it."""
    await _prepare(officer, measure_id, MeasureStep.DROP, StepDetail(needed_text(reason, "reason", _MOST_TEXT)))


async def decide_measure(officer: Officer, measure_id: UUID, note: str = "") -> None:
    """Decide, or decide to propose, and number it; never one's own proposal, and never before the person was heard.

    The ladder is asked again: what a record was annulled for since carries nothing. OwnMeasure, MeasureRefused,
    MeasureMoved.
    """
    detail = StepDetail(optional_text(note, "note", _MOST_TEXT))
    async with audited_change(officer.actor, Act.MEASURE_DECIDE, about_measure(measure_id)) as change:
        measure, file = await load_measure(officer, Act.MEASURE_DECIDE, measure_id, lock=True)
        tell_of(change, file.id)
        check_step(measure.state, MeasureStep.DECIDE, measure.last_by_name, measure.last_at)
        if measure.proposed_by == officer.id:
            raise OwnMeasure(OWN_PROPOSAL)
        await _check_ready(file, measure, change)
        series = _SERIES.get(measure.kind, Series.PROPOSAL)
        number = await _number(file, measure, series)
        record_id = await _record_proposal(officer, file, measure, number, change)
        values: Values = {"number": number, "decided_at": change.at, "decided_by": officer.id, "record": record_id}
        values["decided_in"] = officer.office_name
        await take_step(change, officer, measure, file, MeasureStep.DECIDE, detail, values=values)
        change.note(number=number)
        decided = replace(measure, state=MeasureState.DECIDED, number=number, record_id=record_id)
        if (called := await paper_of_measure(decided, file)) is not None:
            await issue_with_act(change, officer, file, called)


async def undo_decision(officer: Officer, measure_id: UUID, reason: str) -> None:
    """Take a decision back before it was served or sent; what it put on the file is annulled. MeasureMoved."""
    detail = StepDetail(needed_text(reason, "reason", _MOST_TEXT))
    async with audited_change(officer.actor, Act.MEASURE_DECIDE, about_measure(measure_id)) as change:
        measure, file = await load_measure(officer, Act.MEASURE_DECIDE, measure_id, lock=True)
        tell_of(change, file.id)
        values: Values = {"decided_at": None, "decided_by": None, "decided_in": None, "record": None}
        await take_step(change, officer, measure, file, MeasureStep.UNDO, detail, values=values)
        await void_with_act(change, officer, file, measure_id, detail.text)
        if measure.record_id is not None:
            await save_annulment(officer, file, measure.record_id, UNDONE, change.at)


async def warned_before(file_id: UUID, measure_id: UUID) -> bool:
    """Whether a warning stands on the file; whoever asks has loaded it."""
    row = await fetch_one(
        """SELECT EXISTS (SELECT FROM file_record WHERE file = $1 AND kind = 'warning' AND annulled_at IS NULL)
               OR EXISTS (SELECT FROM measure WHERE file = $1 AND kind = 'warning' AND id <> $2 AND state = 'decided')
           AS warned""",
        file_id, measure_id,
    )  # fmt: skip
    return bool(row and row["warned"])


async def _prepare(officer: Officer, measure_id: UUID, step: MeasureStep, detail: StepDetail) -> None:
    act = Act.MEASURE_PROPOSE if step is MeasureStep.DROP else Act.MEASURE_HEAR
    async with audited_change(officer.actor, act, about_measure(measure_id)) as change:
        measure, file = await load_measure(officer, act, measure_id, lock=True)
        tell_of(change, file.id)
        await take_step(change, officer, measure, file, step, detail)


async def _carried(
    file: StoredFile, kind: MeasureKind, trigger: Trigger, change: Change, without: UUID | None = None
) -> Rung:
    for rung in await rungs_of(file, legal_day(change.at), without):
        if (rung.kind, rung.trigger) == (kind, trigger):
            if rung.status not in PROPOSABLE:
                raise MeasureRefused(_why_not(rung))
            return rung
    raise MeasureRefused(NO_SUCH_LINE)


def _why_not(rung: Rung) -> Wording:
    name, last = MEASURE_NAMES[rung.kind], rung.steps[-1]
    if rung.status is RungStatus.BLOCKED:
        return last
    return Wording(
        f"尚不能提出{name}：{'；'.join(rung.steps)}。",
        f"{name.english} cannot be proposed yet: {'; '.join(step.english for step in rung.steps)}.",
    )


def _chosen(rung: Rung, record_ids: Collection[UUID] | None) -> frozenset[UUID]:
    """What it rests on: everything where numbers are counted, what was chosen where people weigh facts."""
    if record_ids is None or rung.status is RungStatus.MET:
        return frozenset(rung.record_ids)
    chosen = frozenset(record_ids)
    if not chosen <= frozenset(rung.record_ids) or (rung.record_ids and not chosen):
        raise InputInvalid(CHOOSE_FACTS, field="records")
    return chosen


async def _check_ready(file: StoredFile, measure: StoredMeasure, change: Change) -> None:
    if file.state is FileState.ENDED:
        raise FileEnded(FILE_ENDED)
    rung = await _carried(file, measure.kind, measure.trigger, change, without=measure.id)
    basis = await basis_of(measure.id)
    if basis and not basis <= frozenset(rung.record_ids):
        raise MeasureRefused(BASIS_GONE)
    taken = {step.step for step in await steps_of(measure, await load_key(file.vault_key))}
    check_heard(
        measure.kind,
        is_heard=MeasureStep.HEAR in taken,
        is_answered=MeasureStep.RESPOND in taken,
        warned_before=await warned_before(file.id, measure.id),
    )


BASIS_GONE = Wording(
    "所依据的事实记录已经撤销：请重新提出，或者不予作出。",
    "A record on which it rests was annulled: propose it anew, or let it go.",
)


async def _number(file: StoredFile, measure: StoredMeasure, series: Series) -> str:
    """The number of a decision; taken back, it keeps it, unless a paper that is void now has borne it."""
    if measure.number and not await papers_of_act(file, measure.id):
        return measure.number
    return await take_number(series, file.division)


async def _record_proposal(
    officer: Officer, file: StoredFile, measure: StoredMeasure, number: str, change: Change
) -> UUID | None:
    """That a revocation is about to be proposed is a fact on the file from its decision on."""
    if measure.kind not in REVOCATIONS:
        return None
    summary = f"{MEASURE_NAMES[measure.kind]}（{number}）"
    return await save_record(officer, file, RECORDED_AS[measure.kind], legal_day(change.at), summary, change.at)
