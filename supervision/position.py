"""Fixes of trackers, the bytes they are kept as, and distances on the WGS-84 ellipsoid."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from math import asin, cos, isfinite, radians, sin, sqrt

EQUATOR_RADIUS_M = 6378137.0
"""WGS-84 semi-major axis."""
ECCENTRICITY_SQUARED = 6.69437999014e-3
"""WGS-84 first eccentricity, squared."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_DEGREE = radians(1.0)
_POLE_DEG = 90.0
_ANTIMERIDIAN_DEG = 180.0
_set = object.__setattr__


class FixSource(StrEnum):
    """What the tracker located itself by."""

    GNSS = "gnss"
    WIFI = "wifi"
    CELL = "cell"


class Strap(StrEnum):
    """What the tracker says of its strap."""

    CLOSED = "closed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Point:
    """A place in WGS-84 degrees; ValueError outside of -90..90 and -180..180."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        check_coordinates(self.lat, self.lon)


@dataclass(frozen=True, slots=True)
class Fix:
    """One message of a tracker at its own time, with a location or (both coordinates None) without one.

    Values are rounded to the grid that `pack_fix` keeps (milliseconds, 1e-7 degrees, 0.1 m of accuracy, 0.01 m/s, 0.1
    degrees of heading, 1 m of altitude), so that a fix read back from storage is judged exactly as when it arrived.
    `accuracy_m` is the 68 % radius as reported. ValueError for what cannot be: naive times, half a location,
    coordinates off the globe; speed, heading, altitude or battery out of range count as not reported.
    """

    fixed_at: datetime
    seq: int
    received_at: datetime
    lat: float | None = None
    lon: float | None = None
    accuracy_m: float | None = None
    source: FixSource = FixSource.GNSS
    speed_mps: float | None = None
    heading_deg: float | None = None
    altitude_m: float | None = None
    battery_percent: int | None = None
    strap: Strap | None = None
    sos: bool = False
    charging: bool | None = None

    def __post_init__(self) -> None:
        fixed_at, received_at = self.fixed_at, self.received_at
        if fixed_at.tzinfo is None or received_at.tzinfo is None:
            raise ValueError("a fix needs aware times")
        if fixed_at.year < _FIRST_YEAR or received_at.year < _FIRST_YEAR or not 0 <= self.seq <= _MOST_SEQ:
            raise ValueError("the time or number of a fix is out of range")
        if fixed_at.microsecond % 1000:
            _set(self, "fixed_at", fixed_at.replace(microsecond=fixed_at.microsecond // 1000 * 1000))
        if received_at.microsecond % 1000:
            _set(self, "received_at", received_at.replace(microsecond=received_at.microsecond // 1000 * 1000))
        lat, lon = self.lat, self.lon
        if lat is not None and lon is not None:
            check_coordinates(lat, lon)
            _set(self, "lat", round(lat * 1e7) / 1e7)
            _set(self, "lon", round(lon * 1e7) / 1e7)
        elif lat is not lon:
            raise ValueError("a location needs both coordinates")
        self._round_measures()

    def _round_measures(self) -> None:
        accuracy, speed, heading, altitude = self.accuracy_m, self.speed_mps, self.heading_deg, self.altitude_m
        if accuracy is not None:
            if not 0 <= accuracy <= _MOST_ACCURACY_M:
                raise ValueError("accuracy is not a radius on this globe")
            _set(self, "accuracy_m", round(accuracy * 10) / 10)
        if speed is not None:
            _set(self, "speed_mps", round(speed * 100) / 100 if 0 <= speed <= _MOST_SPEED_MPS else None)
        if heading is not None:
            _set(self, "heading_deg", round(heading % 360 * 10) % 3600 / 10 if isfinite(heading) else None)
        if altitude is not None:
            _set(self, "altitude_m", float(round(altitude)) if abs(altitude) <= _MOST_ALTITUDE_M else None)
        battery = self.battery_percent
        if battery is not None and not 0 <= battery <= _FULL_PERCENT:
            _set(self, "battery_percent", None)


def check_coordinates(lat: float, lon: float) -> None:
    """Raise ValueError unless these are degrees on the globe."""
    if not (abs(lat) <= _POLE_DEG and abs(lon) <= _ANTIMERIDIAN_DEG):
        raise ValueError("coordinates are off the globe")


def epoch_ms(at: datetime) -> int:
    """Milliseconds since 1970 of an aware time."""
    return (at - _EPOCH) // _MILLISECOND


def from_epoch_ms(ms: int) -> datetime:
    """The UTC time of `epoch_ms`."""
    return _EPOCH + timedelta(milliseconds=ms)


def on_ellipsoid(lat: float, lon: float) -> tuple[float, float, float]:
    """Earth-centred metres of a place on the WGS-84 ellipsoid; poles and antimeridian need no care in them."""
    phi, lam = lat * _DEGREE, lon * _DEGREE
    sin_phi, cos_phi = sin(phi), cos(phi)
    normal = EQUATOR_RADIUS_M / sqrt(1.0 - ECCENTRICITY_SQUARED * sin_phi * sin_phi)
    across = normal * cos_phi
    return across * cos(lam), across * sin(lam), normal * (1.0 - ECCENTRICITY_SQUARED) * sin_phi


def curvature_radius_m(lat: float) -> float:
    """Gaussian (mean) radius of curvature of the ellipsoid at a latitude."""
    w = 1.0 - ECCENTRICITY_SQUARED * sin(lat * _DEGREE) ** 2
    return EQUATOR_RADIUS_M * sqrt(1.0 - ECCENTRICITY_SQUARED) / w


def arc_of_chord_m(chord_m: float, radius_m: float) -> float:
    """Length along a surface of that radius of the arc over a straight chord."""
    return 2.0 * radius_m * asin(min(1.0, chord_m / (2.0 * radius_m)))


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance along the ellipsoid in metres.

    The chord through the ellipsoid, bent to the mean curvature between the ends: within 1e-7 of the geodesic up to
    50 km and 2 % anywhere, on every longitude and at the poles.
    """
    x, y, z = on_ellipsoid(lat, lon)
    other_x, other_y, other_z = on_ellipsoid(other_lat, other_lon)
    chord = sqrt((x - other_x) ** 2 + (y - other_y) ** 2 + (z - other_z) ** 2)
    return arc_of_chord_m(chord, curvature_radius_m((lat + other_lat) / 2))


