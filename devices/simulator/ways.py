"""Plain metres on a small piece of the earth, ways along them, and the shortest way through streets. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise
from math import atan2, cos, degrees, hypot, radians
from typing import NamedTuple

from supervision.position import Point

_DEGREE_M = 111_195.0
_set = object.__setattr__


class Spot(NamedTuple):
    """A place in metres east and north of a plane's middle."""

    east_m: float
    north_m: float


def distance_m(one: Spot, other: Spot) -> float:
    """Metres between two spots."""
    return hypot(other.east_m - one.east_m, other.north_m - one.north_m)


@dataclass(frozen=True, slots=True)
class Plane:
    """A county laid flat around its middle: true to a tenth of a percent within some 20 km."""

    lat: float
    lon: float

    def point(self, spot: Spot) -> Point:
        """Degrees of a spot."""
        lat = self.lat + spot.north_m / _DEGREE_M
        return Point(lat, self.lon + spot.east_m / (_DEGREE_M * cos(radians(self.lat))))


@dataclass(frozen=True, slots=True)
class Way:
    """A line from the first spot to the last, two of them at least."""

    spots: tuple[Spot, ...]
    _marks_m: tuple[float, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        marks_m = [0.0]
        for start, end in pairwise(self.spots):
            marks_m.append(marks_m[-1] + distance_m(start, end))
        _set(self, "_marks_m", tuple(marks_m))

    @property
    def length_m(self) -> float:
        """How long it is."""
        return self._marks_m[-1]

    def spot_at(self, along_m: float) -> Spot:
        """Where one is after so many metres; before the beginning and behind the end one stands still."""
        start, end, begun_m, piece_m = self._piece(along_m)
        part = min(max((along_m - begun_m) / piece_m, 0.0), 1.0) if piece_m else 0.0
        return Spot(
            start.east_m + (end.east_m - start.east_m) * part, start.north_m + (end.north_m - start.north_m) * part
        )

    def heading_at(self, along_m: float) -> float:
        """The direction in degrees from north, clockwise."""
        start, end, _, _ = self._piece(along_m)
        return degrees(atan2(end.east_m - start.east_m, end.north_m - start.north_m)) % 360

    def first(self, length_m: float) -> "Way":
        """Its beginning, no longer than so many metres."""
        if length_m >= self.length_m:
            return self
        kept = [spot for spot, mark_m in zip(self.spots, self._marks_m, strict=True) if mark_m < length_m]
        return Way((*kept, self.spot_at(length_m)))

    def _piece(self, along_m: float) -> tuple[Spot, Spot, float, float]:
        index = min(max(bisect_right(self._marks_m, along_m) - 1, 0), len(self.spots) - 2)
        begun_m = self._marks_m[index]
        return self.spots[index], self.spots[index + 1], begun_m, self._marks_m[index + 1] - begun_m


class Streets:
    """Crossings joined by straight pieces of street."""

    def __init__(self, links: Iterable[tuple[Spot, Spot]]) -> None:
        self._neighbours: dict[Spot, list[Spot]] = {}
        for one, other in links:
            self._neighbours.setdefault(one, []).append(other)
            self._neighbours.setdefault(other, []).append(one)

    def ways_from(self, start: Spot) -> Mapping[Spot, Way]:
        """The shortest way to every other crossing that can be reached."""
        reached_m, before, done = {start: 0.0}, dict[Spot, Spot](), set[Spot]()
        waiting = [(0.0, start)]
        while waiting:
            so_far_m, spot = heappop(waiting)
            if spot in done:
                continue
            done.add(spot)
            for following in self._neighbours[spot]:
                total_m = so_far_m + distance_m(spot, following)
                if total_m < reached_m.get(following, float("inf")):
                    reached_m[following], before[following] = total_m, spot
                    heappush(waiting, (total_m, following))
        return {spot: Way(_traced(spot, before)) for spot in done if spot != start}


def _traced(spot: Spot, before: Mapping[Spot, Spot]) -> tuple[Spot, ...]:
    line = [spot]
    while line[-1] in before:
        line.append(before[line[-1]])
    return tuple(reversed(line))
