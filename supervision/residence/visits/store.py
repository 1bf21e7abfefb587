"""Tasks as stored: within an officer's reach, by state, and their steps in clear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from supervision.audit import Act
from supervision.errors import NotFound
from supervision.legal_time import day_start, legal_day, now
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.residence.addresses.dwellings import dwellings_by_id
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.households.store import (
    HOUSEHOLD,
    HouseholdPlace,
    load_household,
    load_residents,
    open_people,
)
from supervision.residence.reach import check_reach, reach_of
from supervision.residence.visits.words import UNSETTLED, TaskKind, TaskLevel, TaskOutcome, TaskState, TaskStep
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, load_key, load_keys, service_key, unseal_json, unseal_text

TASK, STEP = "visit_task", "visit_task_step"
_MOST_OF_HOUSEHOLD = 200


@dataclass(frozen=True, slots=True)
class TaskDoor:
    """Behind which door: that of a household, under whose key it is told, or of a dwelling without one."""

    division: str
    drawer_digest: bytes
    household_id: UUID | None
    vault_key: UUID | None
    dwelling_id: UUID | None


@dataclass(frozen=True, slots=True)
class StoredTask:
    """A task as stored; days of legal time."""

    id: UUID
    division: str
    drawer_digest: bytes
    household_id: UUID | None
    household_number: str | None
    vault_key: UUID | None
    place_sealed: bytes | None
    dwelling_sealed: bytes | None
    resident_id: UUID | None
    kind: TaskKind
    state: TaskState
    level: TaskLevel | None
    due_on: date
    raised_on: date
    raised_by_name: str
    outcome: TaskOutcome | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class TaskPlace:
    """Where a task is."""

    dwelling_id: UUID
    address: str


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task with its place, for a list; whom it is about is told where it is opened."""

    task: StoredTask
    address: str


@dataclass(frozen=True, slots=True)
class TaskEvent:
    """A step of a task in clear."""

    step: TaskStep
    taken_on: date
    taken_by_name: str
    text: str


_SELECT = """
SELECT t.id, t.division, t.drawer_digest, t.household AS household_id, h.number AS household_number, h.vault_key,
       h.place_sealed, t.dwelling_sealed, t.resident AS resident_id, t.kind, t.state, t.level, t.due_on, t.raised_on,
       coalesce(o.name, '') AS raised_by_name, t.outcome, t.closed_on
FROM visit_task AS t LEFT JOIN household AS h ON h.id = t.household LEFT JOIN officer AS o ON o.id = t.raised_by
"""


async def load_task(officer: Officer, act: Act, task_id: UUID, *, lock: bool = False) -> StoredTask:
    """One task, if the officer may do `act` on it; NotFound elsewhere."""
    row = await fetch_one(f"{_SELECT} WHERE t.id = $1 {'FOR NO KEY UPDATE OF t' if lock else ''}", task_id)
    if row is None:
        raise NotFound(NOT_HERE)
    await check_reach(officer, act, row["division"], row["drawer_digest"])
    return _task_of(row)


