"""Exports: the list with its form, one at every step, and a password."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from api.console.view_models.base import Choice, FormState, LegalBasis, Line, Paging, View
from api.console.view_models.exports import (
    ExportLineView,
    ExportListView,
    ExportPageView,
    ExportPasswordView,
    FileExportListView,
)
from tests.api.console.samples.moments import at, options

FILE_COLUMNS = ("档案编号", "姓名", "证件号码", "矫正类别", "管理类别", "矫正结束日期")
COLUMNS = ("证件类型", "证件号码", "姓名", "性别", "出生日期", "民族", "联系方式", "现住地详址", "流入原因", "住所类型")
BASIS = LegalBasis(
    rule="一名民警一日内自行导出的行数上限；超过的由另一名民警核准。", source="本系统预设，由使用单位核定"
)

FACTS = (
    Line(label="内容", value="流动人口"),
    Line(label="行数", value="1204"),
    Line(label="导出范围", value="临溪县北岭镇松坡村"),
    Line(label="目的", value="检查督导"),
    Line(label="理由", value="市局年度核对，用后删除；由内勤保管。"),
    Line(label="导出的列", value="、".join(COLUMNS)),
)


def line(number: int, state: str, rows: int, content: str = "流动人口") -> ExportLineView:
    return ExportLineView(
        export_id=f"e{number}",
        number=f"DC-149901-2026-{number:04}",
        content=content,
        place="临溪县北岭镇松坡村 幸福路3号楼",
        rows=rows,
        state=state,
        requested_by="何警官",
        requested_at=at(9, day=1),
    )


def listed(show: str, *lines: ExportLineView, form: FormState = FormState()) -> ExportListView:
    return ExportListView(
        path="/console/exports",
        show=show,
        shows=options("mine", "to-decide"),
        lines=lines,
        paging=Paging(shown=len(lines)),
        kinds=(Choice(value="residents", label="流动人口"), Choice(value="homes", label="出租房屋")),
        places=(Choice(value="149901001", label="临溪县北岭镇"), Choice(value="149901001003", label="北岭镇松坡村")),
        purposes=(Choice(value="inspection", label="检查督导"),),
        alone_most=100,
        link_hours=24,
        basis=BASIS,
        form=form,
    )


def of_files(show: str, *lines: ExportLineView, may_ask: bool = True, **errors: str) -> FileExportListView:
    return FileExportListView(
        path="/console/file-exports",
        show=show,
        shows=options("mine", "to-decide"),
        lines=lines,
        paging=Paging(shown=len(lines)),
        places=(Choice(value="149901", label="临溪县"), Choice(value="o1", label="北岭司法所")),
        purposes=(Choice(value="inspection", label="检查督导"),),
        alone_most=20,
        link_hours=24,
        basis=BASIS,
        form=FormState(errors=errors),
        may_ask=may_ask,
        categories=options("parole"),
        states=options("in-programme"),
        columns=FILE_COLUMNS,
    )


def one(state: str, *acts: str, **more: Any) -> ExportPageView:
    facts: dict[str, Any] = {"exported": None, "refusal": "", "decided_by": "", "decided_at": None, "fetched_at": None}
    return ExportPageView(
        export_id="e1",
        number="DC-149901-2026-0001",
        path="/console/exports",
        facts=FACTS,
        state=state,
        rows=1_204,
        requested_by="何警官",
        requested_at=at(9, day=1),
        expires_at=at(9, day=2),
        acts=frozenset(acts),
        waits_for_another=state == "waiting" and "decide" not in acts,
        **facts | more,
    )


def decided(hour: int) -> dict[str, str | datetime]:
    return {"decided_by": "马警官", "decided_at": at(hour, day=1)}


EXPORT_PAGES: Mapping[str, View] = {
    "exports": listed("mine", line(1, "approved", 1_204), line(2, "ready", 38), line(3, "fetched", 12)),
    "exports-to-decide": listed("to-decide", line(4, "waiting", 1_204)),
    "exports-none": listed("mine", form=FormState(errors={"reason": "此项必须填写。"})),
    "export-waiting": one("waiting", "withdraw"),
    "export-to-decide": one("waiting", "decide"),
    "export-approved": one("approved", "withdraw", "unlock", **decided(10)),
    "export-ready": one("ready", "withdraw", "fetch", **decided(10)),
    "export-fetched": one("fetched", exported=1_201, fetched_at=at(11, day=1), **decided(10)),
    "export-refused": one("refused", refusal="范围过大，请按社区分别申请。", **decided(10)),
    "file-exports": of_files("mine", line(1, "approved", 18, "假释，在矫"), line(2, "fetched", 3, "在册档案")),
    "file-exports-none": of_files("mine", basis="此项必须填写。"),
    "file-exports-to-decide": of_files("to-decide", line(4, "waiting", 204, "在册档案"), may_ask=False),
    "export-password": ExportPasswordView(
        path="/console/exports",
        export_id="e1",
        number="DC-149901-2026-0001",
        password="7KQM-X2WF-9RTB-HC4N",
        expires_at=at(9, day=2),
    ),
}
