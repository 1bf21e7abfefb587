"""What the judge remembers of one assignment, and its bytes. Pure."""

from datetime import datetime
from typing import Final

from msgspec import Struct, field, msgpack

from supervision.monitoring.obligations import Duty
from supervision.monitoring.signs import AT_REST as NO_SIGNS
from supervision.monitoring.signs import Signs
from supervision.monitoring.trails import NO_TRAIL, Trail
from supervision.position import Fix, epoch_ms

_VERSION: Final = b"\x01"


class JudgementState(Struct, frozen=True, array_like=True):
    """All that the judge remembers; times in milliseconds since 1970, 0 for none.

    `clock_ms` is how far time has been judged; `fix_ms` and `fix_seq` are the last fix; `silent_ms` and `doubt_ms` the
    beginning of an open alert of that kind. `duties` go by the bytes of the condition's id; nothing changes in place.
    """

    begun_ms: int = 0
    clock_ms: int = 0
    fix_ms: int = 0
    fix_seq: int = 0
    silent_ms: int = 0
    doubt_ms: int = 0
    trail: Trail = NO_TRAIL
    signs: Signs = NO_SIGNS
    duties: dict[bytes, Duty] = field(default_factory=dict)

    def precedes(self, fix: Fix) -> bool:
        """Whether this fix can be judged next; if not, it is known already or late."""
        ms = epoch_ms(fix.fixed_at)
        return ms >= self.clock_ms and (ms, fix.seq) > (self.fix_ms, self.fix_seq)


def begin(at: datetime) -> JudgementState:
    """The state of an assignment that begins at this moment, before any fix."""
    ms = epoch_ms(at)
    return JudgementState(begun_ms=ms, clock_ms=ms - 1)


_encoder = msgpack.Encoder()
_decoder = msgpack.Decoder(JudgementState)


def state_to_bytes(state: JudgementState) -> bytes:
    """The state for sealing, version byte first; about 130 bytes with one zone while nothing is the matter."""
    return _VERSION + _encoder.encode(state)


def state_from_bytes(packed: bytes) -> JudgementState:
    """Read `state_to_bytes`; ValueError for another version (then fold again from the fixes)."""
    if packed[:1] != _VERSION:
        raise ValueError("this state was written by another version of the judge")
    return _decoder.decode(memoryview(packed)[1:])
