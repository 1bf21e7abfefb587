"""A table of rental homes from its template to its undoing, by clicks, with the worker begun after it was handed in."""

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from playwright.async_api import FilePayload, Page, expect

from api.commands.imports import work_for_ever, work_off_waiting
from supervision.residence.sheets.home_columns import HOME_COLUMNS
from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.console.browsing import browser
from tests.api.console.test_in_browser import OFFICE, PHONE
from tests.api.console.test_pages_in_browser import opened
from tests.api.import_scenes import make_second
from tests.api.secure_service import picture
from tests.api.workbooks.uploads import workbook
from tests.cast import NORTH_VILLAGE
from tests.makers_residence import id_number

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLES = (
    "房屋编号", "行政区划", "街路巷", "楼栋", "房号", "建筑用途", "房屋面积", "出租用途", "隐患类型", "房主证件号码",
    "房主姓名", "房主联系方式", "可住人数",
)  # fmt: skip
OWNER = (id_number(order=41), "孙建业", "13900001111")


def table() -> bytes:
    """Two homes of one landlord that can be taken, and four that cannot."""
    at = (NORTH_VILLAGE, "青禾街", "5号楼")
    return workbook(
        TITLES,
        ("F-1", *at, "101", "住宅", 40.5, "住房", "无", *OWNER, 4),
        ("F-2", *at, "102", "住宅", 40.5, "住房", "火灾", *OWNER, 4),
        ("F-2", *at, "103", "住宅", 40.5, "住房", "无", *OWNER, 4),
        ("F-4", "149901002005", *at[1:], "104", "住宅", 40.5, "住房", "无", *OWNER, 4),
        ("F-5", *at, "105", "=1+1", 40.5, "住房", "无", *OWNER, 4),
        ("F-6", *at, "106", "住宅", 40.5, "住房", "无", OWNER[0], "孙建军", OWNER[2], 4),
    )


@asynccontextmanager
async def worker(service: Service) -> AsyncIterator[None]:
    """The worker of imports, for as long as the block runs."""
    task = asyncio.create_task(work_for_ever(service.superuser_url))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def hand_in(page: Page, service: Service) -> None:
    await page.goto(f"{service.url}/console/imports")
    await picture(page, "home-import-list")
    await page.get_by_label("内容").select_option(label="出租房屋")
    await page.locator("#sheet").set_input_files(FilePayload(name="出租房屋.xlsx", mimeType=MEDIA_TYPE, buffer=table()))
    await page.get_by_role("button", name="提交检查，先不写入").click()
    await expect(page.locator("#progress")).to_contain_text("检查中")


async def read_verdicts(page: Page) -> None:
    await expect(page.locator("#progress")).to_contain_text("待确认")
    await page.reload()
    rows = [" ".join((await row.inner_text()).split()) for row in await page.locator("table.rows tbody tr").all()]
    assert [row.split()[:3] for row in rows[:2]] == [
        ["2", "青禾街5号楼101", "新增"],
        ["3", "青禾街5号楼102", "新增"],
    ]
    for row, verdict, reason in zip(
        rows[2:],
        ("已经存在", "不能导入", "不能导入", "不能导入"),
        ("同一编号或同一地址", "区划代码", "不能为空", "同一房主填写得不同"),
        strict=True,
    ):
        assert verdict in row
        assert reason in row
    await expect(page.locator(".facts")).to_contain_text("可住人数")
    assert OWNER[1] not in await page.content()
    await picture(page, "home-import-verdicts")
    await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    await picture(page, "home-import-verdicts-phone")


async def homes() -> int:
    (row,) = await fetch("SELECT count(*) AS n FROM dwelling")
    return int(row["n"])


async def test_a_table_of_homes_is_confirmed_by_another_and_undone(service: Service) -> None:
    second = await make_second(service)
    async with (
        opened(service, service.cast.petra, OFFICE) as (page, complaints),
        opened(service, second, OFFICE) as (other, more),
    ):
        await hand_in(page, service)
        async with worker(service):
            await read_verdicts(page)
            await other.goto(f"{service.url}/console/imports")
            await other.get_by_role("link", name="核对").click()
            await other.get_by_role("button", name="确认写入 2 行").click()
            await expect(other.locator("#progress")).to_contain_text("已写入")
            assert await homes() == 2
            await other.goto(f"{service.url}/console/cabinet")
            await expect(other.locator("[data-home]").first).to_contain_text("101")
            await picture(other, "home-import-cabinet")
            await other.goto(page.url)
            await other.get_by_role("button", name="撤销这次导入").click()
            await expect(other.locator("#progress")).to_contain_text("已撤销")
        assert await homes() == 0
        assert (
            await fetch("SELECT id FROM party UNION SELECT id FROM standard_address UNION SELECT id FROM drawer") == []
        )
        assert complaints + more == []


async def test_the_template_offers_what_can_be_chosen(service: Service) -> None:
    async with browser(service, service.cast.petra) as officer:
        answer = await officer.client.get("/console/imports/templates/homes")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    titles = [str(cell.value) for cell in next(iter(sheet.iter_rows(max_row=1)))]
    assert titles == [column.title for column in HOME_COLUMNS]
    offered = {str(rule.sqref).split("2:")[0] for rule in sheet.data_validations.dataValidation}
    with_choices = {get_column_letter(place) for place, column in enumerate(HOME_COLUMNS, start=1) if column.choices}
    assert offered == with_choices


async def test_what_looks_like_a_formula_is_text_on_its_way_in_and_out(service: Service) -> None:
    street = "=HYPERLINK(1)"
    line = ("F-1", NORTH_VILLAGE, street, "5号楼", "101", "住宅", "40.5", "住房", "", "", "", "", "")
    csv = "\r\n".join((",".join(TITLES), ",".join(f'"{cell}"' for cell in line)))
    async with browser(service, service.cast.petra) as officer:
        answer = await officer.post(
            "/console/imports", {"kind": "homes"}, {"sheet": ("list.csv", csv.encode(), "text/csv")}
        )
        await work_off_waiting()
        verdicts = await officer.client.get(f"{answer.headers['location']}/verdicts.xlsx")
    sheet = load_workbook(io.BytesIO(verdicts.content)).active
    assert sheet is not None
    cell = sheet.cell(2, 2)
    assert (cell.value, cell.data_type) == (f"{street}5号楼101", "s")
