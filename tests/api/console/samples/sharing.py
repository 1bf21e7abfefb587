"""The sharing catalogue: lists, a printed catalogue, the form, views, a provision and its answers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from api.console.view_models.base import Choice, FormState, Line, Paging, View
from api.console.view_models.imports import ImportResult, VerdictLine
from api.console.view_models.residence.sharing import (
    ProvideView,
    ProvisionView,
    SharingFormView,
    SharingLine,
    SharingListView,
    SharingOneView,
    SharingPrintView,
)
from supervision.residence.sharing.provision_rows import Provision
from supervision.residence.sharing.view_rows import SharingView
from supervision.residence.sharing.words import HandedOver, Receiver, Scope, SharedKind, ViewState
from tests.api.console.samples.moments import at, options

SOMEBODY = UUID("3f6cd355-57da-40c3-aeef-f3aed01beeaa")
VIEW = SharingView(
    id=SOMEBODY,
    receiver=Receiver.FIRE,
    receiver_name="临溪县消防救援大队",
    kind=SharedKind.HAZARDS,
    fields=("address", "hazard", "due-on"),
    basis="消防法第五十三条；县消防安全委员会工作规则（2026年3月）",
    purpose="核查出租房屋的消防安全，督促消除火灾隐患",
    division="149901001",
    division_name="北岭镇",
    valid_from=date(2026, 10, 1),
    valid_until=date(2026, 12, 15),
    assessment_number="",
    assessed_on=None,
    state=ViewState.APPROVED,
    proposed_at=at(9, day=1),
    proposed_by=SOMEBODY,
    proposed_by_name="何警官",
    decided_at=at(10, day=2),
    decided_by_name="马警官",
    ended_at=None,
    ended_by_name="",
    last_given_at=at(15),
    provisions=3,
)
OF_PERSONS = replace(
    VIEW,
    receiver=Receiver.EDUCATION,
    receiver_name="临溪县教育局基础教育与学籍管理办公室",
    kind=SharedKind.PERSONS,
    fields=("name", "born-on", "document", "residence"),
    assessment_number="评估2026-3",
    assessed_on=date(2026, 9, 20),
    last_given_at=None,
    provisions=0,
)
LINE = SharingLine(it=VIEW, fields="标准地址、隐患类型、办理期限", days_left=22, due=14)
PERSONS = SharingLine(it=OF_PERSONS, fields="姓名、出生日期、证件号码、居住地址", days_left=300, due=5120)
PROPOSED = SharingLine(it=replace(VIEW, state=ViewState.PROPOSED), fields=LINE.fields, days_left=22)
OVER = SharingLine(it=replace(VIEW, state=ViewState.ENDED, ended_at=at(16)), fields=LINE.fields, days_left=-4)
FACTS = (
    Line(label="接收单位", value="临溪县消防救援大队（消防救援）"),
    Line(label="联系人", value="值班室 0356-7654321"),
    Line(label="字段", value=LINE.fields),
    Line(label="法律依据", value=VIEW.basis),
    Line(label="使用目的", value=VIEW.purpose),
    Line(label="条目摘要", value="ab" * 16),
)
GIVEN = Provision(
    id=SOMEBODY,
    number="GX-149901-2026-0007",
    view_id=SOMEBODY,
    scope=Scope.CHANGED,
    handed_over=HandedOver.GOVERNMENT_NETWORK,
    fields=VIEW.fields,
    rows=14,
    answered=6,
    ids_digest=b"\xab" * 16,
    made_at=at(15),
    made_by_name="何警官",
)
SHOWS = options("running", "proposed", "over")
ONE = SharingOneView(
    line=LINE,
    facts=FACTS,
    return_reason="",
    provisions=(GIVEN, replace(GIVEN, number="GX-149901-2026-0003", scope=Scope.ALL, answered=14)),
    paging=Paging(shown=2, total=2),
    may_decide=False,
    waits_for_another=False,
    may_end=True,
    may_provide=True,
    has_answers=True,
    form=FormState(),
)
FORM = SharingFormView(
    kind="hazards",
    kinds=(
        Choice(value="premises", label="出租房屋"),
        Choice(value="hazards", label="移送该部门的隐患"),
        Choice(value="filings", label="未备案的租赁"),
        Choice(value="persons", label="在住人员"),
    ),
    receivers=options("housing", "fire", "health"),
    fields=(Choice(value="address", label="标准地址"), Choice(value="hazard", label="隐患类型")),
    divisions=(Choice(value="149901001", label="山西省青屏市临溪县北岭镇"),),
    needs_assessment=False,
    form=FormState(values={"valid_from": "2026-11-23"}),
)
PROVISION = ProvisionView(
    it=GIVEN,
    line=LINE,
    facts=FACTS,
    answers=("已受理", "已消除", "不属本部门"),
    columns=("提供编号", "条目编号", "答复", "答复日期", "说明或备案编号"),
    kept_until=date(2029, 11, 23),
    may_answer=True,
)
RESULT = ImportResult(
    token="t",
    file_name="消防答复.xlsx",
    new=0,
    changed=1,
    duplicate=1,
    outside=1,
    invalid=1,
    lines=(
        VerdictLine(row_number=2, who="K7QM-X2WF-9RTB", verdict="invalid", reasons=("答复日期：日期写法不对。",)),
        VerdictLine(row_number=3, who="AAAA-BBBB-CCCC", verdict="unknown-item", reasons=("没有这个条目。",)),
        VerdictLine(row_number=4, who="Q2WF-9RTB-K7QM", verdict="to-enter"),
        VerdictLine(row_number=5, who="9RTB-K7QM-Q2WF", verdict="known"),
    ),
)


def listed(show: str, *lines: SharingLine) -> SharingListView:
    return SharingListView(
        show=show, shows=SHOWS, lines=lines, paging=Paging(shown=len(lines), total=len(lines)), may_propose=True
    )


def provide(line: SharingLine, form: FormState = FormState()) -> ProvideView:
    return ProvideView(
        line=line,
        scopes=(Choice(value="all", label="全部"), Choice(value="changed", label="上次提供以来有变化的")),
        ways=(Choice(value="government-network", label="政务网传送"), Choice(value="in-person", label="当面交接")),
        password="7KQM-X2WF-9RTB-HC4N",
        is_of_persons=line.it.kind is SharedKind.PERSONS,
        form=form,
    )


SHARING_PAGES: Mapping[str, View] = {
    "sharing": listed("running", LINE, PERSONS),
    "sharing-proposed": listed("proposed", PROPOSED),
    "sharing-over": listed("over", OVER),
    "sharing-none": listed("running"),
    "sharing-print": SharingPrintView(lines=(LINE, PERSONS)),
    "sharing-print-none": SharingPrintView(lines=()),
    "sharing-new": FORM,
    "sharing-new-persons": replace(
        FORM,
        kind="persons",
        needs_assessment=True,
        source="居住证暂行条例第四条",
        form=FormState(errors={"assessment_number": "请填写评估编号和日期。"}),
    ),
    "sharing-view": ONE,
    "sharing-view-to-decide": replace(
        ONE,
        line=PROPOSED,
        provisions=(),
        paging=Paging(shown=0, total=0),
        may_decide=True,
        may_end=False,
        may_provide=False,
    ),
    "sharing-view-waits": replace(
        ONE, line=PROPOSED, provisions=(), waits_for_another=True, may_end=False, may_provide=False
    ),
    "sharing-view-returned": replace(ONE, line=OVER, return_reason="目的不明确", may_end=False, may_provide=False),
    "sharing-provide": provide(LINE),
    "sharing-provide-persons": provide(PERSONS, FormState(refusal="现在没有可提供的内容。")),
    "sharing-provide-over": provide(OVER),
    "provision": PROVISION,
    "provision-answers": replace(PROVISION, result=RESULT),
    "provision-entered": replace(PROVISION, result=replace(RESULT, written_at=at(16))),
    "provision-persons": replace(PROVISION, line=PERSONS, answers=(), may_answer=False),
}
