"""An import of supervisees in a real browser: bad rows, a second officer who ticks and confirms, and the undoing."""

from datetime import date

from playwright.async_api import FilePayload, Page, expect

from api.commands.imports import work_off_waiting
from supervision.corrections.import_rows import COLUMNS
from supervision.sheet_cells import Cell
from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.console.test_in_browser import OFFICE
from tests.api.console.test_pages_in_browser import opened
from tests.api.secure_service import picture
from tests.api.workbooks.uploads import workbook
from tests.makers_files import make_attachment, make_id_number
from tests.makers_imports import ROW

PATH = "/console/supervisees/import"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIELDS = [column.field for column in COLUMNS]
KNOWN = {**ROW, "name": "周晓岚", "document_number": make_id_number(), "phone": "13812345678"}


def table(*rows: dict[str, Cell]) -> bytes:
    cells = [tuple(_said(one.get(field)) for field in FIELDS) for one in rows]
    return workbook(tuple(str(column.title) for column in COLUMNS), *cells)


def _said(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell or "")


async def hand_in(page: Page, service: Service, *rows: dict[str, Cell]) -> None:
    await page.goto(f"{service.url}/console/supervisees")
    await page.get_by_role("link", name="从 Excel 导入").click()
    await page.locator("#sheet").set_input_files(
        FilePayload(name="名册.xlsx", mimeType=MEDIA_TYPE, buffer=table(*rows))
    )
    await page.get_by_role("button", name="提交检查，先不写入").click()
    await expect(page.locator("h1")).to_have_text("名册.xlsx")
    await work_off_waiting()
    await expect(page.locator("#progress")).to_contain_text("待确认")  # the page finds out by itself
    await page.reload()


async def confirm(page: Page, service: Service, button: str) -> None:
    await page.goto(f"{service.url}{PATH}")
    await page.get_by_role("link", name="核对").click()
    await page.get_by_role("button", name=button).click()
    await work_off_waiting()
    await expect(page.locator("#progress")).to_contain_text("已写入")
    await page.reload()


async def number_of_files() -> int:
    return len(await fetch("SELECT FROM person_file"))


async def test_a_table_with_bad_rows_is_confirmed_by_another_and_undone(service: Service) -> None:
    cast = service.cast
    wrong = make_id_number()
    rows: list[dict[str, Cell]] = [
        {**ROW, "name": "赵一", "document_number": make_id_number()},
        {**ROW, "name": "赵二", "document_number": make_id_number()},
        {**ROW, "name": "赵三", "document_number": wrong[:-1] + ("0" if wrong[-1] != "0" else "1")},
        {**ROW, "name": "赵四", "document_number": make_id_number(), "office": "南浦司法所"},
        {**ROW, "name": "赵五", "document_number": make_id_number(), "category": "剥夺政治权利"},
    ]
    async with (
        opened(service, cast.olga, OFFICE) as (page, complaints),
        opened(service, cast.agnes, OFFICE) as (second, more),
    ):
        await hand_in(page, service, *rows)
        said = " ".join([await row.inner_text() for row in await page.locator("table.rows tbody tr").all()])
        for reason in ("校验码不符", "不在辖区", "公安机关执行"):
            assert reason in said
        assert "赵一" not in await page.content()
        await expect(page.locator("body")).to_contain_text("须由另一人确认后写入")
        await expect(page.get_by_role("button", name="确认")).to_have_count(0)
        await picture(page, "file-import-verdicts")
        await page.set_viewport_size({"width": 390, "height": 844})
        await picture(page, "file-import-verdicts-phone")
        await confirm(second, service, "确认，新建 2 份档案")
        assert await number_of_files() == 2
        worked_on = (await fetch("SELECT id FROM person_file ORDER BY number"))[1]["id"]
        await make_attachment(cast.olga.officer, worked_on)
        await picture(second, "file-import-written")
        await second.get_by_role("button", name="撤销这次导入").click()
        await work_off_waiting()
        await expect(second.locator("#progress")).to_contain_text("已撤销")
        await second.reload()
        await expect(second.locator(".facts")).to_contain_text("1 行在写入后又有变动，没有撤销")
        await expect(second.locator("table.rows")).to_contain_text("建档后档案已有修改或其他记录")
        assert await number_of_files() == 1
        await picture(second, "file-import-undone")
        assert complaints + more == []


async def test_the_same_table_again_is_compared_and_what_differs_is_ticked(service: Service) -> None:
    cast = service.cast
    other: dict[str, Cell] = {**ROW, "name": "赵一", "document_number": make_id_number()}
    async with (
        opened(service, cast.olga, OFFICE) as (page, complaints),
        opened(service, cast.agnes, OFFICE) as (second, more),
    ):
        await hand_in(page, service, KNOWN, other)
        await confirm(second, service, "确认，新建 2 份档案")
        await hand_in(page, service, {**KNOWN, "phone": "13900001111"}, {**other, "offence": "诈骗罪"})
        await expect(page.locator("table.rows")).to_contain_text("与档案不同：联系电话。")
        await second.goto(f"{service.url}{PATH}")
        await second.get_by_role("link", name="核对").click()
        await second.get_by_role("link", name="逐项核对差异").click()
        await second.get_by_role("button", name="日常监管").click()
        await expect(second.locator("table.rows").first).to_contain_text("13900001111")
        await second.get_by_label("第 2 行").check()
        await picture(second, "file-import-differences")
        await second.set_viewport_size({"width": 390, "height": 844})
        await picture(second, "file-import-differences-phone")
        await second.get_by_role("button", name="保存勾选").click()
        await second.get_by_role("link", name="返回导入").click()
        await picture(second, "file-import-confirm")
        await second.get_by_role("button", name="确认写入").click()
        await work_off_waiting()
        await expect(second.locator("#progress")).to_contain_text("已写入")
        await second.reload()
        await expect(second.locator("table.rows")).to_contain_text("没有勾选，档案保持原样")
        assert await number_of_files() == 2
        assert complaints + more == []
