"""The figures page: beside people what else the register holds, each number that of the list to which its bar leads."""

from datetime import timedelta

from supervision.legal_time import legal_day, now
from supervision.residence.addresses.hazards import HazardDraft, record_hazard
from supervision.residence.codes import HazardKind
from supervision.residence.permits.acting import apply_for_permit
from supervision.residence.permits.words import PermitCondition
from supervision.residence.tenancies.keeping import enter_tenancy
from supervision.residence.tenancies.terms import TenantDraft
from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.console.browsing import browser, links_of, shown
from tests.cast import NORTH_VILLAGE
from tests.makers_residence import make_building, make_household
from tests.supervision.residence.test_tenancies import lease


async def test_every_bar_of_the_register_leads_to_a_list_of_as_many(service: Service) -> None:
    petra, today = service.cast.petra.officer, legal_day(now())
    building = await make_building(petra, NORTH_VILLAGE)
    home = building.dwellings["101"]
    _, (resident,) = await make_household(petra, home)
    await fetch("UPDATE dwelling SET letting_use = CASE id WHEN $1 THEN '01' ELSE NULL END", home)
    await enter_tenancy(petra, home, lease(TenantDraft(resident)))
    await record_hazard(petra, home, HazardDraft(HazardKind.FIRE, "楼道堆放杂物。"))
    await apply_for_permit(petra, resident, PermitCondition.JOB, ("劳动合同",), today - timedelta(days=190))
    expected = {
        "/console/quality/list?counted=homes&use=01": "幸福路3号楼101",
        "/console/tenancies?show=unfiled": "幸福路3号楼101",
        "/console/hazards": "幸福路3号楼101",
        "/console/permits?show=to-handle": "周*",
        "/console/cards?state=queued": "幸福路3号楼101",
        "/console/quality/list?counted=met": "周*",
    }
    async with browser(service, service.cast.petra) as officer:
        page = await officer.get("/console/residence-figures")
        blocks = page.split('class="figure-blocks"', 1)[1]
        led = links_of(blocks, r"/console/[^\"]+")
        assert set(expected) <= set(led)
        assert '<meter class="quality-bar"' in blocks.split('href="/console/hazards"', 1)[1].split("</a>", 1)[0]
        for path, line in expected.items():
            assert line in shown(await officer.get(path)), path
        assert "这里没有了" in shown(await officer.get("/console/quality/list?counted=homes&use=02"))


async def test_homes_of_one_letting_use_are_listed_by_the_api(service: Service) -> None:
    petra = service.cast.petra
    building = await make_building(petra.officer, NORTH_VILLAGE)
    await fetch("UPDATE dwelling SET letting_use = '01' WHERE id = $1", building.dwellings["101"])
    async with service.client(petra) as client:
        found = (await client.get("/api/v1/dwellings", params={"letting_use": "01"})).json()["items"]
    assert [one["id"] for one in found] == [str(building.dwellings["101"])]
