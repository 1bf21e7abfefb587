"""Honest noise accuses nobody: once as a certainty, once as a bound that was measured."""

from datetime import timedelta
from math import cos, pi, sin
from random import Random

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


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([8.0, 20.0, 45.0]), st.sampled_from([0.0, 0.6]))
def test_normal_errors_accuse_nobody_who_keeps_one_radius_from_the_edge(
    seed: int, accuracy_m: float, kept: float
) -> None:
    """A day of one fix a minute, with errors that last (0.6 kept from one to the next) or do not."""
    dice = Random(seed)
    sigma_m = accuracy_m * SIGMA_OF_68_PERCENT
    error = [0.0, 0.0]
    track = []
    for number in range(1_440):
        error = [kept * axis + (1 - kept**2) ** 0.5 * dice.gauss(0, sigma_m) for axis in error]
        track.append(fix_at(number, 60 * number, error[0], 100 - accuracy_m + error[1], accuracy_m, FixSource.GNSS))
    assert alerts(track) == []
