"""Rectifications as they are stored and listed; their texts are sealed under the register's own key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from supervision.audit import Act
from supervision.errors import NotFound
from supervision.officers import Officer, local_names
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Order, Page, read_cursor
from supervision.residence.changes import RESIDENCE
from supervision.residence.quality.rating import Colour, DueKind, Share
from supervision.residence.reach import check_reach, reach_of
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, service_key, unseal_text

RECTIFICATION, STEP = "rectification", "rectification_step"
_DUE, _CLOSED = Order("x.due_on", "x.id", is_due=True), Order("x.begun_at", "x.id")


class RectificationState(StrEnum):
    """Where a rectification stands."""

    OPEN = "open"
    REPORTED = "reported"
    CLOSED = "closed"


class StepKind(StrEnum):
    """What was done: a step on the way, the report that it is done, and how the re-check went."""

    PROGRESS = "progress"
    REPORTED = "reported"
    PASSED = "passed"
    FAILED = "failed"


class RectificationShow(StrEnum):
    """Which rectifications a list has."""

    OPEN = "open"
    MINE = "mine"
    TO_RECHECK = "to-recheck"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Rectification:
    """A rectification; `shares` is the arithmetic of its colour when it was begun."""

    id: UUID
    division: str
    drawer_id: UUID | None
    place: str
    colour: Colour
    shares: Mapping[DueKind, Share]
    task: str
    owner_id: UUID
    owner_name: str
    due_on: date
    state: RectificationState
    begun_at: datetime
    begun_by_name: str
    reported_by: UUID | None
    reopened: int


@dataclass(frozen=True, slots=True)
class RectificationStep:
    """One step of a rectification."""

    kind: StepKind
    note: str
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True)
class OpenedRectification:
    """A rectification with its steps, the first of them first."""

    rectification: Rectification
    steps: tuple[RectificationStep, ...]


async def load_rectification(
    officer: Officer, act: Act, rectification_id: UUID, *, lock: bool = False
) -> Rectification:
    """One rectification, if the officer may do `act` at its place; NotFound elsewhere.

    An assistant reaches those of drawers on duty; of a whole community, those that they own.
    """
    row = await fetch_one(f"{_SELECT} WHERE x.id = $1 {'FOR NO KEY UPDATE OF x' if lock else ''}", rectification_id)
    if row is None:
        raise NotFound(NOT_HERE)
    if row["owner_id"] != officer.id:
        await check_reach(officer, act, row["division"], row["drawer_id"] or b"")
    else:
        await reach_of(officer, act)
    return (await _from_rows([row]))[0]


async def open_rectification(officer: Officer, rectification_id: UUID) -> OpenedRectification:
    """One rectification with its steps; NotFound elsewhere."""
    rectification = await load_rectification(officer, Act.RECTIFICATION_LIST, rectification_id)
    rows = await fetch(
        """SELECT s.id, s.kind, s.note_sealed, s.at, officer.name AS by_name
           FROM rectification_step AS s JOIN officer ON officer.id = s.by
           WHERE s.rectification = $1 ORDER BY s.at, s.id""",
        rectification_id,
    )
    key = await service_key(RESIDENCE)
    return OpenedRectification(rectification, tuple(_step(row, key) for row in rows))


async def list_rectifications(
    officer: Officer, show: RectificationShow, cursor: str | None = None
) -> Page[Rectification]:
    """Rectifications within reach, fifty a page: those due first on top, of closed ones the newest."""
    after, values, order = read_cursor(cursor), list[object](), _CLOSED if show is RectificationShow.CLOSED else _DUE
    condition = await _shown(officer, show, values) + order.after(after, values)
    rows = await fetch(f"{order.of(_SELECT)} WHERE {condition} {order.clause} LIMIT {PAGE_SIZE + 1}", *values)
    shown, following = order.split(rows)
    return Page(tuple(await _from_rows(shown)), following)


async def most_urgent(officer: Officer, show: RectificationShow, most: int) -> tuple[Rectification, ...]:
    """The rectifications of a list that are due first."""
    values = list[object]()
    condition = await _shown(officer, show, values)
    rows = await fetch(f"{_SELECT} WHERE {condition} {_DUE.clause} LIMIT {most}", *values)
    return tuple(await _from_rows(rows))


async def count_rectifications(officer: Officer) -> Mapping[RectificationShow, int]:
    """How many `list_rectifications` has of each kind on all its pages."""
    return {show: await _count(officer, show) for show in RectificationShow}


async def open_places(officer: Officer) -> Mapping[tuple[str, UUID | None], UUID]:
    """The rectifications that are not closed, by the place that they are about."""
    values = list[object]()
    condition = await _shown(officer, RectificationShow.OPEN, values)
    rows = await fetch(_PLACES + condition, *values)
    return {(row["division"], row["drawer"]): row["id"] for row in rows}


async def _count(officer: Officer, show: RectificationShow) -> int:
    values = list[object]()
    condition = await _shown(officer, show, values)
    return int((await fetch(_COUNT + condition, *values))[0]["n"])


async def _shown(officer: Officer, show: RectificationShow, values: list[object]) -> str:
    reach = await reach_of(officer, Act.RECTIFICATION_LIST)
    values += [reach.patterns, list(reach.drawers), officer.id]
    state = {
        RectificationShow.OPEN: "x.state <> 'closed'",
        RectificationShow.MINE: "x.state = 'open' AND x.owner = $3",
        RectificationShow.TO_RECHECK: "x.state = 'reported' AND x.owner <> $3 AND x.reported_by <> $3",
        RectificationShow.CLOSED: "x.state = 'closed'",
    }[show]
    return f"{state} AND (x.division LIKE ANY($1) OR x.drawer = ANY($2) OR x.owner = $3)"


_PLACES = "SELECT x.id, x.division, x.drawer FROM rectification AS x WHERE "
_COUNT = "SELECT count(*) AS n FROM rectification AS x WHERE "
_SELECT = """
SELECT x.id, x.division, x.drawer AS drawer_id, coalesce(drawer.name, '') AS drawer_name, x.colour, x.counts_json,
       x.task_sealed, x.owner AS owner_id, owner.name AS owner_name, x.due_on, x.state, x.begun_at,
       beginner.name AS begun_by_name, x.reported_by, x.reopened
