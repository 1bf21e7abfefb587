"""Views of the catalogue as they are stored, listed and counted; the contact is sealed under the register's own key."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act
from supervision.errors import NotFound
from supervision.legal_time import legal_day, now
from supervision.officers import Officer, check_officer_may, reach
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.households.queues import MOST_LINES, Queue
from supervision.residence.sharing.words import Receiver, SharedKind, ViewState
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import Place, service_key, unseal_text

VIEW = "sharing_view"
SHARING_SUBJECT = "sharing"
"""What a view is called in the audit, as its acts begin."""


class ViewShow(StrEnum):
    """Which views a list has: those under which something can be given, those to decide, and those that are over."""

    RUNNING = "running"
    PROPOSED = "proposed"
    OVER = "over"


_SHOWN = {
    ViewShow.RUNNING: "v.state = 'approved' AND v.valid_until >= $1",
    ViewShow.PROPOSED: "v.state = 'proposed' AND $1::date IS NOT NULL",
    ViewShow.OVER: "(v.state IN ('returned', 'ended') OR (v.state = 'approved' AND v.valid_until < $1))",
}


@dataclass(frozen=True, slots=True)
class SharingView:
    """A view as the catalogue shows it; `last_given_at` is None before the first provision."""

    id: UUID
    receiver: Receiver
    receiver_name: str
    kind: SharedKind
    fields: tuple[str, ...]
    basis: str
    purpose: str
    division: str
    division_name: str
    valid_from: date
    valid_until: date
    assessment_number: str
    assessed_on: date | None
    state: ViewState
    proposed_at: datetime
    proposed_by: UUID
    proposed_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    ended_at: datetime | None
    ended_by_name: str
    last_given_at: datetime | None
    provisions: int


@dataclass(frozen=True, slots=True)
class OpenedView:
    """A view with what its row seals: whom to reach at the department, and why it was returned."""

    view: SharingView
    contact: str
    return_reason: str


async def load_view(officer: Officer, act: Act, view_id: UUID, *, lock: bool = False) -> SharingView:
    """One view of a place within reach; NotFound elsewhere."""
    row = await _load(officer, act, view_id, lock=lock)
    return view_of(row)


async def open_view(officer: Officer, view_id: UUID) -> OpenedView:
    """One view with its contact; looking is recorded."""
    async with residence_change(officer.actor, Act.SHARING_LIST, about(SHARING_SUBJECT, view_id)):
        row = await _load(officer, Act.SHARING_LIST, view_id)
        key, why = await service_key(RESIDENCE), row["reason_sealed"]
        return OpenedView(
            view_of(row),
            unseal_text(key, row["contact_sealed"], Place(VIEW, "contact_sealed", view_id)),
            unseal_text(key, why, Place(VIEW, "reason_sealed", view_id)) if why else "",
        )


async def list_views(officer: Officer, show: ViewShow, cursor: str | None = None) -> Page[SharingView]:
    """Views of places within reach, newest first, fifty a page."""
    after, patterns = read_cursor(cursor), _patterns(officer)
    rows = await fetch(
        f"""{_SELECT} WHERE {_SHOWN[show]} AND v.division LIKE ANY($2)
            AND ($3::timestamptz IS NULL OR (v.proposed_at, v.id) < ($3, $4::uuid))
            ORDER BY v.proposed_at DESC, v.id DESC LIMIT $5""",
        legal_day(now()), patterns, after and after.at, after and after.row_id, PAGE_SIZE + 1,
    )  # fmt: skip
    shown, following = split_page(rows, lambda row: Cursor(row["proposed_at"], row["id"]))
    return Page(tuple(map(view_of, shown)), following)


async def catalogue(officer: Officer) -> tuple[SharingView, ...]:
    """The whole catalogue within reach as it holds today: every approved view that is not over, by department."""
    rows = await fetch(
        f"{_SELECT} WHERE {_SHOWN[ViewShow.RUNNING]} AND v.division LIKE ANY($2)"
        " ORDER BY v.receiver, v.receiver_name, v.valid_until, v.id",
        legal_day(now()), _patterns(officer),
    )  # fmt: skip
    return tuple(map(view_of, rows))


async def count_views(officer: Officer) -> dict[ViewShow, int]:
    """How many views run and how many wait for a decision, within reach."""
    counts = ", ".join(f"count(*) FILTER (WHERE {where}) AS {show}" for show, where in _SHOWN.items())
    (row,) = await fetch(
        f"SELECT {counts} FROM sharing_view AS v WHERE v.division LIKE ANY($2)",  # noqa: S608 - made of constants
        legal_day(now()), _patterns(officer),
    )  # fmt: skip
    return {show: row[show] for show in ViewShow}


async def views_to_decide(officer: Officer) -> Queue[SharingView]:
    """The proposals of others that wait for this officer, those that end first on top, for *today's work*."""
    rows = await fetch(
        f"""{_SELECT} WHERE v.state = 'proposed' AND v.proposed_by <> $1 AND v.division LIKE ANY($2)
            ORDER BY v.valid_until, v.id""",
        officer.id, [f"{prefix}%" for prefix in reach(officer, Act.SHARING_DECIDE)],
    )  # fmt: skip
    return Queue(len(rows), tuple(map(view_of, rows[:MOST_LINES])))


def view_of(row: Record) -> SharingView:
    """A view from its row."""
    values = {name: row[name] for name in SharingView.__dataclass_fields__}
    return SharingView(
        **{
            **values,
            "receiver": Receiver(row["receiver"]),
            "kind": SharedKind(row["kind"]),
            "state": ViewState(row["state"]),
            "fields": tuple(row["fields"]),
        }
    )


_SELECT = """
SELECT v.*, coalesce(place.name, v.division) AS division_name, proposer.name AS proposed_by_name,
       coalesce(decider.name, '') AS decided_by_name, coalesce(ender.name, '') AS ended_by_name,
       given.last_given_at, given.provisions
FROM sharing_view AS v
JOIN officer AS proposer ON proposer.id = v.proposed_by
LEFT JOIN officer AS decider ON decider.id = v.decided_by
LEFT JOIN officer AS ender ON ender.id = v.ended_by
LEFT JOIN division AS place ON place.code = v.division
CROSS JOIN LATERAL (
    SELECT max(made_at) AS last_given_at, count(*) AS provisions FROM provision WHERE provision.view = v.id
) AS given"""


def _patterns(officer: Officer) -> list[str]:
    check_officer_may(officer, Act.SHARING_LIST, None)
    return [f"{prefix}%" for prefix in reach(officer, Act.SHARING_LIST)]


async def _load(officer: Officer, act: Act, view_id: UUID, *, lock: bool = False) -> Record:
    row = await fetch_one(f"{_SELECT} WHERE v.id = $1 {'FOR NO KEY UPDATE OF v' if lock else ''}", view_id)
    if row is None:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, act, row["division"])
    return row
