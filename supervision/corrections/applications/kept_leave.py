"""How leave was kept: back in time, late, or not signed off, with the day by which that is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from supervision.corrections.applications.ending import sign_off_due
from supervision.corrections.applications.store import Application
from supervision.corrections.applications.words import ApplicationKind, ApplicationState, EndedBy
from supervision.legal_rules import LegalRule
from supervision.legal_time import day_end
from supervision.wording import Wording


class LeaveKeeping(StrEnum):
    """How it was kept; that a return was signed off late is the office's matter and stands nowhere here."""

    IN_TIME = "in-time"
    LATE = "late"
    OVERDUE = "overdue"
    UNDER_WAY = "under-way"
    CANCELLED = "cancelled"


LEAVE_KEEPING_NAMES: Mapping[LeaveKeeping, Wording] = {
    LeaveKeeping.IN_TIME: Wording("按期返回", "back in time"),
    LeaveKeeping.LATE: Wording("逾期返回", "back late"),
    LeaveKeeping.OVERDUE: Wording("逾期未销假", "not signed off in time"),
    LeaveKeeping.UNDER_WAY: Wording("尚未结束，或者在销假期限内", "under way, or still to be signed off"),
    LeaveKeeping.CANCELLED: Wording("已取消", "cancelled"),
}


_GRANTED = frozenset({ApplicationState.APPROVED, ApplicationState.ENDED})


@dataclass(frozen=True, slots=True)
class KeptLeave:
    """A leave that was granted, how it was kept, and until when its return was to be reported, by which row."""

    application: Application
    keeping: LeaveKeeping
    due_at: datetime
    rule: LegalRule


def kept_leave(application: Application, division: str, now: datetime) -> KeptLeave | None:
    """How a leave stands; None of what is no leave, or was never granted. Pure."""
    if application.kind is not ApplicationKind.LEAVE or application.state not in _GRANTED:
        return None
    rule, due_at = sign_off_due(application, division)
    return KeptLeave(application, _keeping(application, due_at, now), due_at, rule)


def _keeping(application: Application, due_at: datetime, now: datetime) -> LeaveKeeping:
    if application.ended_by is EndedBy.CANCELLED:
        return LeaveKeeping.CANCELLED
    if application.back_at is not None:
        last = application.until_on or application.from_on
        is_in_time = application.back_at < day_end(last)
        return LeaveKeeping.IN_TIME if is_in_time else LeaveKeeping.LATE
    return LeaveKeeping.OVERDUE if due_at < now else LeaveKeeping.UNDER_WAY
