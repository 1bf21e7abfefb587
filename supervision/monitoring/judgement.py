"""The judge: a fold over the time-ordered fixes of one tracker assignment. Pure.

A fix is judged at its own time under the rules then in force. What the clock alone decides (a curfew begins, leave
ends, a tracker stays silent) is decided at that moment's own time, and before any fix of the same moment: it makes no
difference whether the clock or the next fix is seen first. A fix older than the state's clock is late: fold again from
a checkpoint.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from supervision.monitoring.clockwork import pass_time, silent_at_ms, succeed
from supervision.monitoring.crossings import follow
from supervision.monitoring.doubts import Doubt, reasons_of
from supervision.monitoring.obligations import Duty, after_fix, lapsed
from supervision.monitoring.outcomes import AlertChange, AlertKind, Assessment, FixKey, Step
from supervision.monitoring.rules import Rules
from supervision.monitoring.signs import read_signs
from supervision.monitoring.states import JudgementState, begin, state_from_bytes, state_to_bytes
from supervision.monitoring.trails import JUMP_DOUBT_MS, Trail, Weighed, weigh
from supervision.orders.zones import Place, ZoneKind
from supervision.position import Fix, epoch_ms, from_epoch_ms

__all__ = [
    "JudgementState",
    "OutOfOrder",
    "RulesAt",
    "advance",
    "begin",
    "fold",
    "judge",
    "next_due",
    "state_from_bytes",
    "state_to_bytes",
]

RulesAt = Callable[[datetime], Rules | None]
"""The rules in force at a moment; None where no order was live."""

_NO_DUTY = Duty()
_DOUBT_CERTAINTY = 0.5
_INSTANT = timedelta(milliseconds=1)


class OutOfOrder(ValueError):
    """This fix lies before what has already been judged: fold again from a checkpoint before it."""


def judge(
    state: JudgementState, fix: Fix, rules: Rules
) -> tuple[JudgementState, tuple[Assessment, ...], tuple[AlertChange, ...]]:
    """Judge one fix under the rules in force at its time; OutOfOrder if the state is already past it.

    The rules must have held since the state's clock; `fold` sees to that where versions follow each other.
    """
    if not state.precedes(fix):
        raise OutOfOrder("the judge is past this fix")
    ms = epoch_ms(fix.fixed_at)
    changes: list[AlertChange] = []
    state = pass_time(state, ms, rules, changes)
    if state.silent_ms:
        changes.append(_note(Step.ENDED, AlertKind.SILENT, state.silent_ms, fix, 1.0))
    signs = read_signs(state.signs, fix, ms, epoch_ms(fix.received_at), rules, changes)
    trail, doubt_ms, duties = state.trail, state.doubt_ms, state.duties
    if fix.lat is None or fix.lon is None:
        judged = tuple(
            Assessment(zone.condition_id, fix.fixed_at, fix.seq, Place.UNKNOWN, None, None) for zone in rules.zones
        )
    else:
        trail, weighed = weigh(trail, fix, ms, fix.lat, fix.lon)
        if weighed.is_jump or doubt_ms:
            doubt_ms = _follow_doubt(doubt_ms, trail, fix, ms, changes)
        duties, judged = _judge_zones(duties, fix, ms, weighed, rules, changes)
    after = JudgementState(state.begun_ms, ms, ms, fix.seq, 0, doubt_ms, trail, signs, duties)
    return after, judged, tuple(changes)


def advance(state: JudgementState, to: datetime, rules: Rules) -> tuple[JudgementState, tuple[AlertChange, ...]]:
    """Let the clock strike up to and including `to`, under rules that hold until then.

    The same state comes back when nothing was due. Who follows live trackers stays some seconds behind the present, so
    that fixes still under way are not late.
    """
    changes: list[AlertChange] = []
    return pass_time(state, epoch_ms(to), rules, changes), tuple(changes)


def next_due(state: JudgementState, rules: Rules) -> datetime | None:
    """When the clock has something to decide next; None if only a fix can change anything."""
    boundary = rules.next_boundary(from_epoch_ms(state.clock_ms))
    silent_at = None if state.silent_ms else from_epoch_ms(silent_at_ms(state, rules))
    return min((at for at in (boundary, silent_at) if at is not None), default=None)


def fold(
    state: JudgementState, fixes: Iterable[Fix], rules_at: RulesAt, until: datetime | None = None
) -> tuple[JudgementState, tuple[Assessment, ...], tuple[AlertChange, ...]]:
    """Judge fixes in the order of their own times, each once, then let the clock strike up to `until`.

    Versions of the rules take over from each other at their moment. A fix under no rules is left out: it may not be
    judged. OutOfOrder for a fix that lies before the state.
    """
    assessments: list[Assessment] = []
    changes: list[AlertChange] = []
    for fix in sorted(fixes, key=_order):
        if _order(fix) == (from_epoch_ms(state.fix_ms), state.fix_seq):
            continue
        rules = rules_at(fix.fixed_at)
        if rules is None:
            continue
        if state.clock_ms < rules.live_from_ms:
            state = _take_over(state, fix.fixed_at, rules_at, changes)
        state, judged, changed = judge(state, fix, rules)
        assessments += judged
        changes += changed
    if until is not None:
        state = _take_over(state, until, rules_at, changes)
    return state, tuple(assessments), tuple(changes)


def _order(fix: Fix) -> tuple[datetime, int]:
    return fix.fixed_at, fix.seq


def _take_over(state: JudgementState, to: datetime, rules_at: RulesAt, changes: list[AlertChange]) -> JudgementState:
    """Let the clock strike up to `to`, each version of the rules following the one before it."""
    rules = rules_at(from_epoch_ms(max(state.clock_ms, state.begun_ms)))
    while rules is not None and rules.live_until is not None and rules.live_until <= to:
        following = rules_at(rules.live_until)
        if following is not None and not following.live_at(rules.live_until):
            raise ValueError("rules were given for a moment at which they are not in force")
        last = rules.live_until if following is None else rules.live_until - _INSTANT
        state = pass_time(state, epoch_ms(last), rules, changes)
        if following is not None:
            state = succeed(state, rules, following, changes)
        rules = following
    return state if rules is None else pass_time(state, epoch_ms(to), rules, changes)


def _judge_zones(
    duties: dict[bytes, Duty], fix: Fix, ms: int, weighed: Weighed, rules: Rules, changes: list[AlertChange]
) -> tuple[dict[bytes, Duty], tuple[Assessment, ...]]:
    key = (ms, fix.seq)
    weights = weighed.weight, weighed.return_weight
    judged: list[Assessment] = []
    changed: dict[bytes, Duty] = {}
    for zone in rules.zones:
        place, margin_m, accuracy_m = zone.place(fix)
        judged.append(Assessment(zone.condition_id, fix.fixed_at, fix.seq, place, margin_m, accuracy_m))
        if margin_m is None or accuracy_m is None:
            continue
        before = duties.get(zone.key, _NO_DUTY)
        duty = lapsed(before, weighed.since_last_ms)
        is_required = zone.kind is ZoneKind.REQUIRED
        beyond_m = margin_m if is_required else -margin_m
        crossing = follow(duty.crossing, beyond_m, accuracy_m, weights, key, weighed.doubts)
        is_beyond = place is (Place.OUTSIDE if is_required else Place.INSIDE)
        duty = after_fix(duty, zone, crossing, key, changes, is_beyond=is_beyond)
        if duty is not before:
            changed[zone.key] = duty
    return ({**duties, **changed} if changed else duties), tuple(judged)


def _follow_doubt(doubt_ms: int, trail: Trail, fix: Fix, ms: int, changes: list[AlertChange]) -> int:
    """Follow the alert for a signal that cannot be true: raised by a jump, ended an hour after the last one."""
    if not doubt_ms:
        changes.append(_note(Step.RAISED, AlertKind.SIGNAL_DOUBT, ms, fix, _DOUBT_CERTAINTY, Doubt.IMPOSSIBLE_SPEED))
        return ms
    if ms - trail.jump_ms < JUMP_DOUBT_MS:
        return doubt_ms
    changes.append(_note(Step.ENDED, AlertKind.SIGNAL_DOUBT, doubt_ms, fix, _DOUBT_CERTAINTY))
    return 0


def _note(step: Step, kind: AlertKind, since_ms: int, fix: Fix, certainty: float, doubts: int = 0) -> AlertChange:
    key = FixKey(fix.fixed_at, fix.seq)
    return AlertChange(
        step, kind, None, from_epoch_ms(since_ms), fix.fixed_at, key, certainty, reasons_of(doubts), (key,)
    )
