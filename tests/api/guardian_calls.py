"""Who may call the routes of guardians: whoever holds the grant for minors, within their reach."""

from collections.abc import Mapping

from tests.api.call import Call
from tests.api.page_call import PageCall
from tests.api.page_scenes import like
from tests.api.scenes import PURPOSE, Asked, Json, Scene, today_text
from tests.cast import SOUTH, Cast
from tests.makers_guardians import MOTHER, make_guardian
from tests.makers_limits import granted_for_minors, make_minors_file

V1, CONSOLE = "/api/v1/supervisees/{supervisee_id}/guardians", "/console/supervisees/{supervisee_id}/guardians"
FACTS = {"name": MOTHER.name, "relation": MOTHER.relation.value, "phone": MOTHER.phone}
FORM = {"guardian_name": MOTHER.name, "relation": MOTHER.relation.value, "guardian_phone": MOTHER.phone}


def a_minor(json: Json = None, params: Mapping[str, str] | None = None, *, has_guardian: bool = True) -> Scene:
    """A minor's file in North, with a guardian where one is asked about; Olga holds the grant, and Oscar in South."""

    async def scene(cast: Cast) -> Asked:
        file_id, olga = await make_minors_file(cast), await granted_for_minors(cast, cast.olga)
        await granted_for_minors(cast, cast.oscar, SOUTH)
        path: dict[str, object] = {"supervisee_id": file_id}
        if has_guardian:
            path["guardian_id"] = await make_guardian(olga, file_id)
        return Asked(path, params or {}, json(cast) if callable(json) else json)

    return scene


def new(_cast: Cast) -> dict[str, object]:
    return {"facts": FACTS, "from_on": today_text()}


def ending(_cast: Cast) -> dict[str, object]:
    return {"until_on": today_text(), "reason": "监护权变更。"}


GUARDIAN_CALLS: Mapping[str, Call] = {
    f"GET {V1}": Call("olga", "oscar", a_minor(params=PURPOSE)),
    f"POST {V1}": Call("olga", "oscar", a_minor(new, has_guardian=False)),
    f"PUT {V1}/{{guardian_id}}": Call("olga", "oscar", a_minor(lambda _cast: {"version": 1, "facts": FACTS})),
    f"POST {V1}/{{guardian_id}}/ending": Call("olga", "oscar", a_minor(ending)),
}
"""By method and path."""

GUARDIAN_PAGES: Mapping[str, PageCall] = {
    f"POST {CONSOLE}": PageCall(
        "olga", "oscar", like(a_minor(has_guardian=False), lambda *_parts: FORM | {"from_on": today_text()}, {})
    ),
    f"POST {CONSOLE}/{{guardian_id}}": PageCall("olga", "oscar", like(a_minor(), FORM | {"version": "1"})),
    f"POST {CONSOLE}/{{guardian_id}}/ending": PageCall(
        "olga", "oscar", like(a_minor(), lambda *_parts: {"until_on": today_text(), "reason": "监护权变更。"})
    ),
}
"""By method and path."""
