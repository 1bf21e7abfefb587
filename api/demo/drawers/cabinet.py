"""The cabinets in the making: what their drawers, homes, households and residents have come to so far."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from api.demo.cast import Cast
from api.demo.diary import Diary
from api.demo.drawers.people import Household, Member, all_households
from api.demo.drawers.places import DrawerPlace, Home
from api.demo.police import assistant_username, station_username
from supervision.officers import Officer
from supervision.residence.addresses.dwellings import Dwelling
from supervision.residence.addresses.import_rows import Place


@dataclass(slots=True)
class Cabinet:
    """`at` is the present, and everything lies before it; a household is known by its number."""

    at: datetime
    cast: Cast
    diary: Diary = field(default_factory=Diary)
    addresses: dict[Place, UUID] = field(default_factory=dict)
    drawers: dict[Place, UUID] = field(default_factory=dict)
    dwellings: dict[Place, Dwelling] = field(default_factory=dict)
    households: dict[int, UUID] = field(default_factory=dict)
    residents: dict[int, tuple[UUID, ...]] = field(default_factory=dict)
    """The residents of a household in the order of its members."""

    async def officer(self, drawer: DrawerPlace) -> Officer:
        """The community police officer in whose township the drawer stands."""
        return await self.cast.officer(station_username(drawer.township.code))

    async def assistant(self, drawer: DrawerPlace) -> Officer:
        """Who looks after the drawer day by day: its assistant, or the officer where the station has none."""
        username = assistant_username(drawer.division)
        return await self.cast.officer(username) if username and drawer.is_attended else await self.officer(drawer)

    def dwelling(self, home: Home) -> Dwelling:
        """The record of a home."""
        return self.dwellings[home.place]

    def members(self, household: Household) -> Iterator[tuple[Member, UUID]]:
        """The members of a household with their ids."""
        return zip(household.members, self.residents[household.number], strict=True)


def households_of(drawers: Iterable[DrawerPlace]) -> list[Household]:
    """The households of some drawers."""
    wanted = {drawer.place for drawer in drawers}
    return [household for household in all_households() if household.drawer.place in wanted]
