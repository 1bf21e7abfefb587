"""Zones of an order as lines of its paper."""

from api.console.zone_words import zone_lines
from tests.api.console.samples.orders import ZONES


def test_a_zone_of_an_order_becomes_a_line_of_its_paper() -> None:
    home, protected = zone_lines(ZONES, "zh")
    assert (home.name, home.kind, home.hours) == ("住处", "required", "每天 22:00 至次日 06:00")
    assert protected.is_protected
