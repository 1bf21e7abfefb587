"""Putting a tracker on, starting the order, and getting the tracker back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from supervision.audit import Act, audited_change
from supervision.corrections.store import load_file
from supervision.errors import NotFound, RuleRefused
from supervision.legal_time import day_end, day_start
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.orders.checks import check_active
from supervision.orders.liveness import Stop
from supervision.orders.order_state import STEP_REFUSED, OrderState, OrderStep, OrderStepRefused, next_order_state
from supervision.orders.store import (
    StoredOrder,
    StoredVersion,
    about_order,
    approved_version,
    load_order,
    notice_of,
    stop_of,
    version_in_force,
    versions_of,
)
from supervision.orders.tables import AssignmentRow, OrderRow, OrderVersionRow
from supervision.storage.database import Record, fetch, fetch_one
from supervision.storage.numbering import county_of
from supervision.texts import optional_text
from supervision.vault import Place, load_key, seal_text
from supervision.wording import Wording

_MOST_NOTE = 1_000

PHONE = Wording(
    "手机不是电子定位装置，不能用于定位令。", "A phone is no electronic positioning device and cannot back an order."
)
NOT_PAIRED = Wording("该装置尚未配对，或者已停用。", "The tracker is not paired, or was revoked.")
OTHER_COUNTY = Wording("该装置不属于本县。", "The tracker belongs to another county.")
OTHER_MODEL = Wording(
    "该装置的型号与批准的不同；更换型号须办理变更。",
    "The model is not the one approved; another model needs a variation.",
)
STILL_OUT = Wording("该装置尚未交回。", "The tracker has not been handed back yet.")
NOT_SERVED = Wording("告知书尚未送达，不能启动。", "The order cannot start before its notice is served.")
NO_TRACKER = Wording("尚未佩戴装置，不能启动。", "The order cannot start before a tracker is worn.")
NOT_YET = Wording("尚未到批准的起始日。", "The first day approved has not come yet.")
OVER = Wording("批准的期限已经过去，不能启动。", "The period approved is over.")
STOPPED = Wording("定位令已停止。", "The order has stopped.")
STILL_WORN = Wording("定位令仍在执行；先结束定位令或者更换装置，再登记交回。",
                     "The order still runs; end it or put on another tracker first.")  # fmt: skip
RECEIVED_WRONG_TIME = Wording(
    "交回时间须在佩戴之后、现在之前。", "It is handed back after it was put on, not in the future."
)
BACK_ALREADY = Wording("该装置已经登记交回。", "The tracker is recorded as handed back already.")


class TrackerRefused(RuleRefused):
    """This tracker cannot be worn under this order."""

    code = "tracker-refused"


class StartRefused(RuleRefused):
    """The order cannot start yet, or no longer."""

    code = "start-refused"


class HandBackRefused(RuleRefused):
    """The tracker cannot be recorded as handed back."""

    code = "hand-back-refused"


@dataclass(frozen=True, slots=True)
class TrackerFacts:
    """What the caller knows of a tracker; orders know nothing of devices themselves."""

    tracker_id: str
    is_dedicated: bool
    is_paired: bool
    division: str
    model_name: str


async def assign_tracker(officer: Officer, order_id: UUID, tracker: TrackerFacts) -> UUID:
    """Record who wears which tracker from now on; one worn before under the order is over and must be handed back.

    TrackerRefused for a phone, another model than approved, another county's, an unpaired one, or one still out.
    """
    async with audited_change(officer.actor, Act.TRACKER_ASSIGN, about_order(order_id)) as change:
        order = await load_order(officer, Act.TRACKER_ASSIGN, order_id, lock=True)
        next_order_state(order.state, OrderStep.ASSIGN_TRACKER)
        versions = (await versions_of([order_id]))[order_id]
        version = version_in_force(versions) or needed_approved(versions)
        stop = await stop_of(order, versions)
        if stop is not None and stop.at <= change.at:
            raise OrderStepRefused(STOPPED)
        key = await load_key(order.vault_key)
        _check_tracker(tracker, order, version.terms(key).tracker_model)
        await fetch("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"tracker:{tracker.tracker_id}")
        if await _is_out(tracker.tracker_id):
            raise TrackerRefused(STILL_OUT)
        await AssignmentRow.update({"ended_at": change.at}).where(
            (AssignmentRow.order == order_id) & AssignmentRow.ended_at.is_null()
        )
        assignment_id = uuid4()
        await AssignmentRow.insert(
            AssignmentRow(
                id=assignment_id,
                order=order_id,
                tracker_id=tracker.tracker_id,
                assigned_at=change.at,
                assigned_by=officer.id,
            )
        )
        change.note(assignment=assignment_id, tracker=tracker.tracker_id)
    return assignment_id


async def start_order(officer: Officer, order_id: UUID) -> datetime:
    """Start an approved order now, once its notice is served and a tracker is worn; positions come in from here on.

    StartRefused says what is lacking.
    """
    async with audited_change(officer.actor, Act.ORDER_START, about_order(order_id)) as change:
        order = await load_order(officer, Act.ORDER_START, order_id, lock=True)
        state = next_order_state(order.state, OrderStep.START)
        version = needed_approved((await versions_of([order_id]))[order_id])
        check_active(await load_file(officer, Act.ORDER_START, order.file_id))
        await _check_may_start(order, version, change.at)
        await OrderRow.update(
            {"state": state.value, "starts_at": change.at, "ends_at": day_end(version.ends_on)}
        ).where(OrderRow.id == order_id)
        await OrderVersionRow.update({"valid_from": change.at}).where(OrderVersionRow.id == version.id)
        change.note(version=version.version, file=order.file_id)
    return change.at


async def hand_back(officer: Officer, assignment_id: UUID, received_at: datetime, note: str = "") -> None:
    """Record that the tracker is back; an order that had stopped by itself is then put down as ended.

    HandBackRefused while the order still runs with this tracker.
    """
    note = optional_text(note, "note", _MOST_NOTE)
    row = await fetch_one("SELECT * FROM tracker_assignment WHERE id = $1", assignment_id)
    if row is None:
        raise NotFound(NOT_HERE)  # exactly as outside of the reach, so that existence is not told
    order_id: UUID = row["order_id"]
    async with audited_change(officer.actor, Act.TRACKER_HAND_BACK, about_order(order_id)) as change:
        order = await load_order(officer, Act.TRACKER_HAND_BACK, order_id, lock=True)
        stop = await stop_of(order, (await versions_of([order_id]))[order_id])
        worn = await _worn(assignment_id)
        ended_at = _check_hand_back(worn, stop, received_at, change.at)
        place = Place("tracker_assignment", "hand_back_note_sealed", assignment_id)
        await AssignmentRow.update(
            {
                "ended_at": ended_at,
                "handed_back_at": received_at,
                "handed_back_to": officer.id,
                "hand_back_note_sealed": seal_text(await load_key(order.file_key), note, place) if note else None,
            }
        ).where(AssignmentRow.id == assignment_id)
        if order.state is OrderState.IN_FORCE and stop is not None and stop.at <= change.at:
            await OrderRow.update(
                {"state": OrderState.ENDED.value, "ended_at": stop.at, "end_cause": stop.cause.value}
            ).where(OrderRow.id == order_id)
        change.note(assignment=assignment_id, tracker=row["tracker_id"])


def needed_approved(versions: list[StoredVersion]) -> StoredVersion:
    """The newest approved version; OrderStepRefused when there is none."""
    version = approved_version(versions)
    if version is None:
        raise OrderStepRefused(STEP_REFUSED)
    return version


def _check_tracker(tracker: TrackerFacts, order: StoredOrder, model_name: str) -> None:
    if not tracker.is_dedicated:
        raise TrackerRefused(PHONE)
    if not tracker.is_paired:
        raise TrackerRefused(NOT_PAIRED)
    county = county_of(order.division)
    if not (order.division.startswith(tracker.division) or tracker.division.startswith(county)):
        raise TrackerRefused(OTHER_COUNTY)
    if tracker.model_name != model_name:
        raise TrackerRefused(OTHER_MODEL)


async def _is_out(tracker_id: str) -> bool:
    row = await fetch_one(
        "SELECT 1 FROM tracker_assignment WHERE tracker_id = $1 AND handed_back_at IS NULL LIMIT 1", tracker_id
    )
    return row is not None


async def _check_may_start(order: StoredOrder, version: StoredVersion, at: datetime) -> None:
    notice = await notice_of(version.id)
    if notice is None or notice["served_at"] is None:
        raise StartRefused(NOT_SERVED)
    worn = await fetch_one("SELECT 1 FROM tracker_assignment WHERE order_id = $1 AND ended_at IS NULL", order.id)
    if worn is None:
        raise StartRefused(NO_TRACKER)
    if at < day_start(version.starts_on):
        raise StartRefused(NOT_YET)
    if at >= day_end(min(version.ends_on, order.term_ends_on)):
        raise StartRefused(OVER)


async def _worn(assignment_id: UUID) -> Record:
    row = await fetch_one("SELECT * FROM tracker_assignment WHERE id = $1 FOR UPDATE", assignment_id)
    if row is None:
        raise NotFound(NOT_HERE)
    return row


def _check_hand_back(worn: Record, stop: Stop | None, received_at: datetime, now: datetime) -> datetime:
    """The moment at which wearing counts as over: as recorded, else when the order stopped."""
    if worn["handed_back_at"] is not None:
        raise HandBackRefused(BACK_ALREADY)
    if not worn["assigned_at"].replace(second=0, microsecond=0) <= received_at <= now:
        raise HandBackRefused(RECEIVED_WRONG_TIME)
    ended_at: datetime | None = worn["ended_at"]
    if ended_at is not None:
        return ended_at
    if stop is None or stop.at > now:
        raise HandBackRefused(STILL_WORN)
    assigned_at: datetime = worn["assigned_at"]
    return max(stop.at, assigned_at)
