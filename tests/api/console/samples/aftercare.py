"""After-care with invented people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.aftercare import (
    AftercareBehindView,
    AftercareFiguresView,
    AftercareFormView,
    AftercareHeader,
    AftercareHelpersTab,
    AftercareHistoryTab,
    AftercareLine,
    AftercareListView,
    AftercareOverviewTab,
    AftercarePlacementTab,
    AftercareReadingLine,
    AftercareVisitsTab,
    AidLine,
    BaseFormView,
    BaseLine,
    BasesView,
    HandOverView,
    HelperLine,
    PlacementLine,
    RateCell,
    RateRow,
    VisitLine,
)
from api.console.view_models.base import Choice, FormState, Happening, LegalBasis, Line, Paging, View
from tests.api.console.samples.moments import at, counted, named

LINE = AftercareLine(
    file_id="c1", number="BJ-149901-2026-0007", masked_name="程*", masked_id_number="149901********0012",
    masked_phone="136****2222", office_name="北岭司法所", source="prison-list", state="awaited",
    agreement="not-asked", released_on=date(2026, 11, 26),
)  # fmt: skip
HELPED = replace(
    LINE, file_id="c2", masked_name="薛*", source="correction", state="arrived", agreement="agreed",
    released_on=date(2026, 8, 2), next_visit_on=date(2026, 11, 24),
)  # fmt: skip
SHOWS = counted(
    "aftercare-show",
    {"current": 12, "to-verify": 2, "to-meet": 1, "to-ask": 1, "no-helper": 1, "visit-due": 2, "not-here": 1,
     "closed": 1, "past": 0, "held": 0},
)  # fmt: skip
LIST = AftercareListView(
    query="", lines=(LINE, HELPED), shows=SHOWS, show="current", paging=Paging(shown=2, total=12), may_enter=True
)
BASIS = LegalBasis(
    rule="自释放之日起提供帮教的期限", source="安置帮教工作惯例（须核对正式文本）",
    arithmetic="2026-08-02 + 60 个月 = 2031-08-02",
)  # fmt: skip
HEADER = AftercareHeader(
    file_id="c2", number="BJ-149901-2026-0003", name="薛长林", source="correction", state="arrived",
    agreement="agreed", office_name="北岭司法所", released_on=date(2026, 8, 2), window_ends_on=date(2031, 8, 2),
    window_basis=BASIS, purpose="help", acts=frozenset({"ask", "help", "close", "edit"}),
)  # fmt: skip
OVERVIEW = AftercareOverviewTab(
    header=HEADER,
    person=(Line(label="姓名", value="薛长林"), Line(label="居民身份证", value="149901198805060019")),
    reached=(Line(label="电话", value="13600002222"), Line(label="住址", value="北岭镇松坡村7号"),
             Line(label="亲属", value="薛长青 哥哥 13700001111")),
    needs=(Line(label="释放监所", value=""), Line(label="需要的帮助", value="想学电焊")),
    arrival="handed-over", arrived_on=date(2026, 8, 2), next_visit_on=date(2026, 11, 24),
    arrivals=named("arrival", "justice-office", "prison", "by-themselves"), close_reasons=named("aftercare-close"),
)  # fmt: skip
OVER = replace(HEADER, state="closed", is_over=True, acts=frozenset())
HELPERS = AftercareHelpersTab(
    header=HEADER, kinds=named("helper-kind"),
    helpers=(
        HelperLine(helper_id="h1", kind="kin", name="薛长青", relation="哥哥", phone="13700001111",
                   from_on=date(2026, 8, 3), until_on=None),
        HelperLine(helper_id="h2", kind="volunteer", name="高秀梅", relation="镇志愿者协会", phone="",
                   from_on=date(2026, 8, 3), until_on=date(2026, 10, 1)),
    ),
)  # fmt: skip
PLACEMENT = AftercarePlacementTab(
    header=HEADER,
    placements=(
        PlacementLine(placement_id="p1", kind="base", base_name="北岭果蔬合作社", reason="", details="分拣",
                      from_on=date(2026, 9, 1), until_on=None),
        PlacementLine(placement_id="p2", kind="none", base_name="", reason="seeking", details="",
                      from_on=date(2026, 8, 3), until_on=date(2026, 9, 1)),
    ),
    aids=(
        AidLine(aid_id="a1", kind="training", state="asked", asked="电焊初级班", office="县人社局", answer="",
                asked_on=date(2026, 11, 2), answered_on=None),
        AidLine(aid_id="a2", kind="social-assistance", state="given", asked="临时救助", office="县民政局",
                answer="发放两个月", asked_on=date(2026, 8, 5), answered_on=date(2026, 8, 20)),
    ),
    kinds=named("placement-kind"), bases=(Choice(value="b1", label="北岭果蔬合作社（余 1）"),),
    reasons=named("no-placement"), aid_kinds=named("aid-kind"),
)  # fmt: skip
VISITS = AftercareVisitsTab(
    header=HEADER, outcomes=named("aftercare-visit"),
    visits=(
        VisitLine(visited_on=date(2026, 10, 24), outcome="met", next_on=date(2026, 11, 24),
                  note="工作稳定，想学电焊。", by="王建国"),
        VisitLine(visited_on=date(2026, 9, 20), outcome="by-telephone", next_on=None, note="", by="王建国"),
    ),
)  # fmt: skip
HISTORY = AftercareHistoryTab(
    header=HEADER,
    steps=(Happening(at=at(10, day=3), who="王建国", what="本人同意帮教", note="愿意由哥哥帮教"),),
    readings=(
        AftercareReadingLine(at=at(9), officer_name="王建国", office_name="北岭司法所", act="aftercare:open",
                             purpose="help", result="done"),
        AftercareReadingLine(at=at(8), officer_name="王建国", office_name="北岭司法所", act="aftercare:visit",
                             purpose="", result="done"),
    ),
    paging=Paging(shown=2),
)  # fmt: skip
BASE = BaseLine(
    base_id="b1", name="北岭果蔬合作社", address="北岭镇园艺路9号", division_name="北岭镇",
    contact="高秀梅 13500003333", places=4, taken=3, free=1,
)  # fmt: skip


def rates(name: str, total: int, *counts: int) -> RateRow:
    return RateRow(
        name=name, total=total, path="/console/aftercare-figures/people",
        cells=tuple(
            RateCell(
                rate=rate, count=count, total=total, percent=f"{count * 100 / total:.1f}%" if total else "—",
                path=f"/console/aftercare-figures/people?rate={rate}",
                others_path=f"/console/aftercare-figures/people?rate={rate}&counted=no",
            )
            for rate, count in zip(("linked", "helped", "placed"), counts, strict=True)
        ),
    )  # fmt: skip


AFTERCARE_PAGES: Mapping[str, View] = {
    "aftercare": LIST,
    "aftercare-none": replace(LIST, lines=(), paging=Paging(shown=0, total=0)),
    "aftercare-queue-none": replace(LIST, lines=(), show="to-verify", paging=Paging(shown=0, total=0)),
    "aftercare-searched": replace(LIST, query="程", show="", lines=(), paging=Paging(shown=0), may_enter=False),
    "aftercare-new": AftercareFormView(
        form=FormState(
            values={"name": "程立冬", "document_type": "id-card"}, errors={"released_on": "请填写释放日期。"}
        ),
        document_types=named("document-type"), sexes=named("sex"), offices=(Choice(value="o1", label="北岭司法所"),),
    ),
    "aftercare-edit": AftercareFormView(
        form=FormState(values={"name": "薛长林", "revision": "2", "purpose": "help"}),
        document_types=named("document-type"), sexes=named("sex"), file_id="c2",
    ),
    "aftercare-overview": OVERVIEW,
    "aftercare-to-verify": replace(
        OVERVIEW,
        header=replace(HEADER, source="prison-list", state="to-verify", agreement="not-asked", purpose="link-up",
                       acts=frozenset({"verify", "close", "edit"})),
        arrival="", arrived_on=None, next_visit_on=None, form=FormState(errors={"found": "请从列出的选项中选择。"}),
    ),
    "aftercare-to-meet": replace(
        OVERVIEW,
        header=replace(HEADER, source="prison-list", state="awaited", agreement="not-asked", purpose="link-up",
                       acts=frozenset({"receive", "not-returned", "close"})),
        arrival="", arrived_on=None, next_visit_on=None,
    ),
    "aftercare-over": replace(OVERVIEW, header=OVER),
    "aftercare-helpers": HELPERS,
    "aftercare-helpers-declined": replace(
        HELPERS, header=replace(HEADER, agreement="declined", acts=frozenset({"ask", "close"})), helpers=()
    ),
    "aftercare-placement": PLACEMENT,
    "aftercare-placement-none": replace(
        PLACEMENT, placements=(), aids=(), form=FormState(refusal="基地的岗位已满，或者已停用。")
    ),
    "aftercare-visits": VISITS,
    "aftercare-visits-none": replace(VISITS, visits=(), header=OVER),
    "aftercare-history": HISTORY,
    "aftercare-history-none": replace(HISTORY, steps=()),
    "aftercare-bases": BasesView(
        lines=(BASE, replace(BASE, base_id="b2", name="南浦家政服务部", places=6, taken=0, free=0,
                             closed_on=date(2026, 10, 1))),
        may_keep=True,
    ),
    "aftercare-bases-none": BasesView(lines=()),
    "aftercare-base-new": BaseFormView(form=FormState(), divisions=(Choice(value="149901001", label="北岭镇"),)),
    "aftercare-base": BaseFormView(
        form=FormState(values={"name": "北岭果蔬合作社", "places": "4", "revision": "1", "closed": "yes"},
                       errors={"places": "岗位数为 0 至 10000。"}),
        divisions=(Choice(value="149901001", label="北岭镇"),), base_id="b1",
    ),
    "aftercare-figures": AftercareFiguresView(
        everybody=rates("全部人员", 15, 13, 10, 9),
        offices=(rates("北岭司法所", 9, 8, 7, 5), rates("南浦司法所", 6, 5, 3, 4)),
        months=(rates("2026年10月", 0, 0, 0, 0), rates("2026年11月", 4, 2, 1, 0)),
    ),
    "aftercare-figures-none": AftercareFiguresView(everybody=rates("全部人员", 0, 0, 0, 0), offices=(), months=()),
    "aftercare-behind": AftercareBehindView(
        title="安置率：没有计入的人员", lines=(LINE, HELPED), paging=Paging(shown=2), may_open=True
    ),
    "aftercare-behind-head": AftercareBehindView(title="全部人员", lines=(LINE,), paging=Paging(shown=1)),
    "aftercare-behind-none": AftercareBehindView(title="全部人员", lines=(), paging=Paging(shown=0)),
    "aftercare-hand-over": HandOverView(
        supervisee_id="s1", name="薛长林", purpose="supervision",
        carried=(Line(label="姓名", value="薛长林"), Line(label="电话", value="13600002222")),
        agreements=named("agreement"), form=FormState(errors={"agreement": "请从列出的选项中选择。"}),
    ),
}  # fmt: skip
