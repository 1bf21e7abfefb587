"""Tasks that a door leaves open: raised with what was seen, asked upwards, answered, and closed by a person.

None of them changes the register: a stay is ended, and a newcomer registered, by the act of that name, or not at all.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.households.store import StoredHousehold
from supervision.residence.purposes import ResidencePurpose
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.residence.visits.store import (
    STEP,
    TASK,
    StoredTask,
    TaskDoor,
    TaskEvent,
    key_of_task,
    load_task,
    name_for_task,
    place_of_task,
    steps_of,
)
from supervision.residence.visits.words import (
    OUTCOMES_OF_KIND,
    TaskKind,
    TaskLevel,
    TaskOutcome,
    TaskState,
    TaskStep,
    check_task_step,
)
from supervision.storage.database import fetch
from supervision.texts import needed_text, optional_text
from supervision.vault import DataKey, Place, load_key, seal_json, seal_text, service_key
from supervision.wording import Wording

OUTCOME_WRONG = Wording("请选择列出的结果。", "Choose one of the listed outcomes.")
_MOST_NOTE = 400


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task as it is raised at a door; `note` is what was seen or said there."""

    id: UUID
    kind: TaskKind
    door: TaskDoor
    resident_id: UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OpenedTask:
    """A task in clear with its steps, the oldest first."""

    task: StoredTask
    address: str
    dwelling_id: UUID
    name: str
    steps: tuple[TaskEvent, ...]


def door_of(household: StoredHousehold) -> TaskDoor:
    """The door of a household, for a task about it."""
    return TaskDoor(household.division, household.drawer_digest, household.id, household.vault_key, None)


async def raise_task(change: Change, officer: Officer, new: NewTask) -> None:
    """Raise a task in the caller's change; nothing where the same question about the same person is open already."""
    note = optional_text(new.note, "note", _MOST_NOTE)
    today = legal_day(change.at)
    key = await service_key(RESIDENCE) if new.door.vault_key is None else await load_key(new.door.vault_key)
    dwelling = new.door.dwelling_id
    sealed = seal_json(key, dwelling, Place(TASK, "dwelling_sealed", new.id)) if dwelling is not None else None
    raised = await change.connection.fetchval(
        """INSERT INTO visit_task (id, division, drawer_digest, household, dwelling_sealed, resident, kind, state,
               due_on, raised_on, raised_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id""",
        new.id, new.door.division, new.door.drawer_digest, new.door.household_id, sealed, new.resident_id, new.kind,
        due_after(today, new.door.division), today, officer.id,
    )  # fmt: skip
    if raised is not None:
        await _add_step(change, officer, new.id, TaskStep.RAISED, note, key)


async def close_because_met(change: Change, officer: Officer, resident_id: UUID) -> None:
    """Close the open question whether somebody moved out, in the change that says that they were met."""
    rows = await fetch(
        """UPDATE visit_task SET state = 'closed', outcome = 'still-living', closed_on = $2
           WHERE resident = $1 AND kind = 'moved-out' AND state IN ('open', 'answered') RETURNING id""",
        resident_id, legal_day(change.at),
    )  # fmt: skip
    for row in rows:
        task = await load_task(officer, Act.VISIT_RECORD, row["id"])
        await _add_step(change, officer, task.id, TaskStep.CLOSED, "", await key_of_task(task))


async def open_task(officer: Officer, task_id: UUID) -> OpenedTask:
    """A task in clear; recorded as a reading for a visit."""
    async with residence_change(
        officer.actor, Act.TASK_OPEN, about(TASK, task_id), purpose=ResidencePurpose.VISIT
    ) as change:
        task = await load_task(officer, Act.TASK_OPEN, task_id)
        key = await key_of_task(task)
        place = await place_of_task(task, key)
        change.note(household=task.household_id, resident=task.resident_id)
        name = await name_for_task(officer, task)
        return OpenedTask(task, place.address, place.dwelling_id, name, await steps_of(task, key))


async def escalate_task(officer: Officer, task_id: UUID, level: TaskLevel, question: str) -> None:
    """Ask the station or a department what could not be settled at the door, to be answered by a day."""
    text = needed_text(question, "question", _MOST_NOTE)
    async with residence_change(officer.actor, Act.TASK_ESCALATE, about(TASK, task_id)) as change:
        task = await load_task(officer, Act.TASK_ESCALATE, task_id, lock=True)
        check_task_step(task.state, TaskState.ESCALATED)
        await change.connection.execute(
            "UPDATE visit_task SET state = 'escalated', level = $2, due_on = $3 WHERE id = $1",
            task_id, level, due_after(legal_day(change.at), task.division),
        )  # fmt: skip
        await _add_step(change, officer, task_id, TaskStep.ESCALATED, text, await key_of_task(task))
        change.note(level=level)


async def answer_task(officer: Officer, task_id: UUID, answer: str) -> None:
    """Answer what was asked; the task goes back to where it came from. TaskStateRefused, InputInvalid."""
    text = needed_text(answer, "answer", _MOST_NOTE)
    async with residence_change(officer.actor, Act.TASK_ANSWER, about(TASK, task_id)) as change:
        task = await load_task(officer, Act.TASK_ANSWER, task_id, lock=True)
        check_task_step(task.state, TaskState.ANSWERED)
        await change.connection.execute(
            "UPDATE visit_task SET state = 'answered', due_on = $2 WHERE id = $1",
            task_id, due_after(legal_day(change.at), task.division),
        )  # fmt: skip
        await _add_step(change, officer, task_id, TaskStep.ANSWERED, text, await key_of_task(task))


async def close_task(officer: Officer, task_id: UUID, outcome: TaskOutcome | None, note: str = "") -> None:
    """Close a task with what it turned out to be. TaskStateRefused, InputInvalid for an outcome of another kind."""
    text = optional_text(note, "note", _MOST_NOTE)
    async with residence_change(officer.actor, Act.TASK_CLOSE, about(TASK, task_id)) as change:
        task = await load_task(officer, Act.TASK_CLOSE, task_id, lock=True)
        check_task_step(task.state, TaskState.CLOSED)
        if outcome is None or outcome not in OUTCOMES_OF_KIND[task.kind]:
            raise InputInvalid(OUTCOME_WRONG, field="outcome")
        await change.connection.execute(
            "UPDATE visit_task SET state = 'closed', outcome = $2, closed_on = $3 WHERE id = $1",
            task_id, outcome, legal_day(change.at),
        )  # fmt: skip
        await _add_step(change, officer, task_id, TaskStep.CLOSED, text, await key_of_task(task))
        change.note(outcome=outcome)


def due_after(today: date, division: str) -> date:
    """The day until which a task is settled, or a question answered, by the region's rule."""
    return today + timedelta(days=find_residence_rule(ResidenceRuleName.TASK_DUE, today, division).number)


async def _add_step(change: Change, officer: Officer, task_id: UUID, step: TaskStep, text: str, key: DataKey) -> None:
    step_id = uuid4()
    await change.connection.execute(
        """INSERT INTO visit_task_step (id, task, number, step, taken_on, taken_by, text_sealed)
           SELECT $1, $2, 1 + count(*), $3, $4, $5, $6 FROM visit_task_step WHERE task = $2""",
        step_id, task_id, step, legal_day(change.at), officer.id,
        seal_text(key, text, Place(STEP, "text_sealed", step_id)),
    )  # fmt: skip
