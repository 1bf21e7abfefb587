"""After-care by clicks: from a prison's list to a place in a base, and the number with the list behind it."""

import re

from playwright.async_api import expect

from tests.api.conftest import Service
from tests.api.console.test_in_browser import PHONE
from tests.api.console.test_pages_in_browser import opened
from tests.api.page_sheets import PRISON_LIST, new_sheet
from tests.makers_aftercare import make_arrived, make_base


async def test_a_prisons_list_is_checked_written_and_its_entry_verified(service: Service) -> None:
    olga = service.cast.olga
    name, content, media_type = new_sheet(PRISON_LIST)
    async with opened(service, olga) as (page, complaints):
        await page.goto(f"{service.url}/console/aftercare")
        await page.get_by_role("link", name="导入监所名单").first.click()
        await page.set_input_files("[name=sheet]", {"name": name, "mimeType": media_type, "buffer": content})
        await page.get_by_role("button", name="检查，先不写入").click()
        await page.get_by_role("button", name="写入 1 行").click()
        await page.goto(f"{service.url}/console/aftercare?show=to-verify")
        await page.get_by_role("link", name="打开").click()
        await page.get_by_role("button", name=re.compile("核实、衔接")).click()
        await expect(page.locator("h1")).to_contain_text("钟离岚")
        await page.get_by_text("属实，家人知道释放日期").click()
        await page.get_by_role("button", name="登记核实结果").click()
        await expect(page.locator(".file-head")).to_contain_text("待衔接")
        await expect(page.get_by_role("heading", name="登记衔接")).to_have_count(0)  # released in three weeks
        assert complaints == []


async def test_help_begins_with_a_yes_and_its_number_opens_the_list_on_a_phone(service: Service) -> None:
    olga = service.cast.olga
    await make_base(olga.officer, places=1)
    file_id = await make_arrived(olga.officer, None)
    async with opened(service, olga, PHONE) as (page, complaints):
        await page.goto(f"{service.url}/console/aftercare/{file_id}?purpose=help&tab=placement")
        await expect(page.get_by_text("登记本人同意之后，这里才能登记")).to_be_visible()
        await page.get_by_role("link", name="概览").first.click()
        await page.get_by_text("同意帮教", exact=True).click()
        await page.get_by_role("button", name="登记", exact=True).click()
        await page.get_by_role("link", name="安置和帮扶").click()
        await page.select_option("[name=placement]", "base")
        await page.select_option("[name=base]", label="北岭果蔬合作社（余 1）")
        await page.get_by_role("button", name="登记", exact=True).first.click()
        await expect(page.locator("tbody").first).to_contain_text("北岭果蔬合作社")
        await page.goto(f"{service.url}/console/aftercare-figures")
        await page.locator("table").first.get_by_role("link", name="1", exact=True).last.click()
        await expect(page.locator("h1")).to_contain_text("安置率：计入的人员")
        await expect(page.locator("tbody tr")).to_have_count(1)
        assert complaints == []
