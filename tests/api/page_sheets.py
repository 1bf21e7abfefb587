"""Sheets as a browser hands them in, each with one new row."""

import io
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from openpyxl import Workbook

from supervision.legal_time import legal_day, now
from tests.api.conftest import Service
from tests.api.console.browsing import browser
from tests.api.page_scenes import PageScene, Sent
from tests.cast import NORTH
from tests.makers_files import make_id_number

OFFICER_IMPORT = "/console/officers/import"
PRISON_LIST = "/console/aftercare/import"

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet(path: str) -> PageScene:
    """A sheet with one new row, as it is handed in."""

    async def prepared(_service: Service) -> Sent:
        return Sent(files={"sheet": _SHEETS[path]()})

    return prepared


def new_sheet(path: str) -> tuple[str, bytes, str]:
    """The same as a file: its name, content and media type."""
    return _SHEETS[path]()


def kept_sheet(path: str, member: str) -> PageScene:
    """A sheet that the member handed in and that waits to be written."""

    async def prepared(service: Service) -> Sent:
        async with browser(service, getattr(service.cast, member)) as officer:
            answer = await officer.post(path, None, {"sheet": _SHEETS[path]()})
        assert answer.status_code == 303, answer.text
        return Sent({"token": answer.headers["location"].rpartition("/")[2]})

    return prepared


def supervisee_sheet() -> tuple[str, bytes, str]:
    """A table of one new supervisee."""
    day = legal_day(now()) - timedelta(days=20)
    return _workbook(
        {
            "姓名": "钟离岚", "证件号码": make_id_number(), "管理机构": "北岭司法所", "矫正类别": "缓刑",
            "居住地址": "山西省青屏市临溪县北岭镇石桥街8号", "决定机关": "临溪县法院", "文书号": "（2026）临刑初9号",
            "罪名": "危险驾驶罪", "刑罚": "拘役三个月，缓刑六个月", "裁判日期": day, "生效日期": day, "期限（月）": 6,
        }
    )  # fmt: skip


def _officer_sheet() -> tuple[str, bytes, str]:
    return _workbook(
        {
            "姓名": "新来的", "用户名": "newly", "机构": "北岭司法所", "角色": "司法所工作人员", "辖区代码": NORTH,
            "起始日期": legal_day(now()),
        }
    )  # fmt: skip


def _prison_list() -> tuple[str, bytes, str]:
    return _workbook(
        {
            "姓名": "钟离岚", "证件号码": make_id_number(), "释放日期": legal_day(now()) + timedelta(days=20),
            "家庭住址": "山西省青屏市临溪县北岭镇石桥街8号", "司法所": "北岭司法所",
        }
    )  # fmt: skip


_SHEETS = {OFFICER_IMPORT: _officer_sheet, PRISON_LIST: _prison_list}


def _workbook(row: Mapping[str, Any]) -> tuple[str, bytes, str]:
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    for cells in (tuple(row), tuple(row.values())):
        page.append(cells)
    target = io.BytesIO()
    workbook.save(target)
    return "sheet.xlsx", target.getvalue(), _XLSX
