"""What is sent about residents and households."""

from datetime import date
from typing import Annotated, TypeAlias
from uuid import UUID

from litestar.params import QueryParameter
from msgspec import Meta

from api.v1.requests import Body, ShortText
from supervision.documents import DocumentType
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.changing import ContactChange
from supervision.residence.households.memberships import Destination
from supervision.residence.households.person import Person
from supervision.residence.households.registering import NewResident, StayDraft
from supervision.residence.households.words import HouseholdKind, MemberRole, StayEnd

ResidencePurposeAsked: TypeAlias = Annotated[
    str | None,
    QueryParameter(
        name="purpose",
        description="Required, and recorded: registration, visit, permit, service, complaint or inspection.",
    ),
]
"""Why the residence register is read; the domain refuses what is missing or unknown."""

Revision: TypeAlias = Annotated[int, Meta(ge=1, le=2**31 - 2)]
"""The revision that was opened for editing."""


class StayBody(Body, frozen=True):
    """On what footing somebody lives there, why they came, and from when to when."""

    lodging: LodgingKind
    reason: ArrivalReason
    began_on: date
    expected_until: date | None = None
    proved_from: date | None = None

    def draft(self) -> StayDraft:
        """As the domain takes it."""
        return StayDraft(self.lodging, self.reason, self.began_on, self.expected_until, self.proved_from)


class NewcomerBody(Body, frozen=True):
    """Somebody to be registered; what the region's law does not list is refused.

    Without a role they are the head of a household that has none, otherwise a companion. A second head is refused.
    """

    person: Person
    stay: StayBody
    role: MemberRole | None = None

    def newcomer(self) -> NewResident:
        """As the domain takes them."""
        return NewResident(self.person, self.stay.draft(), self.role)


class NewHousehold(Body, frozen=True):
    """A household file for a dwelling, with whom it begins."""

    dwelling_id: UUID
    residents: Annotated[tuple[NewcomerBody, ...], Meta(min_length=1, max_length=30)]
    kind: HouseholdKind = HouseholdKind.FAMILY


class NewMember(NewcomerBody, frozen=True, kw_only=True):
    """Somebody to be registered into an open household file."""

    household_id: UUID


class ContactBody(Body, frozen=True):
    """A new telephone number or workplace, told within the law's period from `happened_on`."""

    revision: Revision
    happened_on: date
    phone: str | None = None
    workplace: str | None = None

    def change(self) -> ContactChange:
        """As the domain takes it."""
        return ContactChange(self.happened_on, self.phone, self.workplace)


class NewAmendment(Body, frozen=True):
    """The whole person as it should be, and why."""

    revision: Revision
    person: Person
    reason: ShortText


class StayEnding(Body, frozen=True):
    """The last day of a stay, and why it ended."""

    ended_on: date
    reason: StayEnd


class DestinationBody(Body, frozen=True, kw_only=True):
    """A dwelling, and there an open household file, or a new one of a kind."""

    dwelling_id: UUID
    household_id: UUID | None = None
    kind: HouseholdKind = HouseholdKind.FAMILY
    role: MemberRole | None = None
    stay: StayBody

    def destination(self) -> Destination:
        """As the domain takes it."""
        return Destination(self.dwelling_id, self.household_id, self.kind, self.role)


class MoveInBody(DestinationBody, frozen=True, kw_only=True):
    """A newcomer who is registered elsewhere, by document."""

    document_type: DocumentType
    document_number: Annotated[str, Meta(min_length=1, max_length=40)]


class MoveOutBody(Body, frozen=True):
    """To which community somebody moves, from when, and what was said of the address."""

    community: str
    moves_on: date
    note: str = ""


class NewHead(Body, frozen=True):
    """Who is to be the head, and what the former head becomes."""

    resident_id: UUID
    former_role: MemberRole = MemberRole.RELATIVE


class MemberChoice(Body, frozen=True):
    """A member, and what they are to be in the other household."""

    resident_id: UUID
    role: MemberRole


class Split(Body, frozen=True):
    """Who is to form a household of their own at the same dwelling."""

    members: Annotated[tuple[MemberChoice, ...], Meta(min_length=1)]
    kind: HouseholdKind = HouseholdKind.FAMILY


class Joining(Body, frozen=True):
    """Who is to join which other household at the same dwelling."""

    household_id: UUID
    members: Annotated[tuple[MemberChoice, ...], Meta(min_length=1)]
