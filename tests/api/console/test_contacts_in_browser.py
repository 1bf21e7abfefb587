"""Contacts in a real browser: a report is put down by clicks, and what a choice needs appears with it."""

from datetime import timedelta

from playwright.async_api import expect

from api.console.page_moments import moment_value
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.legal_time import day_start, legal_day, now
from tests.api.conftest import Service
from tests.api.console.test_pages_in_browser import opened
from tests.makers_files import make_person_file
from tests.supervision.corrections.contacts.scenes import contacts_of, plan_night, waiting


async def test_a_report_is_put_down_by_clicks_and_a_talk_is_moved_with_its_new_time(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    await plan_night()
    duty = await waiting(file_id)
    begins = day_start(legal_day(now()) + timedelta(days=5)) + timedelta(hours=9)
    async with opened(service, olga) as (page, complaints):
        await page.goto(f"{service.url}/console/caseload")
        await page.get_by_role("link", name="接触记录").first.click()
        await page.get_by_role("button", name="日常监管").click()
        await page.get_by_label("种类").last.select_option("个别谈话")
        await page.locator("#planned_from").fill(moment_value(begins))
        await page.get_by_role("button", name="安排", exact=True).click()
        await expect(page.locator(".notice-done")).to_contain_text("已安排")
        row = page.locator("tr", has_text="个别谈话")
        await row.get_by_role("link", name="登记结果").click()
        await expect(page.locator("#moved_from")).to_be_hidden()
        await page.get_by_role("radio", name="改期").check()
        await page.locator("#moved_from").fill(moment_value(begins + timedelta(days=1)))
        await page.get_by_role("button", name="下一步：核对").click()
        await page.get_by_role("button", name="登记为“改期”").click()
        await page.get_by_role("link", name="查看新的一次").click()
        await expect(page.locator("main")).to_contain_text("上一次改期而来")
        await page.goto(f"{service.url}/console/contacts/{duty.id}")
        await page.get_by_role("radio", name="已完成").check()
        await page.locator("#text").fill("书面报告，内容属实。")
        await page.get_by_role("button", name="下一步：核对").click()
        await expect(page.locator("main")).to_contain_text("书面报告，内容属实。")
        await page.keyboard.press("Enter")
        await expect(page.locator(".notice-done")).to_contain_text("已登记结果")
        assert complaints == []
    outcomes = {each.kind: each.outcome for each in await contacts_of(file_id) if each.outcome}
    assert outcomes == {ContactKind.TALK: Outcome.RESCHEDULED, ContactKind.REPORT: Outcome.COMPLIED}
