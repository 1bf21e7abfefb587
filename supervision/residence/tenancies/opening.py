"""One tenancy in clear, the list of tenancies, and those that run out within thirty days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act
from supervision.legal_time import legal_day, now
from supervision.masking import mask_name
from supervision.officers import Officer
from supervision.paging import PAGE_SIZE, Order, Page, read_cursor
from supervision.residence.changes import about, residence_change
from supervision.residence.households.masked import MaskedResident, mask_residents
from supervision.residence.households.person import Person
from supervision.residence.households.store import load_residents, open_people
from supervision.residence.households.within import within
from supervision.residence.purposes import ResidencePurpose, read_residence_purpose
from supervision.residence.reach import reach_of
from supervision.residence.tenancies.store import (
    SELECT_TENANCIES,
    TENANCY,
    StoredTenancy,
    TenancyContent,
    Tenant,
    load_tenancy,
    tenancy_of,
    tenants_of,
)
from supervision.storage.database import Record, fetch
from supervision.vault import load_key, load_keys

ENDING_WITHIN = timedelta(days=30)
"""How long before its end a lease comes up."""


class TenancyShow(StrEnum):
    """Which tenancies a list shows."""

    ENDING = "ending"
    UNFILED = "unfiled"
    RUNNING = "running"
    ENDED = "ended"


_SHOWN = {
    TenancyShow.ENDING: "t.ended_on IS NULL AND t.ends_on <= $1",
    TenancyShow.UNFILED: "t.ended_on IS NULL AND t.filing = 'unfiled'",
    TenancyShow.RUNNING: "t.ended_on IS NULL",
    TenancyShow.ENDED: "t.ended_on IS NOT NULL",
}


_DUE = {TenancyShow.ENDING: "t.ends_on", TenancyShow.UNFILED: "t.starts_on"}
"""By which day the tenancies wait of which something is due; what is not filed, from its first day on."""


@dataclass(frozen=True, slots=True)
class TenancySummary:
    """A tenancy in a list: the premises in clear, everybody masked."""

    tenancy: StoredTenancy
    address: str
    landlord: str
    tenants: tuple[MaskedResident, ...]
    unchecked: int


@dataclass(frozen=True, slots=True)
class OpenedTenant:
    """A tenant in clear, as the register of tenants has them; None once the resident's key was destroyed."""

    tenant: Tenant
    person: Person | None


@dataclass(frozen=True, slots=True)
class TenancyFile:
    """A tenancy in clear, opened for a purpose."""

    tenancy: StoredTenancy
    content: TenancyContent
    tenants: tuple[OpenedTenant, ...]
    purpose: ResidencePurpose


async def open_tenancy(officer: Officer, tenancy_id: UUID, purpose: str | None) -> TenancyFile:
    """A tenancy with landlord and tenants in clear; InputInvalid without one of the purposes, which are recorded."""
    reason = read_residence_purpose(purpose)
    async with residence_change(officer.actor, Act.TENANCY_OPEN, about(TENANCY, tenancy_id), purpose=reason) as change:
        tenancy = await load_tenancy(officer, Act.TENANCY_OPEN, tenancy_id)
        content = tenancy.content(await load_key(tenancy.vault_key))
        tenants = (await tenants_of([tenancy_id]))[tenancy_id]
        residents = await load_residents(officer, Act.RESIDENT_LIST, [tenant.resident_id for tenant in tenants])
        people = await open_people(list(residents.values()))
        change.note(number=tenancy.number, residents=[str(tenant.resident_id) for tenant in tenants])
    return TenancyFile(
        tenancy, content, tuple(OpenedTenant(tenant, people.get(tenant.resident_id)) for tenant in tenants), reason
    )


async def list_tenancies(officer: Officer, show: TenancyShow, cursor: str | None = None) -> Page[TenancySummary]:
    """Tenancies within reach, everybody masked, fifty a page: those due first on top, of others the newest."""
    after, order = read_cursor(cursor), Order(_DUE.get(show, "t.created_at"), "t.id", is_due=show in _DUE)
    async with residence_change(officer.actor, Act.TENANCY_LIST, detail={"show": show}) as change:
        values: list[object] = [legal_day(change.at) + ENDING_WITHIN]
        condition = within(await reach_of(officer, Act.TENANCY_LIST), "t", values)
        rows = await fetch(
            f"""{order.of(SELECT_TENANCIES)} WHERE {_SHOWN[show]} AND $1::date IS NOT NULL AND {condition}
                {order.after(after, values)} {order.clause} LIMIT {PAGE_SIZE + 1}""",
            *values,
        )
        shown, following = order.split(rows)
        change.note(shown=len(shown))
        return Page(await _summaries(officer, shown), following)


async def count_tenancies(officer: Officer) -> dict[TenancyShow, int]:
    """How many leases run out within thirty days, are not filed, and run, within reach."""
    values: list[object] = [legal_day(now()) + ENDING_WITHIN]
    condition = within(await reach_of(officer, Act.TENANCY_LIST), "t", values)
    rows = await fetch(
        f"""SELECT count(*) FILTER (WHERE {_SHOWN[TenancyShow.ENDING]}) AS ending,
                count(*) FILTER (WHERE {_SHOWN[TenancyShow.UNFILED]}) AS unfiled,
                count(*) FILTER (WHERE {_SHOWN[TenancyShow.RUNNING]}) AS running
            FROM tenancy AS t WHERE {condition}""",  # noqa: S608 - values are bound
        *values,
    )
    return {show: rows[0][str(show)] for show in (TenancyShow.ENDING, TenancyShow.UNFILED, TenancyShow.RUNNING)}


def days_left(tenancy: StoredTenancy, today: date) -> int:
    """Days until the lease runs out; negative once it has."""
    return (tenancy.ends_on - today).days


async def _summaries(officer: Officer, rows: Sequence[Record]) -> tuple[TenancySummary, ...]:
    tenancies = [tenancy_of(row) for row in rows]
    keys = await load_keys(tenancy.vault_key for tenancy in tenancies)
    tenants = await tenants_of([tenancy.id for tenancy in tenancies])
    ids = [tenant.resident_id for some in tenants.values() for tenant in some]
    residents = await load_residents(officer, Act.RESIDENT_LIST, ids)
    masked = {one.id: one for one in await mask_residents(list(residents.values()))}
    found = []
    for tenancy in tenancies:
        if tenancy.vault_key not in keys:
            continue
        content = tenancy.content(keys[tenancy.vault_key])
        own = tenants[tenancy.id]
        found.append(
            TenancySummary(
                tenancy,
                content.address,
                mask_name(content.landlord.name),
                tuple(masked[tenant.resident_id] for tenant in own if tenant.resident_id in masked),
                sum(tenant.checked_by is None for tenant in own),
            )
        )
    return tuple(found)
