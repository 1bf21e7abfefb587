"""What a resident sees of their own record: who they are, their stays, their permits, what they asked for."""

from dataclasses import dataclass
from datetime import date, timedelta

from supervision.audit import Act
from supervision.errors import NotFound
from supervision.legal_time import legal_day
from supervision.officers.officer import NOT_HERE
from supervision.residence.changes import about, residence_change
from supervision.residence.households.amendments import Amendment, amendments_of
from supervision.residence.households.materials import Material, materials_of
from supervision.residence.households.opening import Stay, stays_of
from supervision.residence.households.person import Person
from supervision.residence.households.store import (
    HOUSEHOLD_COLUMNS,
    RESIDENT,
    RESIDENT_COLUMNS,
    StoredResident,
    household_of,
    resident_of,
)
from supervision.residence.households.words import AskedBy, ResidentState
from supervision.residence.own_page.sessions import OwnSession
from supervision.residence.permits.standing import PermitStanding
from supervision.residence.permits.store import (
    SELECT_PERMITS,
    StoredAct,
    StoredPermit,
    acts_of,
    permit_of,
    standing_of,
    years_of,
)
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.residence.services.store import OpenedRequest, requests_of
from supervision.storage.database import fetch, fetch_one
from supervision.vault import load_key


@dataclass(frozen=True, slots=True)
class OwnPermit:
    """One of the resident's permits with its acts; `endorse_from` is the first day of the month for endorsing."""

    permit: StoredPermit
    acts: tuple[StoredAct, ...]
    standing: PermitStanding
    endorse_from: date | None
    is_lapsed: bool


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """A correction that the resident asked for, and until when it is to be answered."""

    amendment: Amendment
    due_on: date


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """A resident's own record in clear; `address` is where they live, and empty once the stay has ended."""

    resident: StoredResident
    person: Person
    address: str
    stays: tuple[Stay, ...]
    materials: tuple[Material, ...]
    permits: tuple[OwnPermit, ...]
    requests: tuple[OwnRequest, ...]
    services: tuple[OpenedRequest, ...]


async def open_own_record(session: OwnSession, part: str, act: Act = Act.OWN_PAGE_OPEN) -> OwnRecord:
    """The resident's own record, recorded as an act of their own; `part` says which page showed it."""
    async with residence_change(session.actor, act, about(RESIDENT, session.resident_id)) as change:
        resident = await load_own(session)
        change.note(part=part)
        person = resident.person(await load_key(resident.vault_key))
        return OwnRecord(
            resident=resident,
            person=person,
            address=await _address(resident),
            stays=tuple((await stays_of([resident]))[resident.id]),
            materials=await materials_of(resident),
            permits=await _permits(resident, legal_day(change.at)),
            requests=await _requests(resident),
            services=await requests_of(resident.id),
        )


async def load_own(session: OwnSession, *, lock: bool = False) -> StoredResident:
    """The resident whose session it is."""
    row = await fetch_one(
        f"SELECT {RESIDENT_COLUMNS} FROM resident AS r WHERE r.id = $1 {'FOR NO KEY UPDATE' if lock else ''}",  # noqa: S608 - constants
        session.resident_id,
    )
    if row is None:
        raise NotFound(NOT_HERE)
    return resident_of(row)


async def _address(resident: StoredResident) -> str:
    if resident.state is not ResidentState.LIVING:
        return ""
    row = await fetch_one(
        f"SELECT {HOUSEHOLD_COLUMNS} FROM household AS h WHERE h.id = $1",  # noqa: S608 - made of constants
        resident.household_id,
    )
    if row is None:
        return ""
    household = household_of(row)
    return household.place(await load_key(household.vault_key)).address


async def _permits(resident: StoredResident, today: date) -> tuple[OwnPermit, ...]:
    key, years = await load_key(resident.vault_key), years_of(resident.division, today)
    rows = await fetch(f"{SELECT_PERMITS} WHERE p.resident = $1 ORDER BY p.applied_at DESC", resident.id)
    found = []
    for row in rows:
        permit = permit_of(row)
        acts = await acts_of(permit.id, key)
        standing = standing_of(acts, years)
        if standing is not None:
            opens, is_lapsed = standing.endorse_from(years), standing.is_lapsed(today)
            found.append(OwnPermit(permit, acts, standing, opens, is_lapsed))
    return tuple(found)


async def _requests(resident: StoredResident) -> tuple[OwnRequest, ...]:
    return tuple(
        OwnRequest(one, answer_due(resident.division, legal_day(one.requested_at)))
        for one in await amendments_of(resident)
        if one.asked_by is AskedBy.RESIDENT
    )


def answer_due(division: str, asked_on: date) -> date:
    """Until when a request of a resident's own, asked on that day, is to be answered."""
    rule = find_residence_rule(ResidenceRuleName.OWN_REQUEST_DUE, asked_on, division)
    return asked_on + timedelta(days=rule.number)
