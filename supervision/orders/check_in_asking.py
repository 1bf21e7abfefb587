"""Asking a phone for a position: once, or as a series; each window capped; what is to come can be withdrawn."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from supervision.audit import Act, Change, audited_change
from supervision.corrections.opening import about_file
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import RuleRefused
from supervision.legal_time import day_end
from supervision.officers import Officer
from supervision.orders.check_in_caps import CheckInRefused, check_caps, default_window_minutes
from supervision.orders.check_in_series import SeriesTimes, check_series, naming_day
from supervision.orders.check_ins import MOST_REASON, TABLE, load_check_in, load_series
from supervision.orders.checks import check_active
from supervision.orders.tables import CheckInRow
from supervision.orders.wearing import TrackerFacts
from supervision.storage.database import fetch, fetch_one
from supervision.texts import needed_text
from supervision.vault import Place, load_key, seal_text
from supervision.wording import Wording

_AROUND = timedelta(days=2)  # wider than any cap looks

NOT_A_PHONE = Wording(
    "核查只用于已配对的手机；佩戴装置的定位依定位令进行。",
    "Check-ins are for paired phones; worn trackers follow an order.",
)
PHONE_BUSY = Wording("该手机正在核查另一人。", "This phone is being asked for somebody else.")
AFTER_TERM = Wording("核查时段超过矫正期满日。", "The window lies after the end of the term.")
CLOSED = Wording("该核查已经结束，不能撤回。", "The check-in is over and cannot be withdrawn.")

_Window = tuple[datetime, datetime]
"""When it opens and when it closes."""


class CheckInClosed(RuleRefused):
    """The request was answered, withdrawn or has run out."""

    code = "check-in-closed"


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
    reason = needed_text(reason, "reason", MOST_REASON)
    async with audited_change(officer.actor, Act.CHECK_IN_ASK, about_file(file_id)) as change:
        file = await _askable(officer, file_id, phone)
        opens_at = opens_at or change.at
        minutes = _minutes(window_minutes, change.at, file)
        others = await _other_openings(file_id, opens_at, opens_at)
        closes_at = check_caps(opens_at, minutes, others, file.division, now=change.at)
        (request_id,) = await _insert(change, officer, file, phone, reason, [(opens_at, closes_at)])
        change.note(request=request_id, opens_at=opens_at, closes_at=closes_at, tracker=phone.tracker_id)
    return request_id


async def ask_series(
    officer: Officer,
    file_id: UUID,
    phone: TrackerFacts,
    reason: str,
    times: SeriesTimes,
    window_minutes: int | None = None,
) -> UUID:
    """Ask for one position at each of those times, by one act: all of them, or none where one is refused.

    What has passed of the first day is left out. A series ends by itself; to go on, somebody asks again.
    """
    reason = needed_text(reason, "reason", MOST_REASON)
    async with audited_change(officer.actor, Act.CHECK_IN_ASK, about_file(file_id)) as change:
        file = await _askable(officer, file_id, phone)
        minutes = _minutes(window_minutes, change.at, file)
        if times.last_on > file.term_ends_on:
            raise CheckInRefused(AFTER_TERM)
        openings = check_series(times, file.division, now=change.at)
        others = await _other_openings(file_id, openings[0], openings[-1])
        windows: list[_Window] = []
        for opens_at in openings:
            with naming_day(opens_at):
                closes_at = check_caps(opens_at, minutes, others, file.division, now=change.at)
            windows.append((opens_at, closes_at))
            others.append(opens_at)
        series = uuid4()
        await _insert(change, officer, file, phone, reason, windows, series)
        change.note(series=series, requests=len(windows), tracker=phone.tracker_id)
        change.note(opens_at=windows[0][0], closes_at=windows[-1][1])
    return series


async def withdraw_check_in(officer: Officer, request_id: UUID) -> None:
    """Withdraw a request that has not been answered and has not run out; CheckInClosed otherwise."""
    row = await load_check_in(officer, Act.CHECK_IN_WITHDRAW, request_id)
    async with audited_change(officer.actor, Act.CHECK_IN_WITHDRAW, about_file(row["file"])) as change:
        await _withdraw(change, officer, row["file"], [request_id])
        change.note(request=request_id)


async def withdraw_series(officer: Officer, series: UUID) -> None:
    """Withdraw what is still to come of a series; CheckInClosed where nothing is."""
    rows = await load_series(officer, Act.CHECK_IN_WITHDRAW, series)
    async with audited_change(officer.actor, Act.CHECK_IN_WITHDRAW, about_file(rows[0]["file"])) as change:
        withdrawn = await _withdraw(change, officer, rows[0]["file"], [row["id"] for row in rows])
        change.note(series=series, requests=withdrawn)


async def _withdraw(change: Change, officer: Officer, file_id: UUID, requests: Sequence[UUID]) -> int:
    await load_file(officer, Act.CHECK_IN_WITHDRAW, file_id, lock=True)
    withdrawn = (
        await CheckInRow.update({"withdrawn_at": change.at, "withdrawn_by": officer.id})
        .where(
            CheckInRow.id.is_in(list(requests))
            & CheckInRow.answered_at.is_null()
            & CheckInRow.withdrawn_at.is_null()
            & (CheckInRow.closes_at > change.at)
        )
        .returning(CheckInRow.id)
    )
    if not withdrawn:
        raise CheckInClosed(CLOSED)
    return len(withdrawn)


async def _askable(officer: Officer, file_id: UUID, phone: TrackerFacts) -> StoredFile:
    file = await load_file(officer, Act.CHECK_IN_ASK, file_id, lock=True)
    check_active(file)
    if phone.is_dedicated or not phone.is_paired:
        raise CheckInRefused(NOT_A_PHONE)
    return file


def _minutes(said: int | None, at: datetime, file: StoredFile) -> int:
    return default_window_minutes(at, file.division) if said is None else said


async def _insert(
    change: Change,
    officer: Officer,
    file: StoredFile,
    phone: TrackerFacts,
    reason: str,
    windows: Sequence[_Window],
    series: UUID | None = None,
) -> list[UUID]:
    """The requests, each with the reason sealed for its own place, so that none depends on another."""
    await _check_free(file, phone, windows[-1][1], change.at)
    key, requests = await load_key(file.vault_key), [uuid4() for _ in windows]
    await CheckInRow.insert(
        *(
            CheckInRow(
                id=request_id,
                file=file.id,
                tracker_id=phone.tracker_id,
                series=series,
                reason_sealed=seal_text(key, reason, Place(TABLE, "reason_sealed", request_id)),
                opens_at=opens_at,
                closes_at=closes_at,
                asked_at=change.at,
                asked_by=officer.id,
            )
            for request_id, (opens_at, closes_at) in zip(requests, windows, strict=True)
        )
    )
    return requests


async def _other_openings(file_id: UUID, first_at: datetime, last_at: datetime) -> list[datetime]:
    """When the person's other requests of these days open or opened; one withdrawn in time does not count."""
    rows = await fetch(
        """SELECT opens_at FROM check_in_request
           WHERE file = $1 AND opens_at > $2 AND opens_at < $3
             AND (withdrawn_at IS NULL OR withdrawn_at >= opens_at)""",
        file_id,
        first_at - _AROUND,
        last_at + _AROUND,
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
