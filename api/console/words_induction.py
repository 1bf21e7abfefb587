"""Induction in words: kinds of members, needs, organs, and the queues of what is undone."""

from collections.abc import Mapping

from api.console.wording_marks import named
from supervision.corrections.guardians.words import RELATION_NAMES
from supervision.corrections.induction.queues import InductionQueue
from supervision.corrections.induction.words import (
    DIRECTION_NAMES,
    EXIT_BAN_STEP_NAMES,
    MEMBER_KIND_NAMES,
    NEED_KIND_NAMES,
    NEED_STATE_NAMES,
    ORGAN_KIND_NAMES,
)
from supervision.wording import Wording

INDUCTION_WORDS: Mapping[str, Mapping[str, Wording]] = {
    "member-kind": named(MEMBER_KIND_NAMES),
    "need-kind": named(NEED_KIND_NAMES),
    "need-state": named(NEED_STATE_NAMES),
    "exit-ban-step": named(EXIT_BAN_STEP_NAMES),
    "direction": named(DIRECTION_NAMES),
    "organ": named(ORGAN_KIND_NAMES),
    "plan-part": {
        "situation": Wording("基本情况与分析", "where the person stands"),
        "remorse": Wording("认罪悔罪", "own remorse"),
        "family": Wording("家庭支持", "care by the family"),
        "follow_up": Wording("跟进教育", "follow-up"),
        "help": Wording("帮困扶助", "help"),
        "team": Wording("小组分工", "who of the team does what"),
        "emergency": Wording("应急处置预案", "what is done in an emergency"),
    },
    "guardian-relation": named(RELATION_NAMES),
    "induction-queue": {
        InductionQueue.NO_GUARDIAN: Wording("未成年人没有登记监护人", "minors without a guardian on file"),
        InductionQueue.NO_GROUP: Wording("未成立矫正小组", "without a group"),
        InductionQueue.NO_PLAN: Wording("未制定矫正方案", "without a plan"),
        InductionQueue.EXIT_BAN: Wording("出境报备、撤控未完成", "exit ban not filed or not lifted"),
        InductionQueue.NEED_OVERDUE: Wording("帮扶需求逾期未答复", "needs not answered in time"),
        InductionQueue.NO_RECEIPT: Wording("发文未收到回执", "papers sent without a receipt"),
    },
}
"""For each kind of code, what each code is called."""

INDUCTION_ACTS: Mapping[str, Wording] = {
    "group:set": Wording("确定矫正小组", "Set the correction group"),
    "file-officer:set": Wording("指定责任人", "Set the responsible officer"),
    "guardian:enter": Wording("登记监护人", "Enter a guardian"),
    "guardian:change": Wording("修改监护人", "Change a guardian"),
    "guardian:end": Wording("终止监护人", "End a guardian"),
    "plan:save": Wording("保存矫正方案", "Save the plan"),
    "need:refer": Wording("转介帮扶需求", "Refer a need"),
    "need:answer": Wording("登记需求答复", "Put down an answer to a need"),
    "exit-ban:record": Wording("登记出境报备、撤控", "Record a step of the exit ban"),
    "movement:record": Wording("登记收发文", "Record a paper received or sent"),
}
"""What each act is called."""
