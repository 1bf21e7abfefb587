"""Alerts in the browser: listed and filtered, opened with their evidence, taken over, closed after a second look."""

import json
import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from api.console.page_moments import moment_value
from supervision import legal_time
from supervision.corrections.searching.acting import open_search
from supervision.monitoring.alerts import Finding, dispose_of_alert
from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.console.browsing import browser, links_of, shown, value_of
from tests.api.console.people import NAME, PHONE
from tests.api.makers import fix, make_wearer, send
from tests.cast import NORTH
from tests.makers import acts_of

REASON = r'<textarea[^>]*name="reason"[^>]*>([^<]*)</textarea>'
NOTE = "22:10 电话联系，本人称去县医院急诊，已传挂号单。"


async def an_alert(service: Service) -> UUID:
    """Somebody of North was at home, and then two kilometres away."""
    wearer = await make_wearer(service.cast.olga, service.cast.north_office, NORTH)
    home, away = (
        [fix(minutes) for minutes in (34, 26, 20, 17)],
        [fix(14 - minute, north_m=2_000.0) for minute in range(9)],
    )
    (alert_id,) = set(await send(wearer, *home, *away))
    return alert_id


async def test_the_list_is_masked_and_keeps_its_filters(service: Service) -> None:
    alert_id = await an_alert(service)
    today = legal_time.legal_day(legal_time.now())
    async with browser(service, service.cast.olga) as officer:
        page = await officer.get("/console/alerts", state="open", kind="left-required-zone")
        assert NAME not in page
        assert "张*" in page
        assert str(alert_id) in page
        assert "/console/alerts?kind=left-required-zone" in links_of(page, '/console/alerts[^"/]*')
        assert "没有符合条件的预警" in await officer.get("/console/alerts", kind="sos")
        yesterday = str(today - timedelta(days=1))
        assert "没有符合条件的预警" in await officer.get("/console/alerts", to=yesterday)
        assert str(alert_id) in await officer.get("/console/alerts", **{"from": yesterday, "to": str(today)})
        assert await officer.status_of("/console/alerts?kind=nonsense") == 400
        assert await officer.status_of("/console/alerts?cursor=nonsense") == 400


async def test_long_lists_are_turned_page_by_page_under_the_same_filter(service: Service) -> None:
    await an_alert(service)
    await fetch(
        """INSERT INTO alert (id, assignment, file, division, condition_id, order_version, kind, state, certainty,
               occurred_at, known_at, evidence_sealed)
           SELECT gen_random_uuid(), assignment, file, division, condition_id, order_version, kind, state, certainty,
               occurred_at - step * interval '1 hour', known_at, evidence_sealed
           FROM alert, generate_series(1, 60) AS step"""
    )
    async with browser(service, service.cast.olga) as officer:
        first = await officer.get("/console/alerts", state="open")
        assert "待处置 (61)" in shown(first)
        (following,) = links_of(first, '/console/alerts[^"]*cursor=[^"]*')
        assert "state=open" in following
        rest = await officer.get(following)
        assert "显示 11 条，共 61 条" in shown(rest)
        assert "/console/alerts?state=open" in links_of(rest, '/console/alerts[^"]*')
        seen = [links_of(page, "/console/alerts/[0-9a-f-]{36}") for page in (first, rest)]
        assert len({*seen[0], *seen[1]}) == 61


async def test_an_alert_opens_with_its_evidence_and_the_opening_is_recorded(service: Service) -> None:
    alert_id = await an_alert(service)
    olga = service.cast.olga
    async with browser(service, olga) as officer:
        page = await officer.get(f"/console/alerts/{alert_id}")
    said = shown(page)
    assert NAME in said
    assert f"tel:{PHONE}" in page
    assert "须在规定区域“家”内（全天）" in said
    assert "据此确认" in said
    assert "系统 产生预警" in said
    evidence = json.loads(re.findall(r'id="evidence">(.*?)</script>', page, re.DOTALL)[0])
    assert evidence["zones"][0]["name"] == "家"
    assert {one["assessment"] for one in evidence["fixes"]} == {"inside", "outside"}
    assert any(one["is_confirming"] and one["distance_m"] > 1_000 for one in evidence["fixes"])
    assert [span["state"] for span in evidence["strips"][0]["spans"]][-1] in {"outside", "unknown"}
    assert {("alert:open", "done"), ("person-file:open", "done")} <= set(await acts_of(olga.id))


async def test_an_alert_elsewhere_looks_exactly_like_none(service: Service) -> None:
    alert_id = await an_alert(service)
    async with browser(service, service.cast.oscar) as officer:
        assert await officer.status_of(f"/console/alerts/{alert_id}") == 404
        assert officer.last is not None
        there = officer.last.text.replace(str(alert_id), "")
        nowhere = uuid4()
        assert await officer.status_of(f"/console/alerts/{nowhere}") == 404
        assert officer.last.text.replace(str(nowhere), "") == there
    assert (await acts_of(service.cast.oscar.id))[-2:] == [("alert:open", "refused")] * 2


