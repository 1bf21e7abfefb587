"""Drafting an order, a variation or an extension, and proposing it."""

from datetime import datetime
from uuid import UUID, uuid4

from supervision.audit import Act, Change, audited_change
from supervision.corrections.opening import SUBJECT_KIND as FILE_KIND
from supervision.corrections.store import StoredFile, load_file
from supervision.officers import Officer
from supervision.orders.checks import (
    OrderRefused,
    check_active,
    check_on_file,
    check_terms_period,
    needed_open_version,
)
from supervision.orders.liveness import StopCause
from supervision.orders.order_state import (
    STEP_REFUSED,
    OrderState,
    OrderStep,
    OrderStepRefused,
    VersionKind,
    VersionState,
    next_order_state,
    next_version_state,
)
from supervision.orders.store import (
    SUBJECT_KIND,
    StoredOrder,
    StoredVersion,
    about_order,
    also_about_file,
    approved_version,
    load_order,
    open_version,
    orders_of_file,
    save_grounds,
    seal_terms,
    stop_of,
    versions_of,
)
from supervision.orders.tables import OrderRow, OrderVersionRow
from supervision.orders.terms import Terms, check_terms, find_changes
from supervision.settings import Register
from supervision.storage.numbering import Series, take_number
from supervision.vault import DataKey, KeyKind, create_key, load_key
from supervision.wording import Wording

ORDER_RUNS = Wording("本人已有未结束的定位令。", "This person already has an order that has not ended.")
VERSION_OPEN = Wording("已有待审批的版本，请先处理。", "A version waits for its decision; deal with it first.")
NOTICE_PENDING = Wording(
    "已批准的变更尚未告知本人，请先告知。", "An approved variation has not been served yet; serve it first."
)
NOT_LIVE = Wording("定位令已停止，不能变更。", "The order has stopped; it can no longer be varied.")
NOT_EXTENDABLE = Wording(
    "定位令因其他原因停止，不能延期。", "The order stopped for another reason than its own expiry."
)
EXTENSION_ONLY = Wording("延期不改变区域、时段和装置；需要改变的另行办理变更。",
                         "An extension keeps zones, hours and device; to change them, vary the order.")  # fmt: skip
NOTHING_CHANGED = Wording("没有任何变更。", "Nothing differs from the version in force.")


async def draft_order(officer: Officer, file_id: UUID, terms: Terms) -> UUID:
    """Draft a positioning order under a key of its own below the file's, and number it.

    OrderRefused unless the file is active and without another order; PeriodRefused, GroundsRefused, ZoneRefused.
    """
    terms = check_terms(terms, VersionKind.INITIAL)
    async with audited_change(officer.actor, Act.ORDER_DRAFT) as change:
        file = await load_file(officer, Act.ORDER_DRAFT, file_id, lock=True)
        check_active(file)
        await _check_no_other(file, change.at)
        check_terms_period(VersionKind.INITIAL, terms, None, file, change.at)
        await check_on_file(file, terms)
        key = await create_key(Register.CORRECTIONS, KeyKind.ORDER, await load_key(file.vault_key))
        order_id, number = uuid4(), await take_number(Series.ORDER, file.division)
        await OrderRow.insert(
            OrderRow(
                id=order_id,
                number=number,
                file=file_id,
                vault_key=key.id,
                state=OrderState.DRAFT.value,
                created_at=change.at,
                created_by=officer.id,
            )
        )
        await _insert_version(change, officer, key, order_id, 1, VersionKind.INITIAL, terms)
        change.is_about(SUBJECT_KIND, order_id)
        change.is_also_about(FILE_KIND, [file_id], order=order_id)
        change.note(number=number, file=file_id)
    return order_id


async def draft_next(officer: Officer, order_id: UUID, kind: VersionKind, terms: Terms) -> int:
    """Draft a variation or an extension of an order in force; the version's number is returned.

    A variation changes ground, zone, hours or device and keeps the term; an extension changes only the term, with an
    assessment. One at a time.
    """
    terms = check_terms(terms, kind)
    async with audited_change(officer.actor, Act.ORDER_DRAFT, about_order(order_id)) as change:
        order = await load_order(officer, Act.ORDER_DRAFT, order_id, lock=True)
        also_about_file(change, order)
        next_order_state(order.state, OrderStep.DRAFT_NEXT)
        versions = (await versions_of([order_id]))[order_id]
        before = approved_version(versions)
        if before is None:
            raise OrderStepRefused(STEP_REFUSED)
        await _check_may_follow(order, versions, before, kind, change.at)
        file = await load_file(officer, Act.ORDER_DRAFT, order.file_id)
        check_active(file)
        key = await load_key(order.vault_key)
        _check_difference(kind, before.terms(key), terms)
        check_terms_period(kind, terms, before, file, change.at)
        await check_on_file(file, terms)
        number = versions[-1].version + 1
        await _insert_version(change, officer, key, order_id, number, kind, terms)
        change.note(version=number, kind=kind)
    return number


