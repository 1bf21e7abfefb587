"""What every test may ask for; the code is in the modules beside this one."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from supervision.settings import load_settings
from supervision.storage.urls import DatabaseUrls
from supervision.vault import Vault, open_vault, use_vault
from tests.cast import Cast, gather_cast
from tests.database import BARE, MIGRATED, DatabaseServer, temporary_home


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, which is what the product runs on."""
    return "asyncio"


@pytest.fixture(scope="session")
def database_server() -> Iterator[DatabaseServer]:
    """The run's PostgreSQL."""
    with temporary_home() as home:
        server = DatabaseServer(home)
        with server.postgres:
            yield server


@pytest.fixture(scope="session")
def migrated_server(database_server: DatabaseServer) -> DatabaseServer:
    """The same, with the template that has run every migration."""
    asyncio.run(database_server.make_migrated_template())
    return database_server


@pytest.fixture
async def database(migrated_server: DatabaseServer) -> AsyncIterator[DatabaseUrls]:
    """A fresh, migrated database, with the pool opened on it as the service."""
    async with migrated_server.fresh(MIGRATED) as urls:
        yield urls


@pytest.fixture
async def bare_database(database_server: DatabaseServer) -> AsyncIterator[DatabaseUrls]:
    """A fresh database without a table, with the pool opened on it as the service."""
    async with database_server.fresh(BARE) as urls:
        yield urls


@pytest.fixture
async def vault(database: DatabaseUrls, tmp_path: Path) -> AsyncIterator[Vault]:  # noqa: ARG001 - the pool is open
    """A vault opened on that database, with a key folder of its own."""
    opened = await open_vault(load_settings({"SUPERVISION_HOME": str(tmp_path / "home")}))
    use_vault(opened)
    try:
        yield opened
    finally:
        use_vault(None)


@pytest.fixture
async def cast(vault: Vault) -> Cast:  # noqa: ARG001 - the vault is open
    """Everybody in tests/cast.py, with their offices, in that database."""
    return await gather_cast()
