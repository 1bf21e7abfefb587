"""Who may call each route and page of after-care, who has the same role elsewhere, and what is sent."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from uuid import UUID

from supervision.aftercare.aids import ask_aid
from supervision.aftercare.opening import open_aftercare_file
from supervision.aftercare.placements import PlacementDraft, place
from supervision.aftercare.words import AidKind, PlacementKind
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from tests.api.call import Call
from tests.api.scenes import Asked, Json, Scene
from tests.cast import NORTH, Cast
from tests.makers_aftercare import make_arrived, make_awaited, make_base, make_entry, make_helped
from tests.makers_files import make_content, make_id_number, make_person_file

V1 = "/api/v1"
FILE, BASE = "/aftercare/{file_id}", "/aftercare-bases/{base_id}"
PURPOSE = {"purpose": "help"}
Make = Callable[[Officer], Awaitable[UUID]]


def person_json(**more: object) -> Json:
    """Somebody as a client writes them."""
    return {
        "identity": {"name": "程立冬", "document_type": "id-card", "document_number": make_id_number()},
        "home": {"address": "北岭镇松坡村7号"},
    } | more


def entry_json(cast: Cast) -> Json:
    released_on = legal_day(now()) - timedelta(days=1)
    return person_json(office_id=str(cast.north_office), released_on=str(released_on))


def base_json(**more: object) -> Json:
    return {"division": NORTH, "name": "北岭果蔬合作社", "address": "北岭镇园艺路9号", "places": 4} | more


def file(make: Make, json: Json = None, params: Mapping[str, str] | None = None) -> Scene:
    """A file in North that stands where the route needs it."""

    async def scene(cast: Cast) -> Asked:
        return Asked({"file_id": await make(cast.olga.officer)}, params or {}, json() if callable(json) else json)

    return scene


def entered(json: Callable[[Cast], Json]) -> Scene:
    async def scene(cast: Cast) -> Asked:
        return Asked(json=json(cast))

    return scene


async def a_helper(cast: Cast) -> Asked:
    file_id = await make_helped(cast.olga.officer)
    (helper,) = (await open_aftercare_file(cast.olga.officer, file_id, "help")).helpers
    return Asked({"file_id": file_id, "helper_id": helper.id}, json={})


async def a_placement(cast: Cast) -> Asked:
    file_id = await make_arrived(cast.olga.officer)
    placement = await place(cast.olga.officer, file_id, PlacementDraft(PlacementKind.EMPLOYED))
    return Asked({"file_id": file_id, "placement_id": placement}, json={})


async def an_aid(cast: Cast) -> Asked:
    file_id = await make_arrived(cast.olga.officer)
    aid = await ask_aid(cast.olga.officer, file_id, AidKind.TRAINING, "电焊班")
    return Asked({"file_id": file_id, "aid_id": aid}, json={"is_given": True})


async def a_base(cast: Cast) -> Asked:
    return Asked({"base_id": await make_base(cast.olga.officer)}, json=base_json(revision=1))


async def a_release(cast: Cast) -> Asked:
    """Somebody whose term ends within days."""
    today = legal_day(now())
    content = make_content(term_starts_on=today - timedelta(days=725))
    file_id = await make_person_file(
        cast.olga.officer, judgment=content.judgment, term_starts_on=content.term_starts_on
    )
    return Asked({"supervisee_id": file_id}, json={"agreement": "agreed", "wanted": "想学电焊"})


AFTERCARE_CALLS: Mapping[str, Call] = {
    f"POST {V1}/supervisees/{{supervisee_id}}/aftercare": Call("olga", "oscar", a_release),
    f"GET {V1}/aftercare": Call("olga", "oscar", file(make_entry), is_list=True),
    f"POST {V1}/aftercare": Call("olga", scene=entered(entry_json)),
    f"POST {V1}/aftercare/prison-lists": Call(
        "agnes", scene=entered(lambda cast: {"entries": [entry_json(cast)], "is_final": True})
    ),
    f"GET {V1}{FILE}": Call("olga", "oscar", file(make_entry, params=PURPOSE)),
    f"PUT {V1}{FILE}": Call("olga", "oscar", file(make_entry, lambda: person_json(revision=1))),
    f"GET {V1}{FILE}/readings": Call("olga", "oscar", file(make_entry, params=PURPOSE)),
    f"POST {V1}{FILE}/verification": Call("olga", "oscar", file(make_entry, {"is_found": True})),
    f"POST {V1}{FILE}/arrival": Call("olga", "oscar", file(make_awaited, {"arrival": "by-themselves"})),
    f"POST {V1}{FILE}/agreement": Call("olga", "oscar", file(make_arrived, {"agreed": False})),
    f"POST {V1}{FILE}/closing": Call("agnes", "otto", file(make_arrived, {"reason": "moved"})),
    f"POST {V1}{FILE}/helpers": Call(
        "olga", "oscar", file(make_arrived, {"kind": "volunteer", "name": "高秀梅", "phone": "13500003333"})
    ),
    f"POST {V1}{FILE}/helpers/{{helper_id}}/ending": Call("olga", "oscar", a_helper),
    f"POST {V1}{FILE}/placements": Call("olga", "oscar", file(make_arrived, {"kind": "none", "reason": "seeking"})),
    f"POST {V1}{FILE}/placements/{{placement_id}}/ending": Call("olga", "oscar", a_placement),
    f"POST {V1}{FILE}/aids": Call("olga", "oscar", file(make_arrived, {"kind": "training", "asked": "电焊班"})),
    f"POST {V1}{FILE}/aids/{{aid_id}}/answer": Call("olga", "oscar", an_aid),
    f"POST {V1}{FILE}/visits": Call("olga", "oscar", file(make_arrived, {"outcome": "met"})),
    f"GET {V1}/aftercare-bases": Call("olga", "oscar", a_base, is_list=True),
    f"POST {V1}/aftercare-bases": Call("olga", scene=entered(lambda _cast: base_json())),
    f"PUT {V1}{BASE}": Call("agnes", "otto", a_base),
    f"GET {V1}/aftercare-figures": Call("carl"),
    f"GET {V1}/aftercare-figures/people": Call("hua", "hugo", file(make_arrived), is_list=True),
}
"""By method and path."""
