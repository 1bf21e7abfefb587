"""An address table with titles of its own in a real browser: columns by hand, the verdicts, and the writing."""

from playwright.async_api import FilePayload, Page, expect

from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.console.test_in_browser import OFFICE, PHONE
from tests.api.console.test_pages_in_browser import opened
from tests.api.residence.test_address_import_pages import PATH, ROW, TITLES, XLSX
from tests.api.secure_service import picture
from tests.api.workbooks.uploads import workbook


async def hand_in(page: Page, service: Service, room: str) -> None:
    await page.goto(f"{service.url}{PATH}")
    content = workbook(TITLES, (*ROW[:4], room, ROW[5]))
    await page.locator("#sheet").set_input_files(FilePayload(name="门牌表.xlsx", mimeType=XLSX, buffer=content))
    await page.get_by_role("button", name="检查，先不写入").click()


async def choose(page: Page) -> None:
    await expect(page.locator("body")).to_contain_text("仅凭标题认不出必填的列")
    assert "孙建业" not in await page.content()
    assert await page.get_by_label("房间").input_value() == "4"  # by the likeness of its title
    await picture(page, "address-columns")
    await page.get_by_label("区划代码").select_option(label="社区（149*******03）")
    await page.get_by_label("街路").select_option(label="社区（149*******03）")  # a slip
    await page.get_by_role("button", name="按这样对应，重新检查").click()
    await expect(page.locator("#street-error")).to_contain_text("已经对应了另一项")
    await page.get_by_label("街路").select_option(label="路名（石*）")
    await page.get_by_label("楼栋").select_option(label="几号楼（8*）")
    await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    await picture(page, "address-columns-phone")
    await page.set_viewport_size({"width": OFFICE[0], "height": OFFICE[1]})
    await page.get_by_role("button", name="按这样对应，重新检查").click()


async def test_the_columns_of_an_address_table_are_chosen_once_for_the_office(service: Service) -> None:
    async with opened(service, service.cast.petra, OFFICE) as (page, complaints):
        await hand_in(page, service, "101")
        await choose(page)
        await expect(page.locator("table.rows tbody tr")).to_contain_text(["石桥街8号楼101"])
        await expect(page.locator("body")).to_contain_text("按手工选择的对应读取")
        await picture(page, "address-columns-verdicts")
        await page.get_by_role("button", name="写入 1 行").click()
        await expect(page.locator("body")).to_contain_text("已写入 1 行")
        await hand_in(page, service, "102")
        await expect(page.locator("table.rows tbody tr")).to_contain_text(["石桥街8号楼102"])
        await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        await picture(page, "address-columns-verdicts-phone")
        await page.get_by_role("link", name="对应各列").click()
        await expect(page.get_by_label("街路")).to_have_value("2")
        assert len(await fetch("SELECT id FROM standard_address WHERE name LIKE '10%'")) == 1
        assert ["400" in complaint for complaint in complaints] == [True]  # the slip
