"""The rule of crossing an edge, as docs/adr/0005 states it."""

from datetime import timedelta

import pytest

from supervision.monitoring.outcomes import AlertKind, FixKey, Step
from supervision.orders.zones import Place
from supervision.position import FixSource
from tests.supervision.monitoring.tracks import HOME_ID, START, alerts, at, fix, judged, kinds, rules

LEFT = AlertKind.LEFT_REQUIRED_ZONE


def test_a_wearer_at_home_raises_nothing() -> None:
    assert alerts(fix(60 * minute, north_m=minute % 7 * 10) for minute in range(200)) == []


def test_two_clear_fixes_outside_are_an_exit_that_began_with_the_first() -> None:
    alert, *others = alerts([fix(0), fix(60, 400), fix(120, 700)])
    assert not others
    assert (alert.kind, alert.condition_id, alert.occurred_at) == (LEFT, HOME_ID, at(60))
    assert (alert.known_at, alert.raised_by) == (at(120), FixKey(at(120), 120))
    assert alert.evidence == (FixKey(at(60), 60), FixKey(at(120), 120))
    assert alert.certainty > 0.98
    assert alert.reasons == ()


@pytest.mark.parametrize("north_m", [300, 3_000, 300_000])
def test_one_fix_alone_accuses_nobody_however_far_it_is(north_m: float) -> None:
    assert kinds([fix(0), fix(1_500, north_m, 5.0), fix(1_560), fix(1_620)]).count(LEFT) == 0


def test_the_first_fix_of_a_track_accuses_nobody_either() -> None:
    assert alerts([fix(0, 3_000, 5.0)]) == []


def test_a_fix_whose_circle_straddles_the_edge_adds_nothing() -> None:
    assert alerts(fix(60 * minute, 140, 50.0) for minute in range(100)) == []


def test_near_the_edge_more_fixes_are_needed() -> None:
    """Half an accuracy radius clear of the edge: half a point each, so the fifth confirms."""
    track = [fix(60 * minute, 130 + minute % 2 / 10, 20.0) for minute in range(20)]
    assert [alert.known_at for alert in alerts(track)] == [at(4 * 60)]


def test_the_baseline_of_two_circles_outside_two_minutes_apart_is_never_slower_when_both_are_clear() -> None:
    assert kinds([fix(0), fix(60, 150, 15.0), fix(180, 150, 15.0)]) == [LEFT]


def test_coarse_fixes_from_cells_need_many_where_two_of_satellites_do() -> None:
    def track(minutes: int) -> list[object]:
        return [
            fix(60 * minute, 4_000 + minute, 500.0, source=FixSource.CELL) if minute else fix(0)
            for minute in range(minutes)
        ]

    assert alerts(track(10)) == []  # type: ignore[arg-type]
    (alert,) = alerts(track(40))  # type: ignore[arg-type]
    assert alert.certainty < 0.75
    assert {"coarse", "cell"} <= set(alert.reasons)


def test_the_same_wrong_fix_sent_again_at_once_is_no_second_witness() -> None:
    assert alerts([fix(0), *(fix(60 + second, 900, 19.0) for second in range(15))]) == []


def test_equal_coordinates_two_minutes_apart_confirm() -> None:
    (alert,) = alerts([fix(0), fix(60, 900, 19.0), fix(180, 900, 19.0)])
    assert alert.reasons == ("repeated",)


def test_frozen_coordinates_lower_the_certainty_but_silence_nothing() -> None:
    """Ten minutes near the edge with ever the same coordinates."""
    frozen = [fix(60 * minute, 126, 20.0) for minute in range(40)]
    moving = [fix(60 * minute, 126 + minute % 2 / 10, 20.0) for minute in range(40)]
    (frozen_alert,), (moving_alert,) = alerts(frozen), alerts(moving)
    assert "frozen" in frozen_alert.reasons
    assert frozen_alert.certainty < moving_alert.certainty / 1.5


def test_fixes_in_quick_succession_count_by_the_time_between_them() -> None:
    quick = [fix(0), *(fix(60 + second, 300 + second, 5.0) for second in range(30))]
    (alert,) = alerts(quick)
    assert at(63) < alert.known_at < at(70)


