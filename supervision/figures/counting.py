"""The figures of what an officer may see, in one query, and the ids behind a number: its list shows just these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.store import like_reach
from supervision.errors import InputInvalid
from supervision.figures.charts import ACT_OF, FIXED_SLICES, MONTHS, Chart, Period, is_slice
from supervision.figures.sources import ASKED, FILES, SOURCES
from supervision.legal_time import add_months, day_start, legal_day, now
from supervision.officers import Officer, check_officer_may, is_division, reach
from supervision.storage.database import fetch
from supervision.wording import Wording

PLACE_WRONG = Wording("请选择列出的地区。", "Choose one of the places that are listed.")
SLICE_WRONG = Wording("没有这一项统计，请从统计页重新打开。", "There is no such number; open it from the figures.")
_GIVEN = 7
"""How many values `ASKED` takes; the files of each act follow."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which period and of which place figures are asked; None for everything within reach."""

    period: Period
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """A number of a chart, named by what it counts."""

    chart: Chart
    name: str


Figures = Mapping[Chart, Mapping[str, int]]
"""By chart and slice; a chart whose list is not the officer's is left out."""


async def load_correction_figures(officer: Officer, asked: Asked) -> Figures:
    """All figures of the files that are open to the officer; looking is an audited act. InputInvalid."""
    check_officer_may(officer, Act.CORRECTION_FIGURES_OPEN, None)
    charts = [chart for chart in Chart if reach(officer, ACT_OF[chart])]
    tables, values = _files_of(officer, charts)
    counts = " UNION ALL ".join(
        f"SELECT '{chart}' AS chart, slice, count(*) AS n FROM ({_source(chart, tables)}) AS counted GROUP BY slice"  # noqa: S608 - constants
        for chart in charts
    )
    figures = {chart: dict.fromkeys(map(str, FIXED_SLICES.get(chart, ())), 0) for chart in charts}
    async with audited_change(officer.actor, Act.CORRECTION_FIGURES_OPEN) as change:
        change.note(span=asked.period.span, first=asked.period.first.isoformat(), place=asked.place or "")
        rows = await fetch(f"{_with(tables)} {counts}", *_values(officer, asked, change.at), *values) if charts else []
    for row in rows:
        figures[Chart(row["chart"])][row["slice"]] = row["n"]
    return figures


async def load_counted(officer: Officer, wanted: Slice, asked: Asked) -> list[UUID]:
    """The ids of what a number counts; the list that shows them is audited, and asks again whom they are open to."""
    check_officer_may(officer, Act.CORRECTION_FIGURES_OPEN, None)
    check_officer_may(officer, ACT_OF[wanted.chart], None)
    if not is_slice(wanted.chart, wanted.name):
        raise InputInvalid(SLICE_WRONG, field="slice")
    tables, values = _files_of(officer, [wanted.chart])
    rows = await fetch(
        f"""{_with(tables)} SELECT thing FROM ({_source(wanted.chart, tables)}) AS counted
            WHERE slice = ${_GIVEN + len(values) + 1}""",  # noqa: S608 - constants
        *_values(officer, asked, now()), *values, wanted.name,
    )  # fmt: skip
    return [row["thing"] for row in rows]


_Table = tuple[bool, Act]
"""Files by an act, and whether a division of its own decides in the place of the file's."""


def _table_of(chart: Chart) -> _Table:
    return chart is Chart.TRANSFERS, ACT_OF[chart]


def _files_of(officer: Officer, charts: Sequence[Chart]) -> tuple[list[_Table], list[str]]:
    tables = list(dict.fromkeys(map(_table_of, charts)))
    return tables, [asking(officer, act) for _, act in tables]


def _source(chart: Chart, tables: Sequence[_Table]) -> str:
    return SOURCES[chart].format(files=f"files_{tables.index(_table_of(chart))}")


def _with(tables: Sequence[_Table]) -> str:
    parts = [ASKED]
    for number, (is_by_side, _) in enumerate(tables):
        value = f"${_GIVEN + number + 1}"
        found = f"files_open_to({value}) AS f" if is_by_side else f"files_within({value}) AS f WHERE f.division LIKE $5"
        parts.append(f"files_{number} AS MATERIALIZED ({FILES} FROM {found})")
    return f"WITH {', '.join(parts)}"


def _values(officer: Officer, asked: Asked, at: datetime) -> tuple[object, ...]:
    if asked.place is not None and not is_division(asked.place):
        raise InputInvalid(PLACE_WRONG, field="place")
    today = legal_day(at)
    return (
        today,
        day_start(asked.period.first),
        day_start(asked.period.until),
        at,
        f"{asked.place or ''}%",
        like_reach(officer, Act.TRANSFER_LIST),
        add_months(today.replace(day=1), 1 - MONTHS),
    )
