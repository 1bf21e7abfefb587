"""Alerts over HTTP: listed, opened, acknowledged, and closed by one officer only."""

from datetime import datetime
from uuid import uuid4

import pytest

from tests.api.conftest import Service
from tests.api.makers import make_wearer, raise_alert
from tests.cast import NORTH
from tests.makers import acts_of

FINDING = {"finding": "breach", "note": "本人承认离开住所，未请假。"}


async def test_nobody_reads_alerts_without_a_session(service: Service) -> None:
    async with service.client() as client:
        answer = await client.get("/api/v1/alerts")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["code"] == "not-signed-in"


async def test_an_officer_lists_opens_acknowledges_and_disposes_of_an_alert(service: Service) -> None:
    olga = service.cast.olga
    wearer = await make_wearer(olga, service.cast.north_office, NORTH)
    alert_id = await raise_alert(wearer)
    async with service.client(olga) as client:
        listed = (await client.get("/api/v1/alerts", params={"state": "open"})).json()
        assert [alert["id"] for alert in listed["items"]] == [str(alert_id)]
        assert listed["next"] is None
        alert = listed["items"][0]
        assert alert["kind"] == "left-required-zone"
        assert alert["supervisee_id"] == str(wearer.file_id)
        assert 0 < alert["certainty"] <= 1
        assert alert["known_at"].endswith("+08:00")
        assert datetime.fromisoformat(alert["occurred_at"]) < datetime.fromisoformat(alert["known_at"])
        opened = (await client.get(f"/api/v1/alerts/{alert_id}")).json()
        assert opened["evidence"]["fixes"]
        assert opened["steps"][0]["step"] == "raised"
        acknowledged = await client.post(f"/api/v1/alerts/{alert_id}/acknowledgement")
        assert (acknowledged.status_code, acknowledged.json()["state"]) == (200, "acknowledged")
        disposed = await client.post(f"/api/v1/alerts/{alert_id}/disposition", json=FINDING)
        assert (disposed.status_code, disposed.json()["state"]) == (200, "disposed")
        assert disposed.json()["disposed_by"] == olga.officer.name
        assert not (await client.get("/api/v1/alerts", params={"state": "open"})).json()["items"]


async def test_the_second_officer_to_dispose_is_told_who_was_first(service: Service) -> None:
    alert_id = await raise_alert(await make_wearer(service.cast.olga, service.cast.north_office, NORTH))
    path = f"/api/v1/alerts/{alert_id}/disposition"
    async with service.client(service.cast.olga) as first, service.client(service.cast.agnes) as second:
        done = (await first.post(path, json=FINDING)).json()
        refused = await second.post(path, json={"finding": "device-fault", "note": "终端故障。"})
    assert refused.status_code == 409
    problem = refused.json()
    assert problem["code"] == "alert-already-disposed"
    assert (problem["disposed_by"], problem["disposed_at"]) == (service.cast.olga.officer.name, done["disposed_at"])


async def test_an_alert_elsewhere_is_not_found_and_the_attempt_is_on_record(service: Service) -> None:
    alert_id = await raise_alert(await make_wearer(service.cast.olga, service.cast.north_office, NORTH))
    oscar = service.cast.oscar
    async with service.client(oscar) as client:
        assert not (await client.get("/api/v1/alerts")).json()["items"]
        there = await client.get(f"/api/v1/alerts/{alert_id}")
        absent = await client.get(f"/api/v1/alerts/{uuid4()}")
    assert there.status_code == absent.status_code == 404
    assert there.content == absent.content
    assert (await acts_of(oscar.id))[-2:] == [("alert:open", "refused")] * 2


@pytest.mark.parametrize(
    "body", [{"finding": "guilty", "note": "x"}, {"finding": "breach"}, {"finding": "breach", "note": " "}, {}]
)
async def test_a_disposition_needs_a_known_finding_and_a_note(service: Service, body: dict[str, str]) -> None:
    alert_id = await raise_alert(await make_wearer(service.cast.olga, service.cast.north_office, NORTH))
    async with service.client(service.cast.olga) as client:
        answer = await client.post(f"/api/v1/alerts/{alert_id}/disposition", json=body)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


async def test_lists_are_continued_by_their_cursor(service: Service) -> None:
    wearer = await make_wearer(service.cast.olga, service.cast.north_office, NORTH)
    await raise_alert(wearer)
    async with service.client(service.cast.olga) as client:
        refused = await client.get("/api/v1/alerts", params={"cursor": "nonsense"})
        assert (refused.status_code, refused.json()["field"]) == (400, "cursor")
