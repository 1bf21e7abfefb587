"""What lives as long as the application: database, pool, vault."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar

from api.commands.opening import database, opened
from supervision.settings import Settings


@asynccontextmanager
async def lifespan(app: Litestar) -> AsyncIterator[None]:
    """Open what requests work with, and close it after the last of them."""
    settings: Settings = app.state.settings
    async with database(settings) as urls, opened(settings, urls):
        yield
