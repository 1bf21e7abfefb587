"""Address tables with titles of their own: columns by hand, remembered for the office, and what is no such table."""

import json

import pytest

from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.console.browsing import Browser, Files, browser, shown
from tests.api.import_scenes import make_second
from tests.api.workbooks.uploads import package, parts_of, workbook
from tests.cast import NORTH_VILLAGE
from tests.makers_residence import id_number

PATH = "/console/addresses/import"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLES = ("序号", "社区", "路名", "几号楼", "房间（室）", "产权人")
ROW = ("1", NORTH_VILLAGE, "石桥街", "8号楼", "101", "孙建业")
CHOICE = {"division": "1", "street": "2", "building": "3", "room": "4"}
KNOWN_TITLES = ("区划代码", "街路", "楼栋", "房间")


def table(*rows: tuple[object, ...]) -> Files:
    return {"sheet": ("地址.xlsx", workbook(*rows), XLSX)}


async def asked(officer: Browser, files: Files | None = None) -> str:
    """The page on which the columns of a table are chosen."""
    page = await officer.done(PATH, files=files or table(TITLES, ROW))
    assert officer.path.endswith("/columns")
    return page


async def addresses() -> list[str]:
    return [row["full_name"] for row in await fetch("SELECT full_name FROM standard_address ORDER BY full_name")]


async def test_a_table_with_its_own_titles_is_read_as_its_officer_says_and_then_written(service: Service) -> None:
    async with browser(service, service.cast.petra) as petra:
        page = await asked(petra)
        assert "仅凭标题认不出必填的列" in shown(page)
        assert "孙*" in page
        assert "孙建业" not in page
        columns = petra.path
        assert "按手工选择的对应读取" in shown(await petra.done(columns, CHOICE))
        verdicts = petra.path
        assert verdicts == columns.removesuffix("/columns")
        assert await addresses() == []
        assert "已写入 1 行" in shown(await petra.done(verdicts))
        assert await addresses() == ["石桥街", "石桥街8号楼", "石桥街8号楼101"]
        assert "已写入 1 行" in shown(await petra.done(columns, CHOICE))  # too late to choose


async def test_the_office_need_not_choose_again_and_another_office_is_asked(service: Service) -> None:
    again = (*ROW[:4], "102", "周晓岚")
    second = await make_second(service)
    async with (
        browser(service, service.cast.petra) as petra,
        browser(service, second) as perla,
        browser(service, service.cast.pavel) as pavel,
    ):
        await asked(petra)
        await petra.done(petra.path, CHOICE)
        assert "可以导入 1" in shown(await perla.done(PATH, files=table(TITLES, again)))
        await asked(perla, table((*TITLES, "备注"), (*again, "")))
        await asked(pavel)
    entries = await fetch("SELECT actor_id, detail_json FROM audit_entry WHERE act = 'address:import'")
    said = [(entry["actor_id"], json.loads(entry["detail_json"])) for entry in entries]
    assert said == [(str(service.cast.petra.id), {"columns": 4})]


async def test_a_remembered_slip_is_mended_on_the_same_page(service: Service) -> None:
    async with browser(service, service.cast.petra) as petra:
        await asked(petra)
        await petra.done(petra.path, CHOICE | {"street": "5"})
        page = await petra.done(PATH, files=table(TITLES, ROW))
        assert "孙建业8号楼101" in page
        await petra.done(f"{petra.path}/columns", CHOICE)
        page = await petra.done(PATH, files=table(TITLES, ROW))
        assert "石桥街8号楼101" in page


async def test_a_remembered_column_that_cannot_be_read_leads_back_to_the_choice(service: Service) -> None:
    async with browser(service, service.cast.petra) as petra:
        await asked(petra)
        await petra.done(petra.path, CHOICE)
        page = await asked(petra, table(TITLES, (*ROW[:3], 10**16, *ROW[4:])))
        assert "按本单位上次选择的列，有单元格不能读取" in shown(page)
        refused = await petra.refused(petra.path, 400, CHOICE)
        assert "第2行“几号楼”：此格是数字格式" in shown(refused)
        without = {field: place for field, place in CHOICE.items() if field not in {"building", "room"}}
        assert "可以导入 1" in shown(await petra.done(petra.path, without))


