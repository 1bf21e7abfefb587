"""Cards on pages: what a stranger and an officer see of one, what is printed, and what a phone may keep."""

import base64
import hashlib
import re

import httpx

from api.console.residence.scan_pages import MOST_SCANS_A_MINUTE
from supervision.residence.cards.handing import revoke_card
from supervision.residence.cards.serial import grouped, make_serial
from supervision.residence.cards.states import CardEnd
from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.console.browsing import browser, links_of, shown, value_of
from tests.cast import NORTH_VILLAGE
from tests.makers_residence import make_building, make_household, put_on_duty
from tests.makers_visits import living_card, make_active_card

PHONE_PAGE_BYTES = 300_000


async def _asked(client: httpx.AsyncClient, serial: str) -> httpx.Response:
    return await client.get(f"/card/{serial}")


async def test_a_stranger_learns_valid_or_not_and_nothing_else(service: Service) -> None:
    police = service.cast.petra.officer
    building = await make_building(police, NORTH_VILLAGE)
    household, _ = await make_household(police, building.dwellings["101"])
    card_id, serial = await make_active_card(police, household)
    async with service.client() as client:
        valid = await _asked(client, serial)
        nobodys, nonsense = await _asked(client, make_serial(5)), await _asked(client, "abc")
        await revoke_card(police, card_id, CardEnd.IN_ERROR, "发错了人")
        void = await _asked(client, serial)
    assert {answer.status_code for answer in (valid, nobodys, nonsense, void)} == {200}
    assert "这张卡是有效的" in shown(valid.text)
    for other in (nobodys, nonsense, void):
        assert "没有这张有效的卡" in shown(other.text)
    assert void.text == nobodys.text.replace(make_serial(5), serial)
    assert set(void.headers) == set(nobodys.headers) == set(nonsense.headers) == set(valid.headers)
    for answer in (valid, void):
        assert not [word for word in ("周晓岚", "幸福路", str(household), "发错") if word in answer.text]


async def test_a_stranger_who_asks_and_asks_is_told_to_wait(service: Service) -> None:
    async with service.client() as client:
        for _ in range(MOST_SCANS_A_MINUTE):
            assert (await _asked(client, make_serial(5))).status_code == 200
        refused = await _asked(client, make_serial(5))
    assert (refused.status_code, "一分钟后再试" in refused.text) == (429, True)
    (row,) = await fetch("SELECT public_asking::text AS text FROM public_asking")
    assert "127.0.0.1" not in row["text"]


async def test_an_officers_scan_shows_the_resident_who_is_asking(service: Service) -> None:
    police = service.cast.petra.officer
    building = await make_building(police, NORTH_VILLAGE)
    household, _ = await make_household(police, building.dwellings["101"])
    card_id, serial = await make_active_card(police, household)
    async with browser(service, service.cast.petra) as officer:
        answer = await officer.client.get(f"/card/{serial}")
        assert answer.headers["location"] == f"/console/cards/scan/{serial}"
        page = shown(await officer.get(f"/console/cards/scan/{serial}"))
        for word in ("Petra Police", "北岭派出所", "社区民警", "来访目的：走访核对", "周晓岚", "幸福路3号楼101"):
            assert word in page, word
        await revoke_card(police, card_id, CardEnd.IN_ERROR)
        assert "已注销：发卡有误" in shown(await officer.get(f"/console/cards/scan/{serial}"))
        assert await officer.status_of(f"/console/cards/scan?serial={grouped(serial)}") == 303
    async with browser(service, service.cast.pavel) as stranger:
        assert await stranger.status_of(f"/console/cards/scan/{serial}") == 404
        assert stranger.last is not None
        assert "周晓岚" not in stranger.last.text
    async with browser(service, service.cast.olga) as officer:  # another register's officer is a stranger here
        assert "没有这张有效的卡" in shown((await officer.client.get(f"/card/{serial}")).text)


