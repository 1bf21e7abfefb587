"""Signing in, today's work, the map, alerts, the audit, the service's own state."""

from collections.abc import Mapping
from dataclasses import replace

from api.console.view_models.alerts import (
    AfterBreach,
    AlertLine,
    AlertListView,
    AlertView,
    BrokenRule,
    Disposed,
    DispositionCheckView,
    EvidenceFix,
    OpenAlertsView,
)
from api.console.view_models.audit import AuditLine, AuditVerificationView, AuditView, Verification
from api.console.view_models.base import Choice, FormState, Happening, Line, Paging, View
from api.console.view_models.live_map import CaseloadLine, LiveMapView, PurposeView
from api.console.view_models.sign_in import PasswordView, SecondFactorView, SignInView
from api.console.view_models.system import CheckLine, DoctorView, ErrorView
from api.console.view_models.today import (
    ApprovalLine,
    ContactsDue,
    EndingOrderLine,
    HandBackLine,
    RefusalLine,
    TodayView,
    TrackerConcernLine,
)
from tests.api.console.samples.contacts import CONTACT_SHOWS, QUEUE_LINE
from tests.api.console.samples.moments import BASIS, HISTORY, LAT, LON, NOW, at, counted, options
from tests.api.console.samples.reconciliation import RECONCILIATION_DUE

ALERT = AlertLine(
    alert_id="a1",
    kind="left-required-zone",
    state="open",
    certainty_percent=97,
    occurred_at=at(21, 40),
    known_at=at(21, 42),
    supervisee_id="s1",
    masked_name="李*",
    file_number="149901-2026-0024",
    order_id="o1",
    order_number="2026-031",
    may_dispose=True,
)
DOUBT = replace(ALERT, alert_id="a2", kind="signal-doubt", certainty_percent=None, remark="电量 12%", may_dispose=False)
CLOSED = replace(ALERT, alert_id="a3", state="disposed", finding="device-fault", disposed_by="赵丽")
OPEN = OpenAlertsView(lines=(ALERT, DOUBT), total=3, read_at=NOW)
HAND_BACK = HandBackLine(
    tracker_id="T-17",
    masked_name="郑*",
    file_number="149901-2026-0024",
    supervisee_id="s5",
    order_number="2026-008",
    ended_at=at(0, day=22),
    ended_because="term-ended",
    due_on=at(0, day=25).date(),
)
REFUSED = RefusalLine(reason="no-live-order", where="", count=214, last_at=at(21), tracker_id="T-17")
FIX = EvidenceFix(
    fixed_at=at(21, 40),
    received_at=at(21, 41),
    latitude=LAT,
    longitude=LON + 0.005,
    accuracy_m=12.0,
    source="gnss",
    assessment="outside",
    distance_m=160.0,
    is_confirming=True,
)
EVIDENCE = {
    "zones": [
        {
            "condition_id": "1",
            "kind": "required",
            "shape": {"type": "Circle", "coordinates": [LON, LAT], "radius_m": 300},
            "hours": None,
            "is_protected": False,
            "name": "住处",
        }
    ],
    "fixes": [
        {
            "lon": LON + 0.005,
            "lat": LAT,
            "accuracy_m": 12.0,
            "fixed_at": at(21, 40).isoformat(),
            "assessment": "outside",
            "is_confirming": True,
            "distance_m": 160.0,
        }
    ],
    "from": at(21).isoformat(),
    "to": at(22).isoformat(),
    "strips": [
        {
            "label": "规定区域 住处",
            "kind": "required",
            "spans": [{"from": at(21).isoformat(), "to": at(21, 40).isoformat(), "state": "inside"}],
        }
    ],
}
ALERT_VIEW = AlertView(
    alert=ALERT,
    name="李志强",
    office_name="城关司法所",
    phone="13800005678",
    reasons=("wifi", "两个定位点都在区域之外"),
    rule=BrokenRule(text="须在住处 300 米以内", order_id="o1", order_number="2026-031", order_version=2, basis=BASIS),
    fixes=(FIX, replace(FIX, distance_m=None, is_confirming=False)),
    evidence=EVIDENCE,
    history=HISTORY,
    may_acknowledge=True,
    may_dispose=True,
)
DISPOSED = Disposed(officer_name="赵丽", disposed_at=at(21, 50), finding="reasonable-excuse", note="急诊")
TODAY = TodayView(
    contacts=ContactsDue(shows=CONTACT_SHOWS, show="overdue", lines=(QUEUE_LINE,)),
    induction=(Choice(value="no-group", label="未成立矫正小组", count=2),),
    authorities=1,
    file_exports=2,
    destructions=(Choice(value="/console/file-destruction", label="待核准的矫正档案销毁", count=3),),
    searches=1,
    reconciliation=RECONCILIATION_DUE,
    transfers=(3, 1),
    assessments=counted("assessment-show", {"overdue": 1, "to-decide": 2}),
    aftercare=(
        Choice(value="to-verify", label="待核实", count=2),
        Choice(value="visit-due", label="约定走访到期", count=1),
    ),
    alerts=OPEN,
    approvals=(
        ApprovalLine(
            order_id="o2",
            kind="initial",
            masked_name="陈*",
            file_number="149901-2026-0007",
            summary="三个月",
            proposed_by="赵丽",
            proposed_at=at(16),
        ),
    ),
    approvals_total=1,
    ending_orders=(
        EndingOrderLine(
            order_id="o4",
            order_number="2026-019",
            supervisee_id="s4",
            masked_name="吴*",
            file_number="149901-2026-0032",
            ends_at=at(23, day=26),
            ends_because="expired",
            days_left=3,
            may_extend=True,
        ),
    ),
    hand_backs=(HAND_BACK,),
    tracker_concerns=(
        TrackerConcernLine(
            tracker_id="T-31",
            supervisee_id="s2",
            masked_name="周*",
            file_number="149901-2026-0032",
            concern="silent",
            since=at(18),
            last_received_at=None,
            battery_percent=12,
        ),
    ),
    refusals=(REFUSED,),
)
VERIFICATION = Verification(checked_at=NOW, entries=4_821, milliseconds=320)
AUDIT_LINE = AuditLine(
    number=4_821,
    at=at(21),
    actor_name="赵丽",
    act="person-file:open",
    subject="14050001",
    purpose="alert",
    result="done",
    fingerprint="9f2c11ab",
    subject_path="/console/supervisees/s1",
)

