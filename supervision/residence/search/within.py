"""Where a search may look, as ranges of divisions that the index of digests can seek."""

from dataclasses import dataclass

from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.reach import Reach, reach_of
from supervision.storage.database import fetch

_AFTER_DIGITS = ":"  # follows 9, so that [prefix, prefix + ":") holds what begins with the prefix


@dataclass(frozen=True, slots=True)
class Within:
    """An officer's reach, and the divisions to seek in: an assistant's are those of the drawers on duty."""

    reach: Reach
    divisions: tuple[str, ...]

    @property
    def lows(self) -> list[str]:
        """The first division of each range."""
        return list(self.divisions)

    @property
    def highs(self) -> list[str]:
        """What follows the last division of each range."""
        return [division + _AFTER_DIGITS for division in self.divisions]


async def find_within(officer: Officer, act: Act) -> Within:
    """Where the officer may do `act` today; NotPermitted when nowhere at all."""
    reach = await reach_of(officer, act)
    rows = (
        await fetch("SELECT DISTINCT division FROM drawer WHERE id = ANY($1)", list(reach.drawers))
        if reach.drawers
        else []
    )
    places = {*reach.prefixes, *(row["division"] for row in rows)}
    apart = (place for place in places if not any(place != wider and place.startswith(wider) for wider in places))
    return Within(reach, tuple(sorted(apart)))
