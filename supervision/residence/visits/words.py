"""The closed lists of visits: what is noted at a door, and the life of a task that it leaves, as data. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.errors import RuleRefused
from supervision.residence.households.words import Verdict
from supervision.wording import Wording


class TaskKind(StrEnum):
    """What did not match at a door; each is looked into by a person and settles nothing by itself."""

    MOVED_OUT = "moved-out"
    UNKNOWN_PERSON = "unknown-person"
    NEWCOMER = "newcomer"


class TaskState(StrEnum):
    """Where a task stands: at the door's own level, with somebody above, back from there, or done with."""

    OPEN = "open"
    ESCALATED = "escalated"
    ANSWERED = "answered"
    CLOSED = "closed"


class TaskOutcome(StrEnum):
    """What became of a task, said by a person."""

    STAY_ENDED = "stay-ended"
    STILL_LIVING = "still-living"
    REGISTERED = "registered"
    VISITOR = "visitor"
    UNFOUNDED = "unfounded"


class TaskLevel(StrEnum):
    """Who is asked what could not be settled at the door."""

    STATION = "station"
    DEPARTMENT = "department"


class TaskStep(StrEnum):
    """What happened to a task, one after the other; none is overwritten."""

    RAISED = "raised"
    ESCALATED = "escalated"
    ANSWERED = "answered"
    CLOSED = "closed"


UNSETTLED = frozenset({TaskState.OPEN, TaskState.ESCALATED, TaskState.ANSWERED})
"""The states in which somebody owes a task something."""

MAY_FOLLOW: Mapping[TaskState, frozenset[TaskState]] = {
    TaskState.OPEN: frozenset({TaskState.ESCALATED, TaskState.CLOSED}),
    TaskState.ESCALATED: frozenset({TaskState.ANSWERED}),
    TaskState.ANSWERED: frozenset({TaskState.ESCALATED, TaskState.CLOSED}),
    TaskState.CLOSED: frozenset(),
}
"""What went up comes back answered before anybody below closes it."""

OUTCOMES_OF_KIND: Mapping[TaskKind, tuple[TaskOutcome, ...]] = {
    TaskKind.MOVED_OUT: (TaskOutcome.STAY_ENDED, TaskOutcome.STILL_LIVING, TaskOutcome.UNFOUNDED),
    TaskKind.UNKNOWN_PERSON: (TaskOutcome.REGISTERED, TaskOutcome.VISITOR, TaskOutcome.UNFOUNDED),
    TaskKind.NEWCOMER: (TaskOutcome.REGISTERED, TaskOutcome.VISITOR, TaskOutcome.UNFOUNDED),
}
"""With which outcomes each kind of task is closed; none of them changes a stay or registers anybody."""

SHOWS_WHO_LIVES_THERE = frozenset({Verdict.PRESENT, Verdict.DECLINED})
"""Verdicts after which nobody is due again: who declined is left in peace as long as who was met."""

NOT_IN_THIS_STATE = Wording("任务现在的状态不能这样处理，请刷新后再看。", "The task's state does not allow this now.")


class TaskStateRefused(RuleRefused):
    """The task's state does not allow the step."""

    code = "task-state-refused"


def check_task_step(state: TaskState, following: TaskState) -> None:
    """TaskStateRefused unless `following` may follow `state`."""
    if following not in MAY_FOLLOW[state]:
        raise TaskStateRefused(NOT_IN_THIS_STATE)
