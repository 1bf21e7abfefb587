"""Reconciliations for tests, made the way officers make them; every person on a list is invented."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from supervision.corrections.reconciliation.list_rows import TableRow
from supervision.corrections.reconciliation.opening import NewList, begin_reconciliation, hand_in_list
from supervision.corrections.reconciliation.showing import DifferenceLine, list_differences
from supervision.corrections.reconciliation.words import ListSource
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.sheet_cells import Cell
from tests.cast import COUNTY, Cast

ORGAN = "临溪县人民法院"


def last_month() -> date:
    """A day of the last month that is over."""
    return legal_day(now()).replace(day=1) - timedelta(days=1)


async def make_reconciliation(cast: Cast) -> UUID:
    """The last month of the county, begun by Agnes."""
    return await begin_reconciliation(cast.agnes.officer, COUNTY, last_month())


def a_list(
    rows: Sequence[Mapping[str, Cell]],
    source: ListSource = ListSource.COURT,
    *,
    as_of_on: date | None = None,
    covers_from_on: date | None = None,
) -> NewList:
    """A list of today with these rows, by title."""
    titles = list(dict.fromkeys(title for row in rows for title in row))
    return NewList(
        source,
        ORGAN,
        as_of_on or legal_day(now()),
        covers_from_on,
        "list.xlsx",
        titles,
        [TableRow(number, row) for number, row in enumerate(rows, start=2)],
    )


async def make_list(
    officer: Officer, reconciliation_id: UUID, *rows: Mapping[str, Cell], source: ListSource = ListSource.COURT
) -> UUID:
    """A list that the officer handed in."""
    return await hand_in_list(officer, reconciliation_id, a_list(rows, source))


async def shown(officer: Officer, reconciliation_id: UUID) -> list[DifferenceLine]:
    """The differences that wait, as the officer may know them."""
    return list((await list_differences(officer, reconciliation_id)).items)
