"""What the pages do in a real browser, at an office's screen and on a phone, under the content security policy.

They are samples with nothing of the service behind; what needs it is in test_pages_in_browser.py.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.api.console.preview import Preview, served
from tests.api.console.samples import VIEWS
from tools.engines import find

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
OFFICE, PHONE = (1366, 768), (390, 844)
WITH_MAP = ("map", "alert", "order", "file-track", "file-telephones", "file-form")
WITHOUT_MAP = sorted(
    name for name in VIEWS if not name.startswith(WITH_MAP) or name in {"alerts", "alert-check", "orders"}
)
PARTS = 6
"""In so many parts the samples are looked through, so that none takes longer than a test may."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The Chromium that tools/engines.py finds or unpacks."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(find("chromium")), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def preview() -> Iterator[Preview]:
    """The samples, served."""
    with served() as running:
        yield running


@contextmanager
def opened(
    browser: Browser, preview: Preview, name: str, size: tuple[int, int] = OFFICE
) -> Iterator[tuple[Page, list[str]]]:
    """A page of that name and whatever it complains of; the walk's worker, which only the service has, is kept out."""
    viewport: ViewportSize = {"width": size[0], "height": size[1]}
    with browser.new_context(viewport=viewport, locale="zh-CN", service_workers="block") as context:
        page, complaints = context.new_page(), list[str]()
        page.route("**/favicon.ico", lambda route: route.fulfill(status=204))  # a fragment by itself names no icon
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        page.goto(f"{preview.url}/console/{name}", wait_until="load")
        yield page, complaints


def zones_of(page: Page) -> list[dict[str, Any]]:
    """What the order form would send."""
    zones: list[dict[str, Any]] = json.loads(page.locator("[name=zones]").input_value())
    return zones


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
def test_no_page_scrolls_sideways_or_complains(
    browser: Browser, preview: Preview, size: tuple[int, int], part: int
) -> None:
    names, wrong = WITHOUT_MAP[part::PARTS], list[str]()
    with opened(browser, preview, names[0], size) as (page, complaints):
        for name in names:
            page.goto(f"{preview.url}/console/{name}", wait_until="load")
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wrong.append(f"{name} scrolls sideways")
            if page.evaluate("[...document.querySelectorAll('.card')].some((card) => card.offsetWidth < 240)"):
                wrong.append(f"{name} has a card too narrow to read")
        wrong += complaints
    assert wrong == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1041, 1241, 1280])
def test_the_bar_above_has_room_for_what_an_officer_may_open(
    browser: Browser, preview: Preview, width: int, language: str
) -> None:
    for name in ("trackers", "cabinet"):
        with opened(browser, preview, f"{name}?language={language}", (width, 500)) as (page, _):
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
            assert page.locator(".nav-row").is_visible()


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
def test_the_map_needs_no_tile_server(browser: Browser, preview: Preview, size: tuple[int, int]) -> None:
    with opened(browser, preview, "map", size) as (page, complaints):
        page.get_by_text("1 人 ·").wait_for()
        assert page.locator("canvas.maplibregl-canvas").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert complaints == []


def test_the_page_says_when_its_stream_is_lost(browser: Browser, preview: Preview) -> None:
    with opened(browser, preview, "trackers") as (page, _):
        assert page.locator("#stream-band").is_hidden()
        preview.is_closing.set()
        page.route("**/api/v1/alerts/stream", lambda route: route.abort())
        page.locator("#stream-band").get_by_text("实时连接已断开").wait_for()


def test_the_keyboard_searches_closes_and_moves(browser: Browser, preview: Preview) -> None:
    with opened(browser, preview, "trackers") as (page, _):
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "search"
        page.keyboard.press("Escape")
        page.locator(".user-menu summary").click()
        page.keyboard.press("Escape")
        assert page.locator(".user-menu .menu-panel").is_hidden()
        page.locator(".rows .act a").first.focus()
        page.keyboard.press("ArrowDown")
        assert page.evaluate("[...document.querySelectorAll('.rows .act a')].indexOf(document.activeElement)") == 1


def test_a_circle_and_a_polygon_with_a_hole_can_be_drawn(browser: Browser, preview: Preview) -> None:
    with opened(browser, preview, "order-form", (1366, 1400)) as (page, complaints):
        page.locator("[data-draw=circle]:enabled").click()
        box = page.locator("#draw-map").bounding_box()
        assert box is not None

        def click(x: int, y: int) -> None:
            page.mouse.click(box["x"] + x, box["y"] + y)
            page.wait_for_timeout(350)  # two clicks closer than that are one double click

        click(600, 250)
        click(660, 250)
        page.locator("[data-draw=polygon]").click()
        for corner in ((100, 100), (300, 100), (300, 300), (100, 300)):
            click(*corner)
        page.keyboard.press("Enter")
        card = page.locator(".zone-card").nth(1)
        card.locator("[data-kind][value=forbidden]").check()
        card.locator("[data-always]").uncheck()
        card.locator("[data-name]").fill("学校")
        card.locator("[data-hole]").click()
        for corner in ((150, 150), (250, 150), (250, 250)):
            click(*corner)
        page.keyboard.press("Enter")
        circle, polygon = zones_of(page)
        assert (circle["kind"], circle["shape"]["type"]) == ("required", "Circle")
        assert circle["shape"]["radius_m"] >= 30
        assert [len(ring) for ring in polygon["shape"]["coordinates"]] == [5, 4]
        assert (polygon["kind"], polygon["name"]) == ("forbidden", "学校")
        assert polygon["hours"] == {"windows": [{"weekdays": [1, 2, 3, 4, 5, 6, 7], "start": "22:00", "end": "06:00"}]}
        assert complaints == []


def test_the_day_is_replayed_along_the_slider(browser: Browser, preview: Preview) -> None:
    with opened(browser, preview, "file-track") as (page, complaints):
        page.locator("[data-fix]").get_by_text("上一个定位点").wait_for()
        assert page.locator(".strip").count() == 2
        page.locator("[data-slider]").fill("3600")
        assert page.locator("[data-time]").inner_text() == "01:00:00"
        page.locator("[data-play]").click()
        expect(page.locator("[data-time]")).to_have_text(re.compile("01:0[1-9]"))
        page.locator("[data-play]").click()
        assert page.locator("[data-play]").inner_text() == "播放"
        assert complaints == []


def test_the_term_is_worked_out_while_it_is_entered(browser: Browser, preview: Preview) -> None:
    with opened(browser, preview, "file-form") as (page, _):
        page.locator("[name=term_years]").fill("2")
        page.locator("#term-result").get_by_text("2027年3月5日").first.wait_for()
        page.get_by_role("button", name="再加一位联系人").click()
        assert page.locator("[name=contact_name]").count() == 2


def test_a_decision_asks_only_for_what_it_needs(browser: Browser, preview: Preview) -> None:
    with opened(browser, preview, "order-approval") as (page, _):
        assert page.locator("#code").is_hidden()
        page.locator("[value=return]").check()
        assert page.locator("[name=reason]").is_enabled()
        page.locator("[value=approve]").check()
        assert page.locator("#code").is_visible()
        assert page.locator("[name=reason]").is_disabled()
