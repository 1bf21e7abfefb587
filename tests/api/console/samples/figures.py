"""The figures of corrections, full and empty."""

from collections.abc import Mapping
from datetime import date

from api.console.view_models.base import Bar, Choice, View
from api.console.view_models.figures import ChartView, CorrectionFiguresView

LIST = "/console/supervisees?counted=category&slice=parole"


def chart(title: str, *numbers: tuple[str, int], is_of_period: bool = False) -> ChartView:
    bars = tuple(Bar(name=name, number=number, path=LIST) for name, number in numbers)
    return ChartView(title=title, bars=bars, is_of_period=is_of_period)


def figures(*charts: ChartView, places: tuple[Choice, ...] = ()) -> CorrectionFiguresView:
    return CorrectionFiguresView(
        total=sum(bar.number for bar in charts[0].bars) if charts else 0,
        period="2026年11月",
        spans=(Choice(value="month", label="月"), Choice(value="quarter", label="季")),
        span="month",
        day=date(2026, 11, 1),
        before_path="/console/correction-figures?span=month&day=2026-10-01",
        after_path=None,
        places=places,
        place="",
        place_name="",
        charts=charts,
    )


FIGURE_PAGES: Mapping[str, View] = {
    "correction-figures": figures(
        chart("在矫：按类别", ("管制", 1), ("缓刑", 184), ("假释", 12), ("暂予监外执行", 7)),
        chart("在矫：按县区", ("山西省青屏市临溪县", 120), ("山西省青屏市石坝县", 84)),
        chart("报到", ("按期报到", 9), ("逾期报到", 1), ("逾期未报到（截至今日）", 0), is_of_period=True),
        places=(Choice(value="149901", label="山西省青屏市临溪县"), Choice(value="149902", label="山西省青屏市石坝县")),
    ),
    "correction-figures-none": figures(chart("在矫：按司法所")),
}
"""By the name of the page."""
