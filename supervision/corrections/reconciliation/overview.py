"""What a county still has to reconcile, its months, and the sums of a city: numbers of countersigned sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from supervision import legal_time
from supervision.audit import Act, audited_change
from supervision.corrections.category import Category
from supervision.corrections.reconciliation.counting import CategoryCount
from supervision.corrections.reconciliation.periods import Period, last_period, period_of
from supervision.corrections.reconciliation.sheets import CountSheet, countersigned_sheets, sheets_of
from supervision.corrections.reconciliation.showing import count_differences
from supervision.corrections.reconciliation.store import (
    ListName,
    Reconciliation,
    StoredList,
    about,
    lists_of,
    load_reconciliation,
    load_reconciliations,
)
from supervision.corrections.reconciliation.words import ReconciliationState, Result
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.store import like_reach
from supervision.legal_rules import LegalRule
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may, reach
from supervision.officers.holidays import legal_calendar
from supervision.paging import Cursor, Page, read_cursor, split_page
from supervision.periods import CountedPeriod, count_period
from supervision.settings import Register
from supervision.storage.database import fetch
from supervision.storage.numbering import COUNTY_DIGITS
from supervision.vault import load_keys

_MOST_AT_WORK = 24


@dataclass(frozen=True, slots=True)
class County:
    """A county with an agency of its own."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class DuePeriod:
    """The last period of a county that is over and was not begun, with until when it is begun."""

    county: County
    period: Period
    rule: LegalRule
    counted: CountedPeriod


