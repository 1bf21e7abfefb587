"""The catalogue by clicks, in Chinese: proposed by one officer, approved by another, given, and answered by Excel."""

import io
from datetime import timedelta
from pathlib import Path

import pyzipper
from openpyxl import load_workbook
from playwright.async_api import FilePayload, Page, expect

from supervision.legal_time import legal_day, now
from supervision.residence.addresses.hazards import load_open_hazards
from tests.api.conftest import Service
from tests.api.console.test_in_browser import PHONE
from tests.api.console.test_pages_in_browser import opened
from tests.cast import NORTH, NORTH_VILLAGE
from tests.makers_keeping import make_second
from tests.makers_residence import make_building
from tests.makers_sharing import RECEIVER_NAME, make_hazard


async def propose(page: Page, url: str) -> None:
    """Fill in the form of a view of hazards, and send it."""
    await page.goto(f"{url}/console/sharing")
    await expect(page.locator("main")).to_contain_text("现在不向任何部门提供任何内容")
    await page.get_by_role("link", name="提议目录项").first.click()
    await page.get_by_role("link", name="移送该部门的隐患").click()
    await page.select_option("[name=receiver]", "fire")
    await page.fill("[name=receiver_name]", RECEIVER_NAME)
    await page.fill("[name=contact]", "值班室 0356-7654321")
    await page.select_option("[name=division]", NORTH)
    for field in ("标准地址", "隐患类型"):
        await page.get_by_label(field, exact=True).check()
    await page.fill("[name=basis]", "消防法第五十三条")
    await page.fill("[name=view_purpose]", "核查出租房屋的消防安全")
    await page.fill("[name=valid_until]", str(legal_day(now()) + timedelta(days=60)))
    await page.get_by_role("button", name="提议", exact=True).click()
    await expect(page.locator("main")).to_contain_text("自己提议的不能自己核准")


async def given(page: Page) -> bytes:
    """Give what is due, and gives the sheet out of the archive, opened with the password that the page showed."""
    await page.get_by_role("link", name="提供", exact=True).click()
    password = await page.locator("[name=password]").input_value()
    async with page.expect_download() as coming:
        await page.get_by_role("button", name="提供并下载").click()
    download = await coming.value
    packed = Path(await download.path()).read_bytes()  # noqa: ASYNC240 - a few kilobytes of a test
    with pyzipper.AESZipFile(io.BytesIO(packed)) as archive:
        archive.setpassword(password.encode())
        (name,) = (name for name in archive.namelist() if "cover" not in name)
        return bytes(archive.read(name))


def filled_in(sheet: bytes) -> bytes:
    """The sheet with an answer in its first row, as somebody fills it in with a spreadsheet."""
    book = load_workbook(io.BytesIO(sheet))
    rows = book.worksheets[0]
    column = {cell.value: place for place, cell in enumerate(rows[1], start=1)}
    for title, value in (("答复", "已消除"), ("答复日期", legal_day(now())), ("说明或备案编号", "已清理楼道")):
        rows.cell(2, column[title], value)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


async def test_hazards_go_out_by_clicks_and_the_answer_returns_to_the_drawer(service: Service) -> None:
    petra, second = service.cast.petra, await make_second(service.cast)
    building = await make_building(petra.officer, NORTH_VILLAGE)
    await make_hazard(petra.officer, building.dwellings["101"])
    async with opened(service, petra) as (page, complaints):
        await propose(page, service.url)
        assert complaints == []
    async with opened(service, second, PHONE) as (page, complaints):
        await page.goto(f"{service.url}/console/sharing?show=proposed")
        await page.get_by_role("link", name="打开").click()
        await page.get_by_role("link", name="核准", exact=True).click()
        await page.fill("[name=code]", second.code(steps=1))
        await page.get_by_role("button", name="核准").click()
        await expect(page.locator("main")).to_contain_text("已核准")
        sheet = await given(page)
        await page.get_by_role("link", name="返回目录项").click()
        await page.get_by_role("link", name="打开").click()
        answer = FilePayload(name="消防答复.xlsx", mimeType="application/octet-stream", buffer=filled_in(sheet))
        await page.set_input_files("[name=sheet]", files=answer)
        await page.get_by_role("button", name="检查，先不登记").click()
        await page.get_by_role("button", name="登记 1 条答复").click()
        await expect(page.locator("main")).to_contain_text("已登记 1 条答复")
        assert await load_open_hazards(petra.officer) == ()
        await page.goto(f"{service.url}/console/dwellings/{building.dwellings['101']}")
        await expect(page.locator("main")).to_contain_text("已清理楼道")
        assert complaints == []
