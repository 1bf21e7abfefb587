"""Tenancies: landlord, tenants, contract, filing, and who saw whose document."""

from datetime import timedelta

import pytest

from supervision.audit.key_expiry import destroy_expired
from supervision.documents import DocumentType
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import legal_day, now
from supervision.residence.addresses.words import DutyPart
from supervision.residence.tenancies.keeping import (
    TenancyEnded,
    check_tenant,
    end_tenancy,
    enter_tenancy,
    file_tenancy,
    renew_tenancy,
)
from supervision.residence.tenancies.opening import TenancyShow, count_tenancies, list_tenancies, open_tenancy
from supervision.residence.tenancies.retiring import EXPIRING_TENANCIES
from supervision.residence.tenancies.terms import Landlord, TenancyDraft, TenantDraft
from supervision.residence.tenancies.words import CheckedBy, Filing, TenancyEnd
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers import RESIDENCE
from tests.makers_residence import Building, id_number, make_household, put_on_duty

LANDLORD = Landlord("吴桂英", DocumentType.ID_CARD, id_number("19600101", 22), "13911112222")


def lease(*tenants: TenantDraft, days: int = 20) -> TenancyDraft:
    today = legal_day(now())
    return TenancyDraft(LANDLORD, today - timedelta(days=300), today + timedelta(days=days), tenants)


async def test_a_tenancy_is_entered_filed_checked_renewed_and_ended(cast: Cast, building: Building) -> None:
    petra, today = cast.petra.officer, legal_day(now())
    _, (resident,) = await make_household(petra, building.dwellings["101"])
    tenancy = await enter_tenancy(petra, building.dwellings["101"], lease(TenantDraft(resident)))
    assert await count_tenancies(petra) == {
        TenancyShow.ENDING: 1,
        TenancyShow.UNFILED: 1,
        TenancyShow.RUNNING: 1,
    }
    (line,) = (await list_tenancies(petra, TenancyShow.ENDING)).items
    assert (line.address, line.landlord, line.unchecked) == ("幸福路3号楼101", "吴*", 1)
    assert [tenant.name for tenant in line.tenants] == ["周*"]
    with pytest.raises(InputInvalid, match="备案编号"):
        await file_tenancy(petra, tenancy, Filing.FILED, " ")
    await file_tenancy(petra, tenancy, Filing.FILED, "备2026-17")
    await check_tenant(petra, tenancy, resident, CheckedBy.LANDLORD)
    file = await open_tenancy(petra, tenancy, "inspection")
    assert (file.content.filing_number, file.content.landlord.name) == ("备2026-17", "吴桂英")
    assert [(one.person and one.person.name, one.tenant.checked_by) for one in file.tenants] == [
        ("周晓岚", CheckedBy.LANDLORD)
    ]
    renewed = await renew_tenancy(petra, tenancy, today + timedelta(days=21), today + timedelta(days=380))
    assert (await open_tenancy(petra, tenancy, "visit")).tenancy.end_reason is TenancyEnd.RENEWED
    assert (await open_tenancy(petra, renewed, "visit")).tenants[0].tenant.checked_by is CheckedBy.LANDLORD
    with pytest.raises(TenancyEnded):
        await file_tenancy(petra, tenancy, Filing.EXEMPT, "")
    assert (await count_tenancies(petra))[TenancyShow.ENDING] == 0


async def test_what_cannot_be_is_refused(cast: Cast, building: Building) -> None:
    petra, today = cast.petra.officer, legal_day(now())
    _, (resident,) = await make_household(petra, building.dwellings["101"])
    tenant = TenantDraft(resident)
    for wrong, field in (
        (lease(tenant, days=-400), "ends_on"),
        (lease(), "tenants"),
        (lease(TenantDraft(building.drawer)), "tenants"),
    ):
        with pytest.raises(InputInvalid) as refusal:
            await enter_tenancy(petra, building.dwellings["101"], wrong)
        assert refusal.value.field == field
    tenancy = await enter_tenancy(petra, building.dwellings["101"], lease(tenant))
    with pytest.raises(InputInvalid):
        await end_tenancy(petra, tenancy, today + timedelta(days=1), TenancyEnd.GIVEN_UP)
    await end_tenancy(petra, tenancy, today, TenancyEnd.GIVEN_UP)
    with pytest.raises(TenancyEnded):
        await end_tenancy(petra, tenancy, today, TenancyEnd.GIVEN_UP)


async def test_elsewhere_and_off_duty_there_is_no_such_tenancy_and_no_column_says_where(
    cast: Cast, building: Building
) -> None:
    petra, paul = cast.petra.officer, cast.paul.officer
    _, (resident,) = await make_household(petra, building.dwellings["101"])
    tenancy = await enter_tenancy(petra, building.dwellings["101"], lease(TenantDraft(resident)))
    for stranger in (cast.pavel.officer, cast.olga.officer, paul):
        with pytest.raises(NotFound):
            await open_tenancy(stranger, tenancy, "visit")
    await put_on_duty(petra, building.drawer, paul.id, DutyPart.ASSISTANT)
    assert (await open_tenancy(paul, tenancy, "visit")).tenancy.id == tenancy
    (row,) = await fetch("SELECT t::text AS text FROM tenancy t")
    for secret in (building.dwellings["101"], building.drawer, "吴桂英", "13911112222", "幸福路"):
        assert str(secret) not in row["text"]


async def test_a_tenancy_is_destroyed_two_years_after_it_ended(cast: Cast, building: Building) -> None:
    petra, today = cast.petra.officer, legal_day(now())
    _, (resident,) = await make_household(petra, building.dwellings["101"])
    tenancy = await enter_tenancy(petra, building.dwellings["101"], lease(TenantDraft(resident)))
    await end_tenancy(petra, tenancy, today, TenancyEnd.EXPIRED)
    assert await destroy_expired(EXPIRING_TENANCIES, now() + timedelta(days=700), RESIDENCE) == 0
    assert await destroy_expired(EXPIRING_TENANCIES, now() + timedelta(days=740), RESIDENCE) == 1
    with pytest.raises(NotFound):
        await open_tenancy(petra, tenancy, "visit")
