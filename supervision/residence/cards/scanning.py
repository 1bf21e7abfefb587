"""A card that is held up: a stranger learns whether it is valid, an officer in reach which household it is."""

from dataclasses import dataclass

from supervision.audit import Act
from supervision.errors import NotFound
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.residence.cards.serial import read_serial
from supervision.residence.cards.states import CardState
from supervision.residence.cards.store import StoredCard, load_card_by_serial, serial_digest
from supervision.residence.changes import about, residence_change
from supervision.residence.households.person import Person
from supervision.residence.households.store import (
    HOUSEHOLD,
    StoredHousehold,
    StoredResident,
    load_household,
    open_people,
    residents_of,
)
from supervision.residence.purposes import ResidencePurpose
from supervision.storage.database import fetch_one
from supervision.vault import load_key


@dataclass(frozen=True, slots=True)
class ScannedCard:
    """A card and the household that it opens, with everybody who lives there; read for a visit."""

    card: StoredCard
    serial: str
    household: StoredHousehold
    address: str
    people: tuple[tuple[StoredResident, Person], ...]

    @property
    def is_valid(self) -> bool:
        """Whether it is in the household's hand by right."""
        return self.card.state is CardState.ACTIVE


async def is_valid_serial(text: str) -> bool:
    """Whether a valid card bears what was scanned or typed; all that a stranger is told.

    What no card can bear is looked up like the rest, so that the time of the answer tells nothing either.
    """
    serial = read_serial(text)
    row = await fetch_one(
        "SELECT state FROM card WHERE serial_digest = $1", serial_digest(serial if serial is not None else "")
    )
    return row is not None and row["state"] == CardState.ACTIVE


async def scan_card(officer: Officer, text: str) -> ScannedCard:
    """Open the household of a card for a visit, recorded as a scan; NotFound for a serial of nobody within reach.

    A void card opens the household as well, so that the officer at the door learns why it is void.
    """
    serial = read_serial(text)
    if serial is None:
        raise NotFound(NOT_HERE)
    async with residence_change(officer.actor, Act.CARD_SCAN, purpose=ResidencePurpose.VISIT) as change:
        card = await load_card_by_serial(officer, Act.CARD_SCAN, serial)
        change.subject = about(HOUSEHOLD, card.household_id)
        household = await load_household(officer, Act.CARD_SCAN, card.household_id)
        residents = (await residents_of([household.id]))[household.id]
        people = await open_people(residents)
        change.note(card=card.id, residents=[str(resident.id) for resident in residents])
        address = household.place(await load_key(household.vault_key)).address
    known = tuple((resident, people[resident.id]) for resident in residents if resident.id in people)
    return ScannedCard(card, serial, household, address, known)
