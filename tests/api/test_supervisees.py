"""Supervisees over HTTP: masked in lists, in clear for a purpose, and their tracks."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from supervision import legal_time
from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.makers import HOME, fix, make_wearer, send
from tests.api.scenes import file_json
from tests.cast import NORTH
from tests.makers import acts_of
from tests.makers_files import make_attachment, make_person_file

PURPOSES = {"supervision", "alert", "search", "complaint", "inspection"}


async def test_lists_and_search_show_people_masked(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer, name="沈望舒", phone="13812345678")
    async with service.client(olga) as client:
        for params in ({}, {"query": "沈望舒"}, {"query": "shenwangshu"}, {"query": "13812345678"}):
            (found,) = (await client.get("/api/v1/supervisees", params=params)).json()["items"]
            assert found["id"] == str(file_id)
            assert (found["name"], found["phone"]) == ("沈*", "138****5678")
            assert found["id_number"].startswith("149901")
            assert "*" in found["id_number"]
            assert found["home_address"].endswith("****")
        assert not (await client.get("/api/v1/supervisees", params={"query": "别人"})).json()["items"]


async def test_a_list_of_more_than_fifty_goes_on_with_its_cursor_and_shows_nobody_twice(service: Service) -> None:
    made = [await make_person_file(service.cast.olga.officer) for _ in range(52)]
    async with service.client(service.cast.olga) as client:
        first = (await client.get("/api/v1/supervisees")).json()
        second = (await client.get("/api/v1/supervisees", params={"cursor": first["next"]})).json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (50, 2, None)
    shown = [item["id"] for item in first["items"] + second["items"]]
    assert shown == [str(file_id) for file_id in reversed(made)]


@pytest.mark.parametrize("params", [{}, {"purpose": ""}, {"purpose": "curiosity"}])
async def test_without_an_allowed_purpose_nothing_opens_and_the_purposes_are_listed(
    service: Service, params: dict[str, str]
) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    async with service.client(service.cast.olga) as client:
        for part in ("", "/track", "/readings"):
            answer = await client.get(f"/api/v1/supervisees/{file_id}{part}", params=params)
            assert (answer.status_code, answer.json()["field"]) == (400, "purpose")
            assert all(purpose in answer.json()["detail"] for purpose in PURPOSES)


async def test_for_a_purpose_the_file_opens_in_clear_and_the_opening_is_on_record(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer, name="沈望舒", phone="13812345678")
    async with service.client(olga) as client:
        opened = (await client.get(f"/api/v1/supervisees/{file_id}", params={"purpose": "inspection"})).json()
        assert (opened["name"], opened["phone"]) == ("沈望舒", "13812345678")
        assert opened["home_address"] == opened["home"]["address"]
        assert opened["id_number"] == opened["identity"]["document_number"]
        readings = (await client.get(f"/api/v1/supervisees/{file_id}/readings", params={"purpose": "complaint"})).json()
    newest = readings["items"][0]
    assert (newest["act"], newest["purpose"], newest["officer_name"]) == (
        "person-file:open",
        "inspection",
        "Olga North",
    )
    assert ("person-file:open", "done") in await acts_of(olga.id)


async def test_a_file_is_entered_changed_and_ended_over_http(service: Service) -> None:
    body = file_json(service.cast.north_office)
    async with service.client(service.cast.olga) as client:
        created = await client.post("/api/v1/supervisees", json=body)
        assert created.status_code == 201
        path = created.headers["location"]
        assert path == f"/api/v1/supervisees/{created.json()['id']}"
        again = await client.post("/api/v1/supervisees", json=body)
        assert (again.status_code, again.json()["code"]) == (409, "file-exists")
        changed = await client.put(
            path, json=body | {"revision": 1, "telephones": {"phone": "13900001111", "others": []}}
        )
        assert changed.json() == {"revision": 2}
        stale = await client.put(path, json=body | {"revision": 1})
        assert (stale.status_code, stale.json()["code"]) == (409, "file-changed-meanwhile")
        ending = {"cause": "death", "note": "因病死亡。", "code": "000000"}
        assert (await client.post(f"{path}/ending", json=ending)).status_code == 403
        file_id = created.json()["id"]
        paper = await make_attachment(service.cast.olga.officer, UUID(file_id))
    async with service.client(service.cast.agnes) as agency:
        unproved = await agency.post(f"{path}/ending", json=ending)
        assert (unproved.status_code, unproved.json()["code"]) == (409, "file-end-refused")
        ending |= {"paper_id": str(paper)}
        assert (await agency.post(f"{path}/ending", json=ending)).status_code == 401
        ended = await agency.post(f"{path}/ending", json=ending | {"code": service.cast.agnes.code()})
        assert datetime.fromisoformat(ended.json()["at"]).utcoffset() == timedelta(hours=8)


async def test_a_wrong_field_is_named(service: Service) -> None:
    body = file_json(service.cast.north_office)
    body["identity"]["document_number"] = "149901199005061230"
    async with service.client(service.cast.olga) as client:
        answer = await client.post("/api/v1/supervisees", json=body)
    assert (answer.status_code, answer.json()["field"]) == (400, "document_number")


async def test_a_track_is_one_multipoint_with_its_columns(service: Service) -> None:
    olga = service.cast.olga
    wearer = await make_wearer(olga, service.cast.north_office, NORTH)
    fixes = [fix(minutes, north_m=5.0) for minutes in (30, 20, 10)]
    await send(wearer, *fixes)
    path = f"/api/v1/supervisees/{wearer.file_id}/track"
    since, until = (legal_time.now() - timedelta(minutes=minutes) for minutes in (25, 0))
    params = {"from": since.isoformat(), "to": until.isoformat(), "purpose": "search"}
    async with service.client(olga) as client:
        answer = await client.get(path, params=params)
        whole_day = await client.get(path, params={"purpose": "search"})
        for wrong in ({"from": "yesterday"}, {"from": until.isoformat()}, {"to": "2020-01-01"}):
            assert (await client.get(path, params=params | wrong)).status_code == 400
    assert answer.headers["content-type"] == "application/geo+json"
    feature = answer.json()
    assert (feature["type"], feature["geometry"]["type"]) == ("Feature", "MultiPoint")
    assert feature["geometry"]["coordinates"] == [[one.lon, one.lat] for one in fixes[1:]]
    assert feature["geometry"]["coordinates"][0][0] == HOME.lon
    times = [datetime.fromisoformat(at) for at in feature["properties"]["fixed_at"]]
    assert times == [one.fixed_at for one in fixes[1:]]
    assert all(at.utcoffset() == timedelta(hours=8) for at in times)
    assert feature["properties"]["accuracy_m"] == [8.0, 8.0]
    assert len(whole_day.json()["geometry"]["coordinates"]) == 3
    (entry,) = await fetch("SELECT purpose FROM audit_entry WHERE act = 'track:open' ORDER BY position LIMIT 1")
    assert entry["purpose"] == "search"


async def test_the_map_opens_for_a_purpose_and_shows_newest_positions(service: Service) -> None:
    olga = service.cast.olga
    wearer = await make_wearer(olga, service.cast.north_office, NORTH)
    newest = fix(5)
    await send(wearer, fix(10), newest)
    async with service.client(olga) as client:
        assert (await client.get("/api/v1/map")).status_code == 404
        assert (await client.post("/api/v1/map", json={"purpose": "fun"})).status_code == 400
        assert (await client.post("/api/v1/map", json={"purpose": "supervision"})).status_code == 204
        (shown,) = (await client.get("/api/v1/map")).json()["items"]
        assert shown["supervisee_id"] == str(wearer.file_id)
        assert datetime.fromisoformat(shown["position"]["fixed_at"]) == newest.fixed_at
        later = (await client.get("/api/v1/map", params={"since": legal_time.now().isoformat()})).json()
    assert not later["items"]
