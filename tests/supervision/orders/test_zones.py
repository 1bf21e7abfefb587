from datetime import UTC, datetime, time
from math import cos, pi, sin
from uuid import UUID

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from supervision.orders.hours import HoursRefused, WeeklyHours, Window
from supervision.orders.zones import Circle, Place, Polygon, Shape, Zone, ZoneKind, ZoneRefused, signed_distance_m
from supervision.position import Fix, FixSource, Point

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
ID = UUID(int=7)
HOME = Point(35.49, 112.85)


def ring(*corners: tuple[float, float]) -> tuple[Point, ...]:
    return tuple(Point(lat, lon) for lat, lon in corners)


def around(center: Point, size_deg: float, corners: int = 24) -> tuple[Point, ...]:
    turns = [2 * pi * corner / corners for corner in range(corners)]
    return tuple(Point(center.lat + size_deg * sin(turn), center.lon + size_deg * cos(turn)) for turn in turns)


SQUARE = Polygon(ring((35.49, 112.85), (35.50, 112.85), (35.50, 112.86), (35.49, 112.86)))
COURTYARD = Polygon(SQUARE.shell, (ring((35.494, 112.854), (35.496, 112.854), (35.496, 112.856), (35.494, 112.856)),))


def fix_at(lat: float | None, lon: float | None, accuracy_m: float | None = 12.0) -> Fix:
    return Fix(AT, 1, AT, lat, lon, accuracy_m)


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(30, 50_000), st.floats(-0.6, 0.6), st.floats(-0.6, 0.6))
def test_the_edge_of_a_circle_lies_at_its_radius_along_the_geodesic(
    lat: float, lon: float, radius_m: float, north: float, east: float
) -> None:
    place = max(-90.0, min(90.0, lat + north)), (lon + east + 180) % 360 - 180
    expected = geodesic((lat, lon), place).m - radius_m
    assert signed_distance_m(Circle(Point(lat, lon), radius_m), *place) == pytest.approx(expected, rel=1e-6, abs=0.02)


@pytest.mark.parametrize(
    ("lat", "lon", "metres"),
    [
        (35.495, 112.8599, -9.1),  # just within the eastern edge
        (35.495, 112.8601, 9.1),
        (35.501, 112.855, 110.9),
        (35.495, 112.855, -453.9),
    ],
)
def test_a_place_in_a_polygon_knows_how_far_its_edge_is(lat: float, lon: float, metres: float) -> None:
    assert SQUARE.signed_distance_m(lat, lon) == pytest.approx(metres, abs=0.5)


def test_a_hole_is_outside() -> None:
    assert COURTYARD.signed_distance_m(35.495, 112.855) == pytest.approx(90.7, abs=0.5)
    assert COURTYARD.signed_distance_m(35.493, 112.853) < 0


def test_a_polygon_over_the_antimeridian_is_in_one_piece() -> None:
    strait = Polygon(ring((10, 179.9), (10, -179.9), (10.2, -179.9), (10.2, 179.9)))
    assert strait.signed_distance_m(10.1, 180) == pytest.approx(strait.signed_distance_m(10.1, -180))
    assert strait.signed_distance_m(10.1, 180) < -10_000
    assert strait.signed_distance_m(10.1, 179.85) == pytest.approx(5_480, abs=5)
    assert strait.signed_distance_m(10.1, 0) > 15_000_000


def test_a_polygon_around_a_pole_contains_it() -> None:
    cap = Polygon(ring((89.8, 0), (89.8, 60), (89.8, 120), (89.8, 180), (89.8, -120), (89.8, -60)))
    assert cap.signed_distance_m(90, 13) == pytest.approx(-22_340, abs=30)
    assert cap.signed_distance_m(89.75, 33) == pytest.approx(5_585, abs=30)
    assert cap.signed_distance_m(-90, 0) > 18_000_000


def test_a_long_edge_runs_straight_on_the_map_not_along_the_great_circle() -> None:
    county = Polygon(ring((60, 10), (60, 11.2), (60.3, 11.2), (60.3, 10)))
    assert county.signed_distance_m(60.0005, 10.6) < 0
    assert county.signed_distance_m(59.9995, 10.6) > 0


@given(st.floats(0.0061, 0.2), st.floats(0, 2 * pi))
def test_outside_a_polygon_the_distance_is_never_overstated(away_deg: float, turn: float) -> None:
    lat, lon = 35.49 + away_deg * sin(turn), 112.85 + away_deg * cos(turn)
    many = Polygon(around(HOME, 0.005))
    nearest_corner = min(geodesic((lat, lon), (corner.lat, corner.lon)).m for corner in many.shell)
    assert nearest_corner - 160 <= many.signed_distance_m(lat, lon) <= nearest_corner + 0.1


@pytest.mark.parametrize("shape", [Circle(HOME, 100), SQUARE, COURTYARD])
def test_zones_survive_being_written_and_read(shape: Shape) -> None:
    nights = WeeklyHours((Window(frozenset({1, 5}), time(22), time(6)),))
    zone = Zone(ID, ZoneKind.FORBIDDEN, shape, nights, is_protected=True, name="学校")
    assert Zone.from_dict(zone.as_dict()) == zone
    assert zone.as_dict()["shape"]["type"] in {"Circle", "Polygon"}


