"""Opening what a command works with: the database, its pool, the vault."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from supervision.errors import SettingsWrong
from supervision.forms.templates import use_own_templates
from supervision.settings import Settings
from supervision.storage.database import close_pool, open_pool
from supervision.storage.embedded import EmbeddedPostgres
from supervision.storage.outside import prepare_outside
from supervision.storage.urls import DatabaseUrls
from supervision.vault import open_vault, use_vault

OWN_TEMPLATES = "forms"
"""The folder of the data folder in which an office keeps templates of its own."""

_PRIVATE = 0o700


def make_home(settings: Settings) -> None:
    """Make the data folder, readable by its owner alone."""
    try:
        settings.home.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    except OSError as error:
        message = f"SUPERVISION_HOME {settings.home} cannot be made: {error.strerror}."
        raise SettingsWrong(message) from error


@asynccontextmanager
async def database(settings: Settings, *, as_keeper: bool = False) -> AsyncIterator[DatabaseUrls]:
    """The database's addresses; the embedded server is started where it does not run, and ended if we started it."""
    make_home(settings)
    if settings.database_url is not None:
        yield await prepare_outside(settings.database_url, settings.home)
        return
    server = EmbeddedPostgres(settings.home)
    urls = server.start(as_keeper=as_keeper)  # on this thread: the server ends with the thread that started it
    watch = asyncio.create_task(server.watch()) if server.is_keeper else None
    try:
        yield urls
    finally:
        if watch is not None:
            watch.cancel()
        server.stop()


@asynccontextmanager
async def opened(
    settings: Settings,
    urls: DatabaseUrls,
    *,
    most_connections: int = 10,
    server_settings: Mapping[str, str] | None = None,
) -> AsyncIterator[None]:
    """The pool as the service's role, the vault and the office's templates, for as long as the block runs."""
    await open_pool(urls.service, max_size=most_connections, server_settings=server_settings)
    try:
        use_vault(await open_vault(settings))
        use_own_templates(settings.home / OWN_TEMPLATES)
        yield
    finally:
        use_own_templates(None)
        use_vault(None)
        await close_pool()
