"""Holds on files of after-care: a complaint or a case under way stops the destruction until somebody lifts it."""

from uuid import UUID

from supervision.aftercare.purposes import read_aftercare_purpose
from supervision.aftercare.store import about, load_aftercare_file
from supervision.audit import Act, audited_change
from supervision.keeping.holds import Hold, NewHold, file_of_hold, holds_of, insert_hold, lift
from supervision.officers import Officer
from supervision.vault import load_key

HOLD = "aftercare_hold"


async def place_aftercare_hold(officer: Officer, file_id: UUID, new: NewHold) -> UUID:
    """Stop the destruction of a file, also of one that is over; several holds may lie on one. InputInvalid."""
    async with audited_change(officer.actor, Act.AFTERCARE_HOLD, about(file_id)) as change:
        file = await load_aftercare_file(officer, Act.AFTERCARE_HOLD, file_id, lock=True)
        return await insert_hold(change, officer, HOLD, file_id, await load_key(file.vault_key), new)


async def lift_aftercare_hold(officer: Officer, hold_id: UUID, reason: str) -> UUID:
    """Let destruction go on, unless another hold lies on the file, whose id is given; HoldLifted."""
    file_id = await file_of_hold(HOLD, hold_id)
    async with audited_change(officer.actor, Act.AFTERCARE_LIFT, about(file_id)) as change:
        file = await load_aftercare_file(officer, Act.AFTERCARE_LIFT, file_id, lock=True)
        await lift(change, officer, HOLD, hold_id, await load_key(file.vault_key), reason)
    return file_id


async def open_aftercare_holds(officer: Officer, file_id: UUID, purpose: str | None) -> tuple[Hold, ...]:
    """The holds on a file, lifted ones too, newest first; recorded with the file's readings."""
    reason = read_aftercare_purpose(purpose)
    async with audited_change(officer.actor, Act.AFTERCARE_OPEN, about(file_id), purpose=reason) as change:
        key = await load_key((await load_aftercare_file(officer, Act.AFTERCARE_OPEN, file_id)).vault_key)
        change.note(part="holds")
        return await holds_of(HOLD, file_id, key)
