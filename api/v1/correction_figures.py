"""The figures of corrections as numbers."""

from datetime import date

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from api.v1.views import View
from supervision.audit import Act
from supervision.figures.charts import OF_PERIOD, Chart, Span, period_of
from supervision.figures.counting import Asked, load_correction_figures
from supervision.legal_time import legal_day, now
from supervision.officers import Officer


class SliceView(View, frozen=True):
    """A number of a chart, named by what it counts."""

    slice: str
    count: int


class ChartNumbers(View, frozen=True):
    """The numbers of a chart; `is_of_period` where they are of the period, and not as of now."""

    chart: Chart
    is_of_period: bool
    slices: list[SliceView]


class CorrectionFiguresView(View, frozen=True):
    """All charts of the period from `first` up to, but not including, `until`."""

    span: Span
    first: date
    until: date
    place: str | None
    charts: list[ChartNumbers]


class CorrectionFigureController(Controller):
    """What is counted within the officer's reach."""

    path = "/correction-figures"
    tags = ["Figures"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.CORRECTION_FIGURES_OPEN})
    async def figures(
        self,
        officer: NamedDependency[Officer],
        span: FromQuery[Span] = Span.MONTH,
        day: FromQuery[date | None] = None,
        place: FromQuery[str | None] = None,
    ) -> CorrectionFiguresView:
        """All charts of the period in which a day lies, of everything within reach or of one place in it."""
        period = period_of(span, day or legal_day(now()))
        figures = await load_correction_figures(officer, Asked(period, place))
        return CorrectionFiguresView(
            period.span,
            period.first,
            period.until,
            place,
            [
                ChartNumbers(chart, chart in OF_PERIOD, [SliceView(name, count) for name, count in slices.items()])
                for chart, slices in figures.items()
            ],
        )