async def test_a_table_whose_titles_are_known_is_judged_at_once(service: Service) -> None:
    async with browser(service, service.cast.petra) as petra:
        page = await petra.done(PATH, files=table(KNOWN_TITLES, ROW[1:5]))
        assert "可以导入 1" in shown(page)
        assert "手工选择" not in shown(page)
        page = await petra.get(f"{petra.path}/columns")
        assert page.count(" selected>") >= len(KNOWN_TITLES)


@pytest.mark.parametrize(
    ("chosen", "field", "said"),
    [
        (CHOICE | {"street": ""}, "street", "此格不能为空"),
        (CHOICE | {"street": "1"}, "street", "已经对应了另一项"),
        (CHOICE | {"street": "60"}, "street", "文件里没有这一列"),
        (CHOICE | {"street": "-1"}, "street", "请从列出的选项中选择"),
        (CHOICE | {"street": "9" * 5_000}, "street", "请从列出的选项中选择"),
    ],
)
async def test_a_choice_that_cannot_be_keeps_what_was_chosen(
    service: Service, chosen: dict[str, str], field: str, said: str
) -> None:
    async with browser(service, service.cast.petra) as petra:
        await asked(petra)
        columns = petra.path
        page = await petra.refused(columns, 400, chosen | {"code": "0"})
        assert said in page[page.index(f'id="{field}-error"') :][:200]
        selected = page[page.index('id="code"') :]
        assert 'value="0" selected' in selected[: selected.index("</select>")]
        assert await petra.status_of(columns.removesuffix("/columns")) == 303  # no verdicts yet
    assert await fetch("SELECT id FROM import_columns") == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 and nothing more", "不是可以读取"),
        (package({**parts_of(workbook(TITLES, ROW)), "xl/vbaProject.bin": b"x"}), "文件含有宏"),
        (workbook(("姓名", "证件号码"), ("周晓岚", id_number())), "这不是地址表"),
        (workbook(("社区",), (NORTH_VILLAGE,)), "这不是地址表"),
        (workbook(TITLES), "没有填写任何行"),
        (workbook((*TITLES, "路名"), (*ROW, "石桥街")), "出现了两次"),
    ],
)
async def test_what_cannot_be_an_address_table_is_refused_with_what_to_do(
    service: Service, content: bytes, said: str
) -> None:
    async with browser(service, service.cast.petra) as petra:
        assert said in shown(await petra.refused(PATH, 400, files={"sheet": ("表.xlsx", content, XLSX)}))


async def test_titles_and_cells_that_were_made_to_harm_are_only_text(service: Service) -> None:
    titles = ("社区", '"><script>alert(1)</script>', "=HYPERLINK(1)")
    rows = b"\r\n".join(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row).encode() for row in (
        titles, (NORTH_VILLAGE, "<img src=x onerror=alert(1)>", "=1+1"),
    ))  # fmt: skip
    async with browser(service, service.cast.petra) as petra:
        page = await asked(petra, {"sheet": ("a.csv", rows, "text/csv")})
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        page = await petra.done(petra.path, {"division": "0", "street": "1", "building": "2"})
        assert "<img src=x" not in page
        assert "=1+1" in shown(page)


async def test_columns_are_chosen_by_whoever_handed_the_table_in_alone(service: Service) -> None:
    second = await make_second(service)
    async with browser(service, service.cast.petra) as petra, browser(service, second) as perla:
        await asked(petra)
        assert await perla.status_of(petra.path) == 404
        assert (await perla.post(petra.path, CHOICE)).status_code == 404
