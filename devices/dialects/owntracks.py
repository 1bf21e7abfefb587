"""The OwnTracks dialect: JSON as that app publishes it, to `{topic}` and below (its `pubTopicBase`).

`tid` is a label and is ignored. `tst` is the time of the fix, except for a ping, whose `tst` is the time of sending:
a ping may repeat an old location at a new time, so it is read as a coarse fix that can neither accuse nor acquit.
"""

from datetime import UTC, datetime
from typing import Annotated
from zlib import crc32

import msgspec
from msgspec import Meta, Struct

from devices.dialects.reading import Reading
from devices.errors import UnreadableMessage
from supervision.position import Fix, FixSource

_KMH = 1 / 3.6
PING_ACCURACY_M = 500.0
"""How coarse a ping's location counts at least, whatever it reports."""


class WireLocation(Struct):
    """A `location` message; numbers may come as strings from some senders, zero values may be left out."""

    tst: float
    lat: Annotated[float, Meta(ge=-90, le=90)]
    lon: Annotated[float, Meta(ge=-180, le=180)]
    acc: float | None = None
    vel: float | None = None
    cog: float | None = None
    alt: float | None = None
    batt: float | None = None
    bs: int | None = None
    t: str | None = None


class WireKind(Struct):
    """The one field that every message has."""

    kind: str = msgspec.field(name="_type", default="")


_kind_decoder = msgspec.json.Decoder(WireKind)
_SILENT_KINDS = frozenset({
    "lwt", "status", "waypoint", "waypoints", "transition", "card", "steps", "beacon", "cmd", "configuration", "dump",
})  # fmt: skip
_CHARGING_STATES = {1: False, 2: True, 3: True}


def decode(subtopic: str, payload: bytes, received_at: datetime) -> Reading:
    """The fix of a `location`; nothing for the app's other messages, which this service does not use.

    A `transition` repeats what the zones of the order decide here, so it is not evidence.
    """
    if not payload:
        return Reading([])
    try:
        kind = _kind_decoder.decode(payload).kind
        if kind == "location":
            return Reading([_fix(msgspec.json.decode(payload, type=WireLocation, strict=False), payload, received_at)])
    except (msgspec.DecodeError, ValueError, OverflowError, OSError) as error:
        raise UnreadableMessage(f"not an OwnTracks message: {error}") from None
    if kind == "encrypted":
        raise UnreadableMessage("an encrypted payload, which is not read yet", outcome="encrypted")
    if kind in _SILENT_KINDS:
        return Reading([])
    raise UnreadableMessage(f"an unknown OwnTracks type on {subtopic!r}")


def _fix(wire: WireLocation, payload: bytes, received_at: datetime) -> Fix:
    is_ping = wire.t == "p"
    accuracy_m = wire.acc if wire.acc and wire.acc > 0 else None
    return Fix(
        datetime.fromtimestamp(wire.tst, UTC),
        crc32(payload) & 0x7FFF_FFFF,  # no numbering on this wire: redelivery of the same bytes is the same fix
        received_at,
        wire.lat,
        wire.lon,
        max(accuracy_m or 0.0, PING_ACCURACY_M) if is_ping else accuracy_m,
        FixSource.CELL if is_ping else FixSource.GNSS,
        None if wire.vel is None else wire.vel * _KMH,
        wire.cog,
        wire.alt,
        None if wire.batt is None else round(wire.batt),
        charging=_CHARGING_STATES.get(wire.bs or 0),
    )
