"""Supervisees from Excel: the template with its drop-downs, a verdict for every row, and only then the writing."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from supervision import legal_time
from supervision.corrections.import_rows import COLUMNS
from supervision.documents import check_character
from tests.api.conftest import Service
from tests.api.console.browsing import Browser, browser, links_of, shown
from tests.makers import acts_of
from tests.makers_files import make_id_number

PATH = "/console/supervisees/import"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def row(**changed: Any) -> dict[str, Any]:
    """A row that is filled in as it should be."""
    return {
        "姓名": "钟离岚",
        "证件号码": make_id_number(),
        "管理机构": "北岭司法所",
        "矫正类别": "缓刑",
        "居住地址": "山西省青屏市临溪县北岭镇石桥街8号",
        "决定机关": "临溪县人民法院",
        "文书号": "（2026）临刑初9号",
        "罪名": "危险驾驶罪",
        "刑罚": "拘役三个月，缓刑六个月",
        "裁判日期": date(2026, 10, 12),
        "生效日期": datetime.combine(date(2026, 10, 23), time()),  # as workbooks give days
        "期限（月）": 6.0,
    } | changed


def sheet_of(*rows: dict[str, Any], titles: Sequence[str] | None = None) -> tuple[str, bytes, str]:
    """A workbook as an officer hands it in."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    columns = list(titles or [str(column.title) for column in COLUMNS])
    sheet.append(columns)
    for cells in rows:
        sheet.append([cells.get(title) for title in columns])
    for cell in (cell for line in sheet.iter_rows(min_row=2) for cell in line if isinstance(cell.value, str)):
        cell.data_type = "s"
    target = io.BytesIO()
    workbook.save(target)
    return "对象.xlsx", target.getvalue(), XLSX


async def check(officer: Browser, *rows: dict[str, Any]) -> str:
    """The page with the verdicts."""
    return await officer.done(PATH, None, {"sheet": sheet_of(*rows)})


async def test_the_template_offers_what_may_be_chosen_and_keeps_long_numbers(service: Service) -> None:
    async with browser(service, service.cast.olga) as officer:
        answer = await officer.client.get(f"{PATH}/template.xlsx")
    assert answer.headers["content-type"] == XLSX
    workbook = load_workbook(io.BytesIO(answer.content))
    sheet = workbook.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [str(column.title) for column in COLUMNS]
    assert sheet.column_dimensions["C"].number_format == "@"
    offered = {value for column in workbook["lists"].iter_cols(values_only=True) for value in column if value}
    assert {"缓刑", "护照", "女", "北岭司法所"} <= offered
    assert "南浦司法所" not in offered
    assert workbook["lists"].sheet_state == "hidden"
    assert len(sheet.data_validations.dataValidation) == 4


async def test_every_row_gets_its_verdict_and_only_the_new_ones_are_written(service: Service) -> None:
    olga, known = service.cast.olga, make_id_number()
    rows = (
        row(),
        row(证件号码=known),
        row(证件号码=known),
        row(证件号码="149901199005060011"),
        row(管理机构="南浦司法所"),
        row(罪名=None),
    )
    async with browser(service, olga) as officer:
        page = await check(officer, *rows)
        said = shown(page)
        assert "可以导入 2" in said
        assert "已经存在 1" in said
        assert "不在辖区 1" in said
        assert "不能导入 2" in said
        assert "钟离岚" not in page
        assert "钟*" in page
        assert "罪名：此格不能为空" in said
        assert "没有符合条件" in shown(await officer.get("/console/supervisees", query="钟离岚"))
        (write,) = set(links_of(page, f'{PATH}/[^/"]+'))
        verdicts = load_workbook(io.BytesIO((await officer.client.get(f"{write}/verdicts.xlsx")).content)).worksheets[0]
        assert [line[0] for line in verdicts.iter_rows(min_row=2, values_only=True)] == [2, 3, 4, 5, 6, 7]
        written = shown(await officer.done(write))
        assert "已写入 2 行" in written
        assert "显示 2 条" in shown(await officer.get("/console/supervisees", query="钟离岚"))
        again = shown(await officer.done(write))
        assert "已写入 2 行" in again
        assert "显示 2 条，共 2 条" in shown(await officer.get("/console/supervisees"))
    assert (await acts_of(olga.id)).count(("person-file:import", "done")) == 2


async def test_a_sheet_may_hold_more_rows_than_one_statement_takes(service: Service) -> None:
    bodies = [f"149901{19700101 + number // 900}{number % 900 + 100}" for number in range(1_650)]
    rows = [row(证件号码=body + check_character(body)) for body in bodies]
    async with browser(service, service.cast.olga) as officer:
        (write,) = set(links_of(await check(officer, *rows), f'{PATH}/[^/"]+'))
        assert "已写入 1650 行" in shown(await officer.done(write))


async def test_a_name_that_looks_like_a_formula_stays_a_name(service: Service) -> None:
    async with browser(service, service.cast.olga) as officer:
        page = await check(officer, row(姓名="=1+1"))
        (write,) = set(links_of(page, f'{PATH}/[^/"]+'))
        content = (await officer.client.get(f"{write}/verdicts.xlsx")).content
    cells = [cell for line in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(min_row=2) for cell in line]
    assert all(cell.data_type != "f" for cell in cells)


@pytest.mark.parametrize(
    ("file", "refusal"),
    [
        (None, "请选择 Excel 文件"),
        (("x.xlsx", b"no workbook", XLSX), "这不是可以读取的 Excel 文件"),
        (sheet_of(), "表中没有填写任何行"),
        (sheet_of({"姓名": "钟离岚"}, titles=["姓名", "电话"]), "缺少列：证件号码"),
    ],
)
async def test_what_is_no_filled_template_is_told_so(
    service: Service, file: tuple[str, bytes, str] | None, refusal: str
) -> None:
    async with browser(service, service.cast.olga) as officer:
        files = {"sheet": file} if file else {"other": ("a.txt", b"a", "text/plain")}
        assert refusal in shown(await officer.refused(PATH, 400, None, files))


async def test_a_kept_sheet_is_its_officers_own_and_not_for_ever(service: Service) -> None:
    async with browser(service, service.cast.olga) as officer:
        (write,) = set(links_of(await check(officer, row()), f'{PATH}/[^/"]+'))
        async with browser(service, service.cast.agnes) as other:
            assert await other.status_of(write) == 404
        began_at = legal_time.now()
        with legal_time.moved_clock(lambda: began_at + timedelta(minutes=20)):
            await officer.get(write)
        with legal_time.moved_clock(lambda: began_at + timedelta(minutes=31)):
            assert await officer.status_of(write) == 404


async def test_only_who_keeps_files_imports_them(service: Service) -> None:
    async with browser(service, service.cast.carl) as reader:
        assert await reader.status_of(PATH) == 403
        await reader.refused(PATH, 403, None, {"sheet": sheet_of(row())})
    async with browser(service, service.cast.olga) as officer:
        assert (await officer.client.post(PATH, files={"sheet": sheet_of(row())})).status_code == 403
