"""Where an invented wearer is at any moment: at home, or on an outing along one of their ways. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from devices.simulator.ways import Spot, Way
from supervision.legal_time import day_start, legal_day

_HOURS = ((6.75, 8.25, 0.5), (9.25, 11.5, 0.65), (14.5, 17.0, 0.65), (18.25, 20.75, 0.55))
"""From when to when an outing may last, hours of the legal day, and how likely it is. All are home by a quarter to
nine, so that whoever must be in at ten is."""

_FURTHEST_ON_FOOT_M = 900.0
_ON_FOOT_MPS, _BY_BICYCLE_MPS = (1.0, 1.5), (3.0, 4.5)
_STAY_SECONDS = (240.0, 2_700.0)
_LATEST_START = 0.3


class Whereabouts(NamedTuple):
    """A spot at a moment; indoors a tracker locates itself less well."""

    spot: Spot
    speed_mps: float
    heading_deg: float | None
    is_outdoors: bool


@dataclass(frozen=True, slots=True)
class Outing:
    """There, a stay, and back the same way."""

    way: Way
    begins_at: datetime
    speed_mps: float
    stay_seconds: float

    @property
    def ends_at(self) -> datetime:
        """When they are back."""
        return self.begins_at + timedelta(seconds=2 * self.way.length_m / self.speed_mps + self.stay_seconds)

    def whereabouts(self, at: datetime) -> Whereabouts | None:
        """Where the outing has led; None before and after it."""
        if not self.begins_at <= at < self.ends_at:
            return None
        under_way_seconds = (at - self.begins_at).total_seconds()
        back_in_seconds = (self.ends_at - at).total_seconds()
        along_m = self.speed_mps * under_way_seconds
        if along_m < self.way.length_m:
            return Whereabouts(
                self.way.spot_at(along_m), self.speed_mps, self.way.heading_at(along_m), is_outdoors=True
            )
        along_m = self.speed_mps * back_in_seconds
        if along_m < self.way.length_m:
            heading_deg = (self.way.heading_at(along_m) + 180) % 360
            return Whereabouts(self.way.spot_at(along_m), self.speed_mps, heading_deg, is_outdoors=True)
        return Whereabouts(self.way.spots[-1], 0.0, None, is_outdoors=False)


class Walker:
    """Somebody with a home and ways that begin there; the seed makes their days, always the same ones."""

    def __init__(self, seed: str, home: Spot, ways: Sequence[Way]) -> None:
        self.home = home
        self._seed = seed
        self._ways = tuple(ways)
        self._strays: list[Outing] = []
        self._day: tuple[date | None, tuple[Outing, ...]] = (None, ())

    def stray(self, way: Way, begins_at: datetime, speed_mps: float, stay_seconds: float) -> Outing:
        """Interrupt their days with an outing that they should not make, from wherever they are when it begins."""
        here = self.whereabouts(begins_at).spot
        outing = Outing(way if here == way.spots[0] else Way((here, *way.spots)), begins_at, speed_mps, stay_seconds)
        self._strays.append(outing)
        return outing

    def whereabouts(self, at: datetime) -> Whereabouts:
        """Where they are at a moment."""
        for outing in (*self._strays, *self.outings_on(legal_day(at))):
            found = outing.whereabouts(at)
            if found is not None:
                return found
        return Whereabouts(self.home, 0.0, None, is_outdoors=False)

    def outings_on(self, day: date) -> tuple[Outing, ...]:
        """The outings of a legal day, one after the other."""
        if self._day[0] != day:
            self._day = (day, self._plan(day))
        return self._day[1]

    def _plan(self, day: date) -> tuple[Outing, ...]:
        chance = Random(f"{self._seed} {day}")  # noqa: S311 - an invented life, nothing to guess
        outings = []
        for earliest, latest, likelihood in _HOURS:
            if not self._ways or chance.random() > likelihood:
                continue
            way = chance.choice(self._ways)
            speeds = _ON_FOOT_MPS if way.length_m <= _FURTHEST_ON_FOOT_M else _BY_BICYCLE_MPS
            speed_mps, room_seconds = chance.uniform(*speeds), (latest - earliest) * 3_600
            wait_seconds = chance.uniform(0, _LATEST_START) * room_seconds
            longest_stay_seconds = room_seconds - wait_seconds - 2 * way.length_m / speed_mps
            stay_seconds = min(chance.uniform(*_STAY_SECONDS), longest_stay_seconds)
            if stay_seconds > 0:
                begins_at = day_start(day) + timedelta(hours=earliest, seconds=wait_seconds)
                outings.append(Outing(way, begins_at, speed_mps, stay_seconds))
        return tuple(outings)
