"""What the clock alone decides: conditions begin and cease to bind, trackers fall silent, versions take over. Pure."""

from msgspec.structs import replace

from supervision.monitoring.obligations import Duty, after_clock, kind_of, released
from supervision.monitoring.outcomes import AlertChange, AlertKind, Step
from supervision.monitoring.rules import Rules
from supervision.monitoring.states import JudgementState
from supervision.orders.zones import Zone
from supervision.position import epoch_ms, from_epoch_ms

_NO_DUTY = Duty()


def pass_time(state: JudgementState, to_ms: int, rules: Rules, changes: list[AlertChange]) -> JudgementState:
    """Let every boundary up to and including `to_ms` strike; the same state comes back if there was none."""
    if rules.is_timed or to_ms >= rules.live_until_ms or _is_new(state, rules):
        state = _strike_all(state, to_ms, rules, changes)
    if not state.silent_ms and silent_at_ms(state, rules) <= to_ms:
        state = _fall_silent(state, rules, changes)
    return state


def silent_at_ms(state: JudgementState, rules: Rules) -> int:
    """When the tracker will have been silent for too long, if it says nothing more."""
    return _last_word_ms(state, rules) + rules.silent_after_seconds * 1000


def succeed(state: JudgementState, before: Rules, after: Rules, changes: list[AlertChange]) -> JudgementState:
    """The state as one version of the rules takes over from another: evidence against another shape counts no more."""
    zones = {zone.condition_id: zone for zone in after.zones}
    duties = dict(state.duties)
    for zone in before.zones:
        duty = duties.get(zone.key)
        if duty is not None and not _is_same(zone, zones.get(zone.condition_id)):
            released(duty, zone.condition_id, kind_of(zone), after.live_from_ms, changes)
            del duties[zone.key]
    return replace(state, duties=duties)


def _is_same(zone: Zone, other: Zone | None) -> bool:
    return other is not None and zone.shape == other.shape and kind_of(zone) is kind_of(other)


def _is_new(state: JudgementState, rules: Rules) -> bool:
    """Whether the state has not yet met these rules."""
    return state.clock_ms < rules.live_from_ms or len(state.duties) < len(rules.zones)


def _strike_all(state: JudgementState, to_ms: int, rules: Rules, changes: list[AlertChange]) -> JudgementState:
    at_ms = max(state.clock_ms, state.begun_ms, rules.live_from_ms)
    if at_ms <= to_ms and _is_new(state, rules):
        state = _strike(state, at_ms, rules, changes)
    while (boundary := rules.next_boundary(from_epoch_ms(at_ms))) is not None:
        at_ms = epoch_ms(boundary)
        if at_ms > to_ms:
            break
        state = _strike(state, at_ms, rules, changes)
    return state


def _strike(state: JudgementState, at_ms: int, rules: Rules, changes: list[AlertChange]) -> JudgementState:
    at, duties = from_epoch_ms(at_ms), dict(state.duties)
    for zone in rules.zones:
        duty = duties.get(zone.key, _NO_DUTY)
        duties[zone.key] = after_clock(duty, zone, at_ms, state.trail.ms, changes, binds=rules.binds_at(zone, at))
    return replace(state, clock_ms=at_ms, duties=duties)


def _last_word_ms(state: JudgementState, rules: Rules) -> int:
    return state.fix_ms or max(state.begun_ms, rules.live_from_ms)


def _fall_silent(state: JudgementState, rules: Rules, changes: list[AlertChange]) -> JudgementState:
    since_ms, at_ms = _last_word_ms(state, rules), silent_at_ms(state, rules)
    if not rules.live_from_ms <= at_ms < rules.live_until_ms:
        return state
    at = from_epoch_ms(at_ms)
    changes.append(AlertChange(Step.RAISED, AlertKind.SILENT, None, from_epoch_ms(since_ms), at, None, 1.0, (), ()))
    return replace(state, silent_ms=since_ms, clock_ms=max(state.clock_ms, at_ms))
