"""A building in the village of North, with two dwellings in one drawer."""

import pytest

from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_residence import Building, make_building


@pytest.fixture
async def building(cast: Cast) -> Building:
    return await make_building(cast.petra.officer, NORTH_VILLAGE)
