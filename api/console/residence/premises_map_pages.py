"""The map of premises: buildings in the colour of their register and with a mark for hazards, never of people."""

from typing import Any

from litestar import Controller, get
from litestar.di import NamedDependency

from api.console.map_centre import map_start
from api.console.pages_base import PageRequest, address
from api.console.residence.communities import chosen_community
from api.console.view_models.residence.cabinet import PremisesMapView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.residence.quality.premises_map import PremisesPoint, load_premises_points
from supervision.residence.quality.rating import Colour

PATH = "/console/premises-map"


class PremisesMapPages(Controller):
    """Drawers with a point, inside the officer's reach."""

    path = "/premises-map"

    @get("/", opt={"act": Act.QUALITY_OPEN})
    async def map_page(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The map of a community."""
        chosen = await chosen_community(page)
        points = await load_premises_points(page.officer, chosen.division) if chosen.division else ()
        start = map_start(page.settings)
        centre = _middle(points) if points else start.centre
        view = PremisesMapView(
            communities=chosen.choices,
            division=chosen.division,
            data_path=address(f"{PATH}/premises", division=chosen.division),
            centre=centre,
            zoom=15.0 if points else start.zoom,
            colours={colour: sum(point.colour is colour for point in points) for colour in Colour},
            hazards=sum(point.hazards > 0 for point in points),
        )
        return await page.show(view, active="premises-map")

    @get("/premises", opt={"act": Act.QUALITY_OPEN, "background": True})
    async def premises(self, page: NamedDependency[PageRequest]) -> dict[str, Any]:
        """The buildings of a community as GeoJSON."""
        chosen = await chosen_community(page)
        points = await load_premises_points(page.officer, chosen.division) if chosen.division else ()
        return {"type": "FeatureCollection", "features": [_feature(point) for point in points]}


def _middle(points: tuple[PremisesPoint, ...]) -> tuple[float, float]:
    return sum(point.lon for point in points) / len(points), sum(point.lat for point in points) / len(points)


def _feature(point: PremisesPoint) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]},
        "properties": {
            "drawer_id": str(point.drawer_id),
            "name": point.name,
            "colour": point.colour,
            "homes": point.homes,
            "living": point.living,
            "unverified": point.unverified,
            "hazards": point.hazards,
            "over_capacity": point.over_capacity,
        },
    }
