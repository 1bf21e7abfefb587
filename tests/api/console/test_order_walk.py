"""One whole order through the pages, as officers walk it: from the draft to the tracker's way back."""

import json
from datetime import timedelta
from uuid import UUID

from api.console.page_moments import moment_value
from supervision.forms.rendering import read_text
from supervision.legal_time import legal_day, now
from tests.api.conftest import Service
from tests.api.console.browsing import PDF, Browser, browser, shown, value_of
from tests.api.console.stock import stock_trackers
from tests.cast import Cast
from tests.makers_files import make_person_file
from tests.makers_orders import MODEL, make_zone, unused_code

NAME = "沈望舒"
HOME_ZONE = make_zone(name="住处", radius_m=300)
VICTIM_ZONE = make_zone(35.51, 112.87, 400, kind="forbidden", is_protected=True, name="被害人住处")
STATION_ZONE = make_zone(35.5, 112.9, 200, kind="forbidden", name="火车站")
GROUND = "refused-report"


def drawn(*zones: dict[str, object]) -> str:
    """Zones as the page's script sends them: new ones carry no id."""
    return json.dumps([{name: value for name, value in zone.items() if name != "condition_id"} for zone in zones])


def version_shown(page: str) -> int:
    return int(value_of(shown(page), r"DW-\S+ · 第 (\d+) 版"))


async def draft(agency: Browser, file_id: UUID) -> str:
    """Draft with a new fact and its proof; the path of the order is returned."""
    today = legal_day(now())
    assert NAME in await agency.get("/console/orders/new", supervisee=file_id)
    fields = {
        "supervisee": str(file_id),
        "grounds": GROUND,
        f"record_{GROUND}": "new",
        f"happened_on_{GROUND}": (today - timedelta(days=3)).isoformat(),
        f"summary_{GROUND}": "拒不报告活动情况，给予警告。",
        "zones": drawn(HOME_ZONE, VICTIM_ZONE),
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=60)).isoformat(),
        "model": MODEL,
    }
    answer = await agency.post("/console/orders", fields, {f"proof_{GROUND}": PDF})
    assert answer.status_code == 303, shown(answer.text)
    path: str = answer.headers["location"].partition("?")[0]
    return path


async def approve(head: Browser, cast: Cast, order: str) -> str:
    page = await head.get(f"{order}/approval")
    digest = value_of(page, r'name="digest" value="([0-9a-f]{64})"')
    fields = {"decision": "approve", "digest": digest, "code": unused_code(cast.hua)}
    return await head.done(f"{order}/approval", fields)


async def propose_draft(agency: Browser, order: str) -> None:
    page = await agency.get(order, purpose="supervision")
    assert "起草中" in page
    assert "拒不报告活动情况" in page
    assert "被害人住处" in page
    assert "待审批" in await agency.done(f"{order}/proposal")


async def serve(agency: Browser, order: str) -> None:
    issued = await agency.done(f"{order}/notice/issue")
    fetched = value_of(issued, r'href="(/console/papers/[^"]+)">打印告知书')
    notice = read_text((await agency.client.get(fetched)).content)
    said = "".join(cell for line in notice for cell in line.cells)
    assert "使用电子定位装置告知书" in said
    assert NAME in said
    assert "须立即离开" in said
    assert "被害人住处" not in said
    page = await agency.done(f"{order}/notice", {"outcome": "signed", "served_at": moment_value(now())}, {"scan": PDF})
    assert "已登记告知" in page


async def start(agency: Browser, order: str, tracker_id: str) -> None:
    assert tracker_id in await agency.done(f"{order}/fitting", {"tracker": tracker_id})
    assert "执行中" in await agency.done(f"{order}/start")


async def vary(agency: Browser, head: Browser, cast: Cast, order: str) -> None:
    form = await agency.get(f"{order}/change")
    zones = json.loads(value_of(form, r'name="zones" value="([^"]*)"'))
    record = value_of(form, rf'name="record_{GROUND}" value="([0-9a-f-]{{36}})"')
    fields = {
        "grounds": GROUND,
        f"record_{GROUND}": record,
        "zones": json.dumps([*zones, json.loads(drawn(STATION_ZONE))[0]]),
    }
    page = await agency.done(f"{order}/change", fields | {"model": MODEL})
    assert version_shown(page) == 2
    await agency.done(f"{order}/proposal")
    changes = shown(await head.get(f"{order}/approval"))
    assert "与现行版本相比 (1)" in changes
    assert "新增：禁止区域，火车站" in changes
    await approve(head, cast, order)
    await agency.done(f"{order}/notice/issue")
    fields = {"outcome": "refused", "served_at": moment_value(now()), "witness_1": "钱一", "witness_2": "孙二"}
    assert "钱一、孙二" in await agency.done(f"{order}/notice", fields)


async def extend(agency: Browser, head: Browser, cast: Cast, order: str) -> None:
    ends_on = legal_day(now()) + timedelta(days=100)
    fields = {"ends_on": ends_on.isoformat(), "assessment": "近一个月仍两次夜间外出，其他办法不足。"}
    assert version_shown(await agency.done(f"{order}/extension", fields)) == 3
    await agency.done(f"{order}/proposal")
    assert "近一个月仍两次夜间外出" in await approve(head, cast, order)


async def end(agency: Browser, cast: Cast, order: str) -> None:
    fields = {"cause": "no-longer-needed", "note": "已连续三个月遵守规定。"}
    asked = await agency.post(f"{order}/ending", fields)
    assert asked.status_code == 200
    assert "不能撤销" in asked.text
    page = await agency.done(f"{order}/ending", fields | {"code": unused_code(cast.agnes)})
    assert "已解除" in page
    assert "不再需要" in page


async def hand_back(agency: Browser, tracker_id: str) -> None:
    assert "前交回" in await agency.get(f"/console/trackers/{tracker_id}")
    fields = {"received_at": moment_value(now()), "condition": "完好"}
    assert "已登记交回" in await agency.done(f"/console/trackers/{tracker_id}/hand-back", fields)


async def test_an_order_is_walked_from_its_draft_to_the_hand_back_through_pages_alone(service: Service) -> None:
    cast = service.cast
    file_id = await make_person_file(cast.agnes.officer, name=NAME, lat=35.49, lon=112.85)
    first, second = await stock_trackers(cast, 2)
    async with browser(service, cast.agnes) as agency, browser(service, cast.hua) as head:
        order = await draft(agency, file_id)
        await propose_draft(agency, order)
        assert "沈* 待审批" in shown(await head.get("/console/orders", show="waiting-for-me"))
        assert "已批准" in await approve(head, cast, order)
        await serve(agency, order)
        await start(agency, order, first)
        await vary(agency, head, cast, order)
        await extend(agency, head, cast, order)
        assert second in await agency.done(f"{order}/fitting", {"tracker": second})
        await hand_back(agency, first)
        await end(agency, cast, order)
        await hand_back(agency, second)
        assert "没有等待交回的终端" in await agency.get("/console/trackers", show="hand-back")
