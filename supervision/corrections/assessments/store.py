"""Assessments as stored, found where the officer's reach and the minors' compartment are open to them; their steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.audit import Act, Change, Subject
from supervision.corrections.assessments.access import asking_of_assessments
from supervision.corrections.assessments.content import AssessedPerson, Request
from supervision.corrections.assessments.words import (
    AskingOrgan,
    AssessmentOutcome,
    AssessmentState,
    AssessmentStep,
    AssessmentStepRefused,
    may_follow,
    state_after,
)
from supervision.corrections.category import Category
from supervision.errors import NotFound
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, load_key, seal_text, unseal_json, unseal_text

TABLE, STEP = "assessment", "assessment_step"

_COLUMNS = """a.id, a.number, a.vault_key, a.division, a.office AS office_id, coalesce(o.name, '') AS office_name,
    a.assessors, a.organ, a.category, a.is_fast, a.is_minor, a.state, a.outcome, a.received_on, a.due_on,
    a.reply_number, a.replied_on, a.copied_on, a.closed_on, a.request_sealed, a.person_sealed"""
SELECT_ASSESSMENTS = f"SELECT {_COLUMNS} FROM assessments_within($1) AS a LEFT JOIN office AS o ON o.id = a.office"  # noqa: S608 - constants
"""The columns that `assessment_of` reads, of what `asking_of_assessments` ($1) may know."""
_SELECT_OPEN = f"SELECT {_COLUMNS} FROM assessments_open_to($1) AS a LEFT JOIN office AS o ON o.id = a.office"  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class StoredAssessment:
    """An assessment as it is stored: what stands in clear, and the sealed rest."""

    id: UUID
    number: str
    vault_key: UUID
    division: str
    office_id: UUID | None
    office_name: str
    assessors: tuple[UUID, ...]
    organ: AskingOrgan
    category: Category
    is_fast: bool
    is_minor: bool
    state: AssessmentState
    outcome: AssessmentOutcome | None
    received_on: date
    due_on: date
    reply_number: str | None
    replied_on: date | None
    copied_on: date | None
    closed_on: date | None
    request_sealed: bytes
    person_sealed: bytes

    def request(self, key: DataKey) -> Request:
        """What the organ sent."""
        return unseal_json(key, self.request_sealed, Place(TABLE, "request_sealed", self.id), Request)

    def person(self, key: DataKey) -> AssessedPerson:
        """Who is assessed."""
        return unseal_json(key, self.person_sealed, Place(TABLE, "person_sealed", self.id), AssessedPerson)


@dataclass(frozen=True, slots=True)
class TakenStep:
    """A step in clear."""

    step: AssessmentStep
    note: str
    taken_at: datetime
    taken_by_name: str


def assessment_of(row: Record) -> StoredAssessment:
    """An assessment from the columns of `SELECT_ASSESSMENTS`; a row may have more."""
    values = {name: row[name] for name in StoredAssessment.__dataclass_fields__}
    return StoredAssessment(
        **{
            **values,
            "assessors": tuple(row["assessors"]),
            "organ": AskingOrgan(row["organ"]),
            "category": Category(row["category"]),
            "state": AssessmentState(row["state"]),
            "outcome": AssessmentOutcome(row["outcome"]) if row["outcome"] else None,
        }
    )


def about(assessment_id: UUID) -> Subject:
    """The assessment as the subject of an act."""
    return Subject(TABLE, str(assessment_id))


async def load_assessment(officer: Officer, act: Act, assessment_id: UUID, *, lock: bool = False) -> StoredAssessment:
    """The assessment, if the officer may do `act` on it; NotFound where it is not within reach or not open to them."""
    if lock:
        await fetch("SELECT FROM assessment WHERE id = $1 FOR NO KEY UPDATE", assessment_id)
    row = await fetch_one(f"{_SELECT_OPEN} WHERE a.id = $2", await asking_of_assessments(officer, act), assessment_id)
    if row is None:
        raise NotFound(NOT_HERE)  # exactly as outside of the reach, so that existence is not told
    check_officer_may(officer, act, row["division"])
    return assessment_of(row)


async def load_for_step(
    officer: Officer, act: Act, assessment_id: UUID, *steps: AssessmentStep
) -> tuple[StoredAssessment, DataKey]:
    """The assessment, locked, and its key, for whoever takes one of the steps; AssessmentStepRefused elsewhere."""
    found = await load_unopened_for_step(officer, act, assessment_id, *steps)
    return found, await load_key(found.vault_key)


async def load_unopened_for_step(
    officer: Officer, act: Act, assessment_id: UUID, *steps: AssessmentStep
) -> StoredAssessment:
    """The same without the key, which is destroyed where a restored backup brought back the rows."""
    found = await load_assessment(officer, act, assessment_id, lock=True)
    if not any(may_follow(step, found.state, found.outcome) for step in steps):
        await refuse_step(found)
    return found


async def refuse_step(found: StoredAssessment) -> None:
    """AssessmentStepRefused, with who took the last step and when."""
    (last,) = await fetch(
        """SELECT o.name, s.taken_at FROM assessment_step AS s JOIN officer AS o ON o.id = s.taken_by
           WHERE s.assessment = $1 ORDER BY s.number DESC LIMIT 1""",
        found.id,
    )
    raise AssessmentStepRefused(last["name"], last["taken_at"])


async def take_step(
    change: Change,
    officer: Officer,
    found: StoredAssessment,
    key: DataKey,
    step: AssessmentStep,
    note: str = "",
    outcome: AssessmentOutcome | None = None,
    **columns: object,
) -> None:
    """Put the assessment where a step leads, with what else of it changes, and append the step."""
    state = state_after(step, found.state, outcome)
    values: dict[str, object] = {**columns, "state": state}
    if outcome is not None:
        values["outcome"] = outcome
    if outcome is not None or state is not found.state:
        values["closed_on"] = legal_day(change.at) if state is AssessmentState.CLOSED else None
    changed = ", ".join(f"{name} = ${place}" for place, name in enumerate(values, start=2))
    await change.connection.execute(f"UPDATE assessment SET {changed} WHERE id = $1", found.id, *values.values())  # noqa: S608 - our columns
    await append_step(change, officer, found.id, key, step, note)


async def append_step(
    change: Change, officer: Officer, assessment_id: UUID, key: DataKey, step: AssessmentStep, note: str = ""
) -> None:
    """Append a step to an assessment that the caller's change holds locked."""
    step_id = uuid4()
    await change.connection.execute(
        """INSERT INTO assessment_step (id, assessment, number, step, note_sealed, taken_at, taken_by)
           SELECT $1, $2, 1 + count(*), $3, $4, $5, $6 FROM assessment_step WHERE assessment = $2""",
        step_id, assessment_id, step, seal_text(key, note, Place(STEP, "note_sealed", step_id)), change.at, officer.id,
    )  # fmt: skip
    change.note(step=step)


