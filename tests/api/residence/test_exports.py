"""An export over HTTP: the archive opened by another's programs, what it says of its source, and no trace on a disk."""

import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pyzipper
from openpyxl import load_workbook

from api.export_archives import archive_chunks
from supervision.legal_time import now
from supervision.residence.addresses.landlords import enter_landlord
from supervision.residence.exports.fetching import fetch_export
from supervision.residence.exports.requesting import request_export
from supervision.residence.exports.store import EXPORTS
from supervision.residence.exports.words import ExportKind
from supervision.residence.households.words import MemberRole
from supervision.residence.parties.details import Party
from supervision.residence.parties.words import PartyKind
from supervision.residence.rules import FIELD_LISTS, FIELD_LISTS_IN_FORCE, PersonField
from supervision.storage.database import fetch
from tests.api.archive_reading import read_sheet
from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown
from tests.cast import NORTH, NORTH_VILLAGE
from tests.makers_exports import PASSWORD, REASON, asking, lived_in, make_approved, make_crowd, make_large, make_ready
from tests.makers_keeping import make_second
from tests.makers_orders import unused_code
from tests.makers_residence import id_number, make_building, make_household, make_new, make_person

ALSO_FORMULAS = ("=HYPERLINK(1)", "@SUM(A1)", "+1+cmd")
WRITING = frozenset("wax+")

_opened_for_writing: list[str] | None = None


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if _opened_for_writing is not None and event == "open":
        path, mode, flags = arguments
        is_for_writing = set(mode or "") & WRITING or (mode is None and isinstance(flags, int) and flags & 3)
        if is_for_writing and ".pyc" not in str(path):  # what the interpreter compiles holds nothing of a request
            _opened_for_writing.append(str(path))


sys.addaudithook(_watch)


@contextmanager
def opened_for_writing() -> Iterator[list[str]]:
    """The names of all files that this process, the service in it included, opens for writing meanwhile."""
    global _opened_for_writing  # noqa: PLW0603 - a hook of the interpreter is never taken away
    _opened_for_writing = []
    try:
        yield _opened_for_writing
    finally:
        _opened_for_writing = None


async def unlock(client: httpx.AsyncClient, export_id: UUID, code: str) -> str:
    answer = await client.post(f"/api/v1/exports/{export_id}/password", json={"code": code})
    assert answer.status_code == 200, answer.text
    password: str = answer.json()["password"]
    return password


async def test_the_archive_opens_with_its_password_and_says_where_it_comes_from(service: Service) -> None:
    petra = service.cast.petra
    building = await make_building(petra.officer, NORTH_VILLAGE)
    spouse = make_new(make_person("陈立", id_number(order=12), phone="13800005678"), MemberRole.SPOUSE)
    await make_household(petra.officer, building.dwellings["101"], make_new(), spouse)
    async with service.client(petra) as client:
        body = {"kind": "residents", "division": NORTH_VILLAGE, "purpose": "inspection", "reason": REASON}
        export_id = (await client.post("/api/v1/exports", json=body)).json()["id"]
        password = await unlock(client, export_id, unused_code(petra))
        with opened_for_writing() as written:
            answer = await client.get(f"/api/v1/exports/{export_id}/archive")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
        again = await client.get(f"/api/v1/exports/{export_id}/archive")
        assert (again.status_code, again.json()["code"]) == (410, "export-link-spent")
        opened = (await client.get(f"/api/v1/exports/{export_id}")).json()
    assert written == []
    assert (opened["state"], opened["subjects"], opened["exported"]) == ("fetched", 2, 2)
    assert "周晓岚".encode() not in answer.content
    watermark, (titles, *rows), header = read_sheet(answer.content, password)
    assert watermark == header
    for part in (opened["number"], "北岭派出所", "Petra Police", "检查督导"):
        assert part in watermark
    by_title = [dict(zip(titles, row, strict=True)) for row in rows]
    assert [(row["姓名"], row["证件号码"], row["联系方式"]) for row in by_title] == [
        ("周晓岚", id_number(), "13800001234"),
        ("陈立", id_number(order=12), "13800005678"),
    ]
    first = by_title[0]
    assert (first["流入原因"], first["住所类型"], first["与户主关系"]) == ("务工", "租赁", "户主")
    assert first["现住地详址"].endswith("幸福路3号楼101")
    assert not {"宗教信仰", "关注程度", "重点人员", "服务处所", "监护人姓名"} & set(titles)


