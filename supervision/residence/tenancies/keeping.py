"""Entering tenancies, filing and renewing them, putting down who checked a document, and ending them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.residence.addresses.dwellings import Dwelling, load_dwelling
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.households.store import dwelling_digest, load_residents
from supervision.residence.reach import drawer_digest
from supervision.residence.tenancies.store import TENANCY, StoredTenancy, TenancyContent, load_tenancy, seal_content
from supervision.residence.tenancies.tables import TenancyRow
from supervision.residence.tenancies.terms import TenancyDraft, TenantDraft, make_draft, make_filing
from supervision.residence.tenancies.words import CheckedBy, Filing, TenancyEnd
from supervision.storage.numbering import Series, take_number
from supervision.vault import KeyKind, create_key, load_key
from supervision.wording import Wording

TENANCY_OVER = Wording("这份租赁已经结束。", "This tenancy has ended.")
ENDS_WRONG = Wording(
    "结束日期应在起始日期之后，且不晚于今天。", "A tenancy ends after it began, and not in the future."
)
RENEWS_EARLIER = Wording("续租应自原租约之后开始。", "A renewal begins after the lease before it.")


class TenancyEnded(RuleRefused):
    """The tenancy has ended already."""

    code = "tenancy-ended"


async def enter_tenancy(officer: Officer, dwelling_id: UUID, entered: TenancyDraft) -> UUID:
    """Enter a tenancy of a dwelling within reach, with residents as tenants; gives its id. InputInvalid."""
    async with residence_change(officer.actor, Act.TENANCY_KEEP) as change:
        dwelling = await load_dwelling(officer, Act.TENANCY_KEEP, dwelling_id)
        return await _store(change, officer, dwelling, make_draft(entered, legal_day(change.at)), None)


async def renew_tenancy(officer: Officer, tenancy_id: UUID, starts_on: date, ends_on: date) -> UUID:
    """Renew a lease: the tenancy ends as renewed, and one that follows it begins; gives its id."""
    async with residence_change(officer.actor, Act.TENANCY_KEEP, about(TENANCY, tenancy_id)) as change:
        before = await _open(officer, tenancy_id)
        content = before.content(await load_key(before.vault_key))
        if starts_on <= before.starts_on:
            raise InputInvalid(RENEWS_EARLIER, field="starts_on")
        dwelling = await load_dwelling(officer, Act.TENANCY_KEEP, content.dwelling_id)
        rows = await change.connection.fetch(
            "SELECT resident, checked_by FROM tenancy_tenant WHERE tenancy = $1", tenancy_id
        )
        tenants = tuple(
            TenantDraft(row["resident"], CheckedBy(row["checked_by"]) if row["checked_by"] else None) for row in rows
        )
        draft = make_draft(TenancyDraft(content.landlord, starts_on, ends_on, tenants), legal_day(change.at))
        await _end(change, before, max(before.starts_on, min(before.ends_on, starts_on)), TenancyEnd.RENEWED)
        return await _store(change, officer, dwelling, draft, tenancy_id)


async def file_tenancy(officer: Officer, tenancy_id: UUID, filing: Filing, number: str) -> None:
    """Put down whether the lease is filed, and under what number. TenancyEnded, InputInvalid."""
    async with residence_change(officer.actor, Act.TENANCY_KEEP, about(TENANCY, tenancy_id)) as change:
        tenancy = await _open(officer, tenancy_id)
        await store_filing(change, tenancy, filing, number)
        change.note(number=tenancy.number, filing=filing)


async def store_filing(change: Change, tenancy: StoredTenancy, filing: Filing, number: str) -> None:
    """Store how a lease that the caller has locked is filed, in the caller's change. InputInvalid."""
    key = await load_key(tenancy.vault_key)
    content = msgspec.structs.replace(tenancy.content(key), filing_number=make_filing(filing, number))
    await change.connection.execute(
        "UPDATE tenancy SET filing = $2, content_sealed = $3, revision = revision + 1 WHERE id = $1",
        tenancy.id, filing, seal_content(key, tenancy.id, content),
    )  # fmt: skip


