"""What a dialect makes of a payload."""

from typing import NamedTuple

from devices.outcomes import FixFault
from supervision.position import Fix


class Reading(NamedTuple):
    """The fixes of a message, and why each of the others could not be read."""

    fixes: list[Fix]
    faults: tuple[FixFault, ...] = ()
