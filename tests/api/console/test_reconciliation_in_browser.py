"""A county's month by clicks: a list handed in, a difference settled, a file opened from a row, counts signed twice."""

import re
from pathlib import Path

from playwright.async_api import Page, expect

from tests.api.conftest import Service
from tests.api.console.test_pages_in_browser import opened
from tests.api.reconciliation_calls import list_file
from tests.makers_files import make_person_file
from tests.makers_orders import unused_code
from tests.makers_reconciliation import last_month


async def fits(page: Page) -> None:
    """Nothing sticks out to the side."""
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


async def test_a_month_from_its_first_list_to_the_second_signature(service: Service, tmp_path: Path) -> None:
    cast = service.cast
    await make_person_file(cast.olga.officer)
    name, content = list_file()
    (tmp_path / name).write_bytes(content)
    async with opened(service, cast.agnes) as (page, complaints):
        await page.goto(f"{service.url}/console/reconciliations")
        await page.get_by_role("button", name="开始核对这个月").click()
        await page.locator("[name=source]").select_option("court")
        await page.fill("[name=organ]", "临溪县人民法院")
        await page.fill("[name=as_of_on]", str(last_month()))
        await page.set_input_files("[name=sheet]", tmp_path / name)
        await page.get_by_role("button", name="交入并比对").click()
        await expect(page.get_by_text("名单已加密存放并比对")).to_be_visible()
        await expect(page.get_by_text("漏管：本地无档案").first).to_be_visible()
        await page.get_by_role("link", name="处理", exact=True).first.click()
        await page.get_by_role("button", name=re.compile("日常监管")).click()
        await expect(page.get_by_text("欧阳静")).to_be_visible()
        at = page.url
        await page.get_by_role("link", name="用名单内容建档").click()
        await expect(page.locator("[name=name]")).to_have_value("欧阳静")
        assert "欧阳静" not in page.url
        await page.goto(at)
        await page.locator("[name=settlement]").select_option("organ-asked")
        await page.fill("[name=note]", "已电话询问法院，三日内补送文书。")
        await page.get_by_role("button", name="登记处理").click()
        await expect(page.get_by_text("已处理").first).to_be_visible()
        await page.get_by_role("link", name="返回差异").click()
        await fits(page)
        await page.get_by_role("button", name="统计并签字").click()
        await expect(page.get_by_text("社区矫正对象底数表")).to_be_visible()
        sheet = page.url
        assert complaints == []
    async with opened(service, cast.hua, (390, 844)) as (page, complaints):
        await page.goto(sheet)
        await fits(page)
        await page.fill("[name=code]", unused_code(cast.hua))
        await page.get_by_role("button", name="审签底数表").click()
        await expect(page.get_by_text("DS-149901-")).to_be_visible()
        assert complaints == []
