"""Weekly hours of a condition, in legal time, midnight-crossing windows included. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from supervision.errors import RuleRefused
from supervision.legal_time import LEGAL_ZONE
from supervision.wording import Wording

_DAY = 24 * 60
_WEEK = 7 * _DAY
_MOST_WINDOWS = 50

WEEKDAYS_WRONG = Wording(
    "每个时段至少选一天，星期用 1（星期一）至 7（星期日）表示。",
    "Weekdays are numbers from 1 (Monday) to 7 (Sunday), at least one.",
)
NO_WHOLE_MINUTES = Wording("时段以整分钟计，按北京时间。", "Hours are given in whole minutes of legal time.")
WINDOW_EMPTY = Wording(
    "时段的开始和结束相同：全天请写 00:00 至 00:00。",
    "A window that ends as it starts is meant how? Write 00:00 to 00:00 for whole days.",
)
WINDOWS_WRONG = Wording(f"时段须有 1 至 {_MOST_WINDOWS} 个。", f"Hours consist of 1 to {_MOST_WINDOWS} windows.")
HOURS_UNREADABLE = Wording(
    "时段须有星期、开始和结束时间，例如 22:00。",
    "Hours are windows of weekdays, a start and an end such as 22:00.",
)


class HoursRefused(RuleRefused, ValueError):
    """These hours cannot be put into an order."""

    code = "hours-refused"


@dataclass(frozen=True, slots=True)
class Window:
    """From `start` to `end` on each of `weekdays` (1 Monday to 7 Sunday), by whole minutes of legal time.

    An end at or before the start lies on the following day: 22:00 to 06:00 crosses midnight, 00:00 to 00:00 is the
    whole day.
    """

    weekdays: frozenset[int]
    start: time
    end: time

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= set(range(1, 8)):
            raise HoursRefused(WEEKDAYS_WRONG)
        if any(at.second or at.microsecond or at.tzinfo for at in (self.start, self.end)):
            raise HoursRefused(NO_WHOLE_MINUTES)
        if self.start == self.end != time():
            raise HoursRefused(WINDOW_EMPTY)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for sealing and for the API."""
        return {"weekdays": sorted(self.weekdays), "start": f"{self.start:%H:%M}", "end": f"{self.end:%H:%M}"}

    def minutes_of_week(self) -> Iterable[tuple[int, int]]:
        """Each occurrence as minutes since Monday 00:00; the last may run past the end of the week."""
        start, end = (at.hour * 60 + at.minute for at in (self.start, self.end))
        for weekday in self.weekdays:
            monday = (weekday - 1) * _DAY
            yield monday + start, monday + (end if end > start else end + _DAY)


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """When a condition applies, week by week; None instead of hours means always.

    A window holds from the first moment of its start minute up to, but not including, its end. HoursRefused if empty.
    """

    windows: tuple[Window, ...]
    _edges: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not 0 < len(self.windows) <= _MOST_WINDOWS:
            raise HoursRefused(WINDOWS_WRONG)
        object.__setattr__(self, "_edges", _edges_of(self.windows))

    def applies_at(self, at: datetime) -> bool:
        """Whether the condition applies at this moment."""
        return bisect_right(self._edges, _minute_of_week(at)) % 2 == 1

    def next_boundary(self, after: datetime) -> datetime | None:
        """The first moment later than `after` at which applying starts or stops; None if it never changes."""
        minute = _minute_of_week(after)
        edges = [edge for edge in self._edges if 0 < edge < _WEEK]
        if (self._edges[0] == 0) != (self._edges[-1] == _WEEK):
            edges.insert(0, 0)  # the week's turn is a boundary only if one side of it applies and the other does not
        if not edges:
            return None
        later = next((edge for edge in edges if edge > minute), edges[0] + _WEEK)
        whole = after.astimezone(LEGAL_ZONE).replace(second=0, microsecond=0)
        return whole + timedelta(minutes=later - minute)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for sealing and for the API."""
        return {"windows": [window.as_dict() for window in self.windows]}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "WeeklyHours":
        """Read `as_dict`; HoursRefused for anything that is not hours."""
        try:
            windows = tuple(
                Window(frozenset(w["weekdays"]), time.fromisoformat(w["start"]), time.fromisoformat(w["end"]))
                for w in plain["windows"]
            )
        except (KeyError, TypeError, ValueError) as error:
            if isinstance(error, HoursRefused):
                raise
            raise HoursRefused(HOURS_UNREADABLE) from error
        return cls(windows)


def _minute_of_week(at: datetime) -> int:
    local = at.astimezone(LEGAL_ZONE)
    return local.weekday() * _DAY + local.hour * 60 + local.minute


def _edges_of(windows: Iterable[Window]) -> tuple[int, ...]:
    """Rising minutes of the week, start and end in turn, of the union of the windows."""
    pieces: list[tuple[int, int]] = []
    for window in windows:
        for start, end in window.minutes_of_week():
            pieces.append((start, min(end, _WEEK)))
            if end > _WEEK:
                pieces.append((0, end - _WEEK))
    edges: list[int] = []
    for start, end in sorted(pieces):
        if edges and start <= edges[-1]:
            edges[-1] = max(edges[-1], end)
        else:
            edges += [start, end]
    return tuple(edges)
