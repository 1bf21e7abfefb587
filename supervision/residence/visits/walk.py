"""*My walk today*: the drawers on duty in door order, and whom to expect behind each door."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from supervision.audit import Act
from supervision.documents import Sex
from supervision.errors import NotFound
from supervision.legal_time import day_end, legal_day, now
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.residence.addresses.drawers import Drawer, load_drawers
from supervision.residence.addresses.dwellings import Dwelling, dwellings_in
from supervision.residence.cards.states import CardState
from supervision.residence.cards.store import CARD
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.households.opening import roles_of_members
from supervision.residence.households.person import Person
from supervision.residence.households.store import (
    StoredHousehold,
    StoredResident,
    dwelling_digest,
    households_in_drawer,
    open_people,
    residents_of,
)
from supervision.residence.households.words import MemberRole, Verdict
from supervision.residence.purposes import ResidencePurpose
from supervision.storage.database import fetch
from supervision.vault import Place, digest, load_keys, unseal_text

DRAWER = "drawer"
_SHOWN_OF_DOCUMENT = 4
_ROLE_ORDER: Mapping[MemberRole | None, int] = {role: place for place, role in enumerate(MemberRole)}


@dataclass(frozen=True, slots=True)
class Walk:
    """An officer's walk of a day; `key` is what the phone encrypts with until `ends_at`, and then forgets."""

    day: date
    ends_at: datetime
    key: bytes
    drawers: tuple[Drawer, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody to expect behind a door, with no more than tells them apart from whoever opens it.

    The name in full, since a card is compared with a person who says theirs; the sex, the year of birth and the last
    four signs of the document, since two may bear one name. The telephone, the whole number and the rest stay here.
    """

    resident_id: UUID
    name: str
    sex: Sex | None
    born_year: int | None
    document_end: str
    role: MemberRole | None
    verified_on: date | None
    last_verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class ExpectedHousehold:
    """A household behind a door, and the serial of its valid card."""

    household_id: UUID
    number: str
    serial: str
    verified_on: date | None
    people: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """A dwelling that one comes past, with the households that live there."""

    dwelling_id: UUID
    address: str
    households: tuple[ExpectedHousehold, ...]


async def open_walk(officer: Officer) -> Walk:
    """Today's drawers on duty, and the key for today; who lives there is asked for drawer by drawer."""
    at = now()
    today = legal_day(at)
    return Walk(today, day_end(today), walk_key(officer.id, today), await drawers_on_duty(officer, today))


def walk_key(officer_id: UUID, day: date) -> bytes:
    """The 128 bits under which an officer's phone keeps a day's walk: of nobody else, and of no other day."""
    return digest(RESIDENCE, "walk-key", f"{officer_id} {day.isoformat()}")


async def drawers_on_duty(officer: Officer, today: date) -> tuple[Drawer, ...]:
    """The drawers within reach that the officer looks after today, as assistant, as officer, or as cover."""
    within_reach = await load_drawers(officer, Act.WALK_OPEN)
    rows = await fetch(
        """SELECT drawer FROM drawer_duty
           WHERE officer = $1 AND valid_from <= $2 AND (valid_until IS NULL OR valid_until >= $2)""",
        officer.id, today,
    )  # fmt: skip
    on_duty = {row["drawer"] for row in rows}
    return tuple(drawer for drawer in within_reach if drawer.id in on_duty)


async def look_ahead(officer: Officer) -> tuple[tuple[Drawer, ...], tuple[Dwelling, ...]]:
    """Today's drawers on duty and the doors of the first, in their order: premises, and nobody who lives there."""
    drawers = await drawers_on_duty(officer, legal_day(now()))
    return drawers, tuple(await dwellings_in(drawers[0].id)) if drawers else ()


async def open_drawer_for_walk(officer: Officer, drawer_id: UUID) -> tuple[Door, ...]:
    """Whom to expect in a drawer on duty today, door by door; read for a visit, and recorded. NotFound elsewhere."""
    async with residence_change(
        officer.actor, Act.WALK_OPEN, about(DRAWER, drawer_id), purpose=ResidencePurpose.VISIT
    ) as change:
        if all(drawer.id != drawer_id for drawer in await drawers_on_duty(officer, legal_day(change.at))):
            raise NotFound(NOT_HERE)
        dwellings, households = await dwellings_in(drawer_id), await households_in_drawer(drawer_id)
        change.note(households=[str(household.id) for household in households])
        expected = await _expected(households)
    return tuple(
        Door(
            dwelling.id,
            dwelling.address,
            tuple(
                expected[household.id]
                for household in households
                if household.dwelling_digest == dwelling_digest(dwelling.id)
            ),
        )
        for dwelling in dwellings
    )


async def _expected(households: Iterable[StoredHousehold]) -> dict[UUID, ExpectedHousehold]:
    by_id = {household.id: household for household in households}
    living = await residents_of(by_id)
    residents = [resident for some in living.values() for resident in some]
    people, roles = await open_people(residents), await roles_of_members(residents)
    serials = await _serials(by_id.values())
    return {
        household_id: ExpectedHousehold(
            household_id,
            household.number,
            serials.get(household_id, ""),
            household.verified_on,
            tuple(
                _whom(resident, people[resident.id], roles.get(resident.id))
                for resident in sorted(living[household_id], key=lambda one: _ROLE_ORDER.get(roles.get(one.id), 0))
                if resident.id in people
            ),
        )
        for household_id, household in by_id.items()
    }


def _whom(resident: StoredResident, person: Person, role: MemberRole | None) -> Expected:
    return Expected(
        resident_id=resident.id,
        name=person.name,
        sex=person.sex,
        born_year=person.born_on.year if person.born_on else None,
        document_end=person.document_number[-_SHOWN_OF_DOCUMENT:],
        role=role,
        verified_on=resident.verified_on,
        last_verdict=resident.last_verdict,
    )


async def _serials(households: Iterable[StoredHousehold]) -> dict[UUID, str]:
    """The serials of the valid cards; the households' keys open them."""
    keys_of = {household.id: household.vault_key for household in households}
    rows = await fetch(
        "SELECT id, household, serial_sealed FROM card WHERE household = ANY($1) AND state = $2",
        list(keys_of), CardState.ACTIVE,
    )  # fmt: skip
    keys = await load_keys(keys_of[row["household"]] for row in rows)
    return {
        row["household"]: unseal_text(
            keys[keys_of[row["household"]]], row["serial_sealed"], Place(CARD, "serial_sealed", row["id"])
        )
        for row in rows
        if keys_of[row["household"]] in keys
    }
