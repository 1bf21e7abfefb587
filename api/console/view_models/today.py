"""Today's work: what is due, one action a row."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.access import GlassTodayView
from api.console.view_models.alerts import OpenAlertsView
from api.console.view_models.applications import ApplicationLine
from api.console.view_models.base import Choice, Id, View
from api.console.view_models.contacts import QueueLine
from api.console.view_models.reconciliation import ReconciliationDue


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalLine:
    """An order version that waits for this officer's decision; `kind` is `initial`, `variation` or `extension`."""

    order_id: Id
    kind: str
    masked_name: str
    file_number: str
    summary: str
    proposed_by: str
    proposed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingOrderLine:
    """A live order whose end is near."""

    order_id: Id
    order_number: str
    supervisee_id: Id
    masked_name: str
    file_number: str
    ends_at: datetime
    ends_because: str
    days_left: int
    may_extend: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandBackLine:
    """A tracker whose order is over and which is still with its wearer."""

    tracker_id: str
    masked_name: str
    file_number: str
    supervisee_id: Id
    order_number: str
    ended_at: datetime
    ended_because: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerConcernLine:
    """A tracker that needs a telephone call; `concern` is `silent`, `battery-low` or `strap-open`."""

    tracker_id: str
    supervisee_id: Id
    masked_name: str
    file_number: str
    concern: str
    since: datetime
    last_received_at: datetime | None
    battery_percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalLine:
    """Messages that were refused or set aside, by reason; nothing of their content is kept."""

    reason: str
    where: str
    count: int
    last_at: datetime
    tracker_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsDue:
    """The queues of contacts with their counts, and the first lines of the first in which something waits."""

    shows: tuple[Choice, ...]
    show: str
    lines: tuple[QueueLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueCount:
    """A queue by its name, how many wait in it, and where it opens."""

    label: str
    count: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView(View):
    """The first page after sign-in. A section that is None does not concern the officer's role and is not shown.

    `waiting_files` are the queues of files' lives with their counts; `late_reports` of those to report in are overdue.
    The totals count the whole list behind `全部 →`; the tuples hold the first lines of it.
    """

    template: ClassVar[str] = "today.html"
    alerts: OpenAlertsView | None = None
    waiting_files: tuple[Choice, ...] = ()
    late_reports: int = 0
    aftercare: tuple[Choice, ...] = ()
    assessments: tuple[Choice, ...] | None = None
    contacts: ContactsDue | None = None
    glass: GlassTodayView | None = None
    limits_total: int = 0
    approvals: tuple[ApprovalLine, ...] | None = None
    approvals_total: int = 0
    applications: tuple[ApplicationLine, ...] | None = None
    applications_total: int = 0
    application_queues: tuple[Choice, ...] = ()
    ending_orders: tuple[EndingOrderLine, ...] | None = None
    ending_orders_total: int = 0
    hand_backs: tuple[HandBackLine, ...] | None = None
    hand_backs_total: int = 0
    tracker_concerns: tuple[TrackerConcernLine, ...] | None = None
    tracker_concerns_total: int = 0
    refusals: tuple[RefusalLine, ...] | None = None
    refusals_total: int = 0
    induction: tuple[Choice, ...] | None = None
    authorities: int = 0
    """Written delegations and mandates that wait for the officer's confirmation."""
    file_exports: int = 0
    """Exports of files that wait for the officer's approval."""
    destructions: tuple[Choice, ...] = ()
    searches: int | None = None
    """Searches for people that last."""
    transfers: tuple[int, int] | None = None
    """Changes of place that are open, and how many of them are overdue."""
    measure_queues: tuple[QueueCount, ...] | None = None
    reconciliation: ReconciliationDue | None = None
    """Months not begun by their day, months with differences, sheets to countersign; None where there are none."""
