"""The closed lists of contacts: their kinds, their outcomes, and what an outcome means for the person. Pure."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from supervision.legal_time import legal_day
from supervision.wording import Wording


class ContactKind(StrEnum):
    """What office and supervisee have with each other; an alert stands here once an officer found a breach."""

    REPORT = "report"
    VISIT = "visit"
    CALL = "call"
    CHECK_IN = "check-in"
    TALK = "talk"
    EDUCATION = "education"
    PUBLIC_SERVICE = "public-service"
    MEDICAL_REPORT = "medical-report"
    MEDICAL_EXAMINATION = "medical-examination"
    LETTER = "letter"
    NOTE = "note"
    ALERT = "alert"


class Outcome(StrEnum):
    """How a contact went."""

    COMPLIED = "complied"
    FAILED = "failed-to-comply"
    SENT_HOME_BEHAVIOUR = "sent-home-behaviour"
    SENT_HOME_SERVICE = "sent-home-service"
    ACCEPTABLE_ABSENCE = "acceptable-absence"
    UNACCEPTABLE_ABSENCE = "unacceptable-absence"
    REASONS_AWAITED = "reasons-awaited"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"


_K, _O = ContactKind, Outcome

PLANNABLE = tuple(kind for kind in ContactKind if kind not in {_K.NOTE, _K.ALERT})
"""What can be planned ahead."""

ADDABLE = tuple(kind for kind in ContactKind if kind is not _K.ALERT)
"""What an officer adds; an alert is written when a breach is found."""

GROUP_KINDS = (_K.REPORT, _K.EDUCATION, _K.PUBLIC_SERVICE, _K.TALK)
"""What many do together: a reporting morning, a class, a service day."""

BEFORE_ITS_TIME = (_O.RESCHEDULED, _O.ACCEPTABLE_ABSENCE, _O.CANCELLED)
"""What can be said of an appointment that still lies ahead."""

ADDED_WITH = tuple(outcome for outcome in Outcome if outcome is not _O.RESCHEDULED)
"""What can be said of a contact that was never planned."""

AGAINST = frozenset({_O.FAILED, _O.SENT_HOME_BEHAVIOUR, _O.UNACCEPTABLE_ABSENCE})
"""What the person did not do, or did wrong. What the service failed to do is never here, nor what is still open."""

TOOK_PLACE = frozenset({_O.COMPLIED, _O.FAILED, _O.SENT_HOME_BEHAVIOUR, _O.SENT_HOME_SERVICE})
"""What has a time at which it happened; the others have the time for which it was planned."""

_ABSENT = frozenset({_O.UNACCEPTABLE_ABSENCE, _O.REASONS_AWAITED})
_MET = frozenset({_O.COMPLIED, _O.SENT_HOME_SERVICE})

KIND_NAMES: Mapping[ContactKind, Wording] = {
    _K.REPORT: Wording("报告", "report"),
    _K.VISIT: Wording("走访", "visit"),
    _K.CALL: Wording("通信联络", "call"),
    _K.CHECK_IN: Wording("信息化核查", "check-in"),
    _K.TALK: Wording("个别谈话", "talk"),
    _K.EDUCATION: Wording("教育学习", "education"),
    _K.PUBLIC_SERVICE: Wording("公益活动", "public service"),
    _K.MEDICAL_REPORT: Wording("身体情况报告", "report of bodily condition"),
    _K.MEDICAL_EXAMINATION: Wording("病情复查", "medical re-examination"),
    _K.LETTER: Wording("信函", "letter"),
    _K.NOTE: Wording("记事", "note"),
    _K.ALERT: Wording("预警查实", "breach found on an alert"),
}
OUTCOME_NAMES: Mapping[Outcome, Wording] = {
    _O.COMPLIED: Wording("已完成", "complied"),
    _O.FAILED: Wording("未按要求完成", "failed to comply"),
    _O.SENT_HOME_BEHAVIOUR: Wording("因本人行为中止", "sent home for behaviour"),
    _O.SENT_HOME_SERVICE: Wording("因工作原因中止", "sent home for service issues"),
    _O.ACCEPTABLE_ABSENCE: Wording("有正当理由未到", "acceptable absence"),
    _O.UNACCEPTABLE_ABSENCE: Wording("无正当理由未到", "unacceptable absence"),
    _O.REASONS_AWAITED: Wording("未到，待说明理由", "did not attend, reasons awaited"),
    _O.RESCHEDULED: Wording("改期", "rescheduled"),
    _O.CANCELLED: Wording("工作方取消", "cancelled by us"),
}
OUTCOME_HINTS: Mapping[Outcome, Wording] = {
    _O.COMPLIED: Wording("本人按要求做到了。", "The person did what was asked."),
    _O.FAILED: Wording("到了，但没有按要求做，须写明事实。", "They came but did not do it; the facts are needed."),
    _O.SENT_HOME_BEHAVIOUR: Wording(
        "本人的言行使活动无法进行，须写明事实。", "Their behaviour made it impossible; the facts are needed."
    ),
    _O.SENT_HOME_SERVICE: Wording(
        "停电、人员缺席等我方原因；视为本人已履行，不记本人过错。",
        "Our own reason, such as nobody there; it counts as done, never against the person.",
    ),
    _O.ACCEPTABLE_ABSENCE: Wording("事先或者事后说明了正当理由。", "A proper reason was given, before or after."),
    _O.UNACCEPTABLE_ABSENCE: Wording(
        "已经核实，没有正当理由。是否给予训诫、警告另行决定。",
        "Verified: there was no proper reason. Whether a sanction follows is decided elsewhere.",
    ),
    _O.REASONS_AWAITED: Wording(
        "没有到，理由尚待本人说明和核实；在此之前不记本人过错。",
        "They did not come; reasons may follow and are examined. Until then nothing counts against them.",
    ),
    _O.RESCHEDULED: Wording("改到另一时间，须写明新的时间。", "Moved to another time, which is entered below."),
    _O.CANCELLED: Wording("我方取消，不记本人过错。", "Cancelled by us; it never counts against the person."),
}
"""One line for whoever has to choose."""

_TEXT_NEEDED = AGAINST | {_O.ACCEPTABLE_ABSENCE}


def counts_against(outcome: Outcome) -> bool:
    """Whether the outcome may be held against the person; a failure of the service never is."""
    return outcome in AGAINST


def meets_duty(outcome: Outcome) -> bool:
    """Whether a duty is done with it."""
    return outcome in _MET


def needs_text(outcome: Outcome) -> bool:
    """Whether facts or reasons have to be written down with it."""
    return outcome in _TEXT_NEEDED


def counted_from(outcome: Outcome, happened_on: date | None, due_on: date | None) -> date | None:
    """The day from which the next period of a duty runs; None where the contact leaves the duty as it was.

    Whoever did it, or came and was sent home by us, begins anew that day; otherwise the duty's own last day counts.
    """
    if outcome is _O.RESCHEDULED:
        return None
    return happened_on if outcome in _MET else due_on


def may_be_said(*, planned_from: datetime | None, due_on: date | None, now: datetime) -> tuple[Outcome, ...]:
    """Which outcomes may be put down now for what is planned.

    Before an appointment only what is told ahead; before the last day of a duty without an appointment nobody is
    absent yet.
    """
    if planned_from is not None and now < planned_from:
        return BEFORE_ITS_TIME
    if planned_from is None and due_on is not None and legal_day(now) <= due_on:
        return tuple(outcome for outcome in Outcome if outcome not in _ABSENT)
    return tuple(Outcome)