async def test_nothing_in_a_table_is_a_formula(service: Service) -> None:
    petra = service.cast.petra
    building = await make_building(petra.officer, NORTH_VILLAGE)
    people = [make_new(make_person(name, id_number(order=order))) for order, name in enumerate(ALSO_FORMULAS, start=21)]
    await make_household(petra.officer, building.dwellings["101"], *people)
    export_id = await request_export(petra.officer, asking())
    async with service.client(petra) as client:
        password = await unlock(client, export_id, unused_code(petra))
        archive = (await client.get(f"/api/v1/exports/{export_id}/archive")).content
    with pyzipper.AESZipFile(io.BytesIO(archive)) as opened:
        opened.setpassword(password.encode())
        sheet = load_workbook(io.BytesIO(opened.read(opened.namelist()[0]))).worksheets[0]
    cells = [cell for row in sheet.iter_rows(min_row=3) for cell in row if isinstance(cell.value, str)]
    assert set(ALSO_FORMULAS) <= {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} == {"s"}


async def test_rental_homes_go_out_with_their_landlord_and_without_their_tenants(service: Service) -> None:
    petra = service.cast.petra
    building = await lived_in(service.cast)
    landlord = Party(PartyKind.LANDLORD, "房东甲", "13900001111")
    await enter_landlord(petra.officer, building.dwellings["101"], landlord)
    await fetch("UPDATE dwelling SET letting_use = NULL WHERE id = $1", building.dwellings["201"])
    export_id = await request_export(petra.officer, asking(ExportKind.HOMES))
    async with service.client(petra) as client:
        password = await unlock(client, export_id, unused_code(petra))
        archive = (await client.get(f"/api/v1/exports/{export_id}/archive")).content
    _, (titles, *rows), _ = read_sheet(archive, password)
    (home,) = [dict(zip(titles, row, strict=True)) for row in rows]
    assert (home["房主姓名"], home["房主联系方式"], home["出租用途"], home["隐患类型"]) == (
        "房东甲", "13900001111", "住房", "无",
    )  # fmt: skip
    assert home["房屋地址"].endswith("幸福路3号楼101")
    assert (home["经度"], home["纬度"]) == (112.85, 35.49)
    assert "周晓岚" not in str(rows)


async def test_more_rows_than_are_opened_at_once_come_out_whole_and_in_their_order(service: Service) -> None:
    building = await make_building(service.cast.petra.officer, NORTH_VILLAGE)
    people = await make_crowd(service.cast.petra, building.dwellings["101"], 450)
    second = await make_second(service.cast)
    export_id = await request_export(second.officer, asking())
    async with service.client(service.cast.petra) as approving:
        body = {"code": unused_code(service.cast.petra)}
        assert (await approving.post(f"/api/v1/exports/{export_id}/approval", json=body)).status_code == 204
    async with service.client(second) as client:
        password = await unlock(client, export_id, unused_code(second))
        archive = (await client.get(f"/api/v1/exports/{export_id}/archive")).content
    _, (titles, *rows), _ = read_sheet(archive, password)
    assert len(people) == len(rows) == 450
    assert {row[titles.index("姓名")] for row in rows} == {f"工友{number}" for number in range(1, 451)}


async def test_a_link_is_for_its_requester_and_its_time(service: Service) -> None:
    export_id, second = await make_approved(service.cast)
    path = f"/api/v1/exports/{export_id}"
    async with service.client(service.cast.petra) as client:
        assert (await client.get(f"{path}/archive")).status_code == 403
        body = {"code": unused_code(service.cast.petra)}
        assert (await client.post(f"{path}/password", json=body)).status_code == 403
    async with service.client(service.cast.pavel) as client:
        assert (await client.get(f"{path}/archive")).status_code == 404
    async with service.client(second) as client:
        assert (await client.get(f"{path}/archive")).json()["code"] == "export-not-ready"
        await unlock(client, export_id, unused_code(second))
        again = await client.post(f"{path}/password", json={"code": unused_code(second)})
        assert (again.status_code, again.json()["code"]) == (409, "export-password-shown")
    await fetch("UPDATE register_export SET expires_at = $2 WHERE id = $1", export_id, now() - timedelta(seconds=1))
    async with service.client(second) as client:
        assert (await client.get(f"{path}/archive")).status_code == 410
    refused = await fetch("SELECT detail_json FROM audit_entry WHERE act = 'export:fetch' AND result = 'refused'")
    assert [row["detail_json"] for row in refused][-1] == '{"reason":"export-link-spent"}'


