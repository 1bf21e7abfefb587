"""Legal holds: a complaint or a case under way stops every destruction of a file's data until somebody lifts it."""

from datetime import date
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import read_purpose
from supervision.corrections.store import load_file
from supervision.keeping.holds import (
    OUR_OWN,
    Hold,
    HoldSource,
    NewHold,
    file_of_hold,
    held_in,
    holds_of,
    insert_hold,
    lift,
)
from supervision.officers import Officer, officer_may
from supervision.vault import load_key

TABLE = "legal_hold"


def held(file_column: str) -> str:
    """The condition, as SQL, that a hold lies on the file whose id stands in that column."""
    return held_in(TABLE, file_column)


async def place_legal_hold(
    officer: Officer, file_id: UUID, reason: str, source: HoldSource = OUR_OWN, review_on: date | None = None
) -> UUID:
    """Stop every destruction of the file's data; several holds may lie on a file, and all have to be lifted.

    Nothing that is destroyed already comes back. InputInvalid.
    """
    async with audited_change(officer.actor, Act.LEGAL_HOLD_PLACE, about_file(file_id)) as change:
        file = await load_file(officer, Act.LEGAL_HOLD_PLACE, file_id, lock=True)  # a destruction under way ends first
        new = NewHold(reason, source, review_on)
        return await insert_hold(change, officer, TABLE, file_id, await load_key(file.vault_key), new)


async def lift_legal_hold(officer: Officer, hold_id: UUID, reason: str) -> UUID:
    """Let destruction go on, unless another hold lies on the file, whose id is given; HoldLifted."""
    file_id = await file_of_hold(TABLE, hold_id)
    async with audited_change(officer.actor, Act.LEGAL_HOLD_LIFT, about_file(file_id)) as change:
        file = await load_file(officer, Act.LEGAL_HOLD_LIFT, file_id, lock=True)
        await lift(change, officer, TABLE, hold_id, await load_key(file.vault_key), reason)
    return file_id


async def open_legal_holds(officer: Officer, file_id: UUID, purpose: str | None) -> tuple[Hold, ...]:
    """The holds on a file, lifted ones too, newest first; recorded with the file's readings.

    On whose word and why is told to those alone who may list holds there.
    """
    reason = read_purpose(purpose)
    async with audited_change(officer.actor, Act.PERSON_FILE_OPEN, about_file(file_id), purpose=reason) as change:
        file = await load_file(officer, Act.PERSON_FILE_OPEN, file_id)
        is_told_why = officer_may(officer, Act.LEGAL_HOLD_LIST, file.division)
        change.note(part="legal-holds")
        return await holds_of(TABLE, file_id, await load_key(file.vault_key) if is_told_why else None)