FROM rectification AS x JOIN officer AS owner ON owner.id = x.owner
JOIN officer AS beginner ON beginner.id = x.begun_by LEFT JOIN drawer ON drawer.id = x.drawer
"""


async def _from_rows(rows: Sequence[Record]) -> list[Rectification]:
    key, names = await service_key(RESIDENCE), await local_names({row["division"] for row in rows})
    return [_rectification(row, key, names[row["division"]]) for row in rows]


def _rectification(row: Record, key: DataKey, community: str) -> Rectification:
    shares = msgspec.json.decode(row["counts_json"], type=dict[DueKind, Share])
    return Rectification(
        id=row["id"],
        division=row["division"],
        drawer_id=row["drawer_id"],
        place=f"{community} {row['drawer_name']}".strip(),
        colour=Colour(row["colour"]),
        shares=shares,
        task=unseal_text(key, row["task_sealed"], Place(RECTIFICATION, "task_sealed", row["id"])),
        owner_id=row["owner_id"],
        owner_name=row["owner_name"],
        due_on=row["due_on"],
        state=RectificationState(row["state"]),
        begun_at=row["begun_at"],
        begun_by_name=row["begun_by_name"],
        reported_by=row["reported_by"],
        reopened=row["reopened"],
    )


def _step(row: Record, key: DataKey) -> RectificationStep:
    note = unseal_text(key, row["note_sealed"], Place(STEP, "note_sealed", row["id"]))
    return RectificationStep(StepKind(row["kind"]), note, row["at"], row["by_name"])
