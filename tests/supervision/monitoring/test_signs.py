"""What a tracker says of itself passes every filter; and what it does not say is an alert of its own."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from supervision.monitoring.outcomes import AlertKind, Step
from supervision.position import Strap
from tests.supervision.monitoring.tracks import START, alerts, at, fix, judged, kinds, rules


def test_an_open_strap_raises_at_once_and_once_until_it_is_closed() -> None:
    track = [
        fix(0, strap=Strap.CLOSED),
        fix(60, None, strap=Strap.OPEN),
        fix(120, strap=Strap.OPEN),
        fix(180),
        fix(240, strap=Strap.CLOSED),
        fix(300, strap=Strap.OPEN),
    ]
    changes = judged(track)[2]
    assert [(c.step, c.kind, c.occurred_at) for c in changes] == [
        (Step.RAISED, AlertKind.STRAP_OPEN, at(60)),
        (Step.ENDED, AlertKind.STRAP_OPEN, at(60)),
        (Step.RAISED, AlertKind.STRAP_OPEN, at(300)),
    ]
    assert changes[0].certainty == 1.0
    assert changes[0].condition_id is None


def test_a_low_battery_raises_once_and_wavering_does_not_raise_again() -> None:
    levels = [25, 21, 20, 21, 19, 24, 18, 25, 20]
    changes = judged(fix(60 * n, battery_percent=level) for n, level in enumerate(levels))[2]
    assert [(c.step, c.known_at) for c in changes] == [
        (Step.RAISED, at(120)),
        (Step.ENDED, at(7 * 60)),
        (Step.RAISED, at(8 * 60)),
    ]


def test_a_tracker_that_charges_is_not_low() -> None:
    assert kinds([fix(0, battery_percent=5, charging=True)]) == []
    changes = judged([fix(0, battery_percent=5), fix(60, battery_percent=6, charging=True)])[2]
    assert [c.step for c in changes] == [Step.RAISED, Step.ENDED]


def test_a_call_for_help_repeated_by_the_tracker_is_one_alert_and_a_new_one_another() -> None:
    track = [fix(0), *(fix(60 + 30 * n, sos=True) for n in range(10)), fix(400), fix(600, sos=True)]
    assert [alert.occurred_at for alert in alerts(track)] == [at(60), at(600)]


def test_help_is_called_on_leave_without_a_location_and_outside_all_hours() -> None:
    on_leave = rules(absences=((START, START + timedelta(days=3)),))
    assert kinds([fix(0, None, sos=True)], on_leave) == [AlertKind.SOS]


@given(
    skew=st.integers(-86_400, 86_400),
    others=st.lists(st.tuples(st.integers(0, 7_200), st.integers(-86_400, 86_400), st.booleans()), max_size=8),
)
def test_no_clock_that_is_wrong_by_up_to_a_day_mutes_a_call_for_help(
    skew: int, others: list[tuple[int, int, bool]]
) -> None:
    """A call that arrives an hour or more after every other fix is heard, whatever any clock said."""
    day = 86_400
    track = [
        fix(2 * day + true + wrong, sos=sos, seq=n, received_at=at(2 * day + true))
        for n, (true, wrong, sos) in enumerate(others)
    ]
    true = 2 * day + 7_200 + 43_201
    call = fix(true + skew, sos=True, seq=99, received_at=at(true))
    called = [alert for alert in alerts([*track, call]) if alert.kind is AlertKind.SOS]
    assert any(alert.raised_by and alert.raised_by.seq == 99 for alert in called)


def test_silence_is_an_alert_of_the_clock_since_the_last_word_and_ends_with_the_next() -> None:
    half_hour = rules(silent_after_seconds=1_800)
    changes = judged([fix(0), fix(600), fix(4_000)], half_hour, at(4_100))[2]
    assert [(c.step, c.kind, c.occurred_at, c.known_at) for c in changes] == [
        (Step.RAISED, AlertKind.SILENT, at(600), at(2_400)),
        (Step.ENDED, AlertKind.SILENT, at(600), at(4_000)),
    ]
    assert changes[0].raised_by is None


def test_a_tracker_that_never_spoke_is_silent_since_its_assignment() -> None:
    (alert,) = alerts([], rules(silent_after_seconds=1_800), at(7_200))
    assert (alert.kind, alert.occurred_at) == (AlertKind.SILENT, START)


def test_a_message_without_a_location_breaks_the_silence() -> None:
    half_hour = rules(silent_after_seconds=1_800)
    assert kinds((fix(1_000 * n, None) for n in range(6)), half_hour, at(6_000)) == []


def test_nobody_is_silent_after_the_order_has_ended() -> None:
    ended = rules(silent_after_seconds=1_800, live_until=at(1_700))
    assert kinds([fix(0)], ended, at(90_000)) == []


def test_silence_is_never_a_breach() -> None:
    assert kinds([fix(0), fix(60, 400)], rules(silent_after_seconds=1_800), at(90_000)) == [AlertKind.SILENT]
