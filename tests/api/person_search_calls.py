"""Who may call the routes and pages of searches for people, and with what they are called."""

from collections.abc import Mapping
from datetime import timedelta

from api.console.page_moments import moment_value
from supervision.corrections.searching.acting import open_search
from supervision.legal_time import now
from supervision.storage.database import fetch
from tests.api.call import Call
from tests.api.page_call import PageCall
from tests.api.page_scenes import about_somebody, like
from tests.api.scenes import PURPOSE, Asked, Json, Scene, file, now_text
from tests.cast import Cast
from tests.makers_applications import make_leave
from tests.makers_files import make_person_file

SEARCH = "/searches/{search_id}"


def searched(json: Json = None, params: Mapping[str, str] | None = None) -> Scene:
    """A search that lasts."""

    async def scene(cast: Cast) -> Asked:
        file_id = await make_person_file(cast.olga.officer)
        search_id = await open_search(cast.olga.officer, file_id, now() - timedelta(days=1), "两日未接电话。")
        return Asked({"search_id": search_id}, params or {}, json() if callable(json) else json)

    return scene


def called() -> dict[str, str]:
    """A step of now."""
    return {"step": "call", "happened_at": now_text(), "note": "关机。"}


def step_typed(_cast: Cast, _asked: Asked) -> Mapping[str, str]:
    """A step as a form sends it."""
    return {"step": "call", "happened_at": moment_value(now()), "note": "关机。"}


def opened_by_form(_cast: Cast, asked: Asked) -> Mapping[str, str]:
    """A search as a form opens it."""
    lost_since = moment_value(now() - timedelta(days=1))
    return {"supervisee": str(asked.path["supervisee_id"]), "lost_since_at": lost_since, "reason": "两日未接电话。"}


async def a_number(cast: Cast) -> Asked:
    """The number of a leave that somebody asked for."""
    await make_leave(cast.olga, await make_person_file(cast.olga.officer))
    (row,) = await fetch("SELECT number FROM application")
    return Asked(params={"number": row["number"]})


ENDING = {"end": "found", "note": "在亲戚家。"}

PERSON_SEARCH_CALLS: Mapping[str, Call] = {
    "GET /api/v1/searches": Call("olga", "oscar", searched(), is_list=True),
    "POST /api/v1/supervisees/{supervisee_id}/searches": Call(
        "olga", "oscar", file(json=lambda _cast: {"lost_since_at": now_text(), "reason": "两日未接电话。"})
    ),
    "GET /api/v1/numbered": Call("olga", "oscar", a_number, is_list=True),
    f"GET /api/v1{SEARCH}": Call("olga", "oscar", searched(params=PURPOSE)),
    f"POST /api/v1{SEARCH}/steps": Call("olga", "oscar", searched(called)),
    f"POST /api/v1{SEARCH}/ending": Call("olga", "oscar", searched(ENDING)),
}
"""By method and path."""

PERSON_SEARCH_PAGES: Mapping[str, PageCall] = {
    "GET /console/searches": PageCall("olga", "oscar", like(searched()), is_list=True),
    "GET /console/searches/new": PageCall("olga", "oscar", about_somebody),
    "POST /console/searches": PageCall("olga", "oscar", like(file(), opened_by_form)),
    f"GET /console{SEARCH}": PageCall("olga", "oscar", like(searched(params=PURPOSE))),
    f"POST /console{SEARCH}/steps": PageCall("olga", "oscar", like(searched(), step_typed)),
    f"POST /console{SEARCH}/ending": PageCall("olga", "oscar", like(searched(), ENDING)),
}
"""By method and path."""