async def check_tenant(officer: Officer, tenancy_id: UUID, resident_id: UUID, checked_by: CheckedBy) -> None:
    """Put down who compared a tenant's document with the tenant; today. InputInvalid for no tenant of it."""
    async with residence_change(officer.actor, Act.TENANCY_KEEP, about(TENANCY, tenancy_id)) as change:
        tenancy = await _open(officer, tenancy_id)
        found = await change.connection.fetchval(
            """UPDATE tenancy_tenant SET checked_by = $3, checked_on = $4
               WHERE tenancy = $1 AND resident = $2 RETURNING id""",
            tenancy_id, resident_id, checked_by, legal_day(change.at),
        )  # fmt: skip
        if found is None:
            raise InputInvalid(NOT_HERE, field="resident")
        change.note(number=tenancy.number, resident=resident_id, checked_by=checked_by)


async def end_tenancy(officer: Officer, tenancy_id: UUID, last_day: date, reason: TenancyEnd) -> None:
    """End a tenancy; the stays of its tenants are no part of this. TenancyEnded, InputInvalid."""
    async with residence_change(officer.actor, Act.TENANCY_KEEP, about(TENANCY, tenancy_id)) as change:
        tenancy = await _open(officer, tenancy_id)
        if not tenancy.starts_on <= last_day <= legal_day(change.at):
            raise InputInvalid(ENDS_WRONG, field="ended_on")
        await _end(change, tenancy, last_day, reason)
        change.note(number=tenancy.number, reason=reason)


async def _open(officer: Officer, tenancy_id: UUID) -> StoredTenancy:
    tenancy = await load_tenancy(officer, Act.TENANCY_KEEP, tenancy_id, lock=True)
    if tenancy.ended_on is not None:
        raise TenancyEnded(TENANCY_OVER)
    return tenancy


async def _end(change: Change, tenancy: StoredTenancy, last_day: date, reason: TenancyEnd) -> None:
    await change.connection.execute(
        """UPDATE tenancy SET ended_on = $2, end_reason = $3, ended_at = $4, revision = revision + 1 WHERE id = $1""",
        tenancy.id, last_day, reason, change.at,
    )  # fmt: skip


async def _store(
    change: Change, officer: Officer, dwelling: Dwelling, draft: TenancyDraft, renewed_from: UUID | None
) -> UUID:
    await _check_tenants(officer, draft.tenants)
    key, tenancy_id = await create_key(RESIDENCE, KeyKind.TENANCY), uuid4()
    number = await take_number(Series.TENANCY, dwelling.division)
    content = TenancyContent(draft.landlord, dwelling.id, dwelling.address, draft.filing_number)
    await TenancyRow.insert(
        TenancyRow(
            id=tenancy_id,
            number=number,
            vault_key=key.id,
            division=dwelling.division,
            drawer_digest=drawer_digest(dwelling.drawer_id),
            dwelling_digest=dwelling_digest(dwelling.id),
            content_sealed=seal_content(key, tenancy_id, content),
            starts_on=draft.starts_on,
            ends_on=draft.ends_on,
            filing=draft.filing.value,
            renewed_from=renewed_from,
            created_at=change.at,
            created_by=officer.id,
            revision=1,
        )
    )
    await _store_tenants(change, tenancy_id, draft.tenants)
    change.is_about(TENANCY, tenancy_id)
    change.note(number=number, tenants=len(draft.tenants), renewed_from=renewed_from)
    return tenancy_id


async def _store_tenants(change: Change, tenancy_id: UUID, tenants: Sequence[TenantDraft]) -> None:
    today = legal_day(change.at)
    await change.connection.executemany(
        """INSERT INTO tenancy_tenant (id, tenancy, resident, checked_by, checked_on) VALUES ($1, $2, $3, $4, $5)""",
        [
            (uuid4(), tenancy_id, tenant.resident_id, tenant.checked_by, today if tenant.checked_by else None)
            for tenant in tenants
        ],
    )


async def _check_tenants(officer: Officer, tenants: Sequence[TenantDraft]) -> None:
    """InputInvalid for a tenant whom the officer does not reach: existence is not told."""
    ids = {tenant.resident_id for tenant in tenants}
    if len(await load_residents(officer, Act.RESIDENT_LIST, ids)) < len(ids):
        raise InputInvalid(NOT_HERE, field="tenants")
