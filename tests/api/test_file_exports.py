"""An export of correction files over HTTP and by clicks: what is in the archive, and what never is."""

import re

from tests.api.archive_reading import read_sheet
from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown
from tests.cast import NORTH
from tests.makers_file_exports import BASIS, REASON, make_waiting_file_export
from tests.makers_files import make_id_number, make_person_file
from tests.makers_limits import make_minors_file
from tests.makers_orders import unused_code


async def test_the_archive_opens_with_its_password_and_has_no_minor_and_no_position(service: Service) -> None:
    olga, number = service.cast.olga, make_id_number()
    await make_person_file(olga.officer, name="周晓岚", document_number=number, lat=35.4917, lon=112.8513)
    await make_minors_file(service.cast)
    async with service.client(olga) as client:
        body = {"division": NORTH, "purpose": "inspection", "basis": BASIS, "reason": REASON}
        one = f"/api/v1/file-exports/{(await client.post('/api/v1/file-exports', json=body)).json()['id']}"
        password = (await client.post(f"{one}/password", json={"code": unused_code(olga)})).json()["password"]
        answer = await client.get(f"{one}/archive")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
        again = await client.get(f"{one}/archive")
        assert (again.status_code, again.json()["code"]) == (410, "export-link-spent")
        opened = (await client.get(one)).json()
    assert (opened["state"], opened["subjects"], opened["exported"], opened["basis"]) == ("fetched", 1, 1, BASIS)
    assert "周晓岚".encode() not in answer.content
    watermark, (titles, row), header = read_sheet(answer.content, password)
    assert watermark == header
    for part in (opened["number"], "北岭司法所", "Olga North", "检查督导"):
        assert part in watermark
    person = dict(zip(titles, row, strict=True))
    assert (person["姓名"], person["证件号码"], person["矫正类别"]) == ("周晓岚", number, "缓刑")
    assert not any("35.49" in str(cell) or "112.85" in str(cell) for cell in row)


async def test_from_the_form_to_the_password_and_the_link_by_clicks(service: Service) -> None:
    olga = service.cast.olga
    await make_person_file(olga.officer)
    form = {"place": str(service.cast.north_office), "purpose": "inspection", "basis": BASIS, "reason": REASON}
    async with browser(service, olga) as console:
        assert "未成年人档案一律不导出" in await console.get("/console/file-exports")
        assert "此项必须填写" in await console.refused("/console/file-exports", 400, {**form, "basis": ""})
        page = await console.done("/console/file-exports", form)
        assert BASIS in page
        assert REASON in page
        assert console.last is not None
        path = console.last.url.path
        text = shown((await console.post(f"{path}/password", {"code": unused_code(olga)})).text)
        password = next(word for word in text.split() if re.fullmatch(r"(\w{4}-){3}\w{4}", word))
        archive = await console.client.get(f"{path}/archive")
        _, (_, *rows), _ = read_sheet(archive.content, password)
        assert len(rows) == 1
        assert await console.status_of(f"{path}/archive") == 410


async def test_whoever_may_approve_is_told_that_one_waits_and_whoever_may_not_ask_has_no_form(service: Service) -> None:
    export_id = await make_waiting_file_export(service.cast)
    async with browser(service, service.cast.hua) as console:
        assert "待核准的档案导出" in shown(await console.get("/console/"))
        page = await console.get("/console/file-exports?show=to-decide")
        assert str(export_id) in page
        assert "申请导出" not in shown(page)
        page = await console.done(f"/console/file-exports/{export_id}/refusal", {"reason": "范围过大。"})
        assert "没有导出任何内容" in page
    async with browser(service, service.cast.olga) as console:
        assert "待核准的档案导出" not in shown(await console.get("/console/"))
        assert "范围过大。" in shown(await console.get(f"/console/file-exports/{export_id}"))
