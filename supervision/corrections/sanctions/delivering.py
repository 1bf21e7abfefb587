"""A decided measure on its way: served on the person or sent to the organ that decides, copied, and answered."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from supervision.audit import Act, Change, audited_change
from supervision.corrections.attachments import AttachmentKind, save_attachment
from supervision.corrections.records import save_record
from supervision.corrections.rules import CorrectionRuleName
from supervision.corrections.sanctions.clocks import custody_until, period_of, ruling_due
from supervision.corrections.sanctions.measure_state import MeasureRefused, check_delivery, check_step
from supervision.corrections.sanctions.store import (
    StepDetail,
    StoredMeasure,
    Values,
    about_measure,
    load_measure,
    rest_on,
    take_step,
    tell_of,
)
from supervision.corrections.sanctions.words import MEASURE_NAMES, OWN_DECISIONS, RECORDED_AS, MeasureKind, MeasureStep
from supervision.corrections.sealed_documents import drawn_anew
from supervision.corrections.store import StoredFile
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.officers import Officer, confirm_with_second_factor
from supervision.officers.holidays import legal_calendar
from supervision.storage.database import fetch_one
from supervision.texts import needed_text, optional_text
from supervision.vault import load_key
from supervision.wording import Wording

_MOST_NAME = 60
_MOST_TEXT = 2_000

PROOF_OF_SERVICE = Wording(
    "请选择本人签收的文书；拒收的，填写两名见证人。",
    "Choose the paper that the person signed or, where they refused, enter two witnesses.",
)
WITNESSES_DIFFER = Wording("须有两名不同的见证人。", "Two different witnesses are needed.")
PAPER_ELSEWHERE = Wording("所选文书不在本人档案中。", "The paper is not on this person's file.")
WRONG_DAY = Wording("日期不能早于决定之日，也不能晚于现在。", "The day lies between the decision and now.")
COPIED_ALREADY = Wording("已经抄送人民检察院。", "The prosecutor has a copy already.")
NO_OUTCOME = Wording("由本机构决定的措施没有决定机关的结果。", "No other organ decides on this measure.")


@dataclass(frozen=True, slots=True)
class Scan:
    """A paper that comes in with the step, and is put on the file with it."""

    title: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ServiceProof:
    """How service is proved: the signed paper, on the file or handed in now, or two witnesses of a refusal."""

    paper_id: UUID | None = None
    witnesses: tuple[str, ...] = ()
    scan: Scan | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the organ that decides decided, on which day, by which document."""

    is_granted: bool
    decided_on: date
    document: str
    note: str = ""
    paper_id: UUID | None = None
    scan: Scan | None = None


async def serve_measure(officer: Officer, measure_id: UUID, served_on: date, proof: ServiceProof, code: str) -> None:
    """Record that the person was served: from then on it is a fact on the file, and is not undone.

    Confirmed with the second factor. MeasureMoved, MeasureRefused, InputInvalid, SecondFactorRefused.
    """
    scan = await _drawn(proof.scan)
    await _confirm(officer, measure_id, MeasureStep.SERVE, code)
    async with audited_change(officer.actor, Act.MEASURE_SERVE, about_measure(measure_id)) as change:
        measure, file = await _load(officer, measure_id, MeasureStep.SERVE, change)
        _check_day(served_on, measure, change, "served_on")
        paper_id = await _paper(officer, file, proof.paper_id, scan, change)
        detail = StepDetail(day=served_on, witnesses=_witnesses(proof, has_paper=paper_id is not None))
        kind, summary = RECORDED_AS[measure.kind], f"{MEASURE_NAMES[measure.kind]}（{measure.number}）"
        record_id = await save_record(officer, file, kind, served_on, summary, change.at, paper_id)
        values: Values = {"delivered_on": served_on, "record": record_id}
        values |= await _copy_due(file, served_on)
        await take_step(change, officer, measure, file, MeasureStep.SERVE, detail, paper_id=paper_id, values=values)
        await rest_on(measure_id, record_id)


async def send_measure(officer: Officer, measure_id: UUID, sent_at: datetime, organ: str, code: str) -> None:
    """Record that a proposal was sent to the organ that decides; its clock begins, and it is not undone.

    Confirmed with the second factor. MeasureMoved, MeasureRefused, InputInvalid, SecondFactorRefused.
    """
    organ = needed_text(organ, "organ", _MOST_NAME)
    await _confirm(officer, measure_id, MeasureStep.SEND, code)
    async with audited_change(officer.actor, Act.MEASURE_SERVE, about_measure(measure_id)) as change:
        measure, file = await _load(officer, measure_id, MeasureStep.SEND, change)
        decided_at = measure.decided_at or change.at
        if not decided_at.replace(second=0, microsecond=0) <= sent_at <= change.at:  # people note whole minutes
            raise InputInvalid(WRONG_DAY, field="sent_at")
        sent_on = legal_day(sent_at)
        ruling = ruling_due(measure.kind, sent_at, file.division, await legal_calendar())
        values: Values = {
            "delivered_on": sent_on,
            "ruling_due_on": ruling.due_on,
            "ruling_due_at": ruling.due_at,
        }
        values |= await _copy_due(file, sent_on)
        detail = StepDetail(organ=organ, day=sent_on)
        await take_step(change, officer, measure, file, MeasureStep.SEND, detail, values=values)
        await rest_on(measure_id, measure.record_id)


