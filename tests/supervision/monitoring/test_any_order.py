"""The same track gives the same alerts, however it arrives and whoever looks first: the next fix or the clock."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.legal_time import LEGAL_ZONE
from supervision.monitoring.judgement import (
    JudgementState,
    OutOfOrder,
    RulesAt,
    begin,
    fold,
    judge,
    state_from_bytes,
    state_to_bytes,
)
from supervision.monitoring.outcomes import AlertChange, Step
from supervision.monitoring.reconciling import Key, reconcile
from supervision.monitoring.rules import Rules
from supervision.orders.hours import WeeklyHours, Window
from supervision.orders.zones import Circle, Zone, ZoneKind
from supervision.position import Fix, FixSource, Strap, from_epoch_ms, pack_fix, unpack_fix
from tests.supervision.monitoring.tracks import AT_HOME, HOME, HOME_ID, SCHOOL, fix, rules

EVENING = datetime(2026, 11, 23, 21, 30, tzinfo=LEGAL_ZONE)
"""Legal time; the nightly curfew begins half an hour later."""
NIGHTS = WeeklyHours((Window(frozenset(range(1, 8)), time(22), time(6)),))
CURFEW = Zone(HOME_ID, ZoneKind.REQUIRED, Circle(HOME, 100), NIGHTS)
FIRST_SECOND = 11.5 * 3_600
"""Of the evening, counted from the start of the test tracks (10:00)."""


def minute(number: float) -> datetime:
    return EVENING + timedelta(minutes=number)


FIRST = rules(
    CURFEW,
    SCHOOL,
    live_from=EVENING,
    live_until=minute(120),
    absences=((minute(60), minute(75)),),
    silent_after_seconds=1_200,
)
SECOND = rules(AT_HOME, SCHOOL, live_from=minute(120), live_until=minute(240), silent_after_seconds=1_200)


def rules_at(moment: datetime) -> Rules | None:
    return next((part for part in (FIRST, SECOND) if part.live_at(moment)), None)


@st.composite
def tracks(draw: st.DrawFn) -> list[Fix]:
    """Up to four hours in stretches: at home, near the edge, away, at the school, silent, each with its own noise."""
    fixes: list[Fix] = []
    second = FIRST_SECOND
    for stretch in range(draw(st.integers(1, 7))):
        place = draw(st.sampled_from([0, 105, 160, 900, 2_000, None]))
        accuracy_m = draw(st.sampled_from([5.0, 15.0, 60.0, 500.0, None]))
        for step in range(draw(st.integers(1, 6))):
            second += draw(st.sampled_from([0, 1, 20, 60, 60, 61.5, 300, 1_500]))
            fixes.append(
                fix(
                    second,
                    None if place is None else place + step * draw(st.sampled_from([0, 3, 40])),
                    accuracy_m,
                    seq=len(fixes),
                    source=draw(st.sampled_from(FixSource)),
                    strap=draw(st.sampled_from([None, Strap.CLOSED, Strap.CLOSED, Strap.OPEN])),
                    battery_percent=draw(st.sampled_from([None, 18, 22, 60])),
                    sos=draw(st.sampled_from([False] * 9 + [True])),
                )
            )
        second += stretch % 2 * 30
    return [one for one in fixes if one.fixed_at < minute(240)]


Alerts = dict[Key, tuple[AlertChange, AlertChange | None]]


def apply(alerts: Alerts, changes: Sequence[AlertChange]) -> None:
    """Keep alerts as a store would, step by step."""
    for change in changes:
        match change.step:
            case Step.RAISED:
                assert change.key not in alerts
                alerts[change.key] = (change, None)
            case Step.UPGRADED:
                alerts[change.key] = (change, None)
            case Step.ENDED:
                alerts[change.key] = (alerts[change.key][0], change)
            case Step.RETRACTED:
                del alerts[change.key]


def known(alerts: Alerts) -> set[object]:
    """What matters of alerts in the end: which, how certain, why, on what evidence, until when."""
    return {
        (key, was.known_at, was.raised_by, was.certainty, was.reasons, was.evidence, ended and ended.known_at)
        for key, (was, ended) in alerts.items()
    }


def in_one_go(fixes: Sequence[Fix], until: datetime) -> set[object]:
    alerts: Alerts = {}
    apply(alerts, fold(begin(EVENING), fixes, rules_at, until)[2])
    return known(alerts)


class Desk:
    """Takes fixes as they arrive, as the service does: on from its state, or over again for the late ones."""

    def __init__(self, follow: RulesAt) -> None:
        self.follow = follow
        self.state = begin(EVENING)
        self.stored: dict[tuple[datetime, int], Fix] = {}
        self.alerts: Alerts = {}

    def take(self, arrived: Fix) -> None:
        key = (arrived.fixed_at, arrived.seq)
        if key in self.stored:
            return
        before = list(self.stored.values())
        self.stored[key] = arrived
        if self.state.precedes(arrived):
            self.state, _, changes = fold(self.state, [arrived], self.follow)
        else:
            until = from_epoch_ms(self.state.clock_ms)
            _, _, old = fold(begin(EVENING), before, self.follow, until)
            self.state, _, new = fold(begin(EVENING), self.stored.values(), self.follow, until)
            changes = reconcile(old, new)
        apply(self.alerts, changes)

    def strike(self, until: datetime) -> None:
        self.state, _, changes = fold(self.state, [], self.follow, until)
        apply(self.alerts, changes)


@settings(max_examples=150, deadline=None)
@given(tracks(), st.randoms(use_true_random=False), st.integers(0, 5))
def test_any_order_of_arrival_and_any_duplicate_give_the_same_alerts(
    track: list[Fix], dice: Random, doubled: int
) -> None:
    arrivals = track + track[:doubled]
    dice.shuffle(arrivals)
    desk = Desk(rules_at)
    for arrived in arrivals:
        desk.take(arrived)
    desk.strike(minute(250))
    assert known(desk.alerts) == in_one_go(track, minute(250))


@settings(max_examples=150, deadline=None)
@given(tracks(), st.lists(st.integers(-30, 250 * 60), max_size=12))
def test_the_clock_before_a_fix_or_after_it_gives_the_same_alerts(track: list[Fix], strikes: list[int]) -> None:
    """The clock strikes at any moments between the fixes, also well ahead of those still to come."""
    desk = Desk(rules_at)
    moments = sorted(minute(0) + timedelta(seconds=second) for second in strikes)
    for arrived in track:
        while moments and moments[0] <= arrived.fixed_at + timedelta(minutes=10):
            desk.strike(moments.pop(0))
        desk.take(arrived)
    desk.strike(minute(250))
    assert known(desk.alerts) == in_one_go(track, minute(250))


@settings(max_examples=75, deadline=None)
@given(tracks(), st.integers(0, 40))
def test_a_state_and_fixes_that_were_stored_judge_on_as_if_they_had_not_been(track: list[Fix], cut: int) -> None:
    state, _, first = fold(begin(EVENING), track[:cut], rules_at)
    kept = state_from_bytes(state_to_bytes(state))
    assert kept == state
    rest = [unpack_fix(pack_fix(one)) for one in track[cut:]]
    _, _, second = fold(kept, rest, rules_at, minute(250))
    assert (*first, *second) == fold(begin(EVENING), track, rules_at, minute(250))[2]


def breaches(fixes: Sequence[Fix]) -> set[Key]:
    """The alerts that belong to a condition."""
    changes = fold(begin(EVENING), fixes, rules_at, minute(250))[2]
    return {change.key for change in changes if change.step is Step.RAISED and change.condition_id}


@settings(max_examples=75, deadline=None)
@given(tracks())
def test_messages_without_a_location_neither_make_a_breach_nor_hide_one(track: list[Fix]) -> None:
    assert breaches(track) == breaches([one for one in track if one.lat is not None])


def test_a_late_fix_is_refused_by_the_judge_itself() -> None:
    in_force = rules()
    state, _, _ = judge(begin(in_force.live_from), fix(60), in_force)
    for late in (fix(0), fix(60)):
        with pytest.raises(OutOfOrder):
            judge(state, late, in_force)


def test_a_fix_before_a_boundary_that_has_struck_is_late() -> None:
    in_force = rules(CURFEW)
    state, _, _ = fold(begin(in_force.live_from), [fix(0)], lambda _: in_force, EVENING + timedelta(minutes=31))
    assert not state.precedes(fix(FIRST_SECOND + 29 * 60))
    assert state.precedes(fix(FIRST_SECOND + 30 * 60))


def test_a_state_of_another_version_is_refused() -> None:
    packed = state_to_bytes(JudgementState())
    with pytest.raises(ValueError, match="another version"):
        state_from_bytes(b"\x7f" + packed[1:])


def test_a_quiet_state_is_small() -> None:
    in_force = rules()
    state, _, _ = fold(begin(in_force.live_from), [fix(60 * n, n % 9) for n in range(100)], lambda _: in_force)
    assert len(state_to_bytes(state)) < 160
