"""Who wears a tracker, what their orders demand, and which ways they can go without breaking it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from math import hypot
from random import Random
from uuid import UUID, uuid5

import shapely

from api.demo.county import COUNTY, PLANE, TOWNSHIPS, Township, all_streets, boundaries, street_map
from api.demo.residents import Resident, all_residents
from devices.dialects import Dialect
from devices.simulator.reporting import Reporter
from devices.simulator.trackers import UPLOAD_SECONDS
from devices.simulator.walking import Walker
from devices.simulator.ways import Spot, Way, distance_m
from supervision.orders.hours import WeeklyHours
from supervision.orders.shapes import Circle, Polygon
from supervision.orders.zones import Zone, ZoneKind

MODELS = {Dialect.NATIVE: "云环 W2 定位腕带", Dialect.OWNTRACKS: "云环 T1 定位腕带"}
"""The dedicated devices of the county, by the dialect that they speak."""

UPLOAD_PHASE_SECONDS = 100
"""How far apart the trackers that keep their fixes for ten minutes send them."""

OLDEST_ORDER_DAYS = 60
"""No order started longer ago when the town is raised."""

_HOME_RADIUS_M, _UNSIMULATED_RADIUS_M, _CURFEW_RADIUS_M, _FORBIDDEN_RADIUS_M = 400.0, 300.0, 200.0, 150.0
_MARGIN_M = 115.0
"""How far from every edge a wearer stays who obeys: more than any error of their tracker."""

_LONGEST_WAY_M, _SHORTEST_WAY_M, _SHORTEST_HOME_WAY_M = 1_700.0, 220.0, 70.0
_MOST_WAYS, _LEAST_WAYS = 8, 3
_YOUNGEST_ORDER_DAYS, _SPREAD, _RANKS = 2, 18, 43
_CONDITIONS = UUID("2c0f5b0e-8f0b-4a52-9f0f-6f1f6a0f5d11")


class Duty(StrEnum):
    """The three kinds of order in the town."""

    HOME = "home"
    TOWN = "town"
    KEEP_AWAY = "keep-away"


@dataclass(frozen=True, slots=True)
class Wearer:
    """Somebody with a tracker; a `simulated` one walks about, the others are left to whoever wants to publish."""

    index: int
    resident: Resident
    duty: Duty
    dialect: Dialect
    is_simulated: bool
    phase_seconds: int | None
    zones: tuple[Zone, ...]
    home_radius_m: float
    ways: tuple[Way, ...]

    @property
    def order_age_days(self) -> int:
        """How many days ago the order started when the town is raised: most of them lately."""
        rank = self.index * _SPREAD % _RANKS / (_RANKS - 1) if self.is_simulated else 0.1
        return _YOUNGEST_ORDER_DAYS + round((OLDEST_ORDER_DAYS - 1 - _YOUNGEST_ORDER_DAYS) * rank**3)

    @property
    def serial(self) -> str:
        """What is printed on the tracker."""
        return f"YH-{COUNTY}-{self.index + 1:03}"

    def reporter(self) -> Reporter:
        """Their tracker, on a wearer who follows their own days."""
        return Reporter(self.serial, Walker(self.serial, self.resident.home, self.ways), PLANE)

    def way_out(self) -> Way:
        """A way from home that leads far away along the streets."""
        return _way_home(self.resident, max(_ways_of(self.resident).values(), key=lambda way: way.length_m))

    def way_to(self, spot: Spot) -> Way:
        """The way from home to a crossing."""
        return _way_home(self.resident, _ways_of(self.resident)[spot])


@dataclass(frozen=True, slots=True)
class Site:
    """A place that some must keep away from; of a protected one nobody is told where it lies."""

    township: str
    name: str
    spot: Spot
    is_protected: bool = False


@cache
def sites() -> Mapping[str, tuple[Site, ...]]:
    """Three sites in each township, at corners of its streets."""
    found = {}
    for township in TOWNSHIPS:
        lines = [street for street in all_streets() if street.township == township.code][: township.rows]
        found[township.code] = (
            Site(township.code, f"{township.name[:2]}中心小学及周边", lines[-1].spots[0]),
            Site(township.code, f"{township.name[:2]}农贸市场", lines[0].spots[-1]),
            Site(township.code, "受保护人员居所", lines[-1].spots[-1], is_protected=True),
        )
    return found


@dataclass(frozen=True, slots=True)
class _Planned:
    """What the next wearer is to be; `turn` is the township's place in the list."""

    duty: Duty
    turn: int = 0
    dialect: Dialect = Dialect.NATIVE
    is_simulated: bool = True
    keeps_fixes: bool = False


_PLAN = (
    *(_Planned(Duty.HOME, dialect=dialect, is_simulated=False) for dialect in 2 * tuple(Dialect)),
    *(_Planned(Duty.HOME, keeps_fixes=True) for _ in range(6)),
    *(_Planned(Duty.TOWN) for _ in range(3)),
    _Planned(Duty.TOWN, dialect=Dialect.OWNTRACKS),
    *(_Planned(Duty.KEEP_AWAY) for _ in range(4)),
    *(_Planned(duty, turn) for turn in range(1, len(TOWNSHIPS)) for duty in 2 * tuple(Duty) if duty is not Duty.HOME),
    *(_Planned(Duty.HOME, turn) for turn in range(1, len(TOWNSHIPS))),
)


@cache
def all_wearers() -> tuple[Wearer, ...]:
    """Everybody who wears a tracker; the first four are those whose trackers nobody simulates."""
    wearers: list[Wearer] = []
    taken = set[int]()
    for index, planned in enumerate(_PLAN):
        wearer = next(
            found
            for resident in all_residents()
            if resident.is_lasting and resident.township is TOWNSHIPS[planned.turn] and resident.number not in taken
            and (found := _wearer(index, resident, planned)) is not None
        )  # fmt: skip
        taken.add(wearer.resident.number)
        wearers.append(wearer)
    return tuple(wearers)


