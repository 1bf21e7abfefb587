"""Check-ins: written, reasoned requests for one position each, answered once by ingest; listed and opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.audit.expiry import ExpiringRows
from supervision.corrections.access import asking, within_reach
from supervision.corrections.legal_holds import held
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import read_purpose
from supervision.corrections.store import load_file
from supervision.errors import NotFound
from supervision.officers import Officer, check_officer_may
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.position import Fix, unpack_fix
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, load_key, load_keys, unseal, unseal_text

TABLE = "check_in_request"

EXPIRING_CHECK_INS = ExpiringRows(
    TABLE, "coalesce(answered_at, withdrawn_at, closes_at)", unless=held("check_in_request.file")
)
MOST_REASON = 500


class CheckInState(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    OPEN = "open"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A request for one position, its person masked."""

    request_id: UUID
    person: SupervisedPerson
    tracker_id: str
    reason: str
    state: CheckInState
    opens_at: datetime
    closes_at: datetime
    asked_at: datetime
    asked_by_name: str
    series: UUID | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenedCheckIn:
    """A request with the position that answered it, if one did."""

    check_in: CheckIn
    fix: Fix | None


_SELECT = """
SELECT c.*, f.vault_key, f.division, coalesce(o.name, '') AS asked_by_name
FROM check_in_request AS c JOIN files_open_to($1) AS f ON f.id = c.file LEFT JOIN officer AS o ON o.id = c.asked_by
"""


def find_state(
    opens_at: datetime, closes_at: datetime, answered_at: datetime | None, withdrawn_at: datetime | None, at: datetime
) -> CheckInState:
    """Where a request stands at `at`."""
    if answered_at is not None:
        return CheckInState.ANSWERED
    if withdrawn_at is not None:
        return CheckInState.WITHDRAWN
    if at < opens_at:
        return CheckInState.WAITING
    return CheckInState.OPEN if at < closes_at else CheckInState.UNANSWERED


async def list_check_ins(
    officer: Officer, cursor: str | None = None, file_id: UUID | None = None, *, only_due: bool = False
) -> Page[CheckIn]:
    """Requests within reach, the last to open first, 50 a page, people masked; looking is an audited act.

    Of the windows of a series that are to come, the next alone is listed. With `only_due`, requests that may still be
    answered.
    """
    after = read_cursor(cursor)
    check_officer_may(officer, Act.CHECK_IN_LIST, None)
    async with audited_change(officer.actor, Act.CHECK_IN_LIST) as change:
        rows = await fetch(
            f"""{_SELECT} WHERE {within_reach("f.division", 1)} AND ($2::uuid IS NULL OR c.file = $2)
                  AND ($3::timestamptz IS NULL OR (c.opens_at, c.id) < ($3, $4::uuid))
                  AND (NOT $6 OR (c.answered_at IS NULL AND c.withdrawn_at IS NULL AND c.closes_at > $7))
                  AND (c.series IS NULL OR c.opens_at <= $7::timestamptz OR NOT EXISTS (
                      SELECT FROM check_in_request AS earlier
                      WHERE earlier.series = c.series AND earlier.opens_at > $7 AND earlier.opens_at < c.opens_at))
                ORDER BY c.opens_at DESC, c.id DESC LIMIT $5""",
            asking(officer, Act.CHECK_IN_LIST), file_id, after and after.at, after and after.row_id, PAGE_SIZE + 1,
            only_due, change.at,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["opens_at"], row["id"]))
        items = await _opened_rows(officer, shown, change.at)
        change.note(shown=len(items))
    return Page(items, following)


async def list_series(officer: Officer, series: UUID) -> tuple[CheckIn, ...]:
    """The requests of a series in the order of their windows, the person masked; looking is an audited act."""
    rows = await load_series(officer, Act.CHECK_IN_LIST, series)
    async with audited_change(officer.actor, Act.CHECK_IN_LIST, about_file(rows[0]["file"])) as change:
        items = await _opened_rows(officer, rows, change.at)
        change.note(series=series, shown=len(items))
    return items


async def open_check_in(officer: Officer, request_id: UUID, purpose: str | None) -> OpenedCheckIn:
    """A request with its answer, for a purpose; recorded with the file's readings."""
    reason, row = read_purpose(purpose), await load_check_in(officer, Act.CHECK_IN_OPEN, request_id)
    async with audited_change(officer.actor, Act.CHECK_IN_OPEN, about_file(row["file"]), purpose=reason) as change:
        file = await load_file(officer, Act.CHECK_IN_OPEN, row["file"])
        key = await load_key(file.vault_key)
        people = await load_supervised_people(officer, {file.id})
        change.note(request=request_id)
        return OpenedCheckIn(_check_in(row, people[file.id], key, change.at), _answer(row, key))


def answer_place(request_id: UUID) -> Place:
    """Where the position that answers a request is sealed for, under the file's key."""
    return Place(TABLE, "position_sealed", str(request_id))


def _answer(row: Record, key: DataKey) -> Fix | None:
    sealed = row["position_sealed"]
    return unpack_fix(unseal(key, sealed, answer_place(row["id"]))) if sealed else None


async def _opened_rows(officer: Officer, rows: Sequence[Record], at: datetime) -> tuple[CheckIn, ...]:
    people = await load_supervised_people(officer, {row["file"] for row in rows})
    keys = await load_keys(row["vault_key"] for row in rows)
    return tuple(
        _check_in(row, people[row["file"]], keys.get(row["vault_key"]), at) for row in rows if row["file"] in people
    )


def _check_in(row: Record, person: SupervisedPerson, key: DataKey | None, at: datetime) -> CheckIn:
    place = Place(TABLE, "reason_sealed", row["id"])
    return CheckIn(
        request_id=row["id"],
        person=person,
        tracker_id=row["tracker_id"],
        reason=unseal_text(key, row["reason_sealed"], place) if key else "",
        state=find_state(row["opens_at"], row["closes_at"], row["answered_at"], row["withdrawn_at"], at),
        opens_at=row["opens_at"],
        closes_at=row["closes_at"],
        asked_at=row["asked_at"],
        asked_by_name=row["asked_by_name"],
        series=row["series"],
        answered_at=row["answered_at"],
    )


async def load_check_in(officer: Officer, act: Act, request_id: UUID) -> Record:
    """The row of a request within reach; NotFound otherwise."""
    row = await fetch_one(f"{_SELECT} WHERE c.id = $2", asking(officer, act), request_id)
    if row is None:
        raise NotFound(NOT_HERE)  # exactly as outside of the reach, so that existence is not told
    return row


async def load_series(officer: Officer, act: Act, series: UUID) -> list[Record]:
    """The rows of a series within reach in the order of their windows; NotFound without any."""
    check_officer_may(officer, act, None)
    rows = await fetch(
        f"{_SELECT} WHERE c.series = $2 AND {within_reach('f.division', 1)} ORDER BY c.opens_at",
        asking(officer, act), series,
    )  # fmt: skip
    if not rows:
        raise NotFound(NOT_HERE)
    return rows
