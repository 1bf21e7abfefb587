"""Requests for services as stored, and their steps; a request is within reach where its resident is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, Change
from supervision.errors import NotFound
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.residence.households.store import RESIDENT, StoredResident, load_resident
from supervision.residence.services.words import OPEN_STATES, RequestState
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, load_keys, seal_json, unseal_json

REQUEST, STEP = "service_request", "service_step"


class StepDetail(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a step says: a remark or reason, the papers that are missing, the office that was asked and whom to call."""

    text: str = ""
    papers: tuple[str, ...] = ()
    office: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """A request as it is stored; the due day is that of forwarding it on, and then of the answer."""

    id: UUID
    number: str
    resident_id: UUID
    service: str
    state: RequestState
    office_id: UUID | None
    due_on: date | None
    requested_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RequestStep:
    """One step in clear; no name where the resident took it."""

    state: RequestState
    taken_at: datetime
    taken_by_name: str
    detail: StepDetail


@dataclass(frozen=True, slots=True)
class OpenedRequest:
    """A request with its steps in clear, the oldest first."""

    request: StoredRequest
    steps: tuple[RequestStep, ...]

    @property
    def forwarded_to(self) -> StepDetail | None:
        """Where it was forwarded last, if it was."""
        forwarded = [step.detail for step in self.steps if step.state is RequestState.FORWARDED]
        return forwarded[-1] if forwarded else None


SELECT_REQUESTS = """
SELECT q.id, q.number, q.resident AS resident_id, q.service, q.state, q.office AS office_id, q.due_on, q.requested_at,
       q.closed_at
FROM service_request AS q
"""


def request_of(row: Record) -> StoredRequest:
    """A request from the columns of `SELECT_REQUESTS`."""
    values = {name: row[name] for name in StoredRequest.__dataclass_fields__}
    return StoredRequest(**{**values, "state": RequestState(row["state"])})


async def load_request(
    officer: Officer, act: Act, request_id: UUID, *, lock: bool = False
) -> tuple[StoredRequest, StoredResident]:
    """The request with its resident, if the officer may do `act` where the resident is; NotFound elsewhere."""
    row = await fetch_one(f"{SELECT_REQUESTS} WHERE q.id = $1 {'FOR NO KEY UPDATE' if lock else ''}", request_id)
    if row is None:
        raise NotFound(NOT_HERE)
    return request_of(row), await load_resident(officer, act, row["resident_id"])


async def records_of(resident_id: UUID) -> list[UUID]:
    """A resident's record with all that were joined to it; whoever asks has loaded it."""
    rows = await fetch(
        """WITH RECURSIVE joined AS (
               SELECT $1::uuid AS id
               UNION SELECT r.id FROM resident AS r JOIN joined ON r.merged_into = joined.id)
           SELECT id FROM joined""",
        resident_id,
    )
    return [row["id"] for row in rows]


async def requests_of(resident_id: UUID) -> tuple[OpenedRequest, ...]:
    """The requests of a resident whom the caller has loaded, joined records included, the newest first."""
    rows = await fetch(
        f"""{SELECT_REQUESTS} WHERE q.resident = ANY($1) ORDER BY q.requested_at DESC, q.id""",
        await records_of(resident_id),
    )
    return await open_steps([request_of(row) for row in rows])


async def open_services_of(resident_ids: Sequence[UUID]) -> frozenset[str]:
    """The services of which these records have an open request; the caller has loaded them."""
    rows = await fetch(
        "SELECT service FROM service_request WHERE resident = ANY($1) AND state = ANY($2)",
        list(resident_ids), list(OPEN_STATES),
    )  # fmt: skip
    return frozenset(row["service"] for row in rows)


async def open_steps(requests: Sequence[StoredRequest]) -> tuple[OpenedRequest, ...]:
    """Requests that the caller has loaded, with their steps; one whose key was destroyed is left out."""
    rows = await fetch(
        """SELECT s.id, s.request, s.state, s.detail_sealed, s.taken_at, coalesce(o.name, '') AS name, r.vault_key
           FROM service_step AS s JOIN service_request AS q ON q.id = s.request JOIN resident AS r ON r.id = q.resident
           LEFT JOIN officer AS o ON o.id = s.taken_by WHERE s.request = ANY($1) ORDER BY s.number""",
        [request.id for request in requests],
    )
    keys = await load_keys({row["vault_key"] for row in rows})
    steps: dict[UUID, list[RequestStep]] = {}
    for row in rows:
        if row["vault_key"] in keys:
            place = Place(STEP, "detail_sealed", row["id"])
            detail = unseal_json(keys[row["vault_key"]], row["detail_sealed"], place, StepDetail)
            step = RequestStep(RequestState(row["state"]), row["taken_at"], row["name"], detail)
            steps.setdefault(row["request"], []).append(step)
    return tuple(OpenedRequest(request, tuple(steps[request.id])) for request in requests if request.id in steps)


def tell_of(change: Change, request: StoredRequest) -> None:
    """Let the act stand among those upon the resident, where they can see who did what with their record."""
    change.is_about(RESIDENT, request.resident_id)
    change.note(request=request.id, number=request.number, service=request.service)


async def append_step(
    change: Change, officer: Officer | None, request_id: UUID, state: RequestState, detail: StepDetail, key: DataKey
) -> None:
    """Append a step to a request that the caller's change holds locked; no officer: the resident took it."""
    step_id = uuid4()
    await change.connection.execute(
        """INSERT INTO service_step (id, request, number, state, detail_sealed, taken_at, taken_by)
           SELECT $1, $2, 1 + count(*), $3, $4, $5, $6 FROM service_step WHERE request = $2""",
        step_id, request_id, state, seal_json(key, detail, Place(STEP, "detail_sealed", step_id)), change.at,
        officer and officer.id,
    )  # fmt: skip
