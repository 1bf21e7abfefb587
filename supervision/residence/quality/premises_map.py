"""Buildings as points, in the colour of their register and with their hazards; nobody is on this map."""

from dataclasses import dataclass
from uuid import UUID

from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.residence.cabinet.counting import count_drawers
from supervision.residence.quality.counting import load_quality
from supervision.residence.quality.rating import Colour, DueKind
from supervision.storage.database import fetch


@dataclass(frozen=True, slots=True)
class PremisesPoint:
    """A drawer on the map: its colour, how many homes, open hazards and over-occupied homes it has. WGS-84 degrees."""

    drawer_id: UUID
    name: str
    lat: float
    lon: float
    homes: int
    living: int
    unverified: int
    hazards: int
    over_capacity: int
    colour: Colour


async def load_premises_points(officer: Officer, division: str) -> tuple[PremisesPoint, ...]:
    """The drawers of a community within reach that have a point."""
    today = legal_day(now())
    rated = {line.drawer.id: line for one in await load_quality(officer, today, division) for line in one.drawers}
    rows = await fetch(
        """SELECT drawer.id, place.lat, place.lon, count(dwelling.id) AS homes,
               (SELECT count(*) FROM hazard JOIN dwelling AS d ON d.id = hazard.dwelling
                   WHERE d.drawer = drawer.id AND hazard.state = 'open') AS hazards
           FROM drawer JOIN standard_address AS place ON place.id = drawer.address
               LEFT JOIN dwelling ON dwelling.drawer = drawer.id AND dwelling.retired_at IS NULL
           WHERE drawer.id = ANY($1) AND place.lat IS NOT NULL GROUP BY drawer.id, place.lat, place.lon""",
        list(rated),
    )
    counts = await count_drawers((row["id"] for row in rows), division, today)
    return tuple(
        PremisesPoint(
            drawer_id=row["id"],
            name=rated[row["id"]].drawer.name,
            lat=row["lat"],
            lon=row["lon"],
            homes=row["homes"],
            living=counts[row["id"]].living,
            unverified=counts[row["id"]].unverified,
            hazards=row["hazards"],
            over_capacity=rated[row["id"]].rating.share(DueKind.OVER_OCCUPIED).due,
            colour=rated[row["id"]].rating.colour,
        )
        for row in rows
    )
