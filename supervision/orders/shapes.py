"""Circles and polygons on the WGS-84 ellipsoid, and how far a place lies from their edge. Pure.

Everything is reckoned in earth-centred metres or in a plane that touches the ellipsoid at the middle of the shape, so
the poles and the antimeridian are places like any other. Edges run straight in longitude and latitude (RFC 7946).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import atan2, ceil, cos, degrees, hypot, radians, sin, sqrt
from typing import Any

import shapely

from supervision.errors import RuleRefused
from supervision.position import Point, arc_of_chord_m, curvature_radius_m, distance_m, on_ellipsoid
from supervision.wording import Wording

LEAST_RADIUS_M = 30.0
MOST_RADIUS_M = 50_000.0
MOST_VERTICES = 500
_LONGEST_PIECE_M = 2_000.0  # an edge in such pieces leaves its true line by 0.2 m at 65 degrees, 25 m around a pole
_set = object.__setattr__

RADIUS_WRONG = Wording(
    f"圆形区域的半径须在 {LEAST_RADIUS_M:.0f} 米至 {MOST_RADIUS_M / 1000:.0f} 公里之间。",
    f"A radius lies between {LEAST_RADIUS_M:.0f} m and {MOST_RADIUS_M:.0f} m.",
)
CORNERS_FEW = Wording("多边形至少有三个顶点。", "A ring needs at least three corners.")
CORNERS_MANY = Wording(
    f"多边形最多有 {MOST_VERTICES} 个顶点，挖去的部分也算在内。",
    f"A polygon has at most {MOST_VERTICES} corners, holes included.",
)
TOO_WIDE = Wording(
    f"多边形离其中心最远 {MOST_RADIUS_M / 1000:.0f} 公里。",
    f"A polygon reaches at most {MOST_RADIUS_M / 1000:.0f} km from its middle.",
)
SHAPE_UNREADABLE = Wording(
    "区域的形状须有类型和坐标：以度为单位，经度在前，纬度在后。",
    "A shape needs a type and coordinates: degrees, longitude before latitude.",
)
SHAPE_UNKNOWN = Wording("区域的形状只能是圆形或者多边形。", "A shape is a Circle or a Polygon.")

_FAULTS = {
    "self-intersection": "边线相互交叉",
    "ring self-intersection": "边线相互接触",
    "hole lies outside shell": "挖去的部分在区域之外",
    "holes are nested": "挖去的部分互相包含",
    "interior is disconnected": "挖去之后区域断开",
}


class ZoneRefused(RuleRefused, ValueError):
    """This shape cannot be put into an order."""

    code = "zone-refused"


@dataclass(frozen=True, slots=True)
class Circle:
    """All places within `radius_m` (30 m to 50 km) of a centre."""

    center: Point
    radius_m: float
    _earth: tuple[float, float, float] = field(init=False, repr=False, compare=False)
    _curvature_m: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not LEAST_RADIUS_M <= self.radius_m <= MOST_RADIUS_M:
            raise ZoneRefused(RADIUS_WRONG)
        _set(self, "_earth", on_ellipsoid(self.center.lat, self.center.lon))
        _set(self, "_curvature_m", curvature_radius_m(self.center.lat))

    def signed_distance_m(self, lat: float, lon: float) -> float:
        """Metres from the edge, negative inside; as exact as the geodesic for all that matters (1e-7)."""
        x, y, z = on_ellipsoid(lat, lon)
        center_x, center_y, center_z = self._earth
        x -= center_x
        y -= center_y
        z -= center_z
        return arc_of_chord_m(sqrt(x * x + y * y + z * z), self._curvature_m) - self.radius_m

    def as_dict(self) -> dict[str, Any]:
        """Plain values for sealing and for the API; longitude first, as in GeoJSON."""
        return {"type": "Circle", "coordinates": [self.center.lon, self.center.lat], "radius_m": self.radius_m}


@dataclass(frozen=True, slots=True)
class Polygon:
    """All places within `shell` but not in one of `holes`; rings may be given closed or open.

    At most 500 vertices, no ring may cross itself or another, and none lies further than 50 km from the middle.
    """

    shell: tuple[Point, ...]
    holes: tuple[tuple[Point, ...], ...] = ()
    _plane: "_Plane" = field(init=False, repr=False, compare=False)
    _area: shapely.Polygon = field(init=False, repr=False, compare=False)
    _edge: Any = field(init=False, repr=False, compare=False)
    _reach_m: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _set(self, "shell", _opened(self.shell))
        _set(self, "holes", tuple(_opened(hole) for hole in self.holes))
        rings = (self.shell, *self.holes)
        if any(len(ring) < 3 for ring in rings):  # noqa: PLR2004 - a triangle is the least ring
            raise ZoneRefused(CORNERS_FEW)
        if sum(map(len, rings)) > MOST_VERTICES:
            raise ZoneRefused(CORNERS_MANY)
        plane = _Plane.at_middle_of(self.shell)
        if any(distance_m(plane.lat, plane.lon, p.lat, p.lon) > MOST_RADIUS_M for ring in rings for p in ring):
            raise ZoneRefused(TOO_WIDE)
        shell, *holes = ([plane.project(lat, lon)[:2] for lat, lon in _pieces(ring)] for ring in rings)
        area = shapely.Polygon(shell, holes)
        if not area.is_valid:
            raise ZoneRefused(_no_polygon(shapely.is_valid_reason(area).split("[")[0].strip().lower()))
        shapely.prepare(area)
        _set(self, "_plane", plane)
        _set(self, "_area", area)
        _set(self, "_edge", area.boundary)
        _set(self, "_reach_m", max(hypot(x, y) for x, y in shell))

    def signed_distance_m(self, lat: float, lon: float) -> float:
        """Metres from the edge, negative inside; far outside (three times its size) at least that many."""
        east, north, chord = self._plane.project(lat, lon)
        if chord > 3 * self._reach_m + 1_000:
            return arc_of_chord_m(chord, self._plane.curvature_m) - self._reach_m
        away: float = shapely.distance(self._edge, shapely.points(east, north)).item()
        return -away if shapely.contains_xy(self._area, east, north).item() else away

    def as_dict(self) -> dict[str, Any]:
        """A GeoJSON Polygon, rings closed."""
        rings = [[[p.lon, p.lat] for p in (*ring, ring[0])] for ring in (self.shell, *self.holes)]
        return {"type": "Polygon", "coordinates": rings}


Shape = Circle | Polygon


def signed_distance_m(shape: Shape, lat: float, lon: float) -> float:
    """Metres between a place and the edge of a shape, negative inside."""
    return shape.signed_distance_m(lat, lon)


def shape_from_dict(plain: Mapping[str, Any]) -> Shape:
    """Read what `as_dict` gives; ZoneRefused says in words what is wrong with it."""
    try:
        match plain["type"]:
            case "Circle":
                lon, lat = plain["coordinates"]
                return Circle(Point(float(lat), float(lon)), float(plain["radius_m"]))
            case "Polygon":
                shell, *holes = (_ring_from(ring) for ring in plain["coordinates"])
                return Polygon(shell, tuple(holes))
    except ZoneRefused:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise ZoneRefused(SHAPE_UNREADABLE) from error
    raise ZoneRefused(SHAPE_UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Plane:
    """The plane that touches the ellipsoid at a place, with metres to the east and north."""

    lat: float
    lon: float
    curvature_m: float = field(init=False)
    _origin: tuple[float, float, float] = field(init=False)
    _turn: tuple[float, float, float, float] = field(init=False)

    def __post_init__(self) -> None:
        phi, lam = radians(self.lat), radians(self.lon)
        _set(self, "curvature_m", curvature_radius_m(self.lat))
        _set(self, "_origin", on_ellipsoid(self.lat, self.lon))
        _set(self, "_turn", (sin(phi), cos(phi), sin(lam), cos(lam)))

    @classmethod
    def at_middle_of(cls, corners: Iterable[Point]) -> "_Plane":
        x, y, z = (sum(axis) for axis in zip(*(on_ellipsoid(c.lat, c.lon) for c in corners), strict=True))
        return cls(degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x)))

    def project(self, lat: float, lon: float) -> tuple[float, float, float]:
        """East, north, and the straight distance through the earth, which alone tells the other hemisphere apart."""
        x, y, z = on_ellipsoid(lat, lon)
        origin_x, origin_y, origin_z = self._origin
        x -= origin_x
        y -= origin_y
        z -= origin_z
        sin_phi, cos_phi, sin_lam, cos_lam = self._turn
        outward = cos_lam * x + sin_lam * y
        return cos_lam * y - sin_lam * x, cos_phi * z - sin_phi * outward, sqrt(x * x + y * y + z * z)


def _no_polygon(fault: str) -> Wording:
    return Wording(f"这不是一个多边形：{_FAULTS.get(fault, '边线不正确')}。", f"This is not a polygon: {fault}.")


def _ring_from(positions: Iterable[Sequence[float]]) -> tuple[Point, ...]:
    return tuple(Point(float(lat), float(lon)) for lon, lat in positions)


def _opened(ring: Sequence[Point]) -> tuple[Point, ...]:
    return tuple(ring[:-1]) if len(ring) > 1 and ring[0] == ring[-1] else tuple(ring)


def _pieces(ring: Sequence[Point]) -> Iterator[tuple[float, float]]:
    """The ring's corners with points between them, so that each piece is straight on the map and in the plane alike."""
    for start, end in zip(ring, (*ring[1:], ring[0]), strict=True):
        across = (end.lon - start.lon + 180) % 360 - 180  # the short way, over the antimeridian where that is it
        steps = ceil(distance_m(start.lat, start.lon, end.lat, end.lon) / _LONGEST_PIECE_M) or 1
        for step in range(steps):
            yield start.lat + (end.lat - start.lat) * step / steps, start.lon + across * step / steps
