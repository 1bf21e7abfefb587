"""Who may call the routes of stay notices, tenancies and permits, and with what they are called."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from uuid import UUID

from supervision.legal_time import legal_day, moved_clock, now
from supervision.residence.notices.deciding import open_notice
from supervision.residence.notices.links import issue_link
from supervision.residence.notices.words import LinkScope
from supervision.residence.permits.acting import accept_application, apply_for_permit, issue_permit
from supervision.residence.permits.words import PermitCondition
from supervision.residence.tenancies.keeping import enter_tenancy
from supervision.residence.tenancies.terms import TenancyDraft, TenantDraft
from tests.api.call import Call
from tests.api.scenes import Asked, Json, Scene
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_notices import LANDLORD_OF_LEASE, arrival, make_notice
from tests.makers_residence import Building, make_building, make_household

V1 = "/api/v1"
PERMIT, TENANCY = f"{V1}/permits/{{permit_id}}", f"{V1}/tenancies/{{tenancy_id}}"
PURPOSE = {"purpose": "permit"}
PAPERS = ("劳动合同",)
Body = Callable[[], Json] | None
Made = Callable[[Cast, Building], Awaitable[Asked]]


def day(days: int) -> str:
    return (legal_day(now()) + timedelta(days=days)).isoformat()


def housed(made: Made) -> Scene:
    """In a building of North."""

    async def scene(cast: Cast) -> Asked:
        return await made(cast, await make_building(cast.petra.officer, NORTH_VILLAGE))

    return scene


async def _a_link(cast: Cast, building: Building) -> Asked:
    last = legal_day(now()) + timedelta(days=9)
    return Asked({"link_id": await issue_link(cast.petra.officer, LinkScope.DRAWER, building.drawer, last)})


async def _for_a_link(_cast: Cast, building: Building) -> Asked:
    return Asked(json={"scope": "drawer", "place_id": str(building.drawer), "valid_until": day(9)})


async def _a_notice(cast: Cast, building: Building) -> Asked:
    notice_id, _ = await make_notice(cast.petra.officer, building.dwellings["101"], arrival())
    return Asked({"notice_id": notice_id})


async def _a_decision(cast: Cast, building: Building) -> Asked:
    notice_id, _ = await make_notice(cast.petra.officer, building.dwellings["101"], arrival())
    (item,) = (await open_notice(cast.petra.officer, notice_id)).items
    decision = {"item_id": str(item.id), "action": "register", "dwelling_id": str(building.dwellings["101"])}
    return Asked({"notice_id": notice_id}, json={"decisions": [decision]})


async def _written(_cast: Cast, building: Building) -> Asked:
    declarer = {"kind": "landlord", "name": "吴桂英", "phone": "13911112222"}
    item = {"type": "departure", "name": "周晓岚", "ended_on": day(-1)}
    return Asked(json={"drawer_id": str(building.drawer), "declarer": declarer, "items": [item], "room": "101"})


async def _resident(cast: Cast, building: Building) -> UUID:
    _, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    return resident


def tenancy(json: Body = None, params: Mapping[str, str] | None = None, *, of_tenant: bool = False) -> Scene:
    """A tenancy, with what is sent about it."""

    async def made(cast: Cast, building: Building) -> Asked:
        resident, today = await _resident(cast, building), legal_day(now())
        draft = TenancyDraft(
            LANDLORD_OF_LEASE, today - timedelta(days=9), today + timedelta(days=9), (TenantDraft(resident),)
        )
        tenancy_id = await enter_tenancy(cast.petra.officer, building.dwellings["101"], draft)
        body = json() if json is not None else None
        if of_tenant and body is not None:
            body = {**body, "resident_id": str(resident)}
        return Asked({"tenancy_id": tenancy_id}, params or {}, body)

    return housed(made)


async def _a_lease(cast: Cast, building: Building) -> Asked:
    landlord = {
        "name": LANDLORD_OF_LEASE.name,
        "document_type": "id-card",
        "document_number": LANDLORD_OF_LEASE.document_number,
    }
    tenants = [{"resident_id": str(await _resident(cast, building)), "checked_by": "officer"}]
    lease = {"dwelling_id": str(building.dwellings["101"]), "landlord": landlord, "tenants": tenants}
    return Asked(json=lease | {"starts_on": day(-9), "ends_on": day(300)})


def permit(steps: int = 0, json: Json = None, params: Mapping[str, str] | None = None, days_ago: int = 0) -> Scene:
    """A permit that was applied for some days ago; accepted after one step, issued after two."""

    async def made(cast: Cast, building: Building) -> Asked:
        officer, then = cast.petra.officer, now() - timedelta(days=days_ago)
        resident = await _resident(cast, building)
        with moved_clock(lambda: then):
            proved = legal_day(then) - timedelta(days=200)
            permit_id = await apply_for_permit(officer, resident, PermitCondition.JOB, PAPERS, proved)
            for act in (accept_application, issue_permit)[:steps]:
                await act(officer, permit_id)
        return Asked({"permit_id": permit_id}, params or {}, json)

    return housed(made)


async def _an_application(cast: Cast, building: Building) -> Asked:
    resident = await _resident(cast, building)
    body = {"resident_id": str(resident), "condition": "job", "papers": list(PAPERS), "proved_from": day(-200)}
    return Asked(json=body)


def _police(scene: Scene, *, is_list: bool = False) -> Call:
    return Call("petra", "pavel", scene, is_list=is_list)


NOTICE_CALLS: Mapping[str, Call] = {
    f"GET {V1}/notice-links": _police(housed(_a_link), is_list=True),
    f"POST {V1}/notice-links": _police(housed(_for_a_link)),
    f"DELETE {V1}/notice-links/{{link_id}}": _police(housed(_a_link)),
    f"GET {V1}/stay-notices": _police(housed(_a_notice), is_list=True),
    f"POST {V1}/stay-notices": _police(housed(_written)),
    f"GET {V1}/stay-notices/{{notice_id}}": _police(housed(_a_notice)),
    f"POST {V1}/stay-notices/{{notice_id}}/decisions": _police(housed(_a_decision)),
    f"GET {V1}/tenancies": _police(tenancy(), is_list=True),
    f"POST {V1}/tenancies": _police(housed(_a_lease)),
    f"GET {TENANCY}": _police(tenancy(params=PURPOSE)),
    f"POST {TENANCY}/filing": _police(tenancy(lambda: {"filing": "filed", "number": "备2026-17"})),
    f"POST {TENANCY}/checks": _police(tenancy(lambda: {"checked_by": "landlord"}, of_tenant=True)),
    f"POST {TENANCY}/renewal": _police(tenancy(lambda: {"starts_on": day(10), "ends_on": day(300)})),
    f"POST {TENANCY}/ending": _police(tenancy(lambda: {"ended_on": day(0), "reason": "given-up"})),
    f"GET {V1}/permits": _police(permit(), is_list=True),
    f"POST {V1}/permits": _police(housed(_an_application)),
    f"GET {PERMIT}": _police(permit(params=PURPOSE)),
    f"POST {PERMIT}/missing-papers": _police(permit(json={"papers": ["照片"]})),
    f"POST {PERMIT}/acceptance": _police(permit()),
    f"POST {PERMIT}/refusal": _police(permit(json={"reason": "条件不符。"})),
    f"POST {PERMIT}/issue": _police(permit(1)),
    f"POST {PERMIT}/endorsements": _police(permit(2, {"papers": []}, days_ago=345)),
    f"POST {PERMIT}/suspension": _police(permit(2, days_ago=380)),
    f"POST {PERMIT}/cancellation": _police(permit(2, {"reason": "left-area"})),
}
"""By method and path."""
