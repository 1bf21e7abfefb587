"""The least positions that serve: thinned to one in so many minutes, and only those with a location. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from supervision.position import Fix


class DisclosedPosition(msgspec.Struct, frozen=True):
    """When and where, with its accuracy in metres; nothing else that the tracker said."""

    fixed_at: datetime
    lat: float
    lon: float
    accuracy_m: float | None


def thinned(fixes: Iterable[Fix], every_minutes: int) -> tuple[DisclosedPosition, ...]:
    """The first position of each stretch of `every_minutes`, in order of time."""
    chosen: list[DisclosedPosition] = []
    step = timedelta(minutes=every_minutes)
    for fix in sorted(fixes, key=lambda one: one.fixed_at):
        if fix.lat is None or fix.lon is None:
            continue
        if not chosen or fix.fixed_at - chosen[-1].fixed_at >= step:
            chosen.append(DisclosedPosition(fix.fixed_at, fix.lat, fix.lon, fix.accuracy_m))
    return tuple(chosen)
