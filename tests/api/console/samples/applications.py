"""Applications and written authorities with invented people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.applications import (
    ApplicationCheckView,
    ApplicationFormView,
    ApplicationLine,
    ApplicationListView,
    ApplicationsTab,
    ApplicationView,
    AuthorityLine,
    AuthorityListView,
    NoticeLine,
    PermitView,
)
from api.console.view_models.base import Choice, Deadline, FormState, Happening, LegalBasis, Line, Paging, View
from supervision.corrections.applications.content import FIELDS
from supervision.corrections.applications.words import ApplicationKind
from tests.api.console.samples.moments import PROOF, at, counted, named
from tests.api.console.samples.people import HEADER

BASIS = LegalBasis(rule="司法所可批准外出不超过 7 日", source="社区矫正法实施办法第二十七条（须核对正式文本）")
ARITHMETIC = (
    "本次外出：2026-11-25 至 2026-11-28，共 4 日（首日、末日都计入）。",
    "2 个月内累计最多的一段：2026-09-29 至 2026-11-28，已批准 6 日 ＋ 本次 4 日 ＝ 10 日。",
    "4 日，不超过 7 日，且有书面委托：由受委托的司法所决定，报县级备案。",
)
FACTS = (
    Line(label="日期", value="2026年11月25日 至 2026年11月28日，共 4 日"),
    Line(label="事由", value="就医"),
    Line(label="申请理由", value="到省城医院复查，预约号见附件。"),
    Line(label="目的地", value="省城人民医院 140902"),
)
LINE = ApplicationLine(
    application_id="a1", number="SP-149901-2026-0012", kind="leave", masked_name="陈*",
    file_number="149901-2026-0004", reason_kind="medical",
    state="asked", waits_at="office", from_on=date(2026, 11, 25), until_on=date(2026, 11, 28), days=4,
    asked_at=at(9, day=21),
)  # fmt: skip
LATE = replace(
    LINE, application_id="a2", number="SP-149901-2026-0009", state="approved", waits_at="", masked_name="周*",
    return_due=Deadline(due_on=date(2026, 11, 22), days_left=-1, basis=BASIS),
)  # fmt: skip
CLASS = replace(
    LINE, application_id="a3", number="SP-149901-2026-0010", kind="class-change", reason_kind="", until_on=None,
    days=None, waits_at="county",
)  # fmt: skip
SHOWS = counted(
    "application-show",
    {"to-decide": 2, "waiting": 3, "sent-back": 0, "running": 1, "sign-off": 1, "expiring": 0, "to-tell": 1,
     "decided": None},
)  # fmt: skip
HISTORY = (Happening(at=at(9, day=21), who="城关司法所 赵丽", what="提出"),)
ONE = ApplicationView(
    application_id="a1", supervisee_id="s1", purpose="supervision", number=LINE.number, kind="leave", name="陈大勇",
    file_number="149901-2026-0031", state="asked", decider="office", waits_at="office", revision=1, facts=FACTS,
    proof=PROOF, arithmetic=ARITHMETIC, bases=(BASIS,), history=HISTORY, notices=(), acts=frozenset({"decide"}),
    why_not="", needs_code=False, needs_note=False, zones=(Choice(value="z1", label="县体育馆"),), return_due=None,
)  # fmt: skip
NOTICE = NoticeLine(
    recipient="court", deadline=Deadline(due_on=date(2026, 11, 26), days_left=3), told_on=None, told_by=""
)
APPROVED = replace(
    ONE, state="approved", waits_at="", arithmetic=(), bases=(), zones=(),
    acts=frozenset({"print", "sign-off", "shorten", "cancel", "tell"}), return_due=LATE.return_due,
    notices=(NOTICE, replace(NOTICE, recipient="prosecutor", told_on=date(2026, 11, 22), told_by="孙安")),
    history=(*HISTORY, Happening(at=at(10, day=22), who="城关司法所 王建国", what="批准（依据 临矫委〔2026〕1号）",
                                 note="同意，注意保持联系。")),
)  # fmt: skip
FORM = ApplicationFormView(
    header=HEADER, kind="leave", fields=FIELDS[ApplicationKind.LEAVE], action_path="/console/applications/a1/asking",
    reasons=named("leave-reason"), persons=named("contact-person"), classes=named("supervision-class"),
    injunctions=(Choice(value="禁止进入网吧", label="不得进入特定区域、场所 · 禁止进入网吧"),),
    proofs=(Choice(value="1", label="处罚决定书.pdf"),), rows=(("", ""), ("", ""), ("", "")),
    counties=("云南省某市某县 530102",), not_listed="不在名录：", first_in_time=date(2026, 11, 26), basis=BASIS,
)  # fmt: skip
AUTHORITY_SHOWS = (Choice(value="", label="全部"), Choice(value="to-confirm", label="待确认"))
AUTHORITY = AuthorityLine(
    authority_id="w1", kind="delegation", holder="城关司法所", acts=("批准短期外出", "办理销假"),
    document="临矫委〔2026〕1号", valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31), state="有效",
    is_live=True,
    history=(
        Happening(at=at(9, day=1), who="孙安", what="登记"), Happening(at=at(10, day=1), who="何为民", what="确认"),
    ),
    may_confirm=False, may_revoke=True,
)  # fmt: skip

APPLICATION_PAGES: Mapping[str, View] = {
    "applications": ApplicationListView(
        lines=(LINE, CLASS), shows=SHOWS, show="to-decide", paging=Paging(shown=2)
    ),
    "applications-to-sign-off": ApplicationListView(
        lines=(LATE, replace(LATE, return_due=replace(LATE.return_due or NOTICE.deadline, days_left=1))), shows=SHOWS,
        show="sign-off", paging=Paging(shown=2),
    ),
    "applications-none": ApplicationListView(lines=(), shows=SHOWS, show="to-decide", paging=Paging(shown=0)),
    "applications-no-permit": ApplicationListView(lines=(), shows=SHOWS, show="expiring", paging=Paging(shown=0)),
    "application": ONE,
    "application-refused": replace(
        ONE, form=FormState(values={"decision": "refuse"}, errors={"reason": "此项必须填写。"})
    ),
    "application-for-the-head": replace(
        ONE, kind="barred-place", decider="head", waits_at="head", arithmetic=(), bases=(), proof=None, needs_code=True,
        form=FormState(values={"decision": "approve"}, errors={"code": "口令不对。"}),
    ),
    "application-for-the-province": replace(ONE, kind="medical-interval", decider="province", needs_note=True),
    "application-to-forward": replace(ONE, decider="city", waits_at="county", acts=frozenset({"forward", "withdraw"})),
    "application-own": replace(ONE, acts=frozenset({"withdraw"}), why_not="提出或者报送的人不能决定同一事项。"),
    "application-sent-back": replace(ONE, state="sent-back", waits_at="", acts=frozenset({"ask-again", "withdraw"})),
    "application-approved": APPROVED,
    "application-ended": replace(APPROVED, state="signed-off", acts=frozenset(), notices=(), return_due=None),
    "application-form": FORM,
    "application-form-refused": replace(
        FORM, rows=(("老家", ""), ("", "")),
        form=FormState(values={"reason": "探亲"}, errors={"destinations": "无法从区划代码判断。"}),
    ),
    **{
        f"application-form-{kind}": replace(FORM, kind=kind, fields=FIELDS[kind])
        for kind in ApplicationKind
        if kind is not ApplicationKind.LEAVE
    },
    "application-check": ApplicationCheckView(
        header=HEADER, kind="leave", action_path="/console/supervisees/s1/applications/new", facts=FACTS,
        decider="office", arithmetic=ARITHMETIC, bases=(BASIS,), hidden={"kind": ("leave",), "reason": ("复查",)},
    ),
    "application-check-again": ApplicationCheckView(
        header=HEADER, kind="class-change", action_path="/console/applications/a1/asking", facts=FACTS[:1],
        decider="county", arithmetic=(), bases=(), hidden={},
    ),
    "application-permit-trips": PermitView(
        application_id="a1", number=LINE.number, kind="frequent-trips", name="陈大勇", file_number="149901-2026-0031",
        facts=FACTS, decided_on=date(2026, 11, 22), office_name="临溪县司法局",
        printed_on=date(2026, 11, 23),
    ),
    "application-permit-place": PermitView(
        application_id="a1", number=LINE.number, kind="barred-place", name="陈大勇", file_number="149901-2026-0031",
        facts=FACTS, decided_on=date(2026, 11, 22), office_name="临溪县司法局",
        printed_on=date(2026, 11, 23),
    ),
    "file-applications": ApplicationsTab(
        header=HEADER, lines=(replace(LINE, masked_name=""), LATE, CLASS), kinds=named("application-kind"),
        supervision_class="ordinary",
    ),
    "file-applications-none": ApplicationsTab(header=HEADER, lines=(), kinds=(), supervision_class="strict"),
    "authorities": AuthorityListView(
        lines=(
            replace(AUTHORITY, authority_id="w2", kind="mandate", holder="孙安", acts=(), document="临司授〔2026〕3号",
                    state="待确认", is_live=False, may_confirm=True, history=AUTHORITY.history[:1]),
            AUTHORITY,
            replace(AUTHORITY, authority_id="w3", state="已撤销", is_live=False, may_revoke=False),
        ),
        offices=(Choice(value="o1", label="城关司法所"),), acts=named("delegated-act"),
        deputy_acts=(Choice(value="decide-orders", label="审批电子定位"),),
        deputies=(Choice(value="d1", label="孙安"),), may_enter=True, paging=Paging(shown=3),
    ),
    "authorities-none": AuthorityListView(
        lines=(), offices=(), acts=(), deputy_acts=(), deputies=(), may_enter=False, paging=Paging(shown=0)
    ),
    "authorities-to-confirm": AuthorityListView(
        lines=(replace(AUTHORITY, state="待确认", is_live=False, may_confirm=True, history=AUTHORITY.history[:1]),),
        show="to-confirm", shows=AUTHORITY_SHOWS,
        offices=(), acts=(), deputy_acts=(), deputies=(), may_enter=False, paging=Paging(shown=1),
    ),
    "authorities-none-to-confirm": AuthorityListView(
        lines=(), show="to-confirm", shows=AUTHORITY_SHOWS,
        offices=(), acts=(), deputy_acts=(), deputies=(), may_enter=False, paging=Paging(shown=0),
    ),
    "authorities-refused": AuthorityListView(
        lines=(AUTHORITY,), offices=(Choice(value="o1", label="城关司法所"),), acts=named("delegated-act"),
        deputy_acts=(Choice(value="decide-orders", label="审批电子定位"),),
        deputies=(), may_enter=True, paging=Paging(shown=1),
        form=FormState(values={"kind": "delegation"}, errors={"acts": "请至少选择一项委托事项。"}),
    ),
}  # fmt: skip
