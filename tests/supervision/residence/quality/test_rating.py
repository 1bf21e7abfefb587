"""Colours of places by what is due there, the size of samples, and the three rates."""

from datetime import date
from fractions import Fraction
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.legal_rules import Confidence
from supervision.residence.quality.rating import Colour, DueKind, Share, rate, worst
from supervision.residence.quality.sampling import Findings, Rates, draw, find_sample_size

ON, HERE = date(2026, 11, 26), "149901001003"
ORDER = list(Colour)
shares = st.builds(Share, st.integers(0, 500), st.integers(0, 500))
places = st.fixed_dictionaries(dict.fromkeys(DueKind, shares))


def test_nothing_due_is_green_and_an_empty_place_too() -> None:
    assert rate({}, ON, HERE).colour is Colour.GREEN
    assert rate({DueKind.UNVERIFIED: Share(0, 300)}, ON, HERE).colour is Colour.GREEN


@pytest.mark.parametrize(
    ("due", "colour"), [(4, Colour.GREEN), (5, Colour.AMBER), (14, Colour.AMBER), (15, Colour.RED)]
)
def test_the_share_not_verified_decides_by_the_rows(due: int, colour: Colour) -> None:
    rating = rate({DueKind.UNVERIFIED: Share(due, 100)}, ON, HERE)
    (judged,) = (one for one in rating.judged if one.kind is DueKind.UNVERIFIED)
    assert (rating.colour, judged.colour) == (colour, colour)
    assert (judged.amber.number, judged.red.number, judged.red.confidence) == (5, 15, Confidence.OURS)


def test_a_drawer_that_nobody_has_on_duty_is_red() -> None:
    assert rate({DueKind.UNATTENDED: Share(1, 1)}, ON, HERE).colour is Colour.RED


@given(places, st.sampled_from(DueKind), st.integers(0, 100))
def test_more_due_never_makes_it_greener(place: dict[DueKind, Share], kind: DueKind, more: int) -> None:
    before = place.get(kind, Share())
    after = {**place, kind: Share(before.due + more, before.of)}
    assert ORDER.index(rate(after, ON, HERE).colour) >= ORDER.index(rate(place, ON, HERE).colour)


@given(places)
def test_a_place_is_as_bad_as_the_worst_of_its_counts(place: dict[DueKind, Share]) -> None:
    rating = rate(place, ON, HERE)
    assert rating.colour is worst(one.colour for one in rating.judged)
    assert {one.kind for one in rating.judged} == set(DueKind)


def test_the_published_sample_gives_its_published_rates() -> None:
    rates = Rates(Findings(actual=980, missed=33, stale=88, wrong=15))
    published = [f"{float(rate):.1%}" for rate in (rates.collection, rates.stale, rates.accuracy) if rate is not None]
    assert published == ["96.6%", "8.2%", "95.1%"]


def test_where_nobody_was_found_there_is_no_rate() -> None:
    nobody = Rates(Findings())
    assert (nobody.collection, nobody.stale, nobody.accuracy) == (None, None, None)
    assert Rates(Findings(stale=2)).stale == Fraction(1)


@given(st.integers(0, 5000))
def test_a_sample_is_never_larger_than_its_community_and_denser_where_it_is_not_green(households: int) -> None:
    green, red = (find_sample_size(households, colour, ON, HERE) for colour in (Colour.GREEN, Colour.RED))
    assert min(households, 5) <= green <= red <= households


@given(st.sets(st.uuids(), max_size=40), st.integers(0, 10))
def test_the_same_seed_draws_the_same_files_in_whatever_order_they_come(files: set[UUID], size: int) -> None:
    drawn = draw("a1", files, size)
    assert drawn == draw("a1", sorted(files, reverse=True), size)
    assert len(drawn) == min(size, len(files))


def test_another_seed_draws_other_files() -> None:
    files = [uuid4() for _ in range(200)]
    assert draw("a1", files, 20) != draw("b2", files, 20)
