"""Supervisees from Excel: the template with its drop-downs, what cannot be read, and differences in clear."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import pytest
from openpyxl import Workbook, load_workbook

from api.commands.imports import work_off_waiting
from supervision.corrections.import_rows import COLUMNS, MOST_ROWS
from supervision.corrections.imports.desk import JOBS
from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.console.browsing import Browser, browser, shown, value_of
from tests.makers_files import make_id_number
from tests.makers_imports import a_row, make_import

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


async def handed_in(officer: Browser, *rows: dict[str, Any], titles: Sequence[str] | None = None) -> str:
    """The page of an import once the worker has read it."""
    answer = await officer.post(PATH, None, {"sheet": sheet_of(*rows, titles=titles)})
    assert answer.status_code == 303, answer.text
    await work_off_waiting()
    return str(answer.headers["location"])


def seen(page: str) -> dict[str, str]:
    """Of which check a page shows the rows, as its form sends it."""
    return {"checked_at": value_of(page, r'name="checked_at" value="([^"]+)"')}


async def test_the_template_offers_what_may_be_chosen_and_keeps_long_numbers(service: Service) -> None:
    async with browser(service, service.cast.olga) as officer:
        answer = await officer.client.get(f"{PATH}/template.xlsx")
    assert answer.headers["content-type"] == XLSX
    workbook = load_workbook(io.BytesIO(answer.content))
    sheet = workbook.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [str(column.title) for column in COLUMNS]
    assert sheet.column_dimensions["C"].number_format == "@"
    offered = {value for column in workbook["lists"].iter_cols(values_only=True) for value in column if value}
    assert {"缓刑", "护照", "女", "北岭司法所", "不得从事特定活动"} <= offered
    assert "南浦司法所" not in offered
    assert workbook["lists"].sheet_state == "hidden"
    assert len(sheet.data_validations.dataValidation) == 5


async def test_every_row_gets_its_verdict_masked_and_as_a_workbook(service: Service) -> None:
    known = make_id_number()
    rows = (row(), row(证件号码=known), row(证件号码=known), row(管理机构="南浦司法所"), row(罪名=None))
    async with browser(service, service.cast.olga) as officer:
        path = await handed_in(officer, *rows)
        page = await officer.get(path)
        said = shown(page)
        assert "罪名 此格不能为空" in said
        assert "须由另一人确认后写入" in said
        assert "钟离岚" not in page
        assert "钟*" in page
        content = (await officer.client.get(f"{path}/verdicts.xlsx")).content
        lines = list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(min_row=2, values_only=True))
        assert [(line[0], line[2]) for line in lines] == [
            (2, "新增"), (3, "新增"), (4, "已经存在"), (5, "不在辖区"), (6, "不能导入"),
        ]  # fmt: skip
        await officer.refused(f"{path}/confirm", 409)
    assert await fetch("SELECT FROM person_file") == []


async def test_a_name_that_looks_like_a_formula_stays_a_name(service: Service) -> None:
    async with browser(service, service.cast.olga) as officer:
        path = await handed_in(officer, row(姓名="=1+1"))
        content = (await officer.client.get(f"{path}/verdicts.xlsx")).content
    cells = [cell for line in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(min_row=2) for cell in line]
    assert all(cell.data_type != "f" for cell in cells)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"PK\x03\x04 broken", "这不是可以读取的 Excel 文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版"),
        (b"\xff\xfe\x00\xd8\x81", "读"),
        ("姓名,证件号码\n".encode() + b"a,b\n" * (MOST_ROWS + 1), "行数超过"),
    ],
)
async def test_what_cannot_be_read_is_refused_whole(service: Service, content: bytes, refusal: str) -> None:
    async with browser(service, service.cast.olga) as officer:
        answer = await officer.post(PATH, None, {"sheet": ("x.xlsx", content, XLSX)})
        await work_off_waiting()
        page = shown(await officer.get(answer.headers["location"]))
    assert refusal in page
    assert await fetch("SELECT FROM file_import_chunk") == []


async def test_without_a_file_it_is_asked_for(service: Service) -> None:
    async with browser(service, service.cast.olga) as officer:
        assert "请选择 Excel 或 CSV 文件" in shown(
            await officer.refused(PATH, 400, None, {"other": ("a", b"a", "a/b")})
        )


async def test_columns_chosen_by_hand_are_remembered_for_the_office(service: Service) -> None:
    own = {"人员": "姓名", "证号": "证件号码"}
    titles = [*own, *(str(column.title) for column in COLUMNS if str(column.title) not in own.values())]
    mine = {**row(), "人员": "钟离岚", "证号": make_id_number()}
    async with browser(service, service.cast.olga) as officer:
        path = await handed_in(officer, mine, titles=titles)
        page = shown(await officer.get(path))
        assert "待对应列" in page
        columns = await officer.get(f"{path}/columns")
        assert "钟离岚" not in columns
        choice = {
            column.field: str(titles.index(str(column.title))) for column in COLUMNS if str(column.title) in titles
        }
        await officer.done(f"{path}/columns", {**choice, "name": "0", "document_number": "1"})
        await work_off_waiting()
        assert "新增" in shown(await officer.get(path))
        again = await handed_in(officer, {**mine, "证号": make_id_number()}, titles=titles)
        assert "按手工选择的对应读取" in shown(await officer.get(again))


async def test_differences_are_opened_for_a_purpose_and_ticked_by_the_second_officer(service: Service) -> None:
    cast, known = service.cast, a_row(phone="13812345678")
    first = await make_import(cast.olga, known)
    async with browser(service, cast.agnes) as second:
        stale = seen(await second.get(f"{PATH}/{first}"))
        await second.done(f"{PATH}/{first}/confirm", stale)
        await work_off_waiting()
        path = f"{PATH}/{await make_import(cast.olga, {**known, 'phone': '13900001111'})}"
        assert "为什么要打开" in shown(await second.get(f"{path}/differences"))
        page = await second.get(f"{path}/differences", purpose="supervision")
        assert all(text in page for text in ("13812345678", "13900001111"))
        assert "13900001111" not in await second.get(path)
        ticked = {"row": "2", "part": "1", "purpose": "supervision"}
        for unseen in (stale, {}, {"checked_at": "yesterday"}):
            for step in ("differences", "confirm"):
                refused = shown(await second.refused(f"{path}/{step}", 409, {**ticked, **unseen}))
                assert "请重新核对" in refused
        saved = await second.done(f"{path}/differences", {**ticked, **seen(page)})
        assert 'value="2" checked' in saved
        page = await second.get(path)
        assert "只写入勾选的 1 行" in shown(page)
        await second.done(f"{path}/confirm", {"changes": "chosen", **seen(page)})
        await work_off_waiting()
    job = await JOBS.open_import(cast.olga.officer, UUID(path.rpartition("/")[2]))
    assert job.counts == {"changed": 1}


async def test_only_who_keeps_files_imports_them(service: Service) -> None:
    async with browser(service, service.cast.carl) as reader:
        assert await reader.status_of(PATH) == 403
        await reader.refused(PATH, 403, None, {"sheet": sheet_of(row())})
    async with browser(service, service.cast.olga) as officer:
        assert (await officer.client.post(PATH, files={"sheet": sheet_of(row())})).status_code == 403