WORK_PAGES: Mapping[str, View] = {
    "sign-in": SignInView(),
    "sign-in-locked": SignInView(locked_until=at(22, 7)),
    "sign-in-recovery": SignInView(uses_recovery_code=True, session_ended=True, form=FormState(refusal="代码不对。")),
    "password": PasswordView(
        username="zhaoli",
        shortest=12,
        cancel_path="/console/",
        form=FormState(errors={"old_password": "原密码有误。"}),
    ),
    "second-factor": SecondFactorView(
        heading="停用终端 T-31",
        act="停用终端",
        why="停用后不能恢复。",
        action_path="/console/trackers/T-31/revocation",
        cancel_path="/console/trackers/T-31",
        shown=(Line(label="终端", value="T-31"),),
        digest="9f2c",
        hidden={"tracker": "T-31"},
        is_grave=True,
    ),
    "purpose": PurposeView(subject="实时地图", action_path="/console/map", cancel_path="/console/", kept={"tab": "x"}),
    "today": TODAY,
    "today-quiet": TodayView(
        assessments=(),
        contacts=ContactsDue(shows=CONTACT_SHOWS, show="today", lines=()),
        alerts=OpenAlertsView(lines=(), total=0, read_at=NOW),
        approvals=(),
        ending_orders=(),
        hand_backs=(),
        tracker_concerns=(),
        refusals=(),
        induction=(Choice(value="no-group", label="未成立矫正小组", count=0),),
        transfers=(0, 0),
    ),
    "map": LiveMapView(
        purpose="alert",
        alerts=OPEN,
        caseload=(
            CaseloadLine(
                supervisee_id="s1", masked_name="李*", order_number="2026-031", state="broken", last_fixed_at=at(21, 50)
            ),
        ),
        caseload_total=1,
        centre=(LON, LAT),
    ),
    "open-alerts": OPEN,
    "alerts": AlertListView(
        lines=(ALERT, DOUBT, CLOSED, replace(CLOSED, state="retracted", finding="", certainty_percent=71)),
        states=options("", "open"),
        kinds=options("sos"),
        filters={"kind": "sos", "state": "open", "supervisee": "s1"},
        paging=Paging(shown=4, total=9, next_path="/console/alerts?cursor=x", first_path="/console/alerts"),
    ),
    "alerts-none": AlertListView(lines=(), states=(), kinds=(), filters={}, paging=Paging(shown=0)),
    "alert": ALERT_VIEW,
    "alert-lost-race": replace(
        ALERT_VIEW, disposed=DISPOSED, already=DISPOSED, form=FormState(values={"note": "本人称外出买药。"})
    ),
    "alert-breach": replace(
        ALERT_VIEW,
        may_acknowledge=False,
        may_dispose=False,
        disposed=replace(DISPOSED, finding="breach", note="电话未接，家中无人。"),
        after_breach=AfterBreach(contact_id="c9", may_search=True),
    ),
    "alert-retracted": replace(ALERT_VIEW, alert=replace(ALERT, state="retracted"), lasted_until=NOW),
    "alert-check": DispositionCheckView(alert=ALERT, name="李志强", finding="breach", note="已核实。"),
    "audit": AuditView(
        lines=(AUDIT_LINE, replace(AUDIT_LINE, result="refused", purpose="", subject_path="")),
        acts=options("person-file:open"),
        officers=options("1"),
        filters={"result": "refused"},
        paging=Paging(shown=2, total=4_821),
        verification=VERIFICATION,
        may_verify=True,
    ),
    "audit-broken": AuditVerificationView(verification=replace(VERIFICATION, first_broken=17, reason="altered")),
    "doctor": DoctorView(
        way=(
            CheckLine(name="连接", state="good", finding="3.2 ms"),
            CheckLine(name="推送", state="failed", advice="重启"),
        ),
        rest=(
            CheckLine(name="密钥", state="warning", finding="/var/lib/supervision/keys", advice="密钥与数据在一起。"),
        ),
        checked_at=at(21),
        worst="failed",
    ),
    "doctor-before": DoctorView(),
    **{
        f"error-{code}": ErrorView(
            code=code,
            reason="不可以。",
            reference="7f3a",
            retry_at=at(22),
            already=Happening(at=at(21), who="赵丽", what="处置"),
        )
        for code in (400, 401, 403, 404, 409, 429, 500, 503)
    },
}
