"""Buildings as points, with the state of premises and of the record about them; nobody is on this map."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.residence.addresses.drawers import load_drawers
from supervision.residence.cabinet.counting import count_drawers
from supervision.residence.households.store import dwelling_digest
from supervision.storage.database import fetch


class PremisesState(StrEnum):
    """The colour of a building, the gravest first."""

    HAZARD = "hazard"
    OVER_CAPACITY = "over-capacity"
    UNVERIFIED = "unverified"
    IN_ORDER = "in-order"


@dataclass(frozen=True, slots=True)
class PremisesPoint:
    """A drawer on the map: how many homes, open hazards and over-occupied homes it has. WGS-84 degrees."""

    drawer_id: UUID
    name: str
    lat: float
    lon: float
    homes: int
    living: int
    unverified: int
    hazards: int
    over_capacity: int

    @property
    def state(self) -> PremisesState:
        """The gravest that is true of it."""
        if self.hazards:
            return PremisesState.HAZARD
        if self.over_capacity:
            return PremisesState.OVER_CAPACITY
        return PremisesState.UNVERIFIED if self.unverified else PremisesState.IN_ORDER


async def load_premises_points(officer: Officer, division: str) -> tuple[PremisesPoint, ...]:
    """The drawers of a community within reach that have a point."""
    drawers = {drawer.id: drawer for drawer in await load_drawers(officer, Act.DRAWER_LIST, division)}
    rows = await fetch(
        """SELECT drawer.id, place.lat, place.lon, count(dwelling.id) AS homes,
               (SELECT count(*) FROM hazard JOIN dwelling AS d ON d.id = hazard.dwelling
                   WHERE d.drawer = drawer.id AND hazard.state = 'open') AS hazards
           FROM drawer JOIN standard_address AS place ON place.id = drawer.address
               LEFT JOIN dwelling ON dwelling.drawer = drawer.id AND dwelling.retired_at IS NULL
           WHERE drawer.id = ANY($1) AND place.lat IS NOT NULL GROUP BY drawer.id, place.lat, place.lon""",
        list(drawers),
    )
    counts = await count_drawers((row["id"] for row in rows), division, legal_day(now()))
    over = await _over_capacity(row["id"] for row in rows)
    return tuple(
        PremisesPoint(
            drawer_id=row["id"],
            name=drawers[row["id"]].name,
            lat=row["lat"],
            lon=row["lon"],
            homes=row["homes"],
            living=counts[row["id"]].living,
            unverified=counts[row["id"]].unverified,
            hazards=row["hazards"],
            over_capacity=over.get(row["id"], 0),
        )
        for row in rows
    )


async def _over_capacity(drawer_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many homes of each drawer have more residents than may live there."""
    rows = await fetch(
        "SELECT id, drawer FROM dwelling WHERE drawer = ANY($1) AND retired_at IS NULL AND capacity IS NOT NULL",
        list(drawer_ids),
    )
    drawers = {dwelling_digest(row["id"]): row["drawer"] for row in rows}
    found = await fetch(
        "SELECT dwelling_digest FROM occupancy WHERE dwelling_digest = ANY($1) AND residents > capacity", list(drawers)
    )
    over: dict[UUID, int] = {}
    for row in found:
        drawer_id = drawers[bytes(row["dwelling_digest"])]
        over[drawer_id] = over.get(drawer_id, 0) + 1
    return over
