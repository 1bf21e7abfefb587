"""The masked list behind a number: the residents whom a colour's arithmetic or a figure has counted."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act
from supervision.errors import InputInvalid
from supervision.legal_time import add_months
from supervision.officers import Officer, is_division
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.residence.addresses.drawers import load_drawer
from supervision.residence.addresses.dwellings import dwellings_by_id
from supervision.residence.changes import RESIDENCE, residence_change
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.files import OCCUPANCY
from supervision.residence.households.listing import COMMUNITY_WRONG
from supervision.residence.households.masked import MaskedResident, mask_residents
from supervision.residence.households.queues import OverOccupied, unverified_since
from supervision.residence.households.store import RESIDENT_COLUMNS, resident_of
from supervision.residence.households.within import met_on, within
from supervision.residence.reach import drawer_digest, reach_of
from supervision.residence.visits.words import TaskKind, TaskState
from supervision.storage.database import fetch
from supervision.vault import Place, service_key, unseal_json


class Counted(StrEnum):
    """What a number on a page counts of residents."""

    LIVING = "living"
    UNVERIFIED = "unverified"
    PAST_END = "past-end"
    MET = "met"
    BEGAN = "began"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Behind:
    """A number that was counted: of whom, and where; `month` is the first day of one, for who came, went or was met."""

    counted: Counted = Counted.LIVING
    community: str | None = None
    drawer_id: UUID | None = None
    lodging: LodgingKind | None = None
    reason: ArrivalReason | None = None
    month: date | None = None


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An open task of a visit; what was found and where stands in the task."""

    task_id: UUID
    kind: TaskKind
    state: TaskState
    due_on: date


async def list_behind(officer: Officer, number: Behind, today: date, cursor: str | None = None) -> Page[MaskedResident]:
    """The residents whom the number counts, fifty a page; the look at them is recorded. InputInvalid."""
    after = read_cursor(cursor)
    values: list[object] = []
    where = await _condition(officer, number, today, values)
    if after is not None:
        values += [after.at, after.row_id]
        where += f" AND (r.registered_at, r.id) < (${len(values) - 1}, ${len(values)})"
    async with residence_change(officer.actor, Act.RESIDENT_LIST) as change:
        rows = await fetch(
            f"""SELECT {RESIDENT_COLUMNS} FROM resident AS r WHERE {where}
                ORDER BY r.registered_at DESC, r.id DESC LIMIT {PAGE_SIZE + 1}""",  # noqa: S608 - values are bound
            *values,
        )
        shown, following = split_page(rows, lambda row: Cursor(row["registered_at"], row["id"]))
        residents = await mask_residents([resident_of(row) for row in shown])
        change.note(shown=len(residents), page="first" if after is None else "later")
    return Page(tuple(residents), following)


async def list_over_occupied(officer: Officer, drawer_id: UUID | None, community: str | None) -> list[OverOccupied]:
    """Premises of a drawer or a community in which more people live than may, those with the most too many first."""
    values: list[object] = []
    where = within(await reach_of(officer, Act.DWELLING_LIST), "o", values)
    where += await _place(officer, "o", community, drawer_id, values)
    rows = await fetch(
        f"""SELECT o.dwelling_digest, o.dwelling_sealed, o.residents, o.capacity FROM occupancy AS o
            WHERE o.residents > o.capacity AND {where}
            ORDER BY o.residents - o.capacity DESC, o.dwelling_digest""",  # noqa: S608 - values are bound
        *values,
    )
    key = await service_key(RESIDENCE)
    ids = [
        unseal_json(key, row["dwelling_sealed"], Place(OCCUPANCY, "dwelling_sealed", row["dwelling_digest"]), UUID)
        for row in rows
    ]
    dwellings = await dwellings_by_id(ids)
    return [
        OverOccupied(one, dwellings[one].address, row["residents"], row["capacity"])
        for one, row in zip(ids, rows, strict=True)
    ]


async def list_mismatches(officer: Officer, drawer_id: UUID | None, community: str | None) -> list[Mismatch]:
    """The open tasks of visits of a drawer or a community, those due first on top."""
    values: list[object] = []
    where = within(await reach_of(officer, Act.TASK_LIST), "t", values)
    where += await _place(officer, "t", community, drawer_id, values)
    rows = await fetch(
        f"""SELECT t.id AS task_id, t.kind, t.state, t.due_on FROM visit_task AS t
            WHERE t.state <> 'closed' AND {where} ORDER BY t.due_on, t.id""",  # noqa: S608 - values are bound
        *values,
    )
    return [Mismatch(row["task_id"], TaskKind(row["kind"]), TaskState(row["state"]), row["due_on"]) for row in rows]


async def _condition(officer: Officer, number: Behind, today: date, values: list[object]) -> str:
    where = within(await reach_of(officer, Act.RESIDENT_LIST), "r", values)
    place = await _place(officer, "r", number.community, number.drawer_id, values)
    if number.counted in {Counted.BEGAN, Counted.ENDED}:
        return where + place + _in_month(number, today, values)
    where += f"{place} AND r.state = 'living'"
    if number.counted is Counted.UNVERIFIED:
        values.append(unverified_since(officer, today))
        where += f" AND {met_on('r')} <= ${len(values)}"
    if number.counted is Counted.MET:
        values += _span_of(number, today)
        where += f" AND r.verified_on >= ${len(values) - 1} AND r.verified_on < ${len(values)}"
    stay = ""
    if number.counted is Counted.PAST_END:
        values.append(today)
        stay += f" AND s.expected_until < ${len(values)}"
    for column, code in (("lodging", number.lodging), ("reason", number.reason)):
        if code is not None:
            values.append(code)
            stay += f" AND s.{column} = ${len(values)}"
    if stay:
        where += f" AND EXISTS (SELECT FROM stay AS s WHERE s.resident = r.id AND s.ended_on IS NULL{stay})"
    return where


def _in_month(number: Behind, today: date, values: list[object]) -> str:
    values += _span_of(number, today)
    column = "began_on" if number.counted is Counted.BEGAN else "ended_on"
    span = f"s.{column} >= ${len(values) - 1} AND s.{column} < ${len(values)}"
    return f" AND EXISTS (SELECT FROM stay AS s WHERE s.resident = r.id AND {span})"


def _span_of(number: Behind, today: date) -> tuple[date, date]:
    """The first day of the number's month, and the first that is not in it or still to come."""
    first = (number.month or today).replace(day=1)
    return first, min(add_months(first, 1), date.fromordinal(today.toordinal() + 1))


async def _place(
    officer: Officer, table: str, community: str | None, drawer_id: UUID | None, values: list[object]
) -> str:
    if drawer_id is not None:
        await load_drawer(officer, Act.QUALITY_OPEN, drawer_id)
        values.append(drawer_digest(drawer_id))
        return f" AND {table}.drawer_digest = ${len(values)}"
    if community is None:
        return ""
    if not is_division(community):
        raise InputInvalid(COMMUNITY_WRONG, field="community")
    values.append(f"{community}%")
    return f" AND {table}.division LIKE ${len(values)}"
