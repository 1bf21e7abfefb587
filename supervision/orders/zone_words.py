"""Zones and their hours in words, for papers, pages and alerts. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from supervision.orders.zones import ZoneKind
from supervision.wording import Wording

ZONE_KIND_NAMES: Mapping[ZoneKind, Wording] = {
    ZoneKind.REQUIRED: Wording("规定区域", "required zone"),
    ZoneKind.FORBIDDEN: Wording("禁止区域", "forbidden zone"),
}
PROTECTED = "禁止区域（保护）：接近受保护的人或者地点时会收到离开的提示，须立即离开。"
"""All that a wearer is told of a protected zone."""
HIDDEN = Wording("形状不公开", "shape not shown")
WHOLE_DAY = Wording("全天", "all day")

_KILOMETRE_M = 1_000
_WHOLE_WEEK = frozenset(range(1, 8))
_WORKING_DAYS = frozenset(range(1, 6))
_WEEKDAYS = "一二三四五六日"
_WEEKDAYS_IN_ENGLISH = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def zones_for_wearer(zones: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """A line for each zone as a notice may have it, `shown_to_wearer`; of a protected one only what to do near it."""
    return tuple(
        PROTECTED
        if zone["is_protected"]
        else f"{ZONE_KIND_NAMES[ZoneKind(zone['kind'])]}：{zone['name']}，{shape_in_words(zone['shape'])}，"
        f"{hours_in_words(zone['hours'])}"
        for zone in zones
    )


def shape_in_words(shape: Mapping[str, Any] | None) -> Wording:
    """A circle by its centre and radius, a polygon by its corners; a hidden shape says that it is one."""
    if shape is None:
        return HIDDEN
    if shape["type"] == "Circle":
        lon, lat = shape["coordinates"]
        place, radius = place_in_words(lat, lon), distance_in_words(shape["radius_m"])
        return Wording(f"以{place}为圆心、半径 {radius}的圆形", f"circle of {radius.english} around {place.english}")
    shell, *holes = shape["coordinates"]
    corners = len(shell) - (shell[0] == shell[-1])
    cut = Wording(f"，其中挖去 {len(holes)} 处", f", with {len(holes)} parts cut out") if holes else Wording("", "")
    return Wording(f"{corners} 个顶点的多边形{cut}", f"polygon with {corners} corners{cut.english}")


def hours_in_words(hours: Mapping[str, Any] | None) -> Wording:
    """When a condition applies: `全天`, or each window with its days."""
    if hours is None:
        return WHOLE_DAY
    windows = [_window(window) for window in hours["windows"]]
    return Wording("；".join(windows), "; ".join(window.english for window in windows))


def place_in_words(latitude: float, longitude: float) -> Wording:
    """Coordinates for people, with five decimals (about a metre)."""
    north, east = f"{abs(latitude):.5f}°", f"{abs(longitude):.5f}°"
    return Wording(
        f"{'北纬' if latitude >= 0 else '南纬'} {north}，{'东经' if longitude >= 0 else '西经'} {east}",
        f"{north} {'N' if latitude >= 0 else 'S'}, {east} {'E' if longitude >= 0 else 'W'}",
    )


def distance_in_words(metres: float) -> Wording:
    """A distance in metres, from a kilometre on in kilometres."""
    if abs(metres) < _KILOMETRE_M:
        return Wording(f"{round(metres)} 米", f"{round(metres)} m")
    return Wording(f"{metres / _KILOMETRE_M:.1f} 公里", f"{metres / _KILOMETRE_M:.1f} km")


def _window(window: Mapping[str, Any]) -> Wording:
    days, start, end = _days(frozenset(window["weekdays"])), window["start"], window["end"]
    if start == end:
        return Wording(f"{days}全天", f"{days.english} all day")
    if end < start and end != "00:00":
        return Wording(f"{days} {start} 至次日 {end}", f"{days.english} {start} to {end} the next day")
    until = "24:00" if end == "00:00" else end
    return Wording(f"{days} {start} 至 {until}", f"{days.english} {start} to {until}")


def _days(weekdays: frozenset[int]) -> Wording:
    if weekdays == _WHOLE_WEEK:
        return Wording("每天", "every day")
    if weekdays == _WORKING_DAYS:
        return Wording("周一至周五", "Mon–Fri")
    days = sorted(weekdays)
    return Wording(
        "周" + "、".join(_WEEKDAYS[day - 1] for day in days), ", ".join(_WEEKDAYS_IN_ENGLISH[day - 1] for day in days)
    )
