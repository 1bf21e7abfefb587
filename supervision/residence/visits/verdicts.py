"""What was found at the doors, as a phone sends it: each once, however often it is sent.

Of a verdict only its day and itself are kept, in the resident's row. The audit says how many were recorded, and neither
of whom nor how each came out, so that nobody can learn from it at what time somebody was at home.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, SupervisionError
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.residence.addresses.dwellings import load_dwelling
from supervision.residence.changes import about, residence_change
from supervision.residence.households.files import check_open
from supervision.residence.households.registering import NOT_LIVING, NotLiving
from supervision.residence.households.store import StoredResident, load_household, load_resident
from supervision.residence.households.words import ResidentState, Verdict
from supervision.residence.purposes import ResidencePurpose
from supervision.residence.reach import drawer_digest
from supervision.residence.visits.store import TaskDoor
from supervision.residence.visits.tasks import NewTask, close_because_met, door_of, raise_task
from supervision.residence.visits.words import SHOWS_WHO_LIVES_THERE, TaskKind
from supervision.storage.database import fetch
from supervision.wording import Wording

MOST_SENDINGS = 200
"""How many sendings are taken at once."""

NOT_UNDERSTOOD = Wording("这条记录不完整，无法登记。", "This record is not whole and cannot be entered.")


@dataclass(frozen=True, slots=True)
class Sending:
    """One thing noted at a door, under an id that the phone gave it: a verdict on somebody, or somebody unexpected."""

    id: UUID
    resident_id: UUID | None = None
    verdict: Verdict | None = None
    household_id: UUID | None = None
    dwelling_id: UUID | None = None
    kind: TaskKind | None = None
    note: str = ""


class Reception(StrEnum):
    """What became of a sending."""

    KEPT = "kept"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Received:
    """How one sending was received; a refusal says why, so that the phone can show it."""

    id: UUID
    reception: Reception
    refusal: SupervisionError | None = None


async def record_sendings(officer: Officer, sendings: Sequence[Sending]) -> tuple[Received, ...]:
    """Record what a phone sent, each for itself: one that is refused holds up none of the others."""
    return tuple([await _record(officer, sending) for sending in sendings])


async def _record(officer: Officer, sending: Sending) -> Received:
    try:
        async with residence_change(
            officer.actor, Act.VISIT_RECORD, about("walk", officer.id), purpose=ResidencePurpose.VISIT
        ) as change:
            today = legal_day(change.at)
            if not await _is_new(change, sending.id, today):
                return Received(sending.id, Reception.KNOWN)
            if sending.verdict is not None and sending.resident_id is not None:
                await _record_verdict(change, officer, sending, sending.resident_id, sending.verdict)
            elif sending.kind is not None and sending.kind is not TaskKind.MOVED_OUT:
                door = await _door(officer, sending)
                await raise_task(change, officer, NewTask(sending.id, sending.kind, door, None, sending.note))
            else:
                raise InputInvalid(NOT_UNDERSTOOD)
    except SupervisionError as refusal:
        return Received(sending.id, Reception.REFUSED, refusal)
    return Received(sending.id, Reception.KEPT)


async def _is_new(change: Change, sending_id: UUID, today: date) -> bool:
    """Note the id, and forget those of days on which nobody sends any more."""
    await fetch("DELETE FROM walk_sending WHERE sent_on < $1", today - timedelta(days=1))
    noted = await change.connection.fetchval(
        "INSERT INTO walk_sending (id, sent_on) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id", sending_id, today
    )
    return noted is not None


async def _record_verdict(
    change: Change, officer: Officer, sending: Sending, resident_id: UUID, verdict: Verdict
) -> None:
    resident = await load_resident(officer, Act.VISIT_RECORD, resident_id, lock=True)
    if resident.state is not ResidentState.LIVING:
        raise NotLiving(NOT_LIVING)
    today = legal_day(change.at)
    await change.connection.execute(
        "UPDATE resident SET last_verdict = $2, verified_on = CASE WHEN $3 THEN $4 ELSE verified_on END WHERE id = $1",
        resident_id, verdict, verdict in SHOWS_WHO_LIVES_THERE, today,
    )  # fmt: skip
    if verdict in SHOWS_WHO_LIVES_THERE:
        await change.connection.execute(
            "UPDATE household SET verified_on = $2 WHERE id = $1", resident.household_id, today
        )
    if verdict is Verdict.PRESENT:
        await close_because_met(change, officer, resident_id)
    if verdict is Verdict.MOVED_OUT:
        await _raise_moved_out(change, officer, sending, resident)


async def _raise_moved_out(change: Change, officer: Officer, sending: Sending, resident: StoredResident) -> None:
    household = await load_household(officer, Act.VISIT_RECORD, resident.household_id)
    new = NewTask(sending.id, TaskKind.MOVED_OUT, door_of(household), resident.id, sending.note)
    await raise_task(change, officer, new)


async def _door(officer: Officer, sending: Sending) -> TaskDoor:
    """Where the sending says that somebody was met: at a household's door, or at one behind which none is known."""
    if sending.household_id is not None:
        household = await load_household(officer, Act.VISIT_RECORD, sending.household_id)
        check_open(household)
        return door_of(household)
    if sending.dwelling_id is not None:
        dwelling = await load_dwelling(officer, Act.VISIT_RECORD, sending.dwelling_id)
        return TaskDoor(dwelling.division, drawer_digest(dwelling.drawer_id), None, None, dwelling.id)
    raise InputInvalid(NOT_UNDERSTOOD)
