"""What part of an address somebody typed: the drawers within reach, or dwellings in them, by the clear addresses."""

from collections.abc import Sequence

from supervision.residence.addresses.dwellings import dwellings_in_drawers
from supervision.residence.households.store import dwelling_digest
from supervision.residence.reach import drawer_digest
from supervision.residence.search.address_parts import AddressParts
from supervision.residence.search.candidates import PlacesMeant
from supervision.residence.search.within import Within
from supervision.storage.database import fetch

_MOST_DRAWERS = 400
_MOST_DRAWERS_OPENED = 40


async def find_places(words: Sequence[str], within: Within) -> PlacesMeant:
    """The drawers whose address holds every part typed, or else the dwellings in those that hold the most of them."""
    parts = AddressParts(words)
    if not parts.first:
        return PlacesMeant((), ())
    rows = await fetch(
        """SELECT id, name FROM drawer WHERE (division LIKE ANY($1) OR id = ANY($2)) AND name ~ $3
           ORDER BY division, ordinal, id LIMIT $4""",
        within.reach.patterns, list(within.reach.drawers), parts.first, _MOST_DRAWERS,
    )  # fmt: skip
    is_bounded = len(rows) == _MOST_DRAWERS
    whole = [row["id"] for row in rows if parts.all_in(row["name"])]
    if whole:
        return PlacesMeant([drawer_digest(drawer_id) for drawer_id in whole], (), is_bounded)
    most = max((parts.count_in(row["name"]) for row in rows), default=0)
    near = [row["id"] for row in rows if parts.count_in(row["name"]) == most]
    dwellings = await dwellings_in_drawers(near[:_MOST_DRAWERS_OPENED])
    meant = [dwelling for dwelling in dwellings if parts.all_in(dwelling.address)]
    digests = [dwelling_digest(dwelling.id) for dwelling in meant]
    return PlacesMeant((), digests, is_bounded or len(near) > _MOST_DRAWERS_OPENED, meant)