def _wearer(index: int, resident: Resident, planned: _Planned) -> Wearer | None:
    """The wearer, unless the resident lives too near to what they must keep away from, or has nowhere to go."""
    township, home = resident.township, resident.home
    ways = [_way_home(resident, way) for way in _ways_of(resident).values()]
    radius_m, zones = _CURFEW_RADIUS_M, tuple[Zone, ...]()
    match planned.duty:
        case Duty.HOME:
            radius_m = _HOME_RADIUS_M if planned.is_simulated else _UNSIMULATED_RADIUS_M
            ways = [way for way in ways if way.length_m >= _SHORTEST_HOME_WAY_M and _within(way, home, radius_m)]
            zones = (_circle(index, "住所及周边", home, radius_m),)
        case Duty.TOWN:
            ways = [way for way in ways if _may_be_gone(way, township)]
            zones = (_town(index, township), _circle(index, "夜间居所", home, radius_m, hours=_NIGHTS))
        case Duty.KEEP_AWAY:
            site = sites()[township.code][index % 3]
            if distance_m(home, site.spot) < _FORBIDDEN_RADIUS_M + _MARGIN_M:
                return None
            ways = [way for way in ways if _may_be_gone(way, township) and not _passes(way, site.spot)]
            zones = (_town(index, township), _forbidden(index, site))
    if len(ways) < _LEAST_WAYS:
        return None
    some = tuple(Random(f"wearer {index}").sample(ways, min(_MOST_WAYS, len(ways))))  # noqa: S311 - an invented life
    phase = UPLOAD_PHASE_SECONDS * index % UPLOAD_SECONDS if planned.keeps_fixes else None
    return Wearer(index, resident, planned.duty, planned.dialect, planned.is_simulated, phase, zones, radius_m, some)


@cache
def _ways_of(resident: Resident) -> Mapping[Spot, Way]:
    return street_map().ways_from(resident.corner)


def _way_home(resident: Resident, way: Way) -> Way:
    """A way from the corner, begun at home; it does not run to the corner and back along the same street."""
    spots = way.spots
    if len(spots) > 1 and _lies_between(resident.door, spots[0], spots[1]):
        spots = spots[1:]
    return Way((resident.home, resident.door, *spots))


def _lies_between(spot: Spot, start: Spot, end: Spot) -> bool:
    return abs(distance_m(start, spot) + distance_m(spot, end) - distance_m(start, end)) < 1.0


def _within(way: Way, home: Spot, radius_m: float) -> bool:
    return all(distance_m(spot, home) <= radius_m - _MARGIN_M for spot in way.spots)


def _may_be_gone(way: Way, township: Township) -> bool:
    if not _SHORTEST_WAY_M <= way.length_m <= _LONGEST_WAY_M:
        return False
    area = shapely.Polygon(boundaries()[township.code]).buffer(-_MARGIN_M)
    return bool(area.contains(shapely.LineString(way.spots)))


def _passes(way: Way, spot: Spot) -> bool:
    return any(_from_piece_m(spot, start, end) < _FORBIDDEN_RADIUS_M + _MARGIN_M for start, end in pairwise(way.spots))


def _from_piece_m(spot: Spot, start: Spot, end: Spot) -> float:
    east, north = end.east_m - start.east_m, end.north_m - start.north_m
    squared = east * east + north * north
    along = ((spot.east_m - start.east_m) * east + (spot.north_m - start.north_m) * north) / squared if squared else 0.0
    along = min(max(along, 0.0), 1.0)
    return hypot(start.east_m + along * east - spot.east_m, start.north_m + along * north - spot.north_m)


_NIGHTS = WeeklyHours.from_dict({"windows": [{"weekdays": list(range(1, 8)), "start": "22:00", "end": "06:00"}]})


def _circle(index: int, name: str, middle: Spot, radius_m: float, *, hours: WeeklyHours | None = None) -> Zone:
    shape = Circle(PLANE.point(middle), radius_m)
    return Zone(_condition(index, name), ZoneKind.REQUIRED, shape, hours, name=name)


def home_zone(index: int, resident: Resident) -> Zone:
    """The home and what lies around it, at all hours."""
    return _circle(index, "住所及周边", resident.home, _HOME_RADIUS_M)


def _town(index: int, township: Township) -> Zone:
    shape = Polygon(tuple(PLANE.point(spot) for spot in boundaries()[township.code]))
    return Zone(_condition(index, "town"), ZoneKind.REQUIRED, shape, name=f"{township.name}行政区域")


def _forbidden(index: int, site: Site) -> Zone:
    shape = Circle(PLANE.point(site.spot), _FORBIDDEN_RADIUS_M)
    return Zone(_condition(index, site.name), ZoneKind.FORBIDDEN, shape, is_protected=site.is_protected, name=site.name)


def _condition(index: int, name: str) -> UUID:
    return uuid5(_CONDITIONS, f"{index} {name}")


def forbidden_site(wearer: Wearer) -> Site:
    """The site that a wearer must keep away from."""
    names = {zone.name for zone in wearer.zones if zone.kind is ZoneKind.FORBIDDEN}
    return next(site for site in sites()[wearer.resident.township.code] if site.name in names)


def of_duty(wearers: Iterable[Wearer], duty: Duty) -> list[Wearer]:
    """Those with that kind of order whose trackers are simulated."""
    return [wearer for wearer in wearers if wearer.duty is duty and wearer.is_simulated]
