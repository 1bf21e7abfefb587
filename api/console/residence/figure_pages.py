"""Figures of the register, each bar with the list behind it, and staffing against the local ratio."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, get
from litestar.di import NamedDependency

from api.console.pages_base import PageRequest, address
from api.console.residence.dwelling_pages import OVERDUE
from api.console.residence.quality_pages import HOMES, month_name
from api.console.residence.quality_views import QUALITY
from api.console.view_models.base import Bar
from api.console.view_models.residence.quality import FiguresView, MonthBars
from api.http import HttpResponse
from supervision.audit import Act
from supervision.legal_time import legal_day
from supervision.residence.addresses.hazards import count_open_hazards
from supervision.residence.cards.store import count_cards
from supervision.residence.permits.opening import count_permits
from supervision.residence.quality.behind import Counted
from supervision.residence.quality.figures import Figures, Month, load_figures, load_staffing
from supervision.residence.tenancies.opening import count_tenancies
from supervision.wording import Wording

RATIO = Wording("每若干名登记人员至少一名协管员", "at least one assistant for so many registered residents")
BY_LODGING = Wording("住所类型", "Lodging")
BY_REASON = Wording("流入原因", "Reason of arrival")
BY_COMMUNITY = Wording("社区", "Community")
RESIDENTS = Wording("在住人员", "Residents")
BY_USE = Wording("出租房屋（按出租用途）", "Homes let, by use")
BY_LEASE = Wording("房屋租赁", "Tenancies")
BY_HAZARD = Wording("隐患", "Hazards")
BY_PERMIT = Wording("居住证", "Residence permits")
BY_CARD = Wording("户卡", "Cards")
BY_VISIT = Wording("走访核对", "Visits")
MET = Wording("本月核对过的人", "residents met this month")
UNVERIFIED = Wording("超期未核对的人", "residents not met in time")
OPEN_HAZARDS = Wording("未消除", "open")
LATE_HAZARDS = Wording("已逾期", "past their day")
LIST, HAZARDS = f"{QUALITY}/list", "/console/hazards"


class FigurePages(Controller):
    """Residents in figures."""

    path = "/residence-figures"

    @get("/", opt={"act": Act.FIGURES_OPEN})
    async def figures(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Residents by lodging, reason, community and month; homes, leases, permits, cards, visits; staffing."""
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
            register=await _register(page, figures),
            months=tuple(map(_month, figures.months)),
            staffing=staffing,
            staffing_basis=page.basis(staffing[0].rule, RATIO, f"1 : {staffing[0].rule.number}") if staffing else None,
        )
        return await page.show(view, active="residence-figures")


async def _register(page: PageRequest, figures: Figures) -> tuple[tuple[str, tuple[Bar, ...]], ...]:
    """What the register holds beside people: each number is that of the list to which it leads."""
    officer, today = page.officer, legal_day(page.now)
    permits, cards = await count_permits(officer), await count_cards(officer)
    leases = await count_tenancies(officer)
    visits = (
        Bar(name=page.say(MET), number=figures.met, path=address(LIST, counted=Counted.MET)),
        Bar(name=page.say(UNVERIFIED), number=figures.unverified, path=address(LIST, counted=Counted.UNVERIFIED)),
    )
    hazards = (
        Bar(name=page.say(OPEN_HAZARDS), number=await count_open_hazards(officer), path=HAZARDS),
        Bar(
            name=page.say(LATE_HAZARDS),
            number=await count_open_hazards(officer, today),
            path=address(HAZARDS, show=OVERDUE),
        ),
    )
    return (
        (
            page.say(BY_USE),
            tuple(
                Bar(name=page.word(use, "letting-use"), number=number, path=address(LIST, counted=HOMES, use=use))
                for use, number in figures.homes.items()
            ),
        ),
        (page.say(BY_LEASE), _bars(page, leases, "tenancy-show", "/console/tenancies", "show")),
        (page.say(BY_HAZARD), hazards),
        (page.say(BY_PERMIT), _bars(page, permits, "permit-show", "/console/permits", "show")),
        (page.say(BY_CARD), _bars(page, cards, "card-state", "/console/cards", "state")),
        (page.say(BY_VISIT), visits),
    )


def _bars(page: PageRequest, counts: Mapping[Any, int], words: str, path: str, name: str) -> tuple[Bar, ...]:
    """A bar for each kind that was counted, and the list of that kind."""
    return tuple(
        Bar(name=page.word(kind, words), number=number, path=address(path, **{name: kind}))
        for kind, number in counts.items()
    )


def _month(month: Month) -> MonthBars:
    name, first = month_name(month.first_day), month.first_day.isoformat()
    began = Bar(name=name, number=month.began, path=address(LIST, counted=Counted.BEGAN, month=first))
    ended = Bar(name=name, number=month.ended, path=address(LIST, counted=Counted.ENDED, month=first))
    return MonthBars(name=name, began=began, ended=ended)
