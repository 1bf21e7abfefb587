"""Destroying the keys of orders that ended longer ago than tracks may be kept: no position of theirs opens any more.

The papers of an order are sealed with its file and stay. `supervision.monitoring.track_clearing` deletes what is left.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from functools import partial
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.audit.expiry import RETENTION
from supervision.corrections.legal_holds import held
from supervision.orders.liveness import Stop
from supervision.orders.order_state import OPEN_VERSION_STATES, OrderState, VersionState
from supervision.orders.store import (
    SELECT_ORDERS,
    SUBJECT_KIND,
    StoredOrder,
    about_order,
    order_of,
    stops_of,
    versions_of,
)
from supervision.orders.tables import OrderRow, OrderVersionRow
from supervision.retention import kept_since
from supervision.storage.database import fetch
from supervision.vault import destroy_key, list_destruction

KIND = "position"
"""The rule of retention that ends tracks."""

REASON = "retention"
_AT_A_TIME = 200
_FIRST = UUID(int=0)

_STARTED = f"""{SELECT_ORDERS} JOIN vault_key AS k ON k.id = p.vault_key
WHERE k.destroyed_at IS NULL AND p.starts_at < $1 AND NOT {held("p.file")} AND p.id > $2 ORDER BY p.id LIMIT $3"""
_LOCKED = f"{SELECT_ORDERS} WHERE p.id = $1 FOR NO KEY UPDATE OF p, f"
_STANDS = f"""SELECT FROM positioning_order AS p JOIN vault_key AS k ON k.id = p.vault_key
WHERE p.id = $1 AND (k.destroyed_at IS NOT NULL OR {held("p.file")})"""


class _NotDue(Exception):
    """The order's tracks are kept after all, or are destroyed already."""


async def destroy_due_tracks(now: datetime) -> int:
    """Destroy the key of every order that stopped longer ago than the rule for positions; gives their number.

    Each is an act of its own with a certificate. An order that stopped by itself is put down as ended, so that nothing
    can extend it. Files under a legal hold are passed over.
    """
    before = kept_since(KIND, now)
    return sum([await _destroy(order_id, before) async for order_id in _due(before)])


async def _due(before: datetime) -> AsyncIterator[UUID]:
    """Orders that stopped before that moment, a page at a time, by id: one that fails does not come up again."""
    after = _FIRST
    while rows := await fetch(_STARTED, before, after, _AT_A_TIME):
        orders = [order_of(row) for row in rows]
        stops = await stops_of(orders, await versions_of([order.id for order in orders]))
        for order in orders:
            if stops[order.id].at < before:
                yield order.id
        after = orders[-1].id


async def _destroy(order_id: UUID, before: datetime) -> bool:
    try:
        async with audited_change(RETENTION, Act.TRACK_DESTROY, about_order(order_id)) as change:
            order, stop = await _lock_due(order_id, before)
            destruction = await destroy_key(order.vault_key, REASON, SUBJECT_KIND, str(order_id))
            await _put_down_as_ended(order, stop)
            certificate = destruction.certificate
            change.note(
                file=order.file_id,
                rule=KIND,
                stopped_at=stop.at,
                cause=stop.cause,
                certificate=certificate.certificate_id,
                gone_from_backups_on=certificate.gone_from_backups_on,
            )
            change.after_commit(partial(list_destruction, destruction))
    except _NotDue:
        return False
    return True


async def _lock_due(order_id: UUID, before: datetime) -> tuple[StoredOrder, Stop]:
    """The order and its file, locked, so that no hold is placed and nothing extended meanwhile; _NotDue otherwise."""
    rows = await fetch(_LOCKED, order_id)
    if not rows or await fetch(_STANDS, order_id):
        raise _NotDue
    order = order_of(rows[0])
    stop = (await stops_of([order], await versions_of([order_id]))).get(order_id)
    if stop is None or stop.at >= before:
        raise _NotDue
    return order, stop


async def _put_down_as_ended(order: StoredOrder, stop: Stop) -> None:
    if order.state is not OrderState.ENDED:
        await OrderRow.update(
            {"state": OrderState.ENDED.value, "ended_at": stop.at, "end_cause": stop.cause.value}
        ).where(OrderRow.id == order.id)
    await OrderVersionRow.update({"state": VersionState.WITHDRAWN.value}).where(
        (OrderVersionRow.order == order.id)
        & OrderVersionRow.state.is_in([state.value for state in OPEN_VERSION_STATES])
    )
    await fetch(
        "UPDATE tracker_assignment SET ended_at = greatest(assigned_at, $2) WHERE order_id = $1 AND ended_at IS NULL",
        order.id, stop.at,
    )  # fmt: skip
