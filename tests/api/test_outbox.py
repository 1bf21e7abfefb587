"""A platform over HTTP: signed in like anybody, polling, storing, acknowledging; and the page of what waits."""

from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown
from tests.cast import COUNTY
from tests.makers_files import make_person_file, make_term_confirmed
from tests.makers_orders import unused_code

OUTBOX = "/api/v1/outbox"


async def test_a_platform_signs_in_polls_crashes_polls_again_and_acknowledges(service: Service) -> None:
    emil = service.cast.emil
    async with service.client() as client:
        account = {"username": "emil", "password": emil.password, "code": unused_code(emil)}
        token = (await client.post("/api/v1/sign-in", json=account)).json()["token"]
    file_id = await make_person_file(service.cast.olga.officer, name="周晓岚", lat=35.4917, lon=112.8513)
    await make_term_confirmed(service.cast.agnes.officer, file_id)
    async with service.client() as client:
        client.headers["authorization"] = f"Bearer {token}"
        first = (await client.get(OUTBOX, params={"after": 0, "limit": 1})).json()
        assert (first["county"], first["last"], first["acknowledged"]) == (COUNTY, 2, 0)
        (opened,) = first["items"]
        assert (opened["kind"], opened["supervisee_id"]) == ("file-opened", str(file_id))
        assert opened["person"]["name"] == "周晓岚"
        refused = await client.post(f"{OUTBOX}/acknowledgements", json={"up_to": 2})
        assert (refused.status_code, refused.json()["code"]) == (409, "outbox-not-provided")
        again = (await client.get(OUTBOX)).json()
        assert again["items"][0] == opened
        confirmed = again["items"][1]
        assert (confirmed["kind"], confirmed["person"]) == ("last-day-confirmed", None)
        assert confirmed["file_number"] == opened["file_number"]
        assert "35.49" not in str(again)
        for up_to in (2, 1):
            answer = await client.post(f"{OUTBOX}/acknowledgements", json={"up_to": up_to})
            assert answer.json() == {"acknowledged": 2}
        assert (await client.get(OUTBOX, params={"after": 2})).json()["items"] == []
        assert (await client.get(OUTBOX, params={"after": -1})).status_code == 400
        assert (await client.get("/api/v1/supervisees")).status_code == 403
        assert (await client.get(f"/api/v1/supervisees/{file_id}?purpose=inspection")).status_code in {403, 404}


async def test_the_page_shows_what_waits_and_one_event_as_the_platform_has_it(service: Service) -> None:
    await make_person_file(service.cast.olga.officer, name="周晓岚")
    async with browser(service, service.cast.agnes) as console:
        page = shown(await console.get("/console/outbox"))
        assert "临溪县" in page
        assert "从未确认" in page
        events = await console.get(f"/console/outbox/{COUNTY}")
        assert "待读取" in shown(events)
        assert "周晓岚" not in events
        path = next(part for part in events.split('"') if part.startswith("/console/outbox/events/"))
        assert "周晓岚" not in await console.get(path)
        assert "周晓岚" in await console.get(f"{path}?purpose=inspection")
    async with browser(service, service.cast.sam) as console:
        events = await console.get(f"/console/outbox/{COUNTY}")
        assert "待读取" in shown(events)
        assert "/console/outbox/events/" not in events
    async with browser(service, service.cast.emil) as console:
        assert await console.status_of("/console/") == 200
        assert await console.status_of("/console/outbox") == 403
