"""What late fixes do to alerts: raised, upgraded, ended or retracted, each with its reason."""

from collections.abc import Sequence

from supervision.monitoring.outcomes import AlertChange, AlertKind, Step
from supervision.monitoring.reconciling import reconcile
from supervision.monitoring.rules import Rules
from supervision.position import Fix
from tests.supervision.monitoring.tracks import at, fix, judged, rules

HALF_HOUR = rules(silent_after_seconds=1_800)


def steps(
    early: Sequence[Fix], late: Sequence[Fix], under: Rules | None = None
) -> list[tuple[Step, AlertKind, object]]:
    old = judged(early, under, at(7_000))[2]
    new = judged([*early, *late], under, at(7_000))[2]
    return [(change.step, change.kind, change.occurred_at) for change in reconcile(old, new)]


def minutes(*norths_m: float, since: int = 0) -> list[Fix]:
    return [fix(60 * (since + number), north_m + number) for number, north_m in enumerate(norths_m)]


def test_nothing_late_changes_nothing() -> None:
    track = minutes(0, 500, 600, 0, 0, 0)
    old: tuple[AlertChange, ...] = judged(track)[2]
    assert reconcile(old, old) == ()


def test_a_buffered_upload_from_outside_raises_and_retracts_the_silence_it_fills() -> None:
    quiet = [fix(0), fix(6_000)]
    buffered = [fix(600 * n, 900 + n) for n in range(1, 9)]
    assert steps(quiet, buffered, HALF_HOUR) == [
        (Step.RETRACTED, AlertKind.SILENT, at(0)),
        (Step.RAISED, AlertKind.LEFT_REQUIRED_ZONE, at(600)),
    ]


def test_late_fixes_at_home_retract_an_exit_that_rested_on_strays() -> None:
    strays = [fix(0), fix(300, 400), fix(600, 420)]
    at_home = [fix(n, n % 7) for n in range(330, 600, 30)]
    old, new = judged(strays)[2], judged([*strays, *at_home])[2]
    (step,) = reconcile(old, new)
    assert (step.step, step.occurred_at, step.reasons) == (Step.RETRACTED, at(300), ("unfounded",))


def test_an_exit_that_began_earlier_takes_the_place_of_the_one_that_was_known() -> None:
    known = [fix(0), *minutes(900, 950, 990, since=10)]
    earlier = minutes(700, 800, since=8)
    old, new = judged(known)[2], judged([*known, *earlier])[2]
    retracted, raised = reconcile(old, new)
    assert (retracted.step, retracted.occurred_at, retracted.reasons) == (Step.RETRACTED, at(600), ("superseded",))
    assert (raised.step, raised.occurred_at) == (Step.RAISED, at(480))


def test_an_exit_known_better_is_upgraded_not_raised_again() -> None:
    known = [fix(0), fix(60, 150, 20.0), fix(180, 900, 20.0)]
    old, new = judged(known)[2], judged([*known, fix(120, 700, 12.0)])[2]
    (step,) = reconcile(old, new)
    assert (step.step, step.key) == (Step.UPGRADED, old[0].key)
    assert step.known_at == at(120)
    assert step.certainty == new[0].certainty


def test_a_late_return_ends_an_alert_and_a_later_absence_reopens_it() -> None:
    out = minutes(0, 500, 600, 700)
    back = minutes(0, 0, 0, since=5)
    assert steps(out, back) == [(Step.ENDED, AlertKind.LEFT_REQUIRED_ZONE, at(60))]
    still_out = [fix(60 * n + 30, 800 + n) for n in range(4, 8)]
    ended = [*out, fix(60 * 5, 0), fix(60 * 6, 1)]
    changed = steps(ended, still_out)
    assert changed[0] == (Step.UPGRADED, AlertKind.LEFT_REQUIRED_ZONE, at(60))
    assert [kind for _, kind, _ in changed] == [AlertKind.LEFT_REQUIRED_ZONE] * len(changed)
