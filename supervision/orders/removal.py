"""Trackers that must come off: their order is over, and they are still with their wearer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from supervision import legal_time
from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.legal_rules import RuleName, find_rule
from supervision.officers import Officer, check_officer_may
from supervision.orders.liveness import Stop, StopCause
from supervision.orders.store import SELECT_ORDERS, StoredOrder, file_stop_of, order_of, stops_of, versions_of
from supervision.storage.database import Record, fetch


@dataclass(frozen=True, slots=True)
class RemovalTask:
    """A tracker to fetch: from whom, since when the order is over and why, and by when."""

    assignment_id: UUID
    tracker_id: str
    order_id: UUID
    order_number: str
    person: SupervisedPerson
    ended_at: datetime
    cause: StopCause
    due_on: date


_OUT = """
SELECT a.id AS assignment_id, a.order_id, a.tracker_id, a.ended_at AS worn_until, p.end_cause
FROM tracker_assignment AS a JOIN positioning_order AS p ON p.id = a.order_id
JOIN files_within($1) AS f ON f.id = p.file
WHERE a.handed_back_at IS NULL
"""


async def list_removal_tasks(officer: Officer, act: Act = Act.TRACKER_LIST) -> tuple[RemovalTask, ...]:
    """All trackers within reach for `act` that must be fetched, the longest overdue first; looking is recorded."""
    check_officer_may(officer, Act.TRACKER_LIST, None)
    async with audited_change(officer.actor, Act.TRACKER_LIST, detail={"list": "removal-tasks"}) as change:
        rows = await fetch(_OUT, asking(officer, act))
        found = await fetch(f"{SELECT_ORDERS} WHERE p.id = ANY($1)", [row["order_id"] for row in rows])
        orders = {row["id"]: order_of(row) for row in found}
        stops = await stops_of(list(orders.values()), await versions_of(list(orders)))
        people = await load_supervised_people(officer, {order.file_id for order in orders.values()})
        tasks = [
            _task(row, order, stop, people[order.file_id])
            for row in rows
            if (order := orders[row["order_id"]]).file_id in people
            and (stop := _over(row, stops.get(order.id) or file_stop_of(order), change.at)) is not None
        ]
        change.note(shown=len(tasks))
    return tuple(sorted(tasks, key=lambda task: (task.ended_at, task.tracker_id)))


def _over(row: Record, stop: Stop, now: datetime) -> Stop | None:
    """Why and since when the tracker should be off; None while it is rightly worn."""
    if row["worn_until"] is not None and row["worn_until"] < stop.at:
        return Stop(row["worn_until"], StopCause(row["end_cause"] or StopCause.TRACKER_REMOVED))
    return stop if stop.at <= now else None


def _task(row: Record, order: StoredOrder, stop: Stop, person: SupervisedPerson) -> RemovalTask:
    ended_on = legal_time.legal_day(stop.at)
    rule = find_rule(RuleName.TRACKER_REMOVAL_DUE, ended_on, order.division)
    return RemovalTask(
        assignment_id=row["assignment_id"],
        tracker_id=row["tracker_id"],
        order_id=order.id,
        order_number=order.number,
        person=person,
        ended_at=stop.at,
        cause=stop.cause,
        due_on=ended_on + timedelta(days=rule.number),
    )