async def test_a_download_that_breaks_off_spends_the_link_and_leaves_the_service_at_work(service: Service) -> None:
    await make_crowd(service.cast.petra, (await lived_in(service.cast)).dwellings["201"], 99)
    export_id = await request_export(service.cast.petra.officer, asking())
    async with service.client(service.cast.petra) as client:
        await unlock(client, export_id, unused_code(service.cast.petra))
        path = f"/api/v1/exports/{export_id}/archive"
        async with client.stream("GET", path) as answer:
            assert answer.status_code == 200
            await anext(answer.aiter_raw(64))
        assert (await client.get(path)).status_code == 410
        assert (await client.get("/api/v1/exports")).json()["items"][0]["state"] == "fetched"


async def test_each_row_is_held_to_the_list_of_fields_in_force_where_they_live(service: Service) -> None:
    """The township's law lists a contact; the village's does not."""
    petra = service.cast.petra
    await lived_in(service.cast)
    export_id = await request_export(petra.officer, asking(division=NORTH))
    await EXPORTS.unlock(petra.officer, export_id, PASSWORD, unused_code(petra))
    fetched = await fetch_export(petra.officer, export_id)
    nation = FIELD_LISTS[0]
    village = replace(nation, fields=nation.fields - {PersonField.PHONE}, division=NORTH_VILLAGE)
    FIELD_LISTS_IN_FORCE.set((nation, village))
    archive = b"".join([piece async for piece in archive_chunks(fetched)])
    _, (titles, row), _ = read_sheet(archive, PASSWORD)
    person = dict(zip(titles, row, strict=True))
    assert (person["姓名"], person["联系方式"]) == ("周晓岚", None)


async def test_from_the_form_to_the_password_and_the_link_by_clicks(service: Service) -> None:
    petra = service.cast.petra
    await lived_in(service.cast)
    form = {"kind": "residents", "place": NORTH_VILLAGE, "purpose": "inspection", "reason": REASON}
    async with browser(service, petra) as console:
        assert "您还没有申请过导出" in await console.get("/console/exports")
        assert "此项必须填写" in await console.refused("/console/exports", 400, {**form, "reason": ""})
        page = await console.done("/console/exports", form)
        assert REASON in page
        assert console.last is not None
        path = console.last.url.path
        answer = await console.post(f"{path}/password", {"code": unused_code(petra)})
        text = shown(answer.text)
        assert "密码只显示这一次" in text
        assert answer.headers["cache-control"] == "no-store"
        password = next(word for word in text.split() if re.fullmatch(r"(\w{4}-){3}\w{4}", word))
        assert password not in await console.get(path)
        archive = await console.client.get(f"{path}/archive")
        _, (_, *rows), _ = read_sheet(archive.content, password)
        assert len(rows) == 1
        assert await console.status_of(f"{path}/archive") == 410
        assert "链接已失效" in shown(console.last.text)


async def test_what_was_taken_back_is_over(service: Service) -> None:
    export_id = await make_ready(service.cast)
    async with browser(service, service.cast.petra) as console:
        page = await console.done(f"/console/exports/{export_id}/withdrawal")
        assert "没有导出任何内容" in page
        assert await console.status_of(f"/console/exports/{export_id}/archive") == 410


async def test_whoever_may_approve_is_told_that_one_waits(service: Service) -> None:
    export_id, second = await make_large(service.cast)
    async with browser(service, service.cast.petra) as console:
        assert "待核准的导出" in shown(await console.get("/console/"))
        assert str(export_id) in await console.get("/console/exports?show=to-decide")
        assert "须由另一人核准" not in shown(await console.get(f"/console/exports/{export_id}"))
    async with browser(service, second) as console:
        assert "待核准的导出" not in shown(await console.get("/console/"))
        assert "须由另一人核准" in shown(await console.get(f"/console/exports/{export_id}"))
        assert await console.status_of(f"/console/exports/{export_id}/approval") == 409
