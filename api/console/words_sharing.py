"""Codes of the sharing catalogue in words."""

from collections.abc import Mapping

from api.console.wording_marks import named
from supervision.residence.sharing.view_rows import ViewShow
from supervision.residence.sharing.words import (
    ANSWER_NAMES,
    ANSWER_VERDICT_NAMES,
    HANDED_OVER_NAMES,
    PERSON_FIELD_NAMES,
    PLACE_FIELD_NAMES,
    RECEIVER_NAMES,
    SCOPE_NAMES,
    SHARED_KIND_NAMES,
    VIEW_STATE_NAMES,
)
from supervision.wording import Wording

SHARING_ACTS: Mapping[str, str] = {
    "sharing:list": Wording("查看共享目录", "See the sharing catalogue"),
    "sharing:propose": Wording("提议共享目录项", "Propose a view of the sharing catalogue"),
    "sharing:decide": Wording("核准共享目录项", "Decide on a view of the sharing catalogue"),
    "sharing:end": Wording("终止共享目录项", "End a view of the sharing catalogue"),
    "provision:make": Wording("向其他部门提供", "Provide to another department"),
    "provision:answer": Wording("登记其他部门的答复", "Take in a department's answers"),
}

SHARING_WORDS: Mapping[str, Mapping[str, str]] = {
    "receiver": named(RECEIVER_NAMES),
    "shared-kind": named(SHARED_KIND_NAMES),
    "shared-field": {**named(PLACE_FIELD_NAMES), **named(PERSON_FIELD_NAMES)},
    "sharing-state": named(VIEW_STATE_NAMES),
    "sharing-show": named(
        {
            ViewShow.RUNNING: Wording("有效", "running"),
            ViewShow.PROPOSED: Wording("待核准", "to be approved"),
            ViewShow.OVER: Wording("已结束", "over"),
        }
    ),
    "provision-scope": named(SCOPE_NAMES),
    "handed-over": named(HANDED_OVER_NAMES),
    "answer": named(ANSWER_NAMES),
    "answer-verdict": named(ANSWER_VERDICT_NAMES),
}
"""For each kind of code, what each code is called."""
