"""The main job, as the officer sees it: sign in, the alert arrives, its evidence, its disposition."""

import json
import re
import subprocess
import time
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Demo, picture, sign_in
from tools.engines import find

ALERT_SECONDS = 110.0
NOTE = "电话核实：陪同家属就医，已告知须事先请假。"


@pytest.mark.timeout(300)
def test_an_officer_sees_the_alert_arrive_opens_its_evidence_and_disposes_of_it(demo: Demo, browser: Browser) -> None:
    with browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN") as context:
        page, complaints = context.new_page(), list[str]()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        sign_in(page, demo, demo.officer("justice-office"))
        page.goto(f"{demo.url}/console/map")
        page.get_by_role("button", name=re.compile("日常监管")).click()
        opened_at = page.url
        alert = page.locator("a[href*='/console/alerts/']", has_text=re.compile("处置|查看")).first
        expect(alert).to_be_visible(timeout=ALERT_SECONDS * 1000)
        assert page.url == opened_at
        page.wait_for_timeout(1_500)
        picture(page, "live-map")
        alert.click()
        expect(page.locator("body")).to_contain_text("离开规定区域")
        expect(page.locator("body")).to_contain_text("定位证据")
        expect(page.locator("#evidence-map canvas")).to_be_visible()
        picture(page, "alert")
        page.locator("input[name=finding][value=reasonable-excuse]").check()
        page.locator("textarea[name=note]").fill(NOTE)
        page.get_by_role("button", name="核对后处置").click()
        expect(page.locator(".summary-sheet")).to_contain_text(NOTE)
        page.get_by_role("button", name=re.compile("^处置为")).click()
        expect(page.locator(".notice-done")).to_contain_text("已处置")
        assert complaints == []


def _publish(tracker: dict[str, Any], account: dict[str, Any], latitude: float) -> None:
    at = int(time.time())
    payload = {"_type": "location", "tid": "xx", "lat": latitude, "lon": tracker["home"]["lon"], "acc": 11, "tst": at}
    subprocess.run(
        [
            str(find("mosquitto_pub")), "-h", tracker["mqtt_host"], "-p", str(tracker["mqtt_port"]),
            "-u", account["username"], "-P", account["password"], "-t", tracker["topic"], "-q", "1",
            "-m", json.dumps(payload),
        ],
        check=False,
        timeout=20,
    )  # fmt: skip


def _points(demo: Demo, token: str, supervisee: str) -> list[list[float]]:
    now = time.time()
    moments = {
        "from": time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(now - 600)),
        "to": time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(now + 60)),
    }
    answer = httpx.get(
        f"{demo.url}/api/v1/supervisees/{supervisee}/track",
        params={**moments, "purpose": "supervision"},
        headers={"authorization": f"Bearer {token}"},
    )
    assert answer.status_code == 200, answer.text
    points: list[list[float]] = answer.json()["geometry"]["coordinates"]
    return points


def test_an_owntracks_message_moves_its_wearer_only_under_the_trackers_own_account(demo: Demo) -> None:
    head = demo.officer("county-head")
    answer = httpx.post(
        f"{demo.url}/api/v1/sign-in",
        json={"username": head["username"], "password": head["password"], "code": demo.code(head)},
    )
    token = answer.json()["token"]
    tracker, other = demo.left_alone("owntracks"), demo.left_alone("native")
    forged, honest = tracker["home"]["lat"] + 0.0005, tracker["home"]["lat"] + 0.0003
    _publish(tracker, other, forged)
    _publish(tracker, tracker, honest)
    deadline = time.monotonic() + 15
    while not (points := _points(demo, token, tracker["supervisee_id"])) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert [round(latitude, 6) for _, latitude in points] == [round(honest, 6)]
