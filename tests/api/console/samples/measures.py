"""Sanctions, rewards and prosecutors' opinions with invented people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.base import Choice, Deadline, FormState, Happening, LegalBasis, Paging, View
from api.console.view_models.measures import (
    ConductTab,
    ExcuseLine,
    FindingLine,
    LapseLine,
    MeasureLine,
    MeasureListView,
    MeasurePaperView,
    MeasureView,
    OpinionLine,
    OpinionListView,
    OpinionView,
    ProposalFormView,
    RungLine,
    SealedRecordView,
)
from api.console.view_models.papers import ActPaper
from tests.api.console.samples.moments import NOW, at, counted, named
from tests.api.console.samples.people import HEADER

BASIS = LegalBasis(
    rule="训诫所对应的脱离监管日数", source="社区矫正法实施办法（据温州市司法局公开条文）", arithmetic="10 日 · 已核实"
)
DUE = Deadline(due_on=date(2026, 11, 26), days_left=3, basis=BASIS)
LATE = replace(DUE, due_on=date(2026, 11, 19), days_left=-4)
RUNG = RungLine(
    kind="admonition", trigger="days-out", status="met",
    steps=(
        "赵丽确认自2026-11-11起脱离监管，当日不计", "自次日至2026-11-23（今日）共12日",
        "减去认可正当理由的4日", "计8日", "8日，不超过10日",
    ),
    bases=(BASIS, BASIS), propose_path="/console/supervisees/s1/measures/new?kind=admonition&trigger=days-out",
)  # fmt: skip
WEIGHED = replace(
    RUNG, kind="police-penalty", trigger="breach", status="to-find",
    steps=("2026-11-20：违反监督管理规定的事实", "依法应予治安管理处罚的，由人认定"),
)  # fmt: skip
LACKING = replace(
    RUNG, kind="warning", trigger="two-admonitions", status="lacks-finding", propose_path="",
    steps=("有效且未计过的训诫决定2次（2026-08-03、2026-10-12），须2次", "还须有“仍不改正”的书面认定"),
)  # fmt: skip
BLOCKED = replace(
    RUNG, kind="re-imprisonment", trigger="not-eligible", status="blocked", steps=("缓刑不适用提请收监执行",),
    propose_path="",
)  # fmt: skip
PRAISE = replace(
    RUNG, kind="praise", trigger="good-conduct", status="not-met", propose_path="",
    steps=("2026-09-06起接受矫正，满6个月为2027-03-06",),
)  # fmt: skip
LINE = MeasureLine(
    measure_id="m1", number="JG-140502-2026-0007", kind="warning", trigger="days-out", state="delivered",
    proposed_at=at(9, day=16), masked_name="李*", file_number="140502-2026-0012", deadline=DUE,
)  # fmt: skip
LINES = (
    LINE,
    replace(LINE, measure_id="m2", kind="arrest", trigger="danger", deadline=None, due_at=at(9, day=22)),
    replace(LINE, measure_id="m3", number="", kind="admonition", state="proposed", deadline=None),
    replace(LINE, measure_id="m4", kind="police-penalty", state="closed", is_sealed=True, deadline=LATE),
)
LAPSE = LapseLine(
    lapse_id="l1", began_on=date(2026, 11, 11), ended_on=None, reason="电话不通，家中无人，邻居称三天没有见到。",
    evidence="11月11日、12日走访记录；村民委员会证明", confirmed_by="赵丽", confirmed_at=at(9, day=13),
    excuses=(
        ExcuseLine(
            first_on=date(2026, 11, 15), last_on=date(2026, 11, 18), reason="住院，病历已核实。", accepted_by="赵丽"
        ),
    ),
)  # fmt: skip
FINDING = FindingLine(
    finding_id="f1", found_on=date(2026, 10, 20), facts="第二次训诫后两次不报告，当面表示不会报告。", recorded_by="赵丽"
)
CONDUCT = ConductTab(
    header=HEADER, applies=(RUNG, LACKING, WEIGHED), unfounded=(WEIGHED,),
    others=(BLOCKED,), rewards=(PRAISE,), measures=LINES,
    lapses=(
        LAPSE,
        replace(LAPSE, lapse_id="l2", ended_on=date(2026, 8, 2), excuses=()),
        replace(LAPSE, lapse_id="l3", cancelled_at=at(10)),
    ),
    findings=(FINDING, replace(FINDING, finding_id="f2", withdrawn_at=at(10))), may_record=True,
)  # fmt: skip
SHOWS = counted("measure-show", {
    "to-decide": 1, "to-deliver": 0, "to-copy": 2, "objections": 1, "rulings": 1, "custody": 0, "reviews": 1,
    "standing": None, "over": None,
})  # fmt: skip
HISTORY = (
    Happening(at=at(9, day=16), who="王小梅", what="提出"),
    Happening(at=at(10, day=16), who="王小梅", what="听取本人陈述", note="作出陈述；那几天家里有事，忘了报告。"),
    Happening(at=at(15, day=17), who="赵丽", what="决定", note="同意。"),
)
MEASURE = MeasureView(
    measure_id="m1", supervisee_id="s1", name="李志强", category="suspended-sentence", number=LINE.number,
    kind="warning", trigger="days-out", state="delivered", purpose="supervision",
    facts="2026年11月1日起13天不报告，电话不接，两次走访未见本人。", counting=RUNG.steps, source=BASIS.source,
    history=HISTORY, deadlines=(("抄送人民检察院的期限", DUE), ("答复异议的期限", LATE)),
    papers=(ActPaper(title="社区矫正警告决定书", number=LINE.number, state="issued", path="/console/papers/p1"),),
    waits_for_review=True, replies=named("measure-reply"),
    acts=frozenset({"copy", "object", "answer-objection", "to-prosecutor", "review", "annul"}),
)  # fmt: skip
PAPER = MeasurePaperView(
    measure_id="m1", number="BY-140502-2026-0003", kind="praise", name="李志强", born_on=date(1990, 3, 7),
    home_address="城关镇东街3号", category="suspended-sentence", court="临溪县人民法院",
    judgment_number="（2025）晋0502刑初21号", facts=MEASURE.facts,
    source=BASIS.source, decided_on=date(2026, 11, 17), agency_name="临溪县社区矫正管理局",
)  # fmt: skip
OPINION_LINE = OpinionLine(
    opinion_id="p1", kind="suggestion", file_number="140502-2026-0012", received_on=date(2026, 11, 12), deadline=DUE
)
OPINION = OpinionView(
    line=OPINION_LINE, supervisee_id="s1", organ="临溪县人民检察院", document="临检建〔2026〕8号",
    text="对李某外出未登记，建议规范审批和登记。", answer="", may_answer=True,
)  # fmt: skip
ANSWERED = replace(OPINION_LINE, deadline=None, answered_on=date(2026, 11, 20), answered_by="赵丽")

MEASURE_PAGES: Mapping[str, View] = {
    "file-conduct": CONDUCT,
    "file-conduct-new": replace(
        CONDUCT, applies=(), measures=(), lapses=(), findings=(),
        form=FormState(errors={"evidence": "此项必须填写。"}),
    ),
    "measures": MeasureListView(lines=LINES, shows=SHOWS, show="to-copy", paging=Paging(shown=4, total=4)),
    "measures-none": MeasureListView(lines=(), shows=SHOWS, show="custody", paging=Paging(shown=0)),
    "measure-proposal": ProposalFormView(
        supervisee_id="s1", masked_name="李*", rung=WEIGHED, is_counted=False, purpose="supervision",
        records=(Choice(value="r1", label="2026-11-20 违反监督管理规定的事实", hint="未按要求报告。"),),
        form=FormState(lists={"records": ("r1",)}, errors={"facts": "此项必须填写。"}),
    ),
    "measure-proposal-counted": ProposalFormView(
        supervisee_id="s1", masked_name="李*", rung=LACKING, is_counted=True, purpose="supervision",
        records=(Choice(value="r1", label="2026-08-03 训诫决定", hint="训诫（XJ-1）"),), form=FormState(),
    ),
    "measure": MEASURE,
    "measure-proposed": replace(
        MEASURE, state="proposed", number="", deadlines=(), papers=(), waits_for_review=False,
        history=HISTORY[:2], acts=frozenset({"hear", "respond", "decide", "drop"}),
        form=FormState(refusal="决定前须听取本人陈述。"),
    ),
    "measure-decided": replace(MEASURE, state="decided", deadlines=(), acts=frozenset({"undo", "serve"}),
                               form=FormState(errors={"code": "动态口令不对。"})),
    "measure-sent": replace(
        MEASURE, kind="arrest", trigger="danger", deadlines=(), ruling_due_at=NOW, ruling_basis=BASIS,
        custody_until=date(2026, 12, 23), custody_basis=BASIS,
        papers=(
            ActPaper(title="逮捕建议书", missing=("主送",), form_path="/console/supervisees/s1/papers/form"),
            ActPaper(title="逮捕建议书", number="TQ-140502-2026-0002", state="void", path="/console/papers/p2"),
        ),
        acts=frozenset({"send", "record-outcome"}), outcome="granted",
    ),
    "measure-sealed": replace(
        MEASURE, kind="police-penalty", is_sealed=True, is_told=False, facts="", counting=(), history=(),
        deadlines=(), papers=(), acts=frozenset(), outcome="granted",
    ),
    "measure-paper": PAPER,
    "measure-paper-ageless": replace(PAPER, born_on=None),
    "sealed-record": SealedRecordView(
        supervisee_id="s1", record_id="r1", kind="police-penalty", happened_on=date(2026, 9, 30),
        summary="被行政拘留五日。", legal_basis="办理撤销缓刑案件", has_proof=True, back_path="/console/",
    ),
    "opinions": OpinionListView(
        lines=(OPINION_LINE, replace(OPINION_LINE, opinion_id="p2", kind="correction-notice", deadline=LATE,
                                     file_number=""), replace(ANSWERED, opinion_id="p3")),
        shows=counted("opinion-show", {"open": 3, "closed": None}), show="open", kinds=named("opinion-kind"),
        paging=Paging(shown=3, total=3),
    ),
    "opinions-none": OpinionListView(
        lines=(), shows=counted("opinion-show", {"open": 0, "closed": None}), show="open",
        kinds=named("opinion-kind"), paging=Paging(shown=0), form=FormState(errors={"organ": "此项必须填写。"}),
    ),
    "opinion": OPINION,
    "opinion-answered": replace(
        OPINION, line=ANSWERED, answer="已补登记，并重新培训经办人。", may_answer=False, may_close=True
    ),
    "opinion-closed": replace(
        OPINION, line=replace(ANSWERED, closed_at=at(10)), answer="已补登记。", may_answer=False, supervisee_id=None
    ),
    "opinion-unanswered": replace(OPINION, may_answer=False),
}  # fmt: skip
