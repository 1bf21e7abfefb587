"""Ways, streets and the days of an invented wearer."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from devices.simulator.walking import Walker
from devices.simulator.ways import Spot, Streets, Way, distance_m
from supervision.legal_time import day_start
from supervision.position import distance_m as distance_on_earth_m
from tests.devices.simulator.makers import FAR, HOME, NOON, PLANE, WAYS, minutes, walker

DAYS = [date(2026, 3, 2) + timedelta(days=day) for day in range(14)]


def test_a_way_is_walked_from_end_to_end_and_no_further() -> None:
    way = Way((Spot(0, 0), Spot(30, 0), Spot(30, 40)))
    assert way.length_m == 70
    assert [way.spot_at(along) for along in (-5, 0, 30, 50, 70, 99)] == [
        Spot(0, 0), Spot(0, 0), Spot(30, 0), Spot(30, 20), Spot(30, 40), Spot(30, 40),
    ]  # fmt: skip
    assert [way.heading_at(along) for along in (10, 60)] == [90, 0]


def test_the_beginning_of_a_way_has_the_length_asked_for() -> None:
    way = Way((Spot(0, 0), Spot(30, 0), Spot(30, 40)))
    assert way.first(50).spots == (Spot(0, 0), Spot(30, 0), Spot(30, 20))
    assert way.first(500) == way


def test_streets_know_the_shortest_way() -> None:
    corner, far, around = Spot(0, 100), Spot(100, 100), Spot(100, 0)
    streets = Streets(
        [(Spot(0, 0), corner), (corner, far), (Spot(0, 0), around), (around, Spot(500, 0)), (around, far)]
    )
    ways = streets.ways_from(Spot(0, 0))
    assert ways[far].length_m == 200
    assert ways[Spot(500, 0)].spots == (Spot(0, 0), around, Spot(500, 0))
    assert Spot(0, 0) not in ways


def test_a_plane_keeps_distances() -> None:
    here, there = PLANE.point(Spot(-4_000, 3_000)), PLANE.point(Spot(5_000, -2_000))
    flat_m = distance_m(Spot(-4_000, 3_000), Spot(5_000, -2_000))
    assert distance_on_earth_m(here.lat, here.lon, there.lat, there.lon) == pytest.approx(flat_m, rel=4e-3)


def test_two_walkers_of_one_seed_are_at_the_same_place_at_every_moment() -> None:
    moments = [NOON + minutes(7 * step) for step in range(500)]
    one, other = walker(), walker()
    assert [one.whereabouts(at) for at in moments] == [other.whereabouts(at) for at in reversed(moments)][::-1]
    assert any(one.whereabouts(at) != walker("two").whereabouts(at) for at in moments)


@pytest.mark.parametrize("day", DAYS)
def test_everybody_is_at_home_from_a_quarter_to_nine_at_night_until_half_past_six(day: date) -> None:
    someone = walker()
    night = [day_start(day) + timedelta(hours=20.75) + minutes(15 * step) for step in range(40)]
    assert {someone.whereabouts(at).spot for at in night} == {HOME}


def test_outings_follow_each_other_along_the_ways_and_end_at_home() -> None:
    someone = walker()
    outings = [outing for day in DAYS for outing in someone.outings_on(day)]
    assert len(outings) > 14
    assert all(before.ends_at < after.begins_at for before, after in pairwise(outings))
    assert {outing.way for outing in outings} == set(WAYS)
    assert all(someone.whereabouts(outing.ends_at).spot == HOME for outing in outings)


def test_nobody_is_faster_than_a_bicycle() -> None:
    someone = walker()
    seconds = [day_start(DAYS[0]) + timedelta(seconds=5 * step) for step in range(24 * 720)]
    spots = [someone.whereabouts(at).spot for at in seconds]
    assert 3 < max(distance_m(one, other) for one, other in pairwise(spots)) <= 5 * 4.5 + 1e-6


def test_straying_begins_where_the_wearer_is_and_ends_with_their_own_day() -> None:
    someone = walker()
    outing = next(outing for day in DAYS for outing in someone.outings_on(day) if outing.way == WAYS[2])
    begins_at = outing.begins_at + timedelta(seconds=200)
    here = someone.whereabouts(begins_at).spot
    stray = someone.stray(FAR, begins_at, 5.0, 60.0)
    assert here != HOME
    assert someone.whereabouts(begins_at).spot == here
    assert someone.whereabouts(begins_at + timedelta(seconds=stray.way.length_m / 5 + 30)).spot == Spot(6_000, 0)
    assert someone.whereabouts(stray.ends_at) == walker().whereabouts(stray.ends_at)


def test_who_has_no_way_stays_at_home() -> None:
    someone = Walker("nobody", HOME, ())
    assert {someone.whereabouts(NOON + minutes(30 * step)).spot for step in range(48)} == {HOME}