async def steps_of(assessment_id: UUID, key: DataKey) -> tuple[TakenStep, ...]:
    """The steps of an assessment that the caller has loaded, the oldest first."""
    rows = await fetch(
        """SELECT s.id, s.step, s.note_sealed, s.taken_at, o.name FROM assessment_step AS s
           JOIN officer AS o ON o.id = s.taken_by WHERE s.assessment = $1 ORDER BY s.number""",
        assessment_id,
    )
    return tuple(
        TakenStep(
            AssessmentStep(row["step"]),
            unseal_text(key, row["note_sealed"], Place(STEP, "note_sealed", row["id"])),
            row["taken_at"],
            row["name"],
        )
        for row in rows
    )


async def waiting_destruction_of(assessment_id: UUID) -> Record | None:
    """The proposal to destroy an assessment that the caller has loaded, and who made it, while it waits."""
    return await fetch_one(
        "SELECT id, proposed_by FROM assessment_destruction WHERE subject_id = $1 AND state = 'proposed'", assessment_id
    )


async def names_of(officers: Sequence[UUID]) -> dict[UUID, str]:
    """What officers are called who are named by an assessment that the caller has loaded."""
    rows = await fetch("SELECT id, name FROM officer WHERE id = ANY($1)", list(officers))
    return {row["id"]: row["name"] for row in rows}
