"""The walk's shell, and the tasks that doors leave open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Id, Paging, View
from api.console.view_models.residence.people import HouseholdTabs


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkDoorView:
    """A door before its people are there."""

    dwelling_id: Id
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkShellView(View):
    """The page of the walk with nobody in it. `words` is what its script says, `style` how it looks.

    A phone keeps it without `drawers` and `doors`; with them, the first of the drawers is seen before a script runs.
    """

    template: ClassVar[str] = "residence/walk/shell.html"
    words: Mapping[str, str]
    style: str
    drawers: tuple[str, ...] = ()
    doors: tuple[WalkDoorView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLineView:
    """A task of the list; `days_left` is negative once it is overdue, None once it is closed."""

    task_id: Id
    kind: str
    state: str
    address: str
    household_number: str
    level: str
    due_on: date
    days_left: int | None
    raised_on: date
    raised_by: str
    outcome: str
    closed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskListView(View):
    """The tasks in one state, which stays in the address, or all that visits of a household have raised."""

    template: ClassVar[str] = "residence/tasks/list.html"
    lines: tuple[TaskLineView, ...]
    state: str = ""
    states: tuple[Choice, ...] = ()
    overdue: int = 0
    household: HouseholdTabs | None = None
    paging: Paging | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStepView:
    """What happened to a task on a day."""

    step: str
    taken_on: date
    taken_by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView(View):
    """One task and what may be done with it next. Posts to `/console/tasks/{id}/escalation`, `/answer`, `/closing`."""

    template: ClassVar[str] = "residence/tasks/one.html"
    task: TaskLineView
    name: str
    household_id: Id | None
    resident_id: Id | None
    dwelling_id: Id
    steps: tuple[TaskStepView, ...]
    form: FormState
    levels: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]
    may_escalate: bool
    may_answer: bool
    may_close: bool
    rule: str
    source: str
