"""The live map: opened for a purpose, followed without a reload, with or without tiles of our own."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from supervision import legal_time
from tests.api.conftest import Service
from tests.api.console.browsing import browser, links_of, shown
from tests.api.console.people import NAME
from tests.api.makers import HOME, fix, make_wearer, raise_alert, send
from tests.cast import NORTH
from tests.makers import acts_of

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def put_tiles(home: Path) -> None:
    """One tile of zoom 12, as a town's own file might hold it."""
    with closing(sqlite3.connect(home / "tiles.mbtiles")) as tiles:
        tiles.execute("CREATE TABLE metadata (name text, value text)")
        tiles.execute("CREATE TABLE tiles (zoom_level int, tile_column int, tile_row int, tile_data blob)")
        tiles.executemany(
            "INSERT INTO metadata VALUES (?, ?)", [("attribution", "县测绘队"), ("center", "112.85,35.49,12")]
        )
        tiles.execute("INSERT INTO tiles VALUES (12, 3331, ?, ?)", ((1 << 12) - 1 - 1614, PICTURE))
        tiles.commit()


async def test_the_map_asks_once_why_it_is_opened_and_records_it(service: Service) -> None:
    olga = service.cast.olga
    async with browser(service, olga) as officer:
        asked = await officer.get("/console/map")
        assert "为什么要打开实时地图" in asked
        assert ("map:open", "done") not in await acts_of(olga.id)
        assert await officer.status_of("/console/map?purpose=curiosity") == 400
        opened = shown(await officer.get("/console/map", purpose="search"))
        assert "打开目的：查找下落（已记录）" in opened
        again = await officer.client.get("/console/map")
        assert (again.status_code, again.headers["location"]) == (303, "/console/map?purpose=search")
        assert "为什么要打开实时地图" in await officer.get("/console/map", ask="yes")
    assert (await acts_of(olga.id)).count(("map:open", "done")) == 1


async def test_the_map_shows_who_is_under_a_live_order_masked_with_zones_and_the_way_there(service: Service) -> None:
    olga = service.cast.olga
    wearer = await make_wearer(olga, service.cast.north_office, NORTH)
    await send(wearer, fix(3), fix(2, north_m=20), fix(1, north_m=40))
    async with browser(service, olga) as officer:
        page = await officer.get("/console/map", purpose="supervision")
        assert "我的对象 (1)" in shown(page)
        assert NAME not in page
        live = (await officer.client.get("/console/map/live", params={"purpose": "supervision"})).json()
        zones = (await officer.client.get("/console/map/zones", params={"purpose": "supervision"})).json()["zones"]
    (shown_wearer,) = live["wearers"]
    assert (shown_wearer["name"], shown_wearer["state"]) == ("张*", "kept")
    assert abs(shown_wearer["lat"] - HOME.lat) < 0.001
    assert len(shown_wearer["tail"]) == 3
    assert (zones[0]["supervisee_id"], zones[0]["applies_now"]) == (str(wearer.file_id), True)


async def test_what_comes_in_reaches_the_map_by_its_cursor_and_an_alert_makes_it_red(service: Service) -> None:
    olga = service.cast.olga
    wearer = await make_wearer(olga, service.cast.north_office, NORTH)
    await send(wearer, fix(8), fix(7))
    async with browser(service, olga) as officer:
        await officer.get("/console/map", purpose="supervision")
        first = (await officer.client.get("/console/map/live", params={"purpose": "supervision"})).json()
        assert first["wearers"][0]["state"] == "kept"
        later = legal_time.now() + timedelta(seconds=30)
        with legal_time.moved_clock(lambda: later):
            parameters = {"purpose": "supervision", "since": first["cursor"]}
            assert (await officer.client.get("/console/map/live", params=parameters)).json()["wearers"] == []
            await send(wearer, *[fix(6 - minute, north_m=2_000.0) for minute in range(7)])
            moved = (await officer.client.get("/console/map/live", params=parameters)).json()
    assert [one["state"] for one in moved["wearers"]] == ["broken"]


async def test_no_signal_is_unknown_and_never_a_breach(service: Service) -> None:
    wearer = await make_wearer(service.cast.olga, service.cast.north_office, NORTH)
    await send(wearer, fix(20))
    async with browser(service, service.cast.olga) as officer:
        await officer.get("/console/map", purpose="supervision")
        live = (await officer.client.get("/console/map/live", params={"purpose": "supervision"})).json()
    assert [(one["state"], one["is_doubtful"]) for one in live["wearers"]] == [("unknown", True)]


async def test_nobody_sees_another_townships_wearers(service: Service) -> None:
    wearer = await make_wearer(service.cast.olga, service.cast.north_office, NORTH)
    await send(wearer, fix(1))
    async with browser(service, service.cast.oscar) as officer:
        await officer.get("/console/map", purpose="supervision")
        live = (await officer.client.get("/console/map/live", params={"purpose": "supervision"})).json()
        zones = (await officer.client.get("/console/map/zones")).json()
    assert (live["wearers"], zones["zones"]) == ([], [])


async def test_a_map_that_was_not_opened_gives_nothing_and_one_that_is_followed_is_recorded_again(
    service: Service,
) -> None:
    olga = service.cast.olga
    async with browser(service, olga) as officer:
        refused = await officer.client.get("/console/map/live", headers={"accept": "application/json"})
        assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json")
        assert (await officer.client.get("/console/map/zones")).status_code == 404
        await officer.get("/console/map", purpose="alert")
        began_at = legal_time.now()
        with legal_time.moved_clock(lambda: began_at + timedelta(minutes=20)):
            await officer.get("/console/recovery-codes")  # keeps the session
        with legal_time.moved_clock(lambda: began_at + timedelta(minutes=31)):
            assert (await officer.client.get("/console/map/live", params={"purpose": "alert"})).status_code == 200
    assert (await acts_of(olga.id)).count(("map:open", "done")) == 2


async def test_an_administrator_opens_no_map(service: Service) -> None:
    async with browser(service, service.cast.sam) as officer:
        assert await officer.status_of("/console/map?purpose=inspection") == 403
        assert await officer.status_of("/console/map/live?purpose=inspection") == 403


async def test_without_tiles_the_map_names_none_and_with_a_file_of_ours_it_asks_nobody_else(service: Service) -> None:
    async with browser(service, service.cast.olga) as officer:
        assert "data-tiles" not in await officer.get("/console/map", purpose="supervision")
        assert await officer.status_of("/console/map/tiles/12/3331/1614") == 404
        assert (await officer.client.get("/console/map/town.geojson")).json()["features"] == []
        put_tiles(service.settings.home)
        page = await officer.get("/console/map", purpose="supervision")
        assert 'data-tiles="/console/map/tiles/{z}/{x}/{y}"' in page
        assert "县测绘队" in page
        assert 'data-lon="112.85"' in page
        tile = await officer.client.get("/console/map/tiles/12/3331/1614")
        assert (tile.content, tile.headers["content-type"]) == (PICTURE, "image/png")
        assert await officer.status_of("/console/map/tiles/99/1/1") == 404


async def test_the_drawer_leads_to_the_alert(service: Service) -> None:
    wearer = await make_wearer(service.cast.olga, service.cast.north_office, NORTH)
    alert_id = await raise_alert(wearer)
    async with browser(service, service.cast.olga) as officer:
        page = await officer.get("/console/map", purpose="alert")
    assert f"/console/alerts/{alert_id}" in links_of(page, "/console/alerts/[0-9a-f-]+")
    assert f'data-wearer-of="{wearer.file_id}"' in page
