"""Refusals and failures as problems: their shape, their language, and what they never say."""

import asyncpg
import pytest
from prometheus_client import CONTENT_TYPE_LATEST

from api.problem_responses import STATUS_OF, problem_of
from supervision.errors import NotFound, SealBroken, SettingsWrong, StorageUnavailable
from supervision.storage.database import close_pool, fetch, open_pool
from tests.api.conftest import Service
from tests.makers_files import make_person_file

MEMBERS = {"type", "title", "status", "detail", "code"}


async def test_a_problem_has_its_members_and_the_status_of_the_answer(service: Service) -> None:
    async with service.client(service.cast.sam) as client:
        answers = [
            await client.get("/api/v1/alerts"),
            await client.get("/api/v1/nowhere"),
            await client.delete("/api/v1/alerts"),
            await client.post("/api/v1/trackers", json={}),
        ]
    assert [answer.status_code for answer in answers] == [403, 404, 405, 400]
    for answer in answers:
        problem = answer.json()
        assert set(problem) >= MEMBERS
        assert problem["status"] == answer.status_code
        assert problem["type"] == f"urn:supervision:problem:{problem['code']}"


@pytest.mark.parametrize(
    ("accepted", "detail"),
    [
        ("", "您的授权不包括这项操作。"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "您的授权不包括这项操作。"),
        ("en-GB,en;q=0.9,zh;q=0.1", "None of your grants allows this act."),
        ("fr;q=1, en;q=0.5", "None of your grants allows this act."),
        ("en;q=nonsense", "您的授权不包括这项操作。"),
    ],
)
async def test_a_problem_is_told_in_chinese_or_to_whom_prefers_it_in_english(
    service: Service, accepted: str, detail: str
) -> None:
    async with service.client(service.cast.sam) as client:
        answer = await client.get("/api/v1/alerts", headers={"accept-language": accepted})
    assert answer.json()["detail"] == detail


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/supervisees/no-id"),
        ("GET", "/api/v1/supervisees/1/track"),
        ("POST", "/api/v1/alerts/no-id/disposition"),
        ("DELETE", "/api/v1/alerts"),
    ],
)
async def test_whoever_is_not_signed_in_learns_that_alone_wherever_the_address_leads(
    service: Service, method: str, path: str
) -> None:
    async with service.client() as client:
        anonymous = await client.request(method, path)
        stale = await client.request(method, path, headers={"authorization": "Bearer long-ended"})
    for answer in (anonymous, stale):
        assert (answer.status_code, answer.json()["code"]) == (401, "not-signed-in")
        assert answer.headers["www-authenticate"] == "Bearer"
    async with service.client(service.cast.olga) as client:
        assert (await client.request(method, path)).status_code in {404, 405}


async def test_an_address_that_nobody_need_sign_in_for_says_what_is_wrong_with_it(service: Service) -> None:
    async with service.client() as client:
        answers = [await client.get("/api/v1/nowhere"), await client.get("/api/v1/sign-in")]
    assert [answer.status_code for answer in answers] == [404, 405]


@pytest.mark.parametrize("path", ["/api/v1/alerts", "/api/v1/supervisees"])
async def test_what_is_wrong_with_a_parameter_is_told_under_the_name_that_was_sent(service: Service, path: str) -> None:
    async with service.client(service.cast.olga) as client:
        answer = await client.get(path, params={"state": "no-state"})
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["key"], error["source"]) == (400, "state", "query")


async def test_while_the_database_is_away_requests_may_be_tried_again(service: Service) -> None:
    async with service.client(service.cast.olga) as client:
        await close_pool()
        try:
            answer = await client.get("/api/v1/alerts")
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
            assert answer.json()["code"] == "storage-unavailable"
            ready = await client.get("/readyz")
            assert (ready.status_code, ready.json()["database"]) == (503, False)
            assert (await client.get("/api/v1/alerts/no-id")).status_code == 503
            assert (await client.get("/healthz")).status_code == 200
        finally:
            await open_pool(service.superuser_url)
        assert (await client.get("/api/v1/alerts")).status_code == 200


async def test_a_tampered_file_is_a_failure_without_a_word_of_its_content(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    file_id = await make_person_file(service.cast.olga.officer, name="沈望舒")
    connection = await asyncpg.connect(service.superuser_url)
    await connection.execute("UPDATE person_file SET home_sealed = contacts_sealed WHERE id = $1", file_id)
    await connection.close()
    async with service.client(service.cast.olga) as client:
        answer = await client.get(f"/api/v1/supervisees/{file_id}", params={"purpose": "supervision"})
    assert (answer.status_code, answer.json()["code"]) == (500, "seal-broken")
    assert set(answer.json()) == MEMBERS
    assert "沈望舒" not in answer.text
    assert "沈望舒" not in caplog.text


async def test_what_an_officer_was_refused_is_on_record_with_its_subject(service: Service) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    async with service.client(service.cast.oscar) as client:
        await client.get(f"/api/v1/supervisees/{file_id}/track", params={"purpose": "search"})
        await client.get("/api/v1/trackers/沈望舒")
    entries = await fetch(
        """SELECT act, subject_kind, subject_id, detail_json FROM audit_entry
           WHERE result = 'refused' AND actor_id = $1 ORDER BY position""",
        str(service.cast.oscar.id),
    )
    assert [tuple(entry.values()) for entry in entries] == [
        ("track:open", "person-file", str(file_id), '{"reason":"not-found"}'),
        ("tracker:list", "tracker", "unreadable", '{"reason":"not-found"}'),
    ]


def test_an_error_has_the_status_of_the_nearest_class_above_it() -> None:
    class Narrower(NotFound):
        code = "narrower"

    assert problem_of(Narrower("x")).status == STATUS_OF[NotFound]
    assert problem_of(SettingsWrong("a path in it")).detail != "a path in it"


@pytest.mark.parametrize("error", [ValueError("沈望舒"), SealBroken("x"), StorageUnavailable("x")])
def test_what_broke_is_not_told(error: Exception) -> None:
    assert str(error) not in problem_of(error).detail
    assert not problem_of(error).facts


async def test_requests_are_measured_by_route_and_never_by_what_they_ask(service: Service) -> None:
    async with service.client(service.cast.olga) as client:
        await client.get("/api/v1/supervisees", params={"query": "沈望舒"})
        answer = await client.get("/metrics")
        assert (await client.get("/api/v1/metrics")).status_code == 200
    assert answer.headers.get_list("content-type") == [CONTENT_TYPE_LATEST]
    metrics = answer.text
    line = 'supervision_http_request_seconds_count{method="GET",route="/api/v1/supervisees",status="200"}'
    assert line in metrics
    assert "沈望舒" not in metrics
