"""Measures as stored, with their steps and what they rest on; a measure is within reach where its file is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias
from uuid import UUID, uuid4

import msgspec
from piccolo.columns import Column

from supervision.audit import Act, Change, Subject
from supervision.corrections.opening import about_file
from supervision.corrections.outbox.kinds import EventKind
from supervision.corrections.outbox.telling import Happened, tell
from supervision.corrections.sanctions.measure_state import check_step
from supervision.corrections.sanctions.tables import MeasureBasisRow, MeasureRow, MeasureStepRow
from supervision.corrections.sanctions.words import LEADS_TO, MeasureKind, MeasureState, MeasureStep, Trigger
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import NotFound
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, load_key, seal_json, unseal_json
from supervision.wording import Wording

MEASURE, STEP = "measure", "measure_step"

EVENT_OF_MEASURE_STEP: Mapping[MeasureStep, EventKind] = {
    MeasureStep.DECIDE: EventKind.MEASURE_DECIDED,
    MeasureStep.UNDO: EventKind.MEASURE_TAKEN_BACK,
    MeasureStep.SERVE: EventKind.MEASURE_SERVED,
    MeasureStep.SEND: EventKind.MEASURE_SENT,
    MeasureStep.ANNUL: EventKind.MEASURE_ANNULLED,
}
"""The steps of which platforms are told, by the measure's number; which measure it is, they are not."""

Values: TypeAlias = dict[Column | str, Any]
"""Columns of a measure and what is put there."""