@dataclass(frozen=True, slots=True)
class ReconciliationWork:
    """What waits for an officer: periods not begun, differences to settle, sheets to countersign."""

    due: tuple[DuePeriod, ...] = ()
    open_differences: tuple[tuple[Reconciliation, int], ...] = ()
    to_countersign: tuple[Reconciliation, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedReconciliation:
    """One month: its lists, what the officer may know of its differences, and its sheets."""

    reconciliation: Reconciliation
    lists: tuple[StoredList, ...]
    names: Mapping[UUID, ListName]
    """Of each list that was not withdrawn."""
    waiting: Mapping[Result, int]
    settled: Mapping[Result, int]
    sheets: tuple[CountSheet, ...]


@dataclass(frozen=True, slots=True)
class CitySums:
    """The sums of the counties that have a countersigned sheet for a period, and the counties that have none."""

    until_on: date
    categories: tuple[CategoryCount, ...]
    open_differences: int
    counties: tuple[tuple[County, CountSheet], ...]
    missing: tuple[County, ...]


async def counties_of(officer: Officer, act: Act) -> tuple[County, ...]:
    """The counties within the officer's reach for an act that have an agency."""
    rows = await fetch(
        """SELECT d.code, d.name FROM division AS d WHERE length(d.code) = $1 AND d.code LIKE ANY($2) AND EXISTS (
               SELECT FROM office AS o WHERE o.division = d.code AND o.register = $3
           ) ORDER BY d.code""",
        COUNTY_DIGITS, like_reach(officer, act), Register.CORRECTIONS,
    )  # fmt: skip
    return tuple(County(row["code"], row["name"]) for row in rows)


async def list_reconciliations(officer: Officer, cursor: str | None = None) -> Page[Reconciliation]:
    """The months of the officer's counties, the one that was begun last first; looking is an audited act."""
    check_officer_may(officer, Act.RECONCILIATION_LIST, None)
    after = read_cursor(cursor)
    async with audited_change(officer.actor, Act.RECONCILIATION_LIST) as change:
        found = await load_reconciliations(officer, Act.RECONCILIATION_LIST, after)
        shown, following = split_page(found, lambda one: Cursor(one.begun_at, one.id))
        change.note(shown=len(shown))
    return Page(tuple(shown), following)


async def open_reconciliation(officer: Officer, reconciliation_id: UUID) -> OpenedReconciliation:
    """One month as the officer may know it; looking is an audited act."""
    async with audited_change(officer.actor, Act.RECONCILIATION_LIST, about(reconciliation_id)):
        found = await load_reconciliation(officer, Act.RECONCILIATION_LIST, reconciliation_id)
        counts, lists = await count_differences(officer, [found.id]), await lists_of(found.id)
        keys = await load_keys(each.vault_key for each in lists)
        return OpenedReconciliation(
            found,
            tuple(lists),
            {each.id: each.name(keys[each.vault_key]) for each in lists if each.vault_key in keys},
            counts[False],
            counts[True],
            tuple(await sheets_of(found.id)),
        )


async def find_due(officer: Officer) -> tuple[DuePeriod, ...]:
    """The last period that is over in each county in which the officer could begin it, unless it was begun."""
    today = legal_day(legal_time.now())
    due = []
    for county in await counties_of(officer, Act.RECONCILIATION_BEGIN):
        every = find_correction_rule(CorrectionRuleName.RECONCILIATION_EVERY, today, county.code).number
        period = last_period(today, every)
        if await fetch(
            "SELECT 1 FROM reconciliation WHERE county = $1 AND until_on = $2", county.code, period.until_on
        ):
            continue
        rule = find_correction_rule(CorrectionRuleName.RECONCILIATION_DUE, today, county.code)
        counted = count_period(period.until_on, rule.number, rule.unit, await legal_calendar())
        due.append(DuePeriod(county, period, rule, counted))
    return tuple(due)


async def find_work(officer: Officer) -> ReconciliationWork:
    """What waits: a period that was not begun by its day, differences, sheets that another signed."""
    today = legal_day(legal_time.now())
    found = await load_reconciliations(officer, Act.RECONCILIATION_SETTLE, most=_MOST_AT_WORK)
    waiting = [
        (one, sum((await count_differences(officer, [one.id]))[False].values()))
        for one in found
        if one.lists_destroyed_at is None
    ]
    may_countersign = bool(reach(officer, Act.COUNT_SHEET_COUNTERSIGN))
    return ReconciliationWork(
        due=tuple(one for one in await find_due(officer) if one.counted.is_over(today)),
        open_differences=tuple((one, count) for one, count in waiting if count),
        to_countersign=tuple(one for one in found if may_countersign and one.state is ReconciliationState.SIGNED),
    )


async def sum_of_city(officer: Officer, month: date | None = None) -> CitySums:
    """The sums over the counties within reach for the period of a month, by default the last that is over."""
    check_officer_may(officer, Act.COUNT_SHEET_SUM, None)
    async with audited_change(officer.actor, Act.COUNT_SHEET_SUM) as change:
        counties = await counties_of(officer, Act.COUNT_SHEET_SUM)
        today = legal_day(change.at)
        every = find_correction_rule(
            CorrectionRuleName.RECONCILIATION_EVERY, today, counties[0].code if counties else ""
        ).number
        period = last_period(today, every) if month is None else period_of(month, every)
        sheets = await countersigned_sheets([county.code for county in counties], period.until_on)
        by_county = {sheet.county: sheet for sheet in sheets}
        change.note(until_on=period.until_on, sheets=len(sheets))
    return CitySums(
        period.until_on,
        _sums(sheets),
        sum(each.open for sheet in sheets for each in sheet.content.differences),
        tuple((county, by_county[county.code]) for county in counties if county.code in by_county),
        tuple(county for county in counties if county.code not in by_county),
    )


def _sums(sheets: Sequence[CountSheet]) -> tuple[CategoryCount, ...]:
    names = [name for name in CategoryCount.__struct_fields__ if name != "category"]
    counts = [count for sheet in sheets for count in sheet.content.categories]
    return tuple(
        msgspec.structs.replace(
            CategoryCount(category),
            **{name: sum(getattr(one, name) for one in counts if one.category is category) for name in names},
        )
        for category in Category
    )
