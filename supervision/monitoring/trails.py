"""A tracker's last place, and what it says of the next: repeated, frozen, or further than anyone can go. Pure."""

from typing import NamedTuple

from msgspec import Struct

from supervision.monitoring.crossings import DOUBTED_WEIGHT, FULL_WEIGHT_ACCURACY_M, SOURCE_WEIGHT, independence
from supervision.monitoring.doubts import Doubt
from supervision.orders.zones import accuracy_of
from supervision.position import Fix, FixSource, distance_m

FROZEN_AFTER_MS = 600_000
FROZEN_FIXES = 5
"""Coordinates count as frozen after more than this many equal ones over more than ten minutes."""

FASTEST_MPS = 300.0
"""Airliners stay below this; a tracker that seems to be faster is not where it says."""
JUMP_ALLOWANCE_M = 5_000.0
JUMP_ACCURACY_M = 100.0
JUMP_DOUBT_MS = 3_600_000
JUMP_SETTLES_MS = 110_000
"""Fixes that plausibly follow a jump for so long are believed again: two clear ones 120 s apart then suffice."""

_NEAR_DEG = 0.045  # about the allowance: what moved less in both directions is not reckoned out
_SOURCE_DOUBT = {FixSource.GNSS: 0, FixSource.WIFI: Doubt.WIFI, FixSource.CELL: Doubt.CELL}


class Trail(Struct, frozen=True, array_like=True):
    """The last located fix, since when and how often its coordinates were the same, and the last impossible jump."""

    ms: int = 0
    lat: float = 0.0
    lon: float = 0.0
    accuracy_m: float = 0.0
    same_since_ms: int = 0
    same_count: int = 0
    jump_ms: int = 0


NO_TRAIL = Trail()


class Weighed(NamedTuple):
    """A fix's weight as a witness for a crossing and for a return (0 to 1), its doubts, and how it follows the last.

    In doubt for the wearer: repeated coordinates and jumps weaken what accuses, not what acquits.
    """

    weight: float
    return_weight: float
    doubts: int
    since_last_ms: int
    is_jump: bool


def weigh(trail: Trail, fix: Fix, ms: int, lat: float, lon: float) -> tuple[Trail, Weighed]:
    """What a located fix is worth after those before it."""
    accuracy_m = accuracy_of(fix)
    doubts = _SOURCE_DOUBT[fix.source]
    if accuracy_m > FULL_WEIGHT_ACCURACY_M:
        doubts |= Doubt.COARSE
    if fix.accuracy_m is None:
        doubts |= Doubt.UNREPORTED_ACCURACY
    weight = SOURCE_WEIGHT[fix.source]
    if not trail.same_count:
        return Trail(ms, lat, lon, accuracy_m, ms, 1, 0), Weighed(weight, weight, doubts, 0, is_jump=False)
    since_ms = ms - trail.ms
    is_repeated = lat == trail.lat and lon == trail.lon
    same_since_ms, same_count = (trail.same_since_ms, trail.same_count + 1) if is_repeated else (ms, 1)
    if is_repeated:
        doubts |= Doubt.REPEATED
        if same_count > FROZEN_FIXES and ms - same_since_ms > FROZEN_AFTER_MS:
            doubts |= Doubt.FROZEN
    is_jump = not is_repeated and _jumps(trail, lat, lon, accuracy_m, since_ms)
    jump_ms = ms if is_jump else trail.jump_ms
    return_weight = weight * independence(since_ms, is_repeated=False)
    weight *= independence(since_ms, is_repeated=is_repeated)
    if jump_ms and ms - jump_ms < JUMP_DOUBT_MS:
        doubts |= Doubt.IMPOSSIBLE_SPEED
        if ms - jump_ms < JUMP_SETTLES_MS:
            weight *= DOUBTED_WEIGHT
    after = Trail(ms, lat, lon, accuracy_m, same_since_ms, same_count, jump_ms)
    return after, Weighed(weight, return_weight, doubts, since_ms, is_jump)


def _jumps(trail: Trail, lat: float, lon: float, accuracy_m: float, since_ms: int) -> bool:
    if abs(lat - trail.lat) < _NEAR_DEG and abs(lon - trail.lon) < _NEAR_DEG:
        return False
    if accuracy_m > JUMP_ACCURACY_M or trail.accuracy_m > JUMP_ACCURACY_M:
        return False
    return distance_m(trail.lat, trail.lon, lat, lon) > JUMP_ALLOWANCE_M + FASTEST_MPS * since_ms / 1000