class MeasureContent(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a measure says: the facts, and counting and source as they stood when it was proposed, in two languages."""

    facts: str
    counting: tuple[tuple[str, str], ...] = ()
    source: tuple[str, str] = ("", "")

    @property
    def counting_words(self) -> tuple[Wording, ...]:
        """The counting as sentences."""
        return tuple(Wording(*one) for one in self.counting)


class StepDetail(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a step says; which parts are given depends on the step."""

    text: str = ""
    day: date | None = None
    reply: str = ""
    organ: str = ""
    document: str = ""
    witnesses: tuple[str, ...] = ()
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class StoredMeasure:
    """A measure as it is stored, with who acted on it last."""

    id: UUID
    number: str | None
    file_id: UUID
    kind: MeasureKind
    trigger: Trigger
    state: MeasureState
    lapse_id: UUID | None
    content_sealed: bytes
    proposed_at: datetime
    proposed_by: UUID
    decided_at: datetime | None
    decided_by: UUID | None
    decided_in: str | None
    """The agency in whose name it was decided, as it was called then."""
    delivered_on: date | None
    copy_due_on: date | None
    objection_due_on: date | None
    ruling_due_on: date | None
    ruling_due_at: datetime | None
    custody_until: date | None
    outcome: str | None
    record_id: UUID | None
    last_by_name: str
    last_at: datetime

    @property
    def is_sealed(self) -> bool:
        """Whether a police penalty came of it, which the law seals."""
        return self.kind is MeasureKind.POLICE_PENALTY and self.outcome == "granted"

    def content(self, key: DataKey) -> MeasureContent:
        """The facts and the counting."""
        return unseal_json(key, self.content_sealed, Place(MEASURE, "content_sealed", self.id), MeasureContent)


@dataclass(frozen=True, slots=True)
class TakenStep:
    """One step in clear."""

    step: MeasureStep
    detail: StepDetail
    paper_id: UUID | None
    taken_at: datetime
    taken_by_name: str


SELECT_MEASURES = """
SELECT m.id, m.number, m.file AS file_id, m.kind, m.trigger, m.state, m.lapse AS lapse_id, m.content_sealed,
       m.proposed_at, m.proposed_by, m.decided_at, m.decided_by, m.decided_in, m.delivered_on, m.copy_due_on,
       m.objection_due_on, m.ruling_due_on, m.ruling_due_at, m.custody_until, m.outcome, m.record AS record_id,
       last.name AS last_by_name, last.taken_at AS last_at
FROM measure AS m JOIN LATERAL (
    SELECT o.name, s.taken_at FROM measure_step AS s JOIN officer AS o ON o.id = s.taken_by
    WHERE s.measure = m.id ORDER BY s.number DESC LIMIT 1) AS last ON true
"""
"""The columns that `measure_of` reads."""


def measure_of(row: Record) -> StoredMeasure:
    """A measure from the columns of `SELECT_MEASURES`."""
    values = {name: row[name] for name in StoredMeasure.__dataclass_fields__}
    kinds = {
        "kind": MeasureKind(row["kind"]),
        "trigger": Trigger(row["trigger"]),
        "state": MeasureState(row["state"]),
    }
    return StoredMeasure(**{**values, **kinds})


async def load_measure(
    officer: Officer, act: Act, measure_id: UUID, *, lock: bool = False
) -> tuple[StoredMeasure, StoredFile]:
    """The measure with its file, if the officer may do `act` where the file is; NotFound elsewhere.

    With `lock` the file is locked, and all that is done with its measures waits in line.
    """
    row = await fetch_one("SELECT file FROM measure WHERE id = $1", measure_id)
    if row is None:
        raise NotFound(NOT_HERE)
    file = await load_file(officer, act, row["file"], lock=lock)
    found = await fetch_one(f"{SELECT_MEASURES} WHERE m.id = $1", measure_id)
    if found is None:
        raise NotFound(NOT_HERE)
    return measure_of(found), file


async def measures_of(file_id: UUID) -> tuple[StoredMeasure, ...]:
    """The measures of a file that the caller has loaded, newest first."""
    rows = await fetch(f"{SELECT_MEASURES} WHERE m.file = $1 ORDER BY m.proposed_at DESC, m.id", file_id)
    return tuple(measure_of(row) for row in rows)


async def steps_of(measure: StoredMeasure, key: DataKey) -> tuple[TakenStep, ...]:
    """The steps of a measure that the caller has loaded, the oldest first."""
    rows = await fetch(
        """SELECT s.id, s.step, s.detail_sealed, s.paper, s.taken_at, o.name FROM measure_step AS s
           JOIN officer AS o ON o.id = s.taken_by WHERE s.measure = $1 ORDER BY s.number""",
        measure.id,
    )
    return tuple(
        TakenStep(
            MeasureStep(row["step"]),
            unseal_json(key, row["detail_sealed"], Place(STEP, "detail_sealed", row["id"]), StepDetail),
            row["paper"],
            row["taken_at"],
            row["name"],
        )
        for row in rows
    )


async def insert_measure(measure: MeasureRow, record_ids: Collection[UUID]) -> None:
    """Store a new measure with what it rests on."""
    await MeasureRow.insert(measure)
    if record_ids:
        await MeasureBasisRow.insert(
            *(MeasureBasisRow(id=uuid4(), measure=measure.id, record=one) for one in sorted(record_ids))
        )


def seal_content(key: DataKey, measure_id: UUID, content: MeasureContent) -> bytes:
    """What a measure says, sealed for its place."""
    return seal_json(key, content, Place(MEASURE, "content_sealed", measure_id))


async def rest_on(measure_id: UUID, record_id: UUID | None) -> None:
    """Let a measure that went out rest on its own record, too: whoever annuls that calls for a review."""
    if record_id is not None:
        await MeasureBasisRow.insert(MeasureBasisRow(id=uuid4(), measure=measure_id, record=record_id))


async def basis_of(measure_id: UUID) -> frozenset[UUID]:
    """The records on which a measure rests."""
    rows = await fetch("SELECT record FROM measure_basis WHERE measure = $1", measure_id)
    return frozenset(row["record"] for row in rows)


async def take_step(
    change: Change,
    officer: Officer,
    measure: StoredMeasure,
    file: StoredFile,
    step: MeasureStep,
    detail: StepDetail,
    *,
    paper_id: UUID | None = None,
    values: Values | None = None,
) -> None:
    """Append a step to a measure that the caller's change holds locked, with what it changes. MeasureMoved."""
    check_step(measure.state, step, measure.last_by_name, measure.last_at)
    stored = dict(values or {})
    if step in LEADS_TO:
        stored["state"] = LEADS_TO[step].value
    if stored:
        await MeasureRow.update(stored).where(MeasureRow.id == measure.id)
    await append_step(change, officer, measure.id, file, step, detail, paper_id)
    if step in EVENT_OF_MEASURE_STEP:
        number = stored.get("number") or measure.number or ""
        await tell(change, Happened(EVENT_OF_MEASURE_STEP[step], file.id, detail.day or legal_day(change.at), number))
    change.note(measure=measure.id, kind=measure.kind, step=step)


async def append_step(
    change: Change,
    officer: Officer,
    measure_id: UUID,
    file: StoredFile,
    step: MeasureStep,
    detail: StepDetail,
    paper_id: UUID | None = None,
) -> None:
    """Append a step to a measure whose file the caller's change holds locked."""
    key, step_id = await load_key(file.vault_key), uuid4()
    taken = await fetch_one("SELECT count(*) AS steps FROM measure_step WHERE measure = $1", measure_id)
    await MeasureStepRow.insert(
        MeasureStepRow(
            id=step_id,
            measure=measure_id,
            number=1 + (taken["steps"] if taken else 0),
            step=step.value,
            detail_sealed=seal_json(key, detail, Place(STEP, "detail_sealed", step_id)),
            paper=paper_id,
            taken_at=change.at,
            taken_by=officer.id,
        )
    )


def about_measure(measure_id: UUID) -> Subject:
    """The measure as the subject of an act, until its file is known."""
    return Subject(MEASURE, str(measure_id))


def tell_of(change: Change, file_id: UUID) -> None:
    """Let the act stand among those upon the file, where it is read who did what with it."""
    about = about_file(file_id)
    change.is_about(about.kind, about.id)
