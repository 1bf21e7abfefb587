"""A place of the register whose quality is looked at: one drawer, or a whole community."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from supervision.audit import Act
from supervision.errors import NotFound
from supervision.officers import Officer, check_officer_may
from supervision.officers.officer import NOT_HERE
from supervision.residence.addresses.drawers import load_drawer
from supervision.residence.quality.counting import load_quality
from supervision.residence.quality.rating import Rating


@dataclass(frozen=True, slots=True)
class RatedPlace:
    """A drawer, or with no drawer a community, as it is rated today."""

    division: str
    drawer_id: UUID | None
    name: str
    rating: Rating


async def load_place(officer: Officer, act: Act, division: str, drawer_id: UUID | None, today: date) -> RatedPlace:
    """The place with its rating; NotFound beyond reach, and for a community without a drawer."""
    if drawer_id is not None:
        division = (await load_drawer(officer, act, drawer_id)).division
    else:
        check_officer_may(officer, act, division)
    for community in await load_quality(officer, today, division):
        if community.division != division:
            continue
        if drawer_id is None:
            return RatedPlace(division, None, community.name, community.rating)
        for line in community.drawers:
            if line.drawer.id == drawer_id:
                return RatedPlace(division, drawer_id, f"{community.name} {line.drawer.name}", line.rating)
    raise NotFound(NOT_HERE)
