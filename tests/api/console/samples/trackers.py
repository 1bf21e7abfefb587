"""Trackers, check-ins, refusals."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.base import FormState, Line, Paging, View
from api.console.view_models.trackers import (
    AssignmentLine,
    CheckInLine,
    CheckInSeriesView,
    CheckInsView,
    CheckInView,
    PairingView,
    RefusalsView,
    TrackerFormView,
    TrackerLine,
    TrackerListView,
    TrackerView,
)
from tests.api.console.samples.moments import HISTORY, NOW, at, options
from tests.api.console.samples.work import HAND_BACK, REFUSED

TRACKER = TrackerLine(
    tracker_id="T-17",
    model_name="XW-3 腕带",
    kind="dedicated",
    dialect="native",
    state="worn",
    office_name="城关司法所",
    masked_wearer="李*",
    supervisee_id="s1",
    last_received_at=at(21, 51),
    battery_percent=15,
    concern="battery-low",
)
LIST = TrackerListView(
    query="",
    show="",
    shows=options("", "hand-back"),
    lines=(TRACKER, replace(TRACKER, state="stock", last_received_at=None, concern="", kind="phone")),
    hand_backs=(),
    paging=Paging(shown=2, total=60),
    may_add=True,
)
CHECK_IN = CheckInLine(
    request_id="c1",
    supervisee_id="s3",
    masked_name="陈*",
    reason="请假期间核实",
    asked_by="赵丽",
    opens_at=at(10),
    closes_at=at(10, 30),
    state="answered",
    answered_at=at(10, 6),
    result="精度 14 米",
)

TRACKER_PAGES: Mapping[str, View] = {
    "trackers": LIST,
    "trackers-hand-back": replace(LIST, show="hand-back", hand_backs=(HAND_BACK,)),
    "tracker-form": TrackerFormView(
        form=FormState(),
        models=options("1", "new"),
        kinds=options("dedicated"),
        dialects=options("native"),
        divisions=options("140502"),
    ),
    "tracker": TrackerView(
        tracker=TRACKER,
        serial="XW3-88120017",
        topic="s0/T-17",
        facts=(Line(label="登记", value="2026年8月1日"),),
        assignments=(
            AssignmentLine(
                supervisee_id="s5", masked_name="郑*", order_id="o8", order_number="2026-008", fitted_at=at(9, day=1)
            ),
        ),
        history=HISTORY,
        refusals=(REFUSED,),
        hand_back=HAND_BACK,
        may_pair=True,
        may_revoke=True,
        may_take_back=True,
    ),
    "pairing": PairingView(
        tracker_id="T-17",
        dialect="native",
        document='{"topic": "s0/T-17"}',
        qr_svg='<svg viewBox="0 0 1 1"></svg>',
        fields=(Line(label="主题", value="s0/T-17"),),
        made_at=NOW,
        made_by="赵丽",
    ),
    "check-ins": CheckInsView(
        lines=(CHECK_IN, replace(CHECK_IN, state="open", answered_at=None, result="", may_withdraw=True)),
        shows=options("", "open"),
        show="",
        paging=Paging(shown=2),
        phones=options("P-2"),
        windows=options("30"),
        limits=("每人每天不超过 3 次。",),
        supervisee_id="s5",
        asked_name="郑*",
        asked_number="2026-0005",
        may_ask=True,
    ),
    "check-in-series": CheckInSeriesView(
        lines=(
            replace(CHECK_IN, series_path="/console/check-ins/series/c1"),
            replace(CHECK_IN, state="unanswered", answered_at=None, result=""),
            replace(CHECK_IN, state="waiting", answered_at=None, result="", may_withdraw=True),
        ),
        path="/console/check-ins/series/c1",
        number="2026-0005",
        tracker_id="P-2",
        asked_at=NOW,
        waiting=1,
        answered=1,
        unanswered=1,
        may_withdraw=True,
    ),
    "check-in": CheckInView(
        line=CHECK_IN,
        tracker_id="P-2",
        position=(112.85, 35.49),
        accuracy_m=18.0,
        source="gnss",
        fixed_at=at(9),
        received_at=NOW,
    ),
    "check-in-unanswered": CheckInView(line=replace(CHECK_IN, state="unanswered", answered_at=None), tracker_id="P-2"),
    "refusals": RefusalsView(
        days=7,
        lines=(REFUSED, replace(REFUSED, tracker_id="", where="未知账号")),
        per_day=((date(2026, 11, 22), 0), (date(2026, 11, 23), 214)),
        filters={"reason": "no-live-order"},
        advice={"no-live-order": "催促交回。"},
    ),
}
