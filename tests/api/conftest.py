"""The application as it is served: uvicorn on a loopback port, on a real database and with a real vault."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
import uvicorn
from litestar import Litestar
from litestar.datastructures import State

from api.app import create_app
from supervision.settings import Settings, load_settings
from supervision.storage.database import close_pool
from tests.cast import Cast
from tests.database import GATHERED, DatabaseServer
from tests.makers import Member


@dataclass(frozen=True, slots=True)
class Service:
    """The running service, and everybody who may use it."""

    app: Litestar
    url: str
    settings: Settings
    superuser_url: str
    cast: Cast

    def client(self, member: Member | None = None) -> httpx.AsyncClient:
        """A client without a session, or with a member's bearer token."""
        headers = {} if member is None else {"authorization": f"Bearer {member.token}"}
        return httpx.AsyncClient(base_url=self.url, headers=headers, timeout=10, trust_env=False)


@pytest.fixture
async def service(migrated_server: DatabaseServer, tmp_path: Path) -> AsyncIterator[Service]:
    """The service with the cast in it, listening on a port of its own; it opens pool and vault by itself."""
    async with migrated_server.fresh(GATHERED) as urls:
        await close_pool()
        migrated_server.place_keys(tmp_path)
        name = urls.service.rpartition("@/")[2].partition("?")[0]
        superuser_url = migrated_server.superuser_url_of(name)
        settings = load_settings({"SUPERVISION_HOME": str(tmp_path), "SUPERVISION_DATABASE_URL": superuser_url})
        app = app_for(settings)
        async with serving(app) as url:
            yield Service(app, url, settings, superuser_url, migrated_server.cast)


_apps: dict[object, Litestar] = {}


def app_for(settings: Settings) -> Litestar:
    """The application with these settings: made once a run, since some hundred routes take a second to put together.

    Tests differ in home and database only, which the application reads from its state.
    """
    kind = replace(settings, home=Path(), key_dir=Path(), database_url=None)
    if kind not in _apps:
        _apps[kind] = create_app(settings)
    _apps[kind].state = State({"settings": settings})  # what a process remembers is forgotten between two tests
    return _apps[kind]


@contextlib.asynccontextmanager
async def serving(app: Litestar) -> AsyncIterator[str]:
    """The address under which uvicorn serves the application on this event loop."""
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            http="h11",  # as `supervision api` serves
            port=0,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=3,
            lifespan="on",
        )
    )
    running = asyncio.create_task(server.serve())
    try:
        while not server.started:
            if running.done():
                await running
            await asyncio.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
