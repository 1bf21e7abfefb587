"""What charts and their slices are called."""

from collections.abc import Mapping
from typing import Any

from api.console.wording_marks import named
from supervision.corrections.category import CATEGORY_NAMES
from supervision.corrections.contacts.words import OUTCOME_NAMES
from supervision.corrections.file_state import END_CAUSE_NAMES
from supervision.corrections.sanctions.words import MEASURE_NAMES
from supervision.corrections.searching.words import SEARCH_END_NAMES
from supervision.corrections.supervision_class import CLASS_NAMES
from supervision.figures.charts import (
    EARLIER,
    IN_FORCE,
    LASTING,
    OVERDUE,
    SOON_DAYS,
    Chart,
    Ending,
    Flow,
    LeaveAnswer,
    Reporting,
    Side,
    Span,
)
from supervision.wording import Wording

CHART_NAMES: Mapping[Chart, Wording] = {
    Chart.CATEGORY: Wording("在矫：按类别", "Open files by category"),
    Chart.CLASS: Wording("在矫：按管理类别", "Open files by class"),
    Chart.COUNTY: Wording("在矫：按县区", "Open files by county"),
    Chart.OFFICE: Wording("在矫：按司法所", "Open files by justice office"),
    Chart.STARTED: Wording("在矫：按矫正起始月份", "Open files by month of start"),
    Chart.ENDING: Wording("临近期满", "Near the end"),
    Chart.FLOW: Wording("入矫、解除、终止", "Beginnings and endings"),
    Chart.REPORTING: Wording("报到", "Reporting in"),
    Chart.TRANSFERS: Wording("执行地变更", "Changes of place"),
    Chart.CONTACTS: Wording("接触记录", "Contacts"),
    Chart.LEAVE: Wording("外出请假", "Leave"),
    Chart.MEASURES: Wording("奖惩决定", "Measures and rewards decided"),
    Chart.SEARCHES: Wording("查找", "Searches"),
    Chart.ORDERS: Wording("定位令", "Positioning orders"),
}


def _named(names: Mapping[Any, Wording], **more: Wording) -> Mapping[str, Wording]:
    return {**named(names), **more}


FIGURE_WORDS: Mapping[str, Mapping[str, Wording]] = {
    "figure-chart": _named(CHART_NAMES),
    "figure-span": {
        Span.MONTH: Wording("月", "Month"),
        Span.QUARTER: Wording("季", "Quarter"),
        Span.YEAR: Wording("年", "Year"),
    },
    "figure-category": _named(CATEGORY_NAMES),
    "figure-class": _named(CLASS_NAMES),
    "figure-started": {EARLIER: Wording("更早", "earlier")},
    "figure-ending": {
        Ending.SOON: Wording(f"{SOON_DAYS}日内期满", f"term ends within {SOON_DAYS} days"),
        Ending.PAST: Wording("已期满，未出具解除证明书", "term over, certificate late"),
    },
    "figure-flow": _named(
        {
            Flow.RECEIVED: Wording("新建档案", "files opened"),
            Flow.REPORTED_IN: Wording("入矫报到", "reported in"),
            **END_CAUSE_NAMES,
        }
    ),
    "figure-reporting": {
        Reporting.ON_TIME: Wording("按期报到", "reported in on time"),
        Reporting.LATE: Wording("逾期报到", "reported in late"),
        Reporting.WAITING: Wording("尚未报到，未到期（截至今日）", "not yet, still in time (as of today)"),
        Reporting.OVERDUE: Wording("逾期未报到（截至今日）", "overdue (as of today)"),
    },
    "figure-transfers": {
        Side.IN: Wording("转入", "came in"),
        Side.OUT: Wording("转出", "moved away"),
    },
    "figure-contacts": _named(OUTCOME_NAMES, **{OVERDUE: Wording("逾期未办（截至今日）", "overdue (as of today)")}),
    "figure-leave": {
        LeaveAnswer.APPROVED: Wording("批准", "approved"),
        LeaveAnswer.REFUSED: Wording("不予批准", "refused"),
    },
    "figure-measures": _named(MEASURE_NAMES),
    "figure-searches": _named(SEARCH_END_NAMES, **{LASTING: Wording("正在查找（截至今日）", "going on (as of today)")}),
    "figure-orders": {IN_FORCE: Wording("执行中", "in force")},
}
"""By the table's name, then by the code; offices, counties and months have names of their own."""

FIGURE_ACTS: Mapping[str, Wording] = {
    "correction-figures:open": Wording("查看矫正统计", "open the figures of corrections")
}
"""What each act is called."""
