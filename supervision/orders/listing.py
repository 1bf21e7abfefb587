"""The list of orders, masked, and who is under a live order."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from supervision import legal_time
from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.officers import Officer, check_officer_may
from supervision.orders.liveness import Stop
from supervision.orders.order_state import OrderState, VersionKind, VersionState
from supervision.orders.reviews import waits_for_review
from supervision.orders.store import (
    ORDERS_WITHIN,
    WITH_STOP,
    StoredOrder,
    StoredVersion,
    newest_version,
    order_of,
    stops_of,
    versions_of,
)
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import fetch

ENDING_WITHIN = timedelta(days=14)
"""How near an order's end is when it is listed as ending."""


class OrderShow(StrEnum):
    """Which orders a list shows."""

    ALL = "all"
    WAITING = "waiting"
    RUNNING = "running"
    ENDING = "ending"
    ENDED = "ended"
    REVIEW = "review"


_PAGE = f"""{WITH_STOP}
WHERE ($2::uuid IS NULL OR p.file = $2)
  AND ($3::timestamptz IS NULL OR (p.created_at, p.id) < ($3, $4::uuid))
  AND CASE $5::varchar
      WHEN 'waiting' THEN EXISTS (SELECT 1 FROM order_version AS v WHERE v.order_id = p.id AND v.state = 'proposed')
      WHEN 'running' THEN p.state = 'in-force' AND stop.at > $6::timestamptz
      WHEN 'ending' THEN p.state = 'in-force' AND stop.at > $6 AND stop.at <= $7::timestamptz
      WHEN 'review' THEN {waits_for_review(6)}
      WHEN 'ended' THEN p.state = 'ended' OR (p.state = 'in-force' AND stop.at <= $6)
      ELSE true END
  AND ($8::uuid[] IS NULL OR p.id = ANY($8))
ORDER BY p.created_at DESC, p.id DESC LIMIT $9
"""  # noqa: S608 - made of constants

_IN_FORCE = """
WHERE p.state = 'in-force' AND ($2::uuid[] IS NULL OR p.file = ANY($2))
"""


@dataclass(frozen=True, slots=True)
class OrderSummary:
    """An order in a list, its person masked; `state` counts an order that stopped by itself as ended."""

    order_id: UUID
    number: str
    version: int
    state: OrderState
    person: SupervisedPerson
    starts_on: date
    ends_on: date
    stop: Stop | None
    waiting_kind: VersionKind | None
    proposed_by_name: str
    proposed_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class LiveOrder:
    """The order under which somebody wears a tracker now, and until when."""

    order_id: UUID
    number: str
    until: datetime


def state_shown(order: StoredOrder, stop: Stop | None, at: datetime) -> OrderState:
    """The state at `at`: an order that stopped by itself has ended, whether anybody put it down or not."""
    if order.state is OrderState.IN_FORCE and stop is not None and stop.at <= at:
        return OrderState.ENDED
    return order.state


async def list_orders(
    officer: Officer,
    show: OrderShow = OrderShow.ALL,
    cursor: str | None = None,
    file_id: UUID | None = None,
    among: Collection[UUID] | None = None,
    most: int = PAGE_SIZE,
) -> Page[OrderSummary]:
    """Orders within reach, newest first, `most` a page, people masked; looking is an audited act.

    `among` are ids that another room gives.
    """
    after = read_cursor(cursor)
    check_officer_may(officer, Act.ORDER_LIST, None)
    async with audited_change(officer.actor, Act.ORDER_LIST, detail={"show": show}) as change:
        rows = await fetch(
            ORDERS_WITHIN + _PAGE, asking(officer, Act.ORDER_LIST), file_id, after and after.at,
            after and after.row_id, show, change.at, change.at + ENDING_WITHIN,
            None if among is None else list(among), most + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["created_at"], row["id"]), most)
        summaries = await _summaries(officer, [order_of(row) for row in shown], change.at)
        change.note(shown=len(summaries))
    return Page(summaries, following)


async def load_live_orders(officer: Officer, file_ids: Collection[UUID] | None = None) -> dict[UUID, LiveOrder]:
    """Who within reach is under a live order now, by file, of `file_ids` where given; for lists that are audited."""
    rows = await fetch(
        ORDERS_WITHIN + _IN_FORCE,
        asking(officer, Act.PERSON_FILE_LIST),
        None if file_ids is None else list(file_ids),
    )
    orders, now = [order_of(row) for row in rows], legal_time.now()
    stops = await stops_of(orders, await versions_of([order.id for order in orders]))
    return {
        order.file_id: LiveOrder(order.id, order.number, stops[order.id].at)
        for order in orders
        if order.id in stops and stops[order.id].at > now
    }


async def _summaries(officer: Officer, orders: Sequence[StoredOrder], at: datetime) -> tuple[OrderSummary, ...]:
    versions = await versions_of([order.id for order in orders])
    stops = await stops_of(orders, versions)
    people = await load_supervised_people(officer, {order.file_id for order in orders})
    return tuple(
        _summary(order, versions[order.id], stops.get(order.id), people[order.file_id], at)
        for order in orders
        if order.file_id in people
    )


def _summary(
    order: StoredOrder, versions: Sequence[StoredVersion], stop: Stop | None, person: SupervisedPerson, at: datetime
) -> OrderSummary:
    waiting = next((version for version in versions if version.state is VersionState.PROPOSED), None)
    newest = newest_version(versions)
    return OrderSummary(
        order_id=order.id,
        number=order.number,
        version=newest.version,
        state=state_shown(order, stop, at),
        person=person,
        starts_on=newest.starts_on,
        ends_on=newest.ends_on,
        stop=stop,
        waiting_kind=waiting.kind if waiting else None,
        proposed_by_name=newest.proposed_by_name,
        proposed_at=newest.proposed_at,
        created_at=order.created_at,
    )
