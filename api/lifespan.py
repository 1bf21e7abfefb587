"""What lives as long as the application: database, pool, vault and, where trackers are followed, the ear for alerts."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from litestar import Litestar

from api.commands.opening import database, opened
from api.v1.alert_hub import AlertHub
from supervision.settings import Settings


@asynccontextmanager
async def lifespan(app: Litestar) -> AsyncIterator[None]:
    """Open what requests work with, and close it after the last of them."""
    settings: Settings = app.state.settings
    async with AsyncExitStack() as stack:
        urls = await stack.enter_async_context(database(settings))
        await stack.enter_async_context(opened(settings, urls))
        app.state.database_url = urls.service
        if settings.follows_trackers:
            app.state.alert_hub = AlertHub()
            await stack.enter_async_context(app.state.alert_hub.running(urls.service))
        yield