async def list_tasks(officer: Officer, state: TaskState, cursor: str | None = None) -> Page[TaskLine]:
    """The tasks in a state within reach, what is due first before the rest, fifty a page; recorded.

    Closed ones stand with the last closed first.
    """
    after, (later, order) = read_cursor(cursor), ("<", "DESC") if state is TaskState.CLOSED else (">", "ASC")
    async with residence_change(officer.actor, Act.TASK_LIST, detail={"state": state}) as change:
        reach = await reach_of(officer, Act.TASK_LIST)
        rows = await fetch(
            f"""{_SELECT} WHERE t.state = $1 AND (t.division LIKE ANY($2) OR t.drawer_digest = ANY($3))
                AND ($4::date IS NULL OR (coalesce(t.closed_on, t.due_on), t.id) {later} ($4, $5))
                ORDER BY coalesce(t.closed_on, t.due_on) {order}, t.id {order} LIMIT $6""",
            state, reach.patterns, reach.drawer_digests,
            after and legal_day(after.at), after and after.row_id, PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page([_task_of(row) for row in rows], _cursor_of)
        change.note(shown=len(shown))
        return Page(await _lines(shown), following)


async def list_tasks_of_household(officer: Officer, household_id: UUID) -> tuple[str, tuple[TaskLine, ...]]:
    """The number of a household file and its tasks, unsettled ones first, recorded; NotFound out of reach."""
    household = await load_household(officer, Act.TASK_LIST, household_id)
    async with residence_change(officer.actor, Act.TASK_LIST, about(HOUSEHOLD, household_id)) as change:
        rows = await fetch(
            f"{_SELECT} WHERE t.household = $1 ORDER BY t.closed_on DESC NULLS FIRST, t.due_on, t.id LIMIT $2",
            household_id, _MOST_OF_HOUSEHOLD,
        )  # fmt: skip
        lines = await _lines([_task_of(row) for row in rows])
        change.note(shown=len(lines))
    return household.number, lines


def _cursor_of(task: StoredTask) -> Cursor:
    return Cursor(day_start(task.closed_on or task.due_on), task.id)


async def _lines(tasks: Sequence[StoredTask]) -> tuple[TaskLine, ...]:
    keys = await load_keys(task.vault_key for task in tasks if task.vault_key is not None)
    own_key = await service_key(RESIDENCE)
    lines = []
    for task in tasks:
        key = own_key if task.vault_key is None else keys.get(task.vault_key)
        if key is not None:
            lines.append(TaskLine(task, (await place_of_task(task, key)).address))
    return tuple(lines)


async def count_tasks(officer: Officer) -> Mapping[TaskState, int]:
    """How many tasks are in each state within reach; a state without any counts 0."""
    reach = await reach_of(officer, Act.TASK_LIST)
    rows = await fetch(
        """SELECT state, count(*) AS tasks FROM visit_task
           WHERE division LIKE ANY($1) OR drawer_digest = ANY($2) GROUP BY state""",
        reach.patterns, reach.drawer_digests,
    )  # fmt: skip
    found = {row["state"]: row["tasks"] for row in rows}
    return {state: found.get(state, 0) for state in TaskState}


async def count_overdue(officer: Officer) -> int:
    """How many tasks within reach should have been settled or answered before today."""
    reach = await reach_of(officer, Act.TASK_LIST)
    row = await fetch_one(
        """SELECT count(*) AS tasks FROM visit_task
           WHERE state = ANY($1) AND due_on < $2 AND (division LIKE ANY($3) OR drawer_digest = ANY($4))""",
        list(UNSETTLED), legal_day(now()), reach.patterns, reach.drawer_digests,
    )  # fmt: skip
    return row["tasks"] if row else 0


async def key_of_task(task: StoredTask) -> DataKey:
    """The key under which a task is told: its household's, or the register's own where there is no household."""
    return await service_key(RESIDENCE) if task.vault_key is None else await load_key(task.vault_key)


async def place_of_task(task: StoredTask, key: DataKey) -> TaskPlace:
    """Where a task is."""
    if task.household_id is not None and task.place_sealed is not None:
        place = unseal_json(key, task.place_sealed, Place(HOUSEHOLD, "place_sealed", task.household_id), HouseholdPlace)
        return TaskPlace(place.dwelling_id, place.address)
    dwelling_id = unseal_json(key, task.dwelling_sealed or b"", Place(TASK, "dwelling_sealed", task.id), UUID)
    dwellings = await dwellings_by_id([dwelling_id])
    return TaskPlace(dwelling_id, dwellings[dwelling_id].address)


async def steps_of(task: StoredTask, key: DataKey) -> tuple[TaskEvent, ...]:
    """The steps of a task that the caller has loaded, the oldest first."""
    rows = await fetch(
        """SELECT s.id, s.step, s.taken_on, coalesce(o.name, '') AS taken_by_name, s.text_sealed
           FROM visit_task_step AS s LEFT JOIN officer AS o ON o.id = s.taken_by WHERE s.task = $1 ORDER BY s.number""",
        task.id,
    )
    return tuple(
        TaskEvent(
            TaskStep(row["step"]),
            row["taken_on"],
            row["taken_by_name"],
            unseal_text(key, row["text_sealed"], Place(STEP, "text_sealed", row["id"])),
        )
        for row in rows
    )


async def name_for_task(officer: Officer, task: StoredTask) -> str:
    """The name of the resident whom a task is about; empty for one about nobody known, or out of reach by now."""
    if task.resident_id is None:
        return ""
    residents = await load_residents(officer, Act.TASK_OPEN, [task.resident_id])
    people = await open_people(list(residents.values()))
    return people[task.resident_id].name if task.resident_id in people else ""


def _task_of(row: Record) -> StoredTask:
    level, outcome = row["level"], row["outcome"]
    return StoredTask(
        **{
            **row,
            "kind": TaskKind(row["kind"]),
            "state": TaskState(row["state"]),
            "level": TaskLevel(level) if level else None,
            "outcome": TaskOutcome(outcome) if outcome else None,
        }
    )
