"""Trackers: registered, paired once, revoked with the second factor, and recorded as handed back."""

import json
from datetime import timedelta

from api.console.page_moments import moment_value
from devices.broker.accounts import hash_password
from supervision.corrections.file_state import EndCause
from supervision.legal_time import now
from supervision.storage.database import fetch_one
from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown, value_of
from tests.api.console.stock import stock_trackers
from tests.cast import COUNTY, NORTH
from tests.makers_ends import make_end
from tests.makers_orders import MODEL, make_order_in_force, unused_code

NEW_MODEL = {"model": "new", "model_name": "腕带二型", "kind": "dedicated", "dialect": "native"}


async def test_a_first_tracker_brings_its_model(service: Service) -> None:
    async with browser(service, service.cast.sam) as sam:
        assert "新型号" in await sam.get("/console/trackers/new")
        page = await sam.done("/console/trackers", NEW_MODEL | {"serial": "W2-1", "division": COUNTY})
        assert "已登记，请配对后使用" in page
        assert "腕带二型" in page
        model = value_of(await sam.get("/console/trackers/new"), r'<option value="([0-9a-f-]{36})" >腕带二型')
        again = {"model": model, "serial": "W2-1", "division": COUNTY}
        assert "该序列号已登记" in await sam.refused("/console/trackers", 409, again)
        taken = NEW_MODEL | {"serial": "W2-2", "division": COUNTY}
        assert "已有这个型号" in await sam.refused("/console/trackers", 400, taken)


async def test_a_tracker_that_lacks_something_comes_back_to_be_mended(service: Service) -> None:
    whole = NEW_MODEL | {"serial": "W2-1", "division": COUNTY}
    lacking = {
        "serial": "请填写序列号", "model": "请选择型号", "model_name": "请填写型号名称",
        "kind": "请选择是专用终端还是手机", "dialect": "请选择协议", "division": "区划代码无效",
    }  # fmt: skip
    async with browser(service, service.cast.sam) as sam:
        for field, said in lacking.items():
            page = await sam.refused("/console/trackers", 400, whole | {field: ""})
            assert f'id="{field}-error"' in page
            assert said in page


async def test_the_pairing_document_is_shown_once(service: Service) -> None:
    (tracker_id,) = await stock_trackers(service.cast, 1)
    async with browser(service, service.cast.sam) as sam:
        answer = await sam.post(f"/console/trackers/{tracker_id}/pairing")
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        document = json.loads(value_of(answer.text, r'(?s)<pre class="mono pairing-text">(.*?)</pre>'))
        assert document["username"] == tracker_id
        assert "<svg" in answer.text
        assert document["password"] not in await sam.get(f"/console/trackers/{tracker_id}")
        row = await fetch_one("SELECT password_hash FROM tracker WHERE id = $1", tracker_id)
        assert row is not None
        assert document["password"] not in row["password_hash"]
        assert row["password_hash"].split("$")[1] == hash_password("x").split("$")[1]


async def test_a_worn_tracker_is_not_paired_again_and_revoked_only_with_a_code(service: Service) -> None:
    (tracker_id,) = await stock_trackers(service.cast, 1)
    await make_order_in_force(service.cast, tracker_id=tracker_id)
    async with browser(service, service.cast.sam) as sam:
        path = f"/console/trackers/{tracker_id}"
        assert "仍在佩戴，不能重新配对" in await sam.refused(f"{path}/pairing", 409)
        assert "仍有人佩戴" in await sam.get(f"{path}/revocation")
        assert "验证码有误" in await sam.refused(f"{path}/revocation", 401, {"code": "000000"})
        page = await sam.done(f"{path}/revocation", {"code": unused_code(service.cast.sam)})
        assert "已停用" in page
        assert "该终端已停用" in await sam.refused(f"{path}/pairing", 409)


