"""A landlord's notice by clicks, on a phone, from the scanned code to the receipt that says it was accepted."""

import re
from datetime import timedelta
from pathlib import Path

from playwright.async_api import Page, expect

from api.console.residence.notice_public_pages import NoticePublicPages
from supervision.legal_time import legal_day, now
from tests.api.console.test_in_browser import OFFICE, PHONE
from tests.api.secure_service import chromium, picture, secure_service, sign_in, window
from tests.cast import NORTH_VILLAGE
from tests.database import DatabaseServer
from tests.makers_residence import id_number, make_building

MOST_BYTES = 300 * 1024


async def issue_code(page: Page, url: str) -> str:
    """The officer issues a code for a drawer; the address that is printed in it."""
    await page.goto(f"{url}/console/notice-links")
    await page.get_by_label("抽屉").select_option(label="幸福路3号楼")
    await page.get_by_role("button", name="生成二维码").click()
    await expect(page.locator(".notice-done")).to_contain_text("链接已生成")
    await expect(page.locator(".link-qr svg")).to_be_visible()
    await picture(page, "notice-code")
    return (await page.locator(".link-url").inner_text()).strip()


async def fill(page: Page, number: str) -> None:
    """What the landlord types first, with one digit wrong."""
    await page.get_by_label("您是").select_option("landlord")
    await page.get_by_label("您的姓名").fill("吴桂英")
    await page.get_by_label("您的电话").fill("13911112222")
    await page.get_by_label("楼栋、单元、房号").fill("201")
    await page.get_by_label("哪天住进来的").fill((legal_day(now()) - timedelta(days=1)).isoformat())
    await page.get_by_label("住所类型").select_option(label="租赁")
    await page.get_by_label("来本地的原因").select_option(label="务工")
    await page.locator("#name-1").fill("周晓岚")
    await page.locator("#document_number-1").fill(number[:-1] + ("0" if number[-1] != "0" else "1"))


async def give(page: Page, number: str, complaints: list[str]) -> tuple[str, str]:
    """The landlord mends what was wrong, changes the language on the way, and sends; number and code of the receipt."""
    await page.get_by_role("link", name="有人住进来了").click()
    await fill(page, number)
    await page.get_by_role("button", name="下一步：核对").click()
    await expect(page.locator(".refusal")).to_contain_text("已填写的内容都在")
    await expect(page.locator("#document_number-1-error")).to_contain_text("校验码不符")
    await picture(page, "notice-refused")
    complaints.clear()  # the browser says that the answer was a 400, as it should be
    await page.locator("#document_number-1").fill(number)
    await page.get_by_role("button", name="再加一人").click()
    await page.locator("#name-2").fill("陈立")
    await page.get_by_role("button", name="English").click()
    await expect(page.locator("#name-2")).to_have_value("陈立")
    await expect(page.locator("h1")).to_have_text("Arrival")
    await page.get_by_role("button", name="中文").click()
    await page.get_by_role("button", name="去掉此人").nth(1).click()
    await picture(page, "notice-form")
    await page.get_by_role("button", name="下一步：核对").click()
    await expect(page.locator("h1")).to_have_text("请核对，尚未提交")
    await picture(page, "notice-check")
    await page.get_by_role("button", name="确认提交").click()
    await expect(page.locator("h1")).to_have_text("已收到您的申报")
    await picture(page, "notice-receipt")
    receipt, code = await page.locator("#number").inner_text(), await page.locator("#code").inner_text()
    await page.reload()
    assert await page.locator("#number").inner_text() == receipt
    return receipt, code


async def accept(page: Page, url: str) -> None:
    """The officer takes the notice from the queue and registers the newcomer."""
    await page.goto(f"{url}/console/stay-notices")
    await picture(page, "notices-queue")
    await page.get_by_role("link", name="受理", exact=True).click()
    await expect(page.locator(".person-card")).to_contain_text("周晓岚")
    await picture(page, "notice-decide")
    await expect(page.locator("select[name='home-1'] option").first).to_contain_text("201")
    await page.get_by_role("button", name="按以上选择办理").click()
    await expect(page.locator(".notice-done")).to_contain_text("申报人凭回执可以看到结果")


async def test_a_landlords_notice_from_the_code_to_the_receipt_that_says_accepted(
    migrated_server: DatabaseServer, tmp_path: Path
) -> None:
    number, complaints = id_number(), list[str]()
    async with secure_service(migrated_server, tmp_path) as service, chromium() as browser:
        petra = service.cast.petra
        await make_building(petra.officer, NORTH_VILLAGE)
        officer, landlord = await window(browser, OFFICE, complaints), await window(browser, PHONE, complaints)
        await sign_in(officer, service, petra)
        address = await issue_code(officer, service.url)
        assert address.startswith(service.url + NoticePublicPages.path)

        answer = await landlord.goto(address)
        assert answer is not None
        assert len(await answer.body()) < MOST_BYTES
        await expect(landlord.locator(".place")).to_have_text("幸福路3号楼")
        await picture(landlord, "notice-start")
        _, code = await give(landlord, number, complaints)
        await accept(officer, service.url)
        await landlord.get_by_role("link", name="查询办理结果").click()
        await landlord.get_by_label("查询码").fill(code.lower())
        await landlord.get_by_role("button", name="查询").click()
        await expect(landlord.locator("h1")).to_have_text("入住申报：已受理登记")
        await expect(landlord.locator(".persons")).to_contain_text(re.compile("周晓岚.*已受理登记"))
        await picture(landlord, "notice-accepted")
    assert complaints == []
