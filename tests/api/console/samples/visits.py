"""The walk's shell, and the tasks that doors leave open."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.residence.walk_pages import style
from api.console.residence.walk_words import walk_words
from api.console.view_models.base import FormState, View
from api.console.view_models.residence.people import HouseholdTabs
from api.console.view_models.residence.visits import (
    TaskLineView,
    TaskListView,
    TaskStepView,
    TaskView,
    WalkDoorView,
    WalkShellView,
)
from tests.api.console.samples.moments import counted, named
from tests.api.console.samples.residents import HOUSEHOLD

STATES = counted("task-state", {"open": 3, "escalated": 1, "answered": 1, "closed": 12})
RAISED, DUE = date(2026, 11, 16), date(2026, 11, 23)
TASK = TaskLineView(
    task_id="t1", kind="moved-out", state="open", address="幸福路3号楼2单元601",
    household_number="HU-149901-2026-0012", level="", due_on=DUE, days_left=0, raised_on=RAISED, raised_by="王小梅",
    outcome="", closed_on=None,
)  # fmt: skip
ESCALATED = replace(TASK, task_id="t2", kind="unknown-person", state="escalated", level="department", days_left=5)
CLOSED = replace(
    TASK, task_id="t3", kind="newcomer", state="closed", days_left=None, outcome="registered", closed_on=DUE
)
STEP = TaskStepView(step="raised", taken_on=RAISED, taken_by="王小梅", text="邻居说上周搬走了，\n屋里没有人。")
ASKED = TaskStepView(step="escalated", taken_on=DUE, taken_by="何建军", text="请核实是否已到南浦镇登记。")
ANSWERED = replace(ASKED, step="answered", taken_by="马志强", text="已在南浦镇登记。")
ONE = TaskView(
    task=TASK,
    name="周晓岚",
    household_id="h1",
    resident_id="r1",
    dwelling_id="d1",
    steps=(STEP,),
    form=FormState(),
    levels=named("task-level"),
    outcomes=named("task-outcome", "stay-ended", "still-living", "unfounded"),
    may_escalate=True,
    may_answer=False,
    may_close=True,
    rule="走访任务在 7 天内核实或者答复",
    source="本系统的默认值，各地可以调整",
)

VISIT_PAGES: Mapping[str, View] = {
    "walk": WalkShellView(
        words=walk_words("zh"),
        style=style(),
        drawers=("幸福路3号楼", "解放路12号院5号楼"),
        doors=(
            WalkDoorView(dwelling_id="d601", address="幸福路3号楼2单元601"),
            WalkDoorView(dwelling_id="d602", address="幸福路3号楼2单元602"),
        ),
    ),
    "walk-kept": WalkShellView(words=walk_words("zh"), style=style()),
    "tasks": TaskListView(
        state="open",
        states=STATES,
        lines=(
            replace(TASK, task_id="t4", days_left=-2),
            TASK,
            replace(TASK, task_id="t5", kind="newcomer", household_number="", days_left=6),
        ),
        overdue=1,
    ),
    "tasks-escalated": TaskListView(state="escalated", states=STATES, lines=(ESCALATED,), overdue=0),
    "tasks-closed": TaskListView(state="closed", states=STATES, lines=(CLOSED,), overdue=0),
    "tasks-household": TaskListView(
        lines=(TASK, CLOSED), household=HouseholdTabs(number=TASK.household_number, tab="visits", tabs=HOUSEHOLD.tabs)
    ),
    "tasks-household-none": TaskListView(
        lines=(), household=HouseholdTabs(number=TASK.household_number, tab="visits", tabs=HOUSEHOLD.tabs)
    ),
    "tasks-none": TaskListView(state="open", states=STATES, lines=(), overdue=0),
    "task": ONE,
    "task-refused": replace(ONE, form=FormState(errors={"outcome": "请选择结果。"})),
    "task-escalated": replace(
        ONE, task=ESCALATED, name="", household_id=None, resident_id=None, steps=(STEP, ASKED), may_escalate=False,
        may_answer=True, may_close=False,
    ),
    "task-waiting": replace(ONE, task=ESCALATED, steps=(STEP, ASKED), may_escalate=False, may_close=False),
    "task-answered": replace(ONE, task=replace(TASK, state="answered", days_left=-1), steps=(STEP, ASKED, ANSWERED)),
    "task-closed": replace(ONE, task=CLOSED, may_escalate=False, may_close=False),
}  # fmt: skip
