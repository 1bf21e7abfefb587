"""Register quality in colours: communities, their drawers, the list behind each count, and the same on paper."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from api.console import formats
from api.console.page_forms import read_choice, read_day
from api.console.pages_base import PageRequest, address
from api.console.residence.quality_views import QUALITY, community_line, count_colours, drawer_line, to_mend_line
from api.console.view_models.residence.quality import BehindView, QualityPrintView, QualityView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import NotFound
from supervision.legal_time import legal_day
from supervision.officers.officer import NOT_HERE
from supervision.residence.addresses.dwellings import DwellingFilter, list_dwellings
from supervision.residence.codes import ArrivalReason, LettingUse, LodgingKind
from supervision.residence.quality.behind import (
    Behind,
    Counted,
    list_behind,
    list_mismatches,
    list_over_occupied,
)
from supervision.residence.quality.counting import load_quality
from supervision.residence.quality.queues import places_to_mend
from supervision.residence.quality.rating import DueKind
from supervision.residence.quality.rectification_rows import open_places

TO_MEND, HOMES = "to-mend", "homes"


class QualityPages(Controller):
    """How well the register is kept, place by place."""

    path = "/quality"

    @get("/", opt={"act": Act.QUALITY_OPEN})
    async def quality(self, page: NamedDependency[PageRequest], community: FromQuery[str] = "") -> HttpResponse:
        """All communities within reach, one with its drawers, or what nobody mends; the worst first."""
        if page.filters("show").get("show") == TO_MEND:
            return await _show_to_mend(page)
        found = await load_quality(page.officer, legal_day(page.now), community or None)
        begun = await open_places(page.officer)
        chosen = None
        if community:
            chosen = next((one for one in found if one.division == community), None)
            if chosen is None:
                raise NotFound(NOT_HERE)
            lines = tuple(drawer_line(page, line, begun) for line in chosen.drawers)
        else:
            lines = tuple(community_line(page, one, begun) for one in found)
        view = QualityView(
            community=None if chosen is None else community_line(page, chosen, begun),
            lines=lines,
            colours=count_colours(lines),
            print_path=address(f"{QUALITY}/print", community=community),
        )
        return await page.show(view, active="quality")

    @get("/print", opt={"act": Act.QUALITY_OPEN})
    async def on_paper(self, page: NamedDependency[PageRequest], community: FromQuery[str] = "") -> HttpResponse:
        """The same for paper."""
        found = await load_quality(page.officer, legal_day(page.now), community or None)
        communities = tuple(
            (community_line(page, one, {}), tuple(drawer_line(page, line, {}) for line in one.drawers)) for one in found
        )
        return await page.show(QualityPrintView(communities=communities), active="quality")

    @get("/list", opt={"act": Act.RESIDENT_LIST})
    async def behind(
        self, page: NamedDependency[PageRequest], community: FromQuery[str] = "", drawer: FromQuery[UUID | None] = None
    ) -> HttpResponse:
        """The list behind a number."""
        asked = page.filters("counted", "lodging", "reason", "month", "use", "cursor")
        kind = asked.get("counted", "")
        if kind == DueKind.OVER_OCCUPIED:
            premises = tuple(await list_over_occupied(page.officer, drawer, community or None))
            return await _show(page, BehindView(title=page.word(kind, "due-kind"), premises=premises))
        if kind == HOMES:
            return await _show_homes(page, asked, community)
        if kind == DueKind.MISMATCH:
            tasks = tuple(await list_mismatches(page.officer, drawer, community or None))
            return await _show(page, BehindView(title=page.word(kind, "due-kind"), tasks=tasks))
        number = Behind(
            counted=read_choice(Counted, kind, "counted") or Counted.LIVING,
            community=community or None,
            drawer_id=drawer,
            lodging=read_choice(LodgingKind, asked.get("lodging"), "lodging"),
            reason=read_choice(ArrivalReason, asked.get("reason"), "reason"),
            month=read_day(asked.get("month"), "month"),
        )
        found = await list_behind(page.officer, number, legal_day(page.now), asked.get("cursor"))
        view = BehindView(
            title=_title(page, number),
            residents=found.items,
            paging=page.paging(len(found.items), found.next),
        )
        return await _show(page, view)


async def _show_to_mend(page: PageRequest) -> HttpResponse:
    """Communities and drawers, red or amber, of which the officer may begin a rectification and nobody has."""
    lines = tuple(to_mend_line(page, place) for place in await places_to_mend(page.officer, legal_day(page.now)))
    view = QualityView(
        community=None, lines=lines, colours=count_colours(lines), print_path=f"{QUALITY}/print", is_to_mend=True
    )
    return await page.show(view, active="quality")


async def _show_homes(page: PageRequest, asked: Mapping[str, str], community: str) -> HttpResponse:
    """The homes that are let for one use, or all homes."""
    use = read_choice(LettingUse, asked.get("use"), "use")
    found = await list_dwellings(page.officer, DwellingFilter(community, letting_use=use), asked.get("cursor"))
    title = page.word(HOMES, "counted") + (f" · {page.word(use, 'letting-use')}" if use else "")
    return await _show(
        page, BehindView(title=title, homes=found.items, paging=page.paging(len(found.items), found.next))
    )


async def _show(page: PageRequest, view: BehindView) -> HttpResponse:
    return await page.show(view, active="quality")


def _title(page: PageRequest, number: Behind) -> str:
    parts = [page.word(number.counted, "counted")]
    if number.lodging is not None:
        parts.append(page.word(number.lodging, "lodging-kind"))
    if number.reason is not None:
        parts.append(page.word(number.reason, "arrival-reason"))
    if number.month is not None:
        parts.append(month_name(number.month))
    return " · ".join(parts)


def month_name(first_day: date) -> str:
    """A month in figures, which both languages read."""
    return formats.legal_date(first_day).isoformat()[:7]
