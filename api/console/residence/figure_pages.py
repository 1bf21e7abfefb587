"""Figures of the register, each mark with the list behind it, and staffing against the local ratio."""

from litestar import Controller, get
from litestar.di import NamedDependency

from api.console.pages_base import PageRequest, address
from api.console.residence.quality_pages import month_name
from api.console.residence.quality_views import QUALITY
from api.console.view_models.base import Bar
from api.console.view_models.residence.quality import FiguresView, MonthBars
from api.http import HttpResponse
from supervision.audit import Act
from supervision.legal_time import legal_day
from supervision.residence.quality.behind import Counted
from supervision.residence.quality.figures import Month, load_figures, load_staffing
from supervision.wording import Wording

RATIO = Wording("每若干名登记人员至少一名协管员", "at least one assistant for so many registered residents")
BY_LODGING = Wording("住所类型", "Lodging")
BY_REASON = Wording("流入原因", "Reason of arrival")
BY_COMMUNITY = Wording("社区", "Community")
RESIDENTS = Wording("在住人员", "Residents")
LIST = f"{QUALITY}/list"


class FigurePages(Controller):
    """Residents in figures."""

    path = "/residence-figures"

    @get("/", opt={"act": Act.FIGURES_OPEN})
    async def figures(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Residents by lodging, reason, community and month; staffing by township."""
        today = legal_day(page.now)
        figures, staffing = await load_figures(page.officer, today), await load_staffing(page.officer, today)
        lodging = tuple(
            Bar(name=page.word(code, "lodging-kind"), number=number, path=address(LIST, lodging=code))
            for code, number in figures.by_lodging.items()
        )
        reasons = tuple(
            Bar(name=page.word(code, "arrival-reason"), number=number, path=address(LIST, reason=code))
            for code, number in figures.by_reason.items()
        )
        communities = tuple(
            Bar(name=one.name, number=one.residents, path=address(LIST, community=one.division))
            for one in figures.communities
        )
        view = FiguresView(
            residents=Bar(name=page.say(RESIDENTS), number=figures.residents, path=LIST),
            charts=(
                (page.say(BY_LODGING), lodging),
                (page.say(BY_REASON), reasons),
                (page.say(BY_COMMUNITY), communities),
            ),
            months=tuple(map(_month, figures.months)),
            staffing=staffing,
            staffing_basis=page.basis(staffing[0].rule, RATIO, f"1 : {staffing[0].rule.number}") if staffing else None,
        )
        return await page.show(view, active="residence-figures")


def _month(month: Month) -> MonthBars:
    name, first = month_name(month.first_day), month.first_day.isoformat()
    began = Bar(name=name, number=month.began, path=address(LIST, counted=Counted.BEGAN, month=first))
    ended = Bar(name=name, number=month.ended, path=address(LIST, counted=Counted.ENDED, month=first))
    return MonthBars(name=name, began=began, ended=ended)