def test_points_are_taken_away_by_fixes_inside() -> None:
    apart = [fix(0)]
    for stray in range(30):
        apart += [fix(600 * stray + 300, 400), fix(600 * stray + 360), fix(600 * stray + 420)]
    assert alerts(apart) == []


def test_points_that_confirmed_nothing_lapse_after_an_hour_without_a_location() -> None:
    assert alerts([fix(0), fix(60, 400), fix(60 + 3_500, 170, 40.0)]) != []
    assert alerts([fix(0), fix(60, 400), fix(60 + 3_700, 170, 40.0)]) == []


def test_without_a_location_nothing_is_added_and_nothing_lost() -> None:
    silent_outside = [fix(0), fix(60, 400), *(fix(60 * minute, None) for minute in range(2, 30))]
    _, assessments, changes = judged(silent_outside)
    assert changes == ()
    assert [a.place for a in assessments[2:]] == [Place.UNKNOWN] * 28


def test_an_excursion_raises_once_and_is_ended_by_two_fixes_inside() -> None:
    out = [fix(60 * minute, 500 + minute) for minute in range(1, 60)]
    back = [fix(60 * minute, minute % 3) for minute in range(60, 70)]
    _, _, changes = judged([fix(0), *out, *back])
    assert [change.step for change in changes] == [Step.RAISED, Step.ENDED]
    assert changes[0].key == changes[1].key
    assert changes[1].known_at == at(61 * 60)


def test_one_stray_fix_inside_does_not_make_two_excursions_of_one() -> None:
    track = [fix(60 * minute, 0 if minute == 20 else 500 + minute) for minute in range(1, 40)]
    assert kinds([fix(0), *track]) == [LEFT]


def test_a_coarse_fix_on_the_edge_is_no_return() -> None:
    edge = [fix(60 * minute, 150, 100.0) for minute in range(3, 60)]
    _, _, changes = judged([fix(0), fix(60, 500), fix(120, 600), *edge])
    assert [change.step for change in changes] == [Step.RAISED]


def test_a_second_excursion_after_a_return_is_a_second_alert() -> None:
    first = [fix(0), fix(60, 500), fix(120, 600), fix(180, 5), fix(240, 3), fix(300, 4)]
    assert kinds([*first, fix(360, 500), fix(420, 600)]) == [LEFT, LEFT]


def test_every_fix_is_assessed_under_every_condition() -> None:
    _, assessments, _ = judged([fix(0), fix(60, 400), fix(120, 105)])
    assert [(a.condition_id, a.fixed_at, a.place) for a in assessments] == [
        (HOME_ID, START, Place.INSIDE),
        (HOME_ID, at(60), Place.OUTSIDE),
        (HOME_ID, at(120), Place.UNKNOWN),
    ]
    assert assessments[1].margin_m == pytest.approx(300, abs=0.5)
    assert assessments[1].accuracy_m == 12.0


def test_a_jump_no_wearer_can_make_is_an_alert_of_its_own_and_slows_the_other() -> None:
    jump = [fix(0), *(fix(20 + 20 * step, 360_000 + step, 40.0) for step in range(12))]
    changes = judged(jump)[2]
    assert [c.kind for c in changes] == [AlertKind.SIGNAL_DOUBT, LEFT]
    assert changes[0].occurred_at == at(20)
    assert changes[1].known_at == at(20 + 4 * 20)
    assert "impossible-speed" in changes[1].reasons
    assert changes[1].certainty < 0.5


def test_a_doubted_signal_is_trusted_again_an_hour_after_the_last_jump() -> None:
    calm = [fix(100 + 600 * step, step) for step in range(12)]
    changes = judged([fix(0), fix(20, 360_000, 40.0), fix(40, 0.0), *calm])[2]
    doubts = [c for c in changes if c.kind is AlertKind.SIGNAL_DOUBT]
    assert [c.step for c in doubts] == [Step.RAISED, Step.ENDED]
    assert doubts[1].known_at >= at(40) + timedelta(hours=1)


def test_an_airliner_is_no_jump() -> None:
    flight = [fix(0), fix(5_400, 1_000_000, 30.0)]
    assert AlertKind.SIGNAL_DOUBT not in kinds(flight, rules())
