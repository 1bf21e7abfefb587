"""A vault opened on a fresh database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from supervision.settings import Settings
from supervision.storage.urls import DatabaseUrls
from supervision.vault import Vault
from tests.database import DatabaseServer
from tests.supervision.vault.makers import closing_vault, make_settings, open_and_use


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path / "home")


@pytest.fixture
async def vault(database: DatabaseUrls, settings: Settings) -> AsyncIterator[Vault]:  # noqa: ARG001 - the pool is open
    with closing_vault():
        yield await open_and_use(settings)


@pytest.fixture
def superuser_url(database_server: DatabaseServer, database: DatabaseUrls) -> str:
    """The way to the test's database for breaking things."""
    name = database.service.split("@/")[1].split("?")[0]
    return database_server.superuser_url_of(name)
