"""Reconciliations: months, one of them, a row beside its file, a count sheet, the sums of a city."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.base import Deadline, FormState, Happening, LegalBasis, Line, Paging, View
from api.console.view_models.reconciliation import (
    CitySumsView,
    ComparedFile,
    CountLine,
    CountSheetView,
    CountySum,
    DifferenceCount,
    DifferenceRow,
    DueLine,
    HandedInList,
    ItemView,
    ListCount,
    MonthLine,
    ReconciliationDue,
    ReconciliationListView,
    ReconciliationView,
    SheetLine,
)
from tests.api.console.samples.moments import at, options

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
BASIS = LegalBasis(rule="上一期结束后开始核对。", source="本系统预设", arithmetic="10月31日起10日。")
LINE = CountLine(
    category="suspended-sentence",
    carried_over=40,
    opened=3,
    moved_in=1,
    released=2,
    terminated=0,
    moved_out=1,
    at_end=41,
)
TOTAL = replace(LINE, category="")
FILE = ComparedFile(
    supervisee_id="s1", number="140502-2026-0007", masked_name="李*", masked_number="140502********1234",
    category="suspended-sentence", state="in-programme", last_day=date(2027, 3, 2),
)  # fmt: skip
ROW = DifferenceRow(
    item_id="i1", result="no-file", source="court", as_of_on=LAST, row_number=7, masked_name="欧*",
    masked_number="140502********1234", file_number="", differing=(),
)  # fmt: skip
MONTH = ReconciliationView(
    reconciliation_id="r1",
    county_name="临溪县",
    from_on=FIRST,
    until_on=LAST,
    state="open",
    compared_at=at(9),
    lists=(
        HandedInList(
            list_id="l1", source="court", organ="临溪县人民法院", file_name="十月.xlsx", as_of_on=LAST,
            covers_from_on=None, fields=("姓名", "身份证号"), rows=43, handed_in_at=at(9), handed_in_by="王敏",
        ),
        HandedInList(
            list_id="l2", source="police", organ="", file_name="", as_of_on=LAST, covers_from_on=FIRST, fields=(),
            rows=2, handed_in_at=at(9), handed_in_by="王敏", is_withdrawn=True,
        ),
    ),
    sources=options("court", "prison", "police", "province"),
    shows=options("waiting", "settled"),
    show="waiting",
    results=options("", "no-file", "differs"),
    result="",
    rows=(
        ROW,
        replace(
            ROW, item_id="i2", result="differs", masked_name="李*", file_number=FILE.number, differing=("last-day",)
        ),
        replace(ROW, item_id="i3", result="only-here", source="", as_of_on=None, row_number=0),
    ),
    sheets=(SheetLine(sheet_id="c1", number="", state="returned", signed_at=at(9)),),
    paging=Paging(shown=3, total=3),
    waiting_total=3,
    filters={},
    may_hand_in=True,
    may_sign=True,
)  # fmt: skip
ITEM = ItemView(
    item_id="i1",
    reconciliation_id="r1",
    county_name="临溪县",
    until_on=LAST,
    result="no-file",
    source="court",
    as_of_on=LAST,
    row_number=7,
    listed=(Line(label="姓名", value="欧阳静"), Line(label="文书号", value="（2026）晋9901刑初7号")),
    unread=(),
    file=None,
    matched_by="",
    differing=(),
    candidates=(),
    steps=(),
    settlements=options("file-opened", "organ-asked"),
    may_settle=True,
    may_open_file=True,
)
SHEET = CountSheetView(
    sheet_id="c1",
    reconciliation_id="r1",
    number="",
    state="signed",
    county_name="临溪县",
    from_on=FIRST,
    until_on=LAST,
    counts=(LINE,),
    total=TOTAL,
    states=(("in-programme", 40), ("lost-contact", 1)),
    lists=(ListCount(source="court", as_of_on=LAST, covers_from_on=None, rows=43),),
    places=(("named", 40), ("only-here", 1), ("not-compared", 0)),
    differences=(DifferenceCount(result="no-file", settled=(("organ-asked", 2),), open=1),),
    remark="一项待法院答复。",
    signed_by="王敏",
    signed_at=at(9),
    office_name="临溪县司法局",
)

DUE = DueLine(
    county="149901", county_name="临溪县", until_on=LAST,
    deadline=Deadline(due_on=date(2026, 11, 10), days_left=-2, basis=BASIS),
)  # fmt: skip
RECONCILIATION_DUE = ReconciliationDue(
    due=(DUE,), waiting=(("r1", "临溪县", LAST, 3),), to_countersign=(("r2", "石坝县", LAST),)
)

RECONCILIATION_PAGES: Mapping[str, View] = {
    "reconciliations": ReconciliationListView(
        lines=(
            MonthLine(
                reconciliation_id="r1", county_name="临溪县", from_on=FIRST, until_on=LAST, state="open",
                begun_at=at(9), begun_by="王敏",
            ),
        ),
        due=(DUE,),
        counties=options("149901"),
        paging=Paging(shown=1),
        may_begin=True,
    ),
    "reconciliations-none": ReconciliationListView(lines=(), due=(), counties=(), paging=Paging(shown=0)),
    "reconciliation": MONTH,
    "reconciliation-empty": replace(
        MONTH, lists=(), rows=(), sheets=(), compared_at=None, waiting_total=0, paging=Paging(shown=0, total=0)
    ),
    "reconciliation-refused": replace(
        MONTH, form=FormState(values={"source": "court", "organ": "法院"}, errors={"sheet": "认不出这张表。"})
    ),
    "reconciliation-settled": replace(
        MONTH, show="settled", rows=(replace(ROW, settlement="organ-asked", settled_at=at(10)),)
    ),
    "reconciliation-over": replace(
        MONTH, state="closed", lists=(), rows=(), are_lists_destroyed=True, may_hand_in=False, may_sign=False
    ),
    "reconciliation-item": ITEM,
    "reconciliation-item-possible": replace(
        ITEM, result="possible", candidates=(FILE,), may_open_file=False, unread=(Line(label="状态", value="不详"),)
    ),
    "reconciliation-item-settled": replace(
        ITEM,
        result="differs",
        file=FILE,
        matched_by="document",
        differing=("last-day", "category"),
        steps=(Happening(at=at(10), who="王敏", what="已处理：名单有误", note="法院已更正。"),),
        may_settle=False,
        may_reopen=True,
        is_settled=True,
    ),
    "reconciliation-item-only-here": replace(
        ITEM, result="only-here", source="", as_of_on=None, listed=(), file=FILE, may_settle=False, may_open_file=False
    ),
    "count-sheet": replace(SHEET, may_decide=True),
    "count-sheet-wrong-code": replace(
        SHEET, may_decide=True, form=FormState(values={}, errors={"code": "验证码有误。"})
    ),
    "count-sheet-countersigned": replace(
        SHEET, state="countersigned", number="DS-149901-2026-0001", decided_by="何安", decided_in="county-agency",
        decided_at=at(11), is_by_mandate=True, differences=(), remark="",
    ),
    "count-sheet-returned": replace(
        SHEET, state="returned", decided_by="何安", decided_in="county-head", decided_at=at(11),
        returned_because="公安名单未交。",
    ),
    "count-sums": CitySumsView(
        month=LAST, until_on=LAST, counts=(LINE,), total=TOTAL, open_differences=1,
        counties=(CountySum(county_name="临溪县", number="DS-149901-2026-0001", at_end=41, open_differences=1),),
        missing=("石坝县",),
    ),
    "count-sums-none": CitySumsView(
        month=LAST, until_on=LAST, counts=(replace(LINE, at_end=0),), total=TOTAL, open_differences=0, counties=(),
        missing=(),
    ),
}  # fmt: skip
