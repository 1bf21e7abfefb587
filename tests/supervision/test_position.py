from datetime import UTC, datetime, timedelta, timezone
from math import inf, nan

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from supervision.position import Fix, FixSource, Point, Strap, distance_m, epoch_ms, from_epoch_ms, pack_fix, unpack_fix

AT = datetime(2026, 11, 23, 8, 0, 0, 123456, tzinfo=UTC)

times = st.datetimes(datetime(1970, 1, 2), datetime(2199, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001
latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
places = st.one_of(st.none(), st.tuples(latitudes, longitudes))


@st.composite
def fixes(draw: st.DrawFn) -> Fix:
    place = draw(places)
    return Fix(
        fixed_at=draw(times),
        seq=draw(st.integers(0, 2**63 - 1)),
        received_at=draw(times),
        lat=place[0] if place else None,
        lon=place[1] if place else None,
        accuracy_m=draw(st.none() | st.floats(0, 100_000)),
        source=draw(st.sampled_from(FixSource)),
        speed_mps=draw(st.none() | st.floats(-1, 2_000)),
        heading_deg=draw(st.none() | st.floats(-720, 720)),
        altitude_m=draw(st.none() | st.floats(-50_000, 50_000)),
        battery_percent=draw(st.none() | st.integers(-1, 300)),
        strap=draw(st.none() | st.sampled_from(Strap)),
        sos=draw(st.booleans()),
        charging=draw(st.none() | st.booleans()),
    )


@given(fixes())
def test_a_fix_read_back_from_its_bytes_is_the_fix_that_was_written(fix: Fix) -> None:
    packed = pack_fix(fix)
    assert unpack_fix(packed) == fix
    assert len(packed) == 41


def test_a_fix_keeps_what_the_native_format_can_say_to_the_last_digit() -> None:
    fix = Fix(
        AT,
        184,
        AT,
        35.4912345,
        112.8512345,
        12.5,
        FixSource.WIFI,
        1.25,
        359.9,
        801,
        77,
        Strap.OPEN,
        sos=True,
        charging=False,
    )
    back = unpack_fix(pack_fix(fix))
    assert (back.lat, back.lon, back.accuracy_m, back.speed_mps) == (35.4912345, 112.8512345, 12.5, 1.25)
    assert (back.fixed_at, back.heading_deg, back.altitude_m) == (AT.replace(microsecond=123000), 359.9, 801.0)


def test_bytes_of_another_version_are_refused() -> None:
    packed = bytearray(pack_fix(Fix(AT, 1, AT)))
    packed[0] += 1
    with pytest.raises(ValueError, match="not a packed fix"):
        unpack_fix(bytes(packed))


@pytest.mark.parametrize(
    "wrong",
    [
        {"lat": 35.0, "lon": None},
        {"lat": 90.5, "lon": 0.0},
        {"lat": nan, "lon": 0.0},
        {"lat": 0.0, "lon": inf},
        {"accuracy_m": -1.0},
        {"accuracy_m": nan},
        {"seq": -1},
        {"seq": 2**63},
        {"fixed_at": datetime(2026, 11, 23)},  # noqa: DTZ001 - the naive time is the point
        {"received_at": datetime(1969, 12, 31, tzinfo=UTC)},
    ],
)
def test_a_fix_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"coordinates|accuracy|out of range|aware"):
        Fix(**{"fixed_at": AT, "seq": 1, "received_at": AT, **wrong})  # type: ignore[arg-type]


def test_times_of_any_zone_are_the_same_moment() -> None:
    local = AT.astimezone(timezone(timedelta(hours=8)))
    assert epoch_ms(local) == epoch_ms(AT)
    assert from_epoch_ms(epoch_ms(local)) == AT.replace(microsecond=123000)


@given(latitudes, longitudes, st.floats(-0.4, 0.4), st.floats(-0.4, 0.4))
def test_a_distance_up_to_fifty_kilometres_is_that_of_the_geodesic(
    lat: float, lon: float, north: float, east: float
) -> None:
    other = max(-90.0, min(90.0, lat + north)), (lon + east + 180) % 360 - 180
    exact = geodesic((lat, lon), other).m
    assert distance_m(lat, lon, *other) == pytest.approx(exact, rel=1e-7, abs=0.001)


@pytest.mark.parametrize(
    ("one", "other"), [((10, 179.99), (10, -179.99)), ((89.999, 0), (89.999, 180)), ((-90, 0), (-89.99, 77))]
)
def test_poles_and_the_antimeridian_are_places_like_any_other(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert distance_m(*one, *other) == pytest.approx(geodesic(one, other).m, rel=1e-7)


def test_a_point_off_the_globe_is_none() -> None:
    with pytest.raises(ValueError, match="off the globe"):
        Point(91, 0)
