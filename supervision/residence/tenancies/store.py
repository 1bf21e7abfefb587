"""Queries of tenancies; their seals are opened here."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from supervision.audit import Act
from supervision.errors import NotFound
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.residence.households.store import dwelling_digest
from supervision.residence.reach import check_reach
from supervision.residence.tenancies.terms import Landlord
from supervision.residence.tenancies.words import CheckedBy, Filing, TenancyEnd
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, seal_json, unseal_json

TENANCY = "tenancy"


class TenancyContent(msgspec.Struct, frozen=True, omit_defaults=True):
    """What no clear column says: who lets what."""

    landlord: Landlord
    dwelling_id: UUID
    address: str
    filing_number: str = ""


@dataclass(frozen=True, slots=True)
class StoredTenancy:
    """A tenancy as it is stored."""

    id: UUID
    number: str
    vault_key: UUID
    division: str
    drawer_digest: bytes
    dwelling_digest: bytes
    starts_on: date
    ends_on: date
    filing: Filing
    renewed_from: UUID | None
    created_at: datetime
    ended_on: date | None
    end_reason: TenancyEnd | None
    revision: int
    content_sealed: bytes

    def content(self, key: DataKey) -> TenancyContent:
        """Who lets what, in clear."""
        return unseal_json(key, self.content_sealed, Place(TENANCY, "content_sealed", self.id), TenancyContent)


@dataclass(frozen=True, slots=True)
class Tenant:
    """A tenant, and who compared the document when."""

    resident_id: UUID
    checked_by: CheckedBy | None
    checked_on: date | None


SELECT_TENANCIES = """
SELECT t.id, t.number, t.vault_key, t.division, t.drawer_digest, t.dwelling_digest, t.starts_on, t.ends_on, t.filing,
       t.renewed_from, t.created_at, t.ended_on, t.end_reason, t.revision, t.content_sealed
FROM tenancy AS t
"""


def tenancy_of(row: Record) -> StoredTenancy:
    """A tenancy from the columns of `SELECT_TENANCIES`."""
    values = {name: row[name] for name in StoredTenancy.__dataclass_fields__}
    reason = row["end_reason"]
    return StoredTenancy(
        **{**values, "filing": Filing(row["filing"]), "end_reason": TenancyEnd(reason) if reason else None}
    )


def seal_content(key: DataKey, tenancy_id: UUID, content: TenancyContent) -> bytes:
    """Who lets what, for the tenancy's row."""
    return seal_json(key, content, Place(TENANCY, "content_sealed", tenancy_id))


async def load_tenancy(officer: Officer, act: Act, tenancy_id: UUID, *, lock: bool = False) -> StoredTenancy:
    """The tenancy, if the officer may do `act` on it; NotFound outside of their reach."""
    row = await fetch_one(f"{SELECT_TENANCIES} WHERE t.id = $1 {'FOR NO KEY UPDATE' if lock else ''}", tenancy_id)
    if row is None:
        raise NotFound(NOT_HERE)
    await check_reach(officer, act, row["division"], row["drawer_digest"])
    return tenancy_of(row)


async def running_tenancies_of(dwelling_id: UUID) -> list[StoredTenancy]:
    """The tenancies of a dwelling, which the caller has loaded, that have not ended, the newest first."""
    rows = await fetch(
        f"{SELECT_TENANCIES} WHERE t.dwelling_digest = $1 AND t.ended_on IS NULL ORDER BY t.created_at DESC, t.id DESC",
        dwelling_digest(dwelling_id),
    )
    return [tenancy_of(row) for row in rows]


async def tenants_of(tenancy_ids: list[UUID]) -> dict[UUID, list[Tenant]]:
    """The tenants of tenancies that the caller has loaded."""
    found: dict[UUID, list[Tenant]] = {tenancy_id: [] for tenancy_id in tenancy_ids}
    rows = await fetch(
        "SELECT tenancy, resident, checked_by, checked_on FROM tenancy_tenant WHERE tenancy = ANY($1) ORDER BY id",
        tenancy_ids,
    )
    for row in rows:
        checked = row["checked_by"]
        found[row["tenancy"]].append(
            Tenant(row["resident"], CheckedBy(checked) if checked else None, row["checked_on"])
        )
    return found
