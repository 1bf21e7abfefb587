"""Officers from a sheet: a template, a verdict for every row, and the papers of those who were added."""

import io
from typing import Any

from openpyxl import Workbook, load_workbook

from supervision.legal_time import legal_day, now
from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown
from tests.cast import NORTH

PATH = "/console/officers/import"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLES = ("姓名", "用户名", "机构", "角色", "辖区代码", "起始日期", "截止日期")


def good() -> tuple[Any, ...]:
    return ("白石", "bai.shi", "北岭司法所", "司法所工作人员", NORTH, legal_day(now()), None)


def sheet_of(*rows: tuple[Any, ...], titles: tuple[str, ...] = TITLES) -> dict[str, tuple[str, bytes, str]]:
    workbook = Workbook()
    assert workbook.active is not None
    for row in (titles, *rows):
        workbook.active.append(list(row))
    target = io.BytesIO()
    workbook.save(target)
    return {"sheet": ("人员.xlsx", target.getvalue(), XLSX)}


async def test_the_template_has_the_columns_and_offers_offices_and_roles(service: Service) -> None:
    async with browser(service, service.cast.sue) as sue:
        assert "姓名、用户名、机构" in shown(await sue.get(PATH))
        answer = await sue.client.get(f"{PATH}/template.xlsx")
        assert answer.headers["content-type"] == XLSX
        workbook = load_workbook(io.BytesIO(answer.content))
        assert tuple(cell.value for cell in workbook["人员"][1]) == TITLES
        offered = {cell.value for row in workbook["lists"].iter_rows() for cell in row}
        assert {"北岭司法所", "审计管理员"} <= offered


async def test_each_row_has_its_verdict_before_anything_is_written(service: Service) -> None:
    rows = (
        good(),
        ("某某", "olga", "北岭司法所", "司法所工作人员", NORTH, "2036-01-01", None),
        ("某某", "x", "北岭司法所", "司法所工作人员", NORTH, "2036-01-01", None),
        ("某某", "wen.yi", "没有的所", "司法所工作人员", NORTH, "2036-01-01", None),
    )
    async with browser(service, service.cast.sue) as sue:
        page = await sue.done(PATH, files=sheet_of(*rows))
        said = shown(page)
        assert "可以导入 1" in said
        assert "用户名：用户名已被使用。" in said
        assert "机构：没有这个机构。" in said
        path = sue.path
        assert "白石" not in await sue.get("/console/officers")
        verdicts = await sue.client.get(f"{path}/verdicts.xlsx")
        found = load_workbook(io.BytesIO(verdicts.content)).active
        assert found is not None
        assert [cell.value for cell in found[2]][:2] == [2, "bai.shi"]


async def test_what_is_written_is_handed_over_on_paper_once(service: Service) -> None:
    second = ("文一", "wen.yi", None, "审计管理员", None, legal_day(now()).isoformat(), None)
    async with browser(service, service.cast.sue) as sue:
        assert "可以导入 2" in shown(await sue.done(PATH, files=sheet_of(good(), second)))
        path = sue.path
        answer = await sue.post(path)
        said = shown(answer.text)
        assert "登录凭据 (2)" in said
        assert "北岭司法所 · 白石" in said
        assert said.count("初始密码") == 2
        again = await sue.get(path)
        assert "已写入 2 行" in again
        assert "初始密码" not in again
        assert "文一" in await sue.get("/console/officers")


async def test_what_is_no_sheet_is_refused_with_a_sentence(service: Service) -> None:
    async with browser(service, service.cast.sue) as sue:
        assert "请选择 Excel 文件" in await sue.refused(PATH, 400)
        nothing = {"sheet": ("a.xlsx", b"no workbook", XLSX)}
        assert "不是可以读取的 Excel 文件" in await sue.refused(PATH, 400, files=nothing)
        narrow = sheet_of(("白石",), titles=("姓名", "角色", "起始日期"))
        assert "缺少列：用户名" in await sue.refused(PATH, 400, files=narrow)
        huge = {"sheet": ("a.xlsx", b"0" * 9 * 1024 * 1024, XLSX)}
        assert "文件过大" in await sue.refused(PATH, 413, files=huge)


async def test_a_sheet_is_its_owner_s_alone(service: Service) -> None:
    async with browser(service, service.cast.sue) as sue, browser(service, service.cast.sam) as sam:
        await sue.done(PATH, files=sheet_of(good()))
        assert await sam.status_of(sue.path) == 403
        assert await sue.status_of(f"{PATH}/another-token") == 404
