"""Tracks with confirmed stays, to score exit rules on: from a folder, or made up with an honest model of noise."""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import cos, exp, pi, radians, sin, sqrt
from pathlib import Path
from random import Random

from supervision.position import Fix, FixSource, Point

METRES_PER_DEGREE = 111_195.0
SIGMA_OF_68_PERCENT = 1 / 1.5096  # a 68 % radius holds 1.51 standard deviations of a round normal error


@dataclass(frozen=True, slots=True)
class Stay:
    """A confirmed stay at a place, with the fixes of its time and those of the hour after it, by time."""

    track: str
    entered_at: datetime
    left_at: datetime
    center: Point
    during: tuple[Fix, ...]
    after: tuple[Fix, ...]


def read_stays(folder: Path) -> list[Stay]:
    """The stays of `stays.csv` with the fixes of `fixes.csv.gz` (epoch seconds, WGS-84 degrees, metres).

    Fixes from before 1970 are left out: no service would admit them.
    """
    tracks: dict[str, list[Fix]] = defaultdict(list)
    with gzip.open(folder / "fixes.csv.gz", "rt", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines)):
            if float(row["fixed_at"]) >= 0:
                tracks[row["track"]].append(_read_fix(number, row))
    for fixes in tracks.values():
        fixes.sort(key=lambda fix: (fix.fixed_at, fix.seq))
    with (folder / "stays.csv").open(newline="") as lines:
        return [_read_stay(row, tracks[row["track"]]) for row in csv.DictReader(lines)]


def _read_fix(number: int, row: dict[str, str]) -> Fix:
    place = _on_globe(float(row["lat"]), float(row["lon"]))
    return Fix(
        fixed_at=_epoch(row["fixed_at"]),
        seq=number,
        received_at=_epoch(row["written_at"]),
        lat=place.lat,
        lon=place.lon,
        accuracy_m=float(row["accuracy_m"]) if row["accuracy_m"] else None,
        speed_mps=float(row["speed_mps"]) if row.get("speed_mps") else None,
    )


def _read_stay(row: dict[str, str], fixes: list[Fix]) -> Stay:
    center = _on_globe(float(row["lat"]), float(row["lon"]))
    return stay_of(row["track"], _epoch(row["entered_at"]), _epoch(row["left_at"]), center, fixes)


def _on_globe(lat: float, lon: float) -> Point:
    """The same place in degrees as they are usually written: a track moved about the globe may have run over a pole."""
    if abs(lat) > 90:  # noqa: PLR2004 - the pole
        lat, lon = (180 if lat > 0 else -180) - lat, lon + 180
    return Point(lat, (lon + 180) % 360 - 180)


def _epoch(seconds: str) -> datetime:
    return datetime.fromtimestamp(float(seconds), UTC)


def stay_of(track: str, entered_at: datetime, left_at: datetime, center: Point, fixes: Iterable[Fix]) -> Stay:
    """A stay with the fixes that belong to it."""
    until = left_at + timedelta(hours=1)
    known = [fix for fix in fixes if entered_at <= fix.fixed_at <= until]
    during = tuple(fix for fix in known if fix.fixed_at <= left_at)
    return Stay(track, entered_at, left_at, center, during, tuple(fix for fix in known if fix.fixed_at >= left_at))


def made_up_stays(wearers: int = 60, hours: float = 12.0, seed: int = 20261123) -> list[Stay]:
    """Stays at home that end with a walk or a drive, from an honest model of noise.

    Nine fixes of ten are fine (68 % radius log-normal around 18 m, satellites), one is coarse (around 600 m, cells).
    Errors are round and normal, have exactly the reported radius, and those of fine fixes are correlated over two
    minutes, as indoors. Homes lie up to 40 m from the centre of the zone; wearers leave on foot (1.3 m/s) or by car
    (9 m/s).
    """
    return [_made_up_stay(number, hours, Random(seed * 1000 + number)) for number in range(wearers)]


def _made_up_stay(number: int, hours: float, dice: Random) -> Stay:
    center = Point(35.0 + dice.random(), 112.0 + dice.random())
    entered_at = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=number)
    left_at = entered_at + timedelta(hours=hours)
    home, course = (dice.uniform(0, 40), dice.uniform(0, 2 * pi)), dice.uniform(0, 2 * pi)
    speed_mps = dice.choice((1.3, 9.0))
    fixes: list[Fix] = []
    for at, error, accuracy_m, source in _noise(entered_at, left_at + timedelta(hours=1), dice):
        gone_m = min(4_000.0, max(0.0, (at - left_at).total_seconds()) * speed_mps)
        east = home[0] * sin(home[1]) + gone_m * sin(course) + error[0]
        north = home[0] * cos(home[1]) + gone_m * cos(course) + error[1]
        fixes.append(_fix_at(center, east, north, at, len(fixes), accuracy_m, source))
    return stay_of(f"w{number:03d}", entered_at, left_at, center, fixes)


def _noise(
    at: datetime, until: datetime, dice: Random
) -> Iterator[tuple[datetime, tuple[float, float], float, FixSource]]:
    drift = [dice.gauss(0, 1), dice.gauss(0, 1)]
    while (at := at + timedelta(seconds=(step := dice.uniform(20, 60)))) < until:
        kept = exp(-step / 120)
        drift = [axis * kept + dice.gauss(0, sqrt(1 - kept * kept)) for axis in drift]
        if dice.random() < 0.9:  # noqa: PLR2004 - the share of fine fixes
            accuracy_m = min(80.0, max(4.0, dice.lognormvariate(2.9, 0.5)))
            error, source = drift, FixSource.GNSS
        else:
            accuracy_m = min(2_000.0, max(200.0, dice.lognormvariate(6.4, 0.6)))
            error, source = [dice.gauss(0, 1), dice.gauss(0, 1)], FixSource.CELL
        sigma_m = accuracy_m * SIGMA_OF_68_PERCENT
        yield at, (error[0] * sigma_m, error[1] * sigma_m), accuracy_m, source


def _fix_at(
    center: Point, east: float, north: float, at: datetime, seq: int, accuracy_m: float, source: FixSource
) -> Fix:
    lat = center.lat + north / METRES_PER_DEGREE
    lon = center.lon + east / (METRES_PER_DEGREE * cos(radians(center.lat)))
    return Fix(at, seq, at, lat, lon, accuracy_m, source)
