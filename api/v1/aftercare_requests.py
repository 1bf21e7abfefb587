"""What is sent about after-care."""

from datetime import date
from typing import Annotated, TypeAlias
from uuid import UUID

from litestar.params import QueryParameter
from msgspec import Meta

from api.v1.requests import Body
from supervision.aftercare.bases import BaseContact, BaseFacts
from supervision.aftercare.person import Contacts, Home, Identity, Needs, Person, Released
from supervision.aftercare.prison_lists import ListEntry
from supervision.aftercare.words import (
    Agreement,
    AidKind,
    Arrival,
    CloseReason,
    HelperKind,
    NoPlacement,
    PlacementKind,
    VisitOutcome,
)

AftercarePurposeAsked: TypeAlias = Annotated[
    str | None,
    QueryParameter(name="purpose", description="Required, and recorded: help, link-up, complaint or inspection."),
]
"""Why a file of after-care is opened; the domain refuses what is missing or unknown."""

Note: TypeAlias = Annotated[str, Meta(max_length=400)]
Revision: TypeAlias = Annotated[int, Meta(ge=1, le=2**31 - 2)]


class PersonBody(Body, frozen=True):
    """Who it is, how and where to be reached, and what is needed."""

    identity: Identity
    home: Home
    contacts: Contacts = Contacts()
    needs: Needs = Needs()

    def person(self) -> Person:
        """As the domain takes it."""
        return Person(self.identity, self.contacts, self.home, self.needs)


class NewEntry(PersonBody, frozen=True, kw_only=True):
    """Somebody on a prison's list, and the office that is to verify it."""

    office_id: UUID
    released_on: date

    def released(self) -> Released:
        """As the domain takes it."""
        return Released(self.person(), self.released_on)


class PrisonList(Body, frozen=True):
    """A prison's list; nothing is stored unless `is_final`."""

    entries: Annotated[tuple[NewEntry, ...], Meta(min_length=1, max_length=1_000)]
    is_final: bool = False

    def numbered(self) -> list[ListEntry]:
        """As the domain takes it, numbered from 1."""
        return [ListEntry(number, one.office_id, one.released()) for number, one in enumerate(self.entries, start=1)]


class ChangedPerson(PersonBody, frozen=True, kw_only=True):
    """The whole person anew, and the revision that was opened for editing."""

    revision: Revision


class HandOver(Body, frozen=True):
    """Whether the person wants help, and which."""

    agreement: Agreement
    wanted: Note = ""


class Verification(Body, frozen=True):
    """Whether address and family were confirmed."""

    is_found: bool
    note: Note = ""


class ArrivalBody(Body, frozen=True):
    """How and when somebody came home; without how: did not return."""

    arrival: Arrival | None = None
    arrived_on: date | None = None
    note: Note = ""


class AgreementBody(Body, frozen=True):
    """What the person said when asked."""

    agreed: bool
    note: Note = ""


class Closing(Body, frozen=True):
    """Why a file is closed."""

    reason: CloseReason
    note: Note = ""


class NewHelper(Body, frozen=True):
    """Who helps from which day on, by default today."""

    kind: HelperKind
    name: str
    relation: Note = ""
    phone: str = ""
    from_on: date | None = None


class Ending(Body, frozen=True):
    """The last day, by default today."""

    until_on: date | None = None


class NewPlacement(Body, frozen=True):
    """How somebody is placed, or why not."""

    kind: PlacementKind
    base_id: UUID | None = None
    reason: NoPlacement | None = None
    details: Note = ""
    from_on: date | None = None


class NewAid(Body, frozen=True):
    """What the person asks for, and of which office."""

    kind: AidKind
    asked: Note
    office: Note = ""


class AidAnswer(Body, frozen=True):
    """Whether it was given, and what was said."""

    is_given: bool
    answer: Note = ""


class NewVisit(Body, frozen=True):
    """A visit, and the next as agreed."""

    outcome: VisitOutcome
    note: Note = ""
    visited_on: date | None = None
    next_on: date | None = None


class BaseBody(Body, frozen=True):
    """A placement base."""

    division: str
    name: str
    address: str
    places: Annotated[int, Meta(ge=0, le=10_000)]
    contact: BaseContact = BaseContact()
    is_closed: bool = False

    def facts(self) -> BaseFacts:
        """As the domain takes it."""
        return BaseFacts(self.division, self.name, self.address, self.places, self.contact, self.is_closed)


class ChangedBase(BaseBody, frozen=True, kw_only=True):
    """The whole base anew, and the revision that was opened for editing."""

    revision: Revision
