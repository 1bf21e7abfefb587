"""When a zone's condition binds, and the alert of one zone: raised by a fix or by the clock, ended by either. Pure."""

from uuid import UUID

from msgspec import Struct

from supervision.monitoring.crossings import AT_REST, LAPSE_AFTER_MS, Crossing
from supervision.monitoring.doubts import certainty_of, reasons_of
from supervision.monitoring.outcomes import AlertChange, AlertKind, FixKey, Step
from supervision.orders.zones import Zone, ZoneKind
from supervision.position import from_epoch_ms

FRESH_MS = 1_800_000
"""At the start of a curfew the last place still speaks if it is at most half an hour old; else nobody knows."""


class Duty(Struct, frozen=True, array_like=True):
    """One zone's evidence, since when its condition binds, and its open alert's `occurred_at` (0 for neither)."""

    crossing: Crossing = AT_REST
    bound_ms: int = 0
    alert_ms: int = 0


def kind_of(zone: Zone) -> AlertKind:
    """What breaking this zone's condition is called."""
    if zone.kind is ZoneKind.FORBIDDEN:
        return AlertKind.ENTERED_FORBIDDEN_ZONE
    return AlertKind.LEFT_REQUIRED_ZONE if zone.hours is None else AlertKind.CURFEW_ABSENCE


def after_clock(duty: Duty, zone: Zone, ms: int, located_ms: int, changes: list[AlertChange], *, binds: bool) -> Duty:
    """The duty once the clock has struck `ms`: starting to bind a wearer known to be beyond the edge raises at once."""
    if binds == bool(duty.bound_ms):
        return duty
    if not binds:
        return released(duty, zone.condition_id, kind_of(zone), ms, changes)
    crossing = duty.crossing
    if not crossing.is_certain or ms - located_ms > FRESH_MS:
        return Duty(crossing, ms, 0)
    changes.append(_raised(zone, crossing, ms, ms, None))
    return Duty(crossing, ms, ms)


def released(duty: Duty, condition_id: UUID, kind: AlertKind, ms: int, changes: list[AlertChange]) -> Duty:
    """The duty from the moment at which the condition no longer binds; an open alert ends by the clock."""
    if duty.alert_ms:
        changes.append(_ended(condition_id, kind, duty, ms, None))
    return Duty(duty.crossing, 0, 0)


def after_fix(
    duty: Duty, zone: Zone, crossing: Crossing, key: tuple[int, int], changes: list[AlertChange], *, is_beyond: bool
) -> Duty:
    """The duty with the crossing as a fix has left it; only a fix whose whole circle is beyond the edge can raise."""
    alert_ms = duty.alert_ms
    if alert_ms:
        if crossing is duty.crossing:
            return duty
        if not crossing.is_confirmed:
            changes.append(_ended(zone.condition_id, kind_of(zone), duty, key[0], key))
            alert_ms = 0
    elif is_beyond and duty.bound_ms and crossing.is_certain:
        alert_ms = key[0] if duty.crossing.is_confirmed else max(crossing.first_ms, duty.bound_ms)
        changes.append(_raised(zone, crossing, alert_ms, key[0], key))
    elif crossing is duty.crossing:
        return duty
    return Duty(crossing, duty.bound_ms, alert_ms)


def lapsed(duty: Duty, since_last_ms: int) -> Duty:
    """The duty after a time without any location: after an hour evidence that has raised no alert is forgotten."""
    if duty.alert_ms or since_last_ms <= LAPSE_AFTER_MS or duty.crossing is AT_REST:
        return duty
    return Duty(AT_REST, duty.bound_ms, 0)


def _raised(zone: Zone, crossing: Crossing, occurred_ms: int, ms: int, key: tuple[int, int] | None) -> AlertChange:
    keys = crossing.evidence if key is None or key in crossing.evidence else (*crossing.evidence, key)
    reasons = reasons_of(crossing.doubts)
    return AlertChange(
        Step.RAISED,
        kind_of(zone),
        zone.condition_id,
        from_epoch_ms(occurred_ms),
        from_epoch_ms(ms),
        None if key is None else FixKey(from_epoch_ms(key[0]), key[1]),
        certainty_of(crossing.sum_points, crossing.doubts),
        reasons if key else ("boundary", *reasons),
        tuple(FixKey(from_epoch_ms(at), seq) for at, seq in keys),
    )


def _ended(condition_id: UUID, kind: AlertKind, duty: Duty, ms: int, key: tuple[int, int] | None) -> AlertChange:
    fix = None if key is None else FixKey(from_epoch_ms(ms), key[1])
    at = from_epoch_ms(ms)
    return AlertChange(
        Step.ENDED, kind, condition_id, from_epoch_ms(duty.alert_ms), at, fix, 1.0, (), (fix,) if fix else ()
    )
