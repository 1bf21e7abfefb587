"""The native dialect: `{topic}/positions` with numbered fixes, `{topic}/status` with the tracker's own condition."""

from datetime import UTC, datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from devices.errors import UnreadableMessage
from supervision.position import Fix, FixSource, Strap

POSITIONS = "positions"
STATUS = "status"
COMMANDS = "commands"
MOST_FIXES_A_MESSAGE = 5_000
"""More than three days at a fix a minute: a tracker that was out of reach may send its backlog as one message."""


class WireFix(Struct):
    """One fix as sent: `t` epoch seconds, degrees of WGS-84, `acc` metres at 68 %."""

    t: float
    lat: Annotated[float, Meta(ge=-90, le=90)]
    lon: Annotated[float, Meta(ge=-180, le=180)]
    acc: Annotated[float, Meta(ge=0, le=1_000_000)] | None = None
    src: Literal["gnss", "wifi", "cell"] = "gnss"
    spd: float | None = None
    hdg: float | None = None
    alt: float | None = None


class WireReport(Struct):
    """A positions message: `seq` counts messages of one `boot`, the rest is the tracker's condition when sending."""

    seq: Annotated[int, Meta(ge=0, le=2**63 - 1)]
    fixes: Annotated[list[WireFix], Meta(max_length=MOST_FIXES_A_MESSAGE)]
    battery: float | None = None
    strap: Literal["closed", "open"] | None = None
    sos: bool = False
    charging: bool | None = None
    boot: int | str | None = None


class WireStatus(Struct):
    """A status message: the tracker's condition at `t`, or when it arrives."""

    seq: Annotated[int, Meta(ge=0, le=2**63 - 1)] = 0
    t: float | None = None
    battery: float | None = None
    strap: Literal["closed", "open"] | None = None
    sos: bool = False
    charging: bool | None = None


_report_decoder = msgspec.json.Decoder(WireReport)
_status_decoder = msgspec.json.Decoder(WireStatus)
_SOURCES = {source.value: source for source in FixSource}
_STRAPS = {None: None, "closed": Strap.CLOSED, "open": Strap.OPEN}


def decode(subtopic: str, payload: bytes, received_at: datetime) -> list[Fix]:
    """Fixes of a native message, in the order sent; the tracker's condition stands on the last of them."""
    try:
        if subtopic == POSITIONS:
            return _fixes(_report_decoder.decode(payload), received_at)
        if subtopic == STATUS:
            return [_condition(_status_decoder.decode(payload), received_at)]
    except (msgspec.DecodeError, ValueError, OverflowError, OSError) as error:
        raise UnreadableMessage(f"not a native message: {error}") from None
    raise UnreadableMessage(f"nothing is expected on {subtopic!r}", outcome="unexpected-topic")


def _fixes(report: WireReport, received_at: datetime) -> list[Fix]:
    if not report.fixes:
        condition = WireStatus(report.seq, None, report.battery, report.strap, report.sos, report.charging)
        return [_condition(condition, received_at)]
    seq, newest = report.seq, max(range(len(report.fixes)), key=lambda index: report.fixes[index].t)
    fixes = []
    for index, wire in enumerate(report.fixes):
        speaks = index == newest
        fixes.append(
            Fix(
                datetime.fromtimestamp(wire.t, UTC),
                seq,
                received_at,
                wire.lat,
                wire.lon,
                wire.acc,
                _SOURCES[wire.src],
                wire.spd,
                wire.hdg,
                wire.alt,
                _percent(report.battery) if speaks else None,
                _STRAPS[report.strap] if speaks else None,
                report.sos if speaks else False,
                report.charging if speaks else None,
            )
        )
    return fixes


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
