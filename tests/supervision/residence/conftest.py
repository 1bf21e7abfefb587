"""A building in the village of North, with two dwellings in one drawer, and one in a village of South."""

import pytest

from tests.cast import NORTH_VILLAGE, SOUTH, Cast
from tests.makers import make_divisions
from tests.makers_residence import Building, make_building

SOUTH_VILLAGE = f"{SOUTH}005"


@pytest.fixture
async def building(cast: Cast) -> Building:
    return await make_building(cast.petra.officer, NORTH_VILLAGE)


@pytest.fixture
async def southern(cast: Cast) -> Building:
    """A building in which Pavel, who sees nothing of North, registers people."""
    await make_divisions({SOUTH_VILLAGE: "柳湾村"})
    return await make_building(cast.pavel.officer, SOUTH_VILLAGE, street="柳湾路")
