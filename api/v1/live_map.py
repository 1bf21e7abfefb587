"""The live map: opened for a purpose, then read again as positions come in."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery, JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT

from api.v1.moments import read_moment
from api.v1.requests import Body
from api.v1.tracker_views import FixView
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.corrections.purposes import read_purpose
from supervision.monitoring.tracks import WearerOnMap, load_map, open_map
from supervision.officers import Officer


class MapOpening(Body, frozen=True):
    """Why the map is opened."""

    purpose: str | None = None


class WearerView(View, frozen=True):
    """A wearer's newest position under a live order."""

    supervisee_id: UUID
    order_id: UUID
    assignment_id: UUID
    tracker_id: str
    division: str
    position: FixView

    @classmethod
    def of_wearer(cls, wearer: WearerOnMap) -> "WearerView":
        """The view of a wearer."""
        return cls.of(wearer, position=FixView.of(wearer.fix))


class MapController(Controller):
    """Newest positions inside the officer's reach."""

    path = "/map"
    tags = ["Map"]  # noqa: RUF012 - as Litestar declares it

    @post("/", opt={"act": Act.MAP_OPEN}, status_code=HTTP_204_NO_CONTENT)
    async def open_map(self, data: JSONBody[MapOpening], officer: NamedDependency[Officer]) -> None:
        """Record that the map is opened, and why; it may then be read for half an hour."""
        await open_map(officer, read_purpose(data.purpose))

    @get("/", opt={"act": Act.MAP_OPEN, "background": True})
    async def read_map(
        self, officer: NamedDependency[Officer], since: FromQuery[str | None] = None
    ) -> ListView[WearerView]:
        """Newest positions, or those received after `since`; 404 until the map was opened for a purpose."""
        return list_of(WearerView.of_wearer, await load_map(officer, read_moment(since, "since")))
