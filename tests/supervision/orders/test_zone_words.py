"""Zones and their hours read as one would say them."""

from typing import Any

import pytest

from supervision.orders.zone_words import (
    HIDDEN,
    PROTECTED,
    distance_in_words,
    hours_in_words,
    place_in_words,
    shape_in_words,
    zones_for_wearer,
)
from tests.makers_orders import make_zone

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
    assert hours_in_words(hours) == said


def test_hours_are_said_in_english_too() -> None:
    hours = {"windows": [*_hours([1, 3], "08:00", "12:00")["windows"], *_hours([7], "22:00", "06:00")["windows"]]}
    said = hours_in_words(hours).english
    assert said == "Mon, Wed 08:00 to 12:00; Sun 22:00 to 06:00 the next day"


def test_a_circle_is_told_by_centre_and_radius_and_a_polygon_by_its_corners() -> None:
    circle = {"type": "Circle", "coordinates": [112.0, 35.0], "radius_m": 300}
    assert shape_in_words(circle) == "以北纬 35.00000°，东经 112.00000°为圆心、半径 300 米的圆形"
    assert shape_in_words({"type": "Polygon", "coordinates": [SQUARE]}) == "4 个顶点的多边形"
    holed = {"type": "Polygon", "coordinates": [SQUARE, SQUARE]}
    assert shape_in_words(holed) == "4 个顶点的多边形，其中挖去 1 处"


def test_a_hidden_shape_is_said_to_be_hidden() -> None:
    assert shape_in_words(None) == HIDDEN


def test_places_and_distances_name_their_side_and_unit() -> None:
    assert place_in_words(35.491, 112.853) == "北纬 35.49100°，东经 112.85300°"
    assert place_in_words(-35.491, -112.853).english == "35.49100° S, 112.85300° W"
    assert (distance_in_words(480.4), distance_in_words(1_250).english) == ("480 米", "1.2 km")


def test_a_notice_names_each_zone_with_its_hours_and_of_a_protected_one_no_name() -> None:
    hours = _hours([1, 2, 3, 4, 5, 6, 7], "22:00", "06:00")
    home = make_zone(name="住处", hours=hours, is_protected=False)
    hidden = make_zone(kind="forbidden", name="", hours=None, is_protected=True) | {"shape": None}
    first, second = zones_for_wearer([home, hidden])
    assert first.startswith("规定区域：住处，以北纬")
    assert first.endswith("每天 22:00 至次日 06:00")
    assert second == PROTECTED
