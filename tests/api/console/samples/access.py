"""Limits on access, broken glass, legal queries, trails and receipts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.access import (
    AssessmentLimitsView,
    BreakGlassView,
    GlassLine,
    GlassListView,
    GlassTodayView,
    LimitChoices,
    LimitLine,
    LimitsTab,
    OwnTrailLine,
    OwnTrailView,
    QueryLine,
    QueryListView,
    ReceiptLine,
    ReceiptView,
    WaitingLimitsView,
)
from api.console.view_models.base import Choice, FormState, Paging, View
from tests.api.console.samples.moments import BASIS, at, options
from tests.api.console.samples.people import HEADER

SHOWS = (
    Choice(value="/console/access", label="我的查阅"),
    Choice(value="/console/access/break", label="紧急查阅"),
    Choice(value="/console/access/limits", label="访问限制审核"),
    Choice(value="/console/access/glass", label="紧急查阅复核"),
    Choice(value="/console/access/queries", label="依法查询"),
)
LIMIT = LimitLine(
    path="/console/access/limits/l1",
    about_path="/console/supervisees/s1?tab=limits",
    about_number="14050001",
    kind="exclusion",
    state="waiting",
    named=("赵明", "城关司法所"),
    roles=("city-agency",),
    from_on=date(2026, 11, 22),
    until_on=date(2027, 11, 21),
    reason="工作人员系被害人的近亲属。",
    set_by="王芳",
    set_at=at(9, 12),
    acts=frozenset({"decide"}),
)
STANDING = replace(
    LIMIT, kind="restriction", state="standing", decided_by="孙立", decided_at=at(10), acts=frozenset({"end"})
)
OF_ASSESSMENT = replace(
    LIMIT,
    path="/console/access/assessment-limits/l2",
    about_path="/console/assessments/a1/limits",
    about_number="PG-140502-2026-0001",
)
CHOICES = LimitChoices(
    kinds=options("exclusion", "restriction"),
    officers=options("1", "2"),
    offices=options("1"),
    roles=options("city-agency"),
)
GLASS = GlassLine(
    glass_id="g1",
    supervisee_id="s1",
    file_number="14050001",
    officer_name="赵明",
    office_name="城关司法所",
    reason="夜间走失，须核对住址。",
    opened_at=at(21, 40),
    until_at=at(23),
    review_due_on=date(2026, 11, 24),
    may_review=True,
)
REVIEWED = replace(
    GLASS, reviewed_by="孙立", reviewed_at=at(22), is_justified=False, finding="可以请他人查阅。", may_review=False
)
QUERY = QueryLine(
    query_id="q1",
    supervisee_id="s1",
    file_number="14050001",
    organ="某县人民检察院",
    basis="刑事诉讼法第二百八十六条",
    enquirer="检察官李某，证号 12",
    question="有无前科",
    recorded_by="孙立",
    recorded_at=at(9),
    until_at=at(12),
    is_open=True,
)
NONE, ONE = Paging(shown=0), Paging(shown=1)

ACCESS_PAGES: Mapping[str, View] = {
    "file-limits": LimitsTab(
        header=replace(HEADER, may_see_limits=True),
        limits=(LIMIT, STANDING),
        choices=CHOICES,
        form=FormState(errors={"officers": "请至少指明一名工作人员、一个机构或者一种角色。"}),
    ),
    "assessment-limits": AssessmentLimitsView(
        assessment_id="a1", purpose="assessing", limits=(OF_ASSESSMENT, STANDING), choices=CHOICES
    ),
    "assessment-limits-none": AssessmentLimitsView(assessment_id="a1", purpose="inspection", limits=(), choices=None),
    "access-mine": OwnTrailView(
        shows=SHOWS,
        lines=(
            OwnTrailLine(
                at=at(9),
                act="person-file:open",
                purpose="supervision",
                result="done",
                supervisee_id="s1",
                file_number="14050001",
            ),
            OwnTrailLine(
                at=at(8), act="person-file:open", purpose="", result="refused", supervisee_id=None, file_number=""
            ),
        ),
        paging=ONE,
    ),
    "access-mine-none": OwnTrailView(shows=SHOWS[:2], lines=(), paging=NONE),
    "access-break": BreakGlassView(
        shows=SHOWS[:2], hours=3, basis=BASIS, form=FormState(errors={"number": "没有可以紧急查阅的档案。"})
    ),
    "access-limits": WaitingLimitsView(shows=SHOWS, limits=(LIMIT,)),
    "access-limits-none": WaitingLimitsView(shows=SHOWS, limits=()),
    "access-glass": GlassListView(shows=SHOWS, lines=(GLASS, REVIEWED), basis=BASIS, paging=ONE),
    "access-glass-none": GlassListView(shows=SHOWS, lines=(), basis=BASIS, paging=NONE),
    "access-glass-today": GlassTodayView(lines=(GLASS,), total=1),
    "access-queries": QueryListView(
        shows=SHOWS,
        lines=(QUERY, replace(QUERY, answered_by="孙立", answered_at=at(10), answer="有一次缓刑。", is_open=False)),
        paging=ONE,
        may_record=True,
    ),
    "access-queries-none": QueryListView(shows=SHOWS, lines=(), paging=NONE),
    "access-receipt": ReceiptView(
        supervisee_id="s1",
        file_number="14050001",
        office_name="城关司法所",
        printed_at=at(9),
        lines=(
            ReceiptLine(
                at=at(8), role="justice-office", office_name="城关司法所", act="person-file:open", purpose="supervision"
            ),
        ),
        is_cut=True,
    ),
}
