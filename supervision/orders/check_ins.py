"""Asking a phone for one position: a written, reasoned duty with a window, capped, answered once by ingest."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from supervision.audit import Act, audited_change
from supervision.audit.expiry import ExpiringRows
from supervision.corrections.access import asking, within_reach
from supervision.corrections.legal_holds import held
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import read_purpose
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import NotFound, RuleRefused
from supervision.legal_time import day_end
from supervision.officers import Officer, check_officer_may
from supervision.officers.officer import NOT_HERE
from supervision.orders.check_in_caps import CheckInRefused, check_caps, default_window_minutes
from supervision.orders.checks import check_active
from supervision.orders.tables import CheckInRow
from supervision.orders.wearing import TrackerFacts
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.position import Fix, unpack_fix
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text
from supervision.vault import DataKey, Place, load_key, load_keys, seal_text, unseal, unseal_text
from supervision.wording import Wording

TABLE = "check_in_request"

EXPIRING_CHECK_INS = ExpiringRows(
    TABLE, "coalesce(answered_at, withdrawn_at, closes_at)", unless=held("check_in_request.file")
)
_MOST_REASON = 500
_AROUND = timedelta(days=2)  # wider than any cap looks

NOT_A_PHONE = Wording(
    "核查只用于已配对的手机；佩戴装置的定位依定位令进行。",
    "Check-ins are for paired phones; worn trackers follow an order.",
)
PHONE_BUSY = Wording("该手机正在核查另一人。", "This phone is being asked for somebody else.")
AFTER_TERM = Wording("核查时段超过矫正期满日。", "The window lies after the end of the term.")
CLOSED = Wording("该核查已经结束，不能撤回。", "The check-in is over and cannot be withdrawn.")


class CheckInClosed(RuleRefused):
    """The request was answered, withdrawn or has run out."""

    code = "check-in-closed"


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


async def ask_check_in(
    officer: Officer,
    file_id: UUID,
    phone: TrackerFacts,
    reason: str,
    opens_at: datetime | None = None,
    window_minutes: int | None = None,
) -> UUID:
    """Ask for one position, now or at a set time, within a window (15 minutes unless said otherwise).

    CheckInRefused by day, night, gap or window; the reason is kept sealed on the file.
    """
    reason = needed_text(reason, "reason", _MOST_REASON)
    async with audited_change(officer.actor, Act.CHECK_IN_ASK, about_file(file_id)) as change:
        file = await load_file(officer, Act.CHECK_IN_ASK, file_id, lock=True)
        check_active(file)
        if phone.is_dedicated or not phone.is_paired:
            raise CheckInRefused(NOT_A_PHONE)
        opens_at = opens_at or change.at
        window = default_window_minutes(change.at, file.division) if window_minutes is None else window_minutes
        closes_at = check_caps(opens_at, window, await _other_openings(file_id, opens_at), file.division, now=change.at)
        await _check_free(file, phone, closes_at, change.at)
        request_id = uuid4()
        key, place = await load_key(file.vault_key), Place(TABLE, "reason_sealed", request_id)
        await CheckInRow.insert(
            CheckInRow(
                id=request_id,
                file=file_id,
                tracker_id=phone.tracker_id,
                reason_sealed=seal_text(key, reason, place),
                opens_at=opens_at,
                closes_at=closes_at,
                asked_at=change.at,
                asked_by=officer.id,
            )
        )
        change.note(request=request_id, opens_at=opens_at, closes_at=closes_at, tracker=phone.tracker_id)
    return request_id


async def withdraw_check_in(officer: Officer, request_id: UUID) -> None:
    """Withdraw a request that has not been answered and has not run out; CheckInClosed otherwise."""
    row = await _load(officer, Act.CHECK_IN_WITHDRAW, request_id)
    async with audited_change(officer.actor, Act.CHECK_IN_WITHDRAW, about_file(row["file"])) as change:
        await load_file(officer, Act.CHECK_IN_WITHDRAW, row["file"], lock=True)
        withdrawn = (
            await CheckInRow.update({"withdrawn_at": change.at, "withdrawn_by": officer.id})
            .where(
                (CheckInRow.id == request_id)
                & CheckInRow.answered_at.is_null()
                & CheckInRow.withdrawn_at.is_null()
                & (CheckInRow.closes_at > change.at)
            )
            .returning(CheckInRow.id)
        )
        if not withdrawn:
            raise CheckInClosed(CLOSED)
        change.note(request=request_id)


async def list_check_ins(
    officer: Officer, cursor: str | None = None, file_id: UUID | None = None, *, only_due: bool = False
) -> Page[CheckIn]:
    """Requests within reach, newest first, 50 a page, people masked; looking is an audited act.

    With `only_due`, those that may still be answered.
    """
    after = read_cursor(cursor)
    check_officer_may(officer, Act.CHECK_IN_LIST, None)
    async with audited_change(officer.actor, Act.CHECK_IN_LIST) as change:
        rows = await fetch(
            f"""{_SELECT} WHERE {within_reach("f.division", 1)} AND ($2::uuid IS NULL OR c.file = $2)
                  AND ($3::timestamptz IS NULL OR (c.asked_at, c.id) < ($3, $4::uuid))
                  AND (NOT $6 OR (c.answered_at IS NULL AND c.withdrawn_at IS NULL AND c.closes_at > $7::timestamptz))
                ORDER BY c.asked_at DESC, c.id DESC LIMIT $5""",
            asking(officer, Act.CHECK_IN_LIST), file_id, after and after.at, after and after.row_id, PAGE_SIZE + 1,
            only_due, change.at,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["asked_at"], row["id"]))
        people = await load_supervised_people(officer, {row["file"] for row in shown})
        keys = await load_keys(row["vault_key"] for row in shown)
        items = tuple(
            _check_in(row, people[row["file"]], keys.get(row["vault_key"]), change.at)
            for row in shown
            if row["file"] in people
        )
        change.note(shown=len(items))
    return Page(items, following)


async def open_check_in(officer: Officer, request_id: UUID, purpose: str | None) -> OpenedCheckIn:
    """A request with its answer, for a purpose; recorded with the file's readings."""
    reason, row = read_purpose(purpose), await _load(officer, Act.CHECK_IN_OPEN, request_id)
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
        answered_at=row["answered_at"],
    )


