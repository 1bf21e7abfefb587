"""A resident's own page by clicks, on a phone over HTTPS: from the slip at the counter to the answered correction."""

import asyncio
import json
import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from playwright.async_api import Page, expect

from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.residence.households.opening import open_household_file
from supervision.residence.households.words import MemberRole
from supervision.residence.permits.acting import accept_application, apply_for_permit, issue_permit
from supervision.residence.permits.words import PermitCondition
from tests.api.console.test_in_browser import OFFICE, PHONE
from tests.api.secure_service import chromium, picture, secure_service, sign_in, window
from tests.cast import NORTH_VILLAGE
from tests.database import DatabaseServer
from tests.makers_keeping import make_second
from tests.makers_residence import id_number, make_building, make_household, make_new, make_person

MOST_BYTES = 300 * 1024
NUMBER, OTHER_NUMBER = id_number(), id_number(order=12)
OTHERS = ("陈立", "13800005678", OTHER_NUMBER, "陈*")


async def hand_over(page: Page, record: str) -> tuple[str, str]:
    """The officer makes a code, prints its slip and records the hand-over; the address and the code on the slip."""
    await page.goto(record)
    await page.get_by_role("button", name="生成查询码").click()
    await expect(page.locator(".paper-number")).to_contain_text("周*")
    await picture(page, "own-slip")
    address, code = await page.locator(".pairing .mono").first.inner_text(), await page.locator("#code").inner_text()
    await page.get_by_role("button", name="登记已交付").click()
    await expect(page.locator(".notice-refused")).to_contain_text("须由领取人当面签收")
    await page.get_by_label("已核对证件，领取人当面签收").check()
    await page.get_by_role("button", name="登记已交付").click()
    await expect(page.locator(".notice-done")).to_contain_text("查询码即时可用")
    await picture(page, "own-code-at-the-counter")
    return address.strip(), code.strip()


async def open_page(page: Page, address: str, code: str) -> None:
    """The resident types what is on the slip; with a wrong number first."""
    answer = await page.goto(address)
    assert answer is not None
    assert len(await answer.body()) < MOST_BYTES
    await picture(page, "own-sign-in")
    for number_end in ("000000", NUMBER[-6:]):
        await page.get_by_label("个人查询码").fill(code.lower())
        await page.get_by_label("证件号码后 6 位").fill(number_end)
        await page.get_by_role("button", name="查看").click()
        if number_end == "000000":
            await expect(page.locator(".refusal")).to_contain_text("不对，或者查询码已经失效")
            await picture(page, "own-refused")
    await expect(page.locator("h1")).to_have_text("我的资料")


async def correct(page: Page) -> None:
    """The resident asks for another telephone number."""
    await page.get_by_role("link", name="申请更正").click()
    await expect(page.locator("#phone")).to_have_value("13800001234")
    await picture(page, "own-correction")
    await page.locator("#phone").fill("13900009999")
    await page.get_by_role("button", name="提出更正").click()
    await expect(page.locator(".error")).to_contain_text("必须填写")
    await page.get_by_label("哪里不对，为什么").fill("换了号码。")
    await page.get_by_role("button", name="提出更正").click()
    await expect(page.locator("section h2")).to_have_text("我的申请：待核准")
    await picture(page, "own-correction-waits")


async def answer(page: Page, url: str) -> None:
    """Another officer finds it in the queue as the resident's own, with its day, and refuses it with a reason."""
    await page.goto(f"{url}/console/")
    row = page.locator("section, .card").filter(has_text="待核准的更正").last
    await expect(row).to_contain_text("本人")
    await picture(page, "own-correction-in-the-queue")
    await row.get_by_role("link", name="办理").click()
    await expect(page.locator("main")).to_contain_text("最迟答复")
    await page.get_by_label("不核准的理由").fill("号码未核实，请带手机到警务室。")
    await picture(page, "own-correction-decided")
    await page.get_by_role("button", name="不核准").click()


