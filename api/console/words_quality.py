"""Codes of the register's quality in words."""

from collections.abc import Mapping

from api.console.wording_marks import N_, named
from supervision.residence.codes import ARRIVAL_REASON_NAMES, LODGING_KIND_NAMES

QUALITY_WORDS: Mapping[str, Mapping[str, str]] = {
    "colour": {"green": N_("绿色"), "amber": N_("黄色"), "red": N_("红色")},
    "due-kind": {
        "unverified": N_("超期未核对的人"),
        "past-end": N_("到期未办的居住登记"),
        "mismatch": N_("人卡不符的任务"),
        "over-occupied": N_("超员的房屋"),
        "unattended": N_("无人值守的抽屉"),
    },
    "due-of": {
        "unverified": N_("在住人数"),
        "past-end": N_("在住登记"),
        "mismatch": N_("在住人数"),
        "over-occupied": N_("有人住的房屋"),
        "unattended": N_("抽屉"),
    },
    "rectification-show": {
        "open": N_("未办结"),
        "mine": N_("由我负责"),
        "to-recheck": N_("待我复查"),
        "closed": N_("已办结"),
    },
    "rectification-state": {"open": N_("整改中"), "reported": N_("待复查"), "closed": N_("已办结")},
    "rectification-step": {
        "progress": N_("进展"),
        "reported": N_("报完成"),
        "passed": N_("复查通过"),
        "failed": N_("复查未通过，重新整改"),
    },
    "counted": {
        "living": N_("在住人员"),
        "unverified": N_("超期未核对的人"),
        "past-end": N_("到期未办的居住登记"),
        "met": N_("当月核对过的人"),
        "homes": N_("出租房屋"),
        "began": N_("当月新登记的人"),
        "ended": N_("当月结束居住的人"),
    },
    "lodging-kind": named(LODGING_KIND_NAMES),
    "arrival-reason": named(ARRIVAL_REASON_NAMES),
}
"""For each kind of code, what each code is called."""
