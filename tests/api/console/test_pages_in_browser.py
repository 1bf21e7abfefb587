"""The running service in a real browser: an alert arrives by itself, and no page with a map complains.

How one is signed in, and how an alert is decided on, is tried with the whole town in tests/browser; pages without a
map are looked at as samples in test_in_browser.py.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from playwright.async_api import Page, async_playwright, expect

from supervision.corrections.attachments import AttachmentKind, add_attachment
from tests.api.conftest import Service
from tests.api.console.people import NAME
from tests.api.console.test_in_browser import FLAGS, OFFICE, PHONE
from tests.api.makers import Wearer, fix, make_wearer, raise_alert, send
from tests.cast import NORTH
from tests.makers import Member, acts_of
from tests.makers_files import SIGNED_SCAN, a_photo, make_person_file
from tools.engines import find


@asynccontextmanager
async def opened(
    service: Service, member: Member, size: tuple[int, int] = OFFICE
) -> AsyncIterator[tuple[Page, list[str]]]:
    """A window in which the member has signed in by the form, and everything that its pages complain of."""
    complaints: list[str] = []
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=str(find("chromium")), args=FLAGS)
        page = await chromium.new_page(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        await page.goto(f"{service.url}/console/")
        await page.fill("[name=username]", member.username)
        await page.fill("[name=password]", member.password)
        await page.fill("[name=code]", member.code())
        await page.keyboard.press("Enter")
        await page.wait_for_url(lambda address: "sign-in" not in address)
        yield page, complaints
        await chromium.close()


async def leave_home(wearer: Wearer) -> None:
    """The tracker sends what it saw while its wearer walked away."""
    await send(wearer, *[fix(9 - minute, north_m=2_000.0) for minute in range(10)])


async def test_an_alert_arrives_on_the_map_by_itself_and_offers_to_go_there(service: Service) -> None:
    olga = service.cast.olga
    wearer = await make_wearer(olga, service.cast.north_office, NORTH)
    await send(wearer, *[fix(minutes) for minutes in (30, 20, 12, 10)])
    async with opened(service, olga) as (page, complaints):
        await page.goto(f"{service.url}/console/map")
        await page.get_by_role("button", name=re.compile("日常监管")).click()
        await page.get_by_text("1 人 ·").wait_for()
        await expect(page.locator("#panel-alerts")).to_contain_text("没有待处置的预警")
        await page.evaluate("window.isStillTheSamePage = true")
        await leave_home(wearer)
        row = page.locator("#panel-alerts tr.is-new")
        await expect(row).to_contain_text("离开规定区域")
        await expect(page.locator("#map-offer")).to_contain_text(re.compile(r"新预警：张\* \S+ 离开规定区域"))
        await expect(page.locator(".nav-row [data-open-alerts]")).to_have_text("1")
        await expect(page.locator(f"[data-wearer='{wearer.file_id}'] [data-wearer-state]")).to_have_text("不符合规定")
        await page.locator("#map-offer").get_by_text("在地图上看").click()
        assert await page.evaluate("window.isStillTheSamePage")
        await row.get_by_role("link", name="处置").click()
        await expect(page.locator("h1")).to_contain_text(NAME)
        await expect(page.locator("#evidence-strips .strip")).to_have_count(2)
        assert complaints == []


async def test_another_window_is_told_too_and_a_closed_session_leads_to_the_door(service: Service) -> None:
    olga = service.cast.olga
    wearer = await make_wearer(olga, service.cast.north_office, NORTH)
    await send(wearer, *[fix(minutes) for minutes in (30, 20, 12, 10)])
    async with opened(service, olga) as (page, complaints):
        await page.goto(f"{service.url}/console/supervisees")
        await page.locator("#sound").click()
        await leave_home(wearer)
        await expect(page.locator(".toast-alert")).to_contain_text("离开规定区域")
        path = await page.locator(".toast-alert a").get_attribute("href") or ""
        await expect(page.locator("#sound")).to_have_attribute("data-sounded", path.rpartition("/")[2])
        assert complaints == []
        await page.goto(f"{service.url}/console/")
        await expect(page.locator("[data-alert-list] tr[data-alert]")).to_have_count(1)
        await page.locator(".user-menu summary").click()
        await page.get_by_role("button", name="退出").click()
        await page.wait_for_url("**/console/sign-in")
        await page.goto(f"{service.url}/console/alerts?state=open")
        await page.wait_for_url("**/console/sign-in?next=*")


async def test_no_page_with_a_map_complains_or_scrolls_sideways(service: Service) -> None:
    olga = service.cast.olga
    wearer = await make_wearer(olga, service.cast.north_office, NORTH)
    alert_id = await raise_alert(wearer)
    file = f"/console/supervisees/{wearer.file_id}?purpose=alert&tab="
    paths = [
        f"/console/alerts/{alert_id}", f"{file}telephones", f"{file}track",
        f"/console/supervisees/{wearer.file_id}/edit?purpose=supervision", "/console/map?purpose=supervision",
    ]  # fmt: skip
    wrong: list[str] = []
    async with opened(service, olga) as (page, complaints):
        for size in (OFFICE, PHONE):
            await page.set_viewport_size({"width": size[0], "height": size[1]})
            for path in paths:
                answer = await page.goto(
                    f"{service.url}{path}", wait_until="networkidle" if "tab=track" in path else "load"
                )
                assert answer is not None
                assert answer.status == 200, path
                if await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                    wrong.append(f"{urlsplit(path).path} scrolls sideways at {size}")
    assert wrong + complaints == []


async def test_a_document_of_a_file_is_shown_in_the_page_and_its_opening_recorded(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    await add_attachment(olga.officer, file_id, AttachmentKind.OTHER, "住处照片", a_photo())
    await add_attachment(olga.officer, file_id, AttachmentKind.PROOF, "证明", SIGNED_SCAN)
    async with opened(service, olga) as (page, complaints):
        for width, height in (OFFICE, PHONE):
            await page.set_viewport_size({"width": width, "height": height})
            await page.goto(f"{service.url}/console/supervisees/{file_id}?tab=papers&purpose=supervision")
            frame = page.locator("iframe[name=document]")
            await expect(frame).to_be_hidden()
            await page.get_by_role("link", name="住处照片").click()
            await expect(frame).to_be_visible()
            await expect(page.frame_locator("iframe[name=document]").locator("img")).to_be_visible()
            async with page.expect_response(lambda answer: "/attachments/" in answer.url) as answer:
                await page.get_by_role("link", name="证明", exact=True).click()
            assert (await answer.value).headers["content-type"] == "application/pdf"
            assert complaints == []
    assert (await acts_of(olga.id)).count(("attachment:open", "done")) == 4
