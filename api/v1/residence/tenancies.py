"""Tenancies: entered, filed, checked, renewed, ended."""

from datetime import date, datetime
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT

from api.v1.requests import Body, Created
from api.v1.residence.requests import ResidencePurposeAsked
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.tenancies.keeping import (
    check_tenant,
    end_tenancy,
    enter_tenancy,
    file_tenancy,
    renew_tenancy,
)
from supervision.residence.tenancies.opening import TenancyShow, TenancySummary, list_tenancies, open_tenancy
from supervision.residence.tenancies.terms import Landlord, TenancyDraft, TenantDraft
from supervision.residence.tenancies.words import CheckedBy, Filing, TenancyEnd


class TenantBody(Body, frozen=True):
    """A resident as a tenant, and who compared the document."""

    resident_id: UUID
    checked_by: CheckedBy | None = None


class NewTenancy(Body, frozen=True):
    """A tenancy of a dwelling; no rent is asked for."""

    dwelling_id: UUID
    landlord: Landlord
    starts_on: date
    ends_on: date
    tenants: list[TenantBody]
    filing: Filing = Filing.UNFILED
    filing_number: str = ""

    def draft(self) -> TenancyDraft:
        """As the domain takes it."""
        tenants = tuple(TenantDraft(tenant.resident_id, tenant.checked_by) for tenant in self.tenants)
        return TenancyDraft(self.landlord, self.starts_on, self.ends_on, tenants, self.filing, self.filing_number)


class FilingBody(Body, frozen=True):
    """Whether the lease is filed, and under what number."""

    filing: Filing
    number: str = ""


class CheckBody(Body, frozen=True):
    """Who compared the document of which tenant."""

    resident_id: UUID
    checked_by: CheckedBy


class RenewalBody(Body, frozen=True):
    """The days of the lease that follows."""

    starts_on: date
    ends_on: date


class EndingBody(Body, frozen=True):
    """The last day, and why."""

    ended_on: date
    reason: TenancyEnd


class TenancyLineView(View, frozen=True):
    """A tenancy in a list, everybody masked."""

    id: UUID
    number: str
    address: str
    landlord: str
    tenants: list[str]
    unchecked: int
    starts_on: date
    ends_on: date
    filing: Filing
    ended_on: date | None
    created_at: datetime

    @classmethod
    def of_summary(cls, one: TenancySummary) -> "TenancyLineView":
        """The view of a summary."""
        return cls.of(
            one.tenancy,
            address=one.address,
            landlord=one.landlord,
            tenants=[tenant.name for tenant in one.tenants],
            unchecked=one.unchecked,
        )


class TenantView(View, frozen=True):
    """A tenant as the law's register of tenants has them: name, kind and number of the document, and who saw it."""

    resident_id: UUID
    name: str
    document_type: str
    document_number: str
    checked_by: CheckedBy | None
    checked_on: date | None


class TenancyView(View, frozen=True):
    """A tenancy in clear."""

    id: UUID
    number: str
    address: str
    dwelling_id: UUID
    landlord: Landlord
    filing: Filing
    filing_number: str
    starts_on: date
    ends_on: date
    ended_on: date | None
    end_reason: TenancyEnd | None
    renewed_from: UUID | None
    tenants: list[TenantView]


class TenancyController(Controller):
    """Tenancies within the officer's reach."""

    path = "/tenancies"
    tags = ["Tenancies"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.TENANCY_LIST})
    async def list_tenancies(
        self,
        officer: NamedDependency[Officer],
        show: FromQuery[TenancyShow] = TenancyShow.RUNNING,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[TenancyLineView]:
        """Tenancies: ending within 30 days or not filed, the first due on top; running or ended, newest first."""
        found = await list_tenancies(officer, show, cursor)
        return list_of(TenancyLineView.of_summary, found.items, found.next)

    @post("/", opt={"act": Act.TENANCY_KEEP})
    async def enter(self, data: JSONBody[NewTenancy], officer: NamedDependency[Officer]) -> Created:
        """Enter a tenancy."""
        return Created(await enter_tenancy(officer, data.dwelling_id, data.draft()))

    @get("/{tenancy_id:uuid}", opt={"act": Act.TENANCY_OPEN})
    async def open_tenancy(
        self, tenancy_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: ResidencePurposeAsked = None
    ) -> TenancyView:
        """A tenancy in clear; recorded with its purpose."""
        file = await open_tenancy(officer, tenancy_id, purpose)
        return TenancyView.of(
            file.tenancy,
            address=file.content.address,
            dwelling_id=file.content.dwelling_id,
            landlord=file.content.landlord,
            filing_number=file.content.filing_number,
            tenants=[
                TenantView(
                    resident_id=one.tenant.resident_id,
                    name=one.person.name if one.person else "",
                    document_type=one.person.document_type if one.person else "",
                    document_number=one.person.document_number if one.person else "",
                    checked_by=one.tenant.checked_by,
                    checked_on=one.tenant.checked_on,
                )
                for one in file.tenants
            ],
        )

    @post("/{tenancy_id:uuid}/filing", opt={"act": Act.TENANCY_KEEP}, status_code=HTTP_204_NO_CONTENT)
    async def file(
        self, tenancy_id: FromPath[UUID], data: JSONBody[FilingBody], officer: NamedDependency[Officer]
    ) -> None:
        """Put down whether the lease is filed."""
        await file_tenancy(officer, tenancy_id, data.filing, data.number)

    @post("/{tenancy_id:uuid}/checks", opt={"act": Act.TENANCY_KEEP}, status_code=HTTP_204_NO_CONTENT)
    async def check(
        self, tenancy_id: FromPath[UUID], data: JSONBody[CheckBody], officer: NamedDependency[Officer]
    ) -> None:
        """Put down who compared a tenant's document."""
        await check_tenant(officer, tenancy_id, data.resident_id, data.checked_by)

    @post("/{tenancy_id:uuid}/renewal", opt={"act": Act.TENANCY_KEEP})
    async def renew(
        self, tenancy_id: FromPath[UUID], data: JSONBody[RenewalBody], officer: NamedDependency[Officer]
    ) -> Created:
        """Renew the lease; gives the tenancy that follows."""
        return Created(await renew_tenancy(officer, tenancy_id, data.starts_on, data.ends_on))

    @post("/{tenancy_id:uuid}/ending", opt={"act": Act.TENANCY_KEEP}, status_code=HTTP_204_NO_CONTENT)
    async def end(
        self, tenancy_id: FromPath[UUID], data: JSONBody[EndingBody], officer: NamedDependency[Officer]
    ) -> None:
        """End the tenancy."""
        await end_tenancy(officer, tenancy_id, data.ended_on, data.reason)
