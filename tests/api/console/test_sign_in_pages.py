"""The door of the console: signing in with the second factor, being sent there and back, and the language."""

import re
from urllib.parse import urlencode
from uuid import uuid4

import httpx
import pytest

from supervision.officers.lock_out import FAILURES_ALLOWED
from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown
from tests.makers import Member, acts_of

SIGN_IN = "/console/sign-in"
HTML = {"accept": "text/html,application/xhtml+xml", "sec-fetch-site": "same-origin"}


def stranger(service: Service, **headers: str) -> httpx.AsyncClient:
    """A browser in which nobody is signed in."""
    return httpx.AsyncClient(base_url=service.url, headers=HTML | headers, timeout=30, trust_env=False)


def credentials(member: Member, **changed: str) -> dict[str, str]:
    """What the member types."""
    return {"username": member.username, "password": member.password, "code": member.code()} | changed


async def test_who_is_not_signed_in_is_sent_to_the_door_and_comes_back_to_the_page(service: Service) -> None:
    olga = service.cast.olga
    async with stranger(service) as client:
        sent = await client.get("/console/alerts", params={"state": "open"})
        assert sent.status_code == 303
        door = sent.headers["location"]
        assert door == f"{SIGN_IN}?next=%2Fconsole%2Falerts%3Fstate%3Dopen"
        asked = await client.get(door)
        kept = re.search(r'name="next" value="([^"]+)"', asked.text)
        assert kept is not None
        done = await client.post(SIGN_IN, data=credentials(olga) | {"next": kept[1]})
        assert (done.status_code, done.headers["location"]) == (303, "/console/alerts?state=open")
        cookie = done.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert "Path=/;" in cookie
        page = await client.get(done.headers["location"])
        assert (page.status_code, "Olga North" in page.text) == (200, True)
        again = await client.get(SIGN_IN)
        assert (again.status_code, again.headers["location"]) == (303, "/console/")


async def test_the_bare_address_leads_to_the_first_page(service: Service) -> None:
    async with stranger(service) as client:
        answer = await client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/console/")


@pytest.mark.parametrize("wrong", ["username", "password", "code"])
async def test_a_wrong_answer_does_not_tell_what_was_wrong(service: Service, wrong: str) -> None:
    async with stranger(service) as client:
        refused = await client.post(SIGN_IN, data=credentials(service.cast.olga, **{wrong: "000001"}))
    assert refused.status_code == 401
    assert "用户名、密码或验证码有误" in shown(refused.text)
    assert service.cast.olga.password not in refused.text


async def test_a_printed_code_opens_the_door_once(service: Service) -> None:
    olga = service.cast.olga
    typed = {"username": olga.username, "password": olga.password, "recovery_code": olga.recovery_codes[0]}
    async with stranger(service) as client:
        assert "一次性代码" in (await client.get(SIGN_IN, params={"with": "recovery-code"})).text
        assert (await client.post(SIGN_IN, data=typed)).status_code == 303
    async with stranger(service) as client:
        assert (await client.post(SIGN_IN, data=typed)).status_code == 401


async def test_five_wrong_answers_close_the_door_and_say_for_how_long(service: Service) -> None:
    async with stranger(service) as client:
        answers = [
            await client.post(SIGN_IN, data=credentials(service.cast.olga, password="wrong"))
            for _ in range(FAILURES_ALLOWED)
        ]
        refused = answers[-1]
        assert {answer.status_code for answer in answers[:-1]} == {401}
        assert refused.status_code == 429
        assert refused.headers["retry-after"] == "900"
        assert "已锁定" in shown(refused.text)
        assert (await client.post(SIGN_IN, data=credentials(service.cast.olga))).status_code == 429


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.org/", "//example.org/console", "/api/v1/alerts", "/console\\@example.org", "javascript:1"],
)
async def test_signing_in_never_leads_elsewhere(service: Service, elsewhere: str) -> None:
    async with stranger(service) as client:
        done = await client.post(SIGN_IN, data=credentials(service.cast.olga) | {"next": elsewhere})
    assert (done.status_code, done.headers["location"]) == (303, "/console/")


async def test_another_site_cannot_sign_anybody_in(service: Service) -> None:
    async with stranger(service, **{"sec-fetch-site": "cross-site"}) as client:
        refused = await client.post(SIGN_IN, data=credentials(service.cast.olga))
    assert refused.status_code == 403
    assert "set-cookie" not in refused.headers


async def test_signing_out_ends_the_session_and_leaves_a_trace(service: Service) -> None:
    olga = service.cast.olga
    async with browser(service, olga) as officer:
        assert (await officer.client.post("/console/sign-out")).status_code == 403
        left = await officer.post("/console/sign-out")
        assert (left.status_code, left.headers["location"]) == (303, SIGN_IN)
    async with stranger(service) as client:
        client.cookies.set("supervision-session", olga.token)
        sent = await client.get("/console/")
        assert sent.headers["location"] == f"{SIGN_IN}?ended=yes"
        assert "已自动退出" in shown((await client.get(sent.headers["location"])).text)
        part = await client.get("/console/alerts/open-list", headers={"hx-request": "true"})
        assert (part.status_code, part.headers["hx-redirect"]) == (401, f"{SIGN_IN}?ended=yes")
    assert ("session:sign-out", "done") in await acts_of(olga.id)


async def test_a_form_sent_after_the_session_leads_back_to_its_record(service: Service) -> None:
    alert = f"/console/alerts/{uuid4()}"
    async with stranger(service) as client:
        sent = await client.post(f"{alert}/disposition", data={"note": "写到一半"})
        assert sent.headers["location"] == f"{SIGN_IN}?{urlencode({'next': alert})}"
        assert (await client.post("/console/sign-out")).headers["location"] == SIGN_IN


async def test_the_language_is_kept_and_goes_back_to_the_page(service: Service) -> None:
    async with browser(service, service.cast.olga) as officer:
        assert "今日工作" in await officer.get("/console/")
        switched = await officer.post("/console/language", {"language": "en", "back": "/console/alerts?kind=sos"})
        assert (switched.status_code, switched.headers["location"]) == (303, "/console/alerts?kind=sos")
        page = await officer.get("/console/")
        assert 'lang="en"' in page
        assert "Today" in shown(page)


async def test_what_is_not_there_and_what_is_not_allowed_are_pages_too(service: Service) -> None:
    async with browser(service, service.cast.ada) as auditor:
        assert await auditor.status_of("/console/supervisees") == 403
        assert auditor.last is not None
        assert "没有这项权限" in shown(auditor.last.text)
        assert "Ada Audit" in auditor.last.text
        assert await auditor.status_of("/console/no-such-page") == 404
        assert "没有找到" in shown(auditor.last.text)
    assert ("person-file:list", "refused") in await acts_of(service.cast.ada.id)
