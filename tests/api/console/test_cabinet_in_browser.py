"""The cabinet in a real browser: a plan of the house on a wide screen, a list on a phone, all of it by keyboard."""

from playwright.async_api import Page, expect

from supervision.residence.addresses.hazards import HazardDraft, record_hazard
from supervision.residence.addresses.standard import AddressDraft, create_address
from supervision.residence.addresses.words import AddressKind
from supervision.residence.codes import HazardKind
from tests.api.conftest import Service
from tests.api.console.test_in_browser import OFFICE, PHONE
from tests.api.console.test_pages_in_browser import opened
from tests.cast import NORTH_VILLAGE
from tests.makers_residence import Building, make_building, make_household

ROOMS = ("101", "102", "103", "201", "202", "203")


async def town(service: Service) -> Building:
    """A house with two floors of three; somebody lives at 202, where something is dangerous."""
    officer = service.cast.petra.officer
    building = await make_building(officer, NORTH_VILLAGE, rooms=ROOMS)
    await make_household(officer, building.dwellings["202"])
    await record_hazard(officer, building.dwellings["202"], HazardDraft(HazardKind.FIRE, "楼道堆放杂物。"))
    return building


async def plate_in_focus(page: Page) -> str:
    return str(await page.evaluate("document.activeElement?.querySelector?.('.plate')?.textContent ?? ''"))


async def test_the_cabinet_is_walked_by_arrows_and_a_home_opened_with_enter(service: Service) -> None:
    building = await town(service)
    async with opened(service, service.cast.petra) as (page, complaints):
        await page.set_viewport_size({"width": OFFICE[0], "height": OFFICE[1]})
        await page.goto(f"{service.url}/console/cabinet")
        tops = [box["y"] for box in [await one.bounding_box() for one in await page.locator(".floor").all()] if box]
        assert tops == sorted(tops)
        await expect(page.locator(".floor-label").first).to_have_text("2F")
        await page.locator("[data-home]").first.focus()
        walk = []
        for key in ("ArrowRight", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "End", "Home"):
            await page.keyboard.press(key)
            walk.append(await plate_in_focus(page))
        assert walk == ["202", "102", "103", "203", "202", "103", "201"]
        await expect(page.locator("[data-home][tabindex='0']")).to_have_count(1)
        home = page.locator("[data-home]", has_text="202")
        await expect(home).to_contain_text("1·0·0")
        await expect(home).to_contain_text("隐患")
        await expect(page.locator("[data-home]", has_text="101")).to_contain_text("空置")
        await page.keyboard.press("ArrowRight")
        await page.keyboard.press("Enter")
        await page.wait_for_url(f"**/console/dwellings/{building.dwellings['202']}")
        await expect(page.locator("h1")).to_contain_text("幸福路3号楼202")
        await page.keyboard.press("Escape")
        await page.wait_for_url("**/console/cabinet?*")
        await page.locator("#plate").fill("103")
        await page.keyboard.press("Enter")
        await page.wait_for_url(f"**/console/dwellings/{building.dwellings['103']}")
        assert complaints == []


async def test_the_phone_shows_a_list_and_the_map_premises_and_nobody(service: Service) -> None:
    building = await town(service)
    async with opened(service, service.cast.petra) as (page, complaints):
        await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        paths = (
            "cabinet", f"drawers/{building.drawer}", "drawers", f"dwellings/{building.dwellings['202']}", "addresses",
            f"addresses/{building.building}", "hazards", "organisations", "addresses/import",
        )  # fmt: skip
        for path in paths:
            await page.goto(f"{service.url}/console/{path}")
            assert await page.evaluate(
                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            ), path
        await page.goto(f"{service.url}/console/cabinet")
        lefts = {
            box["x"] for box in [await one.bounding_box() for one in await page.locator("[data-home]").all()] if box
        }
        assert len(lefts) == 1
        await page.goto(f"{service.url}/console/premises-map")
        await expect(page.locator("#map-note")).to_have_text("1 个抽屉")
        answer = await page.request.get(f"{service.url}/console/premises-map/premises?division={NORTH_VILLAGE}")
        (feature,) = (await answer.json())["features"]
        assert (feature["properties"]["colour"], feature["properties"]["hazards"]) == ("red", 1)
        assert "周晓岚" not in await answer.text()
        assert complaints == []


async def test_a_merge_is_made_side_by_side_and_undone_from_the_notice(service: Service) -> None:
    building = await town(service)
    draft = AddressDraft(AddressKind.BUILDING, "03栋", parent_id=building.street)
    await create_address(service.cast.petra.officer, draft)
    async with opened(service, service.cast.petra) as (page, complaints):
        await page.goto(f"{service.url}/console/addresses/duplicates")
        await page.get_by_role("button", name="保留这一个，并入另一个").first.click()
        await expect(page.locator(".notice-done")).to_contain_text("已合并")
        await expect(page.locator("body")).to_contain_text("没有疑似重复的地址")
        await page.locator(".notice-done").get_by_role("button", name="撤销").click()
        await expect(page.locator(".notice-done")).to_contain_text("合并已撤销")
        await expect(page.get_by_role("button", name="保留这一个，并入另一个")).to_have_count(2)
        assert complaints == []
