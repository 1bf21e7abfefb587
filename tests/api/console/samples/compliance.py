"""The keeping of conditions with invented people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.base import Bar, LegalBasis, View
from api.console.view_models.compliance import (
    AlertLine,
    Behind,
    BehindLine,
    BreachLine,
    ComplianceTab,
    ConditionLine,
    DutyLine,
    ExceptionLine,
    InjunctionKeptLine,
    LeaveLine,
    VersionLine,
)
from supervision.corrections.contacts.duty_tally import Keeping
from tests.api.console.samples.moments import at
from tests.api.console.samples.people import HEADER

BASIS = LegalBasis(
    rule="严管对象报告周期", source="分类管理办法由省级规定，本系统预设，须核定", arithmetic="每 7 天一次"
)
HERE = "/console/supervisees/s1?tab=compliance&purpose=supervision"
NUMBERS = dict.fromkeys(Keeping, 0) | {Keeping.KEPT: 9, Keeping.NOT_KEPT: 1, Keeping.RESCHEDULED: 2}
REPORT = DutyLine(
    kind="report", due=10, due_path=HERE, basis=BASIS,
    numbers=tuple(Bar(name=name, number=number, path=f"{HERE}&as={name}") for name, number in NUMBERS.items()),
    steps=(
        "共 12 次 － 改期另计 2 次 － 尚未到期 0 次 ＝ 应当 10 次。",
        "应当 10 次 ＝ 已完成 9 ＋ 工作方原因 0 ＋ 有正当理由 0 ＋ 待说明理由 0 ＋ 未做到 1 ＋ 到期尚无结果 0。",
    ),
)  # fmt: skip
LEAVE = LeaveLine(
    application_id="a1", number="Q-1", from_on=date(2026, 11, 2), until_on=date(2026, 11, 4), back_at=at(18, day=4),
    due_at=at(23, 59, day=5), keeping="in-time", basis=BASIS,
)  # fmt: skip
ALERT = AlertLine(alert_id="a1", kind="left-required-zone", occurred_at=at(21, 40), state="disposed", finding="breach")
TAB = ComplianceTab(
    header=HEADER, first=date(2025, 11, 22), last=date(2026, 11, 22),
    duties=(REPORT, replace(REPORT, kind="talk", basis=None)), behind=None,
    leave=(LEAVE, replace(LEAVE, number="Q-2", back_at=None, keeping="overdue")),
    versions=(
        VersionLine(
            order_id="o1", order_number="2026-031", version=2, from_at=at(9, day=1), until_at=at(9),
            conditions=(
                ConditionLine(
                    text="须在规定区域“住处”内（每天 22:00 至次日 6:00）：半径 100 米的圆",
                    sum="2 条预警 ＝ 属实违规 1 ＋ 待处置 1",
                    alerts=(ALERT, replace(ALERT, state="open", finding="")),
                ),
                ConditionLine(text="与区域无关的（腕带、电量、信号等）", sum="没有预警", alerts=()),
            ),
        ),
    ),
    injunctions=(
        InjunctionKeptLine(
            injunction=HEADER.injunctions[0],
            exceptions=(
                ExceptionLine(
                    application_id="a2", number="Q-3", state="approved", from_on=date(2026, 11, 9),
                    until_on=date(2026, 11, 9),
                ),
            ),
        ),
        InjunctionKeptLine(injunction=replace(HEADER.injunctions[0], until=None), exceptions=()),
    ),
    other_exceptions=(
        ExceptionLine(
            application_id="a3", number="Q-4", state="ended", from_on=date(2026, 11, 2), until_on=date(2026, 11, 2)
        ),
    ),
    breaches=(BreachLine(happened_on=date(2026, 11, 3), summary="进入网吧两小时。", recorded_by="王小梅"),),
)  # fmt: skip
BEHIND = BehindLine(contact_id="c1", on=date(2026, 11, 3), outcome="complied", keeping="kept")

COMPLIANCE_PAGES: Mapping[str, View] = {
    "file-compliance": TAB,
    "file-compliance-behind": replace(
        TAB,
        behind=Behind(
            kind="report", keeping="", lines=(BEHIND, replace(BEHIND, outcome="", keeping="unsaid"))
        ),
    ),
    "file-compliance-empty": replace(
        TAB, duties=(), leave=(), versions=(), injunctions=(), breaches=(),
        behind=Behind(kind="report", keeping="awaited", lines=()),
    ),
}  # fmt: skip
