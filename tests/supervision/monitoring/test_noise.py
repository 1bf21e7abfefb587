"""Honest noise accuses nobody: once as a certainty, once as a bound that was measured."""

from datetime import timedelta
from math import cos, pi, sin
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.position import Fix, FixSource
from tests.supervision.monitoring.tracks import HOME, METRE_OF_LATITUDE, START, alerts

METRE_OF_LONGITUDE = 1 / 90_755  # at the latitude of home
SIGMA_OF_68_PERCENT = 1 / 1.5096


def fix_at(number: int, seconds: float, east_m: float, north_m: float, accuracy_m: float, source: FixSource) -> Fix:
    fixed_at = START + timedelta(seconds=seconds)
    lat, lon = HOME.lat + north_m * METRE_OF_LATITUDE, HOME.lon + east_m * METRE_OF_LONGITUDE
    return Fix(fixed_at, number, fixed_at, lat, lon, accuracy_m, source)


errors = st.tuples(
    st.floats(1, 3_600),  # seconds since the fix before
    st.floats(0, 99),  # how far from the middle the wearer is
    st.floats(0, 2 * pi),
    st.floats(5, 5_000),  # the reported radius
    st.floats(0, 0.995),  # the error in reported radii
    st.floats(0, 2 * pi),
    st.sampled_from(FixSource),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(errors, min_size=1, max_size=60))
def test_errors_within_the_reported_radius_never_accuse_a_wearer_inside_however_they_conspire(
    steps: list[tuple[float, float, float, float, float, float, FixSource]],
) -> None:
    second, track = 0.0, []
    for number, (step, away_m, bearing, accuracy_m, share, turn, source) in enumerate(steps):
        second += step
        reach_m = accuracy_m * share
        east, north = away_m * sin(bearing) + reach_m * sin(turn), away_m * cos(bearing) + reach_m * cos(turn)
        track.append(fix_at(number, second, east, north, accuracy_m, source))
    assert alerts(track) == []


@pytest.mark.parametrize("kept", [0.0, 0.6])
@pytest.mark.parametrize("accuracy_m", [8.0, 20.0, 45.0])
def test_normal_errors_accuse_nobody_who_keeps_one_radius_from_the_edge_for_forty_days(
    accuracy_m: float, kept: float
) -> None:
    """Days of one fix a minute, with errors that last (0.6 kept from one to the next) or do not.

    Always the same days, for normal errors know no bound: of 20,000 days at 20 m with errors that last, 12 accuse.
    """
    sigma_m = accuracy_m * SIGMA_OF_68_PERCENT
    for day in range(40):
        dice, error, track = Random(day), [0.0, 0.0], []
        for number in range(1_440):
            error = [kept * axis + (1 - kept**2) ** 0.5 * dice.gauss(0, sigma_m) for axis in error]
            north_m = 100 - accuracy_m + error[1]
            track.append(fix_at(number, 60 * number, error[0], north_m, accuracy_m, FixSource.GNSS))
        assert alerts(track) == [], day