def test_a_closed_ring_is_the_same_as_an_open_one() -> None:
    assert Polygon((*SQUARE.shell, SQUARE.shell[0])) == SQUARE
    coordinates = SQUARE.as_dict()["coordinates"]
    assert coordinates[0][0] == coordinates[0][-1] == [112.85, 35.49]


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ({"type": "Circle", "coordinates": [112.85, 35.49], "radius_m": 29}, "radius"),
        ({"type": "Circle", "coordinates": [112.85, 35.49], "radius_m": 50_001}, "radius"),
        ({"type": "Circle", "coordinates": [112.85, 35.49], "radius_m": float("nan")}, "radius"),
        ({"type": "Circle", "coordinates": [35.49, 112.85], "radius_m": 100}, "longitude before latitude"),
        ({"type": "Circle", "coordinates": [112.85], "radius_m": 100}, "longitude before latitude"),
        ({"type": "Polygon", "coordinates": []}, "coordinates"),
        ({"type": "Polygon", "coordinates": [[[1, 1], [1.1, 1.1]]]}, "three corners"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [0.1, 0.1], [0.1, 0], [0, 0.1]]]}, "self-intersection"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2]]]}, "50 km"),
        ({"type": "LineString", "coordinates": []}, "Circle or a Polygon"),
        ("a circle", "type"),
    ],
)
def test_a_shape_that_cannot_be_is_refused_with_the_reason(shape: object, why: str) -> None:
    with pytest.raises(ZoneRefused) as refusal:
        Zone.from_dict({"condition_id": str(ID), "kind": "required", "shape": shape})
    assert why in refusal.value.args[0].english


def test_a_refusal_names_no_coordinates() -> None:
    with pytest.raises(ZoneRefused) as refusal:
        Polygon(ring((35.1234, 112.1), (35.2, 112.2), (35.2, 112.1), (35.1234, 112.2)))
    assert "35." not in str(refusal.value)
    assert "112." not in str(refusal.value)


def test_a_polygon_has_at_most_five_hundred_corners() -> None:
    assert len(Polygon(around(HOME, 0.01, 500)).shell) == 500
    with pytest.raises(ZoneRefused, match="500"):
        Polygon(around(HOME, 0.01, 501))


@pytest.mark.parametrize(
    "plain",
    [
        {"kind": "required"},
        {"kind": "home"},
        {"condition_id": "7"},
        {"is_protected": "yes"},
        {"name": 5},
        {"name": "长" * 101},
        {"is_protected": True},
    ],
)
def test_a_zone_needs_all_its_parts(plain: dict[str, object]) -> None:
    whole = {"condition_id": str(ID), "kind": "required", "shape": Circle(HOME, 100).as_dict()}
    kept = {**whole, **plain}
    if plain == {"kind": "required"}:
        del kept["shape"]
    with pytest.raises(ZoneRefused):
        Zone.from_dict(kept)


def test_wrong_hours_of_a_zone_are_refused_as_hours() -> None:
    shape = Circle(HOME, 100).as_dict()
    with pytest.raises(HoursRefused):
        Zone.from_dict({"condition_id": str(ID), "kind": "required", "shape": shape, "hours": {"windows": []}})


@pytest.mark.parametrize(
    ("north_m", "accuracy_m", "place"),
    [
        (0, 99, Place.INSIDE),
        (0, 101, Place.UNKNOWN),
        (80, 12, Place.INSIDE),
        (95, 12, Place.UNKNOWN),
        (105, 12, Place.UNKNOWN),
        (113, 12, Place.OUTSIDE),
        (600, 480, Place.OUTSIDE),
        (600, 520, Place.UNKNOWN),
    ],
)
def test_only_a_whole_accuracy_circle_is_inside_or_outside(north_m: float, accuracy_m: float, place: Place) -> None:
    zone = Zone(ID, ZoneKind.REQUIRED, Circle(HOME, 100))
    placed = zone.place(fix_at(HOME.lat + north_m / 110_946, HOME.lon, accuracy_m))
    assert placed.place is place
    assert placed.margin_m == pytest.approx(north_m - 100, abs=0.2)


def test_without_a_location_nobody_knows() -> None:
    assert Zone(ID, ZoneKind.REQUIRED, Circle(HOME, 100)).place(fix_at(None, None)).place is Place.UNKNOWN


def test_a_fix_that_reports_no_accuracy_is_not_taken_for_exact() -> None:
    zone = Zone(ID, ZoneKind.REQUIRED, Circle(HOME, 100))
    near = HOME.lat + 130 / 110_946
    assert zone.place(fix_at(near, HOME.lon, 12)).place is Place.OUTSIDE
    assert zone.place(fix_at(near, HOME.lon, None)).place is Place.UNKNOWN
    cell = Fix(AT, 1, AT, HOME.lat + 0.01, HOME.lon, None, FixSource.CELL)
    assert zone.place(cell).place is Place.UNKNOWN
