"""What is due of the register's quality: rectifications owned or to re-check, and places where one is to begin."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from supervision.audit import Act
from supervision.officers import Officer, local_names, officer_may
from supervision.residence.households.queues import MOST_LINES, Queue
from supervision.residence.quality.counting import load_quality
from supervision.residence.quality.rating import Colour, Rating
from supervision.residence.quality.rectification_rows import (
    Rectification,
    RectificationShow,
    count_rectifications,
    most_urgent,
    open_places,
)


@dataclass(frozen=True, slots=True)
class PlaceToMend:
    """A red or amber community, or drawer in it, of which nobody has begun a rectification."""

    division: str
    drawer_id: UUID | None
    name: str
    rating: Rating


async def places_to_mend(officer: Officer, today: date) -> tuple[PlaceToMend, ...]:
    """The places of which the officer may begin a rectification and nobody has, the red ones first."""
    begun, communities = await open_places(officer), await load_quality(officer, today)
    names = await local_names({community.division for community in communities})
    places: list[PlaceToMend] = []
    for community in communities:
        if officer_may(officer, Act.RECTIFICATION_BEGIN, community.division):
            code, name = community.division, names[community.division]
            places.append(PlaceToMend(code, None, name, community.rating))
            places += [
                PlaceToMend(code, line.drawer.id, f"{name} {line.drawer.name}", line.rating)
                for line in community.drawers
            ]
    waiting = [
        place
        for place in places
        if place.rating.colour is not Colour.GREEN and (place.division, place.drawer_id) not in begun
    ]
    return tuple(sorted(waiting, key=lambda place: place.rating.colour is not Colour.RED))


async def rectifications_owned(officer: Officer, most: int = MOST_LINES) -> Queue[Rectification]:
    """Open rectifications that the officer owns, those due first on top."""
    return await _queue(officer, RectificationShow.MINE, most)


async def rectifications_to_recheck(officer: Officer, most: int = MOST_LINES) -> Queue[Rectification]:
    """Rectifications that others reported as done, those due first on top."""
    return await _queue(officer, RectificationShow.TO_RECHECK, most)


async def _queue(officer: Officer, show: RectificationShow, most: int) -> Queue[Rectification]:
    return Queue((await count_rectifications(officer))[show], await most_urgent(officer, show, most))
