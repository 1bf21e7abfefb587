"""Who may call each route and page of services beside registration, who has the same role elsewhere, what is sent."""

from collections.abc import Mapping
from uuid import UUID

from supervision.residence.services.handling import Forwarding, forward_request
from supervision.residence.services.requesting import request_service
from tests.api.call import Call
from tests.api.conftest import Service
from tests.api.page_scenes import PageScene, Sent
from tests.api.scenes import Asked, Json, Scene
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_residence import make_building, make_household, put_on_duty

RESIDENT, REQUEST = "/residents/{resident_id}", "/service-requests/{request_id}"
PURPOSE = {"purpose": "service"}
LEGAL_AID = Forwarding(name="县法律援助中心", contact="0356-12348")


def resident(json: Json = None, params: Mapping[str, str] | None = None) -> Scene:
    """Somebody in a drawer of Paul's."""

    async def scene(cast: Cast) -> Asked:
        building = await make_building(cast.petra.officer, NORTH_VILLAGE)
        await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
        _, (resident_id,) = await make_household(cast.petra.officer, building.dwellings["101"])
        return Asked({"resident_id": resident_id}, params or {}, json)

    return scene


def request(json: Json = None, params: Mapping[str, str] | None = None, *, is_forwarded: bool = False) -> Scene:
    """A request of theirs, perhaps forwarded already."""

    async def scene(cast: Cast) -> Asked:
        resident_id = (await resident()(cast)).path["resident_id"]
        assert isinstance(resident_id, UUID)
        request_id = await request_service(cast.paul.officer, resident_id, "legal-advice", "拖欠工资")
        if is_forwarded:
            await forward_request(cast.petra.officer, request_id, LEGAL_AID)
        return Asked({"request_id": request_id}, params or {}, json)

    return scene


def on_page(scene: Scene, form: Mapping[str, str] | None = None) -> PageScene:
    async def prepared(service: Service) -> Sent:
        asked = await scene(service.cast)
        (mark,) = asked.path.values()
        return Sent(asked.path, form=form or {}, mark=str(mark))

    return prepared


SERVICE_CALLS: Mapping[str, Call] = {
    f"GET /api/v1{RESIDENT}/services": Call("paul", "pavel", resident(params=PURPOSE)),
    f"POST /api/v1{RESIDENT}/service-requests": Call("paul", "pavel", resident({"service": "legal-advice"})),
    "GET /api/v1/service-requests": Call("paul", "pavel", request(), is_list=True),
    f"GET /api/v1{REQUEST}": Call("paul", "pavel", request(params=PURPOSE)),
    f"POST /api/v1{REQUEST}/forwarding": Call(
        "petra", "pavel", request({"name": LEGAL_AID.name, "contact": LEGAL_AID.contact})
    ),
    f"POST /api/v1{REQUEST}/answer": Call("petra", "pavel", request({"answer": "granted"}, is_forwarded=True)),
    f"POST /api/v1{REQUEST}/withdrawal": Call("paul", "pavel", request({})),
}
"""By method and path."""

SERVICE_PAGE_SCENES: Mapping[str, tuple[str, str | None, PageScene | None, bool]] = {
    f"POST /console{RESIDENT}/services": ("paul", "pavel", on_page(resident(), {"service": "legal-advice"}), False),
    "GET /console/service-requests": ("paul", "pavel", on_page(request()), True),
    "GET /console/service-requests/catalogue": ("paul", None, None, False),
    f"GET /console{REQUEST}": ("paul", "pavel", on_page(request()), False),
    f"GET /console{REQUEST}/slip": ("paul", "pavel", on_page(request()), False),
    f"POST /console{REQUEST}/forwarding": (
        "petra",
        "pavel",
        on_page(request(), {"name": LEGAL_AID.name, "contact": LEGAL_AID.contact}),
        False,
    ),
    f"POST /console{REQUEST}/answer": (
        "petra",
        "pavel",
        on_page(request(is_forwarded=True), {"answer": "needs-papers", "papers": "劳动合同"}),
        False,
    ),
    f"POST /console{REQUEST}/withdrawal": ("paul", "pavel", on_page(request()), False),
}
"""By page: who opens it, who finds nothing, what has to stand before, and whether it is a list."""
