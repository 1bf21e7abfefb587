"""A newcomer in a real browser: looked for first, registered by the keyboard alone, and given a printed card."""

from playwright.async_api import Locator, Page, expect

from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.console.test_in_browser import OFFICE
from tests.api.console.test_pages_in_browser import opened
from tests.api.secure_service import picture
from tests.cast import NORTH_VILLAGE
from tests.makers_residence import id_number, make_building, make_household, make_new, make_person

NAME, NUMBER, PHONE = "吴小军", id_number("19951224", 17), "16300001234"
MOST_TABS = 60


async def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it is reached, as somebody without a mouse does."""
    for _ in range(MOST_TABS):
        if await wanted.evaluate("found => found === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {wanted}")


async def choose(page: Page, field: str, label: str) -> None:
    """Go to a list and down to one of its lines."""
    wanted = page.locator(f"select[name={field}]")
    await tab_to(page, wanted)
    for _ in range(MOST_TABS):
        if await wanted.evaluate("list => list.selectedOptions[0]?.label ?? ''") == label:
            return
        await page.keyboard.press("ArrowDown")
    raise AssertionError(f"{field} has no line {label}")


async def press(page: Page, name: str) -> None:
    await tab_to(page, page.get_by_role("button", name=name, exact=True).last)
    await page.keyboard.press("Enter")


async def look_for(page: Page) -> None:
    """By the search at the top of every page: nobody of that name; the way to register stands there."""
    await page.keyboard.press("/")
    await page.keyboard.type(NAME)
    await page.keyboard.press("Enter")
    await expect(page.locator("h2")).to_have_text("为什么要查找？")
    await page.keyboard.press("Enter")  # the first purpose, registration, has the focus
    await expect(page.locator("body")).to_contain_text("没有符合每个词的在住人员")
    await picture(page, "newcomer-search")
    await tab_to(page, page.locator("main").get_by_role("link", name="登记新来人员").first)
    await page.keyboard.press("Enter")


async def register(page: Page) -> None:
    """The five short pages; what is wrong on one is said there, and nothing typed is lost."""
    await expect(page.locator("[name=name]")).to_be_focused()
    await page.keyboard.type(NAME)
    await page.keyboard.press("Tab")
    await page.keyboard.type(PHONE)
    await picture(page, "newcomer-who")
    await page.keyboard.press("Enter")
    await expect(page.locator("[name=document_number]")).to_be_focused()
    wrong = NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")
    await page.keyboard.type(wrong)
    await page.keyboard.press("Enter")
    await expect(page.locator("#document_number-error")).to_contain_text("校验码不符")
    await tab_to(page, page.locator("[name=document_number]"))
    await page.keyboard.press("Control+A")
    await page.keyboard.type(NUMBER)
    await page.keyboard.press("Enter")
    await choose(page, "drawer", "幸福路3号楼")
    await press(page, "列出房屋")
    await choose(page, "dwelling", "201")
    await choose(page, "role", "户主")
    await picture(page, "newcomer-home")
    await press(page, "下一步")
    await choose(page, "lodging", "租赁")
    await choose(page, "reason", "务工")
    await press(page, "下一步")
    await expect(page.locator("h2").first).to_have_text("将写入以下内容")
    await expect(page.locator(".facts").first).to_contain_text("幸福路3号楼201")
    await picture(page, "newcomer-check")
    await page.keyboard.press("Enter")  # the button that says what it does has the focus
    await expect(page.locator(".notice-done")).to_contain_text("已登记")
    await expect(page.locator("h1")).to_contain_text("幸福路3号楼201")
    await expect(page.locator("body")).to_contain_text(NAME)


async def print_card(page: Page, service: Service) -> str:
    """From the queue of today's work to the sheet; gives the serial."""
    await page.goto(f"{service.url}/console/")
    await page.locator("#waiting tr", has_text="待打印的户卡").get_by_role("link", name="去办理").click()
    await page.get_by_role("link", name="选择").click()
    await expect(page.locator("form.card tbody tr")).to_have_count(2)
    await page.locator("form.card tbody tr", has_text="101").get_by_role("checkbox").uncheck()
    await page.get_by_role("button", name="生成并打印选中的卡").click()
    await expect(page.locator(".card-face")).to_have_count(1)
    await expect(page.locator(".card-register tbody")).to_contain_text("幸福路3号楼201")
    face = await page.locator(".card-face").inner_text()
    assert NAME not in face
    assert "幸福路" not in face
    await picture(page, "newcomer-sheet")
    return "".join((await page.locator(".card-serial").inner_text()).split())


async def hand_over(page: Page, serial: str) -> None:
    await page.get_by_role("link", name="去发放").click()
    await page.get_by_role("link", name="发放").last.click()
    await page.locator("[name=receiver]").fill(NAME)
    await picture(page, "newcomer-hand-over")
    await page.get_by_role("button", name="发放").click()
    await expect(page.locator("body")).to_contain_text("有效")
    rows = await fetch("SELECT state, handed_over_on FROM card WHERE serial_digest IS NOT NULL")
    assert [row["state"] for row in rows] == ["active"]
    assert len(serial) == 12


async def test_a_newcomer_from_the_search_to_a_printed_card(service: Service) -> None:
    petra = service.cast.petra
    building = await make_building(petra.officer, NORTH_VILLAGE)
    await make_household(petra.officer, building.dwellings["101"], make_new(make_person("周晓岚")))
    async with opened(service, petra, OFFICE) as (page, complaints):
        await look_for(page)
        await register(page)
        await hand_over(page, await print_card(page, service))
        assert [one for one in complaints if "400" not in one] == []  # a page that says what is wrong answers so
    rows = await fetch("SELECT count(*) AS n FROM resident")
    assert rows[0]["n"] == 2
