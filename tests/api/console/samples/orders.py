"""Positioning orders: list, form, order, approval, notice."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from api.console.view_models.base import FormState, Line, Paging, View
from api.console.view_models.orders import (
    ApprovalView,
    GroundOption,
    OrderFormView,
    OrderListLine,
    OrderListView,
    OrderPaper,
    OrderStep,
    OrderView,
    PaperGround,
)
from api.console.view_models.papers import ActPaper
from api.console.zone_words import zone_lines
from tests.api.console.samples.moments import BASIS, HISTORY, LAT, LON, PROOF, at, options

ZONES: tuple[dict[str, Any], ...] = (
    {
        "condition_id": "1",
        "kind": "required",
        "shape": {"type": "Circle", "coordinates": [LON, LAT], "radius_m": 300},
        "hours": {"windows": [{"weekdays": [1, 2, 3, 4, 5, 6, 7], "start": "22:00", "end": "06:00"}]},
        "is_protected": False,
        "name": "住处",
    },
    {
        "condition_id": "2",
        "kind": "forbidden",
        "shape": {"type": "Circle", "coordinates": [LON, LAT + 0.01], "radius_m": 350},
        "hours": None,
        "is_protected": True,
        "name": "被害人住处",
    },
)
PAPER = OrderPaper(
    order_number="2026-031",
    version=2,
    kind="variation",
    agency_name="某县社区矫正管理局",
    name="李志强",
    document_type="id-card",
    document_number="140502199003071234",
    category="suspended-sentence",
    home_address="书院街 18 号院",
    court="某县人民法院",
    judgment_number="（2025）晋0502刑初18号",
    term_ends_on=date(2027, 3, 5),
    grounds=(
        PaperGround(
            ground="public-security-penalty",
            record_kind="police-penalty",
            happened_on=date(2026, 9, 30),
            summary="被行政拘留五日",
            proof_sha256="9f2c11ab73e0c4d1" * 4,
            proof=PROOF,
        ),
    ),
    zones=zone_lines(ZONES, "zh"),
    starts_on=date(2026, 10, 8),
    ends_on=date(2027, 1, 7),
    period_rule="不超过三个月",
    tracker_model="XW-3 腕带",
    assessment="仍有必要",
    duties=("全程佩戴。",),
    consequences=("视情节给予训诫、警告。",),
    rights=("定位信息严格保密。",),
    proposed_by="赵丽",
    proposed_at=at(16),
    digest="9f2c11ab73e0c4d1" * 4,
)
STEPS = tuple(
    OrderStep(key=key, state=state, summary="三个区域", missing=("扫描件",) if state == "blocked" else ())
    for key, state in (
        ("grounds", "done"),
        ("evidence", "done"),
        ("zones", "done"),
        ("term", "done"),
        ("proposal", "done"),
        ("approval", "done"),
        ("notice", "blocked"),
        ("fitting", "current"),
        ("running", "waiting"),
    )
)
ORDER = OrderView(
    waits_for_review=True,
    may_review=True,
    order_id="o1",
    supervisee_id="s1",
    state="approved",
    paper=PAPER,
    steps=STEPS,
    acts=frozenset(
        {"edit", "propose", "approve", "print-notice", "record-notice", "fit-tracker", "change", "extend", "end"}
    ),
    zones=ZONES,
    history=HISTORY,
    versions=(1, 2),
    notice_attachments=(PROOF,),
    papers=(
        ActPaper(
            title="使用电子定位装置决定书", number="DJ-149901-2026-0003", state="issued", path="/console/papers/p3"
        ),
    ),
    free_trackers=options("T-31"),
    end_causes=options("no-longer-needed"),
    latest_end_on=date(2027, 3, 5),
    ended_because="expired",
    form=FormState(errors={"ends_on": "太晚。"}),
)

ORDER_PAGES: Mapping[str, View] = {
    "orders": OrderListView(
        lines=(
            OrderListLine(
                order_id="o1",
                order_number="2026-031",
                version=2,
                state="proposed",
                supervisee_id="s1",
                masked_name="李*",
                office_name="城关司法所",
                starts_at=at(0, day=1),
                ends_at=at(0, day=30),
                next_step="等待审批",
            ),
        ),
        shows=options("", "waiting-for-me"),
        show="waiting-for-me",
        paging=Paging(shown=1, total=44),
    ),
    "order": ORDER,
    "order-draft": replace(
        ORDER,
        state="draft",
        acts=frozenset({"fit-tracker"}),
        free_trackers=(),
        paper=replace(PAPER, grounds=(), zones=(), tracker_model="", digest="", proposed_at=None),
    ),
    "order-form": OrderFormView(
        supervisee_id="s1",
        name="李志强",
        number="14050001",
        form=FormState(lists={"grounds": ("refused-report",)}, errors={"grounds": "至少一项。"}),
        grounds=tuple(
            GroundOption(code=code, records=options("r1")) for code in ("refused-report", "unapproved-leave")
        ),
        models=options("XW-3"),
        centre=(LON, LAT),
        earliest_start_on=date(2026, 11, 24),
        latest_end_on=date(2027, 2, 23),
        term_basis=BASIS,
        home_position=(LON, LAT),
        order_id="o1",
        order_number="2026-031",
    ),
    "order-approval": ApprovalView(
        order_id="o1",
        kind="variation",
        paper=PAPER,
        zones=ZONES,
        proofs=(PROOF,),
        changes=(Line(label="区域", value="增加一处"),),
    ),
}
