"""What goes out over HTTP is an archive that opens with its password alone, and answers come back by Excel."""

import io
import os
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
import pyzipper
from openpyxl import load_workbook

from api.workbooks.writing import workbook_chunks
from supervision.legal_time import legal_day, now
from supervision.residence.addresses.hazards import load_open_hazards
from supervision.residence.sharing.answer_rows import ANSWER_COLUMNS
from supervision.residence.sharing.views import end_view
from supervision.residence.sharing.words import SharedKind
from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.console.browsing import Browser, Files, browser, shown
from tests.api.sharing_calls import GIVEN, PASSWORD, answer_table, to_decide
from tests.cast import NORTH_VILLAGE
from tests.makers_orders import unused_code
from tests.makers_residence import Building, id_number, make_building, make_household
from tests.makers_sharing import make_hazard, make_view

FILE = {"sheet": ("答复.xlsx", b"", "application/octet-stream")}


@pytest.fixture
async def building(service: Service) -> Building:
    return await make_building(service.cast.petra.officer, NORTH_VILLAGE)


def sheets(packed: bytes, password: str = PASSWORD) -> dict[str, list[list[Any]]]:
    """The rows of each workbook in an archive."""
    with pyzipper.AESZipFile(io.BytesIO(packed)) as opened:
        opened.setpassword(password.encode())
        found = {}
        for name in opened.namelist():
            book = load_workbook(io.BytesIO(opened.read(name)))
            found[name] = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    return found


async def given(service: Service, view_id: UUID) -> httpx.Response:
    async with service.client(service.cast.petra) as client:
        body = GIVEN | {"code": unused_code(service.cast.petra)}
        return await client.post(f"/api/v1/sharing-views/{view_id}/provisions", json=body)


async def test_persons_go_out_encrypted_with_a_cover_and_leave_nothing_in_clear(
    service: Service, building: Building, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spilled = tmp_path / "spilled"
    spilled.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spilled))
    await make_household(service.cast.petra.officer, building.dwellings["101"])
    answer = await given(service, await make_view(service.cast, SharedKind.PERSONS))
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["cache-control"] == "no-store"
    for secret in ("周晓岚", id_number(), "幸福路"):
        assert secret.encode() not in answer.content
    number = answer.headers["content-disposition"].split('"')[1].removesuffix(".zip")
    books = sheets(answer.content)
    assert books[f"{number}.xlsx"] == [
        [f"{number} 临溪县消防救援大队", None, None, None],
        ["姓名", "证件类型", "证件号码", "居住地址"],
        ["周晓岚", "居民身份证", id_number(), "幸福路3号楼101"],
    ]
    cover: dict[str, Any] = dict(books[f"{number}-cover.xlsx"][1:])
    assert (cover["提供编号"], cover["条数"], cover["法律依据"]) == (number, 1, "消防法第五十三条")
    assert "删除" in str(cover["删除义务"])
    assert "评估2026-3" in str(cover["个人信息保护影响评估"])
    with pytest.raises(RuntimeError):
        sheets(answer.content, "7KQM-X2WF-9RTB-HC4M")
    stored = str(await fetch("SELECT p::text AS row FROM provision p")) + str(
        await fetch("SELECT detail_json FROM audit_entry")
    )
    assert "周晓岚" not in stored
    assert PASSWORD not in stored
    assert os.listdir(spilled) == []  # noqa: PTH208 - the folder, not a walk through it


async def test_a_formula_in_a_field_stays_a_text(service: Service) -> None:
    building = await make_building(service.cast.petra.officer, NORTH_VILLAGE, street="=1+1路")
    await make_hazard(service.cast.petra.officer, building.dwellings["101"])
    (_, row) = next(
        rows
        for name, rows in sheets((await given(service, await make_view(service.cast))).content).items()
        if "cover" not in name
    )
    assert row[2] == "=1+1路3号楼101"


@pytest.mark.parametrize("password", ["", "short", "has a space in it", "密码密码密码密码密码密码密码密码", "x" * 65])
async def test_an_archive_that_is_guessed_is_not_made(service: Service, building: Building, password: str) -> None:
    await make_hazard(service.cast.petra.officer, building.dwellings["101"])
    view_id = await make_view(service.cast)
    async with service.client(service.cast.petra) as client:
        answer = await client.post(f"/api/v1/sharing-views/{view_id}/provisions", json=GIVEN | {"password": password})
    assert (answer.status_code, answer.json()["code"]) == (400, "input-invalid")
    assert await fetch("SELECT FROM provision") == []


