"""The person's objection with its clock, the way to the prosecutor, annulment, and the review of what rested on it."""

from datetime import date
from uuid import UUID

from supervision.audit import Act, Change, audited_change
from supervision.corrections.papers.with_acts import void_with_act
from supervision.corrections.records import save_annulment
from supervision.corrections.rules import CorrectionRuleName
from supervision.corrections.sanctions.clocks import period_of
from supervision.corrections.sanctions.measure_state import OWN_DECISION, MeasureRefused, OwnMeasure, check_step
from supervision.corrections.sanctions.store import (
    StepDetail,
    StoredMeasure,
    Values,
    about_measure,
    load_measure,
    take_step,
    tell_of,
)
from supervision.corrections.sanctions.tables import MeasureBasisRow
from supervision.corrections.sanctions.words import REWARDS, MeasureStep
from supervision.corrections.store import StoredFile
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.officers import Officer, confirm_with_second_factor
from supervision.officers.holidays import legal_calendar
from supervision.storage.database import fetch
from supervision.texts import needed_text
from supervision.wording import Wording

_MOST_TEXT = 4_000

NOT_TO_REWARDS = Wording("奖励没有异议程序。", "There is no objection to a reward.")
OBJECTED_ALREADY = Wording("已有尚未答复的异议。", "An objection waits for its answer already.")
NO_OBJECTION = Wording("没有待答复的异议。", "No objection waits for an answer.")
NOTHING_ANNULLED = Wording(
    "其依据没有被撤销，无需复核。", "Nothing it rests on was annulled: there is nothing to review."
)
WRONG_DAY = Wording("日期不能早于送达之日，也不能晚于今天。", "The day lies between delivery and today.")


async def record_objection(officer: Officer, measure_id: UUID, objected_on: date, text: str) -> None:
    """Record the person's objection; the clock of the answer begins. MeasureMoved, MeasureRefused, InputInvalid."""
    detail = StepDetail(needed_text(text, "text", _MOST_TEXT), objected_on)
    async with audited_change(officer.actor, Act.MEASURE_OBJECT, about_measure(measure_id)) as change:
        measure, file = await _load(officer, Act.MEASURE_OBJECT, measure_id, MeasureStep.OBJECT, change)
        if measure.kind in REWARDS:
            raise MeasureRefused(NOT_TO_REWARDS)
        if measure.objection_due_on is not None:
            raise MeasureRefused(OBJECTED_ALREADY)
        _check_day(objected_on, measure, change)
        name = CorrectionRuleName.OBJECTION_ANSWER_DUE
        due = period_of(name, objected_on, file.division, await legal_calendar()).due_on
        await take_step(change, officer, measure, file, MeasureStep.OBJECT, detail, values={"objection_due_on": due})


async def answer_objection(officer: Officer, measure_id: UUID, text: str) -> None:
    """Answer in writing that the decision stands; never by whoever decided. To annul it is another act."""
    detail = StepDetail(needed_text(text, "text", _MOST_TEXT))
    async with audited_change(officer.actor, Act.MEASURE_REVIEW, about_measure(measure_id)) as change:
        step = MeasureStep.ANSWER_OBJECTION
        measure, file = await _load(officer, Act.MEASURE_REVIEW, measure_id, step, change)
        if measure.objection_due_on is None:
            raise MeasureRefused(NO_OBJECTION)
        if measure.decided_by == officer.id:
            raise OwnMeasure(OWN_DECISION)
        await take_step(change, officer, measure, file, step, detail, values={"objection_due_on": None})


async def record_appeal(officer: Officer, measure_id: UUID, appealed_on: date, text: str) -> None:
    """Record that the person turned to the prosecutor; what the prosecutor says comes in as an opinion."""
    detail = StepDetail(needed_text(text, "text", _MOST_TEXT), appealed_on)
    async with audited_change(officer.actor, Act.MEASURE_OBJECT, about_measure(measure_id)) as change:
        step = MeasureStep.TO_PROSECUTOR
        measure, file = await _load(officer, Act.MEASURE_OBJECT, measure_id, step, change)
        _check_day(appealed_on, measure, change)
        await take_step(change, officer, measure, file, step, detail)


