"""The invented county as GeoJSON, for a map without tiles."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from api.demo.county import PLANE, TOWNSHIPS, all_streets, boundaries
from devices.simulator.ways import Spot

_RIVER = (
    (-9_300, -1_900), (-7_600, -1_300), (-6_100, -1_500), (-4_300, -900), (-2_600, -1_300), (-1_200, -950), (300, -900),
    (1_700, -700), (3_000, -250), (4_300, 350), (5_900, 700), (7_600, 1_500), (9_200, 1_400),
)  # fmt: skip
_BROOK = ((2_100, 8_900), (2_300, 7_600), (2_050, 6_200), (1_500, 4_300), (1_900, 2_600), (1_500, 900), (1_650, -700))
_AREAS = (
    ("lake", "云泽湖", ((-3_800, -1_650), (-3_100, -1_450), (-2_600, -1_700), (-2_750, -2_250), (-3_550, -2_350))),
    ("park", "望岭公园", ((-640, 640), (-260, 690), (-220, 960), (-600, 980))),
    ("park", "荷塘公园", ((4_900, 2_420), (5_250, 2_360), (5_300, 2_640), (4_950, 2_680))),
    ("field", "", ((-3_600, 600), (-1_600, 400), (-1_400, 2_000), (-3_300, 2_300))),
    ("field", "", ((1_900, -2_000), (4_200, -1_500), (4_000, -3_600), (2_000, -3_900))),
    ("field", "", ((-2_300, -3_400), (-700, -3_100), (-900, -4_900), (-2_600, -4_700))),
    ("field", "", ((2_300, 2_900), (4_100, 3_300), (3_800, 4_800), (2_400, 4_700))),
)


@cache
def town_geojson() -> dict[str, Any]:
    """A FeatureCollection of streets, water, fields and township edges, each with its `kind` and mostly a `name`."""
    features = [
        *(_area(kind, name, [Spot(*corner) for corner in ring]) for kind, name, ring in _AREAS),
        _line("river", "云水", (Spot(*spot) for spot in _RIVER)),
        _line("river", "泉沟溪", (Spot(*spot) for spot in _BROOK)),
        *_edges(),
        *(_line(street.kind, street.name, street.spots) for street in all_streets()),
    ]
    west, south, east, north = _bounds(features)
    return {"type": "FeatureCollection", "bbox": [west, south, east, north], "features": features}


def _edges() -> Iterator[dict[str, Any]]:
    for township in TOWNSHIPS:
        ring = boundaries()[township.code]
        yield _line("boundary", "", (*ring, ring[0]))


def _line(kind: str, name: str, spots: Iterable[Spot]) -> dict[str, Any]:
    return _feature("LineString", [_position(spot) for spot in spots], kind, name)


def _area(kind: str, name: str, ring: list[Spot]) -> dict[str, Any]:
    return _feature("Polygon", [[_position(spot) for spot in (*ring, ring[0])]], kind, name)


def _feature(geometry: str, coordinates: list[Any], kind: str, name: str) -> dict[str, Any]:
    properties = {"kind": kind} | ({"name": name} if name else {})
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": geometry, "coordinates": coordinates},
    }


def _position(spot: Spot) -> list[float]:
    place = PLANE.point(spot)
    return [round(place.lon, 6), round(place.lat, 6)]


def _bounds(features: list[dict[str, Any]]) -> tuple[float, float, float, float]:
    places = [
        place
        for feature in features
        if feature["geometry"]["type"] == "LineString"
        for place in feature["geometry"]["coordinates"]
    ]
    lons, lats = zip(*places, strict=True)
    return min(lons), min(lats), max(lons), max(lats)
