"""The decision on a proposed order version: by the county bureau's head or their deputy, on exactly what was shown."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision import legal_time
from supervision.approvals.consent import Capacity
from supervision.audit import Act, Change, audited_change
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import Purpose
from supervision.corrections.store import load_file
from supervision.errors import RuleRefused
from supervision.forms.catalogue import FormName
from supervision.legal_time import day_end
from supervision.officers import Officer, confirm_with_second_factor
from supervision.orders.checks import OrderRefused, check_active, check_proof, needed_open_version
from supervision.orders.deciders import capacity_to_decide_order
from supervision.orders.liveness import StopCause
from supervision.orders.order_papers import issue_with_version
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
    StoredOrder,
    StoredVersion,
    about_order,
    also_about_file,
    approved_version,
    load_order,
    stop_of,
    versions_of,
)
from supervision.orders.tables import OrderRow, OrderVersionRow
from supervision.orders.terms import OrderPaper, Terms
from supervision.texts import needed_text
from supervision.vault import Place, load_key, seal_text
from supervision.wording import Wording

_MOST_REASON = 2_000

OWN_PROPOSAL = Wording(
    "不能审批自己起草、修改或者提请的定位令。", "Nobody decides on what they drafted, changed or proposed themselves."
)
PAPER_CHANGED = Wording("您看到的内容与待审批的内容不一致，请重新打开核对。",
                        "What you were shown is not what waits for approval; open it again.")  # fmt: skip
PERIOD_OVER = Wording("申请的期限已经过去。", "The period asked for is over.")
ORDER_STOPPED = Wording(
    "定位令已因其他原因停止，不能批准。", "The order has stopped for another reason; nothing can be approved."
)


class OwnProposal(RuleRefused):
    """Whoever drafted, changed or proposed does not decide."""

    code = "own-proposal"


class PaperChanged(RuleRefused):
    """The digest confirmed is not that of the paper that waits."""

    code = "paper-changed"


@dataclass(frozen=True, slots=True)
class PaperForApproval:
    """What waits for the head's decision: the paper, its digest, and the terms in force where there are any."""

    paper: OrderPaper
    digest: str
    in_force: Terms | None


async def open_for_approval(officer: Officer, order_id: UUID) -> PaperForApproval:
    """The proposed paper exactly as its digest covers it; recorded with the person file's readings."""
    order = await load_order(officer, Act.ORDER_APPROVE, order_id)
    await capacity_to_decide_order(officer, order.division, legal_time.now())
    about = about_file(order.file_id)
    async with audited_change(officer.actor, Act.ORDER_OPEN, about, purpose=Purpose.SUPERVISION) as change:
        versions = (await versions_of([order_id]))[order_id]
        version = _proposed(versions)
        key = await load_key(order.vault_key)
        before = approved_version(versions)
        change.note(order=order_id, version=version.version)
        return PaperForApproval(
            paper=_paper_of(version.paper(await load_key(order.file_key))),
            digest=(version.paper_digest or b"").hex(),
            in_force=None if before is None else before.terms(key),
        )


async def approve_order(officer: Officer, order_id: UUID, digest: str, code: str) -> None:
    """Approve the proposed version; `digest` is what the head was shown, `code` the second factor.

    NotPermitted for whoever is neither head nor their deputy by mandate, OwnProposal, PaperChanged, GroundsRefused
    when a record was annulled meanwhile, SecondFactorRefused. An extension takes effect at once, a variation with its
    notice, a new order with its start. The decision goes out as a paper with it.
    """
    seen = await load_order(officer, Act.ORDER_APPROVE, order_id)
    _check_own(officer, proposed := _proposed((await versions_of([order_id]))[order_id]))
    await capacity_to_decide_order(officer, seen.division, legal_time.now())
    _check_digest(proposed, digest)
    await confirm_with_second_factor(officer, code)
    async with audited_change(officer.actor, Act.ORDER_APPROVE, about_order(order_id)) as change:
        order = await load_order(officer, Act.ORDER_APPROVE, order_id, lock=True)
        also_about_file(change, order)
        versions = (await versions_of([order_id]))[order_id]
        version = _proposed(versions)
        _check_own(officer, version)
        capacity = await capacity_to_decide_order(officer, order.division, change.at)
        _check_digest(version, digest)
        file = await load_file(officer, Act.ORDER_APPROVE, order.file_id, lock=True)
        check_active(file)
        key = await load_key(order.vault_key)
        await check_proof(file, version.terms(key))
        await _check_still_possible(order, versions, version, change.at)
        await _save_approval(change, officer, capacity, order, versions, version)
        change.note(version=version.version, kind=version.kind, digest=digest, authority=capacity.authority_id)
        await issue_with_version(change, officer, file, order_id, version.id, FormName.POSITIONING_DECISION)


