"""Commands as they are run, on a database of their own; they open and close pool and vault by themselves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from supervision.settings import Settings, load_settings
from tests.database import BARE, MIGRATED, DatabaseServer


class Places:
    """Installations beside each other: each with its own home and database."""

    def __init__(self, server: DatabaseServer, folder: Path) -> None:
        self._server = server
        self._folder = folder

    @asynccontextmanager
    async def place(self, name: str, *, template: str = MIGRATED) -> AsyncIterator[Settings]:
        async with self._server.made(template) as urls:
            database = urls.service.rpartition("@/")[2].partition("?")[0]
            yield load_settings(
                {
                    "SUPERVISION_HOME": str(self._folder / name),
                    "SUPERVISION_DATABASE_URL": self._server.superuser_url_of(database),
                }
            )

    @asynccontextmanager
    async def empty_place(self, name: str) -> AsyncIterator[Settings]:
        async with self.place(name, template=BARE) as settings:
            yield settings


@pytest.fixture
def places(migrated_server: DatabaseServer, tmp_path: Path) -> Places:
    return Places(migrated_server, tmp_path)


@pytest.fixture
async def settings(places: Places) -> AsyncIterator[Settings]:
    """An installation whose tables are made."""
    async with places.place("home") as settings:
        yield settings
