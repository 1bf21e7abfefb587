"""Two hundred officers with sessions of their own.

A quarter have the whole crowd's county in reach, a quarter the district, the others a township or a community.
"""

from dataclasses import dataclass
from random import Random
from uuid import UUID

from bench.district.places import DISTRICT
from bench.open_loop import OFFICERS
from bench.residence.crowd import CROWD_COUNTY, communities_of
from supervision.officers import Role
from supervision.settings import Register
from tests.makers import Member, make_divisions, make_office, make_officer

_TOWNSHIP = 9


@dataclass(frozen=True, slots=True)
class Seat:
    """An officer, and the division that they were granted."""

    member: Member
    prefix: str

    @property
    def reaches_the_crowd(self) -> bool:
        """Whether the larger county lies within reach as a whole."""
        return self.prefix == CROWD_COUNTY


async def seat_officers() -> tuple[Seat, list[Seat]]:
    """The district's own officer, who asks its questions, and everybody who acts under load."""
    counties = (DISTRICT, CROWD_COUNTY)
    codes = {DISTRICT[:2]: "省", DISTRICT[:4]: "市"}
    for county in counties:
        codes |= {county: "区"} | {code[:_TOWNSHIP]: "街道" for code in communities_of(county)}
        codes |= dict.fromkeys(communities_of(county), "社区")
    await make_divisions({code: f"{name}{code}" for code, name in codes.items()})
    office = await make_office("分局", DISTRICT, register=Register.RESIDENCE)
    chance, seats = Random("officers"), []
    for number in range(OFFICERS):
        community = chance.choice(communities_of(CROWD_COUNTY))
        prefix = (CROWD_COUNTY, community[:_TOWNSHIP], DISTRICT, community)[number % 4]
        seats.append(await _seat(f"officer{number:03}", prefix, office))
    return await _seat("asker", DISTRICT, office), seats


async def _seat(username: str, prefix: str, office: UUID) -> Seat:
    member = await make_officer(username, username, Role.COMMUNITY_POLICE, prefix, office, register=Register.RESIDENCE)
    return Seat(member, prefix)