async def _load(officer: Officer, act: Act, request_id: UUID) -> Record:
    row = await fetch_one(f"{_SELECT} WHERE c.id = $2", asking(officer, act), request_id)
    if row is None:
        raise NotFound(NOT_HERE)  # exactly as outside of the reach, so that existence is not told
    return row


async def _other_openings(file_id: UUID, around: datetime) -> list[datetime]:
    """When the person's other requests of these days open or opened; one withdrawn in time does not count."""
    rows = await fetch(
        """SELECT opens_at FROM check_in_request
           WHERE file = $1 AND opens_at > $2 AND opens_at < $3
             AND (withdrawn_at IS NULL OR withdrawn_at >= opens_at)""",
        file_id,
        around - _AROUND,
        around + _AROUND,
    )
    return [row["opens_at"] for row in rows]


async def _check_free(file: StoredFile, phone: TrackerFacts, closes_at: datetime, now: datetime) -> None:
    if closes_at > day_end(file.term_ends_on):
        raise CheckInRefused(AFTER_TERM)
    row = await fetch_one(
        """SELECT 1 FROM check_in_request
           WHERE tracker_id = $1 AND file <> $2 AND answered_at IS NULL AND withdrawn_at IS NULL AND closes_at > $3""",
        phone.tracker_id, file.id, now,
    )  # fmt: skip
    if row is not None:
        raise CheckInRefused(PHONE_BUSY)
