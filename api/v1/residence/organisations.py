"""Organisations (单位): employers, schools, property managers, brokers; and the parties behind premises."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import Meta

from api.v1.requests import Body, Created
from api.v1.residence.dwellings import ResidencePurposeAsked
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.documents import DocumentType
from supervision.officers import Officer
from supervision.residence.organisations.store import (
    Contact,
    Organisation,
    OrganisationFacts,
    change_organisation,
    create_organisation,
    list_organisations,
    load_organisation,
    open_contact,
)
from supervision.residence.organisations.words import OrganisationKind
from supervision.residence.parties.details import Party
from supervision.residence.parties.store import MaskedParty, change_party, create_party, find_parties, open_party
from supervision.residence.parties.words import PartyKind


class OrganisationView(View, frozen=True):
    """An organisation; who answers for it is opened for a purpose."""

    id: UUID
    division: str
    kind: OrganisationKind
    name: str
    credit_code: str | None
    address_id: UUID | None
    address: str
    has_contact: bool
    created_at: datetime
    closed_at: datetime | None
    revision: int

    @classmethod
    def of_organisation(cls, organisation: Organisation) -> "OrganisationView":
        """The view of an organisation."""
        return cls.of(organisation)


class ContactBody(Body, frozen=True):
    """Who answers for an organisation."""

    name: Annotated[str, Meta(max_length=60)]
    phone: str


class ContactView(View, frozen=True):
    """Who answers for an organisation, in clear; both are empty where nobody was entered."""

    name: str
    phone: str


class NewOrganisation(Body, frozen=True, kw_only=True):
    """An organisation in a community, or at an address."""

    kind: OrganisationKind
    name: Annotated[str, Meta(max_length=120)]
    division: str = ""
    address_id: UUID | None = None
    credit_code: str = ""
    contact: ContactBody | None = None

    def facts(self) -> OrganisationFacts:
        """As the domain takes them."""
        contact = Contact(self.contact.name, self.contact.phone) if self.contact else None
        return OrganisationFacts(self.kind, self.name, self.division, self.address_id, self.credit_code, contact)


class ChangedOrganisation(NewOrganisation, frozen=True, kw_only=True):
    """A changed organisation, and the revision that was looked at."""

    revision: int


class OrganisationController(Controller):
    """Organisations inside the officer's reach."""

    path = "/organisations"
    tags = ["Organisations"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.ORGANISATION_LIST})
    async def list_organisations(
        self,
        officer: NamedDependency[Officer],
        sought: Annotated[str, QueryParameter(name="query")] = "",
        kind: FromQuery[OrganisationKind | None] = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[OrganisationView]:
        """Organisations by a part of the name or the whole credit code, entered last first."""
        page = await list_organisations(officer, sought, kind, cursor)
        return list_of(OrganisationView.of_organisation, page.items, page.next)

    @post("/", opt={"act": Act.ORGANISATION_KEEP})
    async def create(self, data: JSONBody[NewOrganisation], officer: NamedDependency[Officer]) -> Created:
        """Enter an organisation; 409 where its code is known."""
        return Created(await create_organisation(officer, data.facts()))

    @get("/{organisation_id:uuid}", opt={"act": Act.ORGANISATION_LIST})
    async def open(self, organisation_id: FromPath[UUID], officer: NamedDependency[Officer]) -> OrganisationView:
        """One organisation."""
        return OrganisationView.of(await load_organisation(officer, Act.ORGANISATION_LIST, organisation_id))

    @put("/{organisation_id:uuid}", opt={"act": Act.ORGANISATION_KEEP})
    async def change(
        self, organisation_id: FromPath[UUID], data: JSONBody[ChangedOrganisation], officer: NamedDependency[Officer]
    ) -> OrganisationView:
        """Change an organisation; without a contact the one that is there stays."""
        await change_organisation(officer, organisation_id, data.revision, data.facts())
        return OrganisationView.of(await load_organisation(officer, Act.ORGANISATION_LIST, organisation_id))

    @get("/{organisation_id:uuid}/contact", opt={"act": Act.ORGANISATION_OPEN})
    async def contact(
        self,
        organisation_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        purpose: ResidencePurposeAsked = None,
    ) -> ContactView:
        """Who answers for it, in clear; the opening is recorded with its purpose."""
        contact = await open_contact(officer, organisation_id, purpose)
        return ContactView(contact.name, contact.phone) if contact else ContactView("", "")


class MaskedPartyView(View, frozen=True):
    """A party in a list: name and telephone are masked."""

    id: UUID
    kind: PartyKind
    name: str
    phone: str

    @classmethod
    def of_party(cls, party: MaskedParty) -> "MaskedPartyView":
        """The view of a party."""
        return cls.of(party)


class PartyView(View, frozen=True):
    """A party in clear, opened for a purpose."""

    id: UUID
    division: str
    revision: int
    kind: PartyKind
    name: str
    phone: str
    document_type: DocumentType | None
    document_number: str
    address: str


class PartyBody(Body, frozen=True, kw_only=True):
    """Who somebody is that lets, manages, brokers or employs."""

    kind: PartyKind
    name: str
    phone: str
    document_type: DocumentType | None = None
    document_number: str = ""
    address: str = ""

    def party(self) -> Party:
        """As the domain takes it."""
        return Party(self.kind, self.name, self.phone, self.document_type, self.document_number, self.address)


class NewParty(PartyBody, frozen=True, kw_only=True):
    """A party in a division."""

    division: str


class ChangedParty(PartyBody, frozen=True, kw_only=True):
    """A changed party, and the revision that was looked at."""

    revision: int


class Revised(View, frozen=True):
    """The revision that now holds."""

    revision: int


class PartyController(Controller):
    """Parties entered where the officer works."""

    path = "/parties"
    tags = ["Parties"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.PARTY_LIST})
    async def find(
        self, officer: NamedDependency[Officer], sought: Annotated[str, QueryParameter(name="query")]
    ) -> ListView[MaskedPartyView]:
        """Parties whose name, telephone or document may be meant; the search is recorded."""
        return list_of(MaskedPartyView.of_party, await find_parties(officer, sought))

    @post("/", opt={"act": Act.PARTY_KEEP})
    async def create(self, data: JSONBody[NewParty], officer: NamedDependency[Officer]) -> Created:
        """Enter a party."""
        return Created(await create_party(officer, data.division, data.party()))

    @get("/{party_id:uuid}", opt={"act": Act.PARTY_LIST})
    async def open(
        self, party_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: ResidencePurposeAsked = None
    ) -> PartyView:
        """A party in clear; the opening is recorded with its purpose."""
        stored, party = await open_party(officer, party_id, purpose)
        return PartyView.of(party, id=stored.id, division=stored.division, revision=stored.revision)

    @put("/{party_id:uuid}", opt={"act": Act.PARTY_KEEP})
    async def change(
        self, party_id: FromPath[UUID], data: JSONBody[ChangedParty], officer: NamedDependency[Officer]
    ) -> Revised:
        """Change a party; 409 where somebody else changed it meanwhile."""
        return Revised(await change_party(officer, party_id, data.revision, data.party()))
