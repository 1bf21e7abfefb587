"""What simulated trackers measure and say, and when."""

from datetime import timedelta
from itertools import pairwise

import msgspec
import pytest

from devices.dialects import Dialect, decode
from devices.simulator.reporting import Condition, native_report, owntracks_report
from devices.simulator.trackers import SimulatedTracker, last_upload
from supervision.position import Fix, FixSource, Strap, distance_m
from tests.devices.simulator.makers import FAR, NOON, PHASE_SECONDS, PLANE, minutes, reporter, tracker


def fixes_of(one: SimulatedTracker, messages: list[tuple[str, bytes]]) -> list[Fix]:
    return [
        fix
        for topic, payload in messages
        for fix in decode(
            one.account.dialect, topic.removeprefix(one.account.topic).removeprefix("/"), payload, NOON
        ).fixes
    ]


def listen(one: SimulatedTracker, for_minutes: float) -> list[tuple[float, tuple[str, bytes]]]:
    """Everything published, with the seconds since noon."""
    heard, until = [], NOON + minutes(for_minutes)
    while one.due_at < until:
        at = one.due_at
        heard += [((at - NOON).total_seconds(), (m.topic, m.payload)) for m in one.take_messages(at)]
    return heard


def test_two_thirds_of_the_fixes_lie_within_the_accuracy_that_they_report() -> None:
    one, inside, deviations = reporter(), 0, []
    for step in range(4_000):
        at = NOON + timedelta(seconds=20 * step)
        true, seen = PLANE.point(one.walker.whereabouts(at).spot), one.measure(at)
        off_m = distance_m(true.lat, true.lon, seen.lat, seen.lon)
        inside += off_m <= seen.accuracy_m
        deviations.append(off_m / seen.accuracy_m)
    assert 0.66 < inside / 4_000 < 0.70
    assert max(deviations) < 3


def test_indoors_fixes_are_coarser_and_some_come_by_wifi() -> None:
    one = reporter()
    night = [one.measure(NOON + timedelta(hours=12, seconds=15 * step)) for step in range(400)]
    assert {fix.source for fix in night} == {FixSource.GNSS, FixSource.WIFI}
    assert min(fix.accuracy_m for fix in night) >= 9
    assert {fix.speed_mps for fix in night} == {0.0}


def test_the_battery_lasts_the_day_and_is_charged_at_night() -> None:
    one = reporter()
    day = [one.condition(NOON + minutes(10 * step)) for step in range(144)]
    assert {condition.strap for condition in day} == {Strap.CLOSED}
    assert min(condition.battery_percent for condition in day) >= 38
    assert max(condition.battery_percent for condition in day) == 100
    assert {condition.is_charging for condition in day} == {True, False}


def test_both_dialects_say_what_was_measured() -> None:
    measured, condition = reporter().measure(NOON), Condition(77, is_charging=False)
    (native,) = decode(Dialect.NATIVE, "positions", native_report(7, 1, [measured], condition), NOON).fixes
    (other,) = decode(Dialect.OWNTRACKS, "", owntracks_report(measured, condition), NOON).fixes
    for fix in (native, other):
        assert (fix.fixed_at, fix.lat, fix.lon) == (NOON, measured.lat, measured.lon)
        assert fix.accuracy_m == pytest.approx(measured.accuracy_m, abs=0.5)
        assert (fix.battery_percent, fix.charging) == (77, False)
    assert (native.seq, native.strap, native.source) == (7, Strap.CLOSED, measured.source)


@pytest.mark.parametrize("dialect", Dialect)
def test_a_tracker_reports_every_ten_to_fifteen_seconds(dialect: Dialect) -> None:
    one = tracker(dialect)
    heard = listen(one, 30)
    times = [at for at, _ in heard]
    assert all(10 <= after - before <= 15 for before, after in pairwise(times))
    fixes = fixes_of(one, [message for _, message in heard])
    assert [fix.fixed_at for fix in fixes] == [(NOON + timedelta(seconds=at)).replace(microsecond=0) for at in times]


def test_messages_are_numbered_one_by_one() -> None:
    numbers = [msgspec.json.decode(payload)["seq"] for _, (_, payload) in listen(tracker(), 10)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_tracker_that_keeps_its_fixes_uploads_them_every_ten_minutes_without_a_gap() -> None:
    one = tracker(phase_seconds=PHASE_SECONDS)
    heard = listen(one, 60)
    assert len(heard) == 6
    assert {(NOON + timedelta(seconds=at)).timestamp() % 600 for at, _ in heard} == {PHASE_SECONDS}
    fixes = fixes_of(one, [message for _, message in heard])
    apart = {after.fixed_at - before.fixed_at for before, after in pairwise(fixes)}
    assert apart == {timedelta(seconds=30)}
    assert NOON < fixes[0].fixed_at < NOON + timedelta(seconds=60)


def test_the_last_upload_is_never_later_than_now() -> None:
    for second in (0, 199, 200, 201, 599):
        at = NOON + timedelta(seconds=second)
        assert timedelta() <= at - last_upload(at, PHASE_SECONDS) < timedelta(seconds=600)


def test_a_runaway_tells_its_last_minutes_in_one_message_and_then_goes_on_live() -> None:
    one = tracker(phase_seconds=PHASE_SECONDS)
    upload_at = NOON + timedelta(seconds=12)
    one.run_away(FAR.first(1_500), upload_at - minutes(5), upload_at, 5.5, 900.0)
    (first_at, first), *later = listen(one, 10)
    assert first_at == 12
    fixes = fixes_of(one, [first])
    assert len(fixes) == 30
    assert fixes[-1].fixed_at == upload_at
    assert fixes[0].fixed_at == upload_at - minutes(5) + timedelta(seconds=10)
    end = PLANE.point(FAR.first(1_500).spots[-1])
    assert distance_m(fixes[-1].lat or 0, fixes[-1].lon or 0, end.lat, end.lon) < 60
    assert all(len(fixes_of(one, [message])) == 1 for _, message in later)
    assert len(later) > 35


def test_a_runaway_comes_home_and_keeps_its_fixes_again() -> None:
    one = tracker(phase_seconds=PHASE_SECONDS)
    one.run_away(FAR.first(1_000), NOON - minutes(5), NOON, 5.0, 60.0)
    heard = listen(one, 60)
    assert len(fixes_of(one, [heard[-1][1]])) == 20


def test_an_open_strap_and_a_low_battery_are_said_for_a_while() -> None:
    one = tracker()
    one.open_strap(NOON + minutes(2))
    one.run_low(NOON + minutes(4))
    fixes = [(at, fixes_of(one, [message])[0]) for at, message in listen(one, 6)]
    assert {fix.strap for at, fix in fixes if at < 120} == {Strap.OPEN}
    assert {fix.strap for at, fix in fixes if at >= 120} == {Strap.CLOSED}
    assert all((fix.battery_percent or 0) <= 20 for at, fix in fixes if at < 240)
    assert all((fix.battery_percent or 0) > 20 for at, fix in fixes if at >= 240)
