"""*Today's work*: what is due for the officer, each row with its one action."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from litestar import Controller, get
from litestar.di import NamedDependency

from api.console import formats
from api.console.access_pages import glass_today
from api.console.alert_lines import open_alerts_view
from api.console.application_lines import application_queues
from api.console.assessment_views import assessment_queues
from api.console.contact_views import queue_line
from api.console.file_destruction_pages import waiting_destructions
from api.console.measure_queues import measure_queues
from api.console.pages_base import PageRequest
from api.console.reconciliation_views import reconciliation_due
from api.console.refusal_pages import refusal_lines, refused
from api.console.residence.today_view import police_today
from api.console.sections import SECTIONS, sections_of
from api.console.todays_numbers import todays_numbers
from api.console.tracker_lines import hand_back_line
from api.console.view_models.base import Choice, Counts
from api.console.view_models.contacts import QueueLine
from api.console.view_models.today import (
    ApprovalLine,
    ContactsDue,
    EndingOrderLine,
    HandBackLine,
    RefusalLine,
    TodayView,
    TrackerConcernLine,
)
from api.console.waiting_file_pages import waiting_shows
from api.http import HttpResponse
from supervision.aftercare.listing import QUEUES, AftercareShow
from supervision.audit import Act, read_together
from supervision.corrections.assessments.limits import count_assessment_limits_to_decide
from supervision.corrections.contacts.queues import ContactShow, list_contacts
from supervision.corrections.limits.setting import count_limits_to_decide
from supervision.legal_time import legal_day
from supervision.monitoring.counting import open_intake_counts
from supervision.monitoring.open_alerts import load_tracker_concerns
from supervision.officers import Officer
from supervision.officers.holidays import legal_calendar
from supervision.orders.due_work import find_orders_to_decide
from supervision.orders.listing import OrderShow, OrderSummary, list_orders
from supervision.orders.liveness import Stop, StopCause
from supervision.orders.removal import list_removal_tasks
from supervision.settings import Register
from supervision.wording import Wording

MOST_LINES = 10
"""How many lines of each list stand here; the rest is behind `全部`."""


class TodayPages(Controller):
    """The first page after signing in."""

    @get("/", opt={"own": True})
    async def today(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """What is due; whoever has nothing of it, such as the audit's administrator, begins with their own section."""
        sections = sections_of(page.officer)
        if sections and "today" not in sections:
            return page.redirect(f"/console/{next(key for key in SECTIONS if key in sections)}")
        if page.officer.register is Register.RESIDENCE:
            return await page.show(await police_today(page), active="today")
        async with read_together():
            view = await _todays_work(page)
            return await page.show(view, active="today", counts=_counts(view))


async def _todays_work(page: PageRequest) -> TodayView:
    officer, numbers = page.officer, await todays_numbers(page)
    files, ending, to_fetch = numbers.files, numbers.ending_orders, numbers.hand_backs
    to_decide = await find_orders_to_decide(officer)
    concerns = await _concerns(officer) if page.may(Act.ALERT_DISPOSE) else None
    refusals = await _refusals(page) if page.may(Act.REFUSALS_READ) else None
    return TodayView(
        alerts=await open_alerts_view(page) if page.may(Act.ALERT_LIST) else None,
        waiting_files=waiting_shows(page, files.life),
        late_reports=files.late_reports,
        aftercare=_aftercare(page, numbers.aftercare or {}),
        assessments=None if numbers.assessments is None else assessment_queues(page, numbers.assessments),
        contacts=None if numbers.contacts is None else await _contacts(page, numbers.contacts),
        glass=await glass_today(page) if page.may(Act.GLASS_REVIEW) else None,
        limits_total=await count_limits_to_decide(officer) + await count_assessment_limits_to_decide(officer),
        approvals=None if to_decide is None else await _approvals(page, to_decide) if to_decide else (),
        approvals_total=len(to_decide or ()),
        **await application_queues(page, numbers.applications, MOST_LINES),
        ending_orders=None if ending is None else await _ending_orders(page) if ending else (),
        ending_orders_total=ending or 0,
        hand_backs=None if to_fetch is None else await _hand_backs(page) if to_fetch else (),
        hand_backs_total=to_fetch or 0,
        tracker_concerns=None if concerns is None else concerns[:MOST_LINES],
        tracker_concerns_total=len(concerns or ()),
        refusals=None if refusals is None else refusals[:MOST_LINES],
        refusals_total=sum(line.count for line in refusals or ()),
        induction=page.choices("induction-queue", counts=files.induction) if files.induction else None,
        authorities=numbers.authorities or 0,
        file_exports=numbers.file_exports or 0,
        destructions=await waiting_destructions(page),
        searches=numbers.searches,
        transfers=numbers.transfers,
        reconciliation=await reconciliation_due(page),
        measure_queues=measure_queues(page, numbers),
    )