async def test_a_sheet_says_on_its_cards_nothing_of_the_household(service: Service) -> None:
    police = service.cast.petra.officer
    building = await make_building(police, NORTH_VILLAGE)
    household, _ = await make_household(police, building.dwellings["101"])
    async with browser(service, service.cast.petra) as officer:
        await officer.done("/console/cards/phone", {"phone": "0356-3001234"})
        page = await officer.done("/console/cards/print", {"cards": [str(await living_card(household))]})
        sheet_path = officer.path
        face = value_of(page, r"(?s)<article class=\"card-face\">(.*?)</article>")
        serial = value_of(face, r"(?s)card-serial\">(.*?)</div>")
        assert len(shown(serial).replace(" ", "")) == 12
        assert shown(face).endswith("03563001234")
        words = ("幸福路", "松坡", "北岭", "派出所", "警", "居住", "租", "流动", "HU-")
        assert not [word for word in words if word in face]
        register = page[page.index("card-register") :]
        assert "幸福路3号楼101" in register
        assert shown(serial) in shown(register)
        await officer.get(sheet_path)
        await officer.refused("/console/cards/print", 400, {})


async def test_a_card_goes_from_the_printer_to_its_end_by_forms(service: Service) -> None:
    police = service.cast.petra.officer
    building = await make_building(police, NORTH_VILLAGE)
    household, _ = await make_household(police, building.dwellings["101"])
    card = f"/console/cards/{await living_card(household)}"
    async with browser(service, service.cast.petra) as officer:
        await officer.done("/console/cards/print", {"cards": [card.rpartition("/")[2]]})
        assert "此项必须填写" in await officer.refused(f"{card}/hand-over", 400, {"receiver": ""})
        assert "即时生效" in shown(await officer.done(f"{card}/hand-over", {"receiver": "周晓岚"}))
        await officer.refused(f"{card}/hand-over", 409, {"receiver": "周晓岚"})
        await officer.refused(f"{card}/revocation", 400, {"reason": "household-closed"})
        assert "旧卡即时失效" in shown(await officer.done(f"{card}/reissue", {"reason": "damaged"}))
        assert "已换发" in shown(await officer.get(card))
        assert "损坏" in shown(await officer.get("/console/cards?state=replaced"))


async def test_cards_and_tasks_of_a_household_are_tabs_of_its_file(service: Service) -> None:
    police = service.cast.petra.officer
    building = await make_building(police, NORTH_VILLAGE)
    household, _ = await make_household(police, building.dwellings["101"])
    _, serial = await make_active_card(police, household)
    path = f"/console/households/{household}"
    async with browser(service, service.cast.petra) as officer:
        file = await officer.get(path, purpose="visit")
        for where, said in (("/console/cards", grouped(serial)), ("/console/tasks", "没有留下任务")):
            (tab,) = links_of(file, rf"{where}\?household={household}&amp;purpose=visit")
            page = await officer.get(tab)
            assert said in shown(page)
            assert links_of(page, rf"{path}\?tab=stays&amp;purpose=visit")
        assert await officer.status_of("/console/cards?household=nobody") == 400
    async with browser(service, service.cast.pavel) as stranger:
        for where in ("/console/cards", "/console/tasks"):
            assert await stranger.status_of(f"{where}?household={household}") == 404


async def test_what_a_phone_keeps_of_the_walk_names_nobody(service: Service) -> None:
    async with browser(service, service.cast.paul) as officer:
        page = await officer.get("/console/walk?kept=1")
        assert officer.token not in page
        assert not [word for word in ("Paul", "北岭", str(service.cast.paul.id)) if word in page]
        worker = await officer.client.get("/console/walk/worker.js")
        assert worker.headers["service-worker-allowed"] == "/console/walk"
        assert worker.headers["content-type"].startswith("text/javascript")
        files = value_of(worker.text, r"const FILES = \[(.*?)\]").replace('"', "").split(", ")
        sizes = [len((await officer.client.get(path)).content) for path in files]
        assert len(page.encode()) + sum(sizes) + len(worker.content) < PHONE_PAGE_BYTES
        assert all(sizes)


async def test_the_first_answer_shows_the_first_drawer_of_today_and_nobody_in_it(service: Service) -> None:
    building = await make_building(service.cast.petra.officer, NORTH_VILLAGE)
    await make_household(service.cast.petra.officer, building.dwellings["201"])
    await put_on_duty(service.cast.petra.officer, building.drawer, service.cast.paul.id)
    async with browser(service, service.cast.paul) as officer:
        answer = await officer.client.get("/console/walk")
        doors = [f"幸福路3号楼{room}" for room in ("101", "201")]
        assert [door for door in doors if door in answer.text] == doors
        assert not [word for word in ("周晓岚", "Paul", officer.token) if word in answer.text]
        (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"style-src 'self' 'sha256-{digest}';" in answer.headers["content-security-policy"]
        assert not [door for door in doors if door in await officer.get("/console/walk?kept=1")]
