"""The second person whom every import needs."""

import pytest

from supervision.officers import Role
from tests.cast import NORTH, Cast
from tests.makers import RESIDENCE, Member, make_officer


@pytest.fixture
async def second(cast: Cast) -> Member:
    """The other police officer of North, who confirms."""
    return await make_officer(
        "perla", "Perla Police", Role.COMMUNITY_POLICE, NORTH, cast.north_station, granted_by=cast.rita.id,
        register=RESIDENCE,
    )  # fmt: skip
