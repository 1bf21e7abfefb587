"""Imports of the residence register in each of their states."""

from collections.abc import Mapping
from dataclasses import replace

from api.console.view_models.base import FormState, View
from api.console.view_models.residence.imports import (
    ImportLineView,
    ImportListView,
    ImportPageView,
    ImportProgress,
    VerdictRow,
)
from tests.api.console.samples.moments import at, named

LINE = ImportLineView(
    import_id="i1", kind="residents", file_name="松坡村居住人员2026年11月.xlsx", state="checked",
    handed_in_by="王小梅", handed_in_at=at(9), rows_total=20_000, written=0,
)  # fmt: skip
KINDS = named("import-kind")
COUNTS = {"new": 19_200, "changed": 310, "unchanged": 402, "duplicate": 40, "outside-jurisdiction": 8, "invalid": 40}
CHECKED = ImportProgress(
    import_id="i1", state="checked", is_working=False, rows_done=20_000, rows_total=20_000, counts=COUNTS
)
ROWS = (
    VerdictRow(row_number=2, who="周*", verdict="new"),
    VerdictRow(row_number=3, who="陈*", verdict="changed"),
    VerdictRow(row_number=4, who="孙*", verdict="duplicate", reason="同一证件号码已有在住登记。", column="证件号码"),
    VerdictRow(row_number=5, who="韩*", verdict="outside-jurisdiction", reason="不在您负责的辖区。", column="房屋编号"),
    VerdictRow(row_number=6, who="", verdict="invalid", reason="证件号码校验位不符。", column="证件号码"),
)
ONE = ImportPageView(
    progress=CHECKED,
    kind="residents",
    file_name=LINE.file_name,
    refusal="",
    left_out=("宗教信仰", "备注二"),
    handed_in_by="王小梅",
    handed_in_at=at(9),
    confirmed_by="",
    confirmed_at=None,
    written_at=None,
    undo_until=None,
    kept_rows=0,
    acts=frozenset({"confirm", "drop"}),
    must_be_confirmed_by_another=False,
    rows=ROWS,
    only="",
    chunk=1,
    chunks=40,
)
WORKING = replace(ONE, progress=replace(CHECKED, state="checking", is_working=True, rows_done=4_200), acts=frozenset())
WRITTEN = replace(
    ONE, progress=replace(CHECKED, state="written"), confirmed_by="何建军", confirmed_at=at(11), written_at=at(11, 5),
    undo_until=at(11, 5, day=24), acts=frozenset({"undo"}), only="invalid", rows=(ROWS[-1],), chunk=2,
)  # fmt: skip

IMPORT_PAGES: Mapping[str, View] = {
    "imports": ImportListView(
        lines=(
            LINE,
            replace(LINE, import_id="i2", state="checking", rows_total=None),
            replace(LINE, import_id="i3", state="refused", file_name="扫描件.csv", rows_total=0),
            replace(LINE, import_id="i4", state="written", written=310),
        ),
        kinds=KINDS,
    ),
    "imports-none": ImportListView(
        lines=(), kinds=KINDS, form=FormState(errors={"sheet": "请选择 Excel 或 CSV 文件。"})
    ),
    "import-checked": ONE,
    "import-own": replace(ONE, acts=frozenset({"drop"}), must_be_confirmed_by_another=True),
    "import-working": replace(WORKING, rows=(), chunks=0, left_out=()),
    "import-written": WRITTEN,
    "import-undone": replace(
        WRITTEN, progress=replace(CHECKED, state="undone"), kept_rows=3, acts=frozenset(), rows=(), only="new"
    ),
    "import-refused": replace(
        ONE, progress=ImportProgress(
            import_id="i1", state="refused", is_working=False, rows_done=0, rows_total=None, counts={}
        ),
        refusal="第 1 行没有标题“姓名”。", left_out=(), acts=frozenset(), rows=(), chunks=0,
    ),
    "import-progress": WORKING.progress,
    "import-progress-reading": replace(WORKING.progress, rows_total=None, rows_done=0),
    "import-progress-done": CHECKED,
}  # fmt: skip