# version, flags, fixed_at, received_at (both 48 bit milliseconds), seq, lat, lon, accuracy, speed, heading, altitude,
# battery
_LAYOUT = struct.Struct("<BBIHIHQiiIHHhB")
_LAYOUT_VERSION = 1
_SOURCES = tuple(FixSource)
_SOURCE_NUMBER = {source: number for number, source in enumerate(_SOURCES)}
_STRAPS = (None, Strap.CLOSED, Strap.OPEN)
_CHARGES = (None, False, True)
_FIRST_YEAR = 1970
_FULL_PERCENT = 100
_MOST_SEQ = (1 << 63) - 1  # PostgreSQL's bigint
_MOST_ACCURACY_M = 25_000_000.0
_MOST_SPEED_MPS = 650.0
_MOST_ALTITUDE_M = 32_000.0
_NO_WORD, _NO_LONG, _NO_DEGREES, _NO_ALTITUDE, _NO_BATTERY = 0xFFFF, 0xFFFFFFFF, -0x80000000, -0x8000, 0xFF


def pack_fix(fix: Fix) -> bytes:
    """The 41 bytes of a fix, version first; `unpack_fix` gives back an equal fix."""
    fixed, received = epoch_ms(fix.fixed_at), epoch_ms(fix.received_at)
    lat, lon, accuracy, speed, heading = fix.lat, fix.lon, fix.accuracy_m, fix.speed_mps, fix.heading_deg
    flags = (
        _SOURCE_NUMBER[fix.source]
        | _STRAPS.index(fix.strap) << 2
        | _CHARGES.index(fix.charging) << 4
        | (64 if fix.sos else 0)
    )
    return _LAYOUT.pack(
        _LAYOUT_VERSION,
        flags,
        fixed >> 16,
        fixed & 0xFFFF,
        received >> 16,
        received & 0xFFFF,
        fix.seq,
        _NO_DEGREES if lat is None else round(lat * 1e7),
        _NO_DEGREES if lon is None else round(lon * 1e7),
        _NO_LONG if accuracy is None else round(accuracy * 10),
        _NO_WORD if speed is None else round(speed * 100),
        _NO_WORD if heading is None else round(heading * 10),
        _NO_ALTITUDE if fix.altitude_m is None else round(fix.altitude_m),
        _NO_BATTERY if fix.battery_percent is None else fix.battery_percent,
    )


@dataclass(frozen=True, slots=True)
class LocatedColumns:
    """Located fixes side by side, for tracks of tens of thousands: degrees, metres (None: not reported), UTC ms."""

    lons: list[float]
    lats: list[float]
    accuracies_m: list[float | None]
    fixed_ms: list[int]


def unpack_located(packed: Sequence[bytes]) -> LocatedColumns:
    """The located ones of packed fixes, column by column; ValueError for another version or length."""
    if any(len(one) != _LAYOUT.size or one[0] != _LAYOUT_VERSION for one in packed):
        raise ValueError("these bytes are not packed fixes")
    rows = [row for row in _LAYOUT.iter_unpack(b"".join(packed)) if row[7] != _NO_DEGREES]
    return LocatedColumns(
        [row[8] / 1e7 for row in rows],
        [row[7] / 1e7 for row in rows],
        [None if row[9] == _NO_LONG else row[9] / 10 for row in rows],
        [row[2] << 16 | row[3] for row in rows],
    )


def unpack_fix(packed: bytes) -> Fix:
    """Read what `pack_fix` wrote; ValueError for another version or length."""
    if len(packed) != _LAYOUT.size or packed[0] != _LAYOUT_VERSION:
        raise ValueError("these bytes are not a packed fix")
    _, flags, fixed, fixed_low, received, received_low, seq, lat, lon, accuracy, speed, heading, altitude, battery = (
        _LAYOUT.unpack(packed)
    )
    return Fix(
        fixed_at=from_epoch_ms(fixed << 16 | fixed_low),
        seq=seq,
        received_at=from_epoch_ms(received << 16 | received_low),
        lat=None if lat == _NO_DEGREES else lat / 1e7,
        lon=None if lon == _NO_DEGREES else lon / 1e7,
        accuracy_m=None if accuracy == _NO_LONG else accuracy / 10,
        source=_SOURCES[flags & 3],
        speed_mps=None if speed == _NO_WORD else speed / 100,
        heading_deg=None if heading == _NO_WORD else heading / 10,
        altitude_m=None if altitude == _NO_ALTITUDE else float(altitude),
        battery_percent=None if battery == _NO_BATTERY else battery,
        strap=_STRAPS[flags >> 2 & 3],
        charging=_CHARGES[flags >> 4 & 3],
        sos=bool(flags & 64),
    )
