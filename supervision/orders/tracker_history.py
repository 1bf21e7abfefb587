"""Who wears and who wore a tracker, as far as the reader's reach goes; and which trackers are still out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision import legal_time
from supervision.audit import Act, Subject, audited_change
from supervision.corrections.access import asking
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.officers import Officer, check_officer_may
from supervision.orders.store import SELECT_ORDERS, order_of, stops_of, versions_of
from supervision.storage.database import Record, fetch


@dataclass(frozen=True, slots=True)
class PastWearing:
    """One assignment of a tracker, its wearer masked; `ended_at` is when it came off or its order was over."""

    assignment_id: UUID
    tracker_id: str
    person: SupervisedPerson
    order_id: UUID
    order_number: str
    assigned_at: datetime
    ended_at: datetime | None
    handed_back_at: datetime | None

    @property
    def is_out(self) -> bool:
        """Whether the tracker has not come back from this wearer."""
        return self.handed_back_at is None


_OF_TRACKERS = """
SELECT a.id, a.tracker_id, a.order_id, a.assigned_at, a.ended_at, a.handed_back_at, p.number, p.file
FROM tracker_assignment AS a JOIN positioning_order AS p ON p.id = a.order_id
JOIN files_within($2) AS f ON f.id = p.file
WHERE a.tracker_id = ANY($1) AND ($3::boolean OR a.handed_back_at IS NULL)
ORDER BY a.assigned_at DESC, a.id
"""


async def open_tracker_history(officer: Officer, tracker_id: str) -> tuple[PastWearing, ...]:
    """Everybody within reach who wore the tracker, the last first; looking is an audited act."""
    check_officer_may(officer, Act.TRACKER_LIST, None)
    subject = Subject("tracker", tracker_id)
    async with audited_change(officer.actor, Act.TRACKER_LIST, subject, detail={"list": "wearers"}) as change:
        wearings = await _wearings(officer, [tracker_id], also_past=True)
        change.note(shown=len(wearings))
    return wearings


async def load_wearers(officer: Officer, tracker_ids: Collection[str]) -> dict[str, PastWearing]:
    """Who within reach has which of the trackers now; for lists that are audited themselves."""
    return {one.tracker_id: one for one in await _wearings(officer, tracker_ids, also_past=False)}


async def find_trackers_out(tracker_ids: Collection[str]) -> dict[str, bool]:
    """Those of the trackers that are with somebody: True while rightly worn, False once the order is over.

    Nothing is said of whom, so no reach is asked for; the caller has loaded the trackers.
    """
    out = await fetch(
        """SELECT tracker_id, order_id, ended_at FROM tracker_assignment
           WHERE tracker_id = ANY($1) AND handed_back_at IS NULL""",
        list(tracker_ids),
    )
    rows = await fetch(f"{SELECT_ORDERS} WHERE p.id = ANY($1)", [row["order_id"] for row in out])
    orders = {row["id"]: order_of(row) for row in rows}
    stops, now = await stops_of(list(orders.values()), await versions_of(list(orders))), legal_time.now()
    worn: dict[str, bool] = {}
    for row in out:
        stop = stops.get(row["order_id"])
        is_worn = row["ended_at"] is None and orders[row["order_id"]].ended_at is None and not (stop and stop.at <= now)
        worn[row["tracker_id"]] = worn.get(row["tracker_id"], False) or is_worn
    return worn


async def _wearings(officer: Officer, tracker_ids: Collection[str], *, also_past: bool) -> tuple[PastWearing, ...]:
    rows = await fetch(_OF_TRACKERS, list(tracker_ids), asking(officer, Act.PERSON_FILE_LIST), also_past)
    found = await fetch(f"{SELECT_ORDERS} WHERE p.id = ANY($1)", [row["order_id"] for row in rows])
    orders = [order_of(row) for row in found]
    stops, now = await stops_of(orders, await versions_of([order.id for order in orders])), legal_time.now()
    people = await load_supervised_people(officer, {row["file"] for row in rows})
    return tuple(
        _wearing(row, people[row["file"]], stop.at if (stop := stops.get(row["order_id"])) and stop.at <= now else None)
        for row in rows
        if row["file"] in people
    )


def _wearing(row: Record, person: SupervisedPerson, stopped_at: datetime | None) -> PastWearing:
    ends = [at for at in (row["ended_at"], stopped_at) if at is not None]
    return PastWearing(
        assignment_id=row["id"],
        tracker_id=row["tracker_id"],
        person=person,
        order_id=row["order_id"],
        order_number=row["number"],
        assigned_at=row["assigned_at"],
        ended_at=min(ends) if ends else None,
        handed_back_at=row["handed_back_at"],
    )
