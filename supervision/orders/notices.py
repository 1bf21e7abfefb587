"""The numbered notice to the wearer: printed, and served with a signature or, refused, before two witnesses."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
from piccolo.columns import Column

from supervision.audit import Act, audited_change
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import Purpose
from supervision.corrections.store import load_file
from supervision.errors import InputInvalid, RuleRefused
from supervision.forms.catalogue import FormName
from supervision.officers import Officer
from supervision.orders.approval import supersede
from supervision.orders.order_papers import issue_with_version, standing_paper
from supervision.orders.order_state import STEP_REFUSED, OrderStep, OrderStepRefused, VersionKind, next_order_state
from supervision.orders.store import (
    StoredOrder,
    StoredVersion,
    about_order,
    approved_version,
    load_order,
    notice_of,
    versions_of,
)
from supervision.orders.tables import NoticeRow, OrderVersionRow
from supervision.orders.terms import OrderPaper, paper_for_wearer
from supervision.storage.database import Record, fetch_one
from supervision.storage.numbering import Series, take_number
from supervision.texts import needed_text
from supervision.vault import Place, load_key, seal_json
from supervision.wording import Wording

_MOST_NAME = 60

NOT_PRINTED = Wording("请先打印告知书。", "Print the notice first.")
SERVED_ALREADY = Wording("该版本已经告知。", "This version has been served already.")
SERVED_WRONG_TIME = Wording(
    "告知时间须在批准之后、现在之前。", "A notice is served after the approval and not in the future."
)
SCAN_NEEDED = Wording("请附本人签名的告知书扫描件。", "Attach the scan of the signed notice.")
SCAN_ELSEWHERE = Wording("扫描件不在本人档案中。", "The scan is not on this person's file.")
WITNESSES_NEEDED = Wording("拒绝签字的，须有两名见证人签名。", "A refusal to sign needs two different witnesses.")


class NoticeRefused(RuleRefused):
    """The notice cannot be served like this."""

    code = "notice-refused"


class Witnesses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The two people before whom the wearer refused to sign."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice as it is printed: the approved paper, protected zones hidden."""

    number: str
    paper: OrderPaper
    digest: str
    printed_at: datetime
    approved_at: datetime | None
    approved_by_name: str
    served_at: datetime | None
    paper_id: UUID | None
    """The paper as it was put out; None where it could not be made, or is void."""


async def print_notice(officer: Officer, order_id: UUID) -> Notice:
    """The notice of the newest approved version, numbered and put out at its first printing.

    Recorded as a reading of the file.
    """
    order = await load_order(officer, Act.ORDER_PRINT_NOTICE, order_id)
    about = about_file(order.file_id)
    async with audited_change(officer.actor, Act.ORDER_PRINT_NOTICE, about, purpose=Purpose.SUPERVISION) as change:
        order = await load_order(officer, Act.ORDER_PRINT_NOTICE, order_id, lock=True)
        next_order_state(order.state, OrderStep.PRINT_NOTICE)
        version = await _approved(order)
        row = await notice_of(version.id)
        if row is None:
            file = await load_file(officer, Act.ORDER_PRINT_NOTICE, order.file_id, lock=True)
            number = await take_number(Series.NOTICE, order.division)
            await NoticeRow.insert(
                NoticeRow(id=uuid4(), number=number, version=version.id, printed_at=change.at, printed_by=officer.id)
            )
            row = {"number": number, "printed_at": change.at, "served_at": None}
            await issue_with_version(change, officer, file, order_id, version.id, FormName.POSITIONING_NOTICE)
        paper = version.paper(await load_key(order.file_key))
        if paper is None:
            raise OrderStepRefused(STEP_REFUSED)
        change.note(order=order_id, version=version.version, notice=row["number"])
        return Notice(
            number=row["number"],
            paper=paper_for_wearer(paper),
            digest=(version.paper_digest or b"").hex(),
            printed_at=row["printed_at"],
            approved_at=version.decided_at,
            approved_by_name=version.decided_by_name,
            served_at=row["served_at"],
            paper_id=await standing_paper(order.file_id, version.id, FormName.POSITIONING_NOTICE),
        )


async def serve_notice(
    officer: Officer,
    order_id: UUID,
    served_at: datetime,
    *,
    scan_id: UUID | None = None,
    witnesses: tuple[str, str] | None = None,
) -> None:
    """Record that the notice was served: signed, with the scan on the file, or refused before two witnesses.

    A variation is in force from this moment. NoticeRefused, InputInvalid.
    """
    async with audited_change(officer.actor, Act.ORDER_SERVE_NOTICE, about_order(order_id)) as change:
        order = await load_order(officer, Act.ORDER_SERVE_NOTICE, order_id, lock=True)
        next_order_state(order.state, OrderStep.SERVE_NOTICE)
        versions = (await versions_of([order_id]))[order_id]
        version = await _approved(order)
        row = await _servable(version, served_at, change.at)
        await _check_scan(order, scan_id, witnesses)
        values: dict[Column | str, Any] = {
            "served_at": served_at,
            "served_by": officer.id,
            "scan": scan_id,
            "was_refused": witnesses is not None,
            "witnesses_sealed": None,
        }
        if witnesses is not None:
            key, place = await load_key(order.file_key), Place("notice", "witnesses_sealed", row["id"])
            values["witnesses_sealed"] = seal_json(key, _read_witnesses(witnesses), place)
        await NoticeRow.update(values).where(NoticeRow.id == row["id"])
        if version.kind is VersionKind.VARIATION:
            await supersede(versions, change.at)
            await OrderVersionRow.update({"valid_from": change.at}).where(OrderVersionRow.id == version.id)
        change.note(version=version.version, notice=row["number"], refused=witnesses is not None)


async def _approved(order: StoredOrder) -> StoredVersion:
    version = approved_version((await versions_of([order.id]))[order.id])
    if version is None:
        raise OrderStepRefused(STEP_REFUSED)
    return version


async def _servable(version: StoredVersion, served_at: datetime, now: datetime) -> Record:
    row = await notice_of(version.id)
    if row is None:
        raise NoticeRefused(NOT_PRINTED)
    if row["served_at"] is not None:
        raise NoticeRefused(SERVED_ALREADY)
    approved_at = version.decided_at or now
    if not approved_at.replace(second=0, microsecond=0) <= served_at <= now:  # people note whole minutes
        raise NoticeRefused(SERVED_WRONG_TIME)
    return row


async def _check_scan(order: StoredOrder, scan_id: UUID | None, witnesses: tuple[str, str] | None) -> None:
    if scan_id is None:
        if witnesses is None:
            raise InputInvalid(SCAN_NEEDED, field="scan")
        return
    if await fetch_one("SELECT 1 FROM attachment WHERE id = $1 AND file = $2", scan_id, order.file_id) is None:
        raise InputInvalid(SCAN_ELSEWHERE, field="scan")


def _read_witnesses(names: tuple[str, str]) -> Witnesses:
    first, second = (needed_text(name, f"witness_{place}", _MOST_NAME) for place, name in enumerate(names, start=1))
    if first == second:
        raise InputInvalid(WITNESSES_NEEDED, field="witness_2")
    return Witnesses(first, second)