async def return_order(officer: Officer, order_id: UUID, reason: str) -> None:
    """Send a proposed version back to be mended, with the reason."""
    reason = needed_text(reason, "reason", _MOST_REASON)
    async with audited_change(officer.actor, Act.ORDER_RETURN, about_order(order_id)) as change:
        order = await load_order(officer, Act.ORDER_RETURN, order_id, lock=True)
        also_about_file(change, order)
        version = _proposed((await versions_of([order_id]))[order_id])
        _check_own(officer, version)
        capacity = await capacity_to_decide_order(officer, order.division, change.at)
        key = await load_key(order.file_key)
        place = Place("order_version", "decision_note_sealed", version.id)
        await OrderVersionRow.update(
            {
                "state": next_version_state(version.state, OrderStep.RETURN).value,
                "decided_at": change.at,
                "decided_by": officer.id,
                "authority": capacity.authority_id,
                "decision_note_sealed": seal_text(key, reason, place),
            }
        ).where(OrderVersionRow.id == version.id)
        if version.kind is VersionKind.INITIAL:
            state = next_order_state(order.state, OrderStep.RETURN)
            await OrderRow.update({"state": state.value}).where(OrderRow.id == order_id)
        change.note(version=version.version, authority=capacity.authority_id)


async def _save_approval(
    change: Change,
    officer: Officer,
    capacity: Capacity,
    order: StoredOrder,
    versions: list[StoredVersion],
    version: StoredVersion,
) -> None:
    starts_now = version.kind is VersionKind.EXTENSION
    await OrderVersionRow.update(
        {
            "state": next_version_state(version.state, OrderStep.APPROVE).value,
            "decided_at": change.at,
            "decided_by": officer.id,
            "authority": capacity.authority_id,
            "decision_note_sealed": None,
            "valid_from": change.at if starts_now else None,
        }
    ).where(OrderVersionRow.id == version.id)
    if starts_now:
        await supersede(versions, change.at)
        await OrderRow.update({"ends_at": day_end(version.ends_on)}).where(OrderRow.id == order.id)
    if version.kind is VersionKind.INITIAL:
        state = next_order_state(order.state, OrderStep.APPROVE)
        await OrderRow.update({"state": state.value}).where(OrderRow.id == order.id)


async def supersede(versions: list[StoredVersion], at: datetime) -> None:
    """End the validity of the version in force, because the next takes over."""
    in_force = [version.id for version in versions if version.valid_from is not None and version.valid_until is None]
    await OrderVersionRow.update({"valid_until": at}).where(OrderVersionRow.id.is_in(in_force))


def _proposed(versions: list[StoredVersion]) -> StoredVersion:
    version = needed_open_version(versions)
    if version.state is not VersionState.PROPOSED:
        raise OrderStepRefused(STEP_REFUSED)
    return version


def _check_own(officer: Officer, version: StoredVersion) -> None:
    """A deputy is of the agency that drafts and proposes: what they had a hand in, another decides."""
    if version.is_of(officer.id):
        raise OwnProposal(OWN_PROPOSAL)


def _check_digest(version: StoredVersion, digest: str) -> None:
    if not hmac.compare_digest((version.paper_digest or b"").hex().encode(), digest.strip().lower().encode()):
        raise PaperChanged(PAPER_CHANGED)


async def _check_still_possible(
    order: StoredOrder, versions: list[StoredVersion], version: StoredVersion, at: datetime
) -> None:
    """Time may have passed since the proposal: the period may be over, or the order stopped for another reason."""
    if day_end(version.ends_on) <= at:
        raise OrderRefused(PERIOD_OVER)
    stop = await stop_of(order, versions) if order.state is OrderState.IN_FORCE else None
    if stop is None or stop.at > at:
        return
    if version.kind is not VersionKind.EXTENSION or stop.cause is not StopCause.EXPIRED:
        raise OrderRefused(ORDER_STOPPED)


def _paper_of(paper: OrderPaper | None) -> OrderPaper:
    if paper is None:
        raise OrderStepRefused(STEP_REFUSED)
    return paper
