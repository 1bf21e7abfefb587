"""The steps of a file: verified, met or returned, asked, closed; each appended, with who put it down and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.aftercare.store import OVER, StoredFile, about, load_aftercare_file
from supervision.aftercare.words import (
    LEADS_TO,
    AftercareOver,
    AftercareState,
    AftercareStepRefused,
    Agreement,
    Arrival,
    CloseReason,
    StepKind,
    may_follow,
)
from supervision.audit import Act, Change, audited_change
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.storage.database import fetch, fetch_one
from supervision.texts import optional_text
from supervision.vault import DataKey, Place, load_key, seal_text, unseal_text
from supervision.wording import Wording

STEP = "aftercare_step"
IN_FUTURE = Wording("日期不能晚于今天。", "The day cannot lie in the future.")
BEFORE_RELEASE = Wording("日期不能早于释放日期。", "The day cannot lie before the release.")
NOT_BY_HAND = Wording("矫正期满交接由矫正档案一方办理。", "A hand-over is done from the correction's side.")

_ACT_OF_STEP: Mapping[StepKind, Act] = {
    StepKind.CONFIRMED: Act.AFTERCARE_VERIFY,
    StepKind.NOT_FOUND: Act.AFTERCARE_VERIFY,
    StepKind.ARRIVED: Act.AFTERCARE_RECEIVE,
    StepKind.NOT_RETURNED: Act.AFTERCARE_RECEIVE,
    StepKind.AGREED: Act.AFTERCARE_ASK,
    StepKind.DECLINED: Act.AFTERCARE_ASK,
    StepKind.CLOSED: Act.AFTERCARE_CLOSE,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step in clear."""

    kind: StepKind
    happened_on: date
    note: str
    taken_at: datetime
    taken_by_name: str


async def verify(officer: Officer, file_id: UUID, *, is_found: bool, note: str = "") -> None:
    """Put down that address and family of somebody on a prison's list were confirmed, or not found."""
    kind = StepKind.CONFIRMED if is_found else StepKind.NOT_FOUND
    await _step(officer, file_id, kind, None, note)


async def receive(officer: Officer, file_id: UUID, arrival: Arrival, arrived_on: date, note: str = "") -> None:
    """Put down that somebody was met at the gate, and by whom, or returned by themselves. InputInvalid."""
    if arrival is Arrival.HANDED_OVER:
        raise InputInvalid(NOT_BY_HAND, field="arrival")
    await _step(officer, file_id, StepKind.ARRIVED, arrived_on, note, arrival=arrival)


async def note_not_returned(officer: Officer, file_id: UUID, note: str = "") -> None:
    """Put down that somebody was released and did not come; InputInvalid before the day of release."""
    await _step(officer, file_id, StepKind.NOT_RETURNED, None, note)


async def ask(officer: Officer, file_id: UUID, agreement: Agreement, note: str = "") -> None:
    """Put down whether the person wants help; both answers may be changed at any time and neither has a consequence."""
    kind = StepKind.AGREED if agreement is Agreement.AGREED else StepKind.DECLINED
    await _step(officer, file_id, kind, None, note)


async def close(officer: Officer, file_id: UUID, reason: CloseReason, note: str = "") -> None:
    """Close the file before its window is over; it is kept for its period, and counted as before."""
    await _step(officer, file_id, StepKind.CLOSED, None, note, reason=reason)


async def steps_of(file_id: UUID, key: DataKey) -> tuple[Step, ...]:
    """The steps of a file that the caller has loaded, the newest first."""
    rows = await fetch(
        """SELECT s.id, s.kind, s.happened_on, s.note_sealed, s.taken_at, o.name FROM aftercare_step AS s
           JOIN officer AS o ON o.id = s.taken_by WHERE s.file = $1 ORDER BY s.number DESC""",
        file_id,
    )
    return tuple(
        Step(
            StepKind(row["kind"]),
            row["happened_on"],
            unseal_text(key, row["note_sealed"], Place(STEP, "note_sealed", row["id"])),
            row["taken_at"],
            row["name"],
        )
        for row in rows
    )


async def _step(
    officer: Officer,
    file_id: UUID,
    kind: StepKind,
    happened_on: date | None,
    note: str,
    *,
    arrival: Arrival | None = None,
    reason: CloseReason | None = None,
) -> None:
    act, note = _ACT_OF_STEP[kind], optional_text(note, "note")
    async with audited_change(officer.actor, act, about(file_id)) as change:
        file, today = await load_aftercare_file(officer, act, file_id, lock=True), legal_day(change.at)
        await _check(file, kind, today)
        day = happened_on or today
        _check_day(file, kind, day, today)
        await _save(change, file, kind, day, arrival, reason)
        key, step_id = await load_key(file.vault_key), uuid4()
        await change.connection.execute(
            """INSERT INTO aftercare_step (id, file, number, kind, happened_on, note_sealed, taken_at, taken_by)
               SELECT $1, $2, 1 + count(*), $3, $4, $5, $6, $7 FROM aftercare_step WHERE file = $2""",
            step_id, file_id, kind, day, seal_text(key, note, Place(STEP, "note_sealed", step_id)), change.at,
            officer.id,
        )  # fmt: skip
        change.note(step=kind, **({"arrival": arrival} if arrival else {}), **({"cause": reason} if reason else {}))


async def _check(file: StoredFile, kind: StepKind, today: date) -> None:
    if file.window_ends_on < today:
        raise AftercareOver(OVER)
    if may_follow(file.state, kind):
        return
    last = await fetch_one(
        """SELECT o.name, s.taken_at FROM aftercare_step AS s JOIN officer AS o ON o.id = s.taken_by
           WHERE s.file = $1 AND s.kind NOT IN ('agreed', 'declined') ORDER BY s.number DESC LIMIT 1""",
        file.id,
    )
    raise AftercareStepRefused(last["name"], last["taken_at"]) if last else AftercareStepRefused


def _check_day(file: StoredFile, kind: StepKind, day: date, today: date) -> None:
    if day > today:
        raise InputInvalid(IN_FUTURE, field="arrived_on")
    if kind in {StepKind.ARRIVED, StepKind.NOT_RETURNED} and day < file.released_on:
        raise InputInvalid(BEFORE_RELEASE, field="arrived_on")


async def _save(
    change: Change, file: StoredFile, kind: StepKind, day: date, arrival: Arrival | None, reason: CloseReason | None
) -> None:
    if kind not in LEADS_TO:
        await change.connection.execute(
            "UPDATE aftercare_file SET agreement = $2 WHERE id = $1",
            file.id, Agreement.AGREED if kind is StepKind.AGREED else Agreement.DECLINED,
        )  # fmt: skip
        return
    is_closing = LEADS_TO[kind] is AftercareState.CLOSED
    await change.connection.execute(
        """UPDATE aftercare_file SET state = $2, arrival = coalesce($3, arrival), arrived_on = coalesce($4, arrived_on),
               closed_on = $5, close_reason = $6 WHERE id = $1""",
        file.id, LEADS_TO[kind], arrival, day if arrival else None, day if is_closing else None, reason,
    )  # fmt: skip
