"""What protects a browser's session: the cookie's marks, proof that our page sent a change, headers, host names."""

import httpx
import pytest

from api.security_headers import CONTENT_SECURITY_POLICY, allowed_hosts
from api.signed_in import ended_cookie, session_cookie
from supervision.officers import load_session
from supervision.settings import Settings, load_settings
from tests.api.conftest import Service
from tests.makers_files import SIGNED_SCAN, make_person_file


def _settings(**environ: str) -> Settings:
    return load_settings({f"SUPERVISION_{name.upper()}": value for name, value in environ.items()})


def _browser(service: Service) -> httpx.AsyncClient:
    cookie = session_cookie(service.settings, service.cast.olga.token)
    return httpx.AsyncClient(base_url=service.url, cookies={cookie.key: cookie.value or ""}, trust_env=False)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites() -> None:
    cookie = session_cookie(_settings(), "token").to_header(header="")
    assert cookie == "supervision-session=token; HttpOnly; Path=/; SameSite=strict"


@pytest.mark.parametrize("environ", [{"public_url": "https://files.example"}, {"listen": "192.0.2.7"}])
def test_with_tls_the_cookie_is_bound_to_this_host(environ: dict[str, str]) -> None:
    cookie = session_cookie(_settings(**environ), "token").to_header(header="")
    assert cookie == "__Host-supervision-session=token; HttpOnly; Path=/; SameSite=strict; Secure"


def test_signing_out_takes_the_cookie_away() -> None:
    assert "Max-Age=0" in ended_cookie(_settings()).to_header(header="")


async def test_a_cookie_reads_without_further_proof(service: Service) -> None:
    async with _browser(service) as browser:
        assert (await browser.get("/api/v1/me")).status_code == 200


async def test_a_cookie_changes_nothing_without_the_sessions_csrf_token(service: Service) -> None:
    olga = service.cast.olga
    csrf_token = (await load_session(olga.token)).csrf_token
    other = (await load_session(service.cast.oscar.token)).csrf_token
    async with _browser(service) as browser:
        for shown in ("", "wrong", other, "é"):
            headers = [(b"x-csrftoken", shown.encode())] if shown else []
            refused = await browser.post("/api/v1/map", json={"purpose": "supervision"}, headers=headers)
            assert (refused.status_code, refused.json()["code"]) == (403, "request-forged")
        done = await browser.post("/api/v1/map", json={"purpose": "supervision"}, headers={"x-csrftoken": csrf_token})
        assert done.status_code == 204


async def test_the_csrf_token_may_stand_in_a_form(service: Service) -> None:
    csrf_token = (await load_session(service.cast.olga.token)).csrf_token
    async with _browser(service) as browser:
        for data, status in (({"_csrf_token": csrf_token}, 400), ({"_csrf_token": "wrong"}, 403), ({}, 403)):
            answer = await browser.post("/api/v1/map", data={"purpose": "supervision"} | data)
            assert answer.status_code == status  # 400: let in, and then it is no JSON


async def test_a_form_with_a_document_carries_the_token_beside_it(service: Service) -> None:
    csrf_token = (await load_session(service.cast.olga.token)).csrf_token
    file_id = await make_person_file(service.cast.olga.officer)
    async with _browser(service) as browser:
        for token, status in ((csrf_token, 201), ("wrong", 403)):
            answer = await browser.post(
                f"/api/v1/supervisees/{file_id}/attachments",
                data={"kind": "proof", "title": "训诫书", "_csrf_token": token},
                files={"content": ("warning.pdf", SIGNED_SCAN)},
            )
            assert answer.status_code == status


async def test_a_change_that_the_browser_says_another_site_sent_is_refused(service: Service) -> None:
    csrf_token = (await load_session(service.cast.olga.token)).csrf_token
    async with _browser(service) as browser:
        for site in ("cross-site", "same-site"):
            headers = {"x-csrftoken": csrf_token, "sec-fetch-site": site}
            answer = await browser.post("/api/v1/map", json={"purpose": "supervision"}, headers=headers)
            assert answer.status_code == 403
        answer = await browser.post("/api/v1/sign-in", json={}, headers={"sec-fetch-site": "same-origin"})
        assert answer.status_code == 400
        asked = {"username": "olga", "password": "x", "code": "000000"}
        answer = await browser.post("/api/v1/sign-in", json=asked, headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403


@pytest.mark.parametrize("path", ["receipt", "link/arrival", "link/list"])
async def test_a_public_form_has_no_token_and_is_refused_from_another_site(service: Service, path: str) -> None:
    async with service.client() as client:
        for site, statuses in (("same-origin", {404}), ("none", {404}), ("cross-site", {403}), ("same-site", {403})):
            sent = await client.post(f"/notice/{path}", data={"action": "send"}, headers={"sec-fetch-site": site})
            assert sent.status_code in statuses


async def test_a_bearer_token_needs_no_csrf_token(service: Service) -> None:
    async with service.client(service.cast.olga) as client:
        assert (await client.post("/api/v1/map", json={"purpose": "supervision"})).status_code == 204


@pytest.mark.parametrize(
    "path", ["/healthz", "/api/v1/alerts", "/nowhere", "/schema/openapi.json", "/console/static/css/console.css"]
)
async def test_every_answer_carries_the_headers(service: Service, path: str) -> None:
    async with service.client() as client:
        headers = (await client.get(path)).headers
    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "strict-transport-security" not in headers
    assert "server" not in headers
    assert headers["cache-control"] == ("max-age=3600, public" if "/static/" in path else "no-store")


async def test_another_host_name_is_not_ours(service: Service) -> None:
    async with service.client() as client:
        for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""):
            assert (await client.get("/healthz", headers={"host": host})).status_code == 400, host
        for host in ("localhost:1", "127.0.0.1", "[::1]:8000"):
            assert (await client.get("/healthz", headers={"host": host})).status_code == 200, host


def test_the_names_of_this_service_follow_from_its_settings() -> None:
    assert allowed_hosts(_settings(listen="0.0.0.0")) is None  # noqa: S104 - every address is the case in question
    named = allowed_hosts(_settings(listen="0.0.0.0", public_url="https://files.example"))  # noqa: S104
    assert named is not None
    assert "files.example" in named


async def test_a_request_has_a_largest_size(service: Service) -> None:
    async with service.client(service.cast.olga) as client:
        answer = await client.post("/api/v1/map", content=b" " * (2 * 1024 * 1024))
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