async def annul_measure(officer: Officer, measure_id: UUID, reason: str, code: str) -> None:
    """Annul what was served or sent, and its record with it: whatever rests on that waits for a review.

    Never by whoever decided; confirmed with the second factor. MeasureMoved, OwnMeasure, SecondFactorRefused.
    """
    detail = StepDetail(needed_text(reason, "reason", _MOST_TEXT))
    known, _file = await load_measure(officer, Act.MEASURE_ANNUL, measure_id)
    _check_annullable(officer, known)
    await confirm_with_second_factor(officer, code)
    async with audited_change(officer.actor, Act.MEASURE_ANNUL, about_measure(measure_id)) as change:
        measure, file = await _load(officer, Act.MEASURE_ANNUL, measure_id, MeasureStep.ANNUL, change)
        _check_annullable(officer, measure)
        values: Values = {
            "objection_due_on": None,
            "copy_due_on": None,
            "ruling_due_on": None,
            "ruling_due_at": None,
            "custody_until": None,
        }
        await take_step(change, officer, measure, file, MeasureStep.ANNUL, detail, values=values)
        await void_with_act(change, officer, file, measure_id, detail.text)
        if measure.record_id is not None:
            await save_annulment(officer, file, measure.record_id, detail.text, change.at)


async def review_measure(officer: Officer, measure_id: UUID, reason: str) -> None:
    """Find that a measure stands although a record on which it rests was annulled; not by whoever decided it.

    Where it does not stand, it is annulled, or dropped while it waits. MeasureRefused, OwnMeasure.
    """
    detail = StepDetail(needed_text(reason, "reason", _MOST_TEXT))
    async with audited_change(officer.actor, Act.MEASURE_REVIEW, about_measure(measure_id)) as change:
        measure, file = await _load(officer, Act.MEASURE_REVIEW, measure_id, MeasureStep.REVIEW, change)
        if measure.decided_by == officer.id:
            raise OwnMeasure(OWN_DECISION)
        waiting = await open_reviews(measure_id)
        if not waiting:
            raise MeasureRefused(NOTHING_ANNULLED)
        await MeasureBasisRow.update({"reviewed_at": change.at, "reviewed_by": officer.id}).where(
            (MeasureBasisRow.measure == measure_id) & MeasureBasisRow.record.is_in(waiting)
        )
        await take_step(change, officer, measure, file, MeasureStep.REVIEW, detail)
        change.note(records=[str(one) for one in waiting])


async def open_reviews(measure_id: UUID) -> list[UUID]:
    """The annulled records on which a measure rests and about which nobody has found yet that it stands."""
    rows = await fetch(
        """SELECT b.record FROM measure_basis AS b JOIN file_record AS r ON r.id = b.record
           WHERE b.measure = $1 AND r.annulled_at IS NOT NULL AND b.reviewed_at IS NULL""",
        measure_id,
    )
    return [row["record"] for row in rows]


def _check_annullable(officer: Officer, measure: StoredMeasure) -> None:
    check_step(measure.state, MeasureStep.ANNUL, measure.last_by_name, measure.last_at)
    if measure.decided_by == officer.id:
        raise OwnMeasure(OWN_DECISION)


async def _load(
    officer: Officer, act: Act, measure_id: UUID, step: MeasureStep, change: Change
) -> tuple[StoredMeasure, StoredFile]:
    measure, file = await load_measure(officer, act, measure_id, lock=True)
    tell_of(change, file.id)
    check_step(measure.state, step, measure.last_by_name, measure.last_at)
    return measure, file


def _check_day(day: date, measure: StoredMeasure, change: Change) -> None:
    if not (measure.delivered_on or day) <= day <= legal_day(change.at):
        raise InputInvalid(WRONG_DAY, field="day")
