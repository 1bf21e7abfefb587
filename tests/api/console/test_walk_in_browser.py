"""The walk on a phone, over HTTPS under another name than localhost: with the connection lost in the middle."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest
from playwright.async_api import Browser, Page, expect

from supervision.residence.households.words import MemberRole
from supervision.storage.database import fetch
from tests.api.console.phone import Street, chromium, phone, sign_in, street
from tests.api.secure_service import picture
from tests.cast import NORTH_VILLAGE
from tests.database import DatabaseServer
from tests.makers_residence import (
    Building,
    id_number,
    make_building,
    make_household,
    make_new,
    make_person,
    put_on_duty,
)
from tests.makers_visits import make_active_card

NAMES = ("周晓岚", "陈立")


@pytest.fixture
async def town(migrated_server: DatabaseServer, tmp_path: Path) -> AsyncIterator[Street]:
    async with street(migrated_server, tmp_path / "home") as running:
        yield running


@pytest.fixture
async def building(town: Street) -> Building:
    made = await make_building(town.cast.petra.officer, NORTH_VILLAGE)
    await put_on_duty(town.cast.petra.officer, made.drawer, town.cast.paul.id)
    return made


@pytest.fixture
async def browser(town: Street) -> AsyncIterator[Browser]:
    async with chromium(town) as running:
        yield running


async def _household(town: Street, building: Building) -> tuple[UUID, str]:
    spouse = make_new(make_person(NAMES[1], id_number(order=12), phone="13800005678"), MemberRole.SPOUSE)
    household, _ = await make_household(
        town.cast.petra.officer, building.dwellings["201"], make_new(make_person(NAMES[0])), spouse
    )
    await fetch("UPDATE resident SET verified_on = NULL")
    _, serial = await make_active_card(town.cast.petra.officer, household)
    return household, serial


async def _verdicts() -> list[str]:
    rows = await fetch("SELECT coalesce(last_verdict, '-') AS said FROM resident ORDER BY 1")
    return [row["said"] for row in rows]


async def _tap(page: Page, name: str, verdict: str) -> None:
    await page.locator(".person", has_text=name).get_by_role("button", name=verdict, exact=True).click()


async def _open_door(page: Page, serial: str) -> None:
    await page.locator("#serial").fill(serial.lower())
    await page.locator("#typed button").click()
    await expect(page.locator(".person", has_text=NAMES[0])).to_be_visible()


KEPT = """async () => {
    const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
    const answered = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
    for (const { name } of await indexedDB.databases()) {
        const database = await answered(indexedDB.open(name));
        for (const store of database.objectStoreNames)
            for (const row of await answered(database.transaction(store).objectStore(store).getAll()))
                for (const as of ["utf-8", "utf-16le"])
                    kept.push(JSON.stringify(row), new TextDecoder(as).decode(row.sealed));
        database.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) kept.push(request.url, await (await cache.match(request)).text());
    }
    return kept.join();
}"""
"""Everything that the phone keeps, as text: the database, the caches, and what the page stored."""


async def test_a_walk_goes_on_without_a_connection_and_is_sent_once(
    town: Street, building: Building, browser: Browser
) -> None:
    _, serial = await _household(town, building)
    context = await phone(browser)
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await sign_in(page, town, town.cast.paul)
    await _open_door(page, serial)
    await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")

    await context.set_offline(True)
    await _tap(page, NAMES[0], "在")
    await _tap(page, NAMES[1], "未见到")
    await page.locator(".household").get_by_role("button", name="有未登记的人").click()
    await page.locator("#ask-note").fill("一名男子，自称表弟")
    await page.get_by_role("button", name="记下").click()
    await expect(page.locator("#queue")).to_have_text("排队 3 条")
    await picture(page, "walk-without-connection")
    assert await _verdicts() == ["-", "-"]

    await page.reload()  # the phone threw the page out while its screen was dark
    await expect(page.locator("#queue")).to_have_text("排队 3 条")
    await expect(page.locator("#status")).to_contain_text("没有连接")
    await _open_door(page, serial)
    await expect(page.locator(".person", has_text=NAMES[0]).locator("[data-verdict=present]")).to_have_attribute(
        "aria-pressed", "true"
    )
    await _tap(page, NAMES[1], "未见到")  # taken back
    await expect(page.locator("#queue")).to_have_text("排队 2 条")
    await _tap(page, NAMES[1], "不便")
    kept = await page.evaluate(KEPT)
    assert "walk-" in kept
    assert not [
        name for name in (*NAMES, "表弟", "幸福路", serial, "Paul Assistant", str(town.cast.paul.id)) if name in kept
    ]

    await context.set_offline(False)
    await expect(page.locator("#queue")).to_be_hidden()
    await picture(page, "walk-sent")
    assert await _verdicts() == ["declined", "present"]
    assert len(await fetch("SELECT id FROM visit_task")) == 1
    assert len(await fetch("SELECT id FROM walk_sending")) == 3
    await page.reload()
    await expect(page.locator("#doors details")).to_have_count(2)
    assert len(await fetch("SELECT id FROM walk_sending")) == 3
    assert complaints == []
    await context.close()


async def test_another_officer_on_the_same_phone_sees_nothing_of_it(
    town: Street, building: Building, browser: Browser
) -> None:
    _, serial = await _household(town, building)
    context = await phone(browser)
    page = await context.new_page()
    await sign_in(page, town, town.cast.paul)
    await _open_door(page, serial)
    await page.route("**/api/v1/walk/sendings", lambda route: route.abort())
    await _tap(page, NAMES[0], "在")
    await expect(page.locator("#queue")).to_have_text("排队 1 条")
    page.on("dialog", lambda dialog: dialog.accept())
    await page.locator("#sign-out button").click()
    await page.wait_for_url("**/console/sign-in**")

    await sign_in(page, town, town.cast.petra)
    await expect(page.locator("#status")).to_have_text("今天没有轮到您负责的抽屉。")
    assert await page.locator("#queue").is_hidden()
    assert not [name for name in NAMES if name in await page.content()]
    await page.unroute("**/api/v1/walk/sendings")
    await page.locator("#sign-out button").click()
    await page.wait_for_url("**/console/sign-in**")
    assert await _verdicts() == ["-", "-"]

    await sign_in(page, town, town.cast.paul, steps=1)
    await expect(page.locator("#doors details")).to_have_count(2)
    await expect(page.locator("#queue")).to_be_hidden()
    assert await _verdicts() == ["-", "present"]
    await context.close()


async def test_a_newcomer_is_looked_up_first_and_noted_at_the_door(
    town: Street, building: Building, browser: Browser
) -> None:
    _, serial = await _household(town, building)
    context = await phone(browser)
    page = await context.new_page()
    await sign_in(page, town, town.cast.paul)
    await _open_door(page, serial)
    await page.locator(".household").get_by_role("button", name="新来的人").click()
    await page.locator("#ask-name").fill(NAMES[1])
    await page.get_by_role("button", name="查是否已登记").click()
    await expect(page.locator(".found")).to_contain_text("陈*")
    await page.locator("#ask-name").fill("吴小军")
    await page.get_by_role("button", name="查是否已登记").click()
    await expect(page.locator(".found")).to_contain_text("没有查到")
    await picture(page, "walk-newcomer")
    await page.get_by_role("button", name="记下").click()
    await page.locator("#queue").click()
    await expect(page.locator("#queue")).to_be_hidden()
    assert [row["kind"] for row in await fetch("SELECT kind FROM visit_task")] == ["newcomer"]
    await context.close()


async def test_a_newcomer_is_registered_at_the_door_without_typing_anything_twice(
    town: Street, building: Building, browser: Browser
) -> None:
    household, serial = await _household(town, building)
    context = await phone(browser)
    page = await context.new_page()
    await sign_in(page, town, town.cast.paul)
    await _open_door(page, serial)
    await page.locator(".household").get_by_role("button", name="新来的人").click()
    await page.locator("#ask-name").fill("吴小军")
    await page.locator("#ask-document").fill(id_number(order=37))
    await page.get_by_role("button", name="查是否已登记").click()
    await expect(page.locator(".found")).to_contain_text("没有查到")
    await page.get_by_role("button", name="现在就登记").click()
    await expect(page.locator("[name=name]")).to_have_value("吴小军")
    assert "吴小军" not in page.url
    await page.get_by_role("button", name="下一步").last.click()
    await expect(page.locator("[name=document_number]")).to_have_value(id_number(order=37))
    await picture(page, "walk-register")
    await page.get_by_role("button", name="下一步").last.click()
    await page.get_by_label("居住方式").select_option(label="租赁")
    await page.get_by_label("流入原因").select_option(label="务工")
    await page.get_by_role("button", name="下一步").last.click()
    await expect(page.locator(".facts").first).to_contain_text("幸福路3号楼201")
    await page.get_by_role("button", name="登记 吴*").click()
    await expect(page.locator(".notice-done")).to_contain_text("已登记")
    rows = await fetch("SELECT role FROM membership WHERE household = $1 ORDER BY role", household)
    assert [row["role"] for row in rows] == ["companion", "head", "spouse"]
    await context.close()


async def test_what_is_refused_stays_in_sight_until_it_is_tried_again_or_dropped(
    town: Street, building: Building, browser: Browser
) -> None:
    _, serial = await _household(town, building)
    context = await phone(browser)
    page = await context.new_page()
    await sign_in(page, town, town.cast.paul)
    await _open_door(page, serial)
    await fetch("UPDATE resident SET state = 'left', left_at = now()")
    await _tap(page, NAMES[0], "在")
    await page.locator("#queue").click()
    await expect(page.locator("#stuck-list")).to_contain_text("此人没有尚未结束的居住登记")
    await fetch("UPDATE resident SET state = 'living', left_at = NULL")
    await page.locator("#retry").click()
    await expect(page.locator("#stuck")).to_be_hidden()
    assert await _verdicts() == ["-", "present"]
    await context.close()


async def test_a_mistyped_serial_is_told_beside_the_field_and_stays_there(
    town: Street, building: Building, browser: Browser
) -> None:
    _, serial = await _household(town, building)
    context = await phone(browser)
    page = await context.new_page()
    await sign_in(page, town, town.cast.paul)
    await expect(page.locator("#acting")).to_be_visible()
    mistyped = serial[:-1] + ("2" if serial[-1] != "2" else "3")
    await page.locator("#serial").fill(mistyped)
    await page.locator("#typed button").click()
    await expect(page.locator("#wrong")).to_contain_text("卡号输错了")
    await expect(page.locator("#serial")).to_have_value(mistyped)
    assert page.url.endswith("/console/walk")
    await _open_door(page, serial)
    await expect(page.locator("#wrong")).to_be_hidden()
    await expect(page.locator("#serial")).to_have_value("")
    await context.close()


async def test_the_resident_is_shown_who_asks_and_why_also_without_a_connection(
    town: Street, building: Building, browser: Browser
) -> None:
    _, serial = await _household(town, building)
    context = await phone(browser)
    page = await context.new_page()
    await sign_in(page, town, town.cast.paul)
    await _open_door(page, serial)
    await context.set_offline(True)
    await page.locator("#introduce").click()
    badge = page.locator("#badge")
    for text in ("Paul Assistant", "来访目的：走访核对"):
        await expect(badge).to_contain_text(text)
    assert float((await badge.locator("h2").evaluate("it => getComputedStyle(it).fontSize")).rstrip("px")) >= 32
    await badge.get_by_role("button", name="收起").click()
    await expect(badge).to_be_hidden()
    await context.close()


async def test_a_key_past_its_day_opens_nothing(town: Street, building: Building, browser: Browser) -> None:
    _, serial = await _household(town, building)
    context = await phone(browser)
    page = await context.new_page()
    await page.clock.install()
    await sign_in(page, town, town.cast.paul)
    await _open_door(page, serial)
    await page.clock.fast_forward("24:00:00")
    await expect(page.locator("#status")).to_contain_text("今天的走访已结束")
    assert not [name for name in NAMES if name in await page.content()]
    await context.close()
