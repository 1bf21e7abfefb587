"""Offices: shown as a tree, and added by the system administrator alone."""

from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown
from tests.cast import NORTH

NEW = {"name": "松坡司法所", "level": "township", "division": NORTH, "parent": ""}


async def test_offices_stand_below_those_that_contain_them(service: Service) -> None:
    async with browser(service, service.cast.sam) as sam:
        page = await sam.get("/console/offices")
        assert "机构 (5)" in shown(page)
        assert '<span class="depth depth-0">青屏市司法局</span>' in page
        assert '<span class="depth depth-2">北岭司法所</span>' in page
        assert "山西省青屏市临溪县北岭镇" in page


async def test_an_office_is_added_in_a_division_that_was_loaded(service: Service) -> None:
    async with browser(service, service.cast.sam) as sam:
        page = await sam.done("/console/offices", NEW | {"parent": str(service.cast.county_office)})
        assert "已新设机构" in page
        assert "松坡司法所" in page


async def test_a_wrong_office_comes_back_with_what_was_typed_and_the_place_to_mend(service: Service) -> None:
    async with browser(service, service.cast.sam) as sam:
        page = await sam.refused("/console/offices", 400, NEW | {"division": "149901001000"})
        assert 'id="division-error"' in page
        assert 'value="松坡司法所"' in page
        assert "位数与所选层级不符" in await sam.refused("/console/offices", 400, NEW | {"level": "county"})
        assert "请选择层级" in await sam.refused("/console/offices", 400, NEW | {"level": "galaxy"})
        assert "已有同名机构" in await sam.refused("/console/offices", 400, NEW | {"name": "北岭司法所"})
        assert 'id="parent-error"' in await sam.refused("/console/offices", 400, NEW | {"parent": "nonsense"})


async def test_others_see_the_offices_of_their_reach_and_add_none(service: Service) -> None:
    async with browser(service, service.cast.olga) as olga:
        page = await olga.get("/console/offices")
        assert "北岭司法所" in page
        assert "南浦司法所" not in page
        assert "新设机构" not in page
        await olga.refused("/console/offices", 403, NEW)
