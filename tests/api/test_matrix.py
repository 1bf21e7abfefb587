"""Every route, every role, every place: taken from the router, so that nothing is forgotten.

Each route is called while the tables of the other register cannot be touched: whatever it says, it has from its own.
"""

import asyncio

import httpx
import pytest
from litestar import Litestar

from api.app import create_app
from api.route_rules import each_route
from supervision.officers import is_known_in
from supervision.officers.register_acts import register_of
from supervision.officers.roles import acts_of
from supervision.settings import Register, load_settings
from tests.apart import OTHER, make_untouchable
from tests.api.call import Call
from tests.api.calls import CALLS
from tests.api.conftest import Service
from tests.api.destruction_calls import OF_WHAT_IS_GONE
from tests.api.file_import_calls import ABOUT_NO_FILE as IMPORTS_ABOUT_NO_FILE
from tests.api.reconciliation_calls import ABOUT_MONTHS
from tests.api.routing import ABOUT_MANY_FILES, guarded, make_otto, with_any_path
from tests.api.scenes import Asked
from tests.cast import Cast
from tests.makers import Member
from tests.makers_limits import shut_out

PUBLIC = {
    "GET /",
    "POST /console/language",
    "GET /console/sign-in",
    "POST /console/sign-in",
    "POST /api/v1/sign-in",
    *(f"GET {prefix}/{name}" for prefix in ("", "/api/v1") for name in ("healthz", "readyz", "metrics")),
    "GET /schema",
    "GET /schema/openapi.json",
    "GET /schema/{path}",
    "GET /console/static/{file_path}",
    "HEAD /console/static/{file_path}",
    "GET /console/walk/worker.js",
    "GET /card/{serial}",
    "GET /notice/{token}",
    "GET /notice/{token}/{kind}",
    "POST /notice/{token}/{kind}",
    "GET /notice/{token}/list",
    "POST /notice/{token}/list",
    "GET /notice/{token}/list/template.xlsx",
    *(f"GET /my{page}" for page in ("", "/data", "/permit", "/services", "/readings", "/correction", "/copy")),
    *(f"POST /my{page}" for page in ("", "/services", "/correction", "/sign-out")),
    "GET /notice/receipt",
    "POST /notice/receipt",
}
"""What anybody may call; a route joins this list by decision, not by accident."""


ABOUT_NO_FILE = {
    "GET /api/v1/trackers/{tracker_id}": "hardware; of its wearers nothing is there",
    "GET /api/v1/me/trail": "one's own acts; the files in it have no numbers then",
    "GET /api/v1/assessments/destructions/{destruction_id}": "of what is gone there is a number and a certificate",
    **ABOUT_MONTHS,
    **IMPORTS_ABOUT_NO_FILE,
    **OF_WHAT_IS_GONE,
}
"""Routes of the register of corrections with a place, but with no file to be shut out of."""


@pytest.fixture(scope="module")
def app() -> Litestar:
    return create_app(load_settings({}))


@pytest.fixture
async def otto(service: Service) -> Member:
    return await make_otto(service.cast)


def _everybody(cast: Cast) -> list[Member]:
    members = [getattr(cast, name) for name in Cast.__dataclass_fields__]
    return [member for member in members if isinstance(member, Member)]


async def _send(client: httpx.AsyncClient, route: str, asked: Asked) -> tuple[int, bytes]:
    """Send it; of a stream that goes on only the status is read."""
    method, path = route.split(" ")
    for name, value in asked.path.items():
        path = path.replace(f"{{{name}}}", str(value))
    body = {"json": asked.json} if asked.json is not None and method != "GET" else {}
    async with client.stream(
        method, path, params=dict(asked.params), data=asked.form, files=asked.files, **body
    ) as answer:
        is_endless = answer.headers.get("content-type", "").startswith("text/event-stream")
        return answer.status_code, b"" if is_endless else await answer.aread()


async def _sees_nothing_when_shut_out(service: Service, member: Member, route: str, asked: Asked, call: Call) -> None:
    """Whom an exclusion on the file names finds what somebody of another place finds: nothing."""
    act = guarded(service.app)[route]
    is_about_files = act is None or (register_of(act) is Register.CORRECTIONS and not act.startswith(ABOUT_MANY_FILES))
    if member.officer.register is not Register.CORRECTIONS or not is_about_files or route in ABOUT_NO_FILE:
        return
    async with shut_out(member), service.client(member) as client:
        status, body = await _send(client, route, asked)
    if call.is_list:
        assert (status, b'"items":[]' in body) == (200, True), body
    else:
        assert status == 404, body


def test_the_public_routes_are_these(app: Litestar) -> None:
    public = {f"{method} {path}" for path, method, handler in each_route(app) if handler.opt.get("public")}
    assert public == PUBLIC


def test_the_matrix_knows_every_route_of_the_api(app: Litestar) -> None:
    assert {route for route in guarded(app) if " /api/" in route} == set(CALLS)


async def test_without_a_session_nothing_answers(service: Service) -> None:
    async with service.client() as client:
        for route in guarded(service.app):
            method, path = with_any_path(service.app, route)
            answer = await client.request(method, path)
            assert answer.status_code == 401, route
            assert answer.json()["code"] == "not-signed-in", route


async def test_a_role_without_the_act_is_refused_whatever_it_names(service: Service) -> None:
    for member in _everybody(service.cast):
        (grant,) = member.officer.grants
        async with service.client(member) as client:
            for route, act in guarded(service.app).items():
                if act is None or act in acts_of(grant.role, member.officer.register):
                    continue
                method, path = with_any_path(service.app, route)
                answer = await client.request(method, path)
                refusals = {403, 404} if is_known_in(member.officer.register, act) else {404}
                assert answer.status_code in refusals, (route, grant.role)


@pytest.mark.parametrize("route", sorted(CALLS))
async def test_the_right_role_in_place_is_served_and_elsewhere_finds_nothing(
    service: Service, otto: Member, route: str
) -> None:
    call: Call = CALLS[route]
    asked = await call.scene(service.cast)
    member: Member = getattr(service.cast, call.officer)
    await make_untouchable(service.superuser_url, OTHER[member.officer.register])
    if call.elsewhere is not None:
        stranger = otto if call.elsewhere == "otto" else getattr(service.cast, call.elsewhere)
        async with service.client(stranger) as client:
            status, body = await _send(client, route, asked)
        if call.is_list:
            assert (status, b'"items":[]' in body) == (200, True), body
        else:
            assert status == 404, body
        await _sees_nothing_when_shut_out(service, member, route, asked, call)
    async with service.client(member) as client, asyncio.timeout(10):
        status, body = await _send(client, route, asked)
    assert status in {200, 201, 204}, body
    if call.is_list and route != "GET /api/v1/map":
        assert b'"items":[]' not in body
