"""When a wearer has crossed the edge of a zone: evidence that adds up fix by fix. Pure.

The rule, as it would be told in court. *Every fix is given points by how many times its own accuracy radius it lies
beyond the edge: none for one radius, where its whole accuracy circle is just outside, one more for each further radius,
at most two. A fix that lies less far, or inside, takes points away, at most one and a quarter. Points never fall below
zero. At two and a half the alarm is given: no single fix can give it, two clear ones do.* A fix counts for less when it
is coarse (over 60 m, in proportion), when it came less than 20 s after the one before, or when the tracker located
itself by Wi-Fi or cells; and it accuses less when it repeats its coordinates (in full only after 120 s: the same error
is no second witness). Points that raised no alarm lapse after an hour without a location. An excursion is over when
fixes inside have taken all points away: at least two, as for leaving.

This is Page's cumulative sum test (1954), its score the standardised distance; docs/adr/0005 says how it was chosen.
"""

from msgspec import Struct
from msgspec.structs import replace

from supervision.position import FixSource

CONFIRMING_POINTS = 2.5
MOST_POINTS = 2.0
MOST_LOSS = 1.25
FULL_WEIGHT_ACCURACY_M = 60.0
LEAST_ACCURACY_M = 5.0
"""No fix is believed to be better than this, whatever it reports."""
INDEPENDENT_AFTER_MS = 20_000
REPEATED_INDEPENDENT_AFTER_MS = 120_000
LAPSE_AFTER_MS = 3_600_000
SOURCE_WEIGHT = {FixSource.GNSS: 1.0, FixSource.WIFI: 0.8, FixSource.CELL: 0.65}
DOUBTED_WEIGHT = 0.25
"""What a fix counts for within two minutes of a jump that no wearer can make: five such fixes are needed, not two."""

_MOST_EVIDENCE = 12


class Crossing(Struct, frozen=True, array_like=True):
    """How far the evidence has come that the wearer is on the wrong side of one zone's edge.

    `first_ms` is the time of the fix with which the excursion began, `sum_points` what it had gathered when it was
    confirmed, `doubts` the flags of all fixes that spoke for it, `evidence` their (time, number), the first twelve.
    """

    points: float = 0.0
    is_confirmed: bool = False
    first_ms: int = 0
    sum_points: float = 0.0
    doubts: int = 0
    evidence: tuple[tuple[int, int], ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether the wearer is beyond the edge for certain by the last word of the fixes, with no return begun."""
        return self.is_confirmed and self.points >= CONFIRMING_POINTS


AT_REST = Crossing()


def follow(
    crossing: Crossing,
    beyond_m: float,
    accuracy_m: float,
    weights: tuple[float, float],
    key: tuple[int, int],
    doubts: int,
) -> Crossing:
    """The crossing after one more fix, `beyond_m` metres on the wrong side of the edge (negative on the right side).

    `weights` are those of the fix as a witness for the crossing and for a return.
    """
    radius_m = max(accuracy_m, LEAST_ACCURACY_M)
    points = min(beyond_m / radius_m - 1.0, MOST_POINTS)
    if points <= 0.0:
        if crossing is AT_REST or (crossing.is_confirmed and beyond_m >= 0.0):
            return crossing  # nothing to take away, or too near the edge to speak for a return
        points = max(points, -MOST_LOSS)
    if radius_m > FULL_WEIGHT_ACCURACY_M:
        points *= FULL_WEIGHT_ACCURACY_M / radius_m
    total = crossing.points + points * weights[points <= 0.0]
    if total <= 0.0:
        return AT_REST
    if crossing.is_confirmed:
        total = min(total, CONFIRMING_POINTS)
        return crossing if total == crossing.points else replace(crossing, points=total)
    if points <= 0.0:
        return replace(crossing, points=total)
    return _supported(crossing, total, key, doubts)


def _supported(crossing: Crossing, total: float, key: tuple[int, int], doubts: int) -> Crossing:
    """The crossing after a fix that speaks for it."""
    evidence = crossing.evidence
    is_confirmed = total >= CONFIRMING_POINTS
    return Crossing(
        points=min(total, CONFIRMING_POINTS),
        is_confirmed=is_confirmed,
        first_ms=crossing.first_ms if evidence else key[0],
        sum_points=total if is_confirmed else 0.0,
        doubts=crossing.doubts | doubts,
        evidence=(*evidence, key) if len(evidence) < _MOST_EVIDENCE else evidence,
    )


def independence(since_last_ms: int, *, is_repeated: bool) -> float:
    """How much of a witness of its own a fix is, from 0 to 1, by the time since the fix before it."""
    full_after_ms = REPEATED_INDEPENDENT_AFTER_MS if is_repeated else INDEPENDENT_AFTER_MS
    return 1.0 if since_last_ms >= full_after_ms else since_last_ms / full_after_ms
