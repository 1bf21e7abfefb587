"""The police's job, as they find it in the demo: the work of today, the cabinet, a home, and the assistant's walk."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.api.console.test_in_browser import PHONE
from tests.browser.conftest import Demo, picture, sign_in

QUEUES = ("waiting", "moves", "amendments", "ending", "over-occupied", "unverified", "rectifications", "rechecks")


@pytest.mark.timeout(300)
def test_an_officer_finds_work_in_every_queue_and_opens_a_home_in_the_cabinet(demo: Demo, browser: Browser) -> None:
    with browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN") as context:
        page, complaints = context.new_page(), list[str]()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        sign_in(page, demo, demo.officer("community-police"))
        for queue in QUEUES:
            expect(page.locator(f"#{queue} h2")).to_contain_text(re.compile(r"\([1-9][0-9]*\)"))
        page.get_by_role("link", name="橱柜").click()
        page.locator(".drawer-list a").nth(1).click()
        expect(page.locator(".floors")).to_contain_text("6F")
        picture(page, "cabinet")
        page.get_by_label("门牌号").fill("601")
        page.keyboard.press("Enter")
        page.wait_for_url("**/console/dwellings/**")
        assert complaints == []


@pytest.mark.timeout(300)
def test_an_assistant_walks_today_with_a_phone(demo: Demo, browser: Browser) -> None:
    with browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, locale="zh-CN") as context:
        page = context.new_page()
        sign_in(page, demo, demo.officer("police-assistant"))
        page.goto(f"{demo.url}/console/walk")
        expect(page.locator("#doors details")).not_to_have_count(0)
