"""What every test may ask for; the code is in the modules beside this one."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from supervision.storage.urls import DatabaseUrls
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
