"""What lives as long as the application: database, pool, vault, and the ear for alerts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar

from api.commands.opening import database, opened
from api.v1.alert_hub import AlertHub
from supervision.settings import Settings


@asynccontextmanager
async def lifespan(app: Litestar) -> AsyncIterator[None]:
    """Open what requests work with, and close it after the last of them."""
    settings: Settings = app.state.settings
    hub = AlertHub()
    async with database(settings) as urls, opened(settings, urls), hub.running(urls.service):
        app.state.alert_hub = hub
        app.state.database_url = urls.service
        yield