async def test_nothing_goes_out_once_the_view_is_ended(service: Service, building: Building) -> None:
    await make_hazard(service.cast.petra.officer, building.dwellings["101"])
    view_id = await make_view(service.cast)
    await end_view(service.cast.petra.officer, view_id)
    answer = await given(service, view_id)
    assert (answer.status_code, answer.json()["code"]) == (409, "sharing-view-closed")


async def test_the_catalogue_is_dcat_and_shows_no_contact(service: Service) -> None:
    view_id = await make_view(service.cast, SharedKind.PREMISES)
    async with service.client(service.cast.petra) as client:
        answer = await client.get("/api/v1/sharing-views/catalogue")
    async with service.client(service.cast.pavel) as client:
        elsewhere = await client.get("/api/v1/sharing-views/catalogue")
    (dataset,) = answer.json()["dcat:dataset"]
    assert (dataset["@type"], dataset["dct:identifier"]) == ("dcat:Dataset", str(view_id))
    assert "0356" not in answer.text
    assert elsewhere.json()["dcat:dataset"] == []


async def a_provision(service: Service, building: Building, officer: Browser) -> tuple[str, list[Any]]:
    """Given on the page; gives its address and the row that went out."""
    await make_hazard(service.cast.petra.officer, building.dwellings["101"])
    view_id = await make_view(service.cast)
    answer = await officer.post(f"/console/sharing/{view_id}/provisions", GIVEN)
    (rows,) = (rows for name, rows in sheets(answer.content).items() if "cover" not in name)
    return f"/console/provisions/{answer.headers['x-provision']}", rows[1]


async def test_the_sheet_that_went_out_comes_back_filled_in_and_reaches_the_drawer(
    service: Service, building: Building
) -> None:
    petra = service.cast.petra
    async with browser(service, petra) as officer:
        path, row = await a_provision(service, building, officer)
        given_columns = ["提供编号", "条目编号", "标准地址", "隐患类型", "办理期限"]
        titles = [*given_columns, *[str(title) for title in list(ANSWER_COLUMNS.values())[2:]]]
        back = [*row[:5], "已消除", legal_day(now()), "已清理"]
        content = b"".join(workbook_chunks("答复", titles, [back]))
        checked = await officer.post(f"{path}/answers", None, {"sheet": ("消防.xlsx", content, "application/zip")})
        verdicts = checked.headers["location"]
        page = await officer.client.get(verdicts)
        assert "可以登记 1" in shown(page.text)
        assert len(await load_open_hazards(petra.officer)) == 1
        await officer.post(verdicts, {})
        assert "已登记 1 条答复" in shown((await officer.client.get(verdicts)).text)
        assert await load_open_hazards(petra.officer) == ()
        await officer.post(verdicts, {})
        steps = await fetch("SELECT FROM hazard_step")
        assert len(steps) == 3
        dwelling = await officer.client.get(f"/console/dwellings/{building.dwellings['101']}")
        assert "临溪县消防救援大队：已消除" in shown(dwelling.text)


HOSTILE: dict[str, Files] = {
    "nothing": {},
    "no workbook": {"sheet": ("a.xlsx", b"PK\x03\x04 no workbook at all", "application/zip")},
    "csv": {"sheet": ("a.csv", "提供编号,条目编号,答复,答复日期\r\n".encode(), "text/csv")},
    "other columns": {"sheet": ("a.xlsx", b"".join(workbook_chunks("a", ["甲"], [["乙"]])), "application/zip")},
    "no rows": answer_table(),
    "too many rows": answer_table(*[dict.fromkeys(ANSWER_COLUMNS, "x")] * 20_001),
}


@pytest.mark.parametrize("kind", HOSTILE)
async def test_a_hostile_table_is_refused_whole(service: Service, building: Building, kind: str) -> None:
    async with browser(service, service.cast.petra) as officer:
        path, _ = await a_provision(service, building, officer)
        answer = await officer.post(f"{path}/answers", {}, HOSTILE[kind] or None)
        assert answer.status_code == 400, shown(answer.text)
    assert len(await load_open_hazards(service.cast.petra.officer)) == 1


async def test_a_view_is_approved_on_its_page_with_the_second_factor(service: Service) -> None:
    asked = await to_decide(service.cast)
    view_id = asked.path["view_id"]
    async with browser(service, service.cast.petra) as officer:
        today = await officer.client.get("/console/")
        assert "待核准的共享目录项" in shown(today.text)
        wrong = await officer.post(f"/console/sharing/{view_id}/approval", {"code": "000000"})
        assert wrong.status_code == 401
        done = await officer.post(f"/console/sharing/{view_id}/approval", {"code": unused_code(service.cast.petra)})
        assert done.status_code == 303
    (row,) = await fetch("SELECT state FROM sharing_view")
    assert row["state"] == "approved"
