"""Tasks of the door: asked upwards, answered until a day, closed by a person, changing nothing by themselves."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from supervision import legal_time
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import day_start, legal_day, now
from supervision.paging import Cursor
from supervision.residence.households.words import Verdict
from supervision.residence.visits.store import count_overdue, count_tasks, list_tasks, list_tasks_of_household
from supervision.residence.visits.tasks import answer_task, close_task, escalate_task, open_task
from supervision.residence.visits.verdicts import Sending, record_sendings
from supervision.residence.visits.words import TaskLevel, TaskOutcome, TaskState, TaskStateRefused, TaskStep
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_residence import Building, id_number, make_household, make_new, make_person, put_on_duty

OTHER = make_person("陈立", id_number(order=12))


@pytest.fixture
async def task_id(cast: Cast, building: Building) -> UUID:
    """Somebody is said to have moved out."""
    _, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    sending = Sending(uuid4(), resident, Verdict.MOVED_OUT, note="邻居说上周搬走")
    await record_sendings(cast.paul.officer, [sending])
    return sending.id


async def test_what_the_door_cannot_settle_comes_back_answered(cast: Cast, task_id: UUID) -> None:
    assistant, police = cast.paul.officer, cast.petra.officer
    await escalate_task(assistant, task_id, TaskLevel.STATION, "房东联系不上，请所里核实")
    with pytest.raises(TaskStateRefused):
        await close_task(assistant, task_id, TaskOutcome.STILL_LIVING)
    with pytest.raises(NotPermitted):
        await answer_task(assistant, task_id, "已核实")
    await answer_task(police, task_id, "电话核实，人仍在住")
    with pytest.raises(TaskStateRefused):
        await answer_task(police, task_id, "再答一次")
    await close_task(assistant, task_id, TaskOutcome.STILL_LIVING, "已当面见到")
    opened = await open_task(police, task_id)
    assert (opened.name, opened.address) == ("周晓岚", "幸福路3号楼101")
    assert [(step.step, step.text, step.taken_by_name) for step in opened.steps] == [
        (TaskStep.RAISED, "邻居说上周搬走", "Paul Assistant"),
        (TaskStep.ESCALATED, "房东联系不上，请所里核实", "Paul Assistant"),
        (TaskStep.ANSWERED, "电话核实，人仍在住", "Petra Police"),
        (TaskStep.CLOSED, "已当面见到", "Paul Assistant"),
    ]


async def test_closing_a_task_ends_no_stay(cast: Cast, task_id: UUID) -> None:
    await close_task(cast.paul.officer, task_id, TaskOutcome.STAY_ENDED)
    assert {row["state"] for row in await fetch("SELECT state FROM resident")} == {"living"}
    assert await fetch("SELECT id FROM stay WHERE ended_on IS NULL")


async def test_an_outcome_fits_the_task(cast: Cast, task_id: UUID) -> None:
    for outcome in (TaskOutcome.VISITOR, None):
        with pytest.raises(InputInvalid):
            await close_task(cast.paul.officer, task_id, outcome)
    with pytest.raises(InputInvalid):
        await escalate_task(cast.paul.officer, task_id, TaskLevel.DEPARTMENT, " ")


async def test_a_task_is_found_within_reach_and_nowhere_else(cast: Cast, task_id: UUID) -> None:
    assert (await count_tasks(cast.petra.officer))[TaskState.OPEN] == 1
    assert (await count_tasks(cast.pavel.officer))[TaskState.OPEN] == 0
    for stranger in (cast.pavel.officer, cast.olga.officer):
        with pytest.raises(NotFound):
            await open_task(stranger, task_id)


async def test_a_task_is_due_by_the_rule(cast: Cast, task_id: UUID) -> None:
    today = legal_day(now())
    assert (await open_task(cast.petra.officer, task_id)).task.due_on == today + timedelta(days=10)
    assert await count_overdue(cast.petra.officer) == 0
    with legal_time.moved_clock(lambda: legal_time.day_end(today + timedelta(days=10))):
        assert await count_overdue(cast.petra.officer) == 1


async def test_the_database_reads_no_evidence(task_id: UUID) -> None:
    assert task_id
    (row,) = await fetch("SELECT visit_task_step::text AS text FROM visit_task_step")
    assert "邻居".encode().hex() not in row["text"]


async def test_a_household_shows_its_own_tasks_whatever_became_of_them(
    cast: Cast, building: Building, task_id: UUID
) -> None:
    neighbours, _ = await make_household(cast.petra.officer, building.dwellings["201"], make_new(OTHER))
    (row,) = await fetch("SELECT household FROM visit_task WHERE id = $1", task_id)
    await close_task(cast.paul.officer, task_id, TaskOutcome.STILL_LIVING)
    number, (line,) = await list_tasks_of_household(cast.paul.officer, row["household"])
    assert (line.task.id, line.task.household_number, line.address) == (task_id, number, "幸福路3号楼101")
    assert (await list_tasks_of_household(cast.petra.officer, neighbours))[1] == ()
    with pytest.raises(NotFound):
        await list_tasks_of_household(cast.pavel.officer, row["household"])
    read = await fetch("SELECT subject_id FROM audit_entry WHERE act = 'task:list' AND result = 'done'")
    assert {entry["subject_id"] for entry in read} == {str(row["household"]), str(neighbours)}


async def test_a_list_of_tasks_goes_on_behind_the_last_one_seen_and_is_recorded(cast: Cast, building: Building) -> None:
    officer = cast.petra.officer
    for room, order in (("101", 11), ("201", 13)):
        newcomer = make_new(make_person(number=id_number(order=order)))
        _, (resident,) = await make_household(officer, building.dwellings[room], newcomer)
        await record_sendings(officer, [Sending(uuid4(), resident, Verdict.MOVED_OUT)])
    for state in (TaskState.OPEN, TaskState.CLOSED):
        first, second = (await list_tasks(officer, state)).items
        seen = Cursor(day_start(first.task.closed_on or first.task.due_on), first.task.id)
        assert (await list_tasks(officer, state, str(seen))).items == (second,)
        for line in (first, second):
            if state is TaskState.OPEN:
                await close_task(officer, line.task.id, TaskOutcome.STILL_LIVING)
    read = await fetch(
        "SELECT detail_json FROM audit_entry WHERE act = 'task:list' AND result = 'done' ORDER BY position"
    )
    assert [json.loads(entry["detail_json"]) for entry in read] == [
        {"state": state, "shown": shown} for state in ("open", "closed") for shown in (2, 1)
    ]
