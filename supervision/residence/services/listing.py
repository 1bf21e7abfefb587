"""Requests in lists and queues, residents masked, and one of them in clear.

Of who has left, no list and no count tells: a request of theirs is closed where the resident is opened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.paging import PAGE_SIZE, Order, Page, read_cursor
from supervision.residence.changes import about, residence_change
from supervision.residence.households.masked import MaskedResident, mask_residents
from supervision.residence.households.person import Person
from supervision.residence.households.store import RESIDENT, StoredResident, load_resident, load_residents
from supervision.residence.households.within import within
from supervision.residence.purposes import read_residence_purpose
from supervision.residence.reach import reach_of
from supervision.residence.services.claiming import Claim
from supervision.residence.services.requesting import claims_of
from supervision.residence.services.store import (
    REQUEST,
    SELECT_REQUESTS,
    OpenedRequest,
    StoredRequest,
    load_request,
    open_steps,
    request_of,
    requests_of,
    tell_of,
)
from supervision.storage.database import Record, fetch
from supervision.vault import load_key


class RequestShow(StrEnum):
    """Which requests a list shows: the queues first. Overdue is what another office has not answered in time."""

    TO_FORWARD = "to-forward"
    WAITING = "waiting"
    PAPERS = "papers"
    OVERDUE = "overdue"
    MY_OFFICE = "my-office"
    CLOSED = "closed"


_SHOWN: Mapping[RequestShow, str] = {
    RequestShow.TO_FORWARD: "q.state = 'requested'",
    RequestShow.WAITING: "q.state = 'forwarded'",
    RequestShow.PAPERS: "q.state = 'needs-papers'",
    RequestShow.OVERDUE: "q.state = 'forwarded' AND q.due_on < asked.today AND (q.office = asked.office) IS NOT TRUE",
    RequestShow.MY_OFFICE: "q.state = 'forwarded' AND q.office = asked.office",
    RequestShow.CLOSED: "q.closed_at IS NOT NULL",
}
_ASKED = "WITH asked AS (SELECT $1::date AS today, $2::uuid AS office)"
_AROUND = """CROSS JOIN asked JOIN resident AS r ON r.id = q.resident AND r.state <> 'left' AND NOT EXISTS (
    WITH RECURSIVE joined AS (
        SELECT w.state, w.merged_into FROM resident AS w WHERE w.id = r.merged_into
        UNION ALL SELECT w.state, w.merged_into FROM joined JOIN resident AS w ON w.id = joined.merged_into)
    SELECT FROM joined WHERE state = 'left')"""
"""Whoever has left is not in them, nor a record that was joined to theirs."""
_DUE = Order("coalesce(q.due_on, (q.requested_at AT TIME ZONE 'Asia/Shanghai')::date)", "q.id", is_due=True)
"""Where no rule says until when, it waits by the day on which it was asked for."""
_CLOSED = Order("q.requested_at", "q.id")
QUEUES = tuple(show for show in RequestShow if show is not RequestShow.CLOSED)
"""What somebody has to do about."""


@dataclass(frozen=True, slots=True)
class RequestSummary:
    """A request in a list, its resident masked."""

    request: StoredRequest
    resident: MaskedResident


@dataclass(frozen=True, slots=True)
class RequestFile:
    """A request in clear with its resident, opened for a purpose."""

    opened: OpenedRequest
    resident: StoredResident
    person: Person


@dataclass(frozen=True, slots=True)
class ServicesOfResident:
    """What a resident may claim today, and what they requested."""

    claims: tuple[Claim, ...]
    requests: tuple[OpenedRequest, ...]


async def open_services(officer: Officer, resident_id: UUID, purpose: str | None) -> ServicesOfResident:
    """What a resident may claim and has requested; InputInvalid without one of the purposes, which are recorded."""
    reason = read_residence_purpose(purpose)
    async with residence_change(
        officer.actor, Act.SERVICE_REQUEST_OPEN, about(RESIDENT, resident_id), purpose=reason
    ) as change:
        resident = await load_resident(officer, Act.SERVICE_REQUEST_OPEN, resident_id)
        return ServicesOfResident(await claims_of(resident, legal_day(change.at)), await requests_of(resident_id))


async def open_request(officer: Officer, request_id: UUID, purpose: str | None) -> RequestFile:
    """A request in clear; InputInvalid without one of the purposes, which are recorded with the opening."""
    reason = read_residence_purpose(purpose)
    async with residence_change(
        officer.actor, Act.SERVICE_REQUEST_OPEN, about(REQUEST, request_id), purpose=reason
    ) as change:
        request, resident = await load_request(officer, Act.SERVICE_REQUEST_OPEN, request_id)
        tell_of(change, request)
        person = resident.person(await load_key(resident.vault_key))
        (opened,) = await open_steps([request])
    return RequestFile(opened, resident, person)


async def list_requests(officer: Officer, show: RequestShow, cursor: str | None = None) -> Page[RequestSummary]:
    """Requests within reach, residents masked, fifty a page: what waits with the first due on top, else the newest."""
    after, order = read_cursor(cursor), _CLOSED if show is RequestShow.CLOSED else _DUE
    async with residence_change(officer.actor, Act.SERVICE_REQUEST_LIST, detail={"show": show}) as change:
        values: list[object] = [legal_day(change.at), officer.office_id]
        condition = within(await reach_of(officer, Act.SERVICE_REQUEST_LIST), "r", values)
        rows = await fetch(
            f"""{_ASKED} {order.of(SELECT_REQUESTS)} {_AROUND}
                WHERE {_SHOWN[show]} AND {condition}{order.after(after, values)}
                {order.clause} LIMIT {PAGE_SIZE + 1}""",
            *values,
        )
        shown, following = order.split(rows)
        change.note(shown=len(shown))
        return Page(await _summaries(officer, shown), following)


async def count_requests(officer: Officer) -> dict[RequestShow, int]:
    """How many requests stand in each queue within reach."""
    values: list[object] = [legal_day(now()), officer.office_id]
    condition = within(await reach_of(officer, Act.SERVICE_REQUEST_LIST), "r", values)
    counts = ", ".join(f'count(*) FILTER (WHERE {_SHOWN[show]}) AS "{show}"' for show in QUEUES)
    rows = await fetch(
        f"""{_ASKED} SELECT {counts} FROM service_request AS q {_AROUND}
            WHERE q.closed_at IS NULL AND {condition}""",  # noqa: S608 - values are bound
        *values,
    )
    return {show: rows[0][str(show)] for show in QUEUES}


async def _summaries(officer: Officer, rows: Sequence[Record]) -> tuple[RequestSummary, ...]:
    requests = [request_of(row) for row in rows]
    residents = await load_residents(officer, Act.SERVICE_REQUEST_LIST, [request.resident_id for request in requests])
    masked = {one.id: one for one in await mask_residents(list(residents.values()))}
    return tuple(
        RequestSummary(request, masked[request.resident_id]) for request in requests if request.resident_id in masked
    )
