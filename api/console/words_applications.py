"""What the codes of applications and of written authorities are called on pages."""

from collections.abc import Mapping
from typing import Any

from api.console.wording_marks import named
from supervision.approvals.words import AUTHORITY_NAMES, DECIDER_NAMES, DELEGATED_ACT_NAMES, STEP_NAMES
from supervision.corrections.applications.kept_leave import LEAVE_KEEPING_NAMES
from supervision.corrections.applications.listing import SHOW_NAMES
from supervision.corrections.applications.words import (
    CONTACT_PERSON_NAMES,
    ENDED_BY_NAMES,
    KIND_NAMES,
    LEAVE_REASON_NAMES,
    RECIPIENT_NAMES,
    STATE_NAMES,
)
from supervision.corrections.supervision_class import CLASS_NAMES
from supervision.wording import Wording

_NAMES: Mapping[str, Mapping[Any, Wording]] = {
    "application-kind": KIND_NAMES,
    "application-state": STATE_NAMES,
    "application-end": ENDED_BY_NAMES,
    "application-show": SHOW_NAMES,
    "leave-reason": LEAVE_REASON_NAMES,
    "leave-keeping": LEAVE_KEEPING_NAMES,
    "contact-person": CONTACT_PERSON_NAMES,
    "recipient": RECIPIENT_NAMES,
    "decider": DECIDER_NAMES,
    "approval-step": STEP_NAMES,
    "authority-kind": AUTHORITY_NAMES,
    "delegated-act": DELEGATED_ACT_NAMES,
    "supervision-class": CLASS_NAMES,
}
APPLICATION_WORDS: Mapping[str, Mapping[str, str]] = {table: named(names) for table, names in _NAMES.items()}
"""By the table's name, then by the code."""

APPLICATION_ACTS: Mapping[str, str] = {
    "application:list": Wording("查看审批列表", "list applications"),
    "application:open": Wording("打开申请", "open an application"),
    "application:make": Wording("提出申请", "ask on a supervisee's behalf"),
    "application:withdraw": Wording("撤回申请", "withdraw an application"),
    "application:decide": Wording("审批申请", "decide an application"),
    "application:end": Wording("销假、缩短或者取消", "sign off, shorten or cancel"),
    "application:tell": Wording("登记备案、告知", "put down who was told"),
    "authority:list": Wording("查看委托、授权", "list delegations and mandates"),
    "authority:enter": Wording("登记委托、授权", "enter a delegation or mandate"),
    "authority:confirm": Wording("确认委托、授权", "confirm a delegation or mandate"),
    "authority:revoke": Wording("撤销委托、授权", "revoke a delegation or mandate"),
}
"""What each act is called, as a heading of its entry."""
