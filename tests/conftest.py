"""What every test may ask for; the code is in the modules beside this one."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from supervision.settings import load_settings
from supervision.storage.urls import DatabaseUrls
from supervision.vault import Vault, open_vault, use_vault
from tests.cast import Cast
from tests.database import BARE, GATHERED, MIGRATED, DatabaseServer, temporary_home


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
    """The same, with the template that has run every migration, and the one with the cast in it."""
    asyncio.run(database_server.make_migrated_template())
    asyncio.run(database_server.make_gathered_template())
    return database_server


@pytest.fixture
def template(request: pytest.FixtureRequest) -> str:
    """From which template a test's database is copied: with the cast in it where the test asks for anybody."""
    return GATHERED if "cast" in request.fixturenames else MIGRATED


@pytest.fixture
async def database(migrated_server: DatabaseServer, template: str) -> AsyncIterator[DatabaseUrls]:
    """A fresh, migrated database, with the pool opened on it as the service."""
    async with migrated_server.fresh(template) as urls:
        yield urls


@pytest.fixture
async def bare_database(database_server: DatabaseServer) -> AsyncIterator[DatabaseUrls]:
    """A fresh database without a table, with the pool opened on it as the service."""
    async with database_server.fresh(BARE) as urls:
        yield urls


@pytest.fixture
async def vault(
    database: DatabaseUrls,  # noqa: ARG001 - the pool is open
    migrated_server: DatabaseServer,
    template: str,
    tmp_path: Path,
) -> AsyncIterator[Vault]:
    """A vault opened on that database, with a key folder of its own."""
    home = tmp_path / "home"
    if template == GATHERED:
        migrated_server.place_keys(home)
    opened = await open_vault(load_settings({"SUPERVISION_HOME": str(home)}))
    use_vault(opened)
    try:
        yield opened
    finally:
        use_vault(None)


@pytest.fixture
async def cast(vault: Vault, migrated_server: DatabaseServer) -> Cast:  # noqa: ARG001 - the vault is open
    """Everybody in tests/cast.py, with their offices, in that database."""
    return migrated_server.cast
