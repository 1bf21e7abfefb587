"""Zones and their hours read as one would say them."""

from typing import Any

import pytest

from api.console.rendering import translations
from api.console.zone_words import hours_in_words, shape_in_words, zone_lines
from tests.api.console.samples.orders import ZONES

CHINESE = translations("zh").gettext
SQUARE = [[112.0, 35.0], [112.1, 35.0], [112.1, 35.1], [112.0, 35.1], [112.0, 35.0]]


def _hours(weekdays: list[int], start: str, end: str) -> dict[str, Any]:
    return {"windows": [{"weekdays": weekdays, "start": start, "end": end}]}


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (None, "全天"),
        (_hours([1, 2, 3, 4, 5, 6, 7], "22:00", "06:00"), "每天 22:00 至次日 06:00"),
        (_hours([1, 2, 3, 4, 5], "07:00", "19:00"), "周一至周五 07:00 至 19:00"),
        (_hours([6, 7], "00:00", "00:00"), "周六、日全天"),
        (_hours([3], "18:00", "00:00"), "周三 18:00 至 24:00"),
    ],
)
def test_hours_say_when_a_window_ends_on_the_following_day(hours: dict[str, Any] | None, said: str) -> None:
    assert hours_in_words(hours, "zh", CHINESE) == said


def test_hours_are_said_in_english_too() -> None:
    hours = {"windows": [*_hours([1, 3], "08:00", "12:00")["windows"], *_hours([7], "22:00", "06:00")["windows"]]}
    said = hours_in_words(hours, "en", translations("en").gettext)
    assert said == "Mon, Wed 08:00 to 12:00; Sun 22:00 to 06:00 the next day"


def test_a_circle_is_told_by_centre_and_radius_and_a_polygon_by_its_corners() -> None:
    circle = {"type": "Circle", "coordinates": [112.0, 35.0], "radius_m": 300}
    assert shape_in_words(circle, "zh", CHINESE) == "以北纬 35.00000°，东经 112.00000°为圆心、半径 300 米的圆形"
    assert shape_in_words({"type": "Polygon", "coordinates": [SQUARE]}, "zh", CHINESE) == "4 个顶点的多边形"
    holed = {"type": "Polygon", "coordinates": [SQUARE, SQUARE]}
    assert shape_in_words(holed, "zh", CHINESE) == "4 个顶点的多边形，其中挖去 1 处"


def test_a_hidden_shape_is_said_to_be_hidden() -> None:
    assert shape_in_words(None, "zh", CHINESE) == "形状不公开"


def test_a_zone_of_an_order_becomes_a_line_of_its_paper() -> None:
    home, protected = zone_lines(ZONES, "zh", CHINESE)
    assert (home.name, home.kind, home.hours) == ("住处", "required", "每天 22:00 至次日 06:00")
    assert protected.is_protected