async def take_copy(page: Page) -> None:
    """The copy holds what the page shows."""
    async with page.expect_download() as download:
        await page.get_by_role("link", name="下载一份副本").click()
    path = await (await download.value).path()
    copy = json.loads(await asyncio.to_thread(path.read_text, "utf-8"))
    assert {"证件号": NUMBER} in copy["个人信息"]


async def look_around(page: Page, address: str) -> None:
    """Nobody else stands anywhere, and nothing is wider than the phone."""
    for path in ("data", "permit", "services", "readings", "correction"):
        await page.goto(f"{address}/{path}")
        shown = await page.content()
        assert not [text for text in OTHERS if text in shown], path
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    await page.goto(f"{address}/data")


async def sign_out(page: Page, address: str) -> None:
    """The cookie is for this host and HTTPS alone; afterwards the page asks for the code."""
    (cookie,) = [one for one in await page.context.cookies() if "own-page" in one["name"]]
    assert cookie["name"].startswith("__Host-")
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Strict")
    await page.get_by_role("button", name="退出").click()
    await expect(page.locator("h1")).to_have_text("查看本人的居住登记")
    await page.goto(f"{address}/data")
    await expect(page.locator("h1")).to_have_text("查看本人的居住登记")


async def make_couple(officer: Officer) -> UUID:
    """Two who live together, one of them with a permit; an officer has opened their file. Gives that one."""
    building = await make_building(officer, NORTH_VILLAGE)
    other = make_new(make_person("陈立", OTHER_NUMBER, phone="13800005678"), MemberRole.SPOUSE)
    household, (resident, _) = await make_household(officer, building.dwellings["101"], make_new(), other)
    proved = legal_day(now()) - timedelta(days=200)
    permit = await apply_for_permit(officer, resident, PermitCondition.JOB, ("劳动合同",), proved)
    for step in (accept_application, issue_permit):
        await step(officer, permit)
    await open_household_file(officer, household, "visit")
    return resident


async def test_a_resident_sees_and_corrects_their_own_record_and_who_has_opened_it(
    migrated_server: DatabaseServer, tmp_path: Path
) -> None:
    complaints = list[str]()
    async with secure_service(migrated_server, tmp_path) as service, chromium() as browser:
        petra = service.cast.petra
        resident = await make_couple(petra.officer)
        officer, phone = await window(browser, OFFICE, complaints), await window(browser, PHONE, complaints)
        await sign_in(officer, service, petra)
        address, code = await hand_over(officer, f"{service.url}/console/residents/{resident}?purpose=service")
        assert address == f"{service.url}/my"
        await open_page(phone, address, code)
        await expect(phone.locator("main")).to_contain_text(NUMBER)
        await picture(phone, "own-data")
        await phone.get_by_role("link", name="我的居住证").click()
        await expect(phone.locator("main")).to_contain_text(re.compile("状态有效"))
        await picture(phone, "own-permit")
        await phone.get_by_role("link", name="服务事项").click()
        await phone.get_by_text("就业政策咨询、职业介绍").click()
        await phone.get_by_role("button", name="申请这一项").locator("visible=true").click()
        await expect(phone.locator("section h2")).to_contain_text("就业政策咨询、职业介绍")
        await picture(phone, "own-services")
        await phone.get_by_role("link", name="谁看过").click()
        for told in ("Petra Police 北岭派出所", "查看户档 · 目的：走访核对", "证件号码不对"):
            await expect(phone.locator(".persons")).to_contain_text(told)
        await picture(phone, "own-readings")
        await correct(phone)
        complaints.clear()  # the browser says that answers were 400 and 401, as they should be
        another, piet = await window(browser, OFFICE, complaints), await make_second(service.cast)
        await sign_in(another, service, piet)
        await answer(another, service.url)
        await phone.reload()
        await expect(phone.locator("section").first).to_contain_text("号码未核实，请带手机到警务室。")
        await picture(phone, "own-correction-answered")
        await look_around(phone, address)
        await take_copy(phone)
        await sign_out(phone, address)
    assert complaints == []
