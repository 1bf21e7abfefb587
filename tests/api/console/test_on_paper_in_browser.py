"""What a browser puts on paper of the pages, and how a file's tabs are reached on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.api.console.preview import Preview, served
from tests.api.console.samples import VIEWS
from tests.api.console.test_in_browser import FLAGS, PHONE, opened
from tools.engines import find

TABS = sorted(name for name, view in VIEWS.items() if name.startswith("file-") and hasattr(view, "header"))
A4 = (680, 1000)
NOT_ON_PAPER = ".topbar, .tabs, .tab-menu, form, button, .btn, .filters"
_CUT = "[...document.querySelectorAll('.rows tbody tr')].some((row) => getComputedStyle(row).breakInside !== 'avoid')"


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


def test_a_tab_on_paper_says_whose_file_it_is_and_has_neither_bars_nor_forms(
    browser: Browser, preview: Preview
) -> None:
    wrong = []
    with opened(browser, preview, TABS[0], A4) as (page, _):
        page.emulate_media(media="print")
        for name in TABS:
            page.goto(f"{preview.url}/console/{name}", wait_until="load")
            head = page.locator(".print-head").inner_text()
            wrong += [f"{name}: no {said}" for said in ("14050001", "城关司法所", "2026年11月23日") if said not in head]
            shown = [each.inner_text() for each in page.locator(NOT_ON_PAPER).all() if each.is_visible()]
            wrong += [f"{name}: {each}" for each in shown]
            if page.evaluate(_CUT):
                wrong.append(f"{name}: a row may be cut")
    assert wrong == []


def test_on_a_phone_the_tabs_of_a_file_are_one_list_that_the_keyboard_opens(browser: Browser, preview: Preview) -> None:
    with opened(browser, preview, "file-contacts", PHONE) as (page, _):
        assert page.locator("nav.tabs").first.is_hidden()
        shown = page.locator(".tab-menu summary")
        expect(shown).to_contain_text("接触记录")
        assert page.locator(".tab-menu nav").is_hidden()
        shown.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "概览"
