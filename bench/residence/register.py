"""A residence register in a folder of its own, for as long as a measurement runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from supervision.settings import Settings, load_settings
from supervision.storage.database import close_pool, open_pool
from supervision.storage.embedded import EmbeddedPostgres
from supervision.storage.migrate import migrate
from supervision.storage.urls import DatabaseUrls
from supervision.vault import open_vault, use_vault
from tests.devices.broker.town import free_port


@asynccontextmanager
async def opened_register(folder: Path) -> AsyncIterator[tuple[Settings, DatabaseUrls]]:
    """The register with its pool and its vault open; everything ends with the block."""
    settings = load_settings({"SUPERVISION_HOME": str(folder / "home"), "SUPERVISION_HTTP_PORT": str(free_port())})
    settings.home.mkdir(mode=0o700)
    server = EmbeddedPostgres(settings.home)
    urls = server.start(as_keeper=True)
    try:
        await migrate(urls)
        await open_pool(urls.service)
        use_vault(await open_vault(settings))
        yield settings, urls
    finally:
        await close_pool()
        use_vault(None)
        server.stop()
