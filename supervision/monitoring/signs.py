"""What a tracker says of itself: strap, battery, SOS. Nothing filters these; each stretch raises one alert. Pure.

Of several words in one and the same moment the worse holds, as an alert is known by the moment in which it began.
"""

from msgspec import Struct

from supervision.monitoring.outcomes import AlertChange, AlertKind, FixKey, Step
from supervision.monitoring.rules import Rules
from supervision.position import Fix, Strap, from_epoch_ms

BATTERY_RECOVERED_BY_PERCENT = 5
"""How far above the limit a battery must be before its alert ends, so that one wavering percent is one alert."""

SOS_REPEAT_MS = 120_000
"""Within this time after an SOS fix another one is the same call, repeated by the tracker."""
SOS_ARRIVAL_SPREAD_MS = 12 * 3_600_000
"""Further apart by our clock two SOS fixes are two calls, whatever a wrong clock in the tracker says."""

_CERTAIN = 1.0


class Signs(Struct, frozen=True, array_like=True):
    """Since when (milliseconds, 0 for not) each sign has been given, and the last SOS fix with its arrival."""

    strap_open_ms: int = 0
    battery_low_ms: int = 0
    sos_ms: int = 0
    sos_received_ms: int = 0


AT_REST = Signs()


def read_signs(signs: Signs, fix: Fix, ms: int, received_ms: int, rules: Rules, changes: list[AlertChange]) -> Signs:
    """Follow the signs of one fix; what changes is appended to `changes`."""
    strap_open_ms, battery_low_ms = signs.strap_open_ms, signs.battery_low_ms
    sos_ms, sos_received_ms = signs.sos_ms, signs.sos_received_ms
    if fix.sos:
        is_near = ms - sos_ms <= SOS_REPEAT_MS and abs(received_ms - sos_received_ms) <= SOS_ARRIVAL_SPREAD_MS
        if not (is_near or ms == sos_ms):
            changes.append(_step(Step.RAISED, AlertKind.SOS, ms, fix, ms))
        sos_ms, sos_received_ms = ms, received_ms
    if fix.strap is Strap.OPEN and not strap_open_ms:
        strap_open_ms = ms
        changes.append(_step(Step.RAISED, AlertKind.STRAP_OPEN, ms, fix, ms))
    elif fix.strap is Strap.CLOSED and 0 < strap_open_ms < ms:
        changes.append(_step(Step.ENDED, AlertKind.STRAP_OPEN, strap_open_ms, fix, ms))
        strap_open_ms = 0
    battery = fix.battery_percent
    if battery is not None:
        if not battery_low_ms and battery <= rules.battery_low_percent and not fix.charging:
            battery_low_ms = ms
            changes.append(_step(Step.RAISED, AlertKind.BATTERY_LOW, ms, fix, ms))
        elif 0 < battery_low_ms < ms and (
            fix.charging or battery >= rules.battery_low_percent + BATTERY_RECOVERED_BY_PERCENT
        ):
            changes.append(_step(Step.ENDED, AlertKind.BATTERY_LOW, battery_low_ms, fix, ms))
            battery_low_ms = 0
    return Signs(strap_open_ms, battery_low_ms, sos_ms, sos_received_ms)


def _step(step: Step, kind: AlertKind, since_ms: int, fix: Fix, ms: int) -> AlertChange:
    key = FixKey(from_epoch_ms(ms), fix.seq)
    return AlertChange(step, kind, None, from_epoch_ms(since_ms), key.fixed_at, key, _CERTAIN, (), (key,))