def _counts(view: TodayView) -> Counts:
    """The numbers beside the navigation, all of which the page itself shows."""
    return Counts(
        open_alerts=0 if view.alerts is None else view.alerts.total,
        approvals=view.approvals_total,
        hand_backs=view.hand_backs_total,
        applications=view.applications_total,
    )


async def _contacts(page: PageRequest, counts: Mapping[ContactShow, int]) -> ContactsDue:
    show = next((each for each in ContactShow if counts[each]), ContactShow.TODAY)
    lines: tuple[QueueLine, ...] = ()
    if counts[show]:
        found, calendar = await list_contacts(page.officer, show, most=MOST_LINES), await legal_calendar()
        lines = tuple(queue_line(page, line, calendar) for line in found.items)
    shows = page.choices("contact-show", ContactShow, {each: counts[each] for each in ContactShow})
    return ContactsDue(shows=shows, show=show, lines=lines)


def _aftercare(page: PageRequest, counts: Mapping[AftercareShow, int]) -> tuple[Choice, ...]:
    """The queues of after-care in which something waits."""
    waiting = {show.value: counts[show] for show in QUEUES if counts.get(show)}
    return page.choices("aftercare-show", waiting, waiting)


async def _approvals(page: PageRequest, to_decide: Sequence[UUID]) -> tuple[ApprovalLine, ...]:
    waiting = await list_orders(page.officer, OrderShow.WAITING, among=to_decide, most=MOST_LINES)
    return tuple(_approval(page, order) for order in waiting.items)


def _approval(page: PageRequest, order: OrderSummary) -> ApprovalLine:
    is_one_year = order.starts_on.year == order.ends_on.year
    last = (formats.short_date if is_one_year else formats.long_date)(order.ends_on, page.language)
    days = {"from": formats.short_date(order.starts_on, page.language), "to": last}
    return ApprovalLine(
        order_id=order.order_id,
        kind=order.waiting_kind or "",
        masked_name=order.person.name,
        file_number=order.person.number,
        summary=page.say(Wording("%(from)s至%(to)s", "%(from)s to %(to)s")) % days,
        proposed_by=order.proposed_by_name,
        proposed_at=order.proposed_at or order.created_at,
    )


async def _ending_orders(page: PageRequest) -> tuple[EndingOrderLine, ...]:
    ending = await list_orders(page.officer, OrderShow.ENDING)
    stopping = [(order, order.stop) for order in ending.items if order.stop is not None]
    stopping.sort(key=lambda one: one[1].at)
    return tuple(_ending_order(page, order, stop) for order, stop in stopping[:MOST_LINES])


def _ending_order(page: PageRequest, order: OrderSummary, stop: Stop) -> EndingOrderLine:
    last_day = legal_day(stop.at - timedelta(microseconds=1))
    return EndingOrderLine(
        order_id=order.order_id,
        order_number=order.number,
        supervisee_id=order.person.file_id,
        masked_name=order.person.name,
        file_number=order.person.number,
        ends_at=stop.at,
        ends_because=stop.cause,
        days_left=(last_day - legal_day(page.now)).days,
        may_extend=stop.cause is StopCause.EXPIRED and page.may(Act.ORDER_DRAFT, order.person.division),
    )


async def _hand_backs(page: PageRequest) -> tuple[HandBackLine, ...]:
    return tuple(map(hand_back_line, (await list_removal_tasks(page.officer, Act.TRACKER_HAND_BACK))[:MOST_LINES]))


async def _concerns(officer: Officer) -> tuple[TrackerConcernLine, ...]:
    return tuple(
        TrackerConcernLine(
            tracker_id=found.tracker_id,
            supervisee_id=found.alert.supervisee_id,
            masked_name=found.person.name if found.person else "",
            file_number=found.person.number if found.person else "",
            concern=found.alert.kind,
            since=found.alert.occurred_at,
            last_received_at=found.last_received_at,
        )
        for found in await load_tracker_concerns(officer)
    )


async def _refusals(page: PageRequest) -> tuple[RefusalLine, ...]:
    return refusal_lines(page, refused(await open_intake_counts(page.officer, legal_day(page.now))))
