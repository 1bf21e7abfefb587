"""What stands before the pages and routes of stay notices are called; everybody is invented."""

from datetime import timedelta
from uuid import UUID

from supervision.legal_time import legal_day, now
from supervision.residence.notices.deciding import open_notice
from supervision.residence.notices.links import issue_link
from supervision.residence.notices.words import LinkScope
from tests.api.conftest import Service
from tests.api.notice_calls import permit, tenancy
from tests.api.page_scenes import Sent
from tests.cast import NORTH_VILLAGE
from tests.makers_notices import LANDLORD_OF_LEASE, arrival, make_notice
from tests.makers_residence import Building, make_building, make_household

YESTERDAY = timedelta(days=1)


async def building_of(service: Service) -> Building:
    return await make_building(service.cast.petra.officer, NORTH_VILLAGE)


async def a_drawer(service: Service) -> Sent:
    """A link's form for a drawer."""
    building = await building_of(service)
    form = {"drawer": str(building.drawer), "valid_until": (legal_day(now()) + timedelta(days=9)).isoformat()}
    return Sent(form=form)


async def a_link(service: Service) -> Sent:
    building = await building_of(service)
    last = legal_day(now()) + timedelta(days=9)
    link_id = await issue_link(service.cast.petra.officer, LinkScope.DRAWER, building.drawer, last)
    return Sent({"link_id": link_id}, mark=str(link_id))


async def a_notice(service: Service) -> Sent:
    building = await building_of(service)
    notice_id, _ = await make_notice(service.cast.petra.officer, building.dwellings["101"], arrival())
    return Sent({"notice_id": notice_id}, mark=str(notice_id))


async def a_decision(service: Service) -> Sent:
    sent = await a_notice(service)
    notice_id = sent.path["notice_id"]
    assert isinstance(notice_id, UUID)
    (item,) = (await open_notice(service.cast.petra.officer, notice_id)).items
    form = {"item": "1", "id-1": str(item.id), "action-1": "refuse", "reason-1": "住址不符"}
    return Sent(sent.path, form=form, mark=sent.mark)


async def a_form(service: Service) -> Sent:
    """A notice as an assistant writes it down."""
    building = await building_of(service)
    form = {
        "drawer": str(building.drawer), "dwelling": str(building.dwellings["101"]), "kind": "departure", "persons": "1",
        "declarer_kind": "landlord", "declarer_name": "吴桂英", "declarer_phone": "13911112222", "name-1": "周晓岚",
        "ended_on": (legal_day(now()) - YESTERDAY).isoformat(), "action": "write",
    }  # fmt: skip
    return Sent(form=form)


async def _resident(service: Service) -> tuple[UUID, UUID]:
    building = await building_of(service)
    household, (resident,) = await make_household(service.cast.petra.officer, building.dwellings["101"])
    return household, resident


async def a_household(service: Service) -> Sent:
    household, _ = await _resident(service)
    return Sent(params={"household": str(household)})


async def a_lease(service: Service) -> Sent:
    household, resident = await _resident(service)
    today = legal_day(now())
    form = {
        "household": str(household), "landlord_name": LANDLORD_OF_LEASE.name, "document_type": "id-card",
        "document_number": LANDLORD_OF_LEASE.document_number, "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=300)).isoformat(), "filing": "unfiled", "tenants": str(resident),
    }  # fmt: skip
    return Sent(form=form)


async def a_tenancy(service: Service) -> Sent:
    asked = await tenancy()(service.cast)
    return Sent(asked.path, mark=str(asked.path["tenancy_id"]))


async def a_filing(service: Service) -> Sent:
    sent = await a_tenancy(service)
    return Sent(sent.path, form={"action": "file", "filing": "filed", "filing_number": "备2026-17"})


async def an_applicant(service: Service) -> Sent:
    _, resident = await _resident(service)
    return Sent(params={"resident": str(resident)})


async def an_application(service: Service) -> Sent:
    _, resident = await _resident(service)
    proved = (legal_day(now()) - timedelta(days=200)).isoformat()
    return Sent(form={"resident": str(resident), "condition": "job", "papers": "劳动合同", "proved_from": proved})


async def a_permit(service: Service) -> Sent:
    asked = await permit()(service.cast)
    return Sent(asked.path, mark=str(asked.path["permit_id"]))


async def an_acceptance(service: Service) -> Sent:
    return Sent((await a_permit(service)).path, form={"step": "accept"})


async def a_paper(service: Service) -> Sent:
    return Sent({**(await a_permit(service)).path, "kind": "permit"})
