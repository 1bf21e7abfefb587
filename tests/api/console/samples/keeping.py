"""Destruction lists and a certificate."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.base import FormState, Line, Paging, View
from api.console.view_models.file_destruction import (
    FileDestructionCertificateView,
    FileDestructionLine,
    FileDestructionListView,
)
from api.console.view_models.legal_holds import (
    AftercareHoldsTab,
    HoldLine,
    HoldListView,
    HoldOfFile,
    HoldsOfFile,
    HoldsTab,
)
from api.console.view_models.residence.destruction import (
    DestructionCertificateView,
    DestructionLine,
    DestructionListView,
)
from tests.api.console.samples.aftercare import HEADER as AFTERCARE_HEADER
from tests.api.console.samples.moments import at, counted
from tests.api.console.samples.people import HEADER

SHOWS = counted(
    "destruction-show", {"residents": 2, "households": 0, "proposed": 1, "returned": None, "destroyed": None}
)
HELD = replace(HEADER, is_held=True)
SOURCE = "个人信息保护法第十九条、第四十七条"


def line(number: int, *, is_held: bool = False) -> DestructionLine:
    return DestructionLine(
        id=f"d{number}",
        kind="resident",
        label="周*",
        community="青屏市临溪县北岭镇松坡村",
        ended_at=at(9, day=1),
        kept_until=date(2026, 11, 1),
        is_held=is_held,
        may_choose=not is_held,
        proposed_by_name="何警官",
        proposed_at=at(9, day=2),
    )


def listed(show: str, *lines: DestructionLine) -> DestructionListView:
    return DestructionListView(
        show=show, shows=SHOWS, lines=lines, paging=Paging(shown=len(lines)), months=24, source=SOURCE
    )


FILE_SHOWS = counted("file-destruction-show", {"due": 2, "proposed": 1, "returned": None, "destroyed": None})


def file_line(number: int, *obstacles: str, label: str = "欧*", reason: str = "") -> FileDestructionLine:
    return FileDestructionLine(
        id=f"f{number}",
        number=f"149901-1995-00{number:02}",
        label=label,
        file_path=f"/console/supervisees/s{number}" if label else "",
        community="青屏市临溪县北岭镇",
        ended_on=date(1996, 10, 31),
        kept_until=date(2026, 10, 31),
        due_on=date(2026, 11, 1),
        obstacles=obstacles,
        may_choose=not obstacles,
        may_return=True,
        proposed_by_name="宋矫正",
        proposed_at=at(9, day=2),
        decided_by_name="冯局长" if reason or not label else "",
        decided_at=at(10, day=3) if reason or not label else None,
        return_reason=reason,
        certificate_number="" if label else f"XH-149901-2026-00{number:02}",
    )


def files(show: str, *lines: FileDestructionLine, may_decide: bool = True) -> FileDestructionListView:
    return FileDestructionListView(
        title="矫正档案销毁",
        path="/console/file-destruction",
        show=show,
        shows=FILE_SHOWS,
        lines=lines,
        paging=Paging(shown=len(lines)),
        may_decide=may_decide,
        months=360,
        kept_from="矫正结束日",
        source="省级社区矫正档案管理规定（无全国统一年限，常见30年；由客户核定）",
    )


HOLD = HoldOfFile(
    hold_id="h1",
    reason="当事人申请国家赔偿，须留存定位记录备查。",
    organ="临溪县人民法院",
    document_number="（2026）晋9901法赔3号",
    review_on=date(2026, 10, 1),
    is_to_review=True,
    placed_at=at(9, day=1),
    placed_by="宋矫正",
    lifted_at=None,
    lifted_by="",
    lift_reason="",
)
LIFTED_HOLD = replace(
    HOLD,
    hold_id="h2",
    is_to_review=False,
    lifted_at=at(10, day=2),
    lifted_by="冯局长",
    lift_reason="赔偿决定已经生效。",
)
HOLD_LINE = HoldLine(
    supervisee_id="s1",
    number="149901-2025-0007",
    masked_name="欧*",
    office_name="北岭司法所",
    review_on=date(2026, 10, 1),
    is_to_review=True,
    placed_at=at(9, day=1),
    placed_by="宋矫正",
    lifted_at=None,
    lifted_by="",
)


def shown_holds(*holds: HoldOfFile) -> HoldsOfFile:
    return HoldsOfFile(
        holds=holds,
        place_path="/console/supervisees/s1/legal-holds",
        lift_path="/console/legal-holds",
        may_place=True,
        may_lift=True,
    )


def hold_list(show: str, *lines: HoldLine) -> HoldListView:
    shows = counted("hold-show", {"standing": 1, "to-review": 1, "lifted": 1})
    return HoldListView(show=show, shows=shows, lines=lines, paging=Paging(shown=len(lines)))


KEEPING_PAGES: Mapping[str, View] = {
    "file-holds": HoldsTab(header=HELD, shown=shown_holds(HOLD, LIFTED_HOLD)),
    "file-holds-refused": HoldsTab(
        header=HELD,
        shown=replace(
            shown_holds(HOLD),
            lifting_form=FormState(values={"reason": ""}, errors={"reason": "请填写。"}),
            lifting="h1",
        ),
    ),
    "file-holds-none": HoldsTab(header=HEADER, shown=replace(shown_holds(), may_place=False, may_lift=False)),
    "aftercare-holds": AftercareHoldsTab(header=replace(AFTERCARE_HEADER, is_held=True), shown=shown_holds(HOLD)),
    "holds": hold_list("standing", HOLD_LINE),
    "holds-lifted": hold_list(
        "lifted", replace(HOLD_LINE, is_to_review=False, lifted_at=at(9, day=2), lifted_by="冯局长")
    ),
    "holds-none": hold_list("standing"),
    "destruction-due": listed("residents", line(1), line(2, is_held=True)),
    "destruction-proposed": listed("proposed", line(1)),
    "destruction-none": listed("households"),
    "files-due": files("due", file_line(1), file_line(2, "已暂停销毁", "处罚或奖励未办结，或者有关机关尚未答复")),
    "files-due-read": files("due", file_line(1), may_decide=False),
    "files-proposed": files("proposed", file_line(1), file_line(2, "已暂停销毁")),
    "files-returned": files("returned", file_line(1, reason="档案馆要求移交复制件后再定")),
    "files-destroyed": files("destroyed", file_line(1, label="")),
    "files-none": files("due"),
    "files-certificate": FileDestructionCertificateView(
        path="/console/file-destruction",
        facts=(
            Line(label="证明编号", value="XH-149901-2026-0001"),
            Line(label="证明标识", value="3f6cd355-57da-40c3-aeef-f3aed01beeaa"),
            Line(label="销毁的档案", value="149901-1995-0001"),
            Line(label="提议人", value="宋矫正 · 2026年11月2日 09:00:00"),
            Line(label="核准人", value="冯局长"),
            Line(label="删除的记录条数", value="87"),
        ),
        gone_from_backups_on=date(2027, 1, 5),
        certificate_json='{"format":"supervision-destruction-1"}',
        signature="ab" * 64,
        signed_by="cd" * 32,
    ),
    "destruction-certificate": DestructionCertificateView(
        facts=(
            Line(label="证明编号", value="3f6cd355-57da-40c3-aeef-f3aed01beeaa"),
            Line(label="提议人", value="何警官"),
            Line(label="核准人", value="马警官"),
        ),
        gone_from_backups_on=date(2027, 1, 5),
        certificate_json='{"format":"supervision-destruction-1"}',
        signature="ab" * 64,
        signed_by="cd" * 32,
    ),
}
