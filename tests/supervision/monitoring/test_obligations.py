"""When conditions bind: curfews, hours, leave, forbidden zones, and one version of an order after another."""

from datetime import datetime, time, timedelta
from uuid import UUID

import pytest

from supervision.legal_time import LEGAL_ZONE
from supervision.monitoring.judgement import advance, begin, fold, judge, next_due
from supervision.monitoring.outcomes import AlertChange, AlertKind, Step
from supervision.monitoring.rules import Rules
from supervision.orders.hours import WeeklyHours, Window
from supervision.orders.zones import Circle, Polygon, Zone, ZoneKind
from supervision.position import Fix, Point
from tests.supervision.monitoring.tracks import (
    AT_HOME,
    HOME,
    HOME_ID,
    METRE_OF_LATITUDE,
    SCHOOL,
    SCHOOL_ID,
    START,
    alerts,
    at,
    fix,
    judged,
    kinds,
    rules,
)

NIGHTS = WeeklyHours((Window(frozenset(range(1, 8)), time(22), time(6)),))
CURFEW = Zone(HOME_ID, ZoneKind.REQUIRED, Circle(HOME, 100), NIGHTS)
ABSENT = AlertKind.CURFEW_ABSENCE


def legal(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of legal time in November 2026; the tracks begin on the 23rd at 10:00."""
    return datetime(2026, 11, day, hour, minute, second, tzinfo=LEGAL_ZONE)


def seconds_to(moment: datetime) -> float:
    return (moment - START).total_seconds()


def track(since: datetime, until: datetime, north_m: float, every_minutes: int = 1) -> list[Fix]:
    """A fix a minute, at about that distance north of home."""
    count = int((until - since) / timedelta(minutes=every_minutes))
    start = seconds_to(since)
    return [fix(start + n * every_minutes * 60, north_m + n % 5) for n in range(count)]


def test_who_is_out_by_day_breaks_no_curfew() -> None:
    assert alerts(track(legal(23, 12), legal(23, 21, 30), 900), rules(CURFEW)) == []


def test_who_is_out_as_the_curfew_begins_is_absent_from_that_moment_by_the_clock() -> None:
    (alert,) = alerts(track(legal(23, 21), legal(23, 22), 900), rules(CURFEW), until=legal(23, 22))
    assert (alert.kind, alert.condition_id) == (ABSENT, HOME_ID)
    assert (alert.occurred_at, alert.known_at, alert.raised_by) == (legal(23, 22), legal(23, 22), None)
    assert alert.reasons[0] == "boundary"
    assert alert.certainty > 0.9


def test_who_leaves_during_the_curfew_is_absent_from_the_first_fix_outside() -> None:
    home = track(legal(23, 21), legal(23, 23), 5)
    (alert,) = alerts([*home, *track(legal(23, 23), legal(23, 23, 30), 900)], rules(CURFEW))
    assert (alert.kind, alert.occurred_at, alert.known_at) == (ABSENT, legal(23, 23), legal(23, 23, 1))


def test_an_exit_begun_before_the_curfew_and_confirmed_in_it_counts_from_its_start() -> None:
    almost = [fix(seconds_to(legal(23, 21, 59, 30)), 400), fix(seconds_to(legal(23, 22, 0, 30)), 600)]
    (alert,) = alerts([*track(legal(23, 21), legal(23, 21, 59), 5), *almost], rules(CURFEW))
    assert (alert.occurred_at, alert.known_at) == (legal(23, 22), legal(23, 22, 0, 30))


def test_who_comes_home_just_before_the_curfew_is_not_absent() -> None:
    out_and_back = [*track(legal(23, 20), legal(23, 21, 57), 900), *track(legal(23, 21, 57), legal(23, 23), 5)]
    assert alerts(out_and_back, rules(CURFEW)) == []


def test_a_wearer_just_back_for_one_fix_is_not_certainly_absent() -> None:
    out_and_back = [*track(legal(23, 20), legal(23, 21, 59), 900), fix(seconds_to(legal(23, 21, 59, 30)), 5)]
    assert alerts(out_and_back, rules(CURFEW), until=legal(23, 22, 30)) == []


def test_a_place_of_an_hour_ago_says_nothing_of_the_curfew_s_beginning() -> None:
    gone = track(legal(23, 20), legal(23, 21), 900)
    assert alerts(gone, rules(CURFEW), until=legal(23, 23)) == []
    found = [*gone, *track(legal(23, 22, 30), legal(23, 22, 40), 900)]
    (alert,) = alerts(found, rules(CURFEW))
    assert (alert.occurred_at, alert.known_at) == (legal(23, 22, 30), legal(23, 22, 31))


def test_an_absence_ends_with_the_curfew_and_the_next_night_is_another() -> None:
    changes = judged(track(legal(23, 21), legal(25, 5), 900), rules(CURFEW))[2]
    assert [(c.step, c.occurred_at, c.known_at) for c in changes] == [
        (Step.RAISED, legal(23, 22), legal(23, 22)),
        (Step.ENDED, legal(23, 22), legal(24, 6)),
        (Step.RAISED, legal(24, 22), legal(24, 22)),
    ]


def test_approved_leave_suspends_the_boundary_and_its_end_restores_it() -> None:
    leave = (legal(23, 11), legal(23, 18))
    away = track(legal(23, 12), legal(23, 19), 50_000)
    (alert,) = alerts([fix(0), *away], rules(absences=(leave,)))
    assert (alert.kind, alert.occurred_at) == (AlertKind.LEFT_REQUIRED_ZONE, legal(23, 18))
    assert alert.raised_by is None


def test_who_is_back_before_leave_ends_raises_nothing() -> None:
    away = track(legal(23, 12), legal(23, 17), 50_000)
    back = track(legal(23, 17), legal(23, 20), 5)
    assert kinds([*away, *back], rules(absences=((legal(23, 11), legal(23, 18)),))).count(ABSENT) == 0
    assert AlertKind.LEFT_REQUIRED_ZONE not in kinds([*away, *back], rules(absences=((legal(23, 11), legal(23, 18)),)))


def test_leave_that_begins_while_the_wearer_is_out_ends_the_alert() -> None:
    changes = judged(track(legal(23, 11), legal(23, 14), 900), rules(absences=((legal(23, 12), legal(23, 18)),)))[2]
    assert [(c.step, c.known_at) for c in changes] == [
        (Step.RAISED, legal(23, 11, 1)),
        (Step.ENDED, legal(23, 12)),
    ]


def test_two_clear_fixes_in_a_forbidden_zone_enter_it() -> None:
    near = [fix(600 + 60 * n, 1_500) for n in range(5)]
    inside = [fix(900 + 60 * n, 2_000 + n) for n in range(5)]
    (alert,) = alerts([fix(0), *near, *inside], rules(SCHOOL))
    assert (alert.kind, alert.condition_id) == (AlertKind.ENTERED_FORBIDDEN_ZONE, SCHOOL_ID)
    assert (alert.occurred_at, alert.known_at) == (at(900), at(960))


def test_who_passes_along_the_edge_of_a_forbidden_zone_enters_nothing() -> None:
    assert alerts([fix(60 * n, 1_845 + n % 8, 15.0) for n in range(60)], rules(SCHOOL)) == []


def test_a_polygon_is_judged_like_a_circle() -> None:
    size = 150 * METRE_OF_LATITUDE
    corners = ((-size, -size), (-size, size), (size, size), (size, -size))
    yard = Zone(HOME_ID, ZoneKind.REQUIRED, Polygon(tuple(Point(HOME.lat + y, HOME.lon + x) for y, x in corners)))
    assert alerts(track(legal(23, 11), legal(23, 12), 120), rules(yard)) == []
    (alert,) = alerts(track(legal(23, 11), legal(23, 12), 400), rules(yard))
    assert alert.known_at == legal(23, 11, 1)


def test_each_condition_has_its_own_alert() -> None:
    gone = [fix(0), *track(legal(23, 10, 10), legal(23, 10, 20), 2_000)]
    assert sorted(kinds(gone, rules(AT_HOME, SCHOOL))) == [
        AlertKind.ENTERED_FORBIDDEN_ZONE,
        AlertKind.LEFT_REQUIRED_ZONE,
    ]


def changes_under(parts: list[Rules], fixes: list[Fix], until: datetime | None = None) -> tuple[AlertChange, ...]:
    def rules_at(moment: datetime) -> Rules | None:
        return next((part for part in parts if part.live_at(moment)), None)

    return fold(begin(START), fixes, rules_at, until)[2]


def test_an_unchanged_condition_goes_on_from_one_version_to_the_next() -> None:
    noon = legal(23, 12)
    parts = [rules(live_until=noon), rules(AT_HOME, SCHOOL, live_from=noon)]
    changes = changes_under(parts, track(legal(23, 11), legal(23, 13), 900))
    assert [c.step for c in changes] == [Step.RAISED]


def test_a_condition_with_another_shape_starts_afresh_and_ends_the_old_alert() -> None:
    noon = legal(23, 12)
    town = Zone(HOME_ID, ZoneKind.REQUIRED, Circle(HOME, 5_000))
    parts = [rules(live_until=noon), rules(town, live_from=noon)]
    changes = changes_under(parts, track(legal(23, 11), legal(23, 13), 900))
    assert [(c.step, c.known_at) for c in changes] == [(Step.RAISED, legal(23, 11, 1)), (Step.ENDED, noon)]


def test_a_condition_that_is_no_longer_there_ends_its_alert() -> None:
    noon = legal(23, 12)
    other = Zone(UUID(int=9), ZoneKind.FORBIDDEN, Circle(Point(36, 113), 100))
    parts = [rules(live_until=noon), rules(other, live_from=noon)]
    changes = changes_under(parts, track(legal(23, 11), legal(23, 13), 900))
    assert [(c.step, c.known_at) for c in changes] == [(Step.RAISED, legal(23, 11, 1)), (Step.ENDED, noon)]


def test_the_end_of_the_order_ends_its_alerts_and_later_fixes_are_not_judged() -> None:
    parts = [rules(live_until=legal(23, 12))]
    changes = changes_under(parts, track(legal(23, 11), legal(23, 13), 900), until=legal(23, 14))
    assert [(c.step, c.known_at) for c in changes] == [(Step.RAISED, legal(23, 11, 1)), (Step.ENDED, legal(23, 12))]


def test_between_two_orders_nothing_is_judged_and_the_second_begins_anew() -> None:
    parts = [rules(live_until=legal(23, 12)), rules(live_from=legal(23, 15))]
    changes = changes_under(parts, track(legal(23, 11), legal(23, 16), 900))
    assert [(c.step, c.known_at) for c in changes] == [
        (Step.RAISED, legal(23, 11, 1)),
        (Step.ENDED, legal(23, 12)),
        (Step.RAISED, legal(23, 15, 1)),
    ]


def test_boundaries_between_two_milliseconds_strike_once() -> None:
    odd = timedelta(microseconds=300)
    leave = (legal(23, 12) + odd, legal(23, 13) + odd)
    parts = [
        rules(live_until=legal(23, 14) + odd, absences=(leave,)),
        rules(SCHOOL, live_from=legal(23, 14) + odd, live_until=legal(23, 15) + odd),
    ]
    changes = changes_under(parts, track(legal(23, 11), legal(23, 15), 900), until=legal(23, 16))
    assert [(c.step, c.known_at) for c in changes] == [
        (Step.RAISED, legal(23, 11, 1)),
        (Step.ENDED, legal(23, 12)),
        (Step.RAISED, legal(23, 13)),
        (Step.ENDED, legal(23, 14)),
    ]


def test_rules_that_are_not_in_force_when_they_should_be_are_refused() -> None:
    stale = rules(live_until=legal(23, 11))
    with pytest.raises(ValueError, match="not in force"):
        fold(begin(START), [fix(0)], lambda _: stale, legal(23, 12))


def test_the_clock_knows_when_it_has_something_to_decide_next() -> None:
    under = rules(CURFEW, silent_after_seconds=6 * 3_600)
    state, _, _ = judge(begin(START), fix(0), under)
    assert next_due(state, under) == at(6 * 3_600)
    state, _, _ = judge(state, fix(seconds_to(legal(23, 20))), under)
    assert next_due(state, under) == legal(23, 22)
    assert next_due(begin(START), rules(silent_after_seconds=60)) == START


def test_a_clock_with_nothing_to_decide_leaves_the_state_alone() -> None:
    under = rules(CURFEW)
    state, _, _ = judge(begin(START), fix(0), under)
    later, changes = advance(state, legal(23, 21), under)
    assert later is state
    assert changes == ()


@pytest.mark.parametrize("moment", [legal(23, 21, 59, 59), legal(23, 22)])
def test_leave_and_life_of_an_order_hold_from_their_first_moment_up_to_their_last(moment: datetime) -> None:
    under = rules(CURFEW, live_until=legal(23, 22), absences=((legal(23, 12), legal(23, 22)),))
    assert under.live_at(moment) == (moment < legal(23, 22))
    assert under.absent_at(moment) == (moment < legal(23, 22))
    assert not under.binds_at(CURFEW, moment)


def test_leave_leaves_what_is_forbidden_forbidden_and_an_approval_opens_what_it_names_in_its_time() -> None:
    fixes = track(legal(23, 11), legal(23, 14), 2_000)
    whole_day = (legal(23, 10), legal(23, 18))
    assert AlertKind.ENTERED_FORBIDDEN_ZONE in kinds(fixes, rules(SCHOOL, absences=(whole_day,)))
    opened = rules(SCHOOL, openings=((*whole_day, frozenset({SCHOOL_ID})),))
    assert kinds(fixes, opened) == []
    other = rules(SCHOOL, openings=((*whole_day, frozenset({HOME_ID})),))
    assert AlertKind.ENTERED_FORBIDDEN_ZONE in kinds(fixes, other)
    until_noon = rules(SCHOOL, openings=((legal(23, 10), legal(23, 12), frozenset({SCHOOL_ID})),))
    (alert,) = alerts(fixes, until_noon)
    assert alert.occurred_at == legal(23, 12)
