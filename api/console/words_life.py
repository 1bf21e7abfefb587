"""What the codes of a file's life are called: its states and steps, its last days, what waits."""

from collections.abc import Mapping

from api.console.wording_marks import N_, named
from supervision.corrections.file_state import END_CAUSE_NAMES, FILE_STATE_NAMES
from supervision.corrections.injunctions import INJUNCTION_NAMES
from supervision.corrections.life_cycle import LIFE_STEP_NAMES
from supervision.corrections.release.words import (
    HOLD_KIND_NAMES,
    LIFT_WAY_NAMES,
    NOTICE_RECEIVER_NAMES,
    RELEASE_TASK_NAMES,
)
from supervision.corrections.term_changes import TERM_KIND_NAMES

LIFE_WORDS: Mapping[str, Mapping[str, str]] = {
    "file-part": {
        "overview": N_("概览"),
        "judgment": N_("判决与期限"),
        "life": N_("经过"),
        "contacts": N_("接触记录"),
        "compliance": N_("遵守情况"),
        "telephones": N_("联系方式"),
        "track": N_("定位"),
        "orders": N_("定位令"),
        "plan": N_("方案"),
        "applications": N_("审批"),
        "records": N_("事实记录"),
        "conduct": N_("考核奖惩"),
        "movements": N_("收发文"),
        "papers": N_("文书"),
        "release": N_("解矫"),
        "readings": N_("查阅记录"),
        "limits": N_("访问限制"),
        "holds": N_("暂停销毁"),
        "induction": N_("入矫待办"),
        "guardians": N_("监护人"),
        "assessment": N_("调查评估"),
        "legal-holds": N_("暂停销毁"),
    },
    "file-state": named(FILE_STATE_NAMES),
    "life-step": named(LIFE_STEP_NAMES),
    "injunction-kind": named(INJUNCTION_NAMES),
    "term-kind": named(TERM_KIND_NAMES),
    "term-state": {
        "waiting": N_("待他人复核"),
        "confirmed": N_("已复核"),
        "returned": N_("已退回"),
        "replaced": N_("已被替换"),
    },
    "release-task": named(RELEASE_TASK_NAMES),
    "hold-kind": named(HOLD_KIND_NAMES),
    "lift-way": named(LIFT_WAY_NAMES),
    "notice-receiver": named(NOTICE_RECEIVER_NAMES),
    "release-cause": named(END_CAUSE_NAMES),
    "release-queue": {
        "incidents": N_("期满未解矫"),
        "requests": N_("待出具证明书"),
        "preparing": N_("解矫准备"),
        "notices": N_("解除、终止通知"),
    },
    "life-queue": {
        "reporting": N_("待报到"),
        "intake": N_("待宣告、待列入在矫"),
        "in-custody": N_("羁押中"),
        "terms": N_("期限待我复核"),
        "returned-terms": N_("期限被退回"),
        "late-documents": N_("文书逾期送达"),
    },
}
