"""A service by clicks: an assistant asks on a phone, the officer forwards, the answer comes, the slip is printed."""

from pathlib import Path
from uuid import UUID

from playwright.async_api import Page, expect

from supervision.legal_time import legal_day, now
from tests.api.console.test_in_browser import OFFICE, PHONE
from tests.api.secure_service import chromium, picture, secure_service, sign_in, window
from tests.cast import NORTH_VILLAGE
from tests.database import DatabaseServer
from tests.makers_residence import make_building, make_household, put_on_duty


async def ask(page: Page, url: str, resident: UUID) -> None:
    """The assistant asks for legal advice; what needs a permit is not offered, and says why."""
    await page.goto(f"{url}/console/residents/{resident}?tab=services&purpose=service")
    await page.get_by_text("现在不能提出的").click()
    school = page.locator("tr", has_text="义务教育")
    await expect(school).to_contain_text("须持有效居住证")
    await expect(school.get_by_role("button")).to_have_count(0)
    await page.get_by_label("请办理机关知道的情况").fill("拖欠三个月工资")
    await picture(page, "services")
    await page.locator("tr", has_text="法律咨询").get_by_role("button", name="提出").click()
    await expect(page.locator(".notice-done")).to_contain_text("待转办")
    await expect(page.locator("tr", has_text="SQ-")).to_contain_text("已提出，待转办")
    await page.get_by_role("link", name="打开", exact=True).click()
    await expect(page.locator(".history")).to_contain_text("拖欠三个月工资")
    await expect(page.get_by_role("button", name="转办")).to_have_count(0)  # an assistant asks and does not decide


async def forward(page: Page, url: str) -> None:
    """The officer finds it in today's work and forwards it, after a slip of the pen."""
    await page.goto(f"{url}/console/")
    await page.locator("tr, li", has_text="待转办的服务请求").get_by_role("link", name="去办理").click()
    await picture(page, "service-requests")
    await page.get_by_role("link", name="办理", exact=True).click()
    await page.get_by_label("其他机构的名称").fill("县法律援助中心")
    await page.get_by_role("button", name="转办").click()
    await expect(page.locator("#contact-error")).to_be_visible()
    await expect(page.get_by_label("其他机构的名称")).to_have_value("县法律援助中心")
    await page.get_by_label("联系人和电话").fill("0356-12348")
    await page.get_by_role("button", name="转办").click()
    await expect(page.locator(".notice-done")).to_contain_text("已转办")
    await expect(page.locator(".page-head")).to_contain_text("法律没有规定答复期限")
    await picture(page, "service-request")


async def answer(page: Page) -> None:
    """The officer puts down the answer and prints the slip."""
    await page.get_by_label("已办成").check()
    await page.get_by_label("答复内容").fill("已指派律师，请带合同到中心面谈。")
    await page.get_by_role("button", name="登记答复").click()
    await expect(page.locator(".page-head")).to_contain_text("已办成")
    await page.get_by_role("link", name="打印回单").click()
    slip = page.locator("article.paper")
    for text in ("周晓岚", "法律咨询", "县法律援助中心", "0356-12348", "已指派律师", f"{legal_day(now()).day}日"):
        await expect(slip).to_contain_text(text)
    await picture(page, "service-slip")


async def test_a_service_is_asked_for_forwarded_and_answered(migrated_server: DatabaseServer, tmp_path: Path) -> None:
    complaints: list[str] = []
    async with secure_service(migrated_server, tmp_path) as service, chromium() as browser:
        petra, paul = service.cast.petra, service.cast.paul
        building = await make_building(petra.officer, NORTH_VILLAGE)
        await put_on_duty(petra.officer, building.drawer, paul.id)
        _, (resident,) = await make_household(petra.officer, building.dwellings["101"])
        assistant, officer = await window(browser, PHONE, complaints), await window(browser, OFFICE, complaints)
        await sign_in(assistant, service, paul)
        await ask(assistant, service.url, resident)
        assert complaints == []
        await sign_in(officer, service, petra)
        await forward(officer, service.url)
        complaints.clear()  # the browser says that an answer was a 400, as it should be
        await answer(officer)
        await assistant.reload()
        await expect(assistant.locator(".page-head")).to_contain_text("已办成")
    assert complaints == []
