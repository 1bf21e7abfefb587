"""Opening an installation that is there: what every command but `init`, `run` and `restore` begins with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.commands.installation import installation_kind
from api.commands.opening import database, opened
from supervision.errors import SettingsWrong
from supervision.settings import Settings
from supervision.storage.migrate import find_pending_migrations
from supervision.storage.urls import DatabaseUrls

_FEW = 4


def require_installation(settings: Settings) -> None:
    """`SettingsWrong` when the home holds nothing; a host that only works on an outside database needs no more."""
    if installation_kind(settings) is None and settings.database_url is None:
        raise SettingsWrong(
            f"{settings.home} holds no installation. Set SUPERVISION_HOME to yours, or run `supervision init` first."
        )


@asynccontextmanager
async def installed(settings: Settings) -> AsyncIterator[DatabaseUrls]:
    """Database, pool and vault of the installation, beside a running service or alone."""
    require_installation(settings)
    async with database(settings) as urls:
        if pending := await find_pending_migrations(urls.service):
            raise SettingsWrong(f"The database is {len(pending)} migrations behind: run `supervision migrate`.")
        async with opened(settings, urls, most_connections=_FEW):
            yield urls
