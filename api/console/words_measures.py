"""What the codes of sanctions, rewards and prosecutors' opinions are called on pages."""

from collections.abc import Mapping

from api.console.wording_marks import named
from supervision.corrections.sanctions.words import (
    MEASURE_NAMES,
    MEASURE_STATE_NAMES,
    MEASURE_STEP_NAMES,
    OPINION_KIND_NAMES,
    REPLY_NAMES,
    TRIGGER_NAMES,
)
from supervision.wording import Wording

MEASURE_WORDS: Mapping[str, Mapping[str, str]] = {
    "measure": named(MEASURE_NAMES),
    "trigger": named(TRIGGER_NAMES),
    "measure-state": named(MEASURE_STATE_NAMES),
    "measure-step": named(MEASURE_STEP_NAMES),
    "measure-reply": named(REPLY_NAMES),
    "opinion-kind": named(OPINION_KIND_NAMES),
    "opinion-show": {"open": Wording("待办", "open"), "closed": Wording("已办结", "closed")},
    "measure-outcome": {"granted": Wording("准予", "granted"), "refused": Wording("不予", "refused")},
    "rung-status": {
        "met": Wording("条件已具备", "met"),
        "to-find": Wording("须由人认定", "for people to find"),
        "lacks-finding": Wording("缺书面认定", "a finding is missing"),
        "not-met": Wording("尚不具备", "not met"),
        "blocked": Wording("该类不适用", "not for this category"),
    },
    "measure-show": {
        "to-decide": Wording("待决定", "to decide"),
        "to-deliver": Wording("待送达、报送", "to serve or send"),
        "to-copy": Wording("待抄送检察院", "to copy to the prosecutor"),
        "objections": Wording("待答复异议", "objections to answer"),
        "rulings": Wording("待裁定、决定", "waiting for a ruling"),
        "custody": Wording("逮捕羁押期限", "custody that ends"),
        "reviews": Wording("待复核", "to review"),
        "standing": Wording("已生效", "standing"),
        "over": Wording("未作出、已撤销", "not taken or annulled"),
    },
}
"""By the table's name, then by the code."""

MEASURE_ACTS: Mapping[str, str] = {
    "sealed-record:read": Wording("依法查阅封存记录", "read a sealed record"),
    "lapse:record": Wording("登记脱离监管", "record a time out of supervision"),
    "conduct-finding:record": Wording("登记“仍不改正”认定", "record a finding of being unrepentant"),
    "measure:list": Wording("查看奖惩列表", "list measures"),
    "measure:open": Wording("查看奖惩", "open a measure"),
    "measure:propose": Wording("提出奖惩", "propose a measure"),
    "measure:hear": Wording("听取本人陈述", "hear the person"),
    "measure:decide": Wording("决定奖惩", "decide a measure"),
    "measure:serve": Wording("送达、报送奖惩", "serve or send a measure"),
    "measure:copy": Wording("抄送检察院", "copy a measure to the prosecutor"),
    "measure:object": Wording("登记异议", "record an objection"),
    "measure:review": Wording("答复异议、复核奖惩", "answer an objection, review a measure"),
    "measure:annul": Wording("撤销奖惩", "annul a measure"),
    "order:review": Wording("复核定位令的依据", "review an order's ground"),
    "opinion:list": Wording("查看检察意见列表", "list prosecutors' opinions"),
    "opinion:open": Wording("查看检察意见", "open a prosecutor's opinion"),
    "opinion:record": Wording("登记检察意见", "record a prosecutor's opinion"),
    "opinion:answer": Wording("答复检察意见", "answer a prosecutor's opinion"),
}
"""What each act is called, as a heading of its entry."""
