"""The list behind a number: what the address says of it, as ids for the list, and as words above it."""

from datetime import date
from uuid import UUID

from api.console import formats
from api.console.page_forms import read_choice, read_day
from api.console.pages_base import PageRequest, address
from api.console.view_models.base import Language
from api.console.words import WORDS
from supervision.audit import Act
from supervision.errors import InputInvalid
from supervision.figures.charts import ACT_OF, OF_PERIOD, Chart, Period, Span, period_of
from supervision.figures.counting import SLICE_WRONG, Asked, Slice, load_counted
from supervision.legal_time import legal_day
from supervision.officers import division_names, load_offices

FILTERS = ("counted", "slice", "span", "day", "place")
"""What a list keeps in its address while it is that of a number."""

_LISTS = {
    Act.PERSON_FILE_LIST: "/console/supervisees",
    Act.TRANSFER_LIST: "/console/transfers",
    Act.CONTACT_LIST: "/console/contacts",
    Act.APPLICATION_LIST: "/console/applications",
    Act.MEASURE_LIST: "/console/measures",
    Act.SEARCH_LIST: "/console/searches",
    Act.ORDER_LIST: "/console/orders",
}


def asked_period(page: PageRequest) -> Asked:
    """The period and the place of the address: this month, and everything within reach, where it says none."""
    given = page.filters(*FILTERS)
    span = read_choice(Span, given.get("span"), "span") or Span.MONTH
    day = read_day(given.get("day"), "day") or legal_day(page.now)
    return Asked(period_of(span, day), given.get("place"))


async def counted_ids(page: PageRequest, act: Act) -> list[UUID] | None:
    """The ids that a number counts, for the list that is read by `act`; None where the address names no number."""
    given = page.filters(*FILTERS)
    chart = read_choice(Chart, given.get("counted"), "counted")
    if chart is None:
        return None
    if ACT_OF[chart] is not act:
        raise InputInvalid(SLICE_WRONG, field="counted")
    wanted, asked = Slice(chart, given.get("slice", "")), asked_period(page)
    ids = await load_counted(page.officer, wanted, asked)
    names = await slice_names(page, chart, [wanted.name])
    parts = [page.word(chart, "figure-chart"), names[wanted.name]]
    if asked.place:
        parts.append((await division_names([asked.place]))[asked.place])
    if chart in OF_PERIOD:
        parts.append(period_name(asked.period, page.language))
    page.counted = f"{' · '.join(parts)} ({len(ids)})"
    return ids


def list_path(wanted: Slice, asked: Asked) -> str:
    """Where the list behind a number stands."""
    return address(
        _LISTS[ACT_OF[wanted.chart]],
        counted=wanted.chart,
        slice=wanted.name,
        span=asked.period.span,
        day=asked.period.first.isoformat(),
        place=asked.place,
    )


async def slice_names(page: PageRequest, chart: Chart, slices: list[str]) -> dict[str, str]:
    """What the slices of a chart are called."""
    if chart is Chart.OFFICE:
        offices = {str(office.id): office.name for office in await load_offices(page.officer)}
        return {name: offices.get(name, name) for name in slices}
    if chart is Chart.COUNTY:
        return await division_names(slices)
    words = WORDS[f"figure-{chart}"]
    return {
        name: page.word(name, f"figure-{chart}")
        if name in words
        else formats.month_name(date.fromisoformat(f"{name}-01"), page.language)
        for name in slices
    }


def period_name(period: Period, language: Language) -> str:
    """A period in words."""
    first = period.first
    if period.span is Span.MONTH:
        return formats.month_name(first, language)
    if period.span is Span.YEAR:
        return f"{first.year}年" if language == "zh" else str(first.year)
    quarter = (first.month + 2) // 3
    return f"{first.year}年第{quarter}季度" if language == "zh" else f"Q{quarter} {first.year}"
