"""The register's quality: colours with their arithmetic, rectifications, samples, assistants and figures."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from api.console.view_models.base import Bar, Choice, FormState, LegalBasis, Paging, View
from api.console.view_models.residence.quality import (
    AssistantLine,
    AssistantListView,
    AssistantView,
    BehindView,
    CountLine,
    FiguresView,
    MonthBars,
    PlaceLine,
    QualityPrintView,
    QualityView,
    RateLine,
    RectificationFormView,
    RectificationListView,
    RectificationView,
    SampleLine,
    SampleListView,
    SampleView,
)
from supervision.residence.addresses.dwellings import Dwelling, DwellingFacts
from supervision.residence.addresses.words import Ownership
from supervision.residence.codes import BuildingUse, LettingUse
from supervision.residence.households.masked import MaskedHousehold
from supervision.residence.households.queues import OverOccupied
from supervision.residence.households.words import HouseholdKind, HouseholdState
from supervision.residence.quality.behind import Mismatch
from supervision.residence.quality.figures import Staffing
from supervision.residence.quality.rating import Colour, DueKind, Share
from supervision.residence.quality.rectification_rows import (
    Rectification,
    RectificationState,
    RectificationStep,
    StepKind,
)
from supervision.residence.quality.rectifications import PossibleOwner
from supervision.residence.quality.sample_rows import AssistantQuality, Sample, SampleItem
from supervision.residence.quality.sampling import Findings, Rates
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.residence.visits.words import TaskKind, TaskState
from tests.api.console.samples.moments import NOW, at, counted
from tests.api.console.samples.residents import WHO

ONE, TWO = UUID(int=1), UUID(int=2)
HOME = Dwelling(
    ONE, TWO, "幸福路3号楼2单元604", "149901001003", ONE,
    DwellingFacts(BuildingUse.RESIDENTIAL, Ownership.PRIVATE, LettingUse.DWELLING), 6, 1,
)  # fmt: skip
TODAY, SONGPO, LIUWAN = NOW.date(), "青屏市临溪县北岭镇松坡村", "青屏市临溪县南浦镇柳湾村"
BASIS = LegalBasis(
    rule="超期未核对的人 ÷ 在住人数：达到 10% 为黄色，达到 30% 为红色；一件没有为绿色",
    source="本系统的默认值，各地可以调整",
    arithmetic="6 ÷ 128 = 4.7%",
)
LATE = CountLine(
    kind="unverified", due=6, of=128, share="4.7%", colour="amber", basis=BASIS, path="/console/quality/list"
)
OVER = replace(LATE, kind="over-occupied", due=1, of=40, share="2.5%", colour="red")
UNATTENDED = replace(LATE, kind="unattended", due=1, of=8, share="12.5%", colour="red", path="")
FINE = replace(LATE, kind="past-end", due=0, share="0.0%", colour="green", path="")
NOWHERE = replace(FINE, kind="mismatch", of=0, share="—")
COMMUNITY = PlaceLine(
    name=SONGPO, colour="red", counts=(LATE, FINE, NOWHERE, OVER, UNATTENDED), path="/console/quality?community=1",
    begin_path="/console/rectifications/new?community=1",
)  # fmt: skip
GREEN = PlaceLine(name=LIUWAN, colour="green", counts=(FINE, NOWHERE), path="/console/quality?community=2")
DRAWERS = (
    PlaceLine(name="幸福路3号楼", colour="red", counts=(LATE, OVER), rectification_path="/console/rectifications/1"),
    PlaceLine(name="解放路12号院5号楼", colour="amber", counts=(LATE,), begin_path="/console/rectifications/new"),
    PlaceLine(name="幸福路4号楼", colour="green", counts=(FINE,)),
)
COLOURS = {"red": 1, "amber": 0, "green": 1}
SHOWS = counted("rectification-show", {"open": 1, "mine": 0, "to-recheck": 1, "closed": 4})
WORK = Rectification(
    id=ONE, division="149901001003", drawer_id=TWO, place=f"{SONGPO} 幸福路3号楼", colour=Colour.RED,
    shares={DueKind.UNVERIFIED: Share(6, 128), DueKind.OVER_OCCUPIED: Share(1, 40)},
    task="把超期的六人核对完，\n超员的一处与房东谈清。", owner_id=TWO, owner_name="王小梅", due_on=date(2026, 11, 30),
    state=RectificationState.OPEN, begun_at=at(9, day=20), begun_by_name="何建军", reported_by=None, reopened=0,
)  # fmt: skip
REPORTED = replace(WORK, state=RectificationState.REPORTED, reported_by=TWO)
STEPS = (
    RectificationStep(StepKind.PROGRESS, "已核对四人。", at(10, day=21), "王小梅"),
    RectificationStep(StepKind.REPORTED, "全部核对完，房东已减为六人。", at(15), "王小梅"),
)
ONGOING = RectificationView(it=WORK, steps=STEPS[:1], today=TODAY, may_report=True, may_recheck=False)
NEW = RectificationFormView(
    place=replace(COMMUNITY, path="", begin_path=""), division="149901001003", drawer_id=None,
    owners=(PossibleOwner(ONE, "王小梅", is_on_duty=True), PossibleOwner(TWO, "何建军", is_on_duty=False)),
    due_on=date(2026, 11, 30),
    basis=LegalBasis(
        rule="红色的地方在 7 日内整改完", source="本系统的默认值，各地可以调整", arithmetic="11月23日 + 7 日"
    ),
)  # fmt: skip
RATES = (
    RateLine(name="采集率", percent="96.7%", arithmetic="1 − 1 ÷ 30"),
    RateLine(name="未注销率", percent="6.3%", arithmetic="2 ÷ (30 + 2)"),
    RateLine(name="准确率", percent="93.3%", arithmetic="(30 − 1 − 1) ÷ 30 = 28 ÷ 30"),
)
UNCOUNTED = tuple(replace(one, percent="", arithmetic="") for one in RATES)
FOUND = Rates(Findings(30, 1, 2, 1))
SAMPLE = Sample(
    id=ONE, division="149901001003", community=SONGPO, seed="8c1e5f0a77b34d219a60f2c4d1e8b935", colour=Colour.AMBER,
    households=120, drawn=12, visited=1, drawn_at=at(9), drawn_by_name="何建军", rates=FOUND,
)  # fmt: skip
HOUSEHOLD = MaskedHousehold(
    ONE, "HU-149901-2026-0012", HouseholdKind.FAMILY, HouseholdState.OPEN, "149901001003", "幸福路3号楼2单元601",
    "周*", 3, None, at(9, day=1),
)  # fmt: skip
VISITED = SampleItem(ONE, ONE, 1, HOUSEHOLD, 3, Findings(4, 1, 0, 0), at(16), ONE, "马志强")
TO_VISIT = SampleItem(TWO, ONE, 2, HOUSEHOLD, 2, None, None, None, "")
LISTED = SampleListView(
    lines=(SampleLine(sample=SAMPLE, rates=RATES), SampleLine(sample=replace(SAMPLE, visited=0), rates=UNCOUNTED)),
    communities=(Choice(value="149901001003", label=SONGPO), Choice(value="149901002005", label=LIUWAN)),
    paging=Paging(shown=2),
)
ASSISTANT = AssistantLine(assistant=AssistantQuality(TWO, "王小梅", 3, (ONE,), FOUND), rates=RATES)
MONTHS = tuple(
    MonthBars(
        name=f"2026年{month}月",
        began=Bar(name="新登记", number=month % 5, path="/console/quality/list?counted=began"),
        ended=Bar(name="结束居住", number=month % 3, path="/console/quality/list?counted=ended"),
    )
    for month in range(1, 12)
)
LODGINGS = (
    Bar(name="租赁住房", number=96, path="/console/quality/list?lodging=02"),
    Bar(name="单位内部", number=0, path="/console/quality/list?lodging=03"),
)
RATIO = find_residence_rule(ResidenceRuleName.RESIDENTS_PER_ASSISTANT, TODAY, "149901")

QUALITY_PAGES: Mapping[str, View] = {
    "quality": QualityView(
        community=None, lines=(COMMUNITY, GREEN), colours=COLOURS, print_path="/console/quality/print"
    ),
    "quality-community": QualityView(
        community=COMMUNITY, lines=DRAWERS, colours=COLOURS, print_path="/console/quality/print?community=1"
    ),
    "quality-to-mend": QualityView(
        community=None, lines=DRAWERS, colours=COLOURS, print_path="/console/quality/print", is_to_mend=True
    ),
    "quality-none": QualityView(community=None, lines=(), colours={}, print_path="/console/quality/print"),
    "quality-print": QualityPrintView(communities=((COMMUNITY, DRAWERS), (GREEN, DRAWERS[2:]))),
    "quality-print-none": QualityPrintView(communities=()),
    "quality-list": BehindView(
        title=f"超期未核对的人 · {SONGPO}", residents=(WHO, replace(WHO, verified_on=None, expected_until=None)),
        paging=Paging(shown=2, total=2),
    ),
    "quality-list-homes": BehindView(
        title="出租房屋 · 住房",
        homes=(HOME, replace(HOME, capacity=None, facts=replace(HOME.facts, letting_use=None))),
        paging=Paging(shown=2),
    ),
    "quality-list-premises": BehindView(
        title="超员的房屋", premises=(OverOccupied(ONE, "幸福路3号楼2单元604", 8, 6),)
    ),
    "quality-list-tasks": BehindView(
        title="人卡不符的任务", tasks=(Mismatch(ONE, TaskKind.MOVED_OUT, TaskState.OPEN, date(2026, 11, 25)),)
    ),
    "quality-list-none": BehindView(title="超员的房屋", premises=()),
    "rectifications": RectificationListView(
        show="open", shows=SHOWS, lines=(WORK, replace(WORK, due_on=date(2026, 11, 20), reopened=1)), today=TODAY,
        paging=Paging(shown=2),
    ),
    "rectifications-to-recheck": RectificationListView(
        show="to-recheck", shows=SHOWS, lines=(REPORTED,), today=TODAY, paging=Paging(shown=1)
    ),
    "rectifications-none": RectificationListView(
        show="mine", shows=SHOWS, lines=(), today=TODAY, paging=Paging(shown=0)
    ),
    "rectification-form": NEW,
    "rectification-form-refused": replace(
        NEW, drawer_id=TWO, form=FormState(values={"owner": str(TWO)}, errors={"task": "请写明需要做什么。"})
    ),
    "rectification": ONGOING,
    "rectification-late": replace(ONGOING, it=replace(WORK, due_on=date(2026, 11, 20), reopened=1)),
    "rectification-to-recheck": replace(
        ONGOING, it=REPORTED, steps=STEPS, may_report=False, may_recheck=True,
        form=FormState(errors={"note": "请写明复查情况。"}),
    ),
    "rectification-waiting": replace(ONGOING, it=REPORTED, steps=STEPS, may_report=False),
    "rectification-closed": replace(
        ONGOING, it=replace(WORK, state=RectificationState.CLOSED), may_report=False,
        steps=(*STEPS, RectificationStep(StepKind.PASSED, "抽查三户，均已核对。", at(17), "何建军")),
    ),
    "samples": LISTED,
    "samples-none": replace(LISTED, lines=(), form=FormState(errors={"community": "请选择社区。"})),
    "sample": SampleView(sample=SAMPLE, rates=RATES, items=(VISITED, TO_VISIT), officer_id=ONE),
    "sample-refused": SampleView(
        sample=SAMPLE, rates=UNCOUNTED, items=(TO_VISIT,), refused=TWO,
        form=FormState(values={"missed": "9", "stale": "9", "wrong": "0"}, errors={"stale": "不能多于登记人数。"}),
    ),
    "assistants": AssistantListView(lines=(ASSISTANT, replace(ASSISTANT, rates=UNCOUNTED))),
    "assistants-none": AssistantListView(lines=()),
    "assistant": AssistantView(line=ASSISTANT, items=(VISITED,)),
    "assistant-not-visited": AssistantView(line=replace(ASSISTANT, rates=UNCOUNTED), items=()),
    "residence-figures": FiguresView(
        residents=Bar(name="在住", number=128, path="/console/quality/list"),
        charts=(("按住所类型", LODGINGS), ("按来本地原因", ())),
        register=(("出租房屋（按出租用途）", LODGINGS), ("户卡", LODGINGS[:1])),
        months=MONTHS,
        staffing=(Staffing("149901001", "北岭镇", 1_280, 1, RATIO), Staffing("149901002", "南浦镇", 300, 2, RATIO)),
        staffing_basis=BASIS,
    ),
    "residence-figures-none": FiguresView(
        residents=Bar(name="在住", number=0, path="/console/quality/list"), charts=(("按住所类型", ()),),
        register=(), months=MONTHS, staffing=(), staffing_basis=None,
    ),
}  # fmt: skip
