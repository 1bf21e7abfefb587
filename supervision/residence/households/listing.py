"""The masked lists of residents and household files, each look at which is an audited act.

Newest first; what is asked for because it is due, the most urgent first. Every order has an index without a division in
it, so that a page of a whole county is read, not sorted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from supervision.audit import Act
from supervision.errors import InputInvalid
from supervision.officers import Officer, is_division
from supervision.paging import MOST_COUNTED, PAGE_SIZE, Cursor, Order, Page, read_cursor, split_page
from supervision.residence.addresses.dwellings import load_dwelling
from supervision.residence.changes import residence_change
from supervision.residence.households.masked import (
    MaskedHousehold,
    MaskedResident,
    mask_households,
    mask_residents,
)
from supervision.residence.households.store import (
    HOUSEHOLD_COLUMNS,
    RESIDENT_COLUMNS,
    StoredHousehold,
    StoredResident,
    dwelling_digest,
    household_of,
    resident_of,
)
from supervision.residence.households.within import met_on, within
from supervision.residence.households.words import HouseholdState, ResidentState
from supervision.residence.reach import Reach, drawer_digest, reach_of
from supervision.storage.database import fetch
from supervision.wording import Wording

COMMUNITY_WRONG = Wording("社区须为 2 至 12 位区划代码。", "The community is a division's code of 2 to 12 digits.")


@dataclass(frozen=True, slots=True)
class ListFilters:
    """What narrows a list: a place, and for residents a state, and what is due by a day.

    `unverified_since` keeps those whom nobody has met after that day, and of households those in which somebody like
    that lives; `stay_ends_by` those whose stay is to end by it.
    """

    community: str | None = None
    drawer_id: UUID | None = None
    unverified_since: date | None = None
    stay_ends_by: date | None = None


async def list_residents(
    officer: Officer,
    filters: ListFilters | None = None,
    state: ResidentState = ResidentState.LIVING,
    cursor: str | None = None,
) -> Page[MaskedResident]:
    """The residents within reach who live here, or who left; 50 a page. InputInvalid for a wrong cursor or place.

    Newest first; those due, by the day on which they are, the earliest first.
    """
    after, wanted = read_cursor(cursor), filters or ListFilters()
    reach = await reach_of(officer, Act.RESIDENT_LIST)
    async with residence_change(officer.actor, Act.RESIDENT_LIST) as change:
        rows, following = await _page_of_residents(reach, wanted, state, after)
        residents = await mask_residents(rows)
        change.note(shown=len(residents), page="first" if after is None else "later")
    return Page(tuple(residents), following)


async def count_residents(
    officer: Officer, filters: ListFilters | None = None, state: ResidentState = ResidentState.LIVING
) -> int:
    """How many residents `list_residents` has on all its pages, up to one more than `MOST_COUNTED`."""
    values: list[object] = []
    where = _of_residents(await reach_of(officer, Act.RESIDENT_LIST), filters or ListFilters(), state, values)
    return await _count(where, values)


async def list_households(
    officer: Officer,
    filters: ListFilters | None = None,
    state: HouseholdState = HouseholdState.OPEN,
    cursor: str | None = None,
) -> Page[MaskedHousehold]:
    """The household files within reach, 50 a page. InputInvalid for a wrong cursor or place."""
    after, wanted = read_cursor(cursor), filters or ListFilters()
    reach = await reach_of(officer, Act.HOUSEHOLD_LIST)
    async with residence_change(officer.actor, Act.HOUSEHOLD_LIST) as change:
        rows, following = await _page_of_households(reach, wanted, state, after)
        households = await mask_households(rows)
        change.note(shown=len(households), page="first" if after is None else "later")
    return Page(tuple(households), following)


async def count_households(
    officer: Officer, filters: ListFilters | None = None, state: HouseholdState = HouseholdState.OPEN
) -> int:
    """How many household files `list_households` has on all its pages, up to one more than `MOST_COUNTED`."""
    values: list[object] = []
    where = _of_households(await reach_of(officer, Act.HOUSEHOLD_LIST), filters or ListFilters(), state, values)
    return await _count(where, values)


async def _page_of_residents(
    reach: Reach, filters: ListFilters, state: ResidentState, after: Cursor | None
) -> tuple[Sequence[StoredResident], str | None]:
    values: list[object] = []
    where, order = _of_residents(reach, filters, state, values), _order_of(filters)
    where += order.after(after, values)
    rows = await fetch(
        f"{order.of(f'SELECT {RESIDENT_COLUMNS} FROM')} {where} {order.clause} LIMIT {PAGE_SIZE + 1}",
        *values,
    )
    shown, following = order.split(rows)
    return [resident_of(row) for row in shown], following


def _order_of(filters: ListFilters) -> Order:
    """By what residents are listed: the day on which what is asked for is due, if anything is."""
    if filters.stay_ends_by is not None:
        return Order("s.expected_until", "r.id", is_due=True)
    if filters.unverified_since is not None:
        return Order(met_on("r"), "r.id", is_due=True)
    return Order("r.registered_at", "r.id")


async def _count(where: str, values: Sequence[object]) -> int:
    rows = await fetch(
        f"SELECT count(*) AS matching FROM (SELECT FROM {where} LIMIT {MOST_COUNTED + 1}) AS counted",  # noqa: S608
        *values,
    )
    return int(rows[0]["matching"])


async def _page_of_households(
    reach: Reach, filters: ListFilters, state: HouseholdState, after: Cursor | None
) -> tuple[Sequence[StoredHousehold], str | None]:
    values: list[object] = []
    where = _of_households(reach, filters, state, values)
    if after is not None:
        values += [after.at, after.row_id]
        where += f" AND (h.opened_at, h.id) < (${len(values) - 1}, ${len(values)})"
    rows = await fetch(
        f"""SELECT {HOUSEHOLD_COLUMNS} FROM {where}
            ORDER BY h.opened_at DESC, h.id DESC LIMIT {PAGE_SIZE + 1}""",  # noqa: S608 - values are bound
        *values,
    )
    shown, following = split_page(rows, lambda row: Cursor(row["opened_at"], row["id"]))
    return [household_of(row) for row in shown], following


def _of_residents(reach: Reach, filters: ListFilters, state: ResidentState, values: list[object]) -> str:
    """Table and condition of the residents wanted; the values are appended in the order in which they are bound."""
    table, condition = "resident AS r", f"r.state = '{state}' AND {within(reach, 'r', values)}"
    condition += _place(filters, "r", values)
    if filters.unverified_since is not None:
        values.append(filters.unverified_since)
        condition += f" AND {met_on('r')} <= ${len(values)}"
    if filters.stay_ends_by is not None:
        values.append(filters.stay_ends_by)
        table += " JOIN stay AS s ON s.resident = r.id AND s.ended_on IS NULL"
        condition += f" AND s.expected_until <= ${len(values)}"
    return f"{table} WHERE {condition}"


def _of_households(reach: Reach, filters: ListFilters, state: HouseholdState, values: list[object]) -> str:
    condition = f"h.state = '{state}' AND {within(reach, 'h', values)}{_place(filters, 'h', values)}"
    if filters.unverified_since is not None:
        values.append(filters.unverified_since)
        due = f"SELECT m.household FROM resident AS m WHERE m.state = 'living' AND {met_on('m')} <= ${len(values)}"  # noqa: S608
        condition += f" AND h.id IN ({due})"
    return f"household AS h WHERE {condition}"


def _place(filters: ListFilters, table: str, values: list[object]) -> str:
    condition = ""
    if filters.community is not None:
        if not is_division(filters.community):
            raise InputInvalid(COMMUNITY_WRONG, field="community")
        values.append(f"{filters.community}%")
        condition += f" AND {table}.division LIKE ${len(values)}"
    if filters.drawer_id is not None:
        values.append(drawer_digest(filters.drawer_id))
        condition += f" AND {table}.drawer_digest = ${len(values)}"
    return condition


async def load_households_at(officer: Officer, act: Act, dwelling_id: UUID) -> list[MaskedHousehold]:
    """The open household files at a dwelling within reach, masked, those begun first on top."""
    dwelling = await load_dwelling(officer, act, dwelling_id)
    rows = await fetch(
        f"""SELECT {HOUSEHOLD_COLUMNS} FROM household AS h
            WHERE h.dwelling_digest = $1 AND h.state = 'open' ORDER BY h.opened_at, h.id""",  # noqa: S608 - constants
        dwelling_digest(dwelling.id),
    )
    return await mask_households([household_of(row) for row in rows])
