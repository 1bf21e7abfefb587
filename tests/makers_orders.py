"""Positioning orders for tests, brought as far as the test wants the way officers bring them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from supervision import legal_time
from supervision.corrections.attachments import AttachmentKind
from supervision.legal_time import legal_day
from supervision.orders.approval import approve_order, open_for_approval
from supervision.orders.drafting import draft_next, draft_order
from supervision.orders.grounds import Ground
from supervision.orders.notices import print_notice, serve_notice
from supervision.orders.order_state import VersionKind
from supervision.orders.periods import latest_end
from supervision.orders.proposing import propose_order
from supervision.orders.terms import GroundChoice, Terms
from supervision.orders.wearing import TrackerFacts, assign_tracker, start_order
from supervision.storage.database import fetch_one
from tests.cast import Cast
from tests.makers import Member
from tests.makers_files import make_attachment, make_person_file, make_record

MODEL = "腕带一型"


@dataclass(frozen=True, slots=True)
class OrderInForce:
    """An order that runs, with everything that belongs to it."""

    order_id: UUID
    file_id: UUID
    assignment_id: UUID
    tracker_id: str
    terms: Terms
    started_at: datetime


def make_zone(
    lat: float = 35.49, lon: float = 112.85, radius_m: float = 100.0, *, kind: str = "required", **parts: Any
) -> dict[str, Any]:
    """A circle, required unless said otherwise; further parts as `Zone.as_dict()` names them."""
    shape = {"type": "Circle", "coordinates": [lon, lat], "radius_m": radius_m}
    return {"condition_id": str(uuid4()), "kind": kind, "shape": shape, **parts}


def make_tracker(tracker_id: str | None = None, **parts: Any) -> TrackerFacts:
    """A paired, dedicated tracker of the county."""
    facts: dict[str, Any] = {
        "tracker_id": tracker_id or f"T-{uuid4().hex[:8]}", "is_dedicated": True, "is_paired": True,
        "division": "149901", "model_name": MODEL,
    }  # fmt: skip
    return TrackerFacts(**(facts | parts))


async def make_terms(officer: Member, file_id: UUID, **parts: Any) -> Terms:
    """Terms from today for three months on a proved warning, with a circle around the home."""
    today = legal_day(legal_time.now())
    row = await fetch_one("SELECT division, term_ends_on FROM person_file WHERE id = $1", file_id)
    assert row is not None
    terms: dict[str, Any] = {
        "starts_on": today,
        "ends_on": latest_end(VersionKind.INITIAL, today, row["term_ends_on"], row["division"]),
        "grounds": (),
        "zones": (make_zone(name="住处"),),
        "tracker_model": MODEL,
    }
    if "grounds" not in parts:
        record_id = await make_record(officer.officer, file_id)
        parts["grounds"] = (GroundChoice(Ground.REFUSED_REPORT, record_id),)
    return Terms(**(terms | parts))


async def approve(head: Member, order_id: UUID) -> None:
    """The head looks at the paper and approves it with a code that was not used before."""
    shown = await open_for_approval(head.officer, order_id)
    await approve_order(head.officer, order_id, shown.digest, unused_code(head))


def unused_code(member: Member) -> str:
    """A code that this member has not given before: of this step or the next, else a printed one."""
    codes = (member.code(), member.code(steps=1), *member.recovery_codes)  # steps may pass between two calls
    code = next(code for code in codes if code not in member.spent_codes)
    member.spent_codes.add(code)
    return code


async def serve(officer: Member, order_id: UUID, file_id: UUID) -> None:
    """Print the notice and record it as signed."""
    await print_notice(officer.officer, order_id)
    scan_id = await make_attachment(officer.officer, file_id, AttachmentKind.NOTICE_SCAN)
    await serve_notice(officer.officer, order_id, legal_time.now(), scan_id=scan_id)


async def make_approved_order(officer: Member, head: Member, file_id: UUID, terms: Terms) -> UUID:
    """An order that the head approved; its notice is not served yet."""
    order_id = await draft_order(officer.officer, file_id, terms)
    await propose_order(officer.officer, order_id)
    await approve(head, order_id)
    return order_id


async def make_order_in_force(
    cast: Cast, *, tracker_id: str | None = None, file_id: UUID | None = None, **terms: Any
) -> OrderInForce:
    """Proposed by Olga, approved by Hua, worn and started; `terms` as `make_terms` takes them."""
    file_id = file_id or await make_person_file(cast.olga.officer)
    made = await make_terms(cast.olga, file_id, **terms)
    order_id = await make_approved_order(cast.olga, cast.hua, file_id, made)
    await serve(cast.olga, order_id, file_id)
    tracker = make_tracker(tracker_id)
    assignment_id = await assign_tracker(cast.agnes.officer, order_id, tracker)
    started_at = await start_order(cast.olga.officer, order_id)
    return OrderInForce(order_id, file_id, assignment_id, tracker.tracker_id, made, started_at)


async def make_next_version(cast: Cast, order: OrderInForce, kind: VersionKind, terms: Terms) -> None:
    """A variation or extension that Olga proposed and Hua approved."""
    await draft_next(cast.olga.officer, order.order_id, kind, terms)
    await propose_order(cast.olga.officer, order.order_id)
    await approve(cast.hua, order.order_id)


def in_days(days: float) -> datetime:
    """A moment that many days from now."""
    return legal_time.now() + timedelta(days=days)
