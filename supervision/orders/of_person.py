"""The orders of one person, as their file lists them, and what still hangs on those that are over."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from supervision import legal_time
from supervision.audit import Act
from supervision.corrections.access import asking
from supervision.corrections.store import load_file
from supervision.officers import Officer
from supervision.orders.admissions import load_worn_of_files_for_system
from supervision.orders.due_work import TO_FETCH
from supervision.orders.grounds import Ground
from supervision.orders.listing import OrderShow, OrderSummary, list_orders
from supervision.orders.zones import Zone, ZoneKind
from supervision.storage.database import fetch


@dataclass(frozen=True, slots=True)
class PersonOrder:
    """An order of a person, with the grounds of its newest version and the tracker that was worn last."""

    summary: OrderSummary
    grounds: tuple[Ground, ...]
    tracker_id: str | None


async def list_orders_of(officer: Officer, file_id: UUID) -> tuple[PersonOrder, ...]:
    """The newest fifty orders of a person within reach; looking is an audited act."""
    found = await list_orders(officer, OrderShow.ALL, file_id=file_id)
    order_ids = [summary.order_id for summary in found.items]
    grounds, trackers = await _grounds(order_ids), await _trackers(order_ids)
    return tuple(
        PersonOrder(summary, grounds.get(summary.order_id, ()), trackers.get(summary.order_id))
        for summary in found.items
    )


async def find_trackers_to_fetch(officer: Officer, file_id: UUID) -> tuple[str, ...]:
    """The trackers that a person within reach still has although the order is over; for a page that is audited."""
    rows = await fetch(
        f"SELECT a.tracker_id {TO_FETCH} AND f.id = $3 ORDER BY a.assigned_at",
        asking(officer, Act.PERSON_FILE_OPEN), legal_time.now(), file_id,
    )  # fmt: skip
    return tuple(row["tracker_id"] for row in rows)


async def forbidden_zones_of(officer: Officer, file_id: UUID) -> tuple[Zone, ...]:
    """The forbidden zones of the order that a person within reach wears now; for a page that has opened the file."""
    await load_file(officer, Act.ORDER_OPEN, file_id)
    now = legal_time.now()
    return tuple(
        zone
        for tracker in await load_worn_of_files_for_system([file_id])
        if tracker.is_live_at(now)
        for version in tracker.versions
        if version.valid_until is None
        for zone in version.zones
        if zone.kind is ZoneKind.FORBIDDEN
    )


async def _grounds(order_ids: Collection[UUID]) -> dict[UUID, tuple[Ground, ...]]:
    rows = await fetch(
        """SELECT newest.order_id, g.ground FROM (
               SELECT DISTINCT ON (order_id) id, order_id FROM order_version WHERE order_id = ANY($1)
               ORDER BY order_id, version DESC
           ) AS newest JOIN order_ground AS g ON g.version = newest.id ORDER BY g.ground""",
        list(order_ids),
    )
    grounds: dict[UUID, tuple[Ground, ...]] = {}
    for row in rows:
        grounds[row["order_id"]] = (*grounds.get(row["order_id"], ()), Ground(row["ground"]))
    return grounds


async def _trackers(order_ids: Collection[UUID]) -> dict[UUID, str]:
    rows = await fetch(
        """SELECT DISTINCT ON (order_id) order_id, tracker_id FROM tracker_assignment WHERE order_id = ANY($1)
           ORDER BY order_id, assigned_at DESC""",
        list(order_ids),
    )
    return {row["order_id"]: row["tracker_id"] for row in rows}
