"""Zones and their hours in words, for papers, lists and alerts."""

from collections.abc import Iterable, Mapping
from typing import Any

from api.console import formats
from api.console.formats import Translate
from api.console.view_models.base import Language
from api.console.view_models.orders import ZoneLine

_WHOLE_WEEK = frozenset(range(1, 8))
_WORKING_DAYS = frozenset(range(1, 6))
_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def zone_lines(zones: Iterable[Mapping[str, Any]], language: Language, translate: Translate) -> tuple[ZoneLine, ...]:
    """Zones, as `Zone.as_dict()` gives them, as lines of a paper."""
    return tuple(
        ZoneLine(
            zone_id=zone["condition_id"],
            kind=zone["kind"],
            name=zone["name"],
            shape=shape_in_words(zone["shape"], language, translate),
            hours=hours_in_words(zone["hours"], language, translate),
            is_protected=zone["is_protected"],
        )
        for zone in zones
    )


def shape_in_words(shape: Mapping[str, Any] | None, language: Language, translate: Translate) -> str:
    """A circle by its centre and radius, a polygon by its corners; a hidden shape says that it is one."""
    if shape is None:
        return translate("形状不公开")
    if shape["type"] == "Circle":
        lon, lat = shape["coordinates"]
        said = {"place": formats.place(lat, lon, language), "radius": formats.distance(shape["radius_m"], translate)}
        return translate("以%(place)s为圆心、半径 %(radius)s的圆形") % said
    shell, *holes = shape["coordinates"]
    corners = translate("%(corners)s 个顶点的多边形") % {"corners": len(shell) - (shell[0] == shell[-1])}
    return corners + (translate("，其中挖去 %(holes)s 处") % {"holes": len(holes)} if holes else "")


def hours_in_words(hours: Mapping[str, Any] | None, language: Language, translate: Translate) -> str:
    """When a condition applies: `全天`, or each window with its days."""
    if hours is None:
        return translate("全天")
    return translate("；").join(_window(window, language, translate) for window in hours["windows"])


def _window(window: Mapping[str, Any], language: Language, translate: Translate) -> str:
    days = _days(frozenset(window["weekdays"]), language, translate)
    start, end = window["start"], window["end"]
    if start == end:
        return translate("%(days)s全天") % {"days": days}
    said = {"days": days, "start": start, "end": end}
    if end < start and end != "00:00":
        return translate("%(days)s %(start)s 至次日 %(end)s") % said
    return translate("%(days)s %(start)s 至 %(end)s") % (said | {"end": "24:00" if end == "00:00" else end})


def _days(weekdays: frozenset[int], language: Language, translate: Translate) -> str:
    if weekdays == _WHOLE_WEEK:
        return translate("每天")
    if weekdays == _WORKING_DAYS:
        return translate("周一至周五")
    if language == "zh":
        return "周" + "、".join(_WEEKDAYS_ZH[day - 1] for day in sorted(weekdays))
    return ", ".join(_WEEKDAYS_EN[day - 1] for day in sorted(weekdays))
