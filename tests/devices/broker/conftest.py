"""A private Mosquitto for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.devices.broker.town import Town, mosquitto_town, settings_in


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """Mosquitto with the accounts of shard 0, Anna's and Boris's tracker."""
    async with mosquitto_town(settings_in(tmp_path / "home")) as town:
        yield town
