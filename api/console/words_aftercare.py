"""What the codes of after-care are called on pages."""

from collections.abc import Mapping

from api.console.wording_marks import named
from supervision.aftercare.purposes import AFTERCARE_PURPOSE_HINTS, AFTERCARE_PURPOSE_NAMES
from supervision.aftercare.words import (
    AGREEMENT_NAMES,
    AID_NAMES,
    AID_STATE_NAMES,
    ARRIVAL_NAMES,
    CLOSE_NAMES,
    HELPER_NAMES,
    NO_PLACEMENT_NAMES,
    PLACEMENT_NAMES,
    SOURCE_NAMES,
    STATE_NAMES,
    STEP_NAMES,
    VISIT_NAMES,
)
from supervision.wording import Wording

AFTERCARE_WORDS: Mapping[str, Mapping[str, Wording]] = {
    "aftercare-purpose": named(AFTERCARE_PURPOSE_NAMES),
    "aftercare-purpose-hint": named(AFTERCARE_PURPOSE_HINTS),
    "aftercare-source": named(SOURCE_NAMES),
    "aftercare-state": named(STATE_NAMES),
    "aftercare-step": named(STEP_NAMES),
    "arrival": named(ARRIVAL_NAMES),
    "agreement": named(AGREEMENT_NAMES),
    "aftercare-close": named(CLOSE_NAMES),
    "helper-kind": named(HELPER_NAMES),
    "placement-kind": named(PLACEMENT_NAMES),
    "no-placement": named(NO_PLACEMENT_NAMES),
    "aid-kind": named(AID_NAMES),
    "aid-state": named(AID_STATE_NAMES),
    "aftercare-visit": named(VISIT_NAMES),
    "aftercare-show": {
        "current": Wording("在册", "on file"),
        "to-verify": Wording("待核实", "to verify"),
        "to-meet": Wording("一周内待衔接", "to meet within a week"),
        "to-ask": Wording("待询问意愿", "to be asked"),
        "no-helper": Wording("没有帮教人", "no helper"),
        "visit-due": Wording("约定走访到期", "visit due"),
        "not-here": Wording("未找到、未返回", "not found, did not return"),
        "closed": Wording("已结束", "closed"),
        "past": Wording("保存期满", "past their period"),
        "held": Wording("已暂停销毁", "held"),
    },
    "aftercare-rate": {
        "linked": Wording("衔接率", "linked up"),
        "helped": Wording("帮教率", "helped"),
        "placed": Wording("安置率", "placed"),
    },
}
"""By the table's name, then by the code."""

AFTERCARE_ACTS: Mapping[str, Wording] = {
    "person-file:hand-over": Wording("交接安置帮教", "hand over to after-care"),
    "aftercare:list": Wording("查看帮教名单", "list after-care"),
    "aftercare:search": Wording("搜索帮教名单", "search after-care"),
    "aftercare:open": Wording("打开帮教档案", "open a file of after-care"),
    "aftercare:enter": Wording("建立帮教档案", "enter somebody into after-care"),
    "aftercare:import": Wording("导入监所名单", "import a prison's list"),
    "aftercare:change": Wording("修改帮教档案", "change a file of after-care"),
    "aftercare:verify": Wording("登记核实结果", "put down a verification"),
    "aftercare:receive": Wording("登记衔接", "put down an arrival"),
    "aftercare:ask": Wording("登记本人意愿", "put down what the person wants"),
    "aftercare:help": Wording("登记帮教、安置、帮扶", "put down help and placement"),
    "aftercare:visit": Wording("登记帮教走访", "put down a visit"),
    "aftercare:close": Wording("结束帮教", "close a file of after-care"),
    "aftercare-base:list": Wording("查看安置基地", "list placement bases"),
    "aftercare-base:keep": Wording("登记安置基地", "keep a placement base"),
    "aftercare-figures:open": Wording("查看帮教统计", "open the figures of after-care"),
}
"""What each act is called."""
