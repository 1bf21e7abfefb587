"""What a tracker measures of its wearer's whereabouts, and how its dialect says it. Pure.

Errors are Gaussian and as large as reported: 68 % of the fixes lie within their `acc`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import log, sqrt
from random import Random
from typing import Any

import msgspec

from devices.dialects import Dialect
from devices.simulator.walking import Walker
from devices.simulator.ways import Plane, Spot
from supervision.legal_time import LEGAL_ZONE
from supervision.position import FixSource, Strap

_RADII_A_DEVIATION = sqrt(-2 * log(1 - 0.68))  # of a circle that holds 68 % of a Gaussian error in two directions
_OUTDOORS_M, _INDOORS_M, _BY_WIFI_M = (4.0, 12.0), (9.0, 24.0), (22.0, 38.0)
_WIFI_SHARE = 0.3

_CHARGER_ON_AT, _CHARGER_OFF_AT = timedelta(hours=22, minutes=30), timedelta(hours=5, minutes=30)
_DAY = timedelta(days=1)
_PERCENT_A_CHARGING_HOUR = 30.0
_LEAST_LEFT_PERCENT, _MOST_LEFT_PERCENT = 38, 66
_FULL_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Condition:
    """What a tracker says of itself."""

    battery_percent: int
    is_charging: bool
    strap: Strap = Strap.CLOSED

    def with_open_strap(self) -> "Condition":
        """The same, off its wearer's wrist."""
        return replace(self, strap=Strap.OPEN)

    def run_down_to(self, battery_percent: int) -> "Condition":
        """The same, with nobody near a charger."""
        return replace(self, battery_percent=battery_percent, is_charging=False)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One fix before any dialect."""

    at: datetime
    lat: float
    lon: float
    accuracy_m: float
    source: FixSource
    speed_mps: float
    heading_deg: float | None


class Reporter:
    """One tracker on one wearer; the seed makes its errors, always the same at the same moment."""

    def __init__(self, seed: str, walker: Walker, plane: Plane) -> None:
        self.walker = walker
        self._seed = seed
        self._plane = plane
        self._left_percent = Random(seed).randint(_LEAST_LEFT_PERCENT, _MOST_LEFT_PERCENT)  # noqa: S311 - invented

    def measure(self, at: datetime) -> Measurement:
        """Where the tracker believes to be, at a whole second."""
        at = at.replace(microsecond=0)
        there = self.walker.whereabouts(at)
        chance = Random(f"{self._seed} {at.timestamp():.0f}")  # noqa: S311 - invented
        source, radii_m = FixSource.GNSS, _OUTDOORS_M if there.is_outdoors else _INDOORS_M
        if not there.is_outdoors and chance.random() < _WIFI_SHARE:
            source, radii_m = FixSource.WIFI, _BY_WIFI_M
        accuracy_m = round(chance.uniform(*radii_m), 1)
        deviation_m = accuracy_m / _RADII_A_DEVIATION
        seen = Spot(there.spot.east_m + chance.gauss(0, deviation_m), there.spot.north_m + chance.gauss(0, deviation_m))
        place = self._plane.point(seen)
        return Measurement(
            at, round(place.lat, 6), round(place.lon, 6), accuracy_m, source, there.speed_mps, there.heading_deg
        )

    def condition(self, at: datetime) -> Condition:
        """A battery that lasts the day and is charged at night."""
        local = at.astimezone(LEGAL_ZONE)
        of_day = local - local.replace(hour=0, minute=0, second=0, microsecond=0)
        if _CHARGER_OFF_AT <= of_day < _CHARGER_ON_AT:
            used = (of_day - _CHARGER_OFF_AT) / (_CHARGER_ON_AT - _CHARGER_OFF_AT)
            return Condition(round(_FULL_PERCENT - (_FULL_PERCENT - self._left_percent) * used), is_charging=False)
        charged_hours = ((of_day - _CHARGER_ON_AT) % _DAY) / timedelta(hours=1)
        percent = min(self._left_percent + _PERCENT_A_CHARGING_HOUR * charged_hours, _FULL_PERCENT)
        return Condition(round(percent), is_charging=True)


def native_report(seq: int, boot: int, measurements: Sequence[Measurement], condition: Condition) -> bytes:
    """A native positions message."""
    return msgspec.json.encode(
        {
            "seq": seq,
            "boot": boot,
            "fixes": [_native_fix(measurement) for measurement in measurements],
            "battery": condition.battery_percent,
            "charging": condition.is_charging,
            "strap": condition.strap.value,
        }
    )


def _native_fix(measurement: Measurement) -> Mapping[str, Any]:
    fix: dict[str, Any] = {
        "t": int(measurement.at.timestamp()),
        "lat": measurement.lat,
        "lon": measurement.lon,
        "acc": measurement.accuracy_m,
        "src": measurement.source.value,
        "spd": round(measurement.speed_mps, 1),
    }
    if measurement.heading_deg is not None:
        fix["hdg"] = round(measurement.heading_deg)
    return fix


def owntracks_report(measurement: Measurement, condition: Condition) -> bytes:
    """A location as the OwnTracks app publishes it; what is zero is left out."""
    said: dict[str, Any] = {
        "_type": "location",
        "tid": "01",
        "tst": int(measurement.at.timestamp()),
        "lat": measurement.lat,
        "lon": measurement.lon,
        "acc": round(measurement.accuracy_m),
        "batt": condition.battery_percent,
        "bs": 2 if condition.is_charging else 1,
    }
    if measurement.heading_deg is not None:
        said |= {"vel": round(measurement.speed_mps * 3.6), "cog": round(measurement.heading_deg)}
    return msgspec.json.encode(said)


def report(
    dialect: Dialect, seq: int, boot: int, measurements: Sequence[Measurement], condition: Condition
) -> list[tuple[str, bytes]]:
    """The messages that say all this, each with what stands below the tracker's topic."""
    if dialect is Dialect.OWNTRACKS:
        return [("", owntracks_report(measurement, condition)) for measurement in measurements]
    return [("/positions", native_report(seq, boot, measurements, condition))]
