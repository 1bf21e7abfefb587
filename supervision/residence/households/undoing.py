"""A stay that was ended by mistake goes on, if that is noticed within a day."""

from datetime import datetime, timedelta
from uuid import UUID

from supervision.audit import Act
from supervision.errors import RuleRefused
from supervision.officers import Officer
from supervision.residence.addresses.dwellings import load_dwelling
from supervision.residence.changes import about, residence_change
from supervision.residence.households.files import check_open, count_occupants
from supervision.residence.households.findable import make_findable
from supervision.residence.households.registering import check_not_registered
from supervision.residence.households.store import RESIDENT, StoredResident, load_household, load_resident
from supervision.residence.households.words import ResidentState
from supervision.vault import load_key
from supervision.wording import Wording

UNDO_WITHIN = timedelta(hours=24)
TOO_LATE = Wording(
    "居住登记结束已超过 24 小时，不能撤销；如仍在住，请重新登记。",
    "The stay ended more than 24 hours ago and cannot be resumed; register them again if they still live here.",
)


class UndoTooLate(RuleRefused):
    """What is undone was done within the last 24 hours."""

    code = "undo-too-late"


def may_resume(resident: StoredResident, at: datetime) -> bool:
    """Whether the end of the resident's stay can still be undone."""
    return (
        resident.state is ResidentState.LEFT and resident.left_at is not None and at - resident.left_at <= UNDO_WITHIN
    )


async def resume_stay(officer: Officer, resident_id: UUID) -> None:
    """Let the stay go on that was ended last. UndoTooLate, ResidentExists, HouseholdClosed."""
    async with residence_change(officer.actor, Act.STAY_RESUME, about(RESIDENT, resident_id)) as change:
        resident = await load_resident(officer, Act.STAY_RESUME, resident_id, lock=True)
        if not may_resume(resident, change.at):
            raise UndoTooLate(TOO_LATE)
        household = await load_household(officer, Act.STAY_RESUME, resident.household_id, lock=True)
        check_open(household)
        person = resident.person(await load_key(resident.vault_key))
        await check_not_registered(change, person)
        await change.connection.execute(
            """UPDATE stay SET ended_on = NULL, end_reason = NULL, ended_at = NULL, ended_by = NULL
               WHERE resident = $1 AND ended_at = $2""",
            resident_id, resident.left_at,
        )  # fmt: skip
        await change.connection.execute(
            """UPDATE membership SET ended_on = NULL WHERE id = (
                   SELECT id FROM membership WHERE resident = $1 ORDER BY began_on DESC, ended_on DESC LIMIT 1)""",
            resident_id,
        )
        await change.connection.execute(
            "UPDATE resident SET state = 'living', left_at = NULL, revision = revision + 1 WHERE id = $1", resident_id
        )
        await make_findable({resident_id: person}, {resident_id: resident.division})
        place = household.place(await load_key(household.vault_key))
        await count_occupants(change, await load_dwelling(officer, Act.STAY_RESUME, place.dwelling_id, lock=True), 1)
