"""A permit from the resident's page to its printed form."""

import re
from datetime import timedelta
from uuid import UUID

from supervision.legal_time import legal_day, now
from supervision.residence.households.materials import NewMaterial, add_to_resident
from supervision.residence.households.words import MaterialKind
from supervision.residence.permits.acting import tell_missing
from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown, value_of
from tests.cast import NORTH_VILLAGE
from tests.makers_residence import make_building, make_household
from tests.supervision.residence.test_materials import a_photo


async def test_a_permit_is_applied_for_from_the_residents_page_and_printed_with_address_and_photo(
    service: Service,
) -> None:
    petra = service.cast.petra
    building = await make_building(petra.officer, NORTH_VILLAGE)
    _, (resident,) = await make_household(petra.officer, building.dwellings["101"])
    photo = await add_to_resident(petra.officer, resident, NewMaterial(MaterialKind.PHOTO, "登记照", a_photo()))
    async with browser(service, petra) as officer:
        own = f"/console/residents/{resident}"
        form = value_of(await officer.get(own, purpose="permit"), r'href="(/console/permits/new\?resident=[^"]+)"')
        assert "申请居住证" in await officer.get(form)
        proved_from = (legal_day(now()) - timedelta(days=190)).isoformat()
        fields = {"resident": str(resident), "condition": "job", "papers": "劳动合同", "proved_from": proved_from}
        applied = await officer.done("/console/permits", fields)
        permit = value_of(applied, r'action="/console/permits/([0-9a-f-]+)/acts"')
        page = await officer.get(own, purpose="permit")
        assert f'href="/console/permits/{permit}"' in page
        assert "/console/permits/new" not in page
        paper = await officer.get(f"/console/permits/{permit}/papers/permit")
        assert "幸福路3号楼101" in shown(paper)
        assert f'src="/console/materials/{photo}/preview?purpose=permit"' in paper
        await tell_missing(petra.officer, UUID(permit), ("近期照片",))
        missing = await officer.get(f"/console/permits/{permit}/papers/missing")
        assert re.search("自受理之日起15日内发放", shown(missing))
