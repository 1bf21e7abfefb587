"""Every page of the console, as a browser calls it: signed in by cookie, its forms with the session's token.

As with the API, the tables of the other register cannot be touched meanwhile.
"""

import asyncio
from dataclasses import replace

import httpx
import pytest
from litestar import Litestar

from api.app import create_app
from api.console.supervisee_tabs import TABS
from api.console.tracker_pages import HAND_BACK
from api.signed_in import NOT_FROM_OUR_PAGE
from supervision.masking import mask_name
from supervision.officers import Role
from supervision.officers.register_acts import register_of
from supervision.settings import Register, load_settings
from tests.apart import OTHER, make_untouchable
from tests.api import scenes
from tests.api.conftest import Service
from tests.api.console.browsing import Browser, browser, shown
from tests.api.console.people import NAME
from tests.api.destruction_calls import OF_WHAT_IS_GONE
from tests.api.file_import_calls import ABOUT_NO_FILE as IMPORTS_ABOUT_NO_FILE
from tests.api.makers import make_wearer, raise_alert
from tests.api.page_call import PageCall
from tests.api.page_calls import PAGES
from tests.api.page_scenes import Sent, handed_back
from tests.api.reconciliation_calls import ABOUT_MONTHS
from tests.api.routing import ABOUT_MANY_FILES, guarded, make_otto, with_any_path
from tests.cast import NORTH
from tests.makers import Member, make_officer
from tests.makers_limits import shut_out

SIGN_IN = "/console/sign-in"
SIGN_OUT = "POST /console/sign-out"


ABOUT_NO_FILE = {
    "GET /console/trackers": "hardware; of its wearers nothing is there",
    "GET /console/trackers/{tracker_id}": "likewise",
    "GET /console/assessments/destructions/{destruction_id}": "of what is gone there is a number and a certificate",
    **ABOUT_MONTHS,
    **IMPORTS_ABOUT_NO_FILE,
    **OF_WHAT_IS_GONE,
}
"""Pages of the register of corrections with a place, but with no file to be shut out of."""


@pytest.fixture(scope="module")
def app() -> Litestar:
    return create_app(load_settings({}))


def _guarded_pages(app: Litestar) -> set[str]:
    return {route for route in guarded(app) if route.split(" ")[1].startswith("/console")}


async def _member(service: Service, name: str) -> Member:
    """Somebody of the cast, or the one of another county, or the second security administrator."""
    match name:
        case "otto":
            return await make_otto(service.cast)
        case "sybil":
            return await make_officer("sybil", "Sybil Security", Role.SECURITY_ADMIN)
        case _:
            member: Member = getattr(service.cast, name)
            return member


async def _send(officer: Browser, route: str, sent: Sent) -> httpx.Response:
    method, path = route.split(" ")
    for name, value in sent.path.items():
        path = path.replace(f"{{{name}}}", str(value))
    if method == "GET":
        return await officer.client.get(path, params=dict(sent.params))
    return await officer.post(path, sent.form, sent.files)


async def _sees_nothing_when_shut_out(service: Service, member: Member, route: str, sent: Sent, call: PageCall) -> None:
    """Whom an exclusion on the file names finds what somebody of another place finds: nothing."""
    act = guarded(service.app)[route]
    is_about_files = act is None or (register_of(act) is Register.CORRECTIONS and not act.startswith(ABOUT_MANY_FILES))
    if member.officer.register is not Register.CORRECTIONS or not is_about_files or route in ABOUT_NO_FILE:
        return
    async with shut_out(member), browser(service, member) as officer:
        answer = await _send(officer, route, sent)
    if call.is_list:
        assert (answer.status_code, sent.mark in answer.text) == (200, False), shown(answer.text)
    else:
        assert answer.status_code == 404, shown(answer.text)


def test_the_matrix_knows_every_page(app: Litestar) -> None:
    routes = _guarded_pages(app)
    assert not (unknown := sorted(routes - set(PAGES))), f"say in tests/api/page_calls.py who may call {unknown}"
    assert not (gone := sorted(set(PAGES) - routes)), f"no such page any more: {gone}"


async def test_a_browser_without_a_session_is_sent_to_sign_in(service: Service) -> None:
    headers = {"accept": "text/html", "sec-fetch-site": "same-origin"}
    async with httpx.AsyncClient(base_url=service.url, headers=headers, trust_env=False) as client:
        for route in _guarded_pages(service.app):
            answer = await client.request(*with_any_path(service.app, route))
            assert answer.status_code == 303, route
            assert answer.headers["location"].startswith(SIGN_IN), route


