"""The native dialect: `{topic}/positions` with numbered fixes, `{topic}/status` with the tracker's own condition."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from devices.dialects.reading import Reading
from devices.errors import UnreadableMessage
from devices.outcomes import FixFault
from supervision.position import Fix, FixSource, Strap

POSITIONS = "positions"
STATUS = "status"
COMMANDS = "commands"
MOST_FIXES_A_MESSAGE = 5_000
"""More than three days at a fix a minute: a tracker that was out of reach may send its backlog as one message."""


class WireFix(Struct):
    """One fix as sent: `t` epoch seconds, degrees of WGS-84, `acc` metres at 68 %."""

    t: float
    lat: float
    lon: float
    acc: float | None = None
    src: Literal["gnss", "wifi", "cell"] = "gnss"
    spd: float | None = None
    hdg: float | None = None
    alt: float | None = None


class WireHead(Struct, kw_only=True):
    """What a message says beside its fixes: `seq` counts those of one `boot`, the rest is the tracker's condition."""

    seq: Annotated[int, Meta(ge=0, le=2**63 - 1)]
    battery: float | None = None
    strap: Literal["closed", "open"] | None = None
    sos: bool = False
    charging: bool | None = None
    boot: int | str | None = None


class WireReport(WireHead, kw_only=True):
    """A positions message."""

    fixes: Annotated[list[WireFix], Meta(max_length=MOST_FIXES_A_MESSAGE)]


class DoubtfulReport(WireHead, kw_only=True):
    """A positions message some fix of which may not be one."""

    fixes: Annotated[list[msgspec.Raw], Meta(max_length=MOST_FIXES_A_MESSAGE)]


class WireStatus(Struct):
    """A status message: the tracker's condition at `t`, or when it arrives."""

    seq: Annotated[int, Meta(ge=0, le=2**63 - 1)] = 0
    t: float | None = None
    battery: float | None = None
    strap: Literal["closed", "open"] | None = None
    sos: bool = False
    charging: bool | None = None


_fix_decoder = msgspec.json.Decoder(WireFix)
_report_decoder = msgspec.json.Decoder(WireReport)
_doubtful_report_decoder = msgspec.json.Decoder(DoubtfulReport)
_status_decoder = msgspec.json.Decoder(WireStatus)
_SOURCES = {source.value: source for source in FixSource}
_STRAPS = {None: None, "closed": Strap.CLOSED, "open": Strap.OPEN}


def decode(subtopic: str, payload: bytes, received_at: datetime) -> Reading:
    """Fixes of a native message, in the order sent; the tracker's condition stands on the last by their own time.

    A fix that cannot be read or cannot be is set aside alone: the others of its message, and an SOS, still count.
    """
    try:
        if subtopic == POSITIONS:
            return _read_positions(payload, received_at)
        if subtopic == STATUS:
            return Reading([_condition(_status_decoder.decode(payload), received_at)])
    except (msgspec.DecodeError, ValueError, OverflowError, OSError) as error:
        raise UnreadableMessage(f"not a native message: {error}") from None
    raise UnreadableMessage(f"nothing is expected on {subtopic!r}", outcome="unexpected-topic")


def _read_positions(payload: bytes, received_at: datetime) -> Reading:
    malformed = 0
    try:
        report = _report_decoder.decode(payload)
        head: WireHead = report
        wires = report.fixes
    except msgspec.ValidationError:  # perhaps of one fix only: read each by itself, which takes longer
        doubtful = _doubtful_report_decoder.decode(payload)
        head, wires = doubtful, list(_well_formed(doubtful.fixes))
        malformed = len(doubtful.fixes) - len(wires)
    fixes = _fixes(wires, head, received_at)
    faults = (FixFault.MALFORMED,) * malformed + (FixFault.IMPOSSIBLE,) * (len(wires) - len(fixes))
    if not fixes and (not faults or _tells_condition(head)):
        condition = WireStatus(head.seq, None, head.battery, head.strap, head.sos, head.charging)
        fixes = [_condition(condition, received_at)]
    return Reading(fixes, faults)


def _well_formed(raw_fixes: list[msgspec.Raw]) -> Iterator[WireFix]:
    for raw in raw_fixes:
        with contextlib.suppress(msgspec.DecodeError):
            yield _fix_decoder.decode(raw)


def _fixes(wires: list[WireFix], head: WireHead, received_at: datetime) -> list[Fix]:
    if not wires:
        return []
    newest = max(wires, key=lambda wire: wire.t)
    fixes: list[Fix] = []
    possible: list[WireFix] = []
    for wire in wires:
        try:
            fixes.append(_fix(wire, head, received_at, speaks=wire is newest))
        except (ValueError, OverflowError, OSError):
            continue
        possible.append(wire)
    is_whole = len(possible) == len(wires)
    return fixes if is_whole else _fixes(possible, head, received_at)  # the condition must not go with a bad fix


def _fix(wire: WireFix, head: WireHead, received_at: datetime, *, speaks: bool) -> Fix:
    return Fix(
        datetime.fromtimestamp(wire.t, UTC),
        head.seq,
        received_at,
        wire.lat,
        wire.lon,
        wire.acc,
        _SOURCES[wire.src],
        wire.spd,
        wire.hdg,
        wire.alt,
        _percent(head.battery) if speaks else None,
        _STRAPS[head.strap] if speaks else None,
        head.sos if speaks else False,
        head.charging if speaks else None,
    )


def _tells_condition(head: WireHead) -> bool:
    return head.sos or not (head.battery is None and head.strap is None and head.charging is None)


def _condition(status: WireStatus, received_at: datetime) -> Fix:
    at = received_at if status.t is None else datetime.fromtimestamp(status.t, UTC)
    return Fix(
        at,
        status.seq,
        received_at,
        battery_percent=_percent(status.battery),
        strap=_STRAPS[status.strap],
        sos=status.sos,
        charging=status.charging,
    )


def _percent(battery: float | None) -> int | None:
    return None if battery is None else round(battery)
