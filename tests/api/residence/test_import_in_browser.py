"""An import in a real browser: bad rows get their reasons, another officer confirms, and it is taken back."""

from playwright.async_api import FilePayload, Page, expect

from api.commands.imports import work_off_waiting
from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.console.test_in_browser import OFFICE
from tests.api.console.test_pages_in_browser import opened
from tests.api.import_scenes import make_second
from tests.api.secure_service import picture
from tests.api.workbooks.uploads import workbook
from tests.cast import NORTH_VILLAGE
from tests.makers_residence import id_number, make_building, make_household, make_new, make_person

TITLES = ("证件号码", "姓名", "房屋编号", "流入原因", "住所类型", "登记日期", "宗教信仰")
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST, SECOND, KNOWN = id_number(order=21), id_number(order=23), id_number(order=31)


def table() -> bytes:
    """Two rows that can be taken, and five that cannot, each for a reason of its own."""
    good = ("F-101", "务工", "租赁", "2026-03-01", "")
    wrong_check = FIRST[:-1] + ("0" if FIRST[-1] != "0" else "1")
    return workbook(
        TITLES,
        (FIRST, "赵一", *good),
        (SECOND, "赵二", *good),
        (wrong_check, "赵三", *good),
        (id_number(order=25), "赵四", "F-999", *good[1:]),
        (id_number(order=27), "", *good),
        (id_number(order=29), "赵五", "F-101", "=1+1", *good[2:]),
        (KNOWN, "周晓岚", *good),
    )


async def hand_in(page: Page, service: Service) -> None:
    await page.goto(f"{service.url}/console/imports")
    await page.get_by_label("内容").select_option(label="居住人员")
    upload = FilePayload(name="三月名单.xlsx", mimeType=MEDIA_TYPE, buffer=table())
    await page.locator("#sheet").set_input_files(upload)
    await page.get_by_role("button", name="提交检查，先不写入").click()
    await expect(page.locator("h1")).to_have_text("三月名单.xlsx")
    await expect(page.locator("#progress")).to_contain_text("检查中")
    await work_off_waiting()
    await expect(page.locator("#progress")).to_contain_text("待确认")  # the page finds out by itself


async def read_verdicts(page: Page) -> None:
    """Every row has its verdict, and whoever handed the table in does not confirm it."""
    await page.reload()
    rows = [(await row.inner_text()).split() for row in await page.locator("table.rows tbody tr").all()]
    assert [row[0] for row in rows] == ["2", "3", "4", "5", "6", "7", "8"]
    assert [row[2] if len(row) > 2 else "" for row in rows[:2]] == ["新增", "新增"]
    said = "\n".join(" ".join(row) for row in rows[2:])
    for reason in ("校验码不符", "不在辖区", "姓名", "流入原因", "已经存在"):
        assert reason in said
    assert "赵一" not in await page.content()
    await expect(page.locator(".facts")).to_contain_text("宗教信仰")
    await expect(page.locator("body")).to_contain_text("须由另一人确认后写入")
    await expect(page.get_by_role("button", name="确认写入")).to_have_count(0)
    await picture(page, "import-verdicts")
    await page.get_by_role("link", name="不能导入").click()
    await expect(page.locator("table.rows tbody tr")).to_have_count(3)


async def confirm(page: Page, service: Service) -> None:
    await page.goto(f"{service.url}/console/imports")
    await page.get_by_role("link", name="核对").click()
    await page.get_by_role("button", name="确认写入 2 行").click()
    await work_off_waiting()
    await expect(page.locator("#progress")).to_contain_text("已写入")
    await page.reload()
    await expect(page.locator(".facts")).to_contain_text("可以撤销到")
    await picture(page, "import-written")


async def undo(page: Page) -> None:
    await page.get_by_role("button", name="撤销这次导入").click()
    await work_off_waiting()
    await expect(page.locator("#progress")).to_contain_text("已撤销")
    await picture(page, "import-undone")


async def living() -> int:
    rows = await fetch("SELECT count(*) AS n FROM resident WHERE state = 'living'")
    return int(rows[0]["n"])


async def test_an_import_with_bad_rows_is_confirmed_by_another_and_undone(service: Service) -> None:
    petra = service.cast.petra
    building = await make_building(petra.officer, NORTH_VILLAGE)
    await fetch("UPDATE standard_address SET code = 'F-101' WHERE id = $1", building.rooms["101"])
    await make_household(petra.officer, building.dwellings["201"], make_new(make_person("周晓岚", KNOWN)))
    second = await make_second(service)
    async with opened(service, petra, OFFICE) as (page, complaints), opened(service, second, OFFICE) as (other, more):
        await hand_in(page, service)
        await read_verdicts(page)
        assert await living() == 1
        await confirm(other, service)
        assert await living() == 3
        await undo(other)
        assert await living() == 1
        assert complaints + more == []


OWN_TITLES = ("序号", "租客", "居民身份证号码", "哪一间", "来干什么", "怎么住", "入住日期（必填）")
OWN_CELLS = ("1", "赵一", FIRST, "F-101", "务工", "租赁", "2026-03-01")


async def test_the_columns_of_a_table_with_its_own_titles_are_chosen_by_hand(service: Service) -> None:
    petra = service.cast.petra
    building = await make_building(petra.officer, NORTH_VILLAGE)
    await fetch("UPDATE standard_address SET code = 'F-101' WHERE id = $1", building.rooms["101"])
    async with opened(service, petra, OFFICE) as (page, complaints):
        await page.goto(f"{service.url}/console/imports")
        await page.get_by_label("内容").select_option(label="居住人员")
        upload = FilePayload(name="物业表.xlsx", mimeType=MEDIA_TYPE, buffer=workbook(OWN_TITLES, OWN_CELLS))
        await page.locator("#sheet").set_input_files(upload)
        await page.get_by_role("button", name="提交检查，先不写入").click()
        await work_off_waiting()
        await expect(page.locator("#progress")).to_contain_text("待对应列")
        await page.get_by_role("link", name="对应各列").click()
        await picture(page, "import-columns")
        assert "赵一" not in await page.content()
        assert await page.get_by_label("证件号码").input_value() == "2"  # by the likeness of its title
        await page.get_by_label("姓名", exact=True).select_option(label="租客（赵*）")
        await page.get_by_label("房屋编号").select_option(label="哪一间（F-101）")
        await page.get_by_label("流入原因").select_option(label="来干什么（务工）")
        await page.get_by_label("住所类型").select_option(label="来干什么（务工）")  # a slip
        await page.get_by_role("button", name="按这样对应，重新检查").click()
        await expect(page.locator("#lodging-error")).to_contain_text("已经对应了另一项")
        await page.get_by_label("住所类型").select_option(label="怎么住（租赁）")
        await page.get_by_role("button", name="按这样对应，重新检查").click()
        await work_off_waiting()
        await expect(page.locator("#progress")).to_contain_text("待确认")
        await page.reload()
        await expect(page.locator(".facts")).to_contain_text("按手工选择的对应读取")
        await expect(page.locator("table.rows tbody tr")).to_contain_text(["赵*"])
        await expect(page.get_by_role("link", name="新增")).to_be_visible()
        assert ["400" in complaint for complaint in complaints] == [True]  # the slip
