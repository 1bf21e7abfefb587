"""What stands before the pages and routes of stay notices are called; everybody is invented."""

from datetime import timedelta
from uuid import UUID

from supervision.legal_time import legal_day, now
from supervision.residence.notices.deciding import open_notice
from supervision.residence.notices.links import issue_link
from supervision.residence.notices.words import LinkScope
from tests.api.conftest import Service
from tests.api.page_scenes import Sent
from tests.cast import NORTH_VILLAGE
from tests.makers_notices import arrival, make_notice
from tests.makers_residence import Building, make_building

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
