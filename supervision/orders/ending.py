"""Ending an order early, because it is no longer needed or should not have been."""

from datetime import datetime
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.store import load_file
from supervision.errors import InputInvalid
from supervision.officers import Officer
from supervision.orders.liveness import StopCause
from supervision.orders.order_papers import void_with_order
from supervision.orders.order_state import OPEN_VERSION_STATES, OrderStep, VersionState, next_order_state
from supervision.orders.store import about_order, load_order, stop_of, versions_of
from supervision.orders.tables import AssignmentRow, OrderRow, OrderVersionRow
from supervision.texts import needed_text
from supervision.vault import Place, load_key, seal_text
from supervision.wording import Wording

EARLY_ENDS = (StopCause.NO_LONGER_NEEDED, StopCause.SET_ASIDE)
"""The causes that officers decide on; all others come by themselves."""

_MOST_NOTE = 2_000

CAUSE_WRONG = Wording(
    "提前结束的原因只能是不再需要或者撤销。", "An order is ended early as no longer needed, or set aside."
)


async def end_order(officer: Officer, order_id: UUID, cause: StopCause, note: str) -> datetime:
    """End an order now, in whatever state: positions stop at the moment returned, and the tracker must come off.

    An order that had stopped by itself before is put down as ended then, with that cause. The papers of one that is
    set aside, or never started, are void.
    """
    if cause not in EARLY_ENDS:
        raise InputInvalid(CAUSE_WRONG, field="cause")
    note = needed_text(note, "note", _MOST_NOTE)
    async with audited_change(officer.actor, Act.ORDER_END, about_order(order_id)) as change:
        order = await load_order(officer, Act.ORDER_END, order_id, lock=True)
        state = next_order_state(order.state, OrderStep.END)
        file = await load_file(officer, Act.ORDER_END, order.file_id, lock=True)
        versions = (await versions_of([order_id]))[order_id]
        stop = await stop_of(order, versions)
        ended_at, end_cause = (stop.at, stop.cause) if stop and stop.at <= change.at else (change.at, cause)
        place = Place("positioning_order", "end_note_sealed", order_id)
        await OrderRow.update(
            {
                "state": state.value,
                "ended_at": ended_at,
                "end_cause": end_cause.value,
                "end_note_sealed": seal_text(await load_key(order.file_key), note, place),
                "ended_by": officer.id,
            }
        ).where(OrderRow.id == order_id)
        await OrderVersionRow.update({"state": VersionState.WITHDRAWN.value}).where(
            (OrderVersionRow.order == order_id)
            & OrderVersionRow.state.is_in([one.value for one in OPEN_VERSION_STATES])
        )
        await AssignmentRow.update({"ended_at": change.at}).where(
            (AssignmentRow.order == order_id) & AssignmentRow.ended_at.is_null()
        )
        change.note(cause=end_cause, ended_at=ended_at, file=order.file_id)
        if end_cause is StopCause.SET_ASIDE or order.starts_at is None:
            await void_with_order(change, officer, file, versions, note)
    return ended_at
