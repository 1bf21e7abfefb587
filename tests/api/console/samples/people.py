"""Supervisees: lists, files, forms, imports."""

from collections.abc import Mapping
from datetime import date

from api.console.view_models.base import FormState, Paging, View
from api.console.view_models.imports import ImportResult, ImportView, VerdictLine
from api.console.view_models.supervisees import (
    Attention,
    FileRecord,
    JudgmentTab,
    OrdersTab,
    OverviewTab,
    PersonToCall,
    ReadingLine,
    ReadingsTab,
    RecordsTab,
    SuperviseeFormView,
    SuperviseeHeader,
    SuperviseeLine,
    SuperviseeListView,
    SuperviseeOrderLine,
    TelephonesTab,
    TermView,
    TrackTab,
)
from tests.api.console.samples.moments import BASIS, LAT, LON, PROOF, at, options

HEADER = SuperviseeHeader(
    supervisee_id="s1",
    number="14050001",
    name="李志强",
    category="suspended-sentence",
    state="active",
    office_name="城关司法所",
    term_starts_on=date(2025, 3, 6),
    term_ends_on=date(2027, 3, 5),
    days_left=102,
    elapsed_percent=86,
    purpose="supervision",
    is_minor=True,
    order_id="o1",
    order_number="2026-031",
    order_ends_at=at(23, day=30),
    attention=(Attention(text="有 1 条待处置预警", path="/console/alerts/a1", action="处置"),),
    may_edit=True,
    may_propose_order=True,
    may_ask_check_in=True,
    may_ask_transfer=True,
)
LINE = SuperviseeLine(
    supervisee_id="s1",
    number="14050001",
    masked_name="李*",
    masked_id_number="140502********1234",
    masked_phone="138****5678",
    category="parole",
    office_name="城关司法所",
    state="active",
    term_ends_on=date(2027, 3, 5),
    days_left=102,
    order_id="o1",
    order_number="2026-031",
    attention="待处置预警",
)
TERM = TermView(
    starts_on=date(2025, 3, 6), ends_on=date(2027, 3, 5), steps=("起算日：2025-03-06", "加 2 年"), basis=BASIS
)
RESULT = ImportResult(
    token="abc",
    file_name="名单.xlsx",
    new=118,
    duplicate=3,
    outside=2,
    invalid=2,
    lines=(
        VerdictLine(row_number=2, who="李*", verdict="new"),
        VerdictLine(row_number=5, who="孙*", verdict="invalid", reasons=("证件号不对", "没有电话")),
    ),
)

PEOPLE_PAGES: Mapping[str, View] = {
    "people": SuperviseeListView(
        query="",
        lines=(LINE,),
        categories=options("control"),
        states=options("active"),
        offices=options("1", "2"),
        filters={"category": "control"},
        paging=Paging(shown=1, total=152),
        may_add=True,
    ),
    "people-none": SuperviseeListView(
        query="张三", lines=(), categories=(), states=(), offices=(), filters={}, paging=Paging(shown=0, total=0)
    ),
    "file-overview": OverviewTab(
        header=HEADER,
        document_type="id-card",
        document_number="140502199003071234",
        sex="male",
        born_on=date(1990, 3, 7),
        home_address="书院街 18 号院",
        home_position=(LON, LAT),
        phone="13800005678",
        term_basis=BASIS,
        last_fixed_at=at(21, 50),
        open_alerts=1,
        conditions=("须在住处 300 米以内",),
        acts=frozenset({"begin-absence", "end-absence", "end"}),
        end_causes=options("expiry"),
    ),
    "file-judgment": JudgmentTab(
        header=HEADER,
        court="某县人民法院",
        judgment_number="（2025）晋0502刑初18号",
        judged_on=None,
        effective_on=date(2025, 3, 6),
        offence="盗窃罪",
        sentence="",
        term_basis=BASIS,
        arithmetic=TERM.steps,
        documents=(PROOF,),
    ),
    "file-telephones": TelephonesTab(
        header=HEADER,
        phone="",
        home_address="书院街 18 号院",
        home_position=(LON, LAT),
        others=(PersonToCall(name="李建军", relation="父亲", phone="13900001111"),),
    ),
    "file-track": TrackTab(
        header=HEADER,
        day=date(2026, 11, 22),
        earliest_day=date(2026, 10, 8),
        latest_day=date(2026, 11, 23),
        days=(date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)),
    ),
    "file-orders": OrdersTab(
        header=HEADER,
        orders=(
            SuperviseeOrderLine(
                order_id="o1",
                order_number="2026-031",
                version=2,
                state="in-force",
                starts_at=at(0, day=1),
                ends_at=at(0, day=30),
                grounds=("injunction-breach", "public-security-penalty"),
            ),
        ),
    ),
    "file-records": RecordsTab(
        header=HEADER,
        records=(
            FileRecord(
                record_id="r1",
                kind="police-penalty",
                happened_on=date(2026, 9, 30),
                summary="被行政拘留五日",
                recorded_by="赵丽",
                recorded_at=at(10, day=3),
                proof=PROOF,
                annulled_at=at(11),
            ),
        ),
        kinds=options("warning"),
        may_add=True,
    ),
    "file-readings": ReadingsTab(
        header=HEADER,
        lines=(
            ReadingLine(
                at=at(21, 44),
                officer_name="赵丽",
                office_name="县局",
                act="track:open",
                purpose="alert",
                result="done",
            ),
        ),
        paging=Paging(shown=1, total=1),
    ),
    "term": TERM,
    "term-refused": TermView(refusal="请填写期限。"),
    "file-form": SuperviseeFormView(
        form=FormState(
            values={"name": "李志强", "document_number": "140502199003071235"},
            lists={
                "contact_name": ("李建军",),
                "contact_relation": ("父亲",),
                "contact_phone": ("13900001111",),
                "contact_address": ("",),
            },
            errors={"document_number": "校验码不对。", "home_lat": "请标出住处。"},
        ),
        term=TermView(),
        categories=options("control"),
        document_types=options("id-card"),
        sexes=options("male"),
        offices=options("1"),
        centre=(LON, LAT),
        supervisee_id="s1",
    ),
    "import": ImportView(kind="supervisees", columns=("姓名", "证件号"), refusal="不是 Excel 文件。"),
    "import-verdicts": ImportView(kind="officers", columns=(), result=RESULT),
}
