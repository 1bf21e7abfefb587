"""Imports of the residence register in each of their states."""

from collections.abc import Mapping
from dataclasses import replace

from api.console.view_models.base import Choice, FormState, View
from api.console.view_models.file_imports import (
    DifferenceItem,
    DifferenceRow,
    FileDifferencesView,
    FileImportView,
)
from api.console.view_models.import_jobs import (
    FieldView,
    FileColumnView,
    ImportColumnsView,
    ImportLineView,
    ImportListView,
    ImportPageView,
    ImportProgress,
    VerdictRow,
)
from tests.api.console.samples.moments import at, named

PATH = "/console/imports/i1"
CHECKED_AT = at(9, 1).isoformat()
LINE = ImportLineView(
    import_id="i1", kind="residents", file_name="松坡村居住人员2026年11月.xlsx", state="checked",
    handed_in_by="王小梅", handed_in_at=at(9), rows_total=20_000,
)  # fmt: skip
KINDS = named("import-kind")
TEMPLATES = tuple(Choice(value=f"/console/imports/templates/{kind.value}", label=kind.label) for kind in KINDS)
HINT = "先导入房屋，再导入人员：人员的房屋按房屋编号对应。"
COUNTS = {"new": 19_200, "changed": 310, "unchanged": 402, "duplicate": 40, "outside-jurisdiction": 8, "invalid": 40}
CHECKED = ImportProgress(
    path=PATH, state="checked", is_working=False, rows_done=20_000, rows_total=20_000, counts=COUNTS
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
    who="人员或房屋",
    why_left_out="本地法规没有列出，或者不认识。",
    file_name=LINE.file_name,
    refusal="",
    left_out=("宗教信仰", "备注二"),
    were_columns_chosen=False,
    handed_in_by="王小梅",
    handed_in_at=at(9),
    checked_at=CHECKED_AT,
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
FILE_COLUMNS = (
    FileColumnView(place=0, title="序号", samples=("1", "2", "3")),
    FileColumnView(place=1, title="证号", samples=("149902********0112", "149902********0219", "149902********0315")),
    FileColumnView(place=2, title="租客", samples=("周*", "陈*", "孙*")),
    FileColumnView(place=3, title="房号编码", samples=("F-101", "F-102", "F-201")),
    FileColumnView(place=4, title="备注", samples=()),
)
COLUMNS = ImportColumnsView(
    path=PATH,
    back=PATH,
    kind="residents",
    file_name=LINE.file_name,
    fields=(
        FieldView(field="document_type", title="证件类型", is_required=False),
        FieldView(field="document_number", title="证件号码", is_required=True),
        FieldView(field="name", title="姓名", is_required=True),
        FieldView(field="phone", title="联系方式", is_required=False),
        FieldView(field="home_code", title="房屋编号", is_required=True),
    ),
    columns=FILE_COLUMNS,
    choices=tuple(
        Choice(value=str(column.place), label=f"{column.title}（{'、'.join(column.samples)}）")
        for column in FILE_COLUMNS
    ),
    form=FormState(values={"document_number": "1", "home_code": "3"}, errors={"name": "此格不能为空。"}),
)

FILE_IMPORT = FileImportView(
    progress=ImportProgress(
        path="/console/supervisees/import/i1", state="checked", is_working=False, rows_done=212, rows_total=212,
        counts={"new": 40, "changed": 12, "unchanged": 150, "by-hand": 3, "left": 0, "duplicate": 2,
                "outside-jurisdiction": 1, "invalid": 4},
    ),
    kind="", who="姓名", why_left_out="档案没有这样的项。", file_name="北岭司法所名册2026年11月.xlsx", refusal="",
    left_out=("备注",), were_columns_chosen=False, handed_in_by="王小梅", handed_in_at=at(9), checked_at=CHECKED_AT,
    confirmed_by="", confirmed_at=None, written_at=None, undo_until=None, kept_rows=0,
    acts=frozenset({"confirm", "drop"}), must_be_confirmed_by_another=False,
    rows=(
        VerdictRow(row_number=2, who="周*", verdict="new"),
        VerdictRow(row_number=3, who="陈*", verdict="changed", reason="与档案不同：联系电话、居住地址。"),
        VerdictRow(row_number=4, who="孙*", verdict="by-hand", reason="期限已经两人复核，表中不同：期限（年）。"),
        VerdictRow(row_number=5, who="", verdict="invalid", reason="证件号码校验位不符。", column="证件号码"),
    ),
    only="", chunk=1, chunks=2, chosen=5,
)  # fmt: skip
DIFFERENCES = FileDifferencesView(
    path="/console/supervisees/import/i1",
    file_name=FILE_IMPORT.file_name,
    checked_at=CHECKED_AT,
    rows=(
        DifferenceRow(
            row_number=3, file_id="s1", file_number="149901-2026-0007", who="陈*", may_be_chosen=True, is_chosen=True,
            items=(
                DifferenceItem(title="联系电话", before="13812345678", after="13900001111", is_by_hand=False),
                DifferenceItem(title="期限（年）", before="2", after="3", is_by_hand=True),
            ),
        ),
        DifferenceRow(
            row_number=4, file_id="s2", file_number="149901-2026-0011", who="孙*", may_be_chosen=False,
            is_chosen=False, items=(DifferenceItem(title="期限（月）", before="", after="6", is_by_hand=True),),
        ),
    ),
    purpose="supervision", part=1, parts=2, may_choose=True,
)  # fmt: skip

IMPORT_PAGES: Mapping[str, View] = {
    "imports": ImportListView(
        path="/console/imports",
        templates=TEMPLATES,
        hint=HINT,
        lines=(
            LINE,
            replace(LINE, import_id="i2", state="checking", rows_total=None),
            replace(LINE, import_id="i3", state="refused", file_name="扫描件.csv", rows_total=0),
            replace(LINE, import_id="i4", state="written"),
        ),
        kinds=KINDS,
    ),
    "imports-none": ImportListView(
        path="/console/imports", templates=TEMPLATES, hint=HINT,
        lines=(), kinds=KINDS, form=FormState(errors={"sheet": "请选择 Excel 或 CSV 文件。"})
    ),
    "import-checked": ONE,
    "import-columns-open": replace(
        ONE, progress=replace(CHECKED, state="columns", rows_total=None, counts={}), left_out=(), rows=(), chunks=0,
        acts=frozenset({"columns", "drop"}),
    ),
    "import-columns-chosen": replace(ONE, were_columns_chosen=True, acts=frozenset({"columns", "drop"})),
    "import-columns": COLUMNS,
    "import-own": replace(ONE, acts=frozenset({"drop"}), must_be_confirmed_by_another=True),
    "import-working": replace(WORKING, rows=(), chunks=0, left_out=()),
    "import-written": WRITTEN,
    "import-undone": replace(
        WRITTEN, progress=replace(CHECKED, state="undone"), kept_rows=3, acts=frozenset(), rows=(), only="new"
    ),
    "import-refused": replace(
        ONE, progress=ImportProgress(
            path=PATH, state="refused", is_working=False, rows_done=0, rows_total=None, counts={}
        ),
        refusal="第 1 行没有标题“姓名”。", left_out=(), acts=frozenset(), rows=(), chunks=0,
    ),
    "file-import": FILE_IMPORT,
    "file-import-new": replace(
        FILE_IMPORT, progress=replace(FILE_IMPORT.progress, counts={**FILE_IMPORT.progress.counts, "changed": 0}),
    ),
    "file-import-changes": replace(
        FILE_IMPORT, progress=replace(FILE_IMPORT.progress, counts={**FILE_IMPORT.progress.counts, "new": 0}),
    ),
    "file-import-kept": replace(
        FILE_IMPORT, progress=replace(FILE_IMPORT.progress, state="undone"), acts=frozenset(), kept_rows=1,
        rows=(replace(FILE_IMPORT.rows[0], kept="建档后档案已有修改或其他记录，没有撤销。"),),
    ),
    "file-import-differences": DIFFERENCES,
    "file-import-differences-own": replace(DIFFERENCES, may_choose=False, part=2),
    "file-import-differences-none": replace(DIFFERENCES, rows=()),
    "import-progress": WORKING.progress,
    "import-progress-reading": replace(WORKING.progress, rows_total=None, rows_done=0),
    "import-progress-done": CHECKED,
}  # fmt: skip