async def test_the_administrator_sees_trackers_and_nobody_who_wears_them(service: Service) -> None:
    (tracker_id,) = await stock_trackers(service.cast, 1)
    await make_order_in_force(service.cast, tracker_id=tracker_id)
    async with browser(service, service.cast.sam) as sam, browser(service, service.cast.olga) as olga:
        assert "佩戴中" in await sam.get("/console/trackers")
        assert "张" not in shown(await sam.get("/console/trackers"))
        assert "张" not in shown(await sam.get(f"/console/trackers/{tracker_id}"))
        assert "张*" in await olga.get("/console/trackers")
        assert "张*" in await olga.get(f"/console/trackers/{tracker_id}")


async def test_tabs_and_search_narrow_the_registry(service: Service) -> None:
    worn, free = await stock_trackers(service.cast, 2)
    await make_order_in_force(service.cast, tracker_id=worn)
    async with browser(service, service.cast.agnes) as agnes:
        out = await agnes.get("/console/trackers", show="worn")
        assert worn in out
        assert free not in out
        assert "在外 (1)" in shown(out)
        assert free in await agnes.get("/console/trackers", show="paired")
        assert "没有这样的终端" in await agnes.get("/console/trackers", show="revoked")
        assert "没有这样的终端" in await agnes.get("/console/trackers", show="concern")
        assert worn not in await agnes.get("/console/trackers", query=free[-6:].upper())


async def test_a_township_sees_the_county_s_trackers_and_not_another_township_s(service: Service) -> None:
    (of_county,) = await stock_trackers(service.cast, 1)
    (of_north,) = await stock_trackers(service.cast, 1, division=NORTH)
    async with browser(service, service.cast.oscar) as oscar:
        page = await oscar.get("/console/trackers")
        assert of_county in page
        assert of_north not in page
        assert await oscar.status_of(f"/console/trackers/{of_north}") == 404


async def test_an_order_that_ended_by_itself_leaves_a_tracker_to_fetch(service: Service) -> None:
    cast = service.cast
    (tracker_id,) = await stock_trackers(cast, 1)
    order = await make_order_in_force(cast, tracker_id=tracker_id)
    path = f"/console/trackers/{tracker_id}"
    async with browser(service, cast.olga) as olga, browser(service, cast.oscar) as oscar:
        await olga.refused(f"{path}/hand-back", 404, {"received_at": moment_value(now())})
        await make_end(cast, order.file_id, EndCause.PARDON)
        assert tracker_id in await olga.get("/console/trackers", show="hand-back")
        assert "待交回" in await olga.get(path)
        assert tracker_id not in await oscar.get("/console/trackers", show="hand-back")
        await oscar.refused(f"{path}/hand-back", 404, {"received_at": moment_value(now())})
        tomorrow = moment_value(now() + timedelta(days=1))
        late = await olga.refused(f"{path}/hand-back", 409, {"received_at": tomorrow, "condition": "表带磨损"})
        assert "交回时间须在佩戴之后" in late
        assert "表带磨损" in late
        assert "请填写时间" in await olga.refused(f"{path}/hand-back", 400, {"received_at": ""})
        assert "已登记交回" in await olga.done(f"{path}/hand-back", {"received_at": moment_value(now())})
        assert "可用 (1)" in shown(await olga.get("/console/trackers"))


async def test_who_keeps_no_registry_registers_pairs_and_revokes_nothing(service: Service) -> None:
    (tracker_id,) = await stock_trackers(service.cast, 1)
    async with browser(service, service.cast.agnes) as agnes:
        assert await agnes.status_of("/console/trackers/new") == 403
        await agnes.refused("/console/trackers", 403, {"model": MODEL})
        await agnes.refused(f"/console/trackers/{tracker_id}/pairing", 403)
        await agnes.refused(f"/console/trackers/{tracker_id}/revocation", 403, {"code": "000000"})
        agnes.token = "another"
        await agnes.refused(f"/console/trackers/{tracker_id}/hand-back", 403, {"received_at": ""})
