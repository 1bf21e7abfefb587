"""Figures of corrections: charts whose every number opens the list that it counts."""

from litestar import Controller, get
from litestar.di import NamedDependency

from api.console.figure_filters import asked_period, list_path, period_name, slice_names
from api.console.pages_base import PageRequest, address
from api.console.view_models.base import Bar, Choice
from api.console.view_models.figures import ChartView, CorrectionFiguresView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.figures.charts import OF_PERIOD, Chart, Period
from supervision.figures.counting import Asked, Figures, Slice, load_correction_figures
from supervision.legal_time import legal_day
from supervision.officers import division_names, reach

PATH = "/console/correction-figures"
_COUNTY_DIGITS = 6


class CorrectionFigurePages(Controller):
    """What is counted within the officer's reach."""

    path = "/correction-figures"

    @get("/", opt={"act": Act.CORRECTION_FIGURES_OPEN})
    async def figures(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """All charts of a month, a quarter or a year, of everything within reach or of one county."""
        asked = asked_period(page)
        figures = await load_correction_figures(page.officer, asked)
        period = asked.period
        is_over = period.until <= legal_day(page.now)
        view = CorrectionFiguresView(
            total=sum(figures.get(Chart.CATEGORY, {}).values()),
            period=period_name(period, page.language),
            spans=page.choices("figure-span"),
            span=period.span,
            day=period.first,
            before_path=_path(period.before, asked.place),
            after_path=_path(period.after, asked.place) if is_over else None,
            places=await _places(page, figures, asked),
            place=asked.place or "",
            place_name=(await division_names([asked.place]))[asked.place] if asked.place else "",
            charts=tuple([await _chart(page, chart, figures, asked) for chart in _shown(figures)]),
        )
        return await page.show(view, active="correction-figures")


def _path(period: Period, place: str | None) -> str:
    return address(PATH, span=period.span, day=period.first.isoformat(), place=place)


def _shown(figures: Figures) -> list[Chart]:
    """Counties where there are several, offices otherwise."""
    hidden = Chart.OFFICE if len(figures.get(Chart.COUNTY, {})) > 1 else Chart.COUNTY
    return [chart for chart in figures if chart is not hidden]


async def _chart(page: PageRequest, chart: Chart, figures: Figures, asked: Asked) -> ChartView:
    names = await slice_names(page, chart, sorted(figures[chart]) if chart is Chart.STARTED else [*figures[chart]])
    bars = [
        Bar(name=name, number=figures[chart][code], path=list_path(Slice(chart, code), asked))
        for code, name in names.items()
    ]
    return ChartView(title=page.word(chart, "figure-chart"), bars=tuple(bars), is_of_period=chart in OF_PERIOD)


async def _places(page: PageRequest, figures: Figures, asked: Asked) -> tuple[Choice, ...]:
    """The counties that can be looked at alone; none for whoever reaches no further than one."""
    if all(len(prefix) >= _COUNTY_DIGITS for prefix in reach(page.officer, Act.CORRECTION_FIGURES_OPEN)):
        return ()
    codes = sorted({*figures.get(Chart.COUNTY, {}), *([asked.place] if asked.place else ())})
    return tuple(Choice(value=code, label=name) for code, name in (await division_names(codes)).items())
