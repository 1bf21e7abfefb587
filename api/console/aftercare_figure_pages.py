"""Figures of after-care: rates over everybody, by office and month, each number with the list behind it."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from litestar import Controller, get
from litestar.di import NamedDependency

from api.console.aftercare_views import line_of
from api.console.page_forms import read_choice, read_day, read_id
from api.console.pages_base import PageRequest, address
from api.console.view_models.aftercare import AftercareBehindView, AftercareFiguresView, RateCell, RateRow
from api.http import HttpResponse
from supervision.aftercare.figures import Behind, list_behind, load_aftercare_figures
from supervision.aftercare.rates import Rate, Share
from supervision.audit import Act
from supervision.wording import Wording

PATH = "/console/aftercare-figures"
ACTIVE = "aftercare-figures"
EVERYBODY = Wording("全部人员", "Everybody")
THOSE = Wording("%(rate)s：计入的人员", "Counted as %(rate)s")
OTHERS = Wording("%(rate)s：没有计入的人员", "Not counted as %(rate)s")


class AftercareFigurePages(Controller):
    """Rates over everybody inside the officer's reach."""

    path = "/aftercare-figures"

    @get("/", opt={"act": Act.AFTERCARE_FIGURES_OPEN})
    async def figures(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Link-up, help and placement, of everybody, by office and by month of release."""
        figures = await load_aftercare_figures(page.officer)
        view = AftercareFiguresView(
            everybody=_row(page.say(EVERYBODY), figures.everybody),
            offices=tuple(_row(one.office_name, one.rates, office=one.office_id) for one in figures.offices),
            months=tuple(
                _row(page.say(_month_name(one.first_day)), one.rates, month=one.first_day) for one in figures.months
            ),
        )
        return await page.show(view, active=ACTIVE)

    @get("/people", opt={"act": Act.AFTERCARE_FIGURES_OPEN})
    async def people(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The people whom a number counts, or the others of its denominator; masked."""
        given = page.filters()
        rate = read_choice(Rate, given.get("rate"), "rate")
        behind = Behind(
            read_id(given.get("office"), "office"),
            read_day(given.get("month"), "month"),
            rate,
            is_counted=given.get("counted") != "no",
        )
        found = await list_behind(page.officer, behind, given.get("cursor"))
        title = page.say(EVERYBODY)
        if rate is not None:
            text = page.say(THOSE if behind.is_counted else OTHERS)
            title = text % {"rate": page.word(rate, "aftercare-rate")}
        view = AftercareBehindView(
            title=title,
            lines=tuple(map(line_of, found.items)),
            paging=page.paging(len(found.items), found.next),
            may_open=page.may(Act.AFTERCARE_OPEN),
        )
        return await page.show(view, active=ACTIVE)


def _row(name: str, rates: Mapping[Rate, Share], *, office: UUID | None = None, month: date | None = None) -> RateRow:
    where = {"office": office, "month": month.isoformat() if month else None}
    list_path = f"{PATH}/people"
    return RateRow(
        name=name,
        total=rates[Rate.LINKED].of,
        path=address(list_path, **where),
        cells=tuple(
            RateCell(
                rate=rate,
                count=share.count,
                total=share.of,
                percent="—" if share.per_hundred is None else f"{share.per_hundred:.1f}%",
                path=address(list_path, rate=rate, **where),
                others_path=address(list_path, rate=rate, counted="no", **where),
            )
            for rate, share in rates.items()
        ),
    )


def _month_name(first_day: date) -> Wording:
    return Wording(f"{first_day.year}年{first_day.month}月", f"{first_day:%b %Y}")
