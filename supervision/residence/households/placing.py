"""Taking a living resident from one household to another, in the caller's change: stay, membership, digests follow."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from supervision.audit import Change
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.residence.addresses.dwellings import Dwelling
from supervision.residence.households.files import OpenedHousehold, count_occupants
from supervision.residence.households.heads import settle_role
from supervision.residence.households.registering import (
    ENDS_EARLY,
    NOT_LIVING,
    NotLiving,
    StayDraft,
    check_stay,
)
from supervision.residence.households.store import StoredHousehold, StoredResident
from supervision.residence.households.tables import MembershipRow, StayRow
from supervision.residence.households.words import MemberRole, Source, StayEnd
from supervision.storage.database import fetch_one
from supervision.vault import load_key


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a resident comes to: an open household file, the premises, as what if it was said, and on what footing."""

    household: OpenedHousehold
    dwelling: Dwelling
    role: MemberRole | None
    stay: StayDraft


async def opened(household: StoredHousehold) -> OpenedHousehold:
    """A stored household file that is under way in a change."""
    key = await load_key(household.vault_key)
    return OpenedHousehold(
        household.id,
        household.division,
        bytes(household.drawer_digest),
        bytes(household.dwelling_digest),
        key,
        household.place(key),
    )


async def take_to_dwelling(
    change: Change, officer: Officer, resident: StoredResident, former: Dwelling, arrival: Arrival
) -> None:
    """Close the stay at `former` and open the one at the new dwelling on the same day. NotLiving, InputInvalid."""
    day = arrival.stay.began_on
    check_stay(arrival.stay, legal_day(change.at))
    role = await settle_role(arrival.household.id, arrival.role)
    ended = await change.connection.fetchval(
        """UPDATE stay SET ended_on = $2, end_reason = $3, ended_at = $4, ended_by = $5
           WHERE resident = $1 AND ended_on IS NULL AND began_on <= $2 RETURNING id""",
        resident.id, day, StayEnd.MOVED, change.at, officer.id,
    )  # fmt: skip
    if ended is None:
        await _say_why(resident.id)
    await StayRow.insert(
        StayRow(
            id=uuid4(),
            resident=resident.id,
            household=arrival.household.id,
            division=arrival.household.division,
            drawer_digest=arrival.household.drawer_digest,
            dwelling_digest=arrival.household.dwelling_digest,
            lodging=arrival.stay.lodging.value,
            reason=arrival.stay.reason.value,
            source=Source.OFFICER.value,
            began_on=day,
            proved_from=arrival.stay.proved_from,
            expected_until=arrival.stay.expected_until,
            registered_at=change.at,
            registered_by=officer.id,
        )
    )
    await change_membership(change, resident.id, arrival.household.id, role, day)
    await change.connection.execute(
        """UPDATE resident SET household = $2, division = $3, drawer_digest = $4, verified_on = NULL,
               last_verdict = NULL, revision = revision + 1 WHERE id = $1""",
        resident.id, arrival.household.id, arrival.household.division, arrival.household.drawer_digest,
    )  # fmt: skip
    await change.connection.execute(
        "UPDATE resident_term SET division = $2 WHERE resident = $1", resident.id, arrival.household.division
    )
    for dwelling, difference in sorted(((former, -1), (arrival.dwelling, 1)), key=lambda one: one[0].id):
        await count_occupants(change, dwelling, difference)  # always in this order: two at once never wait in a ring


async def take_to_household(
    change: Change, resident: StoredResident, household_id: UUID, role: MemberRole, day: date
) -> None:
    """Make a resident a member of another household at the same dwelling: the stay goes on."""
    await change_membership(change, resident.id, household_id, role, day)
    await change.connection.execute(
        "UPDATE stay SET household = $2 WHERE resident = $1 AND ended_on IS NULL", resident.id, household_id
    )
    await change.connection.execute(
        "UPDATE resident SET household = $2, revision = revision + 1 WHERE id = $1", resident.id, household_id
    )


async def change_membership(change: Change, resident_id: UUID, household_id: UUID, role: MemberRole, day: date) -> None:
    """End the open membership on `day` and begin another on the same day; nothing is overwritten."""
    await change.connection.execute(
        "UPDATE membership SET ended_on = greatest(began_on, $2::date) WHERE resident = $1 AND ended_on IS NULL",
        resident_id, day,
    )  # fmt: skip
    await MembershipRow.insert(
        MembershipRow(id=uuid4(), household=household_id, resident=resident_id, role=role.value, began_on=day)
    )


async def _say_why(resident_id: UUID) -> None:
    row = await fetch_one("SELECT began_on FROM stay WHERE resident = $1 AND ended_on IS NULL", resident_id)
    if row is None:
        raise NotLiving(NOT_LIVING)
    raise InputInvalid(ENDS_EARLY, field="began_on")
