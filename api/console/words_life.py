"""What the codes of a file's life are called: its states and steps, its last days, what waits."""

from collections.abc import Mapping

from api.console.wording_marks import N_
from supervision.corrections.file_state import END_CAUSE_NAMES, FILE_STATE_NAMES
from supervision.corrections.life_cycle import LIFE_STEP_NAMES
from supervision.corrections.release.words import (
    HOLD_KIND_NAMES,
    LIFT_WAY_NAMES,
    NOTICE_RECEIVER_NAMES,
    RELEASE_TASK_NAMES,
)
from supervision.corrections.term_changes import TERM_KIND_NAMES

LIFE_WORDS: Mapping[str, Mapping[str, str]] = {
    "file-state": {str(state): name for state, name in FILE_STATE_NAMES.items()},
    "life-step": {str(step): name for step, name in LIFE_STEP_NAMES.items()},
    "term-kind": {str(kind): name for kind, name in TERM_KIND_NAMES.items()},
    "term-state": {
        "waiting": N_("待他人复核"),
        "confirmed": N_("已复核"),
        "returned": N_("已退回"),
        "replaced": N_("已被替换"),
    },
    "release-task": {str(task): name for task, name in RELEASE_TASK_NAMES.items()},
    "hold-kind": {str(kind): name for kind, name in HOLD_KIND_NAMES.items()},
    "lift-way": {str(way): name for way, name in LIFT_WAY_NAMES.items()},
    "notice-receiver": {str(receiver): name for receiver, name in NOTICE_RECEIVER_NAMES.items()},
    "release-cause": {str(cause): name for cause, name in END_CAUSE_NAMES.items()},
    "release-queue": {
        "incidents": N_("期满未解矫"),
        "preparing": N_("解矫准备"),
        "notices": N_("解除、终止通知"),
    },
    "life-queue": {
        "reporting": N_("待报到"),
        "intake": N_("待宣告、待列入在矫"),
        "terms": N_("期限待我复核"),
        "returned-terms": N_("期限被退回"),
    },
}