async def copy_to_prosecutor(officer: Officer, measure_id: UUID, copied_on: date, prosecutor: str) -> None:
    """Record that the prosecutor was given a copy. MeasureMoved, MeasureRefused, InputInvalid."""
    prosecutor = needed_text(prosecutor, "prosecutor", _MOST_NAME)
    async with audited_change(officer.actor, Act.MEASURE_COPY, about_measure(measure_id)) as change:
        measure, file = await load_measure(officer, Act.MEASURE_COPY, measure_id, lock=True)
        tell_of(change, file.id)
        check_step(measure.state, MeasureStep.COPY, measure.last_by_name, measure.last_at)
        if measure.copy_due_on is None:
            raise MeasureRefused(COPIED_ALREADY)
        _check_day(copied_on, measure, change, "copied_on")
        detail = StepDetail(organ=prosecutor, day=copied_on)
        await take_step(change, officer, measure, file, MeasureStep.COPY, detail, values={"copy_due_on": None})


async def record_outcome(officer: Officer, measure_id: UUID, outcome: Outcome) -> None:
    """Record what the organ decided, with its paper; a police penalty becomes a sealed record. MeasureMoved."""
    document = needed_text(outcome.document, "document", _MOST_NAME)
    note, scan = optional_text(outcome.note, "note", _MOST_TEXT), await _drawn(outcome.scan)
    async with audited_change(officer.actor, Act.MEASURE_SERVE, about_measure(measure_id)) as change:
        measure, file = await load_measure(officer, Act.MEASURE_SERVE, measure_id, lock=True)
        tell_of(change, file.id)
        check_step(measure.state, MeasureStep.RECORD_OUTCOME, measure.last_by_name, measure.last_at)
        if measure.kind in OWN_DECISIONS:
            raise MeasureRefused(NO_OUTCOME)
        _check_day(outcome.decided_on, measure, change, "decided_on")
        paper_id = await _paper(officer, file, outcome.paper_id, scan, change)
        values: Values = {"outcome": "granted" if outcome.is_granted else "refused"}
        if outcome.is_granted:
            values |= await _granted(officer, file, measure, replace(outcome, paper_id=paper_id), change)
        detail = StepDetail(note, outcome.decided_on, document=document, outcome=str(values["outcome"]))
        step = MeasureStep.RECORD_OUTCOME
        await take_step(change, officer, measure, file, step, detail, paper_id=paper_id, values=values)


async def _granted(
    officer: Officer, file: StoredFile, measure: StoredMeasure, outcome: Outcome, change: Change
) -> Values:
    if measure.kind is MeasureKind.ARREST:
        return {"custody_until": custody_until(outcome.decided_on, file.division)}
    if measure.kind is MeasureKind.POLICE_PENALTY:
        kind, summary = RECORDED_AS[measure.kind], f"{outcome.document}：{outcome.note}".strip("：")
        record_id = await save_record(officer, file, kind, outcome.decided_on, summary, change.at, outcome.paper_id)
        await rest_on(measure.id, record_id)
        return {"record": record_id}
    return {}


async def _confirm(officer: Officer, measure_id: UUID, step: MeasureStep, code: str) -> None:
    """Look at the measure before a code is spent on it."""
    measure, _file = await load_measure(officer, Act.MEASURE_SERVE, measure_id)
    check_delivery(measure.kind, step)
    check_step(measure.state, step, measure.last_by_name, measure.last_at)
    await confirm_with_second_factor(officer, code)


async def _load(
    officer: Officer, measure_id: UUID, step: MeasureStep, change: Change
) -> tuple[StoredMeasure, StoredFile]:
    measure, file = await load_measure(officer, Act.MEASURE_SERVE, measure_id, lock=True)
    tell_of(change, file.id)
    check_delivery(measure.kind, step)
    check_step(measure.state, step, measure.last_by_name, measure.last_at)
    return measure, file


async def _copy_due(file: StoredFile, event_on: date) -> Values:
    calendar = await legal_calendar()
    return {"copy_due_on": period_of(CorrectionRuleName.DECISION_COPY_DUE, event_on, file.division, calendar).due_on}


def _check_day(day: date, measure: StoredMeasure, change: Change, field: str) -> None:
    decided_on = legal_day(measure.decided_at or change.at)
    if not decided_on <= day <= legal_day(change.at):
        raise InputInvalid(WRONG_DAY, field=field)


def _witnesses(proof: ServiceProof, *, has_paper: bool) -> tuple[str, ...]:
    """Two different names where the person refused; none where they signed."""
    if not proof.witnesses and not has_paper:
        raise InputInvalid(PROOF_OF_SERVICE, field="paper")
    names = tuple(needed_text(name, f"witness_{place}", _MOST_NAME) for place, name in enumerate(proof.witnesses, 1))
    if names and len(set(names)) != 2:  # noqa: PLR2004 - two witnesses
        raise InputInvalid(WITNESSES_DIFFER, field="witness_2")
    return names


async def _drawn(scan: Scan | None) -> Scan | None:
    return scan and Scan(scan.title, await drawn_anew(scan.content))


async def _paper(
    officer: Officer, file: StoredFile, paper_id: UUID | None, scan: Scan | None, change: Change
) -> UUID | None:
    """The paper on the file, put there with the step where it was handed in now."""
    if scan is not None:
        kind, key = AttachmentKind.NOTICE_SCAN, await load_key(file.vault_key)
        return await save_attachment(officer, file.id, kind, scan.title, scan.content, key, change.at)
    if paper_id is not None and not await fetch_one(
        "SELECT 1 FROM attachment WHERE id = $1 AND file = $2", paper_id, file.id
    ):
        raise InputInvalid(PAPER_ELSEWHERE, field="paper")
    return paper_id