async def change_draft(officer: Officer, order_id: UUID, terms: Terms) -> None:
    """Change the terms of a version that is a draft or was returned."""
    async with audited_change(officer.actor, Act.ORDER_DRAFT, about_order(order_id)) as change:
        order = await load_order(officer, Act.ORDER_DRAFT, order_id, lock=True)
        also_about_file(change, order)
        versions = (await versions_of([order_id]))[order_id]
        version = needed_open_version(versions)
        state = next_version_state(version.state, OrderStep.EDIT)
        terms = check_terms(terms, version.kind)
        file = await load_file(officer, Act.ORDER_DRAFT, order.file_id)
        before, key = approved_version(versions), await load_key(order.vault_key)
        if before is not None:
            _check_difference(version.kind, before.terms(key), terms)
        check_terms_period(version.kind, terms, before, file, change.at)
        await check_on_file(file, terms)
        await OrderVersionRow.update(
            {
                "state": state.value,
                "starts_on": terms.starts_on,
                "ends_on": terms.ends_on,
                "drafters": list(dict.fromkeys([*version.drafters, officer.id])),
                "terms_sealed": seal_terms(key, version.id, terms),
            }
        ).where(OrderVersionRow.id == version.id)
        await save_grounds(version.id, terms)
        change.note(version=version.version)


async def withdraw_version(officer: Officer, order_id: UUID) -> None:
    """Give up a variation or an extension that is a draft or was returned; the version in force goes on.

    OrderStepRefused for one that waits for its decision, and for the first version, with which the whole order ends.
    """
    async with audited_change(officer.actor, Act.ORDER_WITHDRAW, about_order(order_id)) as change:
        order = await load_order(officer, Act.ORDER_WITHDRAW, order_id, lock=True)
        also_about_file(change, order)
        version = needed_open_version((await versions_of([order_id]))[order_id])
        if version.kind is VersionKind.INITIAL:
            raise OrderStepRefused(STEP_REFUSED)
        state = next_version_state(version.state, OrderStep.WITHDRAW)
        await OrderVersionRow.update({"state": state.value}).where(OrderVersionRow.id == version.id)
        change.note(version=version.version, kind=version.kind)


async def _check_no_other(file: StoredFile, at: datetime) -> None:
    for order in await orders_of_file(file.id):
        if order.state is OrderState.ENDED:
            continue
        stop = await stop_of(order, (await versions_of([order.id]))[order.id])
        if stop is None or stop.at > at:
            raise OrderRefused(ORDER_RUNS)


async def _check_may_follow(
    order: StoredOrder, versions: list[StoredVersion], before: StoredVersion, kind: VersionKind, at: datetime
) -> None:
    if open_version(versions) is not None:
        raise OrderRefused(VERSION_OPEN)
    if before.valid_from is None:
        raise OrderRefused(NOTICE_PENDING)
    stop = await stop_of(order, versions)
    if stop is None or stop.at > at:
        return
    if kind is VersionKind.VARIATION:
        raise OrderRefused(NOT_LIVE)
    if stop.cause is not StopCause.EXPIRED:
        raise OrderRefused(NOT_EXTENDABLE)


def _check_difference(kind: VersionKind, before: Terms, after: Terms) -> None:
    changes = set(find_changes(before, after))
    if kind is VersionKind.EXTENSION and changes & {"zones", "tracker_model"}:
        raise OrderRefused(EXTENSION_ONLY)
    if kind is VersionKind.VARIATION and not changes & {"zones", "tracker_model", "grounds"}:
        raise OrderRefused(NOTHING_CHANGED)


async def _insert_version(
    change: Change, officer: Officer, key: DataKey, order_id: UUID, number: int, kind: VersionKind, terms: Terms
) -> None:
    version_id = uuid4()
    await OrderVersionRow.insert(
        OrderVersionRow(
            id=version_id,
            order=order_id,
            version=number,
            kind=kind.value,
            state=VersionState.DRAFT.value,
            starts_on=terms.starts_on,
            ends_on=terms.ends_on,
            drafted_at=change.at,
            drafted_by=officer.id,
            drafters=[officer.id],
            terms_sealed=seal_terms(key, version_id, terms),
        )
    )
    await save_grounds(version_id, terms)
