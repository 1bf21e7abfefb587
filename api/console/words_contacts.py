"""What the codes of contacts are called on pages."""

from collections.abc import Mapping

from api.console.wording_marks import named
from supervision.corrections.contacts.duty_tally import KEEPING_NAMES
from supervision.corrections.contacts.reminders import WAY_NAMES
from supervision.corrections.contacts.words import KIND_NAMES, OUTCOME_HINTS, OUTCOME_NAMES
from supervision.corrections.supervision_class import CLASS_NAMES
from supervision.wording import Wording

CONTACT_WORDS: Mapping[str, Mapping[str, str]] = {
    "contact-kind": named(KIND_NAMES),
    "contact-outcome": named(OUTCOME_NAMES),
    "contact-outcome-hint": named(OUTCOME_HINTS),
    "keeping": named(KEEPING_NAMES),
    "supervision-class": named(CLASS_NAMES),
    "reminder-way": named(WAY_NAMES),
    "contact-show": {
        "overdue": Wording("已逾期", "overdue"),
        "to-log": Wording("待登记结果", "outcomes to log"),
        "today": Wording("今天", "today"),
        "week": Wording("今后七天", "next seven days"),
        "reasons": Wording("待说明理由", "reasons awaited"),
        "to-remind": Wording("待提醒", "to remind"),
    },
    "case-concern": {
        "searched-for": Wording("失去联系，正在查找", "out of contact, searched for"),
        "report-in-overdue": Wording("逾期未报到", "overdue to report in"),
        "leave-overdue": Wording("请假期满未销假", "leave over, not signed off"),
        "overdue": Wording("有逾期未完成的", "something is overdue"),
        "to-log": Wording("有结果未登记", "an outcome is not logged"),
        "reasons-overdue": Wording("说明理由已逾期", "reasons are overdue"),
        "last-against": Wording("最近一次未按要求完成", "the last one was not complied with"),
        "no-contact-yet": Wording("还没有接触记录", "no contact yet"),
        "term-unconfirmed": Wording("期限待复核", "last day to be confirmed"),
        "application-open": Wording("有申请正在审批", "an application is under way"),
        "transfer-open": Wording("正在办理执行地变更", "a change of place is under way"),
    },
}
"""By the table's name, then by the code."""

CONTACT_ACTS: Mapping[str, str] = {
    "contact:list": Wording("查看接触任务", "look at what is due in contacts"),
    "contact:open": Wording("查阅接触记录", "read contacts"),
    "contact:plan": Wording("安排接触", "plan a contact"),
    "contact:record": Wording("登记接触", "put down a contact"),
    "contact:remind": Wording("登记提醒", "put down a reminder"),
}
"""What each act is called, as a heading of its entry."""