async def test_an_officer_takes_over_looks_twice_and_disposes(service: Service) -> None:
    alert_id = await an_alert(service)
    path = f"/console/alerts/{alert_id}"
    async with browser(service, service.cast.olga) as officer:
        taken = shown(await officer.done(f"{path}/acknowledgement"))
        assert "已由您接手" in taken
        assert "已接手 ： Olga North" in taken or "已接手：Olga North" in taken
        checked = await officer.post(f"{path}/disposition", {"finding": "reasonable-excuse", "note": NOTE})
        assert checked.status_code == 200
        assert "核对：将要写入的处置" in shown(checked.text)
        assert NOTE in checked.text
        assert "待处置 (1)" in shown(await officer.get("/console/alerts"))
        fields = {"finding": "reasonable-excuse", "note": NOTE, "checked": "yes"}
        done = shown(await officer.done(f"{path}/disposition", fields))
        assert "已处置，写入了预警和审计" in done
        assert f"说明 {NOTE}" in done
        assert "已处置，写入了预警和审计" not in shown(await officer.get(path))
    assert ("alert:dispose", "done") in await acts_of(service.cast.olga.id)


async def test_the_second_officer_is_told_who_was_first_and_loses_nothing_typed(service: Service) -> None:
    alert_id = await an_alert(service)
    await dispose_of_alert(service.cast.agnes.officer, alert_id, Finding.BREACH, "已核实。")
    fields = {"finding": "device-fault", "note": NOTE, "checked": "yes"}
    async with browser(service, service.cast.olga) as officer:
        page = await officer.refused(f"/console/alerts/{alert_id}/disposition", 409, fields)
        assert "没有写入：已由 Agnes Agency" in shown(page)
        assert NOTE in page
        assert "没有写入：已由 Agnes Agency" in shown(
            await officer.refused(f"/console/alerts/{alert_id}/acknowledgement", 409)
        )


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"note": NOTE}, "请选择一个结论"),
        ({"finding": "breach"}, "请写明核实经过"),
        ({"finding": "guilty", "note": NOTE}, "请从列出的选项中选择"),
    ],
)
async def test_a_disposition_that_lacks_something_comes_back_with_what_was_typed(
    service: Service, fields: dict[str, str], missing: str
) -> None:
    alert_id = await an_alert(service)
    async with browser(service, service.cast.olga) as officer:
        page = await officer.refused(f"/console/alerts/{alert_id}/disposition", 400, fields)
    assert missing in page
    assert fields.get("note", "") in page


async def test_nothing_is_written_without_the_token_of_our_own_page(service: Service) -> None:
    alert_id = await an_alert(service)
    fields = {"finding": "breach", "note": NOTE, "checked": "yes"}
    async with browser(service, service.cast.olga) as officer:
        forged = await officer.client.post(f"/console/alerts/{alert_id}/disposition", data=fields)
        assert forged.status_code == 403
        assert "没有写入任何内容" in shown(forged.text)
        foreign = {"sec-fetch-site": "cross-site"}
        data = fields | {"_csrf_token": officer.token}
        crossed = await officer.client.post(f"/console/alerts/{alert_id}/disposition", data=data, headers=foreign)
        assert crossed.status_code == 403
        assert "待处置 (1)" in shown(await officer.get("/console/alerts"))


async def test_who_only_reads_is_offered_nothing_to_decide(service: Service) -> None:
    alert_id = await an_alert(service)
    async with browser(service, service.cast.carl) as officer:
        page = await officer.get(f"/console/alerts/{alert_id}")
        assert "/disposition" not in page
        assert "/acknowledgement" not in page
        fields = {"finding": "breach", "note": NOTE, "checked": "yes"}
        await officer.refused(f"/console/alerts/{alert_id}/disposition", 403, fields)


async def test_after_a_breach_was_found_the_page_leads_to_its_contact_and_to_a_search_filled_in_from_it(
    service: Service,
) -> None:
    alert_id = await an_alert(service)
    path = f"/console/alerts/{alert_id}"
    async with browser(service, service.cast.olga) as officer:
        assert "开始查找" not in shown(await officer.get(path))
        found = await officer.done(f"{path}/disposition", {"finding": "breach", "note": NOTE, "checked": "yes"})
        (row,) = await fetch("SELECT id, file FROM contact WHERE source = $1", alert_id)
        assert f'href="/console/contacts/{row["id"]}?purpose=alert"' in found
        begin = f"/console/searches/new?supervisee={row['file']}&alert={alert_id}"
        assert f'href="{begin}"' in found
        form = await officer.get(begin)
        assert "经核实认定为违反规定" in value_of(form, REASON)
        occurred_at = (await fetch("SELECT occurred_at FROM alert WHERE id = $1", alert_id))[0]["occurred_at"]
        assert value_of(form, r'name="lost_since_at"[^>]*value="([^"]*)"') == moment_value(occurred_at)
        await open_search(service.cast.olga.officer, row["file"], occurred_at, "电话关机。")
        found = await officer.get(path)
        assert "/console/searches/new" not in found
        assert "继续查找" in shown(found)


async def test_an_alert_that_was_found_to_be_something_else_leads_to_no_search(service: Service) -> None:
    alert_id = await an_alert(service)
    await dispose_of_alert(service.cast.olga.officer, alert_id, Finding.REASONABLE_EXCUSE, NOTE)
    (row,) = await fetch("SELECT file FROM alert WHERE id = $1", alert_id)
    async with browser(service, service.cast.olga) as officer:
        assert "开始查找" not in shown(await officer.get(f"/console/alerts/{alert_id}"))
        form = await officer.get("/console/searches/new", supervisee=str(row["file"]), alert=str(alert_id))
        assert value_of(form, REASON) == ""
