"""One order in clear, with every version, notice and tracker."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.content import FileContent
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import read_purpose
from supervision.corrections.records import FileRecord, records_of
from supervision.corrections.store import StoredFile, load_file
from supervision.officers import Officer
from supervision.orders.grounds import Ground
from supervision.orders.listing import state_shown
from supervision.orders.liveness import Stop
from supervision.orders.notices import Witnesses
from supervision.orders.order_state import OrderState
from supervision.orders.store import (
    StoredOrder,
    StoredVersion,
    load_order,
    newest_version,
    notice_of,
    stop_of,
    versions_of,
)
from supervision.orders.terms import OrderPaper, Terms, terms_of
from supervision.storage.database import Record, fetch
from supervision.vault import DataKey, Place, load_key, load_keys, unseal_json, unseal_text


@dataclass(frozen=True, slots=True)
class VersionInFull:
    """One version with its terms, and its paper once it was proposed."""

    version: StoredVersion
    terms: Terms
    paper: OrderPaper | None
    decision_note: str
    notice_number: str | None
    printed_at: datetime | None
    served_at: datetime | None
    witnesses: Witnesses | None
    scan_id: UUID | None


@dataclass(frozen=True, slots=True)
class Wearing:
    """Which tracker was worn, from when to when, and whether it is back."""

    assignment_id: UUID
    tracker_id: str
    assigned_at: datetime
    ended_at: datetime | None
    handed_back_at: datetime | None


@dataclass(frozen=True, slots=True)
class OrderInFull:
    """An order in clear, with every version, every tracker worn under it, and what its papers take from the file."""

    order: StoredOrder
    state: OrderState
    stop: Stop | None
    person_name: str
    content: FileContent
    office_name: str
    end_note: str
    versions: tuple[VersionInFull, ...]
    records: tuple[tuple[Ground, FileRecord], ...]
    worn: tuple[Wearing, ...]


async def open_order(officer: Officer, order_id: UUID, purpose: str | None) -> OrderInFull:
    """An order in clear, for a purpose; recorded with the readings of its person's file."""
    reason = read_purpose(purpose)
    order = await load_order(officer, Act.ORDER_OPEN, order_id)
    about = about_file(order.file_id)
    async with audited_change(officer.actor, Act.ORDER_OPEN, about, purpose=reason) as change:
        change.note(order=order_id)
        file = await load_file(officer, Act.ORDER_OPEN, order.file_id)
        key, order_key = await load_key(order.file_key), (await load_keys([order.vault_key])).get(order.vault_key)
        versions = (await versions_of([order_id]))[order_id]
        in_full = [await _version_in_full(version, key, order_key) for version in versions]
        stop, content = await stop_of(order, versions), await file.open_content()
        return OrderInFull(
            order=order,
            state=state_shown(order, stop, change.at),
            stop=stop,
            person_name=content.identity.name,
            content=content,
            office_name=file.office_name,
            end_note=await _end_note(order, key),
            versions=tuple(in_full),
            records=await _records(file, in_full),
            worn=await _worn(order_id),
        )


async def _version_in_full(version: StoredVersion, key: DataKey, order_key: DataKey | None) -> VersionInFull:
    notice, paper = await notice_of(version.id), version.paper(key)
    note = witnesses = None
    if version.decision_note_sealed is not None:
        note = unseal_text(
            key, version.decision_note_sealed, Place("order_version", "decision_note_sealed", version.id)
        )
    if notice is not None and notice["witnesses_sealed"] is not None:
        place = Place("notice", "witnesses_sealed", notice["id"])
        witnesses = unseal_json(key, notice["witnesses_sealed"], place, Witnesses)
    return VersionInFull(
        version=version,
        terms=version.terms(order_key) if order_key else _terms_left(version, paper),
        paper=paper,
        decision_note=note or "",
        notice_number=notice["number"] if notice else None,
        printed_at=notice["printed_at"] if notice else None,
        served_at=notice["served_at"] if notice else None,
        witnesses=witnesses,
        scan_id=notice["scan"] if notice else None,
    )


def _terms_left(version: StoredVersion, paper: OrderPaper | None) -> Terms:
    """What is known of a version once the order's key was destroyed with the tracks: what its paper says."""
    return Terms(version.starts_on, version.ends_on, grounds=()) if paper is None else terms_of(paper)


async def _records(file: StoredFile, versions: Sequence[VersionInFull]) -> tuple[tuple[Ground, FileRecord], ...]:
    """The grounds of the newest version with their records as they stand now."""
    newest = newest_version([one.version for one in versions])
    choices = next(one.terms.grounds for one in versions if one.version is newest)
    found = {record.record_id: record for record in await records_of(file, {choice.record_id for choice in choices})}
    return tuple((choice.ground, found[choice.record_id]) for choice in choices if choice.record_id in found)


async def _end_note(order: StoredOrder, key: DataKey) -> str:
    rows = await fetch("SELECT end_note_sealed FROM positioning_order WHERE id = $1", order.id)
    sealed = rows[0]["end_note_sealed"]
    return unseal_text(key, sealed, Place("positioning_order", "end_note_sealed", order.id)) if sealed else ""


async def _worn(order_id: UUID) -> tuple[Wearing, ...]:
    rows = await fetch("SELECT * FROM tracker_assignment WHERE order_id = $1 ORDER BY assigned_at DESC", order_id)
    return tuple(map(_wearing, rows))


def _wearing(row: Record) -> Wearing:
    return Wearing(row["id"], row["tracker_id"], row["assigned_at"], row["ended_at"], row["handed_back_at"])
