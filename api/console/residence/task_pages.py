"""Tasks of visits: what is open, one of them, asked upwards, answered, closed."""

from collections.abc import Iterable
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest
from api.console.residence.household_tabs import household_tabs
from api.console.view_models.base import Choice, FormState
from api.console.view_models.residence.visits import TaskLineView, TaskListView, TaskStepView, TaskView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.residence.visits.store import (
    StoredTask,
    TaskLine,
    count_overdue,
    count_tasks,
    list_tasks,
    list_tasks_of_household,
)
from supervision.residence.visits.tasks import OpenedTask, answer_task, close_task, escalate_task, open_task
from supervision.residence.visits.words import MAY_FOLLOW, OUTCOMES_OF_KIND, TaskLevel, TaskOutcome, TaskState
from supervision.wording import Wording

TASKS = "/console/tasks"

ESCALATED = Wording("已上报，答复后会回到待办结。", "Escalated; it comes back once it is answered.")
ANSWERED = Wording("已答复，交回走访人办结。", "Answered; it goes back to be closed.")
CLOSED = Wording("已办结。", "Closed.")
DUE_RULE = Wording("走访任务在 %(n)s 天内核实或者答复", "Tasks of visits are settled or answered within %(n)s days")


class TaskPages(Controller):
    """The tasks that doors leave open."""

    path = "/tasks"

    @get("/", opt={"act": Act.TASK_LIST})
    async def list_tasks(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The tasks in one state, what is due first before the rest; or all of one household."""
        if (household_id := read_id(page.filters().get("household"), "household")) is not None:
            number, found = await list_tasks_of_household(page.officer, household_id)
            tabs = household_tabs(page, household_id, number, "visits")
            view = TaskListView(lines=_lines(page, found), household=tabs)
            return await page.show(view, active="tasks")
        state = read_choice(TaskState, page.filters("state").get("state"), "state") or TaskState.OPEN
        counts = await count_tasks(page.officer)
        tasks = await list_tasks(page.officer, state, page.filters().get("cursor"))
        view = TaskListView(
            state=state,
            states=tuple(Choice(value=one, label=page.word(one, "task-state"), count=counts[one]) for one in TaskState),
            lines=_lines(page, tasks.items),
            paging=page.paging(len(tasks.items), tasks.next, counts[state]),
            overdue=await count_overdue(page.officer),
        )
        return await page.show(view, active="tasks")

    @get("/{task_id:uuid}", opt={"act": Act.TASK_OPEN})
    async def open_task(self, task_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One task with its steps."""
        return await page.show(_task_view(page, await open_task(page.officer, task_id)), active="tasks")

    @post("/{task_id:uuid}/escalation", opt={"act": Act.TASK_ESCALATE})
    async def escalate(self, task_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Ask the station or a department."""
        form = await page.form()
        try:
            level = read_choice(TaskLevel, form.text("level"), "level") or TaskLevel.STATION
            await escalate_task(page.officer, task_id, level, form.text("question"))
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, task_id, form, error)
        return page.redirect(f"{TASKS}/{task_id}", done=ESCALATED)

    @post("/{task_id:uuid}/answer", opt={"act": Act.TASK_ANSWER})
    async def answer(self, task_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Answer what was asked."""
        form = await page.form()
        try:
            await answer_task(page.officer, task_id, form.text("answer"))
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, task_id, form, error)
        return page.redirect(f"{TASKS}/{task_id}", done=ANSWERED)

    @post("/{task_id:uuid}/closing", opt={"act": Act.TASK_CLOSE})
    async def close(self, task_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Close a task with what it turned out to be."""
        form = await page.form()
        try:
            outcome = read_choice(TaskOutcome, form.text("outcome"), "outcome")
            await close_task(page.officer, task_id, outcome, form.text("note"))
        except (InputInvalid, RuleRefused) as error:
            return await _again(page, task_id, form, error)
        return page.redirect(f"{TASKS}/{task_id}", done=CLOSED)


async def _again(
    page: PageRequest, task_id: UUID, form: SubmittedForm, error: InputInvalid | RuleRefused
) -> HttpResponse:
    opened = await open_task(page.officer, task_id)
    return await page.show_again(_task_view(page, opened, form.state(error, page.language)), error, active="tasks")


def _task_view(page: PageRequest, opened: OpenedTask, form: FormState | None = None) -> TaskView:
    task, following = opened.task, MAY_FOLLOW[opened.task.state]
    rule = find_residence_rule(ResidenceRuleName.TASK_DUE, task.raised_on, task.division)
    return TaskView(
        task=_line(page, task, opened.address),
        name=opened.name,
        household_id=task.household_id,
        resident_id=task.resident_id,
        dwelling_id=opened.dwelling_id,
        steps=tuple(
            TaskStepView(step=one.step, taken_on=one.taken_on, taken_by=one.taken_by_name, text=one.text)
            for one in opened.steps
        ),
        form=form or FormState(),
        levels=page.choices("task-level", TaskLevel),
        outcomes=page.choices("task-outcome", OUTCOMES_OF_KIND[task.kind]),
        may_escalate=TaskState.ESCALATED in following and page.may(Act.TASK_ESCALATE, task.division),
        may_answer=TaskState.ANSWERED in following and page.may(Act.TASK_ANSWER, task.division),
        may_close=TaskState.CLOSED in following and page.may(Act.TASK_CLOSE, task.division),
        rule=page.say(DUE_RULE) % {"n": rule.number},
        source=page.say(rule.source),
    )


def _lines(page: PageRequest, found: Iterable[TaskLine]) -> tuple[TaskLineView, ...]:
    return tuple(_line(page, one.task, one.address) for one in found)


def _line(page: PageRequest, task: StoredTask, address: str) -> TaskLineView:
    is_closed = task.state is TaskState.CLOSED
    return TaskLineView(
        task_id=task.id,
        kind=task.kind,
        state=task.state,
        address=address,
        household_number=task.household_number or "",
        level=task.level or "",
        due_on=task.due_on,
        days_left=None if is_closed else (task.due_on - legal_day(page.now)).days,
        raised_on=task.raised_on,
        raised_by=task.raised_by_name,
        outcome=task.outcome or "",
        closed_on=task.closed_on,
    )