async def test_no_form_is_taken_that_no_page_of_the_session_sent(service: Service) -> None:
    async with browser(service, service.cast.paul) as other:
        strange = other.token
    for name in sorted({call.officer for call in PAGES.values()}):
        async with browser(service, getattr(service.cast, name)) as officer:
            posts = [route for route, call in PAGES.items() if route.startswith("POST") and call.officer == name]
            for route in posts:
                _, path = with_any_path(service.app, route)
                forged = [
                    await officer.client.post(path),
                    await officer.client.post(path, data={"_csrf_token": "x" if name == "paul" else strange}),
                    await officer.client.post(
                        path, data={"_csrf_token": officer.token}, headers={"sec-fetch-site": "cross-site"}
                    ),
                ]
                for answer in forged:
                    assert (answer.status_code, NOT_FROM_OUR_PAGE in shown(answer.text)) == (403, True), route


@pytest.mark.parametrize("route", sorted(PAGES))
async def test_the_right_role_in_place_sees_the_page_and_elsewhere_finds_nothing(service: Service, route: str) -> None:
    call: PageCall = PAGES[route]
    sent = await call.scene(service)
    member: Member = getattr(service.cast, call.officer)
    await make_untouchable(service.superuser_url, OTHER[member.officer.register])
    if call.elsewhere is not None:
        async with browser(service, await _member(service, call.elsewhere)) as stranger:
            answer = await _send(stranger, route, sent)
        if call.is_list:
            assert (answer.status_code, sent.mark in answer.text) == (200, False), shown(answer.text)
        else:
            assert answer.status_code == 404, shown(answer.text)
        await _sees_nothing_when_shut_out(service, member, route, sent, call)
    async with browser(service, member) as officer, asyncio.timeout(20):
        answer = await _send(officer, route, sent)
        expected = call.answers or (200 if route.startswith("GET") else 303)
        assert answer.status_code == expected, (answer.status_code, shown(answer.text))
        assert not call.is_list or sent.mark in answer.text, shown(answer.text)
        if expected == 303:
            leads_to = answer.headers["location"]
            assert leads_to.startswith(SIGN_IN) == (route == SIGN_OUT), leads_to
            assert await officer.status_of(leads_to) == 200, leads_to


@pytest.mark.parametrize("route", sorted(route for route in PAGES if route.startswith("POST") and "{" in route))
async def test_a_form_with_nothing_in_it_finds_nothing_elsewhere_either(service: Service, route: str) -> None:
    call: PageCall = PAGES[route]
    sent = replace(await call.scene(service), form={}, files=None)
    if call.elsewhere is not None:
        async with browser(service, await _member(service, call.elsewhere)) as stranger:
            assert (await _send(stranger, route, sent)).status_code == 404
    async with browser(service, getattr(service.cast, call.officer)) as officer:
        assert (await _send(officer, route, sent)).status_code in {200, 303, 400, 401, 409}


async def test_every_tab_of_a_file_is_for_those_who_reach_it(service: Service) -> None:
    cast = service.cast
    file_id = (await make_wearer(cast.olga, cast.north_office, NORTH)).file_id
    async with browser(service, cast.agnes) as officer, browser(service, cast.oscar) as stranger:
        for tab in TABS:
            path = f"/console/supervisees/{file_id}?purpose=supervision&tab={tab}"
            assert (await officer.status_of(path), await stranger.status_of(path)) == (200, 404), tab


async def test_no_filter_of_a_list_shows_what_lies_elsewhere(service: Service) -> None:
    cast = service.cast
    wearer = await make_wearer(cast.olga, cast.north_office, NORTH)
    alert_id = await raise_alert(wearer)
    handed_out, to_decide = await handed_back(service), await scenes.proposed(cast)
    file_id, tracker_id = str(wearer.file_id), str(handed_out.path["tracker_id"])
    marks = {
        "/console": tracker_id,
        f"/console/supervisees?query={NAME}": file_id,
        f"/console/supervisees?office={cast.north_office}": file_id,
        "/console/supervisees?wears=yes": file_id,
        f"/console/alerts?supervisee={file_id}": str(alert_id),
        "/console/alerts?state=open": str(alert_id),
        "/console/orders?show=running": str(wearer.order_id),
        "/console/orders?show=waiting": str(to_decide.path["order_id"]),
        "/console/orders?show=ended": handed_out.mark,
        f"/console/trackers?show={HAND_BACK}": tracker_id,
    }
    async with browser(service, cast.olga) as officer, browser(service, cast.oscar) as stranger:
        for path, mark in marks.items():
            for one, sees in ((officer, True), (stranger, False)):
                assert (f"/{mark}" in await one.get(path)) == sees, path
        assert await stranger.status_of(f"/console/check-ins?supervisee={file_id}") == 404


async def test_a_tracker_of_the_county_tells_a_township_nothing_of_anothers_wearer(service: Service) -> None:
    sent = await handed_back(service)
    path = f"/console/trackers/{sent.path['tracker_id']}"
    async with browser(service, service.cast.olga) as officer:
        page = await officer.get(path)
        assert sent.mark in page
        assert mask_name(NAME) in page
    async with browser(service, service.cast.oscar) as officer:
        page = await officer.get(path)
        assert sent.mark not in page
        assert mask_name(NAME) not in page
