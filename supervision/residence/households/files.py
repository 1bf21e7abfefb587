"""Household files: opened for a dwelling, closed when nobody of the household is left."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import RuleRefused
from supervision.officers import Officer
from supervision.residence.addresses.dwellings import Dwelling, load_dwelling
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.households.store import (
    HOUSEHOLD,
    HouseholdPlace,
    StoredHousehold,
    dwelling_digest,
    load_household,
)
from supervision.residence.households.tables import HouseholdRow
from supervision.residence.households.words import HouseholdKind, HouseholdState
from supervision.residence.reach import drawer_digest
from supervision.storage.database import fetch
from supervision.storage.numbering import Series, take_number
from supervision.vault import DataKey, KeyKind, Place, create_key, seal_json, service_key
from supervision.wording import Wording

HOUSEHOLD_CLOSED = Wording("这份户档已经关闭。", "This household file is closed.")
SOMEBODY_LIVES_THERE = Wording("户内还有在住人员，不能关闭。", "Somebody of the household still lives there.")
OCCUPANCY = "occupancy"


class HouseholdClosed(RuleRefused):
    """Nothing is entered into a closed household file."""

    code = "household-closed"


class HouseholdNotEmpty(RuleRefused):
    """A household file is closed only when nobody of it lives there any more."""

    code = "household-not-empty"


@dataclass(frozen=True, slots=True)
class OpenedHousehold:
    """A household file under way in a change: its row's clear part, its key, and where it is."""

    id: UUID
    division: str
    drawer_digest: bytes
    dwelling_digest: bytes
    key: DataKey
    place: HouseholdPlace


async def open_household(officer: Officer, dwelling_id: UUID, kind: HouseholdKind) -> UUID:
    """Open an empty household file for a dwelling within reach; gives its id."""
    async with residence_change(officer.actor, Act.HOUSEHOLD_CREATE) as change:
        dwelling = await load_dwelling(officer, Act.HOUSEHOLD_CREATE, dwelling_id, lock=True)
        household = await store_household(change, officer, dwelling, kind)
        change.is_about(HOUSEHOLD, household.id)
    return household.id


async def store_household(change: Change, officer: Officer, dwelling: Dwelling, kind: HouseholdKind) -> OpenedHousehold:
    """Store a new household file in the caller's change, numbered and under a key of its own."""
    key = await create_key(RESIDENCE, KeyKind.HOUSEHOLD)
    place = HouseholdPlace(dwelling.id, dwelling.drawer_id, dwelling.address)
    household_id = uuid4()
    opened = OpenedHousehold(
        household_id, dwelling.division, drawer_digest(dwelling.drawer_id), dwelling_digest(dwelling.id), key, place
    )
    number = await take_number(Series.HOUSEHOLD, dwelling.division)
    await HouseholdRow.insert(
        HouseholdRow(
            id=household_id,
            number=number,
            vault_key=key.id,
            division=opened.division,
            drawer_digest=opened.drawer_digest,
            dwelling_digest=opened.dwelling_digest,
            kind=kind.value,
            state=HouseholdState.OPEN.value,
            place_sealed=seal_json(key, place, Place(HOUSEHOLD, "place_sealed", household_id)),
            opened_at=change.at,
            opened_by=officer.id,
            revision=1,
        )
    )
    change.note(household=household_id, number=number)
    return opened


async def close_household(officer: Officer, household_id: UUID) -> None:
    """Close an empty household file; its card is void from then on. HouseholdNotEmpty, HouseholdClosed."""
    async with residence_change(officer.actor, Act.HOUSEHOLD_CLOSE, about(HOUSEHOLD, household_id)) as change:
        household = await load_household(officer, Act.HOUSEHOLD_CLOSE, household_id, lock=True)
        check_open(household)
        if await fetch("SELECT id FROM resident WHERE household = $1 AND state = 'living' LIMIT 1", household_id):
            raise HouseholdNotEmpty(SOMEBODY_LIVES_THERE)
        await change.connection.execute(
            """UPDATE household SET state = 'closed', closed_at = $2, closed_by = $3, revision = revision + 1
               WHERE id = $1""",
            household_id, change.at, officer.id,
        )  # fmt: skip


def check_open(household: StoredHousehold) -> None:
    """HouseholdClosed for a file into which nothing is entered any more."""
    if household.state is HouseholdState.CLOSED:
        raise HouseholdClosed(HOUSEHOLD_CLOSED)


async def count_occupants(change: Change, dwelling: Dwelling, difference: int) -> None:
    """Keep the number of residents of a dwelling, and how many may live there, in step with its stays."""
    digest, key = dwelling_digest(dwelling.id), await service_key(RESIDENCE)
    await change.connection.execute(
        """INSERT INTO occupancy (dwelling_digest, division, drawer_digest, dwelling_sealed, residents, capacity)
           VALUES ($1, $2, $3, $4, greatest($5, 0), $6)
           ON CONFLICT (dwelling_digest) DO UPDATE
           SET residents = occupancy.residents + $5, capacity = EXCLUDED.capacity""",
        digest, dwelling.division, drawer_digest(dwelling.drawer_id),
        seal_json(key, dwelling.id, Place(OCCUPANCY, "dwelling_sealed", digest)), difference, dwelling.capacity,
    )  # fmt: skip
