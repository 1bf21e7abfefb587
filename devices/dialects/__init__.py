"""What trackers say on the wire: one module a dialect, each turning a payload into fixes.

A dialect says nothing of whether the tracker is a dedicated device or a phone; its model does.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from devices.dialects import native, owntracks
from devices.dialects.reading import Reading


class Dialect(StrEnum):
    """The dialects that a tracker can be paired with."""

    NATIVE = "native"
    OWNTRACKS = "owntracks"


Decoder = Callable[[str, bytes, datetime], Reading]

_DECODERS: dict[Dialect, Decoder] = {Dialect.NATIVE: native.decode, Dialect.OWNTRACKS: owntracks.decode}


def decode(dialect: Dialect, subtopic: str, payload: bytes, received_at: datetime) -> Reading:
    """Read a payload published below the tracker's topic; `UnreadableMessage` says why nothing of it can be read.

    A message that says nothing of position or tracker, such as an app's own status, has no fixes.
    """
    return _DECODERS[dialect](subtopic, payload, received_at)
